"""The session behind the window: events in order, cancelling, closing."""

import os
import signal
import threading

import pytest

from auditor.errors import PackError
from auditor.workflow.audit import Settings
from auditor.workflow.session import AuditSession, Begun, Finished, Queued


class Listener:
    """Collects events and waits for as many documents as are expected."""

    def __init__(self):
        self.events = []
        self.changed = threading.Condition()

    def __call__(self, event):
        with self.changed:
            self.events.append(event)
            self.changed.notify_all()

    def finished(self):
        return [e for e in self.events if isinstance(e, Finished)]

    def begun(self):
        return [e for e in self.events if isinstance(e, Begun)]

    def wait_for(self, count):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.finished()) >= count, timeout=60)

    def wait_for_beginning(self):
        with self.changed:
            assert self.changed.wait_for(self.begun, timeout=60)


@pytest.fixture
def session():
    listener = Listener()
    session = AuditSession(Settings(jobs=1), listener, lambda: "2026-07-01")
    yield session, listener
    session.close()


@pytest.fixture
def pages(tmp_path):
    for number in range(6):
        (tmp_path / f"page{number}.txt").write_text(
            f"Our clinic number {number} helps people to sleep.", "utf-8"
        )
    return tmp_path


@pytest.fixture
def long(tmp_path):
    """A page that takes some seconds, with a claim in its first words."""
    path = tmp_path / "long.txt"
    lines = [f"Visit {n} is open to families who wish to come along." for n in range(3_000)]
    path.write_text("\n\n".join(["Our team offers the most advanced care in Ohio.", *lines]), "utf-8")
    return path


def test_every_document_is_queued_before_it_is_finished_and_in_order(session, pages):
    session, listener = session
    session.submit([str(pages)])
    session.submit([str(pages / "page0.txt")])
    listener.wait_for(7)
    queued = [e.name for e in listener.events if isinstance(e, Queued)]
    assert queued == [f"page{n}.txt" for n in range(6)] + ["page0.txt"]
    for event in listener.finished():
        place = listener.events.index(event)
        assert any(isinstance(e, Queued) and e.ticket == event.ticket for e in listener.events[:place])


def test_an_address_that_was_dropped_does_not_lead_to_this_computer(session):
    session, listener = session
    session.submit(["http://127.0.0.1:1/"])
    session.submit(["http://127.0.0.1:1/"], typed=False)
    listener.wait_for(2)
    typed, dropped = sorted(listener.finished(), key=lambda event: event.ticket)
    assert "private-address" not in {p.code for p in typed.document.problems}
    assert [p.code for p in dropped.document.problems] == ["private-address"]


def test_what_is_cancelled_still_ends_and_says_so(session, pages):
    session, listener = session
    (pages / "endless.txt").write_text(
        "Nine out of ten of our patients sleep better, and so will you. " * 200_000, "utf-8"
    )
    session.submit([str(pages / "endless.txt")])
    with listener.changed:
        assert listener.changed.wait_for(lambda: listener.events, timeout=60)
    session.cancel()
    listener.wait_for(1)
    assert [p.code for p in listener.finished()[0].document.problems] == ["cancelled"]
    session.submit([str(pages / "page0.txt")])
    listener.wait_for(2)
    assert listener.finished()[1].document.problems == ()


def test_no_event_arrives_after_closing(pages):
    listener = Listener()
    session = AuditSession(Settings(jobs=1), listener, lambda: "2026-07-01")
    session.submit([str(pages)])
    session.close()
    seen = len(listener.events)
    threading.Event().wait(0.3)
    assert len(listener.events) == seen


def test_broken_rules_are_told_at_once(tmp_path):
    with pytest.raises(PackError):
        AuditSession(Settings(rules=tmp_path / "nowhere"), Listener(), lambda: "2026-07-01")


def test_of_a_long_document_the_beginning_is_told_between_its_queueing_and_its_end(session, pages, long):
    session, listener = session
    session.submit([str(long)])
    listener.wait_for(1)
    assert [type(e) for e in listener.events] == [Queued, Begun, Finished]
    assert len({e.ticket for e in listener.events}) == 1
    assert listener.begun()[0].beginning.findings
    session.submit([str(pages / "page0.txt")])
    listener.wait_for(2)
    assert len(listener.begun()) == 1, "a short document has none"


def test_while_all_workers_are_busy_no_beginning_is_looked_at(session, long, tmp_path):
    session, listener = session
    other = tmp_path / "other.txt"
    other.write_bytes(long.read_bytes())
    session.submit([str(long), str(other)])
    listener.wait_for(2)
    assert [e.ticket for e in listener.begun()] == [1]


def test_a_worker_killed_after_the_beginning_costs_the_document_and_no_other(session, pages, long):
    session, listener = session
    session.submit([str(long)])
    listener.wait_for_beginning()
    while not session.running():
        assert not listener.finished()
        threading.Event().wait(0.01)
    for process in session._pool.process_ids():
        os.kill(process, signal.SIGKILL)
    listener.wait_for(1)
    assert [p.code for p in listener.finished()[0].document.problems] == ["reader-crashed"]
    session.submit([str(pages / "page0.txt")])
    listener.wait_for(2)
    assert listener.finished()[1].document.problems == ()


def test_a_document_cancelled_after_its_beginning_ends_as_cancelled(session, long):
    session, listener = session
    session.submit([str(long)])
    listener.wait_for_beginning()
    session.cancel(1)
    listener.wait_for(1)
    assert [p.code for p in listener.finished()[0].document.problems] == ["cancelled"]
