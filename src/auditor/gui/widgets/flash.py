"""A few words over a pane that go away by themselves: what a key just did."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget

from auditor.gui.tokens import GRID

STAY_MS = 1_600


class Flash(QLabel):
    """Lies at the bottom of its parent and never takes a click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self.setProperty("role", "flash")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._timer = QTimer(self, singleShot=True, interval=STAY_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show these words in place of those before, and say them to screen readers."""
        self.setText(words)
        self.adjustSize()
        self.move((self._pane.width() - self.width()) // 2, self._pane.height() - self.height() - 4 * GRID)
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
