"""The audit counted as a whole: what stands in the file, and nothing that was replaced."""

from __future__ import annotations

from auditor.model.decision import Author, Verdict
from auditor.model.finding import Outcome, RuleFailure, Severity
from auditor.model.overview import Overview

from .conftest import document, unreadable


def test_an_empty_file_has_nothing_to_count(audit_file):
    assert audit_file.overview() == Overview()
    assert audit_file.overview().worst(3) == ()


def test_findings_are_counted_by_category_severity_and_decision(audit_file):
    audit_file.save([(0, document("a.html")), (1, document("b.html")), (2, unreadable())])
    audit_file.decisions.decide([1, 2], Verdict.CONFIRMED, Author("Ana", "2026-11-22T10:00:00Z"), "Confirmed")
    found = audit_file.overview()
    assert (found.findings, found.open, found.unread) == (6, 4, 1)
    assert found.count(Severity.HIGH) == 2
    assert found.count(Severity.HIGH, verdict=Verdict.CONFIRMED) == 1
    assert found.count(category="statistic", verdict=Verdict.UNDECIDED) == 1
    assert found.categories() == ("crisis-resource", "statistic", "superlative")


def test_each_document_says_how_it_stands(audit_file):
    from dataclasses import replace

    failed = replace(document("b.html"), failures=(RuleFailure("core/claim", "TypeError", ""),))
    audit_file.save([(0, unreadable()), (1, document("a.html")), (2, failed)])
    scan, first, second = audit_file.overview().documents
    assert (scan.findings, scan.outcomes, scan.unchecked) == (0, {}, 0)
    assert first.outcomes == {Outcome.VIOLATION: 2, Outcome.NEEDS_REVIEW: 1}
    assert (first.open, second.unchecked) == (3, 1)


def test_the_worst_have_the_weightiest_findings_and_the_unread_sort_before_all(audit_file):
    from dataclasses import replace

    whole = document("whole.html")
    mild = replace(whole, findings=whole.findings[1:2], source=replace(whole.source, name="mild.html"))
    audit_file.save([(0, mild), (1, whole), (2, unreadable())])
    found = audit_file.overview()
    assert [s.row.name for s in found.worst(5)] == ["whole.html", "mild.html"]
    assert [s.row.name for s in found.worst(1)] == ["whole.html"]
    assert min(found.documents, key=lambda s: s.weight).row.name == "scan.pdf"
