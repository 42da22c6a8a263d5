"""The table of findings: which row is current, which order is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from auditor.gui.models.finding_table import SORTS, Field, FindingTable
from auditor.gui.tokens import ROW_HEIGHT
from auditor.gui.widgets.finding_delegate import FindingDelegate
from auditor.gui.widgets.flash import Flash
from auditor.model.listing import Sort

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from auditor.gui.theme import Theme

_WIDTHS = {
    Field.SEVERITY: 104,
    Field.CATEGORY: 128,
    Field.OUTCOME: 112,
    Field.DOCUMENT: 176,
    Field.PLACE: 148,
    Field.DECISION: 148,
}
"""Pixels; the words found take what is left."""

_LEAST_WIDTH = 56

_QUOTE_WIDTH = 300
"""Pixels the words found should have; other columns give way for them, in this order."""

_GIVING_WAY = (Field.PLACE, Field.OUTCOME, Field.CATEGORY, Field.DOCUMENT, Field.DECISION)


class FindingView(QTableView):
    """Shows the model's rows; selecting one and clicking a column's head are intentions."""

    chosen = Signal(int)
    sort_wanted = Signal(object)

    def __init__(self, model: FindingTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._theme = theme
        self._empty_words = ""
        self._is_one_document = False
        self.setModel(model)
        self.setItemDelegate(FindingDelegate(theme, self))
        self.setAccessibleName("Findings")
        self._flash = Flash(self)
        self._set_behaviour()
        self._set_columns()
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.horizontalHeader().sortIndicatorChanged.connect(self._tell_sort)
        theme.changed.connect(self.viewport().update)

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

    def flash(self, words: str) -> None:
        """Say shortly what was done, over the rows and out of the way."""
        self._flash.show_words(words)

    def set_current(self, number: int) -> bool:
        """Make a finding the current one; False when the filter hides it."""
        row = self._table.row_of(number)
        if row is None:
            return False
        self._go_to(row)
        return True

    def forget_current(self) -> None:
        """Have no current row."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) finding from where we are; False at the end."""
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        if not 0 <= row < len(self._table.ids):
            return False
        self._go_to(row)
        return True

    def _go_to(self, row: int) -> None:
        index = self._table.index(row, Field.QUOTE)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._table.ids[current.row()])

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
        rows.setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_LEAST_WIDTH)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Field.QUOTE, QHeaderView.ResizeMode.Stretch)
        for field, width in _WIDTHS.items():
            self.setColumnWidth(field, width)

    def _choose_columns(self) -> None:
        """Leave out what there is no room for; the details say it all the same."""
        shown = [field for field in _WIDTHS if not (field is Field.DOCUMENT and self._is_one_document)]
        for field in _GIVING_WAY:
            if (
                self.viewport().width() - sum(self.columnWidth(f) or _WIDTHS[f] for f in shown)
                >= _QUOTE_WIDTH
            ):
                break
            shown = [each for each in shown if each is not field]
        for field in _WIDTHS:
            self.setColumnHidden(field, field not in shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._choose_columns()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw the rows, or why there are none."""
        super().paintEvent(event)
        if not self._table.ids:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.tokens.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(24, 0, -24, 0), flags, self._empty_words)
            painter.end()
