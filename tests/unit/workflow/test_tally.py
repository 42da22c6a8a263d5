"""An audit is counted while it passes; what is said of it does not need its documents any more."""

from dataclasses import replace

from auditor.model.audit import DocumentAudit, SourceRecord
from auditor.model.decision import Decision, Verdict
from auditor.model.document import Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.source import Problem
from auditor.workflow import tally as tallies
from auditor.workflow.tally import Tally


def finding(fingerprint, severity):
    return Finding(
        fingerprint=fingerprint,
        rule="core/x",
        title="t",
        category="guarantee",
        severity=severity,
        outcome=Outcome.VIOLATION,
        span=None,
        trigger=None,
        trigger_quote="",
        quote="q",
        message="m",
        advice="a",
    )


def document(*findings, status=Status.COMPLETE, **more):
    source = SourceRecord("page.html", "https://a.example/", "text/html", 1, "00")
    problems = () if status is Status.COMPLETE else (Problem("odd", "It is odd."),)
    return DocumentAudit(source, status, problems, findings=findings, **more)


def test_documents_are_handed_on_and_counted():
    tally = Tally()
    given = [
        document(finding("a", Severity.LOW), finding("b", Severity.HIGH)),
        document(status=Status.UNREADABLE),
        document(finding("c", Severity.LOW), status=Status.PARTIAL),
    ]
    assert list(tally.counted(given)) == given
    assert (tally.documents, tally.findings, tally.unread, tally.partial) == (3, 3, 1, 1)
    assert (tally.severities[Severity.LOW], tally.worst, tally.is_incomplete) == (2, Severity.HIGH, True)
    assert [line.name for line in tally.not_audited] == ["page.html"]


def test_what_a_register_approves_makes_nothing_worse():
    approved = Decision(Verdict.APPROVED_CLAIM)
    tally = Tally()
    tally.add(document(finding("a", Severity.CRITICAL), decisions={"a": approved}))
    assert (tally.approved, tally.worst, tally.is_incomplete) == (1, None, False)


def test_only_so_many_documents_are_named(monkeypatch):
    monkeypatch.setattr(tallies, "MOST_NAMED", 2)
    tally = Tally()
    for _ in range(5):
        tally.add(document())
        tally.add(replace(document(), status=Status.UNREADABLE))
    assert (len(tally.audited), len(tally.not_audited), tally.unnamed) == (2, 2, 6)
