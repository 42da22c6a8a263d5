"""One figure of the overview: its words, a bar of one or more colours, and the number beside it. Also a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from auditor.gui.tokens import GRID, RADIUS
from auditor.gui.widgets.painting import draw_name, draw_words
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from auditor.gui.theme import Theme
    from auditor.model.listing import Filter

_BAR = 10
"""Pixels; the height of a bar."""

_LEAST_PART = 3
"""Pixels; what is there at all is seen."""

_WORDS_SHARE = 0.42
"""How much of a bar's width its words have."""

_AIR = 14
"""Pixels above and below the words together."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: how many, in which token's colour, full or only as an outline."""

    count: int
    ink: str
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What a bar shows, says and leads to; `whole` is what the longest bar beside it stands for."""

    words: str
    number: str
    said: str
    parts: tuple[Part, ...]
    whole: int
    wanted: Filter
    is_name: bool = False
    """Whether the words are a document's name, which is shortened in the middle."""


class FigureBar(QAbstractButton):
    """Draws a figure; pressing it asks for the findings it stands for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.figure: Figure | None = None
        self._longest_number = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def set_figure(self, figure: Figure, longest_number: str) -> None:
        """Show another figure; bars under one another end where the longest of their numbers begins."""
        self.figure = figure
        self._longest_number = longest_number
        self.setAccessibleName(figure.said)
        self.setAccessibleDescription("Lists these findings")
        self.setToolTip(figure.said)
        self.update()

    def _draw_ground(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sunken))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _draw_parts(self, painter: QPainter, track: QRect, figure: Figure) -> None:
        left = float(track.left())
        for part in figure.parts:
            if part.count:
                width = max(track.width() * part.count / max(figure.whole, 1), _LEAST_PART)
                self._draw_part(painter, QRectF(left, track.top(), width - 1, track.height()), part)
                left += width

    def _draw_part(self, painter: QPainter, rect: QRectF, part: Part) -> None:
        colour = QColor(self._theme.tokens.ink(part.ink))
        if part.is_hollow:
            painter.setPen(QPen(colour, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRect(rect)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw words, bar and number in three columns."""
        if self.figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        inner = self.rect().adjusted(2 * GRID, 0, -2 * GRID, 0)
        first = round(inner.width() * _WORDS_SHARE)
        last = self.fontMetrics().horizontalAdvance(self._longest_number)
        words = QRect(inner.left(), inner.top(), first - 2 * GRID, inner.height())
        (draw_name if self.figure.is_name else draw_words)(
            painter, words, self.figure.words, self._theme.tokens.text
        )
        track = QRect(
            inner.left() + first, (self.height() - _BAR) // 2, inner.width() - first - last - 2 * GRID, _BAR
        )
        self._draw_parts(painter, track, self.figure)
        painter.setPen(QColor(self._theme.tokens.text))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, flags, self.figure.number)
        painter.end()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's spelling
        """Return the height of a line with air around it."""
        return QSize(60 * GRID, self.fontMetrics().height() + _AIR)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's spelling
        """Return that it may become narrow."""
        return QSize(40 * GRID, self.sizeHint().height())
