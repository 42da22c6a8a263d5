"""A second look in the file: blind until judged, step by step, and never in the way of an older program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from auditor.errors import UserError
from auditor.model.decision import Author, Verdict
from auditor.model.finding import NotFlagged
from auditor.model.listing import AuditHeader
from auditor.model.second_look import Kind, Sizes
from auditor.model.span import Span
from auditor.store.audits import AuditFile
from auditor.store.copies import copy_audit
from auditor.store.migrations import STEPS
from auditor.workflow.second_look import draw

from .conftest import TEXT, document

ANA, BEN = Author("Ana", "2026-11-22T10:00:00Z"), Author("Ben", "2026-11-23T10:00:00Z")
SENTENCE = "The most advanced clinic in Ohio."


def passed():
    at = TEXT.index(SENTENCE)
    return NotFlagged("core/claim", "advanced", "Said of medicine.", Span(at + 9, at + 17), Span(at, at + 33))


@pytest.fixture
def decided(tmp_path):
    """A document with a finding dismissed, one confirmed, one open, and one thing not flagged."""
    path = tmp_path / "a.audit"
    with AuditFile(path) as file:
        file.set_header(AuditHeader("1", "2026-11-22T09:00:00Z"))
        file.save([(0, replace(document(), not_flagged=(passed(),)))])
        file.decisions.decide([1], Verdict.DISMISSED, ANA, "Dismissed", "Quoted")
        file.decisions.decide([2], Verdict.CONFIRMED, ANA, "Confirmed")
        yield file


@pytest.fixture
def drawn(decided):
    draw(decided, Sizes(), "7", BEN)
    return decided


def item(file, kind):
    """Return the item of a kind, which only the record itself tells."""
    number = file._connection.execute(
        "SELECT id FROM second_look_item WHERE kind = ?", [kind.value]
    ).fetchone()[0]
    return next(item for item in file.second_report().items if item.id == number)


def judge(file, kind, verdict):
    return file.second_looks.judge(item(file, kind).id, verdict, BEN, verdict.value)


def test_what_is_drawn_is_said_with_its_seed_and_nothing_of_the_first_decision(drawn):
    report = drawn.second_report()
    assert (report.look.seed, report.look.reviewer, report.look.items) == ("7", "Ben", 3)
    assert [item.first for item in report.items] == [None] * 3
    assert "Quoted" not in repr(report.items)
    assert "Said of medicine" not in repr(report.items)
    assert report.first_reviewers == {"Ana"}
    assert report.is_first(" ana ")
    assert not report.is_first("Ben")


def test_what_is_judged_tells_how_it_was_decided_first(drawn):
    judge(drawn, Kind.DISMISSED, Verdict.CONFIRMED)
    judge(drawn, Kind.NOT_FLAGGED, Verdict.DISMISSED)
    found, let_pass = item(drawn, Kind.DISMISSED), item(drawn, Kind.NOT_FLAGGED)
    assert (found.first.decision.reason, found.first.decision.reviewer) == ("Quoted", "Ana")
    assert (found.judgement.verdict, found.judgement.reviewer, found.agrees) == (
        Verdict.CONFIRMED,
        "Ben",
        False,
    )
    assert (let_pass.first.reason, let_pass.agrees, let_pass.sentence) == (
        "Said of medicine.",
        True,
        SENTENCE,
    )
    report = drawn.second_report()
    assert (report.judged, report.total.agreed, report.total.upheld, report.total.dismissed) == (2, 1, 1, 1)


def test_the_first_decision_is_the_one_at_the_time_of_drawing(drawn):
    drawn.decisions.decide([1], Verdict.CONFIRMED, ANA, "Confirmed")
    judge(drawn, Kind.DISMISSED, Verdict.DISMISSED)
    assert item(drawn, Kind.DISMISSED).agrees


def test_steps_are_undone_and_done_again_and_at_last_the_sample_itself(drawn):
    looks = drawn.second_looks
    judge(drawn, Kind.UPHELD, Verdict.CONFIRMED)
    looks.note(item(drawn, Kind.UPHELD).id, "See page 3", BEN, "Note")
    assert judge(drawn, Kind.UPHELD, Verdict.CONFIRMED) is None
    assert looks.undo(BEN).words == "Note"
    assert looks.item_of(looks.undo(BEN).id) == item(drawn, Kind.UPHELD).id
    assert item(drawn, Kind.UPHELD).first is None
    assert looks.redo(BEN).words == "confirmed"
    assert item(drawn, Kind.UPHELD).judgement.reviewer == "Ben"
    looks.undo(ANA)
    assert "seed 7" in looks.undo(ANA).words
    assert drawn.second_report().look is None
    assert (looks.undo(ANA), looks.redo(ANA)) == (None, None)


def test_a_new_sample_takes_the_place_of_the_one_before(drawn):
    draw(drawn, Sizes(1, 0, 0), "8", BEN)
    assert [item.is_finding for item in drawn.second_report().items] == [True]
    drawn.second_looks.undo(BEN)
    assert drawn.second_report().look.seed == "7"


def test_what_should_have_been_flagged_stands_in_the_whole_audit_with_its_note(drawn):
    judge(drawn, Kind.NOT_FLAGGED, Verdict.NEEDS_SUBSTANTIATION)
    drawn.second_looks.note(item(drawn, Kind.NOT_FLAGGED).id, "It ranks the clinic", BEN, "Note")
    audit = drawn.audit()
    (missed,) = audit.documents[0].missed.items()
    assert (missed[0], missed[1].note, missed[1].reviewer) == (0, "It ranks the clinic", "Ben")
    assert len(audit.second_look.missed) == 1
    drawn.second_looks.undo(BEN)
    drawn.second_looks.undo(BEN)
    assert drawn.audit().documents[0].missed == {}


def test_nothing_to_draw_is_said(tmp_path):
    with AuditFile(tmp_path / "b.audit") as file:
        file.save([(0, document())])
        with pytest.raises(UserError, match="nothing to look at again"):
            draw(file, Sizes(), "1", BEN)
        assert file.second_looks.current() is None


def test_a_file_from_a_newer_minor_version_opens_with_its_second_look(drawn, tmp_path):
    copy_audit(drawn.path, tmp_path / "b.audit")
    with closing(sqlite3.connect(tmp_path / "b.audit")) as newer:
        newer.execute(f"PRAGMA user_version={1000 + len(STEPS) + 1}")
    with AuditFile(tmp_path / "b.audit", is_read_only=True) as file:
        assert file.second_report().look.seed == "7"
