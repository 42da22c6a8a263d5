"""A single document has a worker of its own: whatever it does to that ends as a problem on the document."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from auditor.model.document import Status
from auditor.model.source import Request, RequestKind
from auditor.workflow import fork
from auditor.workflow.books import worker_book
from auditor.workflow.document import audit_request
from auditor.workflow.lone import MEMORY_BYTES, LoneWorker
from auditor.workflow.options import Options
from auditor.workflow.resources import rules_folder
from auditor.workflow.worker import WorkerLimits


@pytest.fixture
def audit(tmp_path):
    """Audit a text alone; `meanwhile` is called with the worker while it is at it."""
    workers = []

    def _audit(text, seconds=60.0, memory_bytes=MEMORY_BYTES, meanwhile=None):
        path = tmp_path / "page.txt"
        path.write_text(text, "utf-8")
        request = Request(RequestKind.FILE, str(path), path.name)
        worker = LoneWorker(rules_folder(), memory_bytes)
        workers.append(worker)
        worker.submit(request, Options())
        if meanwhile is not None:
            threading.Timer(1.0, meanwhile, [worker]).start()
        return worker.result(request, WorkerLimits(seconds, memory_bytes))

    yield _audit
    for worker in workers:
        worker.close()


SENTENCE = "Nine out of ten of our patients sleep better, and so will you. "
"""Two hundred thousand of these take far longer than any limit here."""


def kill(worker):
    os.kill(worker._process.pid, signal.SIGKILL)


PAGE = "Ours is the best clinic of all. Nine out of ten patients sleep better after a week."

FORKED = """
import sys
from auditor.workflow import fork
from auditor.workflow.lone import MEMORY_BYTES, LoneWorker
assert fork.can_fork()
worker = LoneWorker(None, MEMORY_BYTES)
from auditor.model.source import Request, RequestKind
from auditor.workflow.books import worker_book
from auditor.workflow.document import audit_request
from auditor.workflow.options import Options
from auditor.workflow.resources import rules_folder
from auditor.workflow.worker import WorkerLimits
request = Request(RequestKind.FILE, sys.argv[1], "page.txt")
worker.submit(request, Options())
done = worker.result(request, WorkerLimits())
assert done.findings, done
assert done == audit_request(request, worker_book(str(rules_folder())), Options())
"""
"""In a program of its own: a double has all the address space that its parent has taken, and a browser and its threads
leave little of what a worker is given."""


def test_a_document_is_audited_as_within_one_process(audit, tmp_path, monkeypatch):
    monkeypatch.setattr(fork, "can_fork", lambda: False)
    done = audit(PAGE)
    assert (done.status, done.words) == (Status.COMPLETE, 17)
    assert {finding.category for finding in done.findings} >= {"superlative", "statistic"}
    request = Request(RequestKind.FILE, str(tmp_path / "page.txt"), "page.txt")
    assert done == audit_request(request, worker_book(str(rules_folder())), Options())


@pytest.mark.skipif(sys.platform != "linux", reason="processes are doubled on Linux only")
def test_a_double_audits_a_document_as_its_parent_does(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    subprocess.run([sys.executable, "-c", FORKED, path], check=True)


def test_a_document_that_takes_too_long_is_given_up(audit):
    assert [p.code for p in audit(SENTENCE * 200_000, seconds=1.0).problems] == ["too-slow"]


def test_a_worker_that_dies_leaves_a_reason(audit):
    assert [p.code for p in audit(SENTENCE * 200_000, meanwhile=kill).problems] == ["reader-crashed"]


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="address space is limited on Linux only")
def test_a_document_that_needs_too_much_memory_is_given_up(audit):
    done = audit(SENTENCE * 1_000_000, memory_bytes=400_000_000)
    assert [p.code for p in done.problems] == ["too-much-memory"]


def test_a_worker_that_nobody_waits_for_can_be_closed_twice():
    worker = LoneWorker(rules_folder(), MEMORY_BYTES)
    worker.close()
    worker.close()
    assert worker._process.exitcode is not None
