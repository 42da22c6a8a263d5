"""Asks how large the sample of a second look shall be, and by which seed it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from auditor.gui.tokens import GRID
from auditor.model.second_look import Sizes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDTH = 460
_MOST = 10_000
_EXPLAINED = (
    "Each rule gets a place before any gets a second. Some findings that stand are mixed in, so that nobody can guess how one "
    "was decided. The seed is kept: with it the same review gives the same sample again."
)


class SecondLookDialog(QDialog):
    """Tells sizes and seed; Escape gives up."""

    submitted = Signal(object, str)

    def __init__(self, seed: str, reviewer: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Draw a second look")
        usual = Sizes()
        self.dismissed = self._number(usual.dismissed, "Dismissed findings")
        self.not_flagged = self._number(usual.not_flagged, "Passages that were not flagged")
        self.upheld = self._number(usual.upheld, "Findings that stand")
        self.seed = QLineEdit(seed, self)
        self.seed.setAccessibleName("Seed")
        self.seed.setAcceptDrops(False)
        self._draw = QPushButton("Draw", self)
        self._draw.setProperty("role", "primary")
        self._draw.setDefault(True)
        self._draw.clicked.connect(self._submit)
        self.seed.textChanged.connect(self._allow)
        self._lay_out(reviewer)

    def _submit(self) -> None:
        sizes = Sizes(*(int(field.text()) for field in (self.dismissed, self.not_flagged, self.upheld)))
        self.submitted.emit(sizes, self.seed.text().strip())
        self.accept()

    def _number(self, value: int, name: str) -> QLineEdit:
        field = QLineEdit(str(value), self)
        field.setValidator(QIntValidator(0, _MOST, field))
        field.setAccessibleName(name)
        field.setAcceptDrops(False)
        field.textChanged.connect(self._allow)
        return field

    def _allow(self) -> None:
        fields = (self.dismissed, self.not_flagged, self.upheld, self.seed)
        self._draw.setEnabled(all(field.text().strip() and field.hasAcceptableInput() for field in fields))

    def _lay_out(self, reviewer: str) -> None:
        who = f"You judge as “{reviewer}”." if reviewer else "No name stands beside your judgements yet."
        head, words = QLabel("How many shall be judged again?", self), QLabel(_EXPLAINED, self)
        name = QLabel(f"{who} Decide › Your name changes that.", self)
        head.setProperty("role", "heading")
        for muted in (words, name):
            muted.setProperty("role", "muted")
            muted.setWordWrap(True)
        form = QFormLayout()
        form.setSpacing(2 * GRID)
        for field in (self.dismissed, self.not_flagged, self.upheld, self.seed):
            form.addRow(field.accessibleName(), field)
        cancel = QPushButton("Cancel", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._draw)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(head)
        layout.addLayout(form)
        layout.addWidget(words)
        layout.addWidget(name)
        layout.addLayout(buttons)
        self.resize(_WIDTH, self.sizeHint().height())
