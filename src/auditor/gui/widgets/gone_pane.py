"""The findings of the version before that are gone: mended, or beyond comparison, which is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.models.gone_table import GONE_ROLE, GoneField, GoneTable
from auditor.gui.tokens import GRID, ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from auditor.gui.theme import Theme
    from auditor.model.reaudit import GoneRow

NOT_COMPARED = "No version before was audited here. Add the new version of a document to see what it mends."
_NOTHING = "Nothing is gone since the version before."


class GonePane(QFrame):
    """Shows the rows; choosing one, and the wish to see both versions, are intentions."""

    chosen = Signal(object)
    """The `GoneRow` chosen."""
    compare_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = GoneTable(self)
        self._standing = QLabel(self)
        self._standing.setAccessibleName("What became of the version before")
        self._compare = QPushButton("See both versions", self)
        self._compare.setAccessibleName("See both versions side by side")
        self._compare.clicked.connect(self.compare_wanted)
        self.view = _GoneView(self._table, theme, self)
        self.view.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.setFocusProxy(self.view)
        self._lay_out()
        self.set_rows((), "")

    def set_rows(self, rows: Sequence[GoneRow], standing: str, *, may_compare: bool = False) -> None:
        """Show the findings that are gone, and how all stand in one line; without one, nothing was compared."""
        self._table.set_rows(rows)
        self._standing.setText(standing[:1].upper() + standing[1:])
        self._compare.setVisible(may_compare)
        self._bar.setVisible(bool(standing))
        self.view.empty_words = _NOTHING if standing else NOT_COMPARED
        self.view.viewport().update()

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(GONE_ROLE))

    def _lay_out(self) -> None:
        self._bar = QFrame(self)
        self._bar.setProperty("role", "bar")
        above = QHBoxLayout(self._bar)
        above.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        above.setSpacing(3 * GRID)
        above.addWidget(self._standing, 1)
        above.addWidget(self._compare)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self.view, 1)


class _GoneView(QTableView):
    """The rows, or why there are none."""

    def __init__(self, model: GoneTable, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.empty_words = NOT_COMPARED
        self.setModel(model)
        self.setAccessibleName("Gone since the version before")
        self.setProperty("role", "plain")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)  # else Tab would never leave the table
        self.setShowGrid(False)
        self.setWordWrap(False)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(GoneField.WORDS, QHeaderView.ResizeMode.Stretch)
        for field, width in _WIDTHS.items():
            self.setColumnWidth(field, width)
        theme.changed.connect(self.viewport().update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw the rows, or why there are none."""
        super().paintEvent(event)
        if not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.tokens.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(24, 0, -24, 0), flags, self.empty_words)
            painter.end()


_WIDTHS = {
    GoneField.DEPARTURE: 168,
    GoneField.REASON: 240,
    GoneField.DOCUMENT: 150,
    GoneField.DECISION: 140,
}
