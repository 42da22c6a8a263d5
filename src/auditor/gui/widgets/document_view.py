"""The document's text with its findings marked: all softly, the current one strongly and in view."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from auditor.gui.tokens import GRID, LIGHT
from auditor.gui.utf16 import Utf16Map
from auditor.gui.widgets.document_parts import Part, split
from auditor.gui.widgets.document_text import TextMap, lay_out
from auditor.gui.widgets.marks import marks_on
from auditor.gui.widgets.occurrences import Occurrences
from auditor.gui.widgets.pulse import Pulse
from auditor.gui.widgets.text_place import offset_near, pixels_below, position_at
from auditor.gui.widgets.text_selections import look_of, selection
from auditor.gui.widgets.wheel import zoom_steps
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

    from auditor.gui.theme import Theme
    from auditor.model.document import Block
    from auditor.model.listing import FindingMark

_ABOVE = 0.3
"""Share of the view's height kept above the current mark, so that its context is seen."""

LEAST_ZOOM, MOST_ZOOM = 0.5, 4.0
ZOOM_STEP = 1.1

SETTLED_MS = 120
"""How long the text must have stood still before the list follows."""

MOST_LIT = 300
"""Places of found words lit at once; each costs time at every drawing."""

CURRENT_HIT = "#FF9A3C"


class DocumentView(QTextBrowser):
    """Shows one document; clicking a mark is an intention."""

    mark_chosen = Signal(int)
    part_shown = Signal(int, int, object)
    """Number of the part shown, how many there are, and its first and last page or None."""
    in_view = Signal(int)
    """The user has scrolled, and this finding is now the nearest."""
    found = Signal(int, int, bool)
    """Which place of the words is shown (from 1), how many there are, and that all were searched."""
    zoomed = Signal(float)

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
        self._zoom = 1.0
        self._occurrences = Occurrences()
        self._is_placing = False
        self._pulse = Pulse(self._draw_current, self)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self.tell_nearest)
        self.setOpenLinks(False)
        self.setAcceptDrops(False)  # else a drop on the text would never reach the window
        self.viewport().setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setAccessibleName("Text of the document")
        self.setTabChangesFocus(True)
        self.verticalScrollBar().valueChanged.connect(self._note_scrolled)
        theme.changed.connect(self._dress)

    def set_document(self, text: str, blocks: Sequence[Block], marks: Sequence[FindingMark]) -> None:
        """Show another document, from its beginning. The marks come in the order of the text."""
        self._text, self._units = text, Utf16Map(text)
        self._parts, self._part = split(blocks), 0
        self._all_marks = marks
        self._by_id = {mark.id: mark for mark in marks}
        self._current = None
        self._occurrences = Occurrences()
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
            self._pulse.begin()

    def show_place(self, span: Span) -> None:
        """Light words that are no finding, and bring them into view."""
        self._current = None
        if self._part_of(span) != self._part:
            self.show_part(self._part_of(span))
        self.setExtraSelections(
            self._selections(span, look_of(self._theme.tokens.selection, self._theme.tokens.text))
        )
        self._bring_into_view(span)

    def sight(self) -> tuple[int, int]:
        """Return which code point is at the top of what is seen, and the pixels its line stands below the top."""
        top = self._offset_at_top()
        return top, pixels_below(self, self._map, top)

    def look_again(self, top: int, pixels: int) -> None:
        """Scroll so that what was seen stands where it stood, in a text that begins as the one before did."""
        self.show_part(self._part_of(Span(top, top)))
        self._is_placing = True
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pixels_below(self, self._map, top) - pixels)
        self._is_placing = False

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller; 0 shows it in its own size."""
        self.set_zoom(self._zoom * ZOOM_STEP**steps if steps else 1.0)

    def set_zoom(self, zoom: float) -> None:
        """Show the text so large; what is at the top of the view stays there."""
        wanted = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        if wanted != self._zoom:
            top = self._offset_at_top()
            self._zoom = wanted
            self._lay_out()
            self._bring_into_view(Span(top, min(top + 1, len(self._text))))
            self.zoomed.emit(wanted)

    def fit_width(self) -> None:
        """The text is always as wide as the view: show it in its own size."""
        self.zoom(0)

    def look_for(self, words: str) -> None:
        """Look for words from the top of the view on; empty words end the search."""
        self._occurrences = Occurrences(self._text, words)
        self._occurrences.begin_at(self._offset_at_top())
        self._show_found()

    def look_on(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place of the words, from the other end at the end."""
        self._occurrences.step(by)
        self._show_found()

    def mark_at(self, point: QPoint) -> FindingMark | None:
        """Return the mark under a point of the view, the shortest when several lie there."""
        position = position_at(self, point)
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
            self._text, self._units, blocks, self._marks, self._theme.tokens, self.font(), self._zoom
        )
        document.setParent(self)
        before, self._laid_out = self._laid_out, document
        self._is_placing = True
        self.setDocument(document)
        self._is_placing = False
        if before is not None:
            before.deleteLater()
        self._draw_current()
        self.part_shown.emit(self._part, len(self._parts), part.pages if part else None)

    def _dress(self) -> None:
        self._lay_out()
        self.set_current(self._current)

    def _draw_current(self) -> None:
        """Lay the current mark and the words that were looked for over the soft marks."""
        selections = self._found_selections()
        mark = None if self._current is None else self._by_id.get(self._current)
        if mark is not None:
            hue = self._theme.tokens.severity(mark.severity)
            look = look_of(self._pulse.between(hue.ink, hue.strong), self._theme.tokens.text)
            look.setUnderlineColor(QColor(hue.ink))
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            selections = [*self._selections(mark.span, look), *selections]
        self.setExtraSelections(selections)

    def _found_selections(self) -> list[QTextEdit.ExtraSelection]:
        if not self._occurrences.spans or not self._parts:
            return []
        soft, strong = look_of(LIGHT.medium.strong, LIGHT.text), look_of(CURRENT_HIT, LIGHT.text)
        current = self._occurrences.current
        return [
            selection
            for span in self._occurrences.around(self._parts[self._part].span, MOST_LIT)
            for selection in self._selections(span, strong if span == current else soft)
        ]

    def _show_found(self) -> None:
        span = self._occurrences.current
        if span is not None and self._part_of(span) != self._part:
            self.show_part(self._part_of(span))
        else:
            self._draw_current()
        if span is not None:
            self._bring_into_view(span)
        self.found.emit(self._occurrences.at + 1, len(self._occurrences.spans), True)

    def _selections(self, span: Span, look: QTextCharFormat) -> list[QTextEdit.ExtraSelection]:
        return [selection(self.document(), start, end, look) for start, end in self._map.ranges(span)]

    def _bring_into_view(self, span: Span) -> None:
        ranges = self._map.ranges(span)
        if not ranges:
            return
        self._is_placing = True
        cursor = QTextCursor(self.document())
        cursor.setPosition(ranges[0][0])
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top()
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        if not height * 0.1 <= top <= height * 0.7:
            bar.setValue(bar.value() + round(top - height * _ABOVE))
        self._is_placing = False

    def _note_scrolled(self) -> None:
        if not self._is_placing:
            self._settled.start()

    def tell_nearest(self) -> None:
        """Tell the first finding from the top of the view on, else the last above it; the current one while it is seen."""
        if not self._marks:
            return
        current = None if self._current is None else self._by_id.get(self._current)
        top = self._offset_at_top()
        bottom = self._offset_from(self.viewport().rect().bottomRight())
        if current is not None and top <= current.span.start <= bottom:
            self.in_view.emit(current.id)
            return
        following = bisect_left(self._marks, top, key=lambda mark: mark.span.start)
        self.in_view.emit(self._marks[min(following, len(self._marks) - 1)].id)

    def _offset_at_top(self) -> int:
        """Return the code point at the top left of what is seen."""
        return self._offset_from(QPoint(2 * GRID, 2 * GRID))

    def _offset_from(self, point: QPoint) -> int:
        start = self._parts[self._part].span.start if self._parts else 0
        return offset_near(self, self._map, point, otherwise=start)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's spelling
        """Scroll; with Ctrl, zoom."""
        steps = zoom_steps(event)
        if steps is None:
            super().wheelEvent(event)
        elif steps:
            self.zoom(steps)

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
