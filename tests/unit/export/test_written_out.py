"""What was written out about findings is known again as it was written, and what was changed is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.export.base import export_audit
from auditor.export.written_out import WrittenOut, mark_of
from auditor.model.analysis import Grade
from auditor.model.claim import ClaimMatch, MatchKind, told
from auditor.model.listing import AuditHeader
from auditor.store.audits import AuditFile
from auditor.workflow.round_trip import preview_return

from . import factory

ODD = "=1+1 _x0041_ <b>&amp;\"' ]]> שלום 私たち 👩‍⚕️ -- \x1b[31m first\nsecond; @x"
REGISTERED = "These words are approved in register entry 4 of Northfield, but only for Ireland."


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_nothing_of_an_audit_seems_changed_that_nobody_has_touched(tmp_path, form):
    whole = factory.audit(factory.web_page(), factory.brochure(), factory.hostile(ODD), factory.clean_page())
    with AuditFile(tmp_path / "review.audit") as review:
        review.set_header(AuditHeader(whole.tool_version, whole.audited_at, whole.packs))
        review.save(list(enumerate(whole.documents)))
        target = tmp_path / f"audit.{form}"
        export_audit(review.audit(), target)
        preview = preview_return(target, review)
    assert [refusal.reason for refusal in preview.refusals] == []
    assert preview.remarks == ()
    assert preview.unchanged == len(whole.findings)


@pytest.mark.parametrize(
    ("evidence", "cell", "is_changed"),
    [
        ("", "", False),
        ("", "No support", False),
        ("", f"No support. {REGISTERED}", False),
        ("", REGISTERED, False),
        ("", "A trial.", True),
        ("Mark 4 has no entry.", "No support. Mark 4 has no entry.", False),
        ("Mark 4 has no entry.", "Mark 4 has no entry.", False),
        ("Mark 4 has no entry.", "Mark 4 has an entry.", True),
        ("Mark 4 has no entry.", "", True),
    ],
)
def test_evidence_is_known_in_both_forms_and_with_what_the_register_said_then(evidence, cell, is_changed):
    page = factory.web_page()
    finding = replace(page.findings[0], evidence=evidence, grade=Grade.NONE)
    match = ClaimMatch(
        MatchKind.ELSEWHERE,
        "k4",
        4,
        "Northfield",
        "finest",
        "Trial",
        "Ana",
        "2026-11-22T10:00:00Z",
        "Ireland",
    )
    document = replace(page, approvals={finding.fingerprint: match})
    marks = {"evidence": mark_of("evidence", cell)}
    changed = WrittenOut(document).changed(told(finding, match), marks)
    assert changed == (["evidence"] if is_changed else [])


@pytest.mark.parametrize(
    ("words", "cell", "is_changed"),
    [
        ("most advanced", "most advanced", False),
        ("most advanced", "Most  advanced", False),
        ("most advanced", "advanced", True),
        ("most advanced", "", True),
        ("1,200", "1200", False),
        ("98 %", "0.98", False),
        ("4.9", "04.09.2026", False),
        ("3 March 2026", "03/03/26", False),
        ("1st of May", "05-01", False),
        ("98 %", "nearly all", True),
        ("1,200 people", "1200", True),
        ("over 40%", "over 4%", True),
    ],
)
def test_words_are_known_again_whatever_a_program_makes_of_bare_figures(words, cell, is_changed):
    page = factory.web_page()
    finding = replace(page.findings[0], trigger_quote=words)
    changed = WrittenOut(page).changed(finding, {"words": mark_of("words", cell)})
    assert changed == (["words"] if is_changed else [])
