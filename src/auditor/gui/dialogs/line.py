"""A small sheet for one line of words: a note, a reason, a name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID

_WIDTH = 440


class LineDialog(QDialog):
    """Tells the words on Enter; Escape gives up. `is_needed` refuses an empty line."""

    submitted = Signal(str)

    def __init__(
        self,
        title: str,
        question: str,
        words: str,
        parent: QWidget,
        *,
        is_needed: bool = False,
        button: str = "Save",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._is_needed = is_needed
        self._field = QLineEdit(words, self)
        self._field.setAccessibleName(question)
        self._field.setAcceptDrops(False)
        self._field.textChanged.connect(self._allow)
        self._save = QPushButton(button, self)
        self._save.setProperty("role", "primary")
        self._save.setDefault(True)
        self._save.clicked.connect(self._submit)
        self._lay_out(question)
        self._allow()
        self._field.selectAll()

    def _submit(self) -> None:
        self.submitted.emit(self._field.text().strip())
        self.accept()

    def _allow(self) -> None:
        self._save.setEnabled(not self._is_needed or bool(self._field.text().strip()))

    def _lay_out(self, question: str) -> None:
        head = QLabel(question, self)
        head.setProperty("role", "heading")
        head.setWordWrap(True)
        cancel = QPushButton("Cancel", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(head)
        layout.addWidget(self._field)
        layout.addLayout(buttons)
        self.resize(_WIDTH, self.sizeHint().height())
