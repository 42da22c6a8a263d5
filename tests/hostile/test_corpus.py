"""Whatever is dropped ends in a stated problem or a right audit: every file of the corpus, small, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.document import Status
from auditor.model.source import Request, RequestKind
from auditor.sources.base import make_source
from auditor.store import codec
from auditor.workflow import beginning
from auditor.workflow.beginning import audit_beginning
from auditor.workflow.document import audit_source
from auditor.workflow.options import Options

from .case import CLAIM, QUICK
from .corpus import SHORTLY

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit

    from .case import Case


def verdict(case: Case, audit: DocumentAudit) -> str:
    """Return what is wrong with the outcome, nothing when it is a stated problem or a right audit."""
    if any(problem.code in {"internal-error", "reader-crashed"} for problem in audit.problems):
        return f"crashed: {audit.problems[-1].message}"
    if audit.status is not Status.COMPLETE and not audit.problems:
        return "is not read, and nothing says why"
    if audit.failures:
        return f"a rule failed: {audit.failures[0]}"
    if not is_text(audit):
        return "its text cannot be kept"
    if audit.status is Status.COMPLETE and case.shows_claim and not has_claim(audit):
        return "counts as read, but the claim in it was not found"
    return ""


def is_text(audit: DocumentAudit) -> bool:
    try:
        codec.dump(audit).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def has_claim(audit: DocumentAudit) -> bool:
    words = CLAIM.split()[3]
    return any(finding.rule.endswith("/superlative") and words in finding.quote for finding in audit.findings)


def test_every_small_hostile_file_ends_in_a_problem_or_a_right_audit(rule_book):
    wrong = {}
    for case in SHORTLY:
        source = make_source(case.name, f"file:///{case.name[:40]}", case.make(QUICK))
        said = verdict(case, audit_source(source, rule_book, Options(today="2026-11-28")))
        if said:
            wrong[case.name] = said
    assert wrong == {}


def test_the_beginning_of_every_small_hostile_file_is_told_or_left_alone(rule_book, monkeypatch, tmp_path):
    monkeypatch.setattr(beginning, "LONG_CHARS", 400)
    monkeypatch.setattr(beginning, "BEGINNING_CHARS", 200)
    told = 0
    for case in SHORTLY:
        path = tmp_path / case.name
        path.write_bytes(case.make(QUICK))
        early = audit_beginning(Request(RequestKind.FILE, str(path), case.name), rule_book, Options())
        if early is not None:
            told += 1
            assert is_text(early), case
            assert early.status is Status.PARTIAL, case
    assert told
