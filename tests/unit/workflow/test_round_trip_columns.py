"""Whichever columns a template shows, and in whatever order: what is answered in them comes back, and nothing else."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.errors import UserError
from auditor.export.base import ExportOptions, Format, write_audit
from auditor.model.decision import NO_DECISION, Decision, Verdict
from auditor.model.template import COLUMNS, Template
from auditor.store.audits import AuditFile
from auditor.workflow.round_trip import NO_TIMES, OTHER_VERSION, preview_return, take_in

from .test_round_trip import ANA, BEN, VERDICTS, Sheet, decisions, document, reasons, review

__all__ = ["review"]


def exported(review, path, *columns):
    stream = io.BytesIO()
    template = Template(columns=columns)
    write_audit(review.audit(), stream, Format.XLSX, ExportOptions(template=template))
    path.write_bytes(stream.getvalue())
    return Sheet(path)


CHOICES = st.permutations(COLUMNS).flatmap(lambda order: st.integers(1, len(order)).map(lambda n: order[:n]))
EDITS = st.dictionaries(st.integers(2, 9), st.sampled_from([*VERDICTS][1:]), max_size=4)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(columns=CHOICES, edits=EDITS)
def test_exactly_the_answers_that_a_column_has_room_for_come_back(review, tmp_path, columns, edits):
    sheet = exported(review, tmp_path / "audit.xlsx", *columns)
    assert [*sheet.titles] == [*columns, "Fingerprint"]
    answers = {"Decision": edits, "Response": dict.fromkeys(edits, "We have a survey."), "Reason": {}}
    answers["Reason"] = dict.fromkeys(edits, "As agreed") if "Decision" in columns else {}
    for title, cells in answers.items():
        for row, value in cells.items() if title in columns else ():
            sheet[row, title] = value
    path = sheet.save()
    if not {"Decision", "Response"} & {*columns}:
        with pytest.raises(UserError, match="“Fingerprint” with “Decision” or “Response”"):
            preview_return(path, review)
        return
    preview = preview_return(path, review)
    unfounded = {
        row
        for row in edits
        if {"Decision"} == {*columns} & {"Decision", "Reason"} and edits[row] == "Dismissed"
    }
    assert {refusal.place for refusal in preview.refusals} == {f"Findings, row {row}" for row in unfounded}
    assert all("no column “Reason” to say why" in refusal.reason for refusal in preview.refusals)
    change = take_in(preview, review, BEN)
    stands = {n: d for n, d in enumerate(decisions(review), 1) if d != NO_DECISION}
    assert stands == {
        row - 1: wanted(columns, verdict) for row, verdict in edits.items() if row not in unfounded
    }
    if change:
        review.decisions.undo(BEN)


def wanted(columns, verdict):
    """What stands after a row was answered in the columns that are there."""
    response = "We have a survey." if "Response" in columns else ""
    if "Decision" not in columns:
        return Decision(response=response)
    reason = "As agreed" if "Reason" in columns else ""
    return Decision(VERDICTS[verdict], reason, "", "Ben", BEN.at, response)


def test_what_stands_in_no_column_stays_as_it_was_decided(review, tmp_path):
    review.decisions.decide([1, 2], Verdict.DISMISSED, ANA, "Dismissed", "Said of the past")
    sheet = exported(review, tmp_path / "audit.xlsx", "Response", "Decision")
    sheet[2, "Response"] = "Thank you."
    sheet[3, "Decision"] = "Confirmed"
    preview = preview_return(sheet.save(), review)
    assert preview.remarks == (NO_TIMES,)
    assert [p.finding.id for p in preview.conflicts] == [2]
    take_in(preview, review, BEN, theirs=frozenset({2}))
    kept = Decision(Verdict.DISMISSED, "Said of the past", "", "Ana", ANA.at, "Thank you.")
    assert decisions(review)[:2] == [kept, Decision(Verdict.CONFIRMED, "", "", "Ben", BEN.at)]


def test_a_row_without_the_document_is_known_by_its_bytes(review, tmp_path):
    sheet = exported(review, tmp_path / "audit.xlsx", "Response")
    sheet[7, "Response"] = "Of the second page."
    path = sheet.save()
    assert [p.finding.id for p in preview_return(path, review).proposals] == [6]
    with AuditFile(tmp_path / "later.audit") as later:
        later.save([(0, document("a.html")), (1, document("b.html", "ef" * 32)), (2, document("c.html"))])
        told = dict(reasons(preview_return(path, later)))
    assert told["Findings, row 7"] == OTHER_VERSION
    assert told["Findings, row 2"].startswith("Several documents have this finding")


NARROW = ("No.", "Document", "Sentence", "Decision", "Reason", "Response")


def with_column(sheet, title, cells):
    """Put a column of somebody's own before all others."""
    sheet.sheet.insert_cols(1)
    for row, value in enumerate((title, *cells), 1):
        sheet.sheet.cell(row, 1).value = value
    return sheet.save()


@pytest.mark.parametrize("cells", [["Mo", "Sue"] * 4, ["High"] * 3, [None] * 8])
def test_columns_of_ones_own_are_let_be_whatever_the_template_left_out(review, tmp_path, cells):
    sheet = exported(review, tmp_path / "audit.xlsx", *NARROW)
    sheet[2, "Decision"] = "Confirmed"
    preview = preview_return(with_column(sheet, "Owner", cells), review)
    assert [(p.place, p.then.verdict) for p in preview.proposals] == [("Findings, row 2", Verdict.CONFIRMED)]
    assert preview.unchanged == 7


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["High"] * 8, "“Severity”, but one titled “Level”"),
        (["core/claim"] * 6, "“Rule”, but one titled “Level”"),
    ],
)
def test_a_column_of_ours_is_known_under_another_title_by_what_stands_in_it(review, tmp_path, cells, said):
    sheet = exported(review, tmp_path / "audit.xlsx", *NARROW)
    with pytest.raises(UserError, match=said):
        preview_return(with_column(sheet, "Level", cells), review)


@pytest.mark.parametrize("left_out", ["Reason", "Sentence"])
def test_where_what_is_missing_cannot_be_told_so_a_strange_column_is_refused(review, tmp_path, left_out):
    columns = [column for column in NARROW if column != left_out]
    sheet = exported(review, tmp_path / "audit.xlsx", *columns)
    with pytest.raises(UserError, match=f"“{left_out}”, but one titled “Owner”"):
        preview_return(with_column(sheet, "Owner", ["Mo"]), review)
