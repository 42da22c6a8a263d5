"""The review file: named, opened again, opened twice, brought back after a kill; nothing decided is ever lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl

from auditor.gui.actions import Do
from auditor.gui.last_audit import LastAudit
from auditor.gui.program import Program
from auditor.gui.session_place import SessionPlace
from auditor.model.decision import Author, Verdict
from auditor.store.audits import AuditFile

from . import factory
from .conftest import dispose, shown
from .test_program import notice, offer, states
from .test_triage import decision, press, ready


@pytest.fixture
def saved(audited, world, qtbot):
    """The program with its audit saved as a review, and one finding confirmed after that."""
    world.review = str(world.folder / "out" / "spring.audit")
    audited.window.actions_[Do.SAVE].trigger()
    qtbot.waitUntil(lambda: audited.desk.path.name == "spring.audit")
    qtbot.waitUntil(lambda: shown(audited) == 12)
    ready(audited, qtbot)
    first = audited.listing.current
    press(qtbot, audited, "A")
    qtbot.waitUntil(lambda: decision(audited, first).verdict is Verdict.CONFIRMED)
    return audited


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def test_a_review_with_a_name_stands_in_the_title_and_saves_itself(saved, world):
    assert saved.window.windowTitle() == "spring.audit – 4 documents – Auditor"
    with AuditFile(world.folder / "out" / "spring.audit", is_read_only=True) as file:
        assert [c.words for c in file.decisions.changes()] == ["Confirmed"]


def test_giving_a_name_leaves_everything_where_it_was(audited, world, qtbot):
    """Nothing is read anew: document, finding, filter and place in the list stay, and what is told meanwhile is kept."""
    audited.window.workbench.documents.select_row(1)
    qtbot.waitUntil(lambda: shown(audited) == 9)
    audited.listing.step(1)
    audited.listing.step(1)
    ready(audited, qtbot)
    current, ids = audited.listing.current, list(audited.findings.ids)
    world.review = str(world.folder / "out" / "spring.audit")
    audited.window.actions_[Do.SAVE].trigger()
    audited.triage.decide(Verdict.CONFIRMED)
    qtbot.waitUntil(lambda: audited.desk.path.name == "spring.audit")
    qtbot.waitUntil(lambda: decision(audited, current).verdict is Verdict.CONFIRMED)
    qtbot.waitUntil(lambda: audited.listing.current == ids[ids.index(current) + 1])
    assert list(audited.findings.ids) == ids
    assert audited.window.workbench.documents.current_entry().name == "opioids-and-depression.html"
    with AuditFile(world.folder / "out" / "spring.audit", is_read_only=True) as file:
        assert [c.words for c in file.decisions.changes()] == ["Confirmed"]


def test_saving_again_says_that_everything_is_saved(saved):
    saved.window.actions_[Do.SAVE].trigger()
    assert "every decision is saved as it is made" in notice(saved)


def test_closing_leaves_one_clean_file_and_opening_it_brings_all_back(saved, world, qapp, qtbot):
    dispose(saved)
    assert names(world.folder / "out") == ["spring.audit"]
    assert not (world.folder / "data" / "last.audit").exists()
    again = Program(qapp, world.surroundings())
    try:
        again.begin([str(world.folder / "out" / "spring.audit")])
        qtbot.waitUntil(lambda: shown(again) == 12)
        assert [again.findings.finding_row(row).verdict for row in (0, 1)] == [
            Verdict.CONFIRMED,
            Verdict.UNDECIDED,
        ]
        qtbot.waitUntil(lambda: len(states(again)) == 4)
        assert again.settings.reviews == [str(world.folder / "out" / "spring.audit")]
    finally:
        dispose(again)


def test_a_review_open_elsewhere_is_opened_to_be_read(saved, world, qapp, qtbot):
    second = Program(qapp, world.surroundings())
    try:
        second.window.show()
        second.review.open(saved.desk.path)
        qtbot.waitUntil(lambda: shown(second) == 12)
        assert "open to be read only" in notice(second)
        assert second.window.windowTitle().startswith("spring.audit (read only)")
        assert not second.window.actions_[Do.CONFIRM].isEnabled()
        second.intake.take_inputs(["/in/more.html"])
        assert "open to be read only" in notice(second)
        assert saved.desk.is_read_only is False
    finally:
        dispose(second)


def test_a_copy_is_written_and_the_present_review_goes_on(saved, world, qtbot):
    world.review = str(world.folder / "out" / "copy.audit")
    saved.window.actions_[Do.SAVE_COPY].trigger()
    qtbot.waitUntil(lambda: "A copy was saved as copy.audit" in notice(saved))
    assert saved.desk.path.name == "spring.audit"
    with AuditFile(world.folder / "out" / "copy.audit", is_read_only=True) as file:
        assert len(file.decisions.changes()) == 1


def test_a_dropped_review_is_opened_not_audited(saved, world, qtbot):
    path = world.folder / "out" / "spring.audit"
    saved.window.actions_[Do.NEW].trigger()
    qtbot.waitUntil(lambda: shown(saved) == 0)
    assert saved.window.windowTitle() == "Auditor"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    saved.intake.take_mime(mime)
    qtbot.waitUntil(lambda: shown(saved) == 12)
    assert saved.desk.path == path


def test_a_new_audit_after_a_named_one_can_be_taken_back(saved, qtbot):
    saved.window.actions_[Do.NEW].trigger()
    qtbot.waitUntil(lambda: shown(saved) == 0)
    offer(saved)
    qtbot.waitUntil(lambda: shown(saved) == 12)
    assert saved.desk.path.name == "spring.audit"


def test_recent_reviews_are_in_the_menu(saved, world, qtbot):
    saved.window.actions_.recent.aboutToShow.emit()
    assert [a.text() for a in saved.window.actions_.recent.actions()] == ["spring.audit"]
    saved.window.actions_[Do.NEW].trigger()
    qtbot.waitUntil(lambda: shown(saved) == 0)
    saved.window.actions_.recent.actions()[0].trigger()
    qtbot.waitUntil(lambda: shown(saved) == 12)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"SQLite format 3\0 but cut off", "damaged"),
        (b"", "is empty"),
        (None, "There is no review"),
    ],
)
def test_what_cannot_be_opened_is_told_and_the_present_review_stays(saved, world, content, said):
    path = world.folder / "out" / "other.audit"
    if content is not None:
        path.write_bytes(content)
    saved.review.open(path)
    assert said in notice(saved)
    assert saved.desk.path.name == "spring.audit"
    assert shown(saved) == 12
    if content is not None:
        assert path.read_bytes() == content


def test_the_audited_bytes_go_into_the_file(program, world, qtbot):
    from auditor.workflow.kept import keep

    page = factory.article("a.html")
    program.intake.take_inputs(["/in/a.html"])
    qtbot.waitUntil(lambda: bool(world.sessions) and bool(world.session.submitted))
    keep(b"<p>bytes</p>", page.source.sha256, world.folder / "session" / "kept")
    world.session.finish(1, page)
    qtbot.waitUntil(lambda: shown(program) == 9)
    with AuditFile(program.desk.path, is_read_only=True) as file:
        row = file._rows("SELECT length(content) FROM source")
    assert row == [(12,)]


def test_an_audit_left_behind_by_a_kill_becomes_the_last_audit(tmp_path):
    killed = SessionPlace(tmp_path)
    killed.__enter__()
    with AuditFile(killed.folder / "session-1.audit") as file:
        file.save([(0, factory.article())])
        file.decisions.decide([1], Verdict.CONFIRMED, Author("Ana", "2026-11-22T10:00:00Z"), "Confirmed")
    killed._lock.unlock()  # as the system sees a lock whose process is gone
    with SessionPlace(tmp_path) as place:
        assert names(tmp_path / "open") == [place.folder.name]
        with AuditFile(LastAudit(tmp_path).copy_to(place.folder)) as file:
            assert file.findings.one(1).decision.verdict is Verdict.CONFIRMED
    assert names(tmp_path / "open") == []


def test_a_session_that_still_runs_is_left_alone(tmp_path):
    with SessionPlace(tmp_path) as first:
        with SessionPlace(tmp_path) as second:
            assert names(tmp_path / "open") == sorted([first.folder.name, second.folder.name])
        assert first.folder.is_dir()
