"""The document being read: its name and facts at the top, what could not be read, a search, and the document itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from auditor.gui.looks import Look
from auditor.gui.tokens import GRID
from auditor.gui.widgets.document_notes import Banner
from auditor.gui.widgets.elided_label import ElidedLabel
from auditor.gui.widgets.find_bar import FindBar
from auditor.gui.widgets.look_switch import LookSwitch
from auditor.gui.widgets.readers import Readers
from auditor.gui.widgets.reading_tools import ReadingTools
from auditor.gui.words import STATUS_WORDS, counted
from auditor.model.document import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from auditor.gui.theme import Theme
    from auditor.gui.web.page_view import PageView
    from auditor.gui.widgets.document_view import DocumentView
    from auditor.model.audit import DocumentAudit
    from auditor.model.listing import FindingMark
    from auditor.model.span import Span

_EMPTY_HEAD = "No document chosen"
_EMPTY = "Choose a finding to see it in its document, or a document to read it."
_STILL_READ = "Still being read"
_BEGINNING = "This is its beginning, and what was found there is preliminary: the rest is still being read."
_NOT_CLEAN = "It stands as not audited in every list, total and export; it is not a clean document."


class DocumentPane(QFrame):
    """Shows a document or says why there is nothing to show."""

    mark_chosen = Signal(int)
    in_view = Signal(int)
    """The user has scrolled, and this finding is now the nearest."""
    zoomed = Signal(str, float)
    look_chosen = Signal(bool)
    """Whether the user wants the page as it looks rather than the text."""

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        zooms: Mapping[str, float],
        *,
        shows_page: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._title = ElidedLabel("heading", self)
        self._facts = ElidedLabel("small", self)
        self._banner = Banner(theme, self, is_warning=True)
        self._notice = Banner(theme, self, is_warning=False)
        self._looks = LookSwitch(shows_page=shows_page, parent=self)
        self._find_bar = FindBar(theme, self)
        self._tools = ReadingTools(theme, self)
        self.readers = Readers(theme, folder, zooms, self)
        self._look = Look()
        self._unread: tuple[str, str] | None = None
        self._connect()
        self._lay_out()
        self.set_nothing()

    def set_document(
        self, document: DocumentAudit, marks: Sequence[FindingMark], look: Look | None = None
    ) -> None:
        """Show a document: as it looks where that can be and the user wants it, else as text."""
        self._look = look or Look()
        self._title.setText(document.title or document.source.name)
        self._title.setToolTip(f"{self._title.text()}\n{document.source.uri}")
        self._facts.setText(" · ".join(_facts(document)))
        self._head.show()
        self._note(document)
        self._looks.setVisible(not self._look.is_text_only and self._unread is None)
        self.readers.set_document(document, marks, self._look)
        self._show_look()

    def set_beginning(self, document: DocumentAudit, marks: Sequence[FindingMark]) -> None:
        """Show the beginning of a document that is still being read, as text."""
        self.set_document(document, marks)
        self._facts.setText(f"{_STILL_READ} · {document.source.name}")
        self._banner.set_words("")
        self._notice.set_words(_BEGINNING)

    @property
    def view(self) -> DocumentView:
        """The view of the text."""
        return self.readers.text

    @property
    def browser(self) -> PageView | None:
        """The view of the page as it looks, once one was shown."""
        return self.readers.browser

    def focus_reader(self) -> None:
        """Put the keyboard into what is being read: the page or the text."""
        self.readers.focus_reader()

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is somewhere in this pane."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def set_current(self, number: int | None) -> None:
        """Mark a finding strongly, on the page and in the text."""
        self.readers.set_current(number)

    def tell_nearest(self) -> None:
        """Tell which finding is the nearest to what is seen of a document that was just opened."""
        self.readers.tell_nearest()

    def show_place(self, span: Span | None, words: str) -> None:
        """Bring words into view that are no finding."""
        if span is not None:
            self.readers.show_place(span, words)

    def toggle_look(self) -> None:
        """Change between the page and the text."""
        if self._looks.isVisible():
            self._looks.toggle()

    def zoom(self, steps: int) -> None:
        """Make what is read larger or smaller; 0 shows it in its own size."""
        if (reader := self.readers.reader) is not None:
            reader.zoom(steps)

    def fit_width(self) -> None:
        """Make the pages as wide as the pane; text and web pages fit by themselves."""
        if (reader := self.readers.reader) is not None:
            reader.fit_width()

    def step_part(self, by: int) -> None:
        """Go to the page or part before (-1) or after (1)."""
        self.readers.step_part(by)

    def search(self) -> None:
        """Look for words in what is read."""
        if self.readers.reader is not None:
            self._find_bar.open_search()

    def search_on(self, by: int) -> None:
        """Go to the next or previous place of the words."""
        if self.readers.reader is not None:
            self._find_bar.step(by)

    def fail_page(self, words: str) -> None:
        """The page or the sheets cannot be shown: show the text and say so, or that there is nothing at all."""
        if self._unread is not None:
            self._banner.set_words("")
            self.readers.show_nothing(*self._unread)
            return
        self._look = Look(notice=words)
        self._looks.hide()
        self._notice.set_words(words)
        self.readers.show_way(as_page=False)
        self._find_bar.renew()

    def set_nothing(self, head: str = _EMPTY_HEAD, words: str = _EMPTY) -> None:
        """Say why there is no document."""
        self._look = Look()
        for widget in (self._looks, self._head, self._banner, self._notice):
            widget.hide()
        self._find_bar.close_search()
        self.readers.show_nothing(head, words)

    def dispose(self) -> None:
        """Take the browser down before the window goes."""
        self.readers.dispose()

    def _note(self, document: DocumentAudit) -> None:
        """Say what of the document could not be read, and why it is not shown as it looks."""
        reasons = [problem.message for problem in document.problems]
        self._unread = None
        first = [] if document.status is Status.COMPLETE else [STATUS_WORDS[document.status] + "."]
        if document.status is Status.UNREADABLE:
            reasons.append(_NOT_CLEAN)
            self._unread = (STATUS_WORDS[document.status], "\n".join(reasons))
        self._banner.set_words(" ".join([*first, *reasons]) if reasons else "")
        self._notice.set_words(self._look.notice)

    def _show_look(self) -> None:
        if self._unread is not None and self._look.is_text_only:
            self._banner.set_words("")
            self.readers.show_nothing(*self._unread)
            self._find_bar.close_search()
            return
        self.readers.show_way(as_page=self._unread is not None or self._looks.shows_page)
        self._find_bar.renew()

    def _choose_look(self, shows_page: bool) -> None:  # noqa: FBT001 - a slot
        self.look_chosen.emit(shows_page)
        self._show_look()

    def _find(self, words: str) -> None:
        if (reader := self.readers.reader) is not None:
            reader.look_for(words)

    def _find_next(self, by: int) -> None:
        if (reader := self.readers.reader) is not None:
            reader.look_on(by)

    def _connect(self) -> None:
        self.readers.mark_chosen.connect(self.mark_chosen)
        self.readers.in_view.connect(self.in_view)
        self.readers.zoomed.connect(self.zoomed)
        self.readers.page_failed.connect(self.fail_page)
        self.readers.found.connect(self._find_bar.set_found)
        self._find_bar.wanted.connect(self._find)
        self._find_bar.step_wanted.connect(self._find_next)
        self._find_bar.closed.connect(self.focus_reader)
        self._looks.changed.connect(self._choose_look)
        self._tools.search_wanted.connect(self.search)
        self._tools.zoom_wanted.connect(self.zoom)

    def _lay_out(self) -> None:
        self._head = QFrame(self)
        self._head.setProperty("role", "bar")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(5 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        head.addLayout(words, 1)
        head.addWidget(self._tools)
        head.addSpacing(GRID)
        head.addWidget(self._looks)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._head, self._banner, self._notice, self._find_bar):
            layout.addWidget(widget)
        layout.addWidget(self.readers, 1)


def _facts(document: DocumentAudit) -> list[str]:
    facts = [STATUS_WORDS[document.status]]
    if document.title:
        facts.append(document.source.name)
    if document.status is not Status.UNREADABLE:
        facts.append(counted(document.words, "word"))
    if document.jurisdiction and document.jurisdiction.country:
        facts.append(f"country {document.jurisdiction.country}")
    return facts
