"""The pages of a PDF as a list: a small picture of each, and how many findings stand on it."""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.gui.words import SEVERITY_WORDS, counted
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QImage

    from auditor.model.finding import Severity
    from auditor.model.listing import BoxMark
    from auditor.model.sheet import SheetSize

SHEET_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the `SheetEntry`."""

PICTURES_KEPT = 500
"""Small pictures held in memory, each some fifty kilobytes."""

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One page: its number, its size, its findings, the weightiest of them, and its picture once it is drawn."""

    page: int
    size: SheetSize
    findings: int
    severity: Severity | None
    picture: QImage | None


class SheetList(QAbstractListModel):
    """A row a page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sizes: Sequence[SheetSize] = ()
        self._counts: Counter[int] = Counter()
        self._worst: dict[int, Severity] = {}
        self._pictures: OrderedDict[int, QImage] = OrderedDict()

    def set_sheets(self, sizes: Sequence[SheetSize], marks: Iterable[BoxMark]) -> None:
        """Show the pages of another document."""
        self.beginResetModel()
        self._sizes = sizes
        self._pictures.clear()
        self._counts.clear()
        self._worst.clear()
        for mark in marks:
            self._counts[mark.page] += 1
            known = self._worst.get(mark.page, mark.severity)
            self._worst[mark.page] = min(known, mark.severity, key=lambda severity: severity.rank)
        self.endResetModel()

    def entry(self, page: int) -> SheetEntry:
        """Return one page."""
        picture = self._pictures.get(page)
        return SheetEntry(page, self._sizes[page - 1], self._counts[page], self._worst.get(page), picture)

    def put(self, page: int, picture: QImage) -> None:
        """Take a page's small picture."""
        if not 1 <= page <= len(self._sizes):
            return
        self._pictures[page] = picture
        if len(self._pictures) > PICTURES_KEPT:
            self._pictures.popitem(last=False)
        index = self.index(page - 1)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of pages."""
        return 0 if parent.isValid() else len(self._sizes)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a page, or what a screen reader says of it."""
        if not index.isValid():
            return None
        entry = self.entry(index.row() + 1)
        if role == SHEET_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return str(entry.page)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return _words(entry)
        return None


def _words(entry: SheetEntry) -> str:
    if entry.severity is None:
        return f"Page {entry.page}: no findings on it"
    worst = SEVERITY_WORDS[entry.severity].lower()
    return f"Page {entry.page}: {counted(entry.findings, 'finding')}, the weightiest {worst}"
