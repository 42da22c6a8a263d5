"""Where the words of a document stand in the view of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from auditor.model.span import Span

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

    from auditor.gui.widgets.document_text import TextMap

_AHEAD = 200
"""Positions looked through: labels and gaps between blocks are no words of the document."""


def position_at(view: QTextEdit, point: QPoint) -> int | None:
    """Return the position of the layout that is drawn at a point of the view; None where there are no words."""
    inner = point + QPoint(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
    position = view.document().documentLayout().hitTest(inner.toPointF(), Qt.HitTestAccuracy.ExactHit)
    return position if position >= 0 else None


def offset_near(view: QTextEdit, shown: TextMap, point: QPoint, *, otherwise: int) -> int:
    """Return the code point at a point of the view, or the next one."""
    position = view.cursorForPosition(point).position()
    offsets = (shown.offset(position + ahead) for ahead in range(_AHEAD))
    return next((offset for offset in offsets if offset is not None), otherwise)


def pixels_below(view: QTextEdit, shown: TextMap, offset: int) -> int:
    """Return how far below the top of the view the line of a code point stands."""
    ranges = shown.ranges(Span(offset, offset + 1))
    cursor = QTextCursor(view.document())
    cursor.setPosition(ranges[0][0] if ranges else 0)
    return view.cursorRect(cursor).top()
