"""The findings as a table: the numbers of the rows in the order the store gave, the rows themselves a page at a time."""

from __future__ import annotations

from collections import OrderedDict
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.gui.words import OUTCOME_WORDS, SEVERITY_WORDS, VERDICT_WORDS, category_words, place_words
from auditor.model.listing import Column, FindingRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


AnyIndex = QModelIndex | QPersistentModelIndex

PAGE = 100
"""Rows fetched at once: about three screens."""

PAGES_KEPT = 60
"""Pages held in memory, some megabytes; the oldest goes first."""

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the `FindingRow` itself."""

_NO_INDEX = QModelIndex()


class Field(IntEnum):
    """The columns, from left to right."""

    SEVERITY = 0
    QUOTE = 1
    CATEGORY = 2
    OUTCOME = 3
    DOCUMENT = 4
    PLACE = 5
    DECISION = 6


TITLES = {
    Field.SEVERITY: "Severity",
    Field.QUOTE: "Words found",
    Field.CATEGORY: "Category",
    Field.OUTCOME: "Outcome",
    Field.DOCUMENT: "Document",
    Field.PLACE: "Place",
    Field.DECISION: "Decision",
}

SORTS = {field: Column(field.name.lower()) for field in Field}
"""What the store sorts by when a column's head is clicked."""


class FindingTable(QAbstractTableModel):
    """Rows by number; `fetch` returns the rows of some numbers and must be quick."""

    def __init__(
        self, fetch: Callable[[Sequence[int]], list[FindingRow]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: list[int] = []
        self._pages: OrderedDict[int, list[FindingRow]] = OrderedDict()

    def set_ids(self, ids: list[int]) -> None:
        """Show these, in this order. Rows added at the end leave the rest as it is."""
        known = len(self._ids)
        if known and len(ids) >= known and ids[:known] == self._ids:
            self._append(ids)
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    @property
    def ids(self) -> Sequence[int]:
        """The numbers shown, in order."""
        return self._ids

    def finding_row(self, row: int) -> FindingRow | None:
        """Return a row, or None when the store no longer has it."""
        page, offset = divmod(row, PAGE)
        rows = self._page(page)
        return rows[offset] if offset < len(rows) else None

    def row_of(self, number: int) -> int | None:
        """Return where a finding stands, or None when the filter hides it."""
        try:
            return self._ids.index(number)
        except ValueError:
            return None

    def forget_rows(self) -> None:
        """Fetch every row anew when it is next shown: what was decided has changed."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(Field) - 1))

    def _append(self, ids: list[int]) -> None:
        known = len(self._ids)
        if len(ids) == known:
            return
        self.beginInsertRows(_NO_INDEX, known, len(ids) - 1)
        self._ids = ids
        self._pages.pop(known // PAGE, None)  # the last page was perhaps not full
        self.endInsertRows()

    def _page(self, number: int) -> list[FindingRow]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        rows = self._fetch(self._ids[number * PAGE : (number + 1) * PAGE])
        self._pages[number] = rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return how many findings are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Field)

    def headerData(  # noqa: N802 - Qt's spelling
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[Field(section)]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its row, or what a screen reader says."""
        if role not in _ROLES or not index.isValid():
            return None
        row = self.finding_row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return cell_words(row, Field(index.column()))
        return f"{TITLES[Field(index.column())]}: {cell_words(row, Field(index.column()))}"


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        ROW_ROLE,
    }
)


_WORDS: dict[Field, Callable[[FindingRow], str]] = {
    Field.SEVERITY: lambda row: SEVERITY_WORDS[row.severity],
    Field.QUOTE: lambda row: " ".join(row.quote.split()) or row.title,
    Field.CATEGORY: lambda row: category_words(row.category),
    Field.OUTCOME: lambda row: OUTCOME_WORDS[row.outcome],
    Field.DOCUMENT: lambda row: row.document_name,
    Field.PLACE: lambda row: place_words(
        is_whole_document=row.is_whole_document, page=row.page, paragraph=row.paragraph, section=row.section
    ),
    Field.DECISION: lambda row: VERDICT_WORDS[row.verdict],
}


def cell_words(row: FindingRow, field: Field) -> str:
    """Return what a cell says."""
    return _WORDS[field](row)
