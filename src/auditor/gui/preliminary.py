"""What the beginnings of long documents told, for as long as the documents themselves are not done.

It lives in memory alone: nothing of it is stored, counted among the findings, exported, or can be decided about.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.model.decision import Verdict
from auditor.model.listing import FindingMark, FindingRow, StoredFinding
from auditor.model.order import Column
from auditor.model.values import dataclass
from auditor.store.records import Sections, searched, trigger_at

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from auditor.model.audit import DocumentAudit
    from auditor.model.finding import Finding
    from auditor.model.listing import Filter
    from auditor.model.order import Sort

FIRST = 1 << 30
"""Preliminary findings are numbered from here on. Those of a file begin at 1 and never come near; Qt's signals end at twice this."""

NO_DOCUMENT = 0
"""Stands for a document that has no number in the file yet; numbers begin at 1."""


@dataclass(frozen=True, slots=True)
class _Told:
    ticket: int
    row: FindingRow
    found: StoredFinding
    searched: str


class Preliminary(QObject):
    """Holds beginnings by the tickets of their documents, and answers for their findings as an audit file does for its own."""

    settled = Signal(int, int)
    """The ticket of a document that is done, and its number in the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._beginnings: dict[int, DocumentAudit] = {}
        self._told: dict[int, _Told] = {}
        self._became: dict[int, dict[int, int]] = {}
        """By the tickets of documents that are done: which preliminary finding is which one in the file."""
        self._numbers = count(FIRST)

    @property
    def tickets(self) -> frozenset[int]:
        """The documents whose beginning is held."""
        return frozenset(self._beginnings)

    @property
    def is_settling(self) -> bool:
        """Whether documents are done whose preliminary findings are still in the table."""
        return bool(self._became)

    def add(self, ticket: int, beginning: DocumentAudit) -> None:
        """Take in what the beginning of a document told."""
        self._beginnings[ticket] = beginning
        sections = Sections.of(beginning)
        for finding in beginning.findings:
            number, name = next(self._numbers), beginning.source.name
            row = _row(number, finding, name, sections)
            found = StoredFinding(number, NO_DOCUMENT, name, finding, is_preliminary=True)
            self._told[number] = _Told(ticket, row, found, searched(finding, name))

    def settle(
        self, ticket: int, document: int, findings: Sequence[Finding], numbers: Mapping[str, int]
    ) -> None:
        """The whole document is in the file, under that number; `numbers` are its findings' there, by fingerprint.

        What was preliminary is no longer listed. Who looks at it is told what became of it until `forget_settled`.
        """
        mine = {number: told.found.finding for number, told in self._told.items() if told.ticket == ticket}
        same = {number: _counterpart(finding, findings) for number, finding in mine.items()}
        self._became[ticket] = {n: numbers[f] for n, f in same.items() if f is not None and f in numbers}
        self.settled.emit(ticket, document)

    def forget_settled(self) -> None:
        """Drop what has been replaced: nobody shows it any more."""
        for ticket in self._became:
            self._beginnings.pop(ticket, None)
        self._told = {n: told for n, told in self._told.items() if told.ticket in self._beginnings}
        self._became.clear()

    def clear(self) -> None:
        """Drop everything: another review is on the desk."""
        self._beginnings.clear()
        self._told.clear()
        self._became.clear()

    def listed(self, wanted: Filter, sort: Sort, ticket: int | None = None) -> list[FindingRow]:
        """Return what passes a filter, in order, of all documents that are not done or of one."""
        rows = [
            told.row
            for told in self._told.values()
            if told.ticket not in self._became and ticket in {None, told.ticket} and _passes(told, wanted)
        ]
        return sorted(rows, key=_KEYS[sort.column], reverse=sort.is_descending)

    def rows(self, numbers: Iterable[int]) -> list[FindingRow]:
        """Return the rows of those numbers that are held here."""
        return [self._told[number].row for number in numbers if number in self._told]

    def one(self, number: int) -> StoredFinding | None:
        """Return a whole finding, or None when there is none of that number."""
        told = self._told.get(number)
        return None if told is None else told.found

    def beginning(self, ticket: int) -> DocumentAudit | None:
        """Return the beginning of a document, as long as that is not done."""
        return None if ticket in self._became else self._beginnings.get(ticket)

    def ticket_of(self, number: int) -> int | None:
        """Return the document of a finding; None when the finding is no longer held."""
        told = self._told.get(number)
        return None if told is None else told.ticket

    def marks(self, ticket: int) -> tuple[FindingMark, ...]:
        """Return where the findings of a beginning lie in its text, in order."""
        told = [(n, t.found.finding) for n, t in self._told.items() if t.ticket == ticket]
        marks = [FindingMark(n, f.span, f.severity, f.title) for n, f in told if f.span]
        return tuple(sorted(marks, key=lambda mark: mark.span))

    def now(self, number: int | None) -> int | None:
        """Return a finding's number as it is now: of one whose document is done that in the file, None when it is gone."""
        if number is None or not is_preliminary(number):
            return number
        told = self._told.get(number)
        if told is None:
            return None
        became = self._became.get(told.ticket)
        return number if became is None else became.get(number)


def is_preliminary(number: int | None) -> bool:
    """Whether a number is that of a preliminary finding."""
    return number is not None and number >= FIRST


def _row(number: int, finding: Finding, name: str, sections: Sections) -> FindingRow:
    place = finding.place
    return FindingRow(
        id=number,
        document=NO_DOCUMENT,
        document_name=name,
        severity=finding.severity,
        outcome=finding.outcome,
        category=finding.category,
        quote=finding.quote,
        trigger_at=trigger_at(finding),
        trigger_quote=finding.trigger_quote,
        title=finding.title,
        is_whole_document=finding.span is None,
        page=place.page if place else None,
        paragraph=place.paragraph if place else None,
        section=sections.at(finding.span),
        is_preliminary=True,
    )


def _counterpart(finding: Finding, findings: Sequence[Finding]) -> str | None:
    """Return the fingerprint of the same finding of the whole document.

    A rule of the readers' country may speak of the same words in place of the general one.
    """
    if any(f.fingerprint == finding.fingerprint for f in findings):
        return finding.fingerprint
    words = (finding.quote, finding.trigger_quote)
    return next((f.fingerprint for f in findings if (f.quote, f.trigger_quote) == words), None)


def _passes(told: _Told, wanted: Filter) -> bool:
    finding = told.found.finding
    choices: tuple[tuple[object, Collection[object]], ...] = (
        (finding.severity, wanted.severities),
        (finding.category, wanted.categories),
        (finding.outcome, wanted.outcomes),
        (finding.rule, wanted.rules),
        (Verdict.UNDECIDED, wanted.verdicts),
        (None, wanted.states),  # it has not been compared with an earlier version
    )
    is_chosen = all(value in chosen for value, chosen in choices if chosen)
    return is_chosen and all(word in told.searched for word in wanted.text.casefold().split())


_KEYS: dict[Column, Callable[[FindingRow], tuple[str | int, ...]]] = {
    Column.SEVERITY: lambda row: (row.severity.rank,),
    Column.QUOTE: lambda row: (row.quote.casefold(),),
    Column.CATEGORY: lambda row: (row.category, row.severity.rank),
    Column.OUTCOME: lambda row: (row.outcome, row.severity.rank),
    Column.DOCUMENT: lambda row: (row.document_name.casefold(),),
    Column.PLACE: lambda row: (row.id,),
    Column.STATE: lambda row: (row.severity.rank,),
    Column.DECISION: lambda row: (row.severity.rank,),
}
"""Ties stay in the order of the documents and their texts, in which the numbers rise."""
