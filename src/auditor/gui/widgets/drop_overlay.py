"""Covers the window while something is dragged over it and says what will happen when it is let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from auditor.gui.tokens import GRID, HEADING_PX, RADIUS

if TYPE_CHECKING:
    from auditor.gui.theme import Theme

_ICON = 48
_CARD = (440, 176)
"""Pixels; width and height of the card in the middle."""


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
        veil.setAlphaF(0.88)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(colour, 3, Qt.PenStyle.DashLine))
        edge = 4 * GRID
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 2 * RADIUS, 2 * RADIUS
        )
        self._draw_card(painter, colour)
        painter.end()

    def _draw_card(self, painter: QPainter, colour: QColor) -> None:
        """The sentence stands on a ground of its own, so that nothing behind it is read with it."""
        tokens = self._theme.tokens
        wide, high = self._theme.px(_CARD[0]), self._theme.px(_CARD[1])
        card = QRect(0, 0, min(wide, self.width() - 4 * GRID), min(high, self.height() - 4 * GRID))
        card.moveCenter(self.rect().center())
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(card, 2 * RADIUS, 2 * RADIUS)
        name = "error" if self._is_refusal else "drop"
        icon = self._theme.pixmap(name, colour.name(), _ICON, self.devicePixelRatioF())
        painter.drawPixmap(card.center().x() - _ICON // 2, card.top() + 6 * GRID, icon)
        font = QFont(self.font())
        font.setPixelSize(self._theme.px(HEADING_PX))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        words = card.adjusted(6 * GRID, _ICON + 8 * GRID, -6 * GRID, -4 * GRID)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
