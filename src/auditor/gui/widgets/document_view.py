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
from auditor.gui.widgets.marks import marks_on

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
        self._by_id: dict[int, FindingMark] = {}
        self._marks: Sequence[FindingMark] = ()
        self._current: int | None = None
        self._laid_out: QTextDocument | None = None
        self._zoomed = 0
        self.setOpenLinks(False)
        self.setAcceptDrops(False)  # else a drop on the text would never reach the window
        self.viewport().setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setAccessibleName("Text of the document")
        self.setTabChangesFocus(True)
        theme.changed.connect(self._dress)

    def set_document(self, text: str, blocks: Sequence[Block], marks: Sequence[FindingMark]) -> None:
        """Show another document, from its beginning. The marks come in the order of the text."""
        self._text, self._units = text, Utf16Map(text)
        self._parts, self._part = split(blocks), 0
        self._all_marks = marks
        self._by_id = {mark.id: mark for mark in marks}
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
        mark = None if number is None else self._by_id.get(number)
        part = self._part if mark is None else self._part_of(mark.span)
        if part != self._part:
            self.show_part(part)
        else:
            self._draw_current()
        if mark is not None:
            self._bring_into_view(mark.span)

    def show_place(self, span: Span) -> None:
        """Light words that are no finding, and bring them into view."""
        self._current = None
        if self._part_of(span) != self._part:
            self.show_part(self._part_of(span))
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.tokens.selection))
        look.setForeground(QColor(self._theme.tokens.text))
        self.setExtraSelections([self._selection(start, end, look) for start, end in self._map.ranges(span)])
        self._bring_into_view(span)

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller; 0 shows it in its own size."""
        wanted = self._zoomed + steps if steps else 0
        self.zoomIn(wanted - self._zoomed)
        self._zoomed = wanted

    def search(self, words: str) -> bool:
        """Go to the next place where the words stand, from the top again at the end; False when there is none."""
        if self.find(words):
            return True
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return self.find(words)

    def mark_at(self, point: QPoint) -> FindingMark | None:
        """Return the mark under a point of the view, the shortest when several lie there."""
        position = self._position_at(point)
        offset = None if position is None else self._map.offset(position)
        if offset is None:
            return None
        found = [mark for mark in self._marks if mark.span.holds(offset)]
        return min(found, key=lambda mark: len(mark.span), default=None)

    def _part_of(self, span: Span) -> int:
        return max(bisect_right(self._parts, span.start, key=lambda part: part.span.start) - 1, 0)

    def _lay_out(self) -> None:
        part = self._parts[self._part] if self._parts else None
        blocks = part.blocks if part else ()
        self._marks = marks_on(self._all_marks, part.span) if part else []
        document, self._map = lay_out(
            self._text, self._units, blocks, self._marks, self._theme.tokens, self.font()
        )
        document.setParent(self)
        before, self._laid_out = self._laid_out, document
        self.setDocument(document)
        if before is not None:
            before.deleteLater()
        self._draw_current()
        self.part_shown.emit(self._part, len(self._parts), part.pages if part else None)

    def _dress(self) -> None:
        self._lay_out()
        self.set_current(self._current)

    def _draw_current(self) -> None:
        """Lay the current mark over the soft ones."""
        mark = None if self._current is None else self._by_id.get(self._current)
        if mark is None:
            self.setExtraSelections([])
            return
        hue = self._theme.tokens.severity(mark.severity)
        look = QTextCharFormat()
        look.setBackground(QColor(hue.strong))
        look.setForeground(QColor(self._theme.tokens.text))
        look.setUnderlineColor(QColor(hue.ink))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        self.setExtraSelections(
            [self._selection(start, end, look) for start, end in self._map.ranges(mark.span)]
        )

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
