"""The ways in which a document is read, one in front: its page, its sheets, its text, or a word on why there is none.

The browser and the sheets are made when they are first needed: whoever reads only texts never pays for them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from auditor.gui.widgets.document_notes import Nothing
from auditor.gui.widgets.document_view import DocumentView
from auditor.gui.widgets.part_bar import PartBar
from auditor.gui.widgets.sheet_pane import SheetPane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from auditor.gui.looks import Look
    from auditor.gui.theme import Theme
    from auditor.gui.web.page_view import PageView
    from auditor.model.audit import DocumentAudit
    from auditor.model.listing import FindingMark
    from auditor.model.span import Span


class Way(StrEnum):
    """How a document is read; how large is remembered for each."""

    TEXT = "text"
    PAGE = "page"
    SHEETS = "sheets"


class Reader(Protocol):
    """What every way of reading can do."""

    def set_current(self, number: int | None) -> None:
        """Mark a finding strongly and bring it into view."""

    def look_for(self, words: str) -> None:
        """Look for words; empty words end the search."""

    def look_on(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place of the words."""

    def zoom(self, steps: int) -> None:
        """Show it larger or smaller; 0 in its own size."""

    def set_zoom(self, zoom: float) -> None:
        """Show it so large."""

    def fit_width(self) -> None:
        """Show it as wide as the pane."""


class Readers(QStackedWidget):
    """Holds the ways of reading and passes on what any of them tells."""

    mark_chosen = Signal(int)
    in_view = Signal(int)
    """The user has scrolled, and this finding is now the nearest."""
    found = Signal(int, int, bool)
    zoomed = Signal(str, float)
    """A way of reading, and how large it is from now on."""
    page_failed = Signal(str)
    """The page cannot be shown; the text is."""

    def __init__(
        self, theme: Theme, folder: Path, zooms: Mapping[str, float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder, self._zooms = folder, zooms
        self._look: Look | None = None
        self._has_text = False
        self._current: int | None = None
        self._browser: PageView | None = None
        self._nothing = Nothing(self)
        self.text = DocumentView(theme, self)
        self.sheets = SheetPane(theme, self)
        self._parts = PartBar(theme, self)
        self._column = _column(self._parts, self.text)
        for widget in (self._nothing, self._column, self.sheets):
            self.addWidget(widget)
        self.text.part_shown.connect(self._parts.set_part)
        self._parts.part_wanted.connect(self.text.show_part)
        self._join(Way.TEXT, self.text)
        self._join(Way.SHEETS, self.sheets)

    @property
    def browser(self) -> PageView | None:
        """The view of the page as it looks, once one was shown."""
        return self._browser

    @property
    def way(self) -> Way | None:
        """The way in front; None when there is nothing to read."""
        ways = {id(self._column): Way.TEXT, id(self.sheets): Way.SHEETS, id(self._browser): Way.PAGE}
        return ways.get(id(self.currentWidget()))

    @property
    def reader(self) -> Reader | None:
        """The reader in front."""
        readers: dict[Way | None, Reader | None] = {
            Way.TEXT: self.text,
            Way.SHEETS: self.sheets,
            Way.PAGE: self._browser,
        }
        return readers.get(self.way)

    def set_document(self, document: DocumentAudit, marks: Sequence[FindingMark], look: Look) -> None:
        """Take another document; `show_way` brings it to the front."""
        self._look, self._current = look, None
        self._has_text = bool(document.text)
        self.text.set_document(document.text, document.blocks, marks)
        self.sheets.set_marks(look.sheets.marks if look.sheets else ())

    def show_nothing(self, head: str, words: str) -> None:
        """Say why there is nothing to read."""
        self._look = None
        self._nothing.set_words(head, words)
        self.setCurrentWidget(self._nothing)

    def show_way(self, *, as_page: bool) -> None:
        """Bring the page or the sheets to the front, or the text."""
        look = self._look
        if look is None or look.is_text_only or not as_page:
            self.setCurrentWidget(self._column)
        elif look.sheets is not None:
            self.setCurrentWidget(self.sheets)
            self.sheets.set_current(self._current)
        else:
            self._show_page()

    def set_current(self, number: int | None) -> None:
        """Mark a finding strongly, whichever way the document is read."""
        self._current = number
        self.text.set_current(number)
        self.sheets.set_current(number)
        if self._browser is not None:
            self._browser.set_current(number)

    def show_place(self, span: Span, words: str) -> None:
        """Bring words into view that are no finding: lit in the text, looked for on the page."""
        reader = self.reader
        if reader is None or self.way is Way.TEXT:
            self.text.show_place(span)
        else:
            reader.look_for(words.partition("\n")[0])

    def tell_nearest(self) -> None:
        """Tell which finding is the nearest to what is seen; pages and sheets do so by themselves once they are there."""
        if self.way is Way.TEXT:
            self.text.tell_nearest()

    def step_part(self, by: int) -> None:
        """Go to the page of a PDF, or the part of a long text, before (-1) or after (1)."""
        if self.way is Way.SHEETS:
            self.sheets.view.go_to_page(self.sheets.view.page + by)
        elif self.way is Way.TEXT:
            self._parts.step(by)

    def focus_reader(self) -> None:
        """Put the keyboard into what is being read."""
        widget = self.text if self.way is Way.TEXT else self.currentWidget()
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dispose(self) -> None:
        """Take the browser down before the window goes."""
        if self._browser is not None:
            self._browser.dispose()

    def _show_page(self) -> None:
        page = self._look.page if self._look else None
        try:
            browser = self._make_browser()
            if page is not None:
                browser.show_page(page.html, page.marks, is_own=page.is_own)
        except (ImportError, OSError):
            # Libraries of the browser are missing, or room for the private copy: the text is there all the same.
            self._fail("Shown as text: the page could not be opened here.")
            return
        browser.set_current(self._current)
        self.setCurrentWidget(browser)

    def _fail(self, words: str) -> None:
        self.setCurrentWidget(self._column)
        self.page_failed.emit(words)

    def _make_browser(self) -> PageView:
        if self._browser is None:
            from auditor.gui.web.page_view import PageView  # noqa: PLC0415 - half a second that not everybody needs

            self._browser = PageView(self._folder, self)
            self._browser.failed.connect(lambda: self._fail("Shown as text: the page's browser has crashed."))
            self._join(Way.PAGE, self._browser)
            self.addWidget(self._browser)
        return self._browser

    def _join(self, way: Way, reader: DocumentView | SheetPane | PageView) -> None:
        reader.set_zoom(self._zooms[way])
        reader.zoomed.connect(lambda zoom: self.zoomed.emit(way, zoom))
        reader.mark_chosen.connect(self.mark_chosen)
        reader.in_view.connect(lambda number: self._pass_on(way, number))
        reader.found.connect(lambda *found: self.found.emit(*found) if self.way is way else None)

    def _pass_on(self, way: Way, number: int) -> None:
        if self.way is way:
            self.in_view.emit(number)


def _column(above: QWidget, below: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(above)
    layout.addWidget(below, 1)
    return made
