"""The sheet of findings: one row for each, with what a reviewer decides and what the marketing team answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.entries import SourceFinder, answer, before, entries, identity, response
from auditor.export.places import PlaceFinder
from auditor.export.xlsx.cells import Linked, Marked
from auditor.export.xlsx.page import A3
from auditor.export.xlsx.sheet import Column, TableSheet
from auditor.export.xlsx.styles import GREEN, GREY, OUTCOME_WORDS, SEVERITY_WORDS, STATE_WORDS, YELLOW, Kind

if TYPE_CHECKING:
    from auditor.export.entries import Entry
    from auditor.export.xlsx.cells import Value
    from auditor.export.xlsx.sheet import Book
    from auditor.model.audit import Audit
    from auditor.model.finding import Finding
    from auditor.model.template import Template

DECISIONS = tuple(dict.fromkeys(wording.DECISION.values()))
DECISION_WORDS = {
    "Confirmed": GREEN,
    "Needs substantiation": YELLOW,
    "Dismissed": GREY,
    "Approved claim": GREEN,
}

FINGERPRINT = "Fingerprint"
"""By it a row finds its finding again when the spreadsheet comes back."""

COLUMNS = (
    Column("No.", 6, Kind.INDEX),
    Column("Document", 20),
    Column("Place", 28),
    Column("Severity", 10, Kind.CHIP, SEVERITY_WORDS),
    Column("Outcome", 13, Kind.CHIP, OUTCOME_WORDS),
    Column("Category", 14),
    Column("Rule", 19),
    Column("Sentence", 52),
    Column("Why", 34),
    Column("Basis", 40),
    Column("How to fix", 34),
    Column("Suggested wording", 28),
    Column("Evidence", 24),
    Column("Source", 24),
    Column("Decision", 16, Kind.CHIP, DECISION_WORDS, DECISIONS),
    Column("Reason", 20),
    Column("Reviewer", 12),
    Column("Decided at", 15, Kind.MOMENT),
    Column("Response", 26),
    Column(FINGERPRINT, 20, Kind.CODE, is_hidden=True),
)


SINCE = (
    Column("Since the version before", 14, Kind.CHIP, STATE_WORDS),
    Column("How it read before", 34),
)
"""Only where versions were compared; behind all others, so that those keep their places."""


def write_findings(audit: Audit, book: Book) -> None:
    """Write the sheet."""
    is_compared = audit.standing is not None
    chosen = _chosen(book.template)
    columns = (*(COLUMNS[at] for at in chosen), *(SINCE if is_compared else ()))
    sheet = TableSheet(book, "Findings", columns, paper=A3, empty="No findings")
    document = None
    for entry in entries(audit):
        if entry.document is not document:
            document = entry.document
            places, sources = PlaceFinder(document), SourceFinder(document)
        whole = _row(entry, places, sources, names_document="Document" in book.template.columns)
        row = [whole[at] for at in chosen]
        sheet.add((*row, *_since(entry)) if is_compared else row)
    sheet.finish()


def _chosen(template: Template) -> list[int]:
    """Return which columns are written, in their order; the fingerprint is always the last of them."""
    titles = [column.title for column in COLUMNS]
    return [titles.index(title) for title in (*template.columns, FINGERPRINT)]


def _since(entry: Entry) -> tuple[Value, ...]:
    state = entry.document.states.get(entry.finding.fingerprint)
    words = wording.earlier(before(entry.document, entry.finding))
    return wording.STATE[state] if state else None, words or None


def trigger_range(finding: Finding) -> tuple[tuple[int, int], ...]:
    """Return where in the finding's quote the words stand that fired the rule; nothing when they are not in it."""
    quote, words = finding.quote, finding.trigger_quote
    if finding.span and finding.trigger and len(finding.span) == len(quote):
        start, end = (offset - finding.span.start for offset in (finding.trigger.start, finding.trigger.end))
        start, end = max(start, 0), min(end, len(quote))
    else:
        start = quote.find(words)
        end = start + len(words)
    return ((start, end),) if 0 <= start < end else ()


def _row(
    entry: Entry, places: PlaceFinder, sources: SourceFinder, *, names_document: bool
) -> tuple[Value, ...]:
    finding = entry.finding
    decision = answer(entry.document, finding)
    place = places.of_finding(finding)
    return (
        entry.number,
        entry.document.source.name,
        Linked(place.label, place.address),
        wording.SEVERITY[finding.severity],
        wording.OUTCOME[finding.outcome],
        wording.category(finding.category),
        finding.rule,
        Marked(finding.quote, trigger_range(finding)),
        finding.message,
        wording.basis(finding.basis),
        finding.advice,
        finding.suggestion,
        wording.evidence(finding),
        sources.sources(finding.span),
        wording.DECISION[decision.verdict],
        decision.reason or None,
        decision.reviewer or None,
        wording.moment(decision.decided_at) if decision.decided_at else None,
        response(entry.document, finding) or None,
        identity(entry.document, finding, with_source=not names_document),
    )
