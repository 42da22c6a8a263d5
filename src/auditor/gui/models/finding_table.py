"""The findings as a table: the numbers of the rows in the order the store gave, the rows themselves a page at a time."""

from __future__ import annotations

from collections import OrderedDict
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.gui.models.grouped_rows import GroupedRows
from auditor.gui.words import (
    OUTCOME_WORDS,
    PRELIMINARY,
    PRELIMINARY_MEANING,
    SEVERITY_WORDS,
    VERDICT_WORDS,
    category_words,
    counted,
    place_words,
    state_words,
)
from auditor.model.order import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from typing import Any

    from auditor.model.listing import FindingRow, Group, Listing


AnyIndex = QModelIndex | QPersistentModelIndex

PAGE = 100
"""Rows fetched at once: about three screens."""

PAGES_KEPT = 60
"""Pages held in memory, some megabytes; the oldest goes first."""

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the `FindingRow` itself; None for a heading."""

GROUP_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role that returns the `Group` whose heading stands here, and whether it is open; None for a finding."""

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
    STATE = 7


TITLES = {
    Field.SEVERITY: "Severity",
    Field.QUOTE: "Words found",
    Field.CATEGORY: "Category",
    Field.OUTCOME: "Outcome",
    Field.DOCUMENT: "Document",
    Field.PLACE: "Place",
    Field.DECISION: "Decision",
    Field.STATE: "Since before",
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
        self._at = GroupedRows([])
        self._pages: OrderedDict[int, list[FindingRow | None]] = OrderedDict()

    def set_ids(self, ids: list[int]) -> None:
        """Show these, in this order. Rows added at the end leave the rest as it is."""
        known = len(self._at.ids)
        if known and not self._at.groups and len(ids) >= known and ids[:known] == self._at.ids:
            self._append(ids)
            return
        self._lay(GroupedRows(ids))

    def set_listing(self, listing: Listing) -> None:
        """Show these findings under their headings; which groups are closed stays as it is."""
        if not listing.groups:
            self.set_ids(listing.ids)
            return
        made = GroupedRows(listing.ids, listing.groups, self._at.closed)
        if made.rows == self._at.rows:
            self._at = made
            self._tell_changed()  # numbers of open findings stand in the headings
        else:
            self._lay(made)

    @property
    def ids(self) -> Sequence[int]:
        """The numbers of all findings, in order, those in closed groups as well."""
        return self._at.ids

    @property
    def closed(self) -> frozenset[str]:
        """The keys of the groups that are closed."""
        return frozenset(self._at.closed)

    def close_groups(self, keys: Collection[str]) -> None:
        """Close these groups and open all others."""
        self._lay(GroupedRows(self._at.ids, self._at.groups, keys))

    def close_all(self) -> None:
        """Close every group there is."""
        self.close_groups([group.key for group in self._at.groups])

    def set_open(self, row: int, *, is_open: bool) -> bool:
        """Open or close the group whose heading stands in a row; False when it is so already."""
        group = self.group_at(row)
        if group is None or self._at.is_open(group) is is_open:
            return False
        first, last = row + 1, row + len(self._at.members(row))
        if is_open:
            self.beginInsertRows(_NO_INDEX, first, last)
            self._at.open(row)
            self._pages.clear()
            self.endInsertRows()
        else:
            self.beginRemoveRows(_NO_INDEX, first, last)
            self._at.close(row)
            self._pages.clear()
            self.endRemoveRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Field) - 1))
        return True

    def reveal(self, number: int) -> int | None:
        """Return where a finding stands, its group opened for that; None when the filter hides it."""
        heading = self._at.heading_of(number)
        if heading is not None:
            self.set_open(heading, is_open=True)
        return self._at.row_of(number)

    def group_at(self, row: int) -> Group | None:
        """Return the group whose heading stands in a row; None for a finding."""
        return self._at.group_at(row)

    def heading_of(self, number: int) -> int | None:
        """Return the row of the heading a finding stands under."""
        return self._at.heading_of(number)

    def heading_over(self, row: int) -> int | None:
        """Return which group a heading or a finding belongs to."""
        return self._at.group_number(row)

    def row_of_heading(self, group: int) -> int:
        """Return where the heading of a group stands."""
        return self._at.rows.index(-1 - group)

    def number_at(self, row: int) -> int | None:
        """Return the number of the finding in a row; None for a heading."""
        number = self._at.rows[row]
        return number if number >= 0 else None

    def finding_row(self, row: int) -> FindingRow | None:
        """Return a row, or None for a heading and when the store no longer has it."""
        page, offset = divmod(row, PAGE)
        rows = self._page(page)
        return rows[offset] if offset < len(rows) else None

    def row_of(self, number: int) -> int | None:
        """Return where a finding stands, or None when the filter or a closed group hides it."""
        return self._at.row_of(number)

    def position_of(self, number: int) -> int | None:
        """Return which of all findings it is, closed groups counted as well."""
        return self._at.position_of(number)

    def forget_rows(self) -> None:
        """Fetch every row anew when it is next shown: what was decided has changed."""
        self._pages.clear()
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._at.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._at.rows) - 1, len(Field) - 1))

    def _lay(self, made: GroupedRows) -> None:
        self.beginResetModel()
        self._at = made
        self._pages.clear()
        self.endResetModel()

    def _append(self, ids: list[int]) -> None:
        known = len(self._at.ids)
        if len(ids) == known:
            return
        self.beginInsertRows(_NO_INDEX, known, len(ids) - 1)
        self._at = GroupedRows(ids, closed=self._at.closed)
        self._pages.pop(known // PAGE, None)  # the last page was perhaps not full
        self.endInsertRows()

    def _page(self, number: int) -> list[FindingRow | None]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        numbers = self._at.rows[number * PAGE : (number + 1) * PAGE]
        found = {row.id: row for row in self._fetch([n for n in numbers if n >= 0])}
        rows = [found.get(n) for n in numbers]
        self._pages[number] = rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return how many findings are shown."""
        return 0 if parent.isValid() else len(self._at.rows)

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
        group = self._at.group_at(index.row())
        if group is not None:
            return self._heading_data(group, role)
        row = None if role == GROUP_ROLE else self.finding_row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        field = Field(index.column())
        words = cell_words(row, field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            aside = f", {PRELIMINARY.lower()}" if row.is_preliminary and field is Field.QUOTE else ""
            return f"{TITLES[field]}{aside}: {words}"
        is_told = row.is_preliminary and role == Qt.ItemDataRole.ToolTipRole
        return f"{words}\n{PRELIMINARY}: {PRELIMINARY_MEANING}" if is_told else words

    def _heading_data(self, group: Group, role: int) -> Any:
        if role == ROW_ROLE:
            return None
        is_open = self._at.is_open(group)
        return (group, is_open) if role == GROUP_ROLE else heading_words(group, is_open=is_open)


_ROLES = frozenset(
    {
        GROUP_ROLE,
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
    Field.DECISION: lambda row: PRELIMINARY if row.is_preliminary else VERDICT_WORDS[row.verdict],
    Field.STATE: lambda row: state_words(row.state),
}


def cell_words(row: FindingRow, field: Field) -> str:
    """Return what a cell says."""
    return _WORDS[field](row)


def heading_words(group: Group, *, is_open: bool) -> str:
    """Return all that a heading shows, in words."""
    state = "shown" if is_open else "closed"
    waiting = "" if group.is_preliminary else f", {group.open:,} open"
    return f"{group.label}: {counted(group.count, 'finding')}{waiting}; {state}"
