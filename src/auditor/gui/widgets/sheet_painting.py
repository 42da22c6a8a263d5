"""Draws findings and found words over the pages of a PDF. Pages are light whatever the window is, and so are the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from auditor.gui.tokens import LIGHT
from auditor.gui.widgets.sheet_marks import DOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.gui.widgets.sheet_layout import SheetLayout, SheetPlace
    from auditor.gui.widgets.sheet_marks import SheetMarks
    from auditor.model.listing import BoxMark
    from auditor.model.sheet import Hit, Tile

_HIT = "#FFE45C"
_CURRENT_HIT = "#FF9A3C"


def draw_marks(
    painter: QPainter,
    layout: SheetLayout,
    marks: SheetMarks,
    page: int,
    current: int | None,
    pulse: float | None,
) -> None:
    """Draw the marks of a page, the current one over the others and, while it pulses, with its ring."""
    for mark in sorted(marks.on(page), key=lambda mark: mark.id == current):
        rects = marks.rects(layout, mark)
        draw_mark(painter, rects, mark, is_current=mark.id == current)
        if mark.id == current and pulse is not None:
            draw_pulse(painter, rects, mark, pulse)


def draw_mark(painter: QPainter, rects: Sequence[QRectF], mark: BoxMark, *, is_current: bool) -> None:
    """Draw a mark softly with a dotted line under it, or the current one strongly with a frame."""
    hue = LIGHT.severity(mark.severity)
    ink = QColor(hue.ink)
    if not mark.boxes:
        _draw_dot(painter, rects[0], ink, is_current=is_current)
        return
    for rect in rects:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, QColor(hue.strong if is_current else hue.soft))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if is_current:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 2, 2)
        else:
            painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(rect.bottomLeft(), rect.bottomRight()))


def draw_pulse(painter: QPainter, rects: Iterable[QRectF], mark: BoxMark, progress: float) -> None:
    """Draw a ring that grows out of the mark and fades."""
    colour = QColor(LIGHT.severity(mark.severity).ink)
    colour.setAlphaF(max(1.0 - progress, 0.0))
    grown = 3 + 12 * progress
    painter.setPen(QPen(colour, 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(rect.adjusted(-grown, -grown, grown, grown), 5, 5)


def draw_hits(
    painter: QPainter, layout: SheetLayout, page: int, hits: Sequence[Hit], current: Hit | None
) -> None:
    """Draw the words that were looked for."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for hit in hits:
        colour = QColor(_CURRENT_HIT if hit is current else _HIT)
        for box in hit:
            painter.fillRect(QRectF(*layout.rect(page, box)).adjusted(-1, -1, 1, 1), colour)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def draw_failure(painter: QPainter, place: SheetPlace, words: str) -> None:
    """Say on the page why it is not there."""
    room = QRectF(place.x, place.y, place.width, place.height).adjusted(16, 16, -16, -16)
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


def draw_focus(painter: QPainter, rect: QRect, colour: str) -> None:
    """Draw the ring of a view that has the keyboard."""
    painter.resetTransform()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 2))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))


def target_of(place: SheetPlace, tile: Tile) -> QRectF:
    """Return where a tile lies in the column, whatever size its page was drawn at."""
    across, down = place.width / tile.page_width, place.height / tile.page_height
    return QRectF(place.x + tile.x * across, place.y + tile.y * down, tile.width * across, tile.height * down)


def _draw_dot(painter: QPainter, rect: QRectF, ink: QColor, *, is_current: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("white"), 1))
    painter.setBrush(ink)
    painter.drawEllipse(rect)
    if is_current:
        painter.setPen(QPen(ink, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(rect.center()), DOT * 0.8, DOT * 0.8)
    painter.restore()
