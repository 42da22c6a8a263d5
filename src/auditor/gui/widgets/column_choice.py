"""The columns of exports as a list: ticked ones are shown, in the order of the list, which keys and mouse change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.tokens import GRID
from auditor.model.template import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS = 7
"""Rows that are seen without scrolling."""


class ColumnChoice(QWidget):
    """Space ticks a column, Alt+Up and Alt+Down move it, and so does dragging."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Columns, in their order")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setProperty("role", "choice")
        self.list.setMinimumHeight(_ROWS * 6 * GRID)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        up, down = self._button("&Up", -1, "Alt+Up"), self._button("&Down", 1, "Alt+Down")
        buttons = QVBoxLayout()
        buttons.addWidget(up)
        buttons.addWidget(down)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list, 1)
        row.addLayout(buttons)
        self.list.itemChanged.connect(self.changed)
        self.list.model().rowsMoved.connect(self.changed)

    def show_columns(self, columns: Sequence[str]) -> None:
        """Tick these, in their order; the others follow."""
        self.list.blockSignals(True)
        self.list.clear()
        for title in (*columns, *(c for c in COLUMNS if c not in columns)):
            item = QListWidgetItem(title, self.list)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            item.setCheckState(Qt.CheckState.Checked if title in columns else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self.changed.emit()

    def columns(self) -> tuple[str, ...]:
        """Return what is ticked, in order."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked)

    def move_current(self, by: int) -> None:
        """Move the current column up or down."""
        at = self.list.currentRow()
        if at < 0 or not 0 <= at + by < self.list.count():
            return
        item = self.list.takeItem(at)
        self.list.insertItem(at + by, item)
        self.list.setCurrentRow(at + by)
        self.changed.emit()

    def _button(self, words: str, by: int, key: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setToolTip(f"Move the column ({key})")
        button.clicked.connect(lambda: self.move_current(by))
        shortcut = QShortcut(QKeySequence(key), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda: self.move_current(by))
        return button
