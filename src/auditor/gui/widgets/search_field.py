"""The field above a table into which the words are typed that its rows must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from auditor.gui.theme import Theme

LEAST_PX, MOST_PX = 112, 280


class SearchField(QLineEdit):
    """One line with a lens before it and a way to empty it behind."""

    def __init__(self, theme: Theme, words: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(words)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)  # the window takes drops, wherever they fall
        self.setMinimumWidth(LEAST_PX)
        self.setMaximumWidth(MOST_PX)
        lens = QAction(self)
        theme.assign_icon(lens, "search", "muted")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
