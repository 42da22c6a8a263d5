"""A small sheet to choose one of several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.tokens import GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZE = (480, 340)


class ChoiceDialog(QDialog):
    """Tells the number of what was chosen; Escape gives up."""

    submitted = Signal(int)

    def __init__(
        self, title: str, question: str, choices: Sequence[tuple[int, str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._list = QListWidget(self)
        self._list.setAccessibleName(question)
        self._list.setStyleSheet(f"QListWidget::item {{ padding: {2 * GRID}px {3 * GRID}px; }}")
        for number, words, more in choices:
            item = QListWidgetItem(f"{words}\n{more}" if more else words, self._list)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setToolTip(more)
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(lambda _: self._submit())
        self._lay_out(question)
        self.resize(*_SIZE)

    def _submit(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.submitted.emit(item.data(Qt.ItemDataRole.UserRole))
        self.accept()

    def _lay_out(self, question: str) -> None:
        head = QLabel(question, self)
        head.setProperty("role", "heading")
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        cancel = QPushButton("Cancel", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        choose = QPushButton("Choose", self)
        choose.setProperty("role", "primary")
        choose.setDefault(True)
        choose.clicked.connect(self._submit)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(head)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
