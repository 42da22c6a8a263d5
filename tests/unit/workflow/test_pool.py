"""One bad document never costs another: hangs, crashes and memory end as a problem on that document alone."""

import errno
import itertools
import multiprocessing
import os
import signal
import threading
import time

import pytest

from auditor.model.document import Status
from auditor.model.source import Request, RequestKind
from auditor.workflow import pool as pool_module
from auditor.workflow.options import Options
from auditor.workflow.pool import WorkerLimits, WorkerPool
from auditor.workflow.resources import rules_folder


def request(path):
    return Request(RequestKind.FILE, str(path), path.name)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("Our clinic helps people to sleep.", "utf-8")
    return path


@pytest.fixture
def endless(tmp_path):
    """A page that takes far longer than any limit of these tests."""
    path = tmp_path / "endless.txt"
    path.write_text("Nine out of ten of our patients sleep better, and so will you. " * 200_000, "utf-8")
    return path


@pytest.fixture
def long(tmp_path):
    """A page that takes some seconds, with a claim in its first words."""
    path = tmp_path / "long.txt"
    lines = [f"Visit {n} is open to families who wish to come along." for n in range(1_000)]
    path.write_text("\n\n".join(["Our team offers the most advanced care in Ohio.", *lines]), "utf-8")
    return path


@pytest.fixture
def start():
    pools = []

    def _start(**limits):
        pools.append(WorkerPool(rules_folder(), 1, WorkerLimits(**limits)))
        return pools[-1]

    yield _start
    for pool in pools:
        pool.close()


def test_a_document_is_audited(start, page):
    audit = start().submit(request(page), Options()).result()
    assert (audit.status, audit.words) == (Status.COMPLETE, 6)


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_audited(start, page, endless):
    pool = start(seconds=3)
    slow, next_one = pool.submit(request(endless), Options()), pool.submit(request(page), Options())
    assert [p.code for p in slow.result().problems] == ["too-slow"]
    assert next_one.result().status is Status.COMPLETE


def test_a_worker_that_dies_costs_its_own_document_only(start, page, endless):
    pool = start()
    assert pool.submit(request(page), Options()).result().status is Status.COMPLETE
    [worker] = pool.process_ids()
    dying = pool.submit(request(endless), Options())
    threading.Timer(0.5, lambda: os.kill(worker, signal.SIGKILL)).start()
    assert [p.code for p in dying.result().problems] == ["reader-crashed"]
    assert pool.submit(request(page), Options()).result().status is Status.COMPLETE


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="address space is limited on Linux only")
def test_workers_lost_while_they_wait_and_clocks_that_jump_cost_no_document(start, page, monkeypatch):
    pool, hours = start(seconds=60), itertools.count(0, 3_600)
    monkeypatch.setattr(time, "time", lambda: float(next(hours)))
    assert pool.submit(request(page), Options()).result().status is Status.COMPLETE
    for process in pool.process_ids():
        os.kill(process, signal.SIGKILL)
    assert pool.submit(request(page), Options()).result().status is Status.COMPLETE


def test_a_document_that_needs_too_much_memory_is_given_up(start, page, tmp_path):
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        for _ in range(190):
            file.write(b"Nine out of ten sleep. " * 43_000)
    pool = start(memory_bytes=500_000_000)
    [problem] = pool.submit(request(huge), Options()).result().problems
    assert problem.code == "too-much-memory"
    assert pool.submit(request(page), Options()).result().status is Status.COMPLETE


def test_a_running_document_can_be_cancelled(start, page, endless):
    pool = start()
    task = pool.submit(request(endless), Options())
    deadline = time.monotonic() + 20
    while not task.is_running() and time.monotonic() < deadline:
        time.sleep(0.02)
    task.cancel()
    assert [p.code for p in task.result().problems] == ["cancelled"]
    assert pool.submit(request(page), Options()).result().status is Status.COMPLETE


def test_a_callback_tells_when_a_document_is_done(start, page):
    done = threading.Event()
    start().submit(request(page), Options()).when_done(lambda _: done.set())
    assert done.wait(20)


def test_rules_that_broke_while_documents_waited_are_said_beside_each(page, tmp_path):
    pool = WorkerPool(tmp_path, 1)
    try:
        [problem] = pool.submit(request(page), Options()).result().problems
    finally:
        pool.close()
    assert problem.code == "broken-rules"
    assert "The rules cannot be used any more, so it was not judged: " in problem.message


def test_where_no_worker_can_be_started_each_document_says_so_until_one_can(start, page, monkeypatch):
    def refused(*_):
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as scarce:
        scarce.setattr(multiprocessing.get_context("spawn").Process, "start", refused)
        pool = start()
        audits = [pool.submit(request(page), Options()).result() for _ in range(2)]
    assert [p.code for audit in audits for p in audit.problems] == ["no-worker", "no-worker"]
    assert pool.submit(request(page), Options()).result().status is Status.COMPLETE


def die(*_):
    os.abort()


class Told:
    """What is told of the beginning of a document."""

    def __init__(self):
        self.beginnings = []
        self.is_told = threading.Event()

    def __call__(self, beginning):
        self.beginnings.append(beginning)
        self.is_told.set()


def test_the_beginning_of_a_long_document_is_told_before_the_whole(start, long):
    task, told = start().submit(request(long), Options(), begins=True), Told()
    task.when_begun(told)
    assert told.is_told.wait(60)
    assert not task.is_done()
    whole = task.result()
    assert whole.status is Status.COMPLETE
    [beginning] = told.beginnings
    assert {f.fingerprint for f in beginning.findings} <= {f.fingerprint for f in whole.findings}


def test_the_whole_is_the_same_whether_its_beginning_was_asked_for_or_not(start, long):
    pool = start()
    asked, plain = (pool.submit(request(long), Options(), begins=b).result() for b in (True, False))
    assert asked == plain


def test_nothing_is_told_of_a_beginning_that_was_not_asked_for_or_has_nothing_to_tell(start, page, long):
    pool, told = start(), Told()
    tasks = [pool.submit(request(page), Options(), begins=True), pool.submit(request(long), Options())]
    for task in tasks:
        task.when_begun(told)
        assert task.result().status is Status.COMPLETE
    assert told.beginnings == []


def test_a_beginning_that_takes_too_long_or_kills_its_worker_costs_nothing_but_itself(
    start, page, long, monkeypatch
):
    monkeypatch.setattr(pool_module, "BEGINNING_SECONDS", 0.01)
    pool, told = start(), Told()
    task = pool.submit(request(long), Options(), begins=True)
    task.when_begun(told)
    assert task.result().status is Status.COMPLETE
    monkeypatch.setattr(pool_module, "begin_in_worker", die)
    task = pool.submit(request(page), Options(), begins=True)
    task.when_begun(told)
    assert task.result().status is Status.COMPLETE
    assert told.beginnings == []


def test_a_beginning_is_cancelled_with_its_document(start, page, long):
    pool, told = start(), Told()
    task = pool.submit(request(long), Options(), begins=True)
    task.when_begun(told)
    task.cancel()
    assert [p.code for p in task.result().problems] == ["cancelled"]
    assert pool.submit(request(page), Options()).result().status is Status.COMPLETE
    assert told.beginnings == []


def test_a_closed_pool_takes_no_beginning_either(start, long):
    pool = start()
    pool.close()
    with pytest.raises(RuntimeError):
        pool.submit(request(long), Options(), begins=True)
