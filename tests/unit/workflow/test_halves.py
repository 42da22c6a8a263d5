"""Work that two processes share comes to the same as work that one does."""

import os
import sys
import time
from pathlib import Path

import pytest

from auditor.workflow import halves
from auditor.workflow.fork import ForkedProcess

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are spawned")


def test_results_come_in_the_order_of_the_items_from_two_processes():
    def work(item):
        time.sleep(0.005)
        return item * 2, os.getpid()

    done = halves.in_halves(work, range(20))
    assert [result for result, _ in done] == [item * 2 for item in range(20)]
    assert len({process for _, process in done}) == 2


def test_nothing_and_too_much_to_share_is_done_here():
    assert halves.in_halves(str, []) == []
    here = set(halves.in_halves(lambda _: os.getpid(), range(halves.MOST + 1)))
    assert here == {os.getpid()}


def test_what_a_dying_double_had_taken_is_done_here():
    first = os.getpid()

    def work(item):
        if os.getpid() != first:
            os._exit(1)
        time.sleep(0.005)
        return item

    assert halves.in_halves(work, range(20)) == list(range(20))


def test_without_room_for_another_process_all_is_done_here(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(BlockingIOError()))
    assert halves.in_halves(str, range(3)) == ["0", "1", "2"]


def test_a_double_ends_with_the_process_it_comes_from():
    def busy(channel):
        channel.send(os.getpid())
        while True:
            pass

    def between(channel):
        channel.send(ForkedProcess(busy).channel.recv())
        time.sleep(60)

    process = ForkedProcess(between)
    busy_one = process.channel.recv()
    process.kill()
    process.join()
    process.channel.close()
    until = time.monotonic() + 20
    while _is_running(busy_one) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_running(busy_one)


def _is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
