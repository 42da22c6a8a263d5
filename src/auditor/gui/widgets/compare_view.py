"""Two versions of a document side by side, scrolling in step: words taken out are struck, words put in underlined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.tokens import GRID
from auditor.gui.widgets.document_view import DocumentView
from auditor.gui.widgets.elided_label import ElidedLabel
from auditor.gui.widgets.part_bar import PartBar
from auditor.gui.widgets.text_selections import selection
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.gui.theme import Theme
    from auditor.model.document import Block
    from auditor.model.listing import FindingMark

_SIZE = (1180, 760)
_EYE = 0.3
"""Share of a view's height at which the two texts are held level."""


@dataclass(frozen=True, slots=True)
class Side:
    """One version: what stands above it, its text, its findings and the words that only it has."""

    head: str
    text: str
    blocks: Sequence[Block]
    marks: Sequence[FindingMark]
    changes: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Stop:
    """A finding to go to: what became of it, and its number on the left and on the right."""

    words: str
    old: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is shown: both sides, the findings in order, and which place belongs to which."""

    title: str
    standing: str
    old: Side
    new: Side
    stops: Sequence[Stop]
    to_new: Callable[[int], int]
    to_old: Callable[[int], int]


class CompareView(QDialog):
    """A window of its own beside the main one, so that both can be worked with. `finding_chosen` is one of today."""

    finding_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: Comparison | None = None
        self._stop = 0
        self._is_following = False
        self._title, self._standing = ElidedLabel("heading", self), ElidedLabel("small", self)
        self._place = ElidedLabel("", self)
        self._place.setAccessibleName("The finding shown in both versions")
        self.old = SideView(theme, "Version before", is_old=True)
        self.new = SideView(theme, "Version now", is_old=False)
        self._back, self._on = QPushButton("Previous", self), QPushButton("Next", self)
        self._parts = PartBar(theme, self)
        self._heads = (ElidedLabel("section", self), ElidedLabel("section", self))
        self.setWindowTitle("Two versions")
        self._lay_out()
        self._connect()
        self.resize(*_SIZE)

    def show_comparison(self, shown: Comparison) -> None:
        """Show two versions, at the first finding that did not simply go on."""
        self._shown, self._stop = shown, 0
        self._title.setText(shown.title)
        self._standing.setText(shown.standing)
        for view, side, head in zip((self.old, self.new), (shown.old, shown.new), self._heads, strict=True):
            head.setText(side.head)
            view.set_side(side)
        for button in (self._back, self._on):
            button.setEnabled(len(shown.stops) > 1)
        self._place.setText("" if shown.stops else "No findings in either version.")
        self.show()
        self.raise_()
        if shown.stops:
            self.go_to(0)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, and at the end begin again."""
        if self._shown is not None and self._shown.stops:
            self.go_to((self._stop + by) % len(self._shown.stops))

    def go_to(self, number: int) -> None:
        """Show one finding in both versions."""
        if self._shown is None:
            return
        self._stop, stops = number, self._shown.stops
        stop = stops[number]
        self._place.setText(f"{number + 1:,} of {len(stops):,}   {stop.words}")
        self._is_following = True
        self.old.set_current(stop.old)
        self.new.set_current(stop.new)
        self._is_following = False
        leading = self.old if stop.new is None else self.new
        self._follow(leading)

    def _choose(self, number: int, *, is_old: bool) -> None:
        stops = self._shown.stops if self._shown else ()
        for at, stop in enumerate(stops):
            if (stop.old if is_old else stop.new) == number:
                self.go_to(at)
                if stop.new is not None:
                    self.finding_chosen.emit(stop.new)
                return

    def _show_part(self, number: int) -> None:
        """Go on in a long document, on both sides."""
        self.new.show_part(number)
        self._follow(self.new)

    def _follow(self, leading: SideView) -> None:
        """Bring the other side level with the one that was moved."""
        if self._is_following or self._shown is None:
            return
        following, along = (
            (self.new, self._shown.to_new) if leading is self.old else (self.old, self._shown.to_old)
        )
        offset = leading.offset_at_eye()
        if offset is not None:
            self._is_following = True
            following.hold(along(offset))
            self._is_following = False

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.step(-1))
        self._on.clicked.connect(lambda: self.step(1))
        for view in (self.old, self.new):
            view.verticalScrollBar().valueChanged.connect(lambda _value, view=view: self._follow(view))
        self.old.mark_chosen.connect(lambda number: self._choose(number, is_old=True))
        self.new.part_shown.connect(self._parts.set_part)
        self._parts.part_wanted.connect(self._show_part)
        self.new.mark_chosen.connect(lambda number: self._choose(number, is_old=False))

    def _lay_out(self) -> None:
        self._back.setShortcut("Shift+F8")
        self._on.setShortcut("F8")
        self._back.setToolTip("Previous finding (Shift+F8)")
        self._on.setToolTip("Next finding (F8)")
        self._on.setDefault(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._standing)
        above = QFrame(self)
        above.setProperty("role", "bar")
        head = QHBoxLayout(above)
        head.setContentsMargins(5 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        head.setSpacing(3 * GRID)
        head.addLayout(words, 1)
        for button in (self._back, self._on):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(above)
        layout.addWidget(_padded(self._place))
        layout.addWidget(self._parts)
        layout.addWidget(self._make_sides(), 1)
        layout.addWidget(_padded(self._make_legend()))

    def _make_sides(self) -> QSplitter:
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.setHandleWidth(1)
        sides.setChildrenCollapsible(False)
        for head, view in zip(self._heads, (self.old, self.new), strict=True):
            column = QFrame()
            column.setProperty("role", "panel")
            below = QVBoxLayout(column)
            below.setContentsMargins(0, 0, 0, 0)
            below.setSpacing(0)
            below.addWidget(_padded(head))
            below.addWidget(view, 1)
            sides.addWidget(column)
        return sides

    def _make_legend(self) -> QLabel:
        legend = QLabel(
            "<s>Struck through</s>: taken out.  <u>Underlined</u>: put in.  Dotted: a finding.", self
        )
        legend.setProperty("role", "small")
        return legend


class SideView(DocumentView):
    """One of the two texts, with the words that only it has drawn under its findings."""

    def __init__(self, theme: Theme, name: str, *, is_old: bool) -> None:
        self._changes: Sequence[Span] = ()
        self._is_old = is_old
        super().__init__(theme)
        self.setAccessibleName(name)

    def set_side(self, side: Side) -> None:
        """Show another text."""
        self._changes = side.changes
        self.set_document(side.text, side.blocks, side.marks)

    def offset_at_eye(self) -> int | None:
        """Return the place in the text that stands where one looks."""
        for down in range(0, self.viewport().height() // 2, 12):  # between paragraphs there is no word
            point = QPoint(self.viewport().width() // 3, round(self.viewport().height() * _EYE) + down)
            offset = self._map.offset(self.cursorForPosition(point).position())
            if offset is not None:
                return offset
        return None

    def hold(self, offset: int) -> None:
        """Bring a place of the text to where one looks."""
        position = self._position_of(offset)
        if position is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - round(self.viewport().height() * _EYE))

    def _position_of(self, offset: int) -> int | None:
        part = self._part_of(Span(offset, offset + 1))
        if part != self._part:
            self.show_part(part)
        ranges = self._map.ranges(Span(offset, offset + 200))
        return ranges[0][0] if ranges else None

    def _draw_current(self) -> None:
        super()._draw_current()
        lit = None if self._current is None else self._by_id.get(self._current)
        drawn = [
            selection(self.document(), start, end, self._look_of(span, lit))
            for span in self._changes
            for start, end in self._map.ranges(span)
        ]
        self.setExtraSelections([*self.extraSelections(), *drawn])

    def _look_of(self, span: Span, lit: FindingMark | None) -> QTextCharFormat:
        """Lines through or under the words, and a colour behind them: that of the finding where they are part of it."""
        tokens = self._theme.tokens
        hue = tokens.critical if self._is_old else tokens.good
        is_lit = lit is not None and lit.span.overlaps(span)
        look = QTextCharFormat()
        look.setForeground(QColor(tokens.text))
        look.setBackground(QColor(tokens.severity(lit.severity).strong if lit and is_lit else hue.soft))
        look.setFontStrikeOut(self._is_old)
        if not self._is_old:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(QColor(hue.ink))
        return look


def _padded(widget: QWidget) -> QWidget:
    frame = QFrame()
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(5 * GRID, 2 * GRID, 5 * GRID, 2 * GRID)
    layout.addWidget(widget, 1)
    return frame
