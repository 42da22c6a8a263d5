"""Buttons beside the name of a document for what is done while reading it: find words, smaller, larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

if TYPE_CHECKING:
    from auditor.gui.theme import Theme


class ReadingTools(QWidget):
    """Each button is an intention; the same is in the menu, with its key."""

    search_wanted = Signal()
    zoom_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for icon, words, key, act in (
            ("search", "Find in the document", "Ctrl+F", self.search_wanted.emit),
            ("remove", "Smaller", "Ctrl+-", lambda: self.zoom_wanted.emit(-1)),
            ("add", "Larger", "Ctrl++", lambda: self.zoom_wanted.emit(1)),
        ):
            button = QToolButton(self)
            button.setProperty("role", "quiet")
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({key})")
            theme.assign_icon(button, icon)
            button.clicked.connect(act)
            layout.addWidget(button)
