"""What cannot be opened, read or written is told plainly, with what can be done; nothing is overwritten or lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager

import pytest

from auditor.gui.actions import Do
from auditor.model.decision import Verdict
from auditor.store.audits import AuditFile
from auditor.store.migrations import MAJOR

from . import factory
from .conftest import shown
from .test_program import notice, offer, states
from .test_review_file import saved  # noqa: F401 - a fixture
from .test_triage import decision, press, ready

NEEDS_LIMITS = pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")


@contextmanager
def no_room(allowed=40_000):
    """Let no file of this process grow beyond a few pages, as a full disk does."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (allowed, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def truncated(path):
    shutil.copyfile(path.with_name("spring.audit"), path)
    os.truncate(path, path.stat().st_size // 2)


def of_another_program(path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


def newer(path):
    AuditFile(path).close()
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"PRAGMA user_version={(MAJOR + 1) * 1000}")


def test_what_is_no_review_of_ours_stays_as_it_is_and_so_does_the_present_one(saved, world):  # noqa: F811
    for spoil, said, todo in (
        (truncated, "damaged", "Open a copy"),
        (of_another_program, "belongs to another program", "ends in .audit"),
        (newer, "newer version of Auditor", "Update Auditor"),
    ):
        path = world.folder / "out" / f"{spoil.__name__}.audit"
        spoil(path)
        before = path.read_bytes()
        saved.review.open(path)
        assert said in notice(saved), spoil
        assert todo in notice(saved), spoil
        assert path.read_bytes() == before
        assert (saved.desk.path.name, shown(saved)) == ("spring.audit", 12)


def test_a_review_that_may_not_be_written_is_opened_to_be_read(saved, world, qtbot, monkeypatch):  # noqa: F811
    world.review = str(world.folder / "out" / "archive.audit")
    saved.window.actions_[Do.SAVE_COPY].trigger()
    qtbot.waitUntil(lambda: "A copy was saved" in notice(saved))
    archive = world.folder / "out" / "archive.audit"
    before = archive.read_bytes()
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != archive and allowed(path, mode))
    saved.review.open(archive)
    qtbot.waitUntil(lambda: "open to be read only" in notice(saved))
    qtbot.waitUntil(lambda: shown(saved) == 12)
    assert "Save a copy" in notice(saved)
    assert not saved.window.actions_[Do.CONFIRM].isEnabled()
    assert archive.read_bytes() == before


@NEEDS_LIMITS
def test_without_room_nothing_is_told_as_done_and_with_room_it_goes_on(audited, world, qtbot):
    ready(audited, qtbot)
    first = audited.listing.current
    with no_room():
        press(qtbot, audited, "A")
        qtbot.waitUntil(lambda: "no room" in notice(audited))
        assert "What was decided before is safe" in notice(audited)
        world.review = str(world.folder / "out" / "full.audit")
        audited.window.actions_[Do.SAVE].trigger()
        qtbot.waitUntil(lambda: "“full.audit” could not be written here" in notice(audited))
    assert list((world.folder / "out").iterdir()) == []
    assert decision(audited, first).verdict is Verdict.UNDECIDED
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: decision(audited, first).verdict is Verdict.CONFIRMED)


@NEEDS_LIMITS
def test_documents_that_could_not_be_written_wait_and_are_written_later(program, world, qtbot):
    program.intake.take_inputs(["/in/a.html", "/in/b.pdf"])
    qtbot.waitUntil(lambda: program.documents.documents == 2)
    with no_room():
        world.session.finish(1, factory.article("a.html"))
        world.session.finish(2, factory.brochure("b.pdf"))
        qtbot.waitUntil(lambda: "no room" in notice(program))
        assert shown(program) == 0
    offer(program)
    qtbot.waitUntil(lambda: shown(program) == 12)
    assert states(program) == [("a.html", "complete"), ("b.pdf", "partial")]


def test_a_kept_file_that_is_missing_or_changed_is_told_and_the_text_is_shown(audited, qtbot):
    bench = audited.window.workbench
    bench.documents.select_row(2)
    qtbot.waitUntil(lambda: "is not kept in this audit" in bench.document._notice._words.text())
    audited.desk.ask(lambda file: file.sources.keep([(2, b"%PDF-1.7 other bytes")]))
    bench.documents.select_row(1)
    bench.documents.select_row(2)
    qtbot.waitUntil(lambda: "its bytes have changed" in bench.document._notice._words.text())
    assert "auditing the original again" in bench.document._notice._words.text()
    assert "Find your way back" in bench.document.view.toPlainText()
