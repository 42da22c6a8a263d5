"""The window is closed, or something else wanted, right in the middle of things: nothing is left half done, nothing is lost."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest

from auditor.export import base
from auditor.gui import surroundings
from auditor.gui.actions import Do
from auditor.gui.controllers import returned as controller
from auditor.gui.controllers.listing_watch import FOUND, GIVEN_UP, LOOKING
from auditor.store import copies
from auditor.store.audits import AuditFile
from auditor.workflow.house import House

from . import factory
from .conftest import shown
from .test_program import notice, offer, states
from .test_returned import exported

MOMENT = 0.3
"""Seconds for which something is held up while the window closes: enough that whoever does not wait is seen to go on."""


class Held:
    """Holds a function up at its beginning, until it is let go; what it is to write is begun by then."""

    def __init__(self, monkeypatch, module, name):
        self.is_there, self.goes_on = threading.Event(), threading.Event()
        real = getattr(module, name)

        def held(*args, **named):
            for begun in args:
                if hasattr(begun, "write"):
                    begun.write(b"half of it")
                    begun.flush()
                    begun.seek(0)
                    begun.truncate()
            self.is_there.set()
            assert self.goes_on.wait(30)
            return real(*args, **named)

        monkeypatch.setattr(module, name, held)

    def after(self, look):
        """Let it go on in a moment; return what was seen then."""
        seen = []

        def go_on():
            seen.append(look())
            self.goes_on.set()

        threading.Timer(MOMENT, go_on).start()
        return seen


def names(folder):
    return sorted(path.name for path in Path(folder).iterdir())


@pytest.fixture
def out(world):
    """The folder in which outputs lie, with one of last year."""
    folder = world.folder / "out"
    (folder / "audit.xlsx").write_bytes(b"of last year")
    return folder


WRITTEN = {
    "audit.xlsx": b"PK",
    "audit.csv": b"\xef\xbb\xbf",
    "audit.html": b"<!doctype html>",
    "audit.json": b"{",
}
"""Forms of an export, and how each begins."""


@pytest.mark.parametrize("name", WRITTEN)
def test_closing_waits_for_an_export_and_leaves_it_whole(audited, world, out, qtbot, monkeypatch, name):
    world.target, held = str(out / name), Held(monkeypatch, base, "write_audit")
    audited.giving.export._write = partial(surroundings._write, House(world.folder / "exports"))
    audited.window.actions_[Do.EXPORT].trigger()
    assert held.is_there.wait(30)
    seen = held.after(
        lambda: ((out / "audit.xlsx").read_bytes(), len(names(out)), audited.window.isVisible())
    )
    audited.window.close()
    assert seen == [(b"of last year", 2, False)], (
        "a folder for what is unfinished lies beside it, and the window is gone"
    )
    assert names(out) == sorted({"audit.xlsx", name})
    written = (out / name).read_bytes()
    assert (written[: len(WRITTEN[name])], len(written) > 1_000) == (WRITTEN[name], True)
    assert (world.folder / "data" / "last.audit").is_file()


@pytest.mark.parametrize("action", [Do.SAVE, Do.SAVE_COPY])
def test_closing_waits_until_a_review_has_its_name(audited, world, out, qtbot, monkeypatch, action):
    world.review, held = str(out / "spring.audit"), Held(monkeypatch, copies, "_write_copy")
    audited.window.actions_[action].trigger()
    assert held.is_there.wait(30)
    seen = held.after((out / "spring.audit").exists)
    audited.window.close()
    assert seen == [False]
    assert names(out) == ["audit.xlsx", "spring.audit"]
    with AuditFile(out / "spring.audit", is_read_only=True) as file:
        file.check()
        assert len(file.document_rows()) == 4


def test_closing_while_a_spreadsheet_that_came_back_is_read_takes_nothing_in(
    audited, world, qtbot, monkeypatch, tmp_path
):
    path = exported(audited, tmp_path / "back.csv")
    path.write_text(path.read_text("utf-8-sig").replace(",Undecided,", ",Confirmed,"), "utf-8")
    held = Held(monkeypatch, controller, "preview_return")
    world.table = str(path)
    audited.window.actions_[Do.TAKE_IN].trigger()
    assert held.is_there.wait(30)
    held.after(lambda: None)
    audited.window.close()
    with AuditFile(world.folder / "data" / "last.audit", is_read_only=True) as file:
        assert file.decisions.changes() == ()
        assert len(file.document_rows()) == 4


def test_a_spreadsheet_is_not_taken_into_another_review_opened_meanwhile(
    audited, world, qtbot, monkeypatch, tmp_path
):
    world.table = str(exported(audited, tmp_path / "back.csv"))
    held = Held(monkeypatch, controller, "preview_return")
    audited.window.actions_[Do.TAKE_IN].trigger()
    assert held.is_there.wait(30)
    audited.window.actions_[Do.NEW].trigger()
    held.goes_on.set()
    qtbot.waitUntil(lambda: "“back.csv” was not taken in." in notice(audited))
    assert audited.documents.documents == 0


@pytest.fixture
def reviews(audited, world, out, qtbot):
    """Two reviews that lie on the disk, of four documents and of one."""
    full, other = out / "full.audit", out / "other.audit"
    world.review = str(full)
    audited.window.actions_[Do.SAVE_COPY].trigger()
    qtbot.waitUntil(full.is_file)
    with AuditFile(other) as file:
        file.save([(0, factory.clean("other.html"))])
    return full, other


def test_a_document_that_comes_while_one_review_after_the_other_is_opened_is_not_lost(
    audited, reviews, world, qtbot
):
    full, other = reviews
    first, second = threading.Event(), threading.Event()
    audited.desk._lane.submit(first.wait)
    audited.review.open(full)
    audited.desk._lane.submit(second.wait)
    audited.review.open(other)
    audited.intake.take_inputs(["/in/late.html"])
    ticket = len(world.session.submitted)
    world.session.finish(ticket, factory.article("late.html"))
    first.set()
    qtbot.wait(50)  # what was asked about the first review comes, and is none of the second
    second.set()
    qtbot.waitUntil(lambda: states(audited) == [("other.html", "complete"), ("late.html", "complete")])
    qtbot.waitUntil(lambda: shown(audited) == 9)


def test_closing_while_a_review_is_opened_leaves_it_as_it_was(audited, reviews, world):
    full, _ = reviews
    before, gate = full.read_bytes(), threading.Event()
    audited.desk._lane.submit(gate.wait)
    audited.review.open(full)
    threading.Timer(MOMENT, gate.set).start()
    audited.window.close()
    with AuditFile(full, is_read_only=True) as file:
        file.check()
        assert len(file.document_rows()) == 4
    assert names(full.parent) == ["audit.xlsx", "full.audit", "other.audit"]
    assert len(full.read_bytes()) == len(before)


def test_a_listing_that_takes_long_is_said_and_can_be_given_up(program, world, qtbot):
    program.intake.take_inputs(["/network"])
    qtbot.waitUntil(lambda: bool(world.sessions) and world.session.submitted == ["/network"])
    world.session.lists = True
    program.awaited.look()
    assert notice(program) == "", "while documents are read the list says so"
    world.session.finish(1, factory.article("a.html"))
    qtbot.waitUntil(lambda: program.documents.documents == 1 and not program.documents.pending)
    program.awaited.look()
    assert notice(program) == LOOKING
    offer(program)
    assert (world.session.lists, notice(program)) == (False, GIVEN_UP)
    assert not program.awaited._timer.isActive()


def test_a_listing_that_ends_by_itself_takes_its_notice_back(program, world, qtbot):
    program.intake.take_inputs(["/network"])
    qtbot.waitUntil(lambda: bool(world.sessions) and world.session.submitted == ["/network"])
    world.session.lists = True
    world.session.finish(1, factory.article("a.html"))
    qtbot.waitUntil(lambda: program.documents.documents == 1 and not program.documents.pending)
    program.awaited.look()
    given_up = program.awaited._give_up
    world.session.lists = False
    program.awaited.look()
    assert notice(program) == FOUND
    given_up()  # pressed too late
    assert notice(program) == FOUND
    assert not program.awaited._timer.isActive()


def test_a_listing_that_is_soon_over_is_not_spoken_of(program, world, qtbot):
    program.awaited._timer.setInterval(1)
    program.intake.take_inputs(["/in/a.html"])
    qtbot.waitUntil(lambda: bool(world.sessions) and program.documents.pending == 1)
    world.session.finish(1, factory.article("a.html"))
    qtbot.waitUntil(lambda: notice(program).startswith("1 document done"))
    qtbot.waitUntil(lambda: not program.awaited._timer.isActive())
    assert notice(program).startswith("1 document done")
