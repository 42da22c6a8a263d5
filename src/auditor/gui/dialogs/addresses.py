"""A sheet to type or paste addresses and paths on, one a line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from auditor.gui.intake import from_text
from auditor.gui.tokens import GRID
from auditor.gui.words import counted


class AddressesDialog(QDialog):
    """Tells the text once the user is done; says while typing how many of the lines can be used."""

    submitted = Signal(str)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add addresses")
        self._field = QPlainTextEdit(self)
        self._field.setPlaceholderText("https://clinic.example/our-treatment")
        self._field.setAccessibleName("Addresses or paths, one a line")
        self._field.setTabChangesFocus(True)
        self._field.setAcceptDrops(False)
        self._state = QLabel(self)
        self._state.setProperty("role", "small")
        self._add = QPushButton("Add", self)
        self._add.setProperty("role", "primary")
        self._add.setDefault(True)
        self._add.clicked.connect(self._submit)
        self._field.textChanged.connect(self._show_state)
        self._lay_out()
        self._field.setPlainText(text)
        self._show_state()

    def _submit(self) -> None:
        self.submitted.emit(self._field.toPlainText())
        self.accept()

    def _show_state(self) -> None:
        intake = from_text(self._field.toPlainText())
        self._add.setEnabled(bool(intake.inputs))
        parts = [f"{len(intake.inputs):,} to add" if intake.inputs else ""]
        parts.append(f"{counted(intake.refused, 'line')} cannot be used" if intake.refused else "")
        self._state.setText(" · ".join(part for part in parts if part))

    def _lay_out(self) -> None:
        head = QLabel("Web addresses or file paths, one a line", self)
        head.setProperty("role", "heading")
        note = QLabel("Each address is fetched once, from this computer, when you press Add.", self)
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        cancel = QPushButton("Cancel", self)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._state, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        layout.setSpacing(2 * GRID)
        for widget in (head, note, self._field):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.resize(560, 320)
