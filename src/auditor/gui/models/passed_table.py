"""What was seen in a document and not flagged as a table, and the filter over it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from auditor.gui.words import category_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from typing import Any

    from auditor.model.passed import PassedRow

AnyIndex = QModelIndex | QPersistentModelIndex

PASSED_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the `PassedRow` itself."""

_NO_INDEX = QModelIndex()


class PassedField(IntEnum):
    """The columns, from left to right."""

    WORDS = 0
    REASON = 1
    CATEGORY = 2


_TITLES = {
    PassedField.WORDS: "Words seen",
    PassedField.REASON: "Why they were let pass",
    PassedField.CATEGORY: "Category",
}
_WHOLE_DOCUMENT = "The document as a whole"


class PassedTable(QAbstractTableModel):
    """The rows of one document: some dozens, at most some hundreds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PassedRow] = ()

    def set_rows(self, rows: Sequence[PassedRow]) -> None:
        """Show another document's."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def passed_row(self, row: int) -> PassedRow:
        """Return a row."""
        return self._rows[row]

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of columns."""
        return 0 if parent.isValid() else len(PassedField)

    def headerData(  # noqa: N802 - Qt's spelling
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[PassedField(section)]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its row, what a tip says or what a screen reader says."""
        if not index.isValid():
            return None
        row, field = self._rows[index.row()], PassedField(index.column())
        if role == PASSED_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _WORDS[field](row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.sentence or _WORDS[PassedField.WORDS](row)}\n\n{row.reason}\n{row.title}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_TITLES[field]}: {_WORDS[field](row)}"
        return None


_WORDS: dict[PassedField, Callable[[PassedRow], str]] = {
    PassedField.WORDS: lambda row: " ".join((row.sentence or row.words).split()) or _WHOLE_DOCUMENT,
    PassedField.REASON: lambda row: row.reason,
    PassedField.CATEGORY: lambda row: category_words(row.category),
}


class PassedFilter(QSortFilterProxyModel):
    """Lets through the rows that hold some words and belong to one of the chosen categories."""

    def __init__(self, table: PassedTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._words = ""
        self._categories: Collection[str] = ()
        self.setSourceModel(table)

    def choose(self, words: str, categories: Collection[str]) -> None:
        """Say which rows are wanted; no category means all."""
        self.beginFilterChange()
        self._words, self._categories = words.casefold().strip(), frozenset(categories)
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, _parent: AnyIndex) -> bool:  # noqa: N802 - Qt's spelling
        """Whether a row is wanted."""
        row = self._table.passed_row(source_row)
        if self._categories and row.category not in self._categories:
            return False
        held = f"{row.words} {row.sentence} {row.reason} {row.rule} {row.title} {row.category}"
        return self._words in held.casefold()
