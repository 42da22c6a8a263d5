"""Draws one document of the list: its state as icon and words, its findings as a number and a bar by severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from auditor.gui.models.document_list import ENTRY_ROLE, Entry, State
from auditor.gui.tokens import DOCUMENT_ROW_HEIGHT, GRID, SMALL_PX
from auditor.gui.widgets.painting import BAR_PX, draw_bar, draw_name, draw_number, draw_words

if TYPE_CHECKING:
    from auditor.gui.models.document_list import AnyIndex
    from auditor.gui.theme import Theme
    from auditor.gui.tokens import Tokens

_ICON = 18
_LINE = 18
"""Pixels; one line of words."""

_ICONS = {
    State.ALL: "documents",
    State.WAITING: "queued",
    State.READING: "reading",
    State.COMPLETE: "complete",
    State.PARTIAL: "partial",
    State.UNREADABLE: "unreadable",
}


class DocumentDelegate(QStyledItemDelegate):
    """Draws two lines and a bar."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def _draw_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens = self._theme.tokens
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())), QColor(tokens.accent)
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.window))

    def _draw_icon(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        ratio = painter.device().devicePixelRatioF()
        colour = _state_colour(entry.state, self._theme.tokens)
        painter.drawPixmap(
            rect.topLeft(), self._theme.pixmap(_ICONS[entry.state], colour, self._theme.px(_ICON), ratio)
        )

    def _draw_number(self, painter: QPainter, rect: QRect, entry: Entry) -> int:
        """Draw the number of findings at the right; return the room it takes."""
        if entry.state not in {State.COMPLETE, State.PARTIAL, State.ALL}:
            return 0
        colour = self._theme.tokens.text if entry.findings else self._theme.tokens.muted
        return draw_number(painter, rect, entry.findings, colour) + 2 * GRID

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        entry: Entry = index.data(ENTRY_ROLE)
        tokens = self._theme.tokens
        self._draw_background(painter, option)
        inner = option.rect.adjusted(3 * GRID, 2 * GRID, -3 * GRID, -2 * GRID)
        self._draw_icon(painter, inner, entry)
        words = inner.adjusted(self._theme.px(_ICON) + 2 * GRID, 0, 0, 0)
        height = self._theme.px(_LINE)
        line = QRect(words.topLeft(), QSize(words.width(), height))
        painter.setFont(_name_font(option.font))
        name = line.adjusted(0, 0, -self._draw_number(painter, line, entry), 0)
        draw_name(painter, name, entry.name, tokens.text)
        painter.setFont(_small_font(option.font, self._theme.px(SMALL_PX)))
        is_bad = entry.state in {State.PARTIAL, State.UNREADABLE}
        colour = _state_colour(entry.state, tokens) if is_bad else tokens.muted
        draw_words(
            painter, QRect(words.left(), line.bottom() + 1, words.width(), height), entry.words, colour
        )
        draw_bar(
            painter,
            QRect(words.left(), inner.bottom() - BAR_PX + 3, words.width(), BAR_PX),
            entry.counts,
            tokens,
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002, N802 - Qt's signature
        """Return the fixed height of a row."""
        return QSize(120, self._theme.px(DOCUMENT_ROW_HEIGHT))


def _state_colour(state: State, tokens: Tokens) -> str:
    return {
        State.COMPLETE: tokens.good.ink,
        State.PARTIAL: tokens.medium.ink,
        State.UNREADABLE: tokens.critical.ink,
        State.READING: tokens.accent,
    }.get(state, tokens.muted)


def _name_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setWeight(QFont.Weight.Medium)
    return font


def _small_font(base: QFont, pixels: int) -> QFont:
    font = QFont(base)
    font.setPixelSize(pixels)
    return font
