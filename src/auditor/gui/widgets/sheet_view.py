"""The pages of a PDF one below the other, their findings marked: all softly, the current one strongly and in view.

It draws what it is given and says what it lacks; whoever draws the pages asks `wanted` for the next tile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from auditor.gui.widgets.document_view import SETTLED_MS
from auditor.gui.widgets.pulse import Pulse
from auditor.gui.widgets.sheet_hits import SheetHits
from auditor.gui.widgets.sheet_layout import FIT_WIDTH, LEAST_ZOOM, MOST_ZOOM, ZOOM_STEP, SheetLayout
from auditor.gui.widgets.sheet_marks import SheetMarks
from auditor.gui.widgets.sheet_painting import (
    draw_failure,
    draw_focus,
    draw_hits,
    draw_marks,
    target_of,
)
from auditor.gui.widgets.sheet_tiles import TileCache
from auditor.gui.widgets.wheel import zoom_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent

    from auditor.gui.theme import Theme
    from auditor.gui.widgets.sheet_layout import SheetPlace
    from auditor.model.listing import BoxMark
    from auditor.model.sheet import Hit, SheetSize, Tile

_ABOVE = 0.3
"""Share of the view's height kept above what is brought into view, so that its context is seen."""


class SheetView(QAbstractScrollArea):
    """Shows pages; clicking a mark is an intention."""

    mark_chosen = Signal(int)
    in_view = Signal(int)
    """The user has scrolled, and this finding is now the nearest."""
    page_changed = Signal(int)
    zoomed = Signal(float)
    lacking = Signal()
    """There may be tiles to draw."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes: Sequence[SheetSize] = ()
        self._zoom = FIT_WIDTH
        self._layout = SheetLayout((), FIT_WIDTH, 400)
        self._tiles = TileCache()
        self._failed: dict[int, str] = {}
        self._marks = SheetMarks()
        self._current: int | None = None
        self._hits = SheetHits()
        self._hit: tuple[int, Hit] | None = None
        self._page = 0
        self._is_placing = False
        self._pulse = Pulse(self.viewport().update, self)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self.tell_nearest)
        self.setAccessibleName("Pages of the document")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._note_scrolled)
        theme.changed.connect(self.viewport().update)

    def set_sheets(self, sizes: Sequence[SheetSize], marks: Sequence[BoxMark]) -> None:
        """Show another document, from its beginning."""
        self._tiles.clear()
        self._failed.clear()
        self._sizes = sizes
        self._marks = SheetMarks(marks, len(sizes))
        self._current, self._page = None, 0
        self.set_hits(SheetHits())
        self._lay_out()
        self._is_placing = True
        self.verticalScrollBar().setValue(0)
        self._is_placing = False
        self._tell_page()

    def set_current(self, number: int | None) -> None:
        """Mark a finding strongly, bring it into view and let it pulse."""
        self._current = number
        mark = self._marks.get(number)
        if mark is not None:
            self._bring_into_view(self._marks.rects(self._layout, mark)[0])
            self._pulse.begin()
        self.viewport().update()

    def set_hits(self, hits: SheetHits) -> None:
        """Show the words that were found, one place as the current one and in view."""
        self._hits, before = hits, self._hit
        self._hit = hits.current
        if self._hit is not None and self._hit != before:
            self._bring_into_view(QRectF(*self._layout.rect(self._hit[0], self._hit[1][0])))
        self.viewport().update()

    def sees(self, page: int) -> bool:
        """Whether something of a page is in view."""
        return any(place.page == page for place in self._layout.seen(self._top(), self.viewport().height()))

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page into view."""
        if 1 <= page <= len(self._sizes):
            self.verticalScrollBar().setValue(self._layout.place(page).y - 4)

    @property
    def page(self) -> int:
        """The page in view, counted from 1; 0 when there is none."""
        return self._page

    def set_zoom(self, zoom: float) -> None:
        """Show pages so large; `FIT_WIDTH` as wide as the view. The place in view stays."""
        wanted = min(max(zoom, LEAST_ZOOM), MOST_ZOOM) if zoom else FIT_WIDTH
        if wanted != self._zoom:
            self._zoom = wanted
            self._lay_out()
            self.zoomed.emit(self._zoom)

    def zoom(self, steps: int) -> None:
        """Make pages larger or smaller; 0 shows them in their own size."""
        self.set_zoom(self._layout.zoom * ZOOM_STEP**steps if steps else 1.0)

    def fit_width(self) -> None:
        """Show pages as wide as the view, also when it changes."""
        self.set_zoom(FIT_WIDTH)

    def wanted(self) -> Tile | None:
        """Return a tile that is seen and not there."""
        return next((tile for tile in self._seen() if tile not in self._tiles), None)

    def wanted_ahead(self) -> Tile | None:
        """Return a tile that will be seen when the user goes on reading."""
        height = self.viewport().height()
        ahead = (*self._seen(self._top() + height), *self._seen(self._top() - height))
        if not self._tiles.has_room((*self._seen(), *ahead)):
            return None
        return next((tile for tile in ahead if tile not in self._tiles), None)

    def put(self, tile: Tile, image: QImage) -> None:
        """Take a tile that was drawn."""
        image.setDevicePixelRatio(self.devicePixelRatioF())
        seen = set(self._seen())
        self._tiles.put(tile, image, seen)
        if tile in seen:
            self.viewport().update()

    def fail(self, page: int, words: str) -> None:
        """Say on a page that it cannot be shown, and why."""
        self._failed[page] = words
        self.viewport().update()

    def mark_at(self, point: QPoint) -> BoxMark | None:
        """Return the mark under a point of the view, the smallest when several lie there."""
        at = QPointF(point) + QPointF(self.horizontalScrollBar().value(), self._top())
        return self._marks.at(self._layout, at)

    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _seen(self, top: int | None = None) -> list[Tile]:
        start, height = self._top() if top is None else top, self.viewport().height()
        return [
            tile
            for place in self._layout.seen(start, height)
            if place.page not in self._failed
            for tile in self._layout.tiles(place, start, height, self.devicePixelRatioF())
        ]

    def _lay_out(self) -> None:
        """Make the column anew; what was in the upper middle of the view stays there."""
        view, before, self._is_placing = self.viewport(), self._layout, True
        anchor = before.anchor(self._top() + view.height() // 3)
        self._layout = SheetLayout(self._sizes, self._zoom, view.width())
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(self._layout.height - view.height(), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(40)
        across.setRange(0, max(self._layout.width - view.width(), 0))
        across.setPageStep(view.width())
        across.setValue(across.maximum() // 2)
        bar.setValue(self._layout.height_of(anchor) - view.height() // 3)
        self._is_placing = False
        view.update()
        self.lacking.emit()

    def _bring_into_view(self, rect: QRectF) -> None:
        self._is_placing = True
        bar, across, view = self.verticalScrollBar(), self.horizontalScrollBar(), self.viewport()
        if not bar.value() + view.height() * 0.1 <= rect.top() <= bar.value() + view.height() * 0.7:
            bar.setValue(round(rect.top() - view.height() * _ABOVE))
        if not across.value() <= rect.left() <= across.value() + view.width() - min(rect.width(), 80):
            across.setValue(round(rect.left() - view.width() * _ABOVE))
        self._is_placing = False

    def _note_scrolled(self) -> None:
        self._tell_page()
        if not self._is_placing:
            self._settled.start()
        self.lacking.emit()

    def _tell_page(self) -> None:
        page = self._layout.page_at(self._top() + self.viewport().height() // 3) if self._sizes else 0
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def tell_nearest(self) -> None:
        """Tell which finding is the nearest to what is seen: the current one as long as it is seen."""
        top, current = self._top(), self._current
        is_seen = self._marks.is_between(self._layout, current, top, top + self.viewport().height())
        nearest = current if is_seen else self._marks.nearest(self._layout, top)
        if nearest is not None:
            self.in_view.emit(nearest)

    def _paint_page(self, painter: QPainter, place: SheetPlace) -> None:
        paper = QRectF(place.x, place.y, place.width, place.height)
        painter.fillRect(paper, QColor("white"))
        if words := self._failed.get(place.page):
            draw_failure(painter, place, words)
        else:
            self._paint_tiles(painter, place)
        painter.setPen(QColor(self._theme.tokens.line))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))

    def _paint_tiles(self, painter: QPainter, place: SheetPlace) -> None:
        ratio = self.devicePixelRatioF()
        tiles = list(self._layout.tiles(place, self._top(), self.viewport().height(), ratio))
        if any(tile not in self._tiles for tile in tiles):
            for tile, stand_in in self._tiles.others(place.page, round(place.width * ratio)):
                painter.drawImage(target_of(place, tile), stand_in)
        for tile in tiles:
            if (image := self._tiles.get(tile)) is not None:
                painter.drawImage(target_of(place, tile).topLeft(), image)

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        if hits := self._hits.on(page):
            current = self._hit[1] if self._hit and self._hit[0] == page else None
            draw_hits(painter, self._layout, page, hits, current)
        progress = self._pulse.progress if self._pulse.is_running else None
        draw_marks(painter, self._layout, self._marks, page, self._current, progress)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw what is seen of the pages."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.tokens.sunken))
        painter.translate(-self.horizontalScrollBar().value(), -self._top())
        places = self._layout.seen(self._top(), self.viewport().height())
        for place in places:
            self._paint_page(painter, place)
        for place in places:
            self._paint_marks(painter, place.page)
        if self.hasFocus():
            draw_focus(painter, self.viewport().rect(), self._theme.tokens.accent)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Fit the column to the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's spelling
        """Scroll; with Ctrl, zoom."""
        steps = zoom_steps(event)
        if steps is None:
            super().wheelEvent(event)
        elif steps:
            self.zoom(steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's spelling
        """Home and End go to the first and last page; the rest scrolls as everywhere."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.verticalScrollBar().maximum()}
        if event.key() in ends:
            self.verticalScrollBar().setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's spelling
        """Show that a mark can be clicked, and what it is."""
        mark = self.mark_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor)
        self.viewport().setToolTip(mark.title if mark else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's spelling
        """A click on a mark chooses it."""
        mark = self.mark_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and mark is not None:
            self.mark_chosen.emit(mark.id)
