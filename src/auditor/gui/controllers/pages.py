"""Joins the pages of a PDF to the process that draws them: one question at a time, what is seen first."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from auditor.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.gui.tasks import Lane, Task
    from auditor.gui.widgets.sheet_pane import Lack, SheetPane
    from auditor.model.sheet import Hit, SheetSize, Tile

T = TypeVar("T")

PATIENCE_SECONDS = 2.0
"""How long a page of a document that is left already may still be drawn."""


class Renderer(Protocol):
    """What draws pages; every method but `kill` is called in the lane's thread."""

    def open(self, name: str, content: bytes) -> tuple[SheetSize, ...]:
        """Open a document; return the sizes of its pages. Raises UserError."""

    def draw(self, tile: Tile) -> bytes:
        """Return the pixels of a tile. Raises UserError."""

    def find(self, words: str, page: int) -> tuple[Hit, ...]:
        """Return where words stand on a page. Raises UserError."""

    def kill(self) -> None:
        """Give up at once; a question under way fails."""

    def close(self) -> None:
        """Let go of the document."""


class PagesController(QObject):
    """Asks for what the pane lacks as long as it lacks something. A file is opened when its pages are first seen."""

    failed = Signal(str)
    """The document cannot be shown as pages at all."""

    def __init__(
        self, pane: SheetPane, lane: Lane, make: Callable[[], Renderer], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pane, self._lane, self._make = pane, lane, make
        self._renderer: Renderer | None = None
        self._file: tuple[str, bytes] | None = None
        self._is_open = False
        self._pages = 0
        self._words = ""
        self._to_search: list[int] = []
        self._asked: Task | None = None
        self._asked_at = 0.0
        pane.lacking.connect(self._go_on)
        pane.search_wanted.connect(self._search)

    def set_file(self, name: str, content: bytes | None) -> None:
        """Draw another document from now on, or none."""
        self._forget_answer()
        self._file = None if content is None else (name, content)
        self._is_open, self._pages, self._to_search = False, 0, []
        self._go_on()

    def close(self) -> None:
        """End the process; what is under way is given up."""
        self._file = None
        self._forget_answer()
        if self._renderer is not None:
            self._renderer.kill()
            self._lane.close(self._renderer.close)
        else:
            self._lane.close()

    def _forget_answer(self) -> None:
        if self._asked is None:
            return
        self._asked.cancel()
        self._asked = None
        if self._renderer is not None and monotonic() - self._asked_at > PATIENCE_SECONDS:
            self._renderer.kill()

    def _go_on(self) -> None:
        """Ask the next question, unless one is under way."""
        if self._asked is not None or self._file is None:
            return
        if not self._is_open:
            if self._pane.isVisible():
                self._open(*self._file)
            return
        if (lack := self._pane.wanted()) is not None:
            self._draw(lack)
        elif self._to_search:
            self._find(self._to_search.pop(0))
        elif (lack := self._pane.wanted_ahead()) is not None:
            self._draw(lack)

    def _open(self, name: str, content: bytes) -> None:
        renderer = self._get_renderer()
        self._ask(lambda: renderer.open(name, content), self._show_sheets, self._give_up)

    def _draw(self, lack: Lack) -> None:
        renderer = self._get_renderer()
        self._ask(
            lambda: _image(renderer.draw(lack.tile), lack.tile),
            partial(self._pane.put, lack),
            lambda error: self._pane.fail(lack.tile.page, str(error)),
        )

    def _find(self, page: int) -> None:
        renderer, words = self._get_renderer(), self._words
        self._ask(
            lambda: renderer.find(words, page),
            lambda hits: self._note_hits(words, page, hits),
            lambda _: self._note_hits(words, page, ()),
        )

    def _ask(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[UserError], None]
    ) -> None:
        def answered(answer: T) -> None:
            self._asked = None
            done(answer)
            self._go_on()

        def refused(error: Exception) -> None:
            self._asked = None
            if not isinstance(error, UserError):
                raise error
            failed(error)
            self._go_on()

        self._asked_at = monotonic()
        self._asked = self._lane.submit(work, answered, refused)

    def _show_sheets(self, sizes: Sequence[SheetSize]) -> None:
        self._is_open, self._pages = True, len(sizes)
        self._pane.set_sheets(sizes)

    def _give_up(self, error: UserError) -> None:
        self._file = None
        self.failed.emit(str(error))

    def _search(self, words: str) -> None:
        self._words = words
        here = max(self._pane.view.page, 1)
        pages = [*range(here, self._pages + 1), *range(1, here)] if words else []
        self._to_search = pages
        self._go_on()

    def _note_hits(self, words: str, page: int, hits: tuple[Hit, ...]) -> None:
        if words == self._words:
            self._pane.add_hits(page, hits, is_last=not self._to_search)

    def _get_renderer(self) -> Renderer:
        if self._renderer is None:
            self._renderer = self._make()
        return self._renderer


def _image(pixels: bytes, tile: Tile) -> QImage:
    """Return a picture that owns its pixels. Runs in the lane's thread."""
    stride = len(pixels) // tile.height
    return QImage(pixels, tile.width, tile.height, stride, QImage.Format.Format_RGB32).copy()
