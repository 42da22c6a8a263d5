"""Writes the audit as a plain table for other programs: one row a finding.

What could not be audited has rows of its own, so that a filter or a sum over the table never takes an
unread document for a clean one. So has what is true of the whole: a table in plain text has no place beside its rows
that every program reads, and lines of another shape above or below them would break those that expect none. Text from pages cannot run as a formula when the table is opened.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.entries import SourceFinder, answer, before, numbered, response
from auditor.export.places import WHOLE, PlaceFinder
from auditor.export.safe_text import disarmed
from auditor.model.decision import NO_DECISION
from auditor.model.document import Status
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.finding import Finding, RuleFailure
    from auditor.model.reaudit import GoneFinding
    from auditor.model.template import Template

COLUMNS = (
    "Entry",
    "Document",
    "Address",
    "State",
    "Place",
    "Severity",
    "Outcome",
    "Category",
    "Rule",
    "Sentence",
    "Words",
    "Why",
    "Basis",
    "How to fix",
    "Suggested wording",
    "Grade",
    "Evidence",
    "Source",
    "Occurrences",
    "Fingerprint",
    "Decision",
    "Reason",
    "Reviewer",
    "Decided at",
    "Response",
    "SHA-256",
    "Change",
    "Before",
    "No.",
)
"""Stable: scripts read them by name. New ones are added at the end."""

ABOUT = "About this audit"
FINDING = "Finding"
NOT_READ = "Document not read"
PARTLY_READ = "Document read in part"
NOT_CHECKED = "Rule not checked"
FIXED = "Finding fixed"
NOT_COMPARED = "Finding not compared"


def write_csv(audit: Audit, stream: BinaryIO, *, prepared_by: str = "", template: Template = PLAIN) -> None:
    """Write the table in UTF-8, with the mark by which spreadsheet programs know it."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            [disarmed(field) for field in _row(row)] for row in _about(audit, prepared_by, template)
        )
        number = 0
        for document in audit.documents:
            writer.writerows([disarmed(field) for field in _row(row)] for row in _rows(document, number))
            number += len(document.findings)
    finally:
        text.detach()


def _about(audit: Audit, prepared_by: str, template: Template) -> Iterator[dict[str, str]]:
    """Yield what is true of the whole, a row each: what it is in “Category”, and the words in “Why”."""
    program = f"Auditor {audit.tool_version}"
    who = wording.joined(prepared_by, template.organisation)
    yield _fact("audit", f"Audited by {f'{who}, with {program}' if who else program}")
    yield _fact("filter", wording.filter_words(audit))
    for pack in audit.packs:
        yield _fact("rules", f"{pack.title}, version {pack.version}") | {
            "Rule": pack.id,
            "SHA-256": pack.sha256,
        }
    yield _fact("not read", wording.unread_words(audit))
    yield _fact("notice", wording.notice(template))


def _fact(kind: str, words: str) -> dict[str, str]:
    return {"Entry": ABOUT, "Category": kind, "Why": words}


def _rows(document: DocumentAudit, above: int) -> Iterator[dict[str, str]]:
    if document.status is not Status.COMPLETE:
        yield _state_row(document)
    yield from (_failure_row(document, failure) for failure in document.failures)
    places, sources = PlaceFinder(document), SourceFinder(document)
    for number, finding in numbered(document, above):
        yield _finding_row(document, finding, places, sources) | {"No.": str(number)}
    for gone in document.comparison.gone if document.comparison else ():
        yield _gone_row(document, gone)


def _state_row(document: DocumentAudit) -> dict[str, str]:
    kind = NOT_READ if document.status is Status.UNREADABLE else PARTLY_READ
    return _filled(kind, document, {"Place": WHOLE, "Why": wording.problems(document)})


def _failure_row(document: DocumentAudit, failure: RuleFailure) -> dict[str, str]:
    return _filled(NOT_CHECKED, document, {"Place": WHOLE, "Rule": failure.rule, "Why": failure.error})


def _finding_row(
    document: DocumentAudit, finding: Finding, places: PlaceFinder, sources: SourceFinder
) -> dict[str, str]:
    decision = answer(document, finding)
    fields = {
        "Place": places.of_finding(finding).label,
        "Severity": wording.SEVERITY[finding.severity],
        "Outcome": wording.OUTCOME[finding.outcome],
        "Category": finding.category,
        "Rule": finding.rule,
        "Sentence": finding.quote,
        "Words": finding.trigger_quote,
        "Why": finding.message,
        "Basis": wording.basis(finding.basis).replace("\n", "; "),
        "How to fix": finding.advice,
        "Suggested wording": finding.suggestion or "",
        "Grade": wording.GRADE[finding.grade] if finding.grade else "",
        "Evidence": finding.evidence,
        "Source": sources.sources(finding.span).replace("\n", "; "),
        "Occurrences": str(finding.occurrences),
        "Fingerprint": finding.fingerprint,
        "Decision": wording.DECISION[decision.verdict],
        "Reason": decision.reason,
        "Reviewer": decision.reviewer,
        "Decided at": decision.decided_at,
        "Response": response(document, finding),
        "Change": wording.STATE[state] if (state := document.states.get(finding.fingerprint)) else "",
        "Before": wording.earlier(before(document, finding)).replace("\n", "; "),
    }
    return _filled(FINDING, document, fields)


def _gone_row(document: DocumentAudit, gone: GoneFinding) -> dict[str, str]:
    finding = gone.finding
    decision = NO_DECISION if gone.decision.verdict.is_open else gone.decision
    fields = {
        "Severity": wording.SEVERITY[finding.severity],
        "Outcome": wording.OUTCOME[finding.outcome],
        "Category": finding.category,
        "Rule": finding.rule,
        "Sentence": finding.quote,
        "Words": finding.trigger_quote,
        "Why": wording.DEPARTURE[gone.departure],
        "Fingerprint": finding.fingerprint,
        "Decision": wording.DECISION[decision.verdict],
        "Reason": decision.reason,
        "Reviewer": decision.reviewer,
        "Decided at": decision.decided_at,
        "Change": wording.departure(gone.departure),
    }
    return _filled(FIXED if gone.departure.is_fixed else NOT_COMPARED, document, fields)


def _filled(kind: str, document: DocumentAudit, fields: dict[str, str]) -> dict[str, str]:
    common = {
        "Entry": kind,
        "Document": document.source.name,
        "Address": document.source.uri,
        "State": wording.STATUS[document.status],
        "SHA-256": document.source.sha256,
    }
    return common | fields


def _row(fields: dict[str, str]) -> Sequence[str]:
    return [fields.get(column, "") for column in COLUMNS]
