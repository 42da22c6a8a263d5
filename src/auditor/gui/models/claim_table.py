"""Approved claims as a table, and the filter over it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QColor

from auditor.gui.models.record_table import RECORD_ROLE, RecordTable
from auditor.gui.words import SCOPE_WORDS, VALIDITY_WORDS
from auditor.model.claim import ScopeKind, Validity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from typing import Any

    from auditor.gui.models.record_table import AnyIndex
    from auditor.model.claim import Entry

SORT_ROLE = RECORD_ROLE + 1

OWN_WORDS = "This review"

_INKS = {
    Validity.VALID: "good",
    Validity.SOON: "high",
    Validity.EXPIRED: "critical",
    Validity.WITHDRAWN: "muted",
}
_LAST = "9999-99-99"
"""Where an approval without an end is sorted."""


class ClaimField(IntEnum):
    """The columns, from left to right."""

    NUMBER = 0
    WORDING = 1
    STANDING = 2
    UNTIL = 3
    SCOPE = 4
    EVIDENCE = 5
    APPROVER = 6
    REGISTER = 7


_TITLES = {
    ClaimField.NUMBER: "No.",
    ClaimField.WORDING: "Approved wording",
    ClaimField.STANDING: "State",
    ClaimField.UNTIL: "Valid until",
    ClaimField.SCOPE: "Holds for",
    ClaimField.EVIDENCE: "Evidence",
    ClaimField.APPROVER: "Approver",
    ClaimField.REGISTER: "Kept in",
}


class ClaimTable(RecordTable["Entry"]):
    """The entries of the registers as they stand on a day."""

    fields, titles = ClaimField, _TITLES

    def __init__(self, ink: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ink = ink
        self.today = "0001-01-01"

    def set_entries(self, entries: Sequence[Entry], today: str) -> None:
        """Show these, expiry told by this day (ISO)."""
        self.today = today
        self.set_records(entries)

    def standing(self, row: int) -> Validity:
        """Return how a row's claim stands."""
        return self.records[row].claim.standing(self.today)

    def tip(self, record: Entry, field: ClaimField) -> str:  # noqa: ARG002 - one for all its cells
        """Return every wording and the evidence."""
        return "\n".join((*record.claim.wordings, "", record.claim.evidence.words))

    def answer(self, record: Entry, field: ClaimField, role: int) -> Any:
        """Return what a cell is sorted by, or its colour."""
        if role == SORT_ROLE:
            return self._sort_key(record, field)
        return self._colour(record, field) if role == Qt.ItemDataRole.ForegroundRole else None

    def words(self, record: Entry, field: ClaimField) -> str:
        """Return what stands in a cell."""
        claim = record.claim
        return {
            ClaimField.NUMBER: str(record.number),
            ClaimField.WORDING: _with_variants(claim.wordings),
            ClaimField.STANDING: VALIDITY_WORDS[claim.standing(self.today)],
            ClaimField.UNTIL: claim.expires_on or "no end",
            ClaimField.SCOPE: ", ".join(claim.scope.places) or SCOPE_WORDS[ScopeKind.EVERYWHERE],
            ClaimField.EVIDENCE: claim.evidence.words,
            ClaimField.APPROVER: claim.approver,
            ClaimField.REGISTER: record.register or OWN_WORDS,
        }[field]

    def _sort_key(self, entry: Entry, field: ClaimField) -> str | int:
        if field is ClaimField.NUMBER:
            return entry.number
        if field is ClaimField.STANDING:
            return list(_INKS).index(entry.claim.standing(self.today))
        if field is ClaimField.UNTIL:
            return entry.claim.expires_on or _LAST
        return self.words(entry, field).casefold()

    def _colour(self, entry: Entry, field: ClaimField) -> QColor | None:
        standing = entry.claim.standing(self.today)
        is_told = field is ClaimField.STANDING or standing is Validity.WITHDRAWN
        return QColor(self._ink(_INKS[standing])) if is_told else None


def _with_variants(wordings: tuple[str, ...]) -> str:
    more = len(wordings) - 1
    return wordings[0] + (f"  (+{more} variant{'s' if more > 1 else ''})" if more else "")


class ClaimFilter(QSortFilterProxyModel):
    """Lets through the claims that hold some words and stand in one of the chosen ways."""

    def __init__(self, table: ClaimTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._words: list[str] = []
        self._standings: Collection[str] = ()
        self.setSourceModel(table)
        self.setSortRole(SORT_ROLE)

    def choose(self, words: str, standings: Collection[str]) -> None:
        """Say which claims are wanted; no standing means all."""
        self.beginFilterChange()
        self._words, self._standings = words.casefold().split(), frozenset(standings)
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, _parent: AnyIndex) -> bool:  # noqa: N802 - Qt's spelling
        """Whether a claim is wanted."""
        if self._standings and self._table.standing(source_row).value not in self._standings:
            return False
        entry = self._table.records[source_row]
        cells = [self._table.words(entry, field) for field in ClaimField]
        held = " ".join((*entry.claim.wordings, *cells, entry.claim.note)).casefold()
        return all(word in held for word in self._words)
