"""The document's text with its findings marked: all softly, the current one strongly and in view."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from auditor.gui.utf16 import Utf16Map
from auditor.gui.widgets.document_parts import Part, split
from auditor.gui.widgets.document_text import TextMap, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.theme import Theme
    from auditor.model.document import Block
    from auditor.model.listing import FindingMark
    from auditor.model.span import Span

_ABOVE = 0.3
"""Share of the view's height kept above the current mark, so that its context is seen."""


class DocumentView(QTextBrowser):
    """Shows one document; clicking a mark is an intention."""

    mark_chosen = Signal(int)
    part_shown = Signal(int, int, object)
    """Number of the part shown, how many there are, and its first and last page or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._units = Utf16Map("")
        self._parts: Sequence[Part] = ()
        self._part = 0
        self._map = TextMap(self._units, [])
        self._all_marks: Sequence[FindingMark] = ()
        self._marks: Sequence[FindingMark] = ()
        self._current: int | None = None
        self._laid_out: QTextDocument | None = None
        self.setOpenLinks(False)
        self.setAcceptDrops(False)  # else a drop on the text would never reach the window
        self.viewport().setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setAccessibleName("Text of the document")
        self.setTabChangesFocus(True)
        theme.changed.connect(self._dress)

    def set_document(self, text: str, blocks: Sequence[Block], marks: Sequence[FindingMark]) -> None:
        """Show another document, from its beginning."""
        self._text, self._units = text, Utf16Map(text)
        self._parts, self._part = split(blocks), 0
        self._all_marks = marks
        self._current = None
        self._lay_out()

    def show_part(self, number: int) -> None:
        """Show another part of a long document, from its beginning."""
        if 0 <= number < len(self._parts) and number != self._part:
            self._part = number
            self._lay_out()

    def set_current(self, number: int | None) -> None:
        """Mark a finding strongly and bring it into view."""
        self._current = number
        mark = next((mark for mark in self._all_marks if mark.id == number), None)
        if mark is not None:
            self.show_part(self._part_of(mark.span))
        self._draw_marks()
        if mark is not None:
            self._bring_into_view(mark.span)

    def mark_at(self, point: QPoint) -> FindingMark | None:
        """Return the mark under a point of the view, the shortest when several lie there."""
        position = self._position_at(point)
        offset = None if position is None else self._map.offset(position)
        if offset is None:
            return None
        found = [mark for mark in self._marks if mark.span.holds(offset)]
        return min(found, key=lambda mark: len(mark.span), default=None)

    def _part_of(self, span: Span) -> int:
        starts = [part.span.start for part in self._parts]
        return max(bisect_right(starts, span.start) - 1, 0)

    def _lay_out(self) -> None:
        part = self._parts[self._part] if self._parts else None
        blocks = part.blocks if part else ()
        document, self._map = lay_out(self._text, self._units, blocks, self._theme.tokens, self.font())
        document.setParent(self)
        before, self._laid_out = self._laid_out, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self._marks = [mark for mark in self._all_marks if part and mark.span.overlaps(part.span)]
        self._draw_marks()
        self.part_shown.emit(self._part, len(self._parts), part.pages if part else None)

    def _dress(self) -> None:
        self._lay_out()
        self.set_current(self._current)

    def _draw_marks(self) -> None:
        drawn = [s for mark in self._marks if mark.id != self._current for s in self._selections(mark)]
        drawn += [s for mark in self._marks if mark.id == self._current for s in self._selections(mark)]
        self.setExtraSelections(drawn)

    def _selections(self, mark: FindingMark) -> list[QTextEdit.ExtraSelection]:
        hue = self._theme.tokens.severity(mark.severity)
        is_current = mark.id == self._current
        look = QTextCharFormat()
        look.setBackground(QColor(hue.strong if is_current else hue.soft))
        look.setForeground(QColor(self._theme.tokens.text))
        look.setUnderlineColor(QColor(hue.ink))
        style = QTextCharFormat.UnderlineStyle
        look.setUnderlineStyle(style.SingleUnderline if is_current else style.DotLine)
        return [self._selection(start, end, look) for start, end in self._map.ranges(mark.span)]

    def _selection(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format = look
        return made

    def _bring_into_view(self, span: Span) -> None:
        ranges = self._map.ranges(span)
        if not ranges:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(ranges[0][0])
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top()
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        if not height * 0.1 <= top <= height * 0.7:
            bar.setValue(bar.value() + round(top - height * _ABOVE))

    def _position_at(self, point: QPoint) -> int | None:
        inner = point + QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(inner.toPointF(), Qt.HitTestAccuracy.ExactHit)
        return position if position >= 0 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's spelling
        """Show that a mark can be clicked, and what it is."""
        super().mouseMoveEvent(event)
        mark = self.mark_at(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(mark.title if mark else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's spelling
        """A plain click on a mark chooses it; dragging still selects words."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            mark = self.mark_at(event.position().toPoint())
            if mark is not None:
                self.mark_chosen.emit(mark.id)
