"""What stands around a document: what of it could not be read, how it is shown, or why there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID

if TYPE_CHECKING:
    from auditor.gui.theme import Theme


class Banner(QFrame):
    """Says in one line, or a few, what the reader of a document must know; not there when there is nothing."""

    def __init__(self, theme: Theme, parent: QWidget, *, is_warning: bool) -> None:
        super().__init__(parent)
        self._theme, self._is_warning = theme, is_warning
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        layout.addWidget(self._words)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def set_words(self, words: str) -> None:
        """Say something else, or nothing."""
        self._words.setText(words)
        self.setVisible(bool(words))

    def _colour(self) -> None:
        tokens = self._theme.tokens
        hue = tokens.medium if self._is_warning else tokens.low
        self.setStyleSheet(f"Banner {{ background: {hue.soft}; }} QLabel {{ color: {tokens.text}; }}")


class Nothing(QWidget):
    """A sentence in the middle of an empty pane."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = QLabel(self)
        self._head.setProperty("role", "heading")
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8 * GRID, 8 * GRID, 8 * GRID, 8 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addStretch(1)
        for label in (self._head, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(2)

    def set_words(self, head: str, words: str) -> None:
        """Say what is not there, and why."""
        self._head.setText(head)
        self._words.setText(words)
