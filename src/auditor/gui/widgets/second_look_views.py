"""The two tables of a second look: the sample, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from auditor.gui.models.record_table import RECORD_ROLE
from auditor.gui.models.second_look_table import (
    ItemField,
    SecondItemTable,
    TrustField,
    TrustTable,
)
from auditor.gui.tokens import ROW_HEIGHT

if TYPE_CHECKING:
    from auditor.gui.theme import Theme

_ITEM_WIDTHS = {
    ItemField.RULE: 190,
    ItemField.DOCUMENT: 150,
    ItemField.JUDGEMENT: 164,
    ItemField.RESULT: 118,
}
_TRUST_WIDTHS = {
    TrustField.UPHELD: 150,
    TrustField.AGREEMENT: 140,
    TrustField.KAPPA: 70,
    TrustField.MISSED: 70,
}
"""Pixels; the first column takes what is left."""


class SecondItemView(QTableView):
    """Shows the sample; choosing an item is an intention."""

    chosen = Signal(object)
    """The `SecondItem` chosen."""

    def __init__(self, model: SecondItemTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table, self._theme = model, theme
        self.setModel(model)
        self.setAccessibleName("Second look")
        _behave(self)
        self._fit_words()
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        theme.changed.connect(self._fit_words)

    def choose(self, number: int) -> None:
        """Make an item current."""
        for row, item in enumerate(self._table.records):
            if item.id == number:
                self.setCurrentIndex(self._table.index(row, ItemField.WORDS))
                self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) item from where we are."""
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        if 0 <= row < len(self._table.records):
            self.choose(self._table.records[row].id)

    def forget_current(self) -> None:
        """Have no current item."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(RECORD_ROLE))

    def _fit_words(self) -> None:
        _fit(self, self._theme, _ITEM_WIDTHS)


class TrustView(QTableView):
    """Shows the rules; a click on a column's head puts them in that order."""

    def __init__(self, model: TrustTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setModel(model)
        self.setAccessibleName("Rules with how many findings stand and how far two people agree")
        _behave(self)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._fit_words()
        theme.changed.connect(self._fit_words)

    def _fit_words(self) -> None:
        _fit(self, self._theme, _TRUST_WIDTHS)


def _behave(view: QTableView) -> None:
    view.setProperty("role", "plain")
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTabKeyNavigation(False)  # else Tab would never leave the table
    view.setShowGrid(False)
    view.setWordWrap(False)
    rows, header = view.verticalHeader(), view.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


def _fit(view: QTableView, theme: Theme, widths: dict[ItemField, int] | dict[TrustField, int]) -> None:
    """Follow the size of the words."""
    view.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
    for field, width in widths.items():
        view.setColumnWidth(field, theme.px(width))
    view.viewport().update()
