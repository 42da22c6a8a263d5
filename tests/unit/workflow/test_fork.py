"""A double of the process: what it sends arrives, and however it ends is known."""

import os
import signal
import sys
import threading

import pytest

from auditor.workflow import fork

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are spawned")


@pytest.fixture
def double():
    processes = []

    def _double(target):
        process = fork.ForkedProcess(target)
        processes.append(process)
        return process

    yield _double
    for process in processes:
        process.kill()
        process.join()
        process.channel.close()


def echo(channel):
    channel.send(channel.recv())


def test_values_go_there_and_back_whatever_their_size(double):
    process = double(echo)
    value = {"text": "é" * 3_000_000, "span": (1, 2)}
    process.channel.send(value)
    assert process.channel.poll(60)
    assert process.channel.recv() == value


def test_the_end_of_a_double_is_told(double):
    process = double(lambda _: os._exit(86))
    with pytest.raises(EOFError):
        process.channel.recv()
    process.join()
    assert (process.exitcode, process.is_alive()) == (86, False)


def test_a_double_that_fails_runs_nothing_of_the_first_process(double):
    process = double(lambda channel: channel.send(1 / 0))
    process.join()
    assert process.exitcode == fork.BUG


def test_a_double_can_be_ended(double):
    process = double(echo)
    assert process.is_alive()
    assert not process.channel.poll(0.01)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL


def test_a_double_reads_nothing_of_what_is_typed(double):
    process = double(lambda channel: channel.send(os.read(0, 10)))
    assert process.channel.recv() == b""


def test_a_process_with_a_second_thread_is_not_doubled(monkeypatch):
    for name in [n for n in sys.modules if n.startswith("PySide6")]:
        monkeypatch.delitem(sys.modules, name)
    going = threading.Event()
    thread = threading.Thread(target=going.wait, args=(60,))
    thread.start()
    assert not fork.can_fork()
    going.set()
    thread.join()
    assert fork.can_fork() == (threading.active_count() == 1)
