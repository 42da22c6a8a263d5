"""Covers the window while something is dragged over it and says what will happen when it is let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from auditor.gui.tokens import GRID, HEADING_PX, RADIUS

if TYPE_CHECKING:
    from auditor.gui.theme import Theme

_ICON = 48


class DropOverlay(QWidget):
    """Drawn above everything; takes neither mouse nor drop itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._covered = parent
        self._words = ""
        self._is_refusal = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, words: str, *, is_refusal: bool) -> None:
        """Cover the parent with a sentence."""
        self._words, self._is_refusal = words, is_refusal
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw a veil, a frame, an icon and the sentence."""
        tokens = self._theme.tokens
        colour = QColor(tokens.critical.ink if self._is_refusal else tokens.accent)
        veil = QColor(tokens.window)
        veil.setAlphaF(0.94)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(colour, 3, Qt.PenStyle.DashLine))
        edge = 4 * GRID
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 2 * RADIUS, 2 * RADIUS
        )
        middle = self.rect().center()
        icon = self._theme.pixmap(
            "error" if self._is_refusal else "drop", colour.name(), _ICON, self.devicePixelRatioF()
        )
        painter.drawPixmap(middle.x() - _ICON // 2, middle.y() - _ICON - 2 * GRID, icon)
        font = QFont(self.font())
        font.setPixelSize(HEADING_PX)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        below = self.rect().adjusted(10 * GRID, self.height() // 2 + 2 * GRID, -10 * GRID, -edge)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, flags, self._words)
        painter.end()
