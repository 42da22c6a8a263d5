"""A small table that is only read: one row chosen at a time, rows and columns that grow with the words, words when it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from auditor.gui.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from auditor.gui.theme import Theme

_LEAST_SHARE = 280
"""Pixels the columns without a width of their own should have; others give way for them."""


class PlainTable(QTableView):
    """Shows the rows of a model, or why there are none.

    `widths` are those of single columns in pixels, the least dispensable first: where there is no room for all, the
    last gives way first, and the details say it. Columns that are not named share what is left.
    """

    def __init__(
        self,
        model: QAbstractItemModel,
        theme: Theme,
        name: str,
        empty_words: str,
        widths: Mapping[int, int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._widths = theme, widths
        self._text_size = 0
        self.empty_words = empty_words
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("role", "plain")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # else Tab would never leave the table
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._set_up_headers()
        self._fit_words()
        theme.changed.connect(self._fit_words)

    def _set_up_headers(self) -> None:
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in self._widths:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)

    def _fit_words(self) -> None:
        if self._text_size != self._theme.text_size:
            self._text_size = self._theme.text_size
            self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW_HEIGHT))
            for column, width in self._widths.items():
                self.setColumnWidth(column, self._theme.px(width))
            self._choose_columns()
        self.viewport().update()

    def _choose_columns(self) -> None:
        """Leave out what there is no room for."""
        room = self.viewport().width() - self._theme.px(_LEAST_SHARE)
        for column, width in self._widths.items():
            room -= self.columnWidth(column) or self._theme.px(width)
            self.setColumnHidden(column, room < 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Choose the columns that fit."""
        super().resizeEvent(event)
        self._choose_columns()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw the rows, or why there are none."""
        super().paintEvent(event)
        if not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.tokens.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(24, 0, -24, 0), flags, self.empty_words)
            painter.end()
