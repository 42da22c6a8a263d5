"""The table of findings: which row is current, which order is wanted, which groups are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from auditor.gui.models.finding_table import GROUP_ROLE, SORTS, Field, FindingTable
from auditor.gui.tokens import ROW_HEIGHT
from auditor.gui.widgets.finding_delegate import FindingDelegate
from auditor.gui.widgets.flash import Flash
from auditor.model.order import Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from auditor.gui.theme import Theme

_WIDTHS = {
    Field.SEVERITY: 104,
    Field.CATEGORY: 128,
    Field.OUTCOME: 112,
    Field.DOCUMENT: 176,
    Field.PLACE: 148,
    Field.DECISION: 176,
    Field.STATE: 124,
}
"""Pixels; the words found take what is left."""

_LEAST_WIDTH = 56

_QUOTE_WIDTH = 300
"""Pixels the words found should have; other columns give way for them, in this order."""

_OPENING = {Qt.Key.Key_Left, Qt.Key.Key_Right}
_TURNING = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}

_GIVING_WAY = (Field.PLACE, Field.OUTCOME, Field.CATEGORY, Field.DOCUMENT, Field.STATE, Field.DECISION)


class FindingView(QTableView):
    """Shows the model's rows; selecting one and clicking a column's head are intentions."""

    chosen = Signal(int)
    heading_chosen = Signal()
    """The heading of a group is current, and no finding."""
    groups_changed = Signal()
    """Groups were opened or closed."""
    sort_wanted = Signal(object)

    def __init__(self, model: FindingTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._theme = theme
        self._empty_words = ""
        self._is_one_document = False
        self._is_compared = False
        self.setModel(model)
        self.setItemDelegate(FindingDelegate(theme, self))
        self.setAccessibleName("Findings")
        self._flash = Flash(self)
        self._set_behaviour()
        self._set_columns()
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.horizontalHeader().sortIndicatorChanged.connect(self._tell_sort)
        theme.changed.connect(self._fit_words)

    def set_sort(self, sort: Sort) -> None:
        """Show which order the rows are in."""
        field = next(field for field, column in SORTS.items() if column is sort.column)
        order = Qt.SortOrder.DescendingOrder if sort.is_descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(field, order)
        header.blockSignals(False)

    def set_empty_words(self, words: str) -> None:
        """Say why there are no rows, when there are none."""
        self._empty_words = words
        self.viewport().update()

    def set_one_document(self, is_one: bool) -> None:  # noqa: FBT001 - a setter of one state
        """Leave the document's name out while all rows are of one document."""
        self._is_one_document = is_one
        self._choose_columns()

    def set_compared(self, is_compared: bool) -> None:  # noqa: FBT001 - a setter of one state
        """Say how findings stand to the version before only where there was one."""
        if is_compared is not self._is_compared:
            self._is_compared = is_compared
            self._choose_columns()

    def flash(self, words: str) -> None:
        """Say shortly what was done, over the rows and out of the way."""
        self._flash.show_words(words)

    def set_current(self, number: int, *, opens: bool = True) -> bool:
        """Make a finding the current one; False when the filter hides it, or a closed group that is not to be opened."""
        row = self._table.reveal(number) if opens else self._table.row_of(number)
        if row is None:
            return False
        self._go_to(row)
        return True

    def reveal(self, number: int) -> bool:
        """Bring a finding's row into view without choosing it; False when the filter hides it."""
        row = self._table.row_of(number)
        if row is None:
            return False
        self.scrollTo(self._table.index(row, Field.QUOTE))
        return True

    def sight(self) -> list[tuple[int, int]]:
        """Return the findings in view, the current one first, each with the pixels it stands below the top."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        rows = range(max(first, 0), (last if last >= 0 else self._table.rowCount() - 1) + 1)
        current = self.currentIndex().row()
        ordered = sorted(rows, key=lambda row: row != current)
        seen = [(self._table.number_at(row), self.rowViewportPosition(row)) for row in ordered]
        return [(number, top) for number, top in seen if number is not None]

    def look_again(self, sight: Sequence[tuple[int | None, int]]) -> None:
        """Scroll so that the first of these findings that is still there stands where it stood."""
        for number, top in sight:
            row = None if number is None else self._table.row_of(number)
            if row is not None:
                self.executeDelayedItemsLayout()  # else the bar does not reach as far as the new rows do
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.rowViewportPosition(row) - top)
                return

    def forget_current(self) -> None:
        """Have no current row."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) finding from where we are, headings passed over; False at the end."""
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        way = 1 if by > 0 else -1
        while 0 <= row < self._table.rowCount() and self._table.number_at(row) is None:
            row += way
        if not 0 <= row < self._table.rowCount():
            return False
        self._go_to(row)
        return True

    def set_all_open(self, is_open: bool) -> None:  # noqa: FBT001 - a setter of one state
        """Open or close every group; what was current stays so, or its heading becomes it."""
        index = self.currentIndex()
        heading = self._table.heading_over(index.row()) if index.isValid() else None
        number = self._table.number_at(index.row()) if index.isValid() else None
        self._table.close_groups([]) if is_open else self._table.close_all()
        if number is not None and is_open:
            self.set_current(number)
        elif heading is not None:
            self._go_to(self._table.row_of_heading(heading))
        self.groups_changed.emit()

    def _turn_group(self, row: int, *, is_open: bool) -> None:
        if self._table.set_open(row, is_open=is_open):
            self.groups_changed.emit()

    def _go_to(self, row: int) -> None:
        index = self._table.index(row, Field.QUOTE)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        number = self._table.number_at(current.row())
        if number is None:
            self.heading_chosen.emit()
        else:
            self.chosen.emit(number)

    def _tell_sort(self, section: int, order: Qt.SortOrder) -> None:
        self.sort_wanted.emit(Sort(SORTS[Field(section)], order is Qt.SortOrder.DescendingOrder))

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # else Tab would never leave the table
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)

    def _set_columns(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_LEAST_WIDTH)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Field.QUOTE, QHeaderView.ResizeMode.Stretch)
        for field, width in _WIDTHS.items():
            self.setColumnWidth(field, self._theme.px(width))

    def _fit_words(self) -> None:
        """Follow the size of the words."""
        height = self._theme.px(ROW_HEIGHT)
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
            for field, width in _WIDTHS.items():
                self.setColumnWidth(field, self._theme.px(width))
            self._choose_columns()
        self.viewport().update()

    def _choose_columns(self) -> None:
        """Leave out what there is no room for; the details say it all the same."""
        without = {Field.DOCUMENT} if self._is_one_document else set()
        without |= set() if self._is_compared else {Field.STATE}
        shown = [field for field in _WIDTHS if field not in without]
        for field in _GIVING_WAY:
            if self.viewport().width() - sum(
                self.columnWidth(f) or self._theme.px(_WIDTHS[f]) for f in shown
            ) >= self._theme.px(_QUOTE_WIDTH):
                break
            shown = [each for each in shown if each is not field]
        for field in _WIDTHS:
            self.setColumnHidden(field, field not in shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's spelling
        """Open and close groups as a tree does: right, left, Space and Enter on a heading, left from a finding to it."""
        row, key = self.currentIndex().row(), event.key()
        if row < 0:
            super().keyPressEvent(event)
        elif self._table.group_at(row) is None:
            heading = self._table.heading_of(self._table.number_at(row) or 0)
            if key == Qt.Key.Key_Left and heading is not None:
                self._go_to(heading)
            else:
                super().keyPressEvent(event)
        elif key in _OPENING:
            self._turn_group(row, is_open=key == Qt.Key.Key_Right)
        elif key in _TURNING:
            self._turn_group(row, is_open=not self._is_open(row))
        else:
            super().keyPressEvent(event)

    def _is_open(self, row: int) -> bool:
        _, is_open = self._table.index(row, 0).data(GROUP_ROLE)
        return bool(is_open)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's spelling
        """A click on a heading opens or closes its group."""
        super().mouseReleaseEvent(event)
        row = self.rowAt(round(event.position().y()))
        if event.button() is Qt.MouseButton.LeftButton and row >= 0 and self._table.group_at(row):
            self._turn_group(row, is_open=not self._is_open(row))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._choose_columns()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw the rows, or why there are none."""
        super().paintEvent(event)
        if not self._table.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.tokens.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(24, 0, -24, 0), flags, self._empty_words)
            painter.end()
