"""An audit becomes a review file with its sources, whole or not at all, and never in place of another."""

from __future__ import annotations

import hashlib

import pytest

from auditor.errors import StoreError, UserError
from auditor.model.audit import Audit, DocumentAudit, SourceRecord
from auditor.model.decision import Author, Verdict
from auditor.model.document import Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.source import Problem
from auditor.model.span import Span
from auditor.store.audits import AuditFile
from auditor.workflow.kept import keep
from auditor.workflow.review import read_review, write_review

PAGE = b"<p>The best clinic.</p>"
SHA = hashlib.sha256(PAGE).hexdigest()


def an_audit():
    span = Span(0, 16)
    finding = Finding(
        *("f1", "core/superlative", "Supremacy", "superlative", Severity.HIGH, Outcome.VIOLATION),
        *(span, "The best clinic.", Span(4, 8), "best", "Says it is the best.", "Say why."),
    )
    read = DocumentAudit(
        SourceRecord("a.html", "a.html", "text/html", len(PAGE), SHA),
        Status.COMPLETE,
        (),
        text="The best clinic.",
        findings=(finding,),
    )
    unread = DocumentAudit(
        SourceRecord("b.pdf", "b.pdf", "application/pdf", 0, ""), Status.UNREADABLE, (Problem("x", "Gone."),)
    )
    return Audit("1.0", "2026-11-22T10:00:00Z", (), (read, unread))


@pytest.fixture
def kept(tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    keep(PAGE, SHA, folder)
    return folder


def test_a_review_holds_the_audit_and_the_bytes(kept, tmp_path):
    target = tmp_path / "r.audit"
    write_review(an_audit(), kept, target)
    assert read_review(target) == an_audit()
    with AuditFile(target, is_read_only=True) as file:
        assert file.sources.content(1, SHA) == PAGE
        with pytest.raises(StoreError, match="not kept"):
            file.sources.content(2, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kept", "r.audit"]


def test_decisions_are_read_with_it(kept, tmp_path):
    target = tmp_path / "r.audit"
    write_review(an_audit(), kept, target)
    with AuditFile(target) as file:
        file.decisions.decide(
            [1], Verdict.DISMISSED, Author("Ana", "2026-11-22T11:00:00Z"), "Dismissed", "Opinion"
        )
    assert read_review(target).documents[0].decisions["f1"].reason == "Opinion"


def test_a_file_that_is_there_is_never_replaced(kept, tmp_path):
    target = tmp_path / "r.audit"
    target.write_bytes(b"decisions")
    with pytest.raises(UserError, match="exists already"):
        write_review(an_audit(), kept, target)
    assert target.read_bytes() == b"decisions"


def test_the_same_bytes_are_kept_once(kept):
    keep(PAGE, SHA, kept)
    assert [p.name for p in kept.iterdir()] == [SHA]
