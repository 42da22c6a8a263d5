"""Cancelling while folders are listed and addresses fetched: it is soon over, and what is named next is audited."""

import os
import threading
import time

import pytest
from tests.unit.stalling import stalling

from auditor.workflow import session as module
from auditor.workflow.audit import Settings
from auditor.workflow.options import Options
from auditor.workflow.session import AuditSession, Finished, Queued, Refused

SECONDS = 20.0
"""Ample for one short page on a busy machine, and far less than what is given up would take."""


class Listener:
    """Notes what a session tells, and waits for it."""

    def __init__(self):
        self.events, self.changed = [], threading.Condition()

    def __call__(self, event):
        with self.changed:
            self.events.append(event)
            self.changed.notify_all()

    def finished(self):
        return [
            (e.document.source.name, [p.code for p in e.document.problems])
            for e in self.events
            if isinstance(e, Finished)
        ]

    def wait_for(self, count):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.finished()) >= count, SECONDS), self.events
        return self.finished()


@pytest.fixture
def listener():
    return Listener()


@pytest.fixture
def session(listener, tmp_path):
    made = AuditSession(
        Settings(options=Options(keep_in=str(tmp_path / "kept")), jobs=1), listener, lambda: "2026-07-01"
    )
    yield made
    made.close()


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("Our clinic helps people to sleep.", "utf-8")
    return str(path)


class Drive:
    """Folders of which every listing takes a while, as over a network; or hangs until it is let go."""

    def __init__(self, monkeypatch, place, seconds):
        self.lists, self.lets_go = 0, threading.Event()
        self.is_asked = threading.Event()
        real = os.scandir

        def slowly(folder):
            if str(folder).startswith(str(place)):
                self.lists += 1
                self.is_asked.set()
                self.lets_go.wait(seconds)
            return real(folder)

        monkeypatch.setattr(os, "scandir", slowly)


@pytest.fixture
def folder(tmp_path):
    """A folder of many folders, in none of which there is a document."""
    for number in range(60):
        (tmp_path / "drive" / f"{number:02d}").mkdir(parents=True)
    return tmp_path / "drive"


@pytest.fixture
def drive(monkeypatch, folder):
    made = []

    def make(seconds):
        made.append(Drive(monkeypatch, folder, seconds))
        return made[0]

    yield make
    for each in made:
        each.lets_go.set()


def test_a_drive_that_does_not_answer_keeps_nothing_waiting_once_it_is_cancelled(
    session, listener, drive, folder, page
):
    hung = drive(120.0)
    session.submit([str(folder), page])
    assert hung.is_asked.wait(SECONDS)
    assert session.is_listing()
    session.cancel()
    assert not session.is_listing()
    session.submit([page])
    assert listener.wait_for(1) == [("page.txt", [])]
    deadline = time.monotonic() + SECONDS
    while session.is_listing() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not session.is_listing()
    hung.lets_go.set()
    threading.Event().wait(0.2)
    assert [type(e) for e in listener.events] == [Queued, Finished], (
        "what was cancelled tells nothing any more"
    )


def test_a_listing_that_is_cancelled_soon_ends_also_where_it_finds_nothing(
    session, listener, drive, folder, page
):
    slow = drive(0.05)
    session.submit([str(folder)])
    assert slow.is_asked.wait(SECONDS)
    session.cancel()
    session.submit([page])
    assert listener.wait_for(1) == [("page.txt", [])]
    assert slow.lists <= 2


def test_closing_waits_for_a_listing_a_little_and_no_more(listener, drive, folder, monkeypatch):
    monkeypatch.setattr(module, "CLOSING_SECONDS", 0.2)
    session = AuditSession(Settings(jobs=1), listener, lambda: "2026-07-01")
    hung = drive(120.0)
    session.submit([str(folder)])
    assert hung.is_asked.wait(SECONDS)
    began = time.monotonic()
    session.close()
    assert time.monotonic() - began < SECONDS / 2
    hung.lets_go.set()
    threading.Event().wait(0.2)
    assert listener.events == []


@pytest.fixture
def server():
    with stalling() as made:
        yield made


@pytest.mark.parametrize("way", ["drips", "says-nothing"])
@pytest.mark.parametrize("ticket", [1, None])
def test_a_fetch_that_is_cancelled_hangs_up_and_the_next_document_is_audited(
    session, listener, server, page, tmp_path, way, ticket
):
    address = f"http://127.0.0.1:{server.server_port}/{way}"
    session.submit([address])
    assert server.is_asked.wait(SECONDS)
    session.cancel(ticket)
    assert [codes for _, codes in listener.wait_for(1)] == [["cancelled"]]
    assert server.is_left.wait(SECONDS)
    session.submit([page])
    assert listener.wait_for(2)[1] == ("page.txt", [])
    assert not any(isinstance(event, Refused) for event in listener.events)
    assert len(list((tmp_path / "kept").iterdir())) == 1, "of what was cancelled nothing is kept"
