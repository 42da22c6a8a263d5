"""The sheet of findings that are gone since the version before: mended, or beyond comparison, which is no mending."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.xlsx.sheet import Column, TableSheet
from auditor.export.xlsx.styles import GREEN, SEVERITY_WORDS, YELLOW, Kind
from auditor.model.decision import NO_DECISION
from auditor.model.reaudit import Departure

if TYPE_CHECKING:
    from auditor.export.xlsx.cells import Value
    from auditor.export.xlsx.sheet import Book
    from auditor.model.audit import Audit
    from auditor.model.reaudit import GoneFinding

DEPARTURE_WORDS = {
    wording.departure(Departure.WORDS_GONE): GREEN,
    wording.departure(Departure.UNREADABLE): YELLOW,
}

COLUMNS = (
    Column("No.", 6, Kind.INDEX),
    Column("Document", 24),
    Column("What became of it", 16, Kind.CHIP, DEPARTURE_WORDS),
    Column("Because", 32),
    Column("Severity", 10, Kind.CHIP, SEVERITY_WORDS),
    Column("Category", 16),
    Column("Rule", 24),
    Column("Sentence before", 60),
    Column("Decision", 18),
    Column("Reason", 24),
    Column("Reviewer", 14),
    Column("Decided at", 15, Kind.MOMENT),
)


def write_gone(audit: Audit, book: Book) -> None:
    """Write the sheet, where versions were compared."""
    if audit.standing is None:
        return
    sheet = TableSheet(book, "Gone since", COLUMNS, empty="Nothing is gone since the version before")
    numbers = count(1)
    for document in audit.documents:
        for gone in document.comparison.gone if document.comparison else ():
            sheet.add((next(numbers), document.source.name, *_row(gone)))
    sheet.finish()


def _row(gone: GoneFinding) -> tuple[Value, ...]:
    finding = gone.finding
    decision = NO_DECISION if gone.decision.verdict.is_open else gone.decision
    return (
        wording.departure(gone.departure),
        wording.DEPARTURE[gone.departure],
        wording.SEVERITY[finding.severity],
        wording.category(finding.category),
        finding.rule,
        finding.quote or finding.message,
        wording.DECISION[decision.verdict],
        decision.reason or None,
        decision.reviewer or None,
        wording.moment(decision.decided_at) if decision.decided_at else None,
    )
