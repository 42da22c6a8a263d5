"""The findings of the version before that are gone: mended, or beyond comparison, which is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.models.gone_table import GoneField, GoneTable
from auditor.gui.models.record_table import RECORD_ROLE
from auditor.gui.tokens import GRID
from auditor.gui.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.theme import Theme
    from auditor.model.reaudit import GoneRow

NOT_COMPARED = "No version before was audited here. Add the new version of a document to see what it mends."
_NOTHING = "Nothing is gone since the version before."
_WIDTHS: dict[int, int] = {
    GoneField.DEPARTURE: 168,
    GoneField.DECISION: 140,
    GoneField.DOCUMENT: 150,
    GoneField.REASON: 240,
}


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
        self.view = PlainTable(
            self._table, theme, "Gone since the version before", NOT_COMPARED, _WIDTHS, self
        )
        self.view.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.setFocusProxy(self.view)
        self._lay_out()
        self.set_rows((), "")

    def set_rows(self, rows: Sequence[GoneRow], standing: str, *, may_compare: bool = False) -> None:
        """Show the findings that are gone, and how all stand in one line; without one, nothing was compared."""
        self._table.set_records(rows)
        self._standing.setText(standing[:1].upper() + standing[1:])
        self._compare.setVisible(may_compare)
        self._bar.setVisible(bool(standing))
        self.view.empty_words = _NOTHING if standing else NOT_COMPARED
        self.view.viewport().update()

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(RECORD_ROLE))

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
