"""The ground of the small tables: one record a row, one field a column, a title above each.

A table of its own says which fields it has, what they are called, and what a record says in each of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import IntEnum
    from typing import Any, ClassVar

AnyIndex = QModelIndex | QPersistentModelIndex

RECORD_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the record of a row itself."""

_NO_INDEX = QModelIndex()
_DISPLAY, _TIP, _SPOKEN = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)

Record = TypeVar("Record")


class RecordTable(QAbstractTableModel, Generic[Record]):
    """Some dozens of records, at most some thousands, all of them in memory."""

    titles: ClassVar[Mapping[Any, str]]
    """The title of each field, in the order of the columns."""
    title_tips: ClassVar[Mapping[Any, str]] = {}
    """What a title means, where it does not speak for itself."""
    fields: ClassVar[type[IntEnum]]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.records: Sequence[Record] = ()

    def set_records(self, records: Sequence[Record]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.records = records
        self.endResetModel()

    def words(self, record: Record, field: Any) -> str:
        """Return what stands in a cell."""
        raise NotImplementedError

    def tip(self, record: Record, field: Any) -> str:
        """Return what a tip over a cell says: its words, unless a table knows more."""
        return self.words(record, field)

    def spoken(self, record: Record, field: Any) -> str:
        """Return what a screen reader says of a cell."""
        return f"{self.titles[field]}: {self.words(record, field)}"

    def answer(self, record: Record, field: Any, role: int) -> Any:
        """Return what a table says for a role of its own; None for all others."""
        del record, field, role

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(  # noqa: N802 - Qt's spelling
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> Any:
        """Return the title of a column, or what it means."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        by_role: dict[int, Mapping[Any, str]] = {_DISPLAY: self.titles, _TIP: self.title_tips}
        return by_role.get(role, {}).get(self.fields(section))

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        """Return a cell's words, its record, what a tip or a screen reader says, or what the table adds."""
        if not index.isValid():
            return None
        record, field = self.records[index.row()], self.fields(index.column())
        if role == RECORD_ROLE:
            return record
        by_role: dict[int, Callable[[Record, Any], str]] = {
            _DISPLAY: self.words,
            _TIP: self.tip,
            _SPOKEN: self.spoken,
        }
        say = by_role.get(role)
        return say(record, field) if say else self.answer(record, field, role)
