"""The table of documents in the overview, with a small bar behind each number of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from auditor.gui.models.record_table import RECORD_ROLE
from auditor.gui.models.standing_table import (
    SEVERITY_OF,
    StandingField,
    StandingTable,
    number_words,
)
from auditor.gui.tokens import GRID, ROW_HEIGHT
from auditor.gui.widgets.painting import draw_name, draw_words
from auditor.gui.words import document_verdict
from auditor.model.document import Status

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from auditor.gui.models.record_table import AnyIndex
    from auditor.gui.theme import Theme
    from auditor.model.finding import Severity
    from auditor.model.overview import Standing

_WIDTHS = {
    StandingField.VERDICT: 164,
    StandingField.STATE: 108,
    StandingField.WORDS: 64,
    StandingField.CRITICAL: 66,
    StandingField.HIGH: 56,
    StandingField.MEDIUM: 70,
    StandingField.LOW: 52,
    StandingField.OPEN: 58,
}
"""Pixels; the name takes what is left."""

_NAME_WIDTH = 170
"""Pixels the name should have; other columns give way for it, in this order."""

_GIVING_WAY = (StandingField.WORDS, StandingField.OPEN, StandingField.STATE, StandingField.VERDICT)

_BAR = 4
"""Pixels; the height of the bar under a number."""


class StandingView(QTableView):
    """Opening a document is an intention: the document, and the severity whose cell was pressed or None."""

    opened = Signal(int, object)

    def __init__(self, model: StandingTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._theme = model, theme
        self.setModel(model)
        self.setItemDelegate(_StandingDelegate(model, theme, self))
        self.setAccessibleName("Documents with their verdict")
        self.setAccessibleDescription("Enter opens the document")
        self._set_behaviour()
        self._set_columns()
        self.activated.connect(self._tell_opened)
        theme.changed.connect(self._fit_words)

    def current_document(self) -> int | None:
        """Return the document that is current."""
        standing: Standing | None = self.currentIndex().data(RECORD_ROLE)
        return standing.row.id if standing else None

    def set_current_document(self, number: int | None) -> None:
        """Make a document current; the first when that one is not there."""
        row = None if number is None else self._table.row_of(number)
        if self._table.rowCount():
            self.setCurrentIndex(self._table.index(row or 0, StandingField.DOCUMENT))

    def _tell_opened(self, index: QModelIndex) -> None:
        standing: Standing = index.data(RECORD_ROLE)
        field = StandingField(index.column())
        self.opened.emit(standing.row.id, _severity_pressed(standing, field))

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # else Tab would never leave the table
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)

    def _set_columns(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(StandingField.DOCUMENT, QHeaderView.ResizeMode.Stretch)
        self._fit_words()
        self.sortByColumn(StandingField.VERDICT, Qt.SortOrder.AscendingOrder)

    def _fit_words(self) -> None:
        """Follow the size of the words."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
        for field, width in _WIDTHS.items():
            self.setColumnWidth(field, self._theme.px(width))
        self._choose_columns()
        self.viewport().update()

    def _choose_columns(self) -> None:
        """Leave out what there is no room for."""
        shown = list(_WIDTHS)
        for field in _GIVING_WAY:
            taken = sum(self._theme.px(_WIDTHS[f]) for f in shown)
            if self.viewport().width() - taken >= self._theme.px(_NAME_WIDTH):
                break
            shown = [each for each in shown if each is not field]
        for field in _WIDTHS:
            self.setColumnHidden(field, field not in shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._choose_columns()


class _StandingDelegate(QStyledItemDelegate):
    """Draws every cell itself; what could not be read is red in word and colour."""

    def __init__(self, model: StandingTable, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def _draw_background(self, painter: QPainter, option: QStyleOptionViewItem, *, is_first: bool) -> None:
        tokens, rect = self._theme.tokens, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
            if is_first:
                painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), QColor(tokens.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.window))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))

    def _draw_count(self, painter: QPainter, rect: QRect, standing: Standing, severity: Severity) -> None:
        tokens = self._theme.tokens
        count = standing.row.counts.get(severity, 0)
        words = number_words(standing, count)
        draw_words(painter, rect, words, tokens.text if count else tokens.muted)
        if count:
            width = max(round(rect.width() * self._model.share(standing, severity)), _BAR)
            bar = QRect(rect.left(), rect.bottom() - _BAR - 2, width, _BAR)
            painter.fillRect(bar, QColor(tokens.severity(severity).ink))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell."""
        field, tokens = StandingField(index.column()), self._theme.tokens
        standing: Standing = index.data(RECORD_ROLE)
        self._draw_background(painter, option, is_first=field is StandingField.DOCUMENT)
        painter.setFont(option.font)
        rect = option.rect.adjusted(2 * GRID, 0, -2 * GRID, 0)
        if field is StandingField.DOCUMENT:
            draw_name(painter, rect.adjusted(GRID, 0, 0, 0), standing.row.name, tokens.text)
        elif severity := SEVERITY_OF.get(field):
            self._draw_count(painter, rect, standing, severity)
        elif field in {StandingField.VERDICT, StandingField.STATE}:
            words = document_verdict(standing) if field is StandingField.VERDICT else str(index.data())
            draw_words(painter, rect, words, self._state_colour(standing))
        else:
            draw_words(painter, rect, str(index.data()), tokens.muted)

    def _state_colour(self, standing: Standing) -> str:
        tokens = self._theme.tokens
        return {Status.UNREADABLE: tokens.critical.ink, Status.PARTIAL: tokens.medium.ink}.get(
            standing.row.status, tokens.muted
        )


def _severity_pressed(standing: Standing, field: StandingField) -> Severity | None:
    severity = SEVERITY_OF.get(field)
    return severity if severity and standing.row.counts.get(severity) else None
