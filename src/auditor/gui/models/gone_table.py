"""The findings of earlier versions that are gone, as a table: what became of each, and why."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.gui.words import DEPARTURE_WORDS, VERDICT_WORDS, departure_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from auditor.model.reaudit import GoneRow

AnyIndex = QModelIndex | QPersistentModelIndex

GONE_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the `GoneRow` itself."""

_NO_INDEX = QModelIndex()


class GoneField(IntEnum):
    """The columns, from left to right."""

    DEPARTURE = 0
    WORDS = 1
    REASON = 2
    DOCUMENT = 3
    DECISION = 4


_TITLES = {
    GoneField.DEPARTURE: "What became of it",
    GoneField.WORDS: "Words in the version before",
    GoneField.REASON: "Why",
    GoneField.DOCUMENT: "Document",
    GoneField.DECISION: "Decision then",
}


class GoneTable(QAbstractTableModel):
    """The rows of one document, or of all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[GoneRow] = ()

    def set_rows(self, rows: Sequence[GoneRow]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of columns."""
        return 0 if parent.isValid() else len(GoneField)

    def headerData(  # noqa: N802 - Qt's spelling
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[GoneField(section)]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its row, what a tip says or what a screen reader says."""
        if not index.isValid():
            return None
        row, field = self._rows[index.row()], GoneField(index.column())
        if role == GONE_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return _WORDS[field](row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_TITLES[field]}: {_WORDS[field](row)}"
        return None


_WORDS: dict[GoneField, Callable[[GoneRow], str]] = {
    GoneField.DEPARTURE: lambda row: departure_words(row.departure),
    GoneField.WORDS: lambda row: " ".join(row.quote.split()) or row.title,
    GoneField.REASON: lambda row: DEPARTURE_WORDS[row.departure],
    GoneField.DOCUMENT: lambda row: row.document_name,
    GoneField.DECISION: lambda row: VERDICT_WORDS[row.verdict],
}
