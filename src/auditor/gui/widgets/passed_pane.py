"""What the rules saw in a document and did not flag, each with its reason, so that a second reviewer can sample it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.models.passed_table import PassedField, PassedFilter, PassedTable
from auditor.gui.models.record_table import RECORD_ROLE
from auditor.gui.tokens import GRID
from auditor.gui.widgets.filter_bar import TYPING_MS, ChoiceButton
from auditor.gui.widgets.flow_layout import FlowLayout
from auditor.gui.widgets.plain_table import PlainTable
from auditor.gui.widgets.search_field import SearchField
from auditor.gui.words import category_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.theme import Theme
    from auditor.model.passed import PassedRow

NO_DOCUMENT = "Choose a document to see what was seen in it and not flagged."
_NOTHING = "Nothing was seen in this document and let pass."
_NONE_FITS = "Nothing fits these filters."


class PassedPane(QFrame):
    """Shows the rows of one document; choosing one is an intention."""

    chosen = Signal(object)
    """The `PassedRow` chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = PassedTable(self)
        self._filter = PassedFilter(self._table, self)
        self._text = SearchField(
            theme, "Filter by words or reason", "Filter what was not flagged by words", self
        )
        self._categories = ChoiceButton("Category", theme, self)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName("Not flagged, shown")
        self.view = PlainTable(
            self._filter, theme, "Not flagged", NO_DOCUMENT, {PassedField.CATEGORY: 128}, self
        )
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._narrow)
        self._text.textChanged.connect(self._typing.start)
        self._categories.changed.connect(self._narrow)
        self.view.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.setFocusProxy(self.view)
        self._lay_out()
        self.set_rows(None)

    def set_rows(self, rows: Sequence[PassedRow] | None) -> None:
        """Show the rows of another document; None when no document is shown."""
        self._table.set_records(rows or ())
        counts = Counter(row.category for row in rows or ())
        self._categories.set_choices({key: (category_words(key), counts[key]) for key in sorted(counts)})
        self.view.empty_words = NO_DOCUMENT if rows is None else _NOTHING
        self._narrow()

    def focus_text(self) -> None:
        """Put the keyboard into the text field."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def _narrow(self) -> None:
        self._typing.stop()
        self._filter.choose(self._text.text(), self._categories.chosen())
        total, shown = self._table.rowCount(), self._filter.rowCount()
        if total:
            self.view.empty_words = _NONE_FITS
        words = f"{total:,} not flagged" if shown == total else f"{shown:,} of {total:,}"
        self._count.setText(words if total else "")
        self.view.viewport().update()

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(RECORD_ROLE))

    def _lay_out(self) -> None:
        bar = QFrame(self)
        bar.setProperty("role", "bar")
        above = FlowLayout(2 * GRID, bar)
        above.setContentsMargins(3 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        for widget in (self._text, self._categories, self._count):
            above.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)
