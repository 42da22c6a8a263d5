"""Draws one finding of the table: dot and word for the severity, the sentence around its trigger, the rest as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from auditor.gui.models.finding_table import GROUP_ROLE, ROW_ROLE, Field, cell_words
from auditor.gui.tokens import GRID, ROW_HEIGHT
from auditor.gui.widgets.painting import (
    DOT_PX,
    draw_dot,
    draw_group,
    draw_name,
    draw_quote,
    draw_verdict,
    draw_words,
)
from auditor.model.decision import FindingState

if TYPE_CHECKING:
    from auditor.gui.models.finding_table import AnyIndex
    from auditor.gui.theme import Theme
    from auditor.model.listing import FindingRow, Group

_MARGIN = 2 * GRID
_CHEVRON = 16
_SELECTED = 3
"""Pixels; the bar at the left of the selected row, so that colour is not the only sign."""


class FindingDelegate(QStyledItemDelegate):
    """Draws every cell itself, so that a hundred thousand rows cost no widgets."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def _draw_background(self, painter: QPainter, option: QStyleOptionViewItem, *, is_first: bool) -> None:
        tokens = self._theme.tokens
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
            if is_first:
                painter.fillRect(
                    QRect(rect.left(), rect.top(), _SELECTED, rect.height()), QColor(tokens.accent)
                )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(tokens.window))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.line))

    def _draw_severity(self, painter: QPainter, rect: QRect, row: FindingRow) -> None:
        tokens = self._theme.tokens
        centre = QPointF(rect.left() + DOT_PX / 2, rect.center().y() + 0.5)
        draw_dot(painter, centre, row.severity, row.outcome, tokens)
        words = rect.adjusted(DOT_PX + 2 * GRID, 0, 0, 0)
        draw_words(painter, words, cell_words(row, Field.SEVERITY), tokens.severity(row.severity).ink)

    def _draw_quote(self, painter: QPainter, rect: QRect, row: FindingRow) -> None:
        tokens = self._theme.tokens
        colour = tokens.muted if row.is_preliminary else tokens.text
        if not row.quote:
            draw_words(painter, rect, row.title, colour)
            return
        trigger = None
        if row.trigger_at is not None:
            trigger = (row.trigger_at, row.trigger_at + len(row.trigger_quote))
        draw_quote(painter, rect, row.quote, trigger, colour)

    def _draw_decision(self, painter: QPainter, rect: QRect, row: FindingRow) -> None:
        if row.is_preliminary:
            draw_words(painter, rect, cell_words(row, Field.DECISION), self._theme.tokens.muted)
        else:
            draw_verdict(painter, rect, row.verdict, self._theme.tokens, has_note=row.has_note)

    def _draw_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, group: Group, *, is_open: bool
    ) -> None:
        """Draw a heading across the row; each cell draws the part of it that it covers."""
        tokens, row = self._theme.tokens, QRect(option.rect)
        is_selected = option.state & QStyle.StateFlag.State_Selected
        row.setLeft(0)
        row.setRight(painter.window().width() - 1)
        painter.save()
        painter.setClipRect(option.rect)
        painter.fillRect(option.rect, QColor(tokens.selection if is_selected else tokens.sunken))
        if is_selected:
            painter.fillRect(QRect(0, row.top(), _SELECTED, row.height()), QColor(tokens.accent))
        ratio = painter.device().devicePixelRatioF()
        icon = self._theme.pixmap(
            "chevron-down" if is_open else "chevron-right", tokens.text, _CHEVRON, ratio
        )
        painter.drawPixmap(3 * GRID, row.center().y() - _CHEVRON // 2, icon)
        draw_group(painter, row.adjusted(4 * GRID + _CHEVRON, 0, -3 * GRID, 0), group, tokens)
        painter.restore()

    def _state_colour(self, state: str) -> str:
        tokens = self._theme.tokens
        colours = {FindingState.NEW: tokens.accent, FindingState.STALE: tokens.medium.ink}
        return colours.get(FindingState(state), tokens.muted) if state else tokens.muted

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one cell."""
        field = Field(index.column())
        painter.setFont(option.font)
        if heading := index.data(GROUP_ROLE):
            self._draw_heading(painter, option, heading[0], is_open=heading[1])
            return
        self._draw_background(painter, option, is_first=field is Field.SEVERITY)
        row: FindingRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        rect = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if field is Field.SEVERITY:
            self._draw_severity(painter, rect.adjusted(GRID, 0, 0, 0), row)
        elif field is Field.QUOTE:
            self._draw_quote(painter, rect, row)
        elif field is Field.DECISION:
            self._draw_decision(painter, rect, row)
        elif field is Field.STATE:
            draw_words(painter, rect, cell_words(row, field), self._state_colour(row.state))
        elif field is Field.DOCUMENT:
            draw_name(painter, rect, row.document_name, self._theme.tokens.muted)
        else:
            draw_words(painter, rect, cell_words(row, field), self._theme.tokens.muted)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002, N802 - Qt's signature
        """Return the fixed height of a row."""
        return QSize(80, self._theme.px(ROW_HEIGHT))
