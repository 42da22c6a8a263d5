"""The bar under the toolbar where the program says what happened; never in the way, always closable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from auditor.gui.messages import Level, Message
from auditor.gui.tokens import GRID

if TYPE_CHECKING:
    from auditor.gui.theme import Theme
    from auditor.gui.tokens import Hue, Tokens

STAY_MS = 10_000
"""How long good news without a button stays; everything else waits to be closed."""

_ICON = 18
_ICONS = {Level.DONE: "complete", Level.INFO: "info", Level.WARNING: "warning", Level.ERROR: "error"}


class NoticeBar(QFrame):
    """Shows the newest message."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._message: Message | None = None
        self._icon = QLabel(self)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._offer = QPushButton(self)
        self._offer.clicked.connect(self._accept)
        close = QToolButton(self)
        close.setProperty("role", "quiet")
        close.setAccessibleName("Close this notice")
        close.setToolTip("Close")
        theme.assign_icon(close, "close")
        close.clicked.connect(self.dismiss)
        self._timer = QTimer(self, singleShot=True, interval=STAY_MS)
        self._timer.timeout.connect(self.dismiss)
        theme.changed.connect(self._colour)
        self._lay_out(close)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show a message and say it to screen readers; the one before gives way."""
        self._message = message
        self._words.setText(f"{message.text} {message.remedy}".strip())
        self._offer.setVisible(message.offer is not None)
        self._offer.setText(message.offer.words if message.offer else "")
        self._colour()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words.text()))
        stays = message.offer is not None or message.level in {Level.WARNING, Level.ERROR}
        self._timer.stop() if stays else self._timer.start()

    def dismiss(self) -> None:
        """Close the bar."""
        self._timer.stop()
        self._message = None
        self.hide()

    def _accept(self) -> None:
        offer = self._message.offer if self._message else None
        self.dismiss()
        if offer is not None:
            offer.act()

    def _lay_out(self, close: QToolButton) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._offer)
        layout.addWidget(close)

    def _colour(self) -> None:
        if self._message is None:
            return
        level, tokens = self._message.level, self._theme.tokens
        hue = _hue(level, tokens)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(_ICONS[level], hue.ink, _ICON, ratio))
        self.setStyleSheet(f"NoticeBar {{ background: {hue.soft}; border-bottom: 1px solid {tokens.line}; }}")


def _hue(level: Level, tokens: Tokens) -> Hue:
    return {
        Level.DONE: tokens.good,
        Level.INFO: tokens.low,
        Level.WARNING: tokens.medium,
        Level.ERROR: tokens.critical,
    }[level]
