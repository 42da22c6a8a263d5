"""Says that the program made a mistake, where the report lies, and that one can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID

if TYPE_CHECKING:
    from pathlib import Path


class CrashDialog(QDialog):
    """Not modal: the window behind it stays usable."""

    folder_wanted = Signal(str)

    def __init__(self, report: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Something went wrong")
        head = QLabel("The program made a mistake", self)
        head.setProperty("role", "heading")
        where = f"A report was saved as\n{report}" if report else "The report could not be saved."
        words = QLabel(
            f"What you did last may not have worked. Your audit is still here and you can go on.\n\n{where}",
            self,
        )
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(head)
        layout.addWidget(words)
        layout.addLayout(self._buttons(report))
        self.setMinimumWidth(460)

    def _buttons(self, report: Path | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        if report is not None:
            show = QPushButton("Open folder", self)
            show.clicked.connect(lambda: self.folder_wanted.emit(str(report.parent)))
            row.addWidget(show)
        go_on = QPushButton("Go on", self)
        go_on.setProperty("role", "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        go_on.setFocus()
        row.addWidget(go_on)
        return row
