"""A PDF as it looks: its pages, and a list of them at the side. Searches page by page, as pages are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.sheet_hits import SheetHits
from auditor.gui.widgets.sheet_strip import SheetStrip
from auditor.gui.widgets.sheet_view import SheetView
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QImage, QShowEvent

    from auditor.gui.theme import Theme
    from auditor.model.listing import BoxMark
    from auditor.model.sheet import Hit, SheetSize, Tile

LEAST_WIDTH = 440
"""Pixels of the pane under which the list of pages gives way."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something to be drawn: a tile of the view, or a small picture for the list."""

    tile: Tile
    is_small: bool = False


class SheetPane(QWidget):
    """Pages and page list; `lacking` asks whoever draws to look what is wanted."""

    mark_chosen = Signal(int)
    in_view = Signal(int)
    zoomed = Signal(float)
    found = Signal(int, int, bool)
    """Which place of the words is shown (from 1), how many there are, and whether all pages were searched."""
    search_wanted = Signal(str)
    lacking = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: Sequence[BoxMark] = ()
        self._pages = 0
        self._wants_list = True
        self._hits = SheetHits()
        self._pending: int | None = None
        self.strip = SheetStrip(theme, self)
        self.view = SheetView(theme, self)
        self._label = QLabel(self.view)
        self._label.setProperty("role", "flash")
        self._label.hide()
        self._connect()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def set_marks(self, marks: Sequence[BoxMark]) -> None:
        """Get ready for another document; its pages come when they are known."""
        self._marks = marks
        self.set_sheets(())

    def set_sheets(self, sizes: Sequence[SheetSize]) -> None:
        """Show pages, from the beginning or from the finding chosen meanwhile."""
        self._pages = len(sizes)
        self.strip.set_sheets(sizes, self._marks)
        self.view.set_sheets(sizes, self._marks)
        self._choose_list()
        self.look_for("")
        if sizes and self._pending is not None:
            self.view.set_current(self._pending)
        elif sizes:
            self.view.tell_nearest()
        self._tell_page()

    def set_current(self, number: int | None) -> None:
        """Mark a finding strongly and bring it into view."""
        self._pending = number
        self.view.set_current(number)

    def show_list(self, shows: bool) -> None:  # noqa: FBT001 - a setter of one state
        """Show the list of pages, where there is room for it, or not."""
        self._wants_list = shows
        self._choose_list()

    def wanted(self) -> Lack | None:
        """Return what is seen and not there."""
        if not self.isVisible():
            return None
        if (tile := self.view.wanted()) is not None:
            return Lack(tile)
        small = self.strip.wanted()
        return Lack(small, is_small=True) if small is not None else None

    def wanted_ahead(self) -> Lack | None:
        """Return what will be seen when the user goes on reading."""
        tile = self.view.wanted_ahead() if self.isVisible() else None
        return Lack(tile) if tile is not None else None

    def put(self, lack: Lack, image: QImage) -> None:
        """Take what was drawn."""
        if lack.is_small:
            self.strip.put(lack.tile, image)
        else:
            self.view.put(lack.tile, image)

    def fail(self, page: int, words: str) -> None:
        """Say on a page that it cannot be shown."""
        self.view.fail(page, words)
        self.strip.fail(page)

    def zoom(self, steps: int) -> None:
        """Make pages larger or smaller; 0 shows them in their own size."""
        self.view.zoom(steps)

    def set_zoom(self, zoom: float) -> None:
        """Show pages so large; 0 as wide as the view."""
        self.view.set_zoom(zoom)

    def fit_width(self) -> None:
        """Show pages as wide as the view, also when it changes."""
        self.view.fit_width()

    def look_for(self, words: str) -> None:
        """Look for words on all pages; empty words end the search."""
        self._hits = SheetHits()
        self._hits.is_complete = not words.strip()
        self._tell_found()
        self.search_wanted.emit(words.strip())

    def look_on(self, by: int) -> None:
        """Show the next (1) or previous (-1) place of the words, from the other end at the end."""
        self._hits.step(by)
        self._tell_found()

    def add_hits(self, page: int, hits: tuple[Hit, ...], *, is_last: bool) -> None:
        """Take the places of the words on one more page; the pages from the one in view on come first."""
        is_new = self._hits.add(page, hits, self.view.page)
        is_new = (self._hits.finish() if is_last else False) or is_new
        if is_new or is_last or self.view.sees(page):
            self._tell_found()
        else:
            self.found.emit(self._hits.at, self._hits.total, False)

    def _tell_found(self) -> None:
        self.view.set_hits(self._hits)
        self.found.emit(self._hits.at, self._hits.total, self._hits.is_complete)

    def _connect(self) -> None:
        self.view.mark_chosen.connect(self.mark_chosen)
        self.view.in_view.connect(self.in_view)
        self.view.zoomed.connect(self.zoomed)
        self.view.lacking.connect(self.lacking)
        self.view.page_changed.connect(self._tell_page)
        self.view.installEventFilter(self)
        self.strip.lacking.connect(self.lacking)
        self.strip.page_chosen.connect(self.view.go_to_page)

    def _choose_list(self) -> None:
        self.strip.setVisible(self._wants_list and self._pages > 1 and self.width() >= LEAST_WIDTH)

    def _tell_page(self) -> None:
        page = self.view.page
        self.strip.follow(page)
        self._label.setText(f"{page:,} of {self._pages:,}")
        self.view.setAccessibleDescription(f"Page {page:,} of {self._pages:,}")
        self._label.setVisible(self._pages > 1)
        self._place_label()

    def _place_label(self) -> None:
        self._label.adjustSize()
        size, bar = self.view.size(), self.view.verticalScrollBar().width()
        left = size.width() - bar - self._label.width() - 3 * GRID
        self._label.move(left, size.height() - self._label.height() - 3 * GRID)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's spelling
        """Keep the number of the page in its corner, and the list where there is room."""
        if event.type() is QEvent.Type.Resize:
            self._choose_list()
            self._place_label()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's spelling
        """Ask for what could not be asked for while nothing was seen."""
        super().showEvent(event)
        self.lacking.emit()
