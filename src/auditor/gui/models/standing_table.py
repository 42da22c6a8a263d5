"""The documents of the overview as a table: verdict, state, words, and the findings of each severity."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.gui.words import SEVERITY_WORDS, STATUS_WORDS, document_verdict
from auditor.model.document import Status
from auditor.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from auditor.model.overview import Standing

AnyIndex = QModelIndex | QPersistentModelIndex

STANDING_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the `Standing` itself."""

_NO_INDEX = QModelIndex()


class StandingField(IntEnum):
    """The columns, from left to right."""

    DOCUMENT = 0
    VERDICT = 1
    STATE = 2
    WORDS = 3
    CRITICAL = 4
    HIGH = 5
    MEDIUM = 6
    LOW = 7
    OPEN = 8


SEVERITY_OF = {
    StandingField.CRITICAL: Severity.CRITICAL,
    StandingField.HIGH: Severity.HIGH,
    StandingField.MEDIUM: Severity.MEDIUM,
    StandingField.LOW: Severity.LOW,
}

_TITLES = {
    StandingField.DOCUMENT: "Document",
    StandingField.VERDICT: "Verdict",
    StandingField.STATE: "State",
    StandingField.WORDS: "Words",
    **{field: SEVERITY_WORDS[severity] for field, severity in SEVERITY_OF.items()},
    StandingField.OPEN: "Open",
}


class StandingTable(QAbstractTableModel):
    """All documents, the worst first until another order is asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Standing] = []
        self._key: Callable[[Standing], Any] = _KEYS[StandingField.VERDICT]
        self._is_descending = False
        self._most: dict[Severity, int] = {}

    def set_standings(self, standings: Sequence[Standing]) -> None:
        """Show these documents in the present order."""
        self.beginResetModel()
        self._rows = sorted(standings, key=self._key, reverse=self._is_descending)
        self._most = {s: max((r.row.counts.get(s, 0) for r in self._rows), default=0) for s in Severity}
        self.endResetModel()

    def standing(self, row: int) -> Standing:
        """Return a row."""
        return self._rows[row]

    def row_of(self, document: int) -> int | None:
        """Return where a document stands."""
        return next((n for n, standing in enumerate(self._rows) if standing.row.id == document), None)

    def share(self, standing: Standing, severity: Severity) -> float:
        """Return how long the bar of a severity is, against the longest of the column."""
        return standing.row.counts.get(severity, 0) / max(self._most.get(severity, 0), 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the documents in another order."""
        self._key = _KEYS[StandingField(column)]
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self.set_standings(self._rows)

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of documents."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of columns."""
        return 0 if parent.isValid() else len(StandingField)

    def headerData(  # noqa: N802 - Qt's spelling
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[StandingField(section)]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its document, or what a screen reader says."""
        if role not in _ROLES or not index.isValid():
            return None
        standing, field = self._rows[index.row()], StandingField(index.column())
        if role == STANDING_ROLE:
            return standing
        words = _WORDS[field](standing)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _why(standing) if field in {StandingField.STATE, StandingField.VERDICT} else words
        return f"{_TITLES[field]}: {words}" if role == Qt.ItemDataRole.AccessibleTextRole else words


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        STANDING_ROLE,
    }
)


def _of(severity: Severity) -> Callable[[Standing], int]:
    return lambda standing: standing.row.counts.get(severity, 0)


def number_words(standing: Standing, number: int) -> str:
    """Return a number of a document; one that could not be read has none, for nought would sound clean."""
    is_unread = standing.row.status is Status.UNREADABLE and not number
    return "–" if is_unread else f"{number:,}"


def _spelled(number: Callable[[Standing], int]) -> Callable[[Standing], str]:
    return lambda standing: number_words(standing, number(standing))


_NUMBERS: dict[StandingField, Callable[[Standing], int]] = {
    StandingField.WORDS: lambda standing: standing.row.words,
    **{field: _of(severity) for field, severity in SEVERITY_OF.items()},
    StandingField.OPEN: lambda standing: standing.open,
}

_WORDS: dict[StandingField, Callable[[Standing], str]] = {
    StandingField.DOCUMENT: lambda standing: standing.row.name,
    StandingField.VERDICT: document_verdict,
    StandingField.STATE: lambda standing: STATUS_WORDS[standing.row.status],
    **{field: _spelled(number) for field, number in _NUMBERS.items()},
}

_KEYS: dict[StandingField, Callable[[Standing], Any]] = {
    StandingField.DOCUMENT: lambda standing: standing.row.name.casefold(),
    StandingField.VERDICT: lambda standing: standing.weight,
    StandingField.STATE: lambda standing: STATUS_WORDS[standing.row.status],
    **_NUMBERS,
}


def _why(standing: Standing) -> str:
    """Return the verdict with what could not be read."""
    reasons = (problem.message for problem in standing.row.problems)
    return "\n".join((document_verdict(standing), *reasons))
