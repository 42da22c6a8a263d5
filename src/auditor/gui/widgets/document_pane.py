"""The document being read: its name and facts at the top, what could not be read, and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.document_view import DocumentView
from auditor.gui.widgets.elided_label import ElidedLabel
from auditor.gui.widgets.look_switch import LookSwitch
from auditor.gui.widgets.part_bar import PartBar
from auditor.gui.words import STATUS_WORDS, counted
from auditor.model.document import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from auditor.gui.theme import Theme
    from auditor.gui.web.page_view import PageView
    from auditor.gui.web.shown import ShownPage
    from auditor.model.audit import DocumentAudit
    from auditor.model.listing import FindingMark
    from auditor.model.span import Span

_EMPTY_HEAD = "No document chosen"
_EMPTY = "Choose a finding to see it in its document, or a document to read it."


class DocumentPane(QFrame):
    """Shows a document or says why there is nothing to show."""

    mark_chosen = Signal(int)
    look_chosen = Signal(bool)
    """Whether the user wants the page as it looks rather than the text."""

    def __init__(
        self, theme: Theme, folder: Path, *, shows_page: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._title = ElidedLabel("heading", self)
        self._facts = ElidedLabel("small", self)
        self._banner = _Banner(theme, self)
        self.view = DocumentView(theme, self)
        self.view.mark_chosen.connect(self.mark_chosen)
        self._parts = PartBar(theme, self)
        self.view.part_shown.connect(self._parts.set_part)
        self._parts.part_wanted.connect(self.view.show_part)
        self._folder = folder
        self._looks = LookSwitch(shows_page=shows_page, parent=self)
        self._looks.changed.connect(self._choose_look)
        self._page: ShownPage | None = None
        self._browser: PageView | None = None
        self._current: int | None = None
        self._nothing = _Nothing(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.view)
        self._lay_out()
        self.set_nothing(_EMPTY_HEAD, _EMPTY)

    def set_document(
        self, document: DocumentAudit, marks: Sequence[FindingMark], page: ShownPage | None = None
    ) -> None:
        """Show a document: as it looks where there is a page and the user wants that, else as text."""
        self._page, self._current = page, None
        self._looks.setVisible(page is not None)
        self._title.setText(document.title or document.source.name)
        self._title.setToolTip(f"{self._title.text()}\n{document.source.uri}")
        self._facts.setText(" · ".join(_facts(document)))
        self._head.show()
        reasons = [problem.message for problem in document.problems]
        if document.status is Status.UNREADABLE:
            self._banner.hide()
            self.set_nothing(STATUS_WORDS[document.status], "\n".join([*reasons, _NOT_CLEAN]), keep_head=True)
            return
        self._banner.set_reasons(reasons)
        self.view.set_document(document.text, document.blocks, marks)
        self._show_look()

    @property
    def browser(self) -> PageView | None:
        """The view of the page as it looks, once one was shown."""
        return self._browser

    def focus_reader(self) -> None:
        """Put the keyboard into what is being read: the page or the text."""
        reader = self._stack.currentWidget()
        if reader is not None:
            reader.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_current(self, number: int | None) -> None:
        """Mark a finding strongly, on the page and in the text."""
        self._current = number
        self.view.set_current(number)
        if self._browser is not None:
            self._browser.set_current(number)

    def show_place(self, span: Span | None, words: str) -> None:
        """Bring words into view that are no finding: lit in the text, looked for on the page."""
        if span is None:
            return
        if self._browser is not None and self._stack.currentWidget() is self._browser:
            self._browser.search(words.partition("\n")[0])
        else:
            self.view.show_place(span)

    def toggle_look(self) -> None:
        """Change between the page and the text."""
        if self._page is not None:
            self._looks.toggle()

    def zoom(self, steps: int) -> None:
        """Make what is read larger or smaller; 0 shows it in its own size."""
        if self._browser is not None and self._stack.currentWidget() is self._browser:
            self._browser.zoom(steps)
        else:
            self.view.zoom(steps)

    def step_part(self, by: int) -> None:
        """Go to the part before (-1) or after (1) of a long document."""
        self._parts.step(by)

    def search(self, words: str) -> None:
        """Go to the next place where the words stand."""
        if self._browser is not None and self._stack.currentWidget() is self._browser:
            self._browser.search(words)
        else:
            self.view.search(words)

    def dispose(self) -> None:
        """Take the browser down before the window goes."""
        if self._browser is not None:
            self._browser.dispose()

    def _choose_look(self, shows_page: bool) -> None:  # noqa: FBT001 - a slot
        self.look_chosen.emit(shows_page)
        self._show_look()

    def _show_look(self) -> None:
        if self._page is None or not self._looks.shows_page:
            self._parts.setVisible(self._parts.has_parts)
            self._stack.setCurrentWidget(self.view)
            return
        try:
            browser = self._make_browser()
            browser.show_page(self._page.html, self._page.marks)
        except (ImportError, OSError):
            # Libraries of the browser are missing, or room for the private copy: the text is there all the same.
            self._looks.hide()
            self._stack.setCurrentWidget(self.view)
            return
        browser.set_current(self._current)
        self._parts.hide()
        self._stack.setCurrentWidget(browser)

    def _make_browser(self) -> PageView:
        if self._browser is None:
            from auditor.gui.web.page_view import PageView  # noqa: PLC0415 - half a second that not everybody needs

            self._browser = PageView(self._folder, self)
            self._browser.mark_chosen.connect(self.mark_chosen)
            self._browser.failed.connect(lambda: self._stack.setCurrentWidget(self.view))
            self._stack.addWidget(self._browser)
        return self._browser

    def set_nothing(self, head: str = _EMPTY_HEAD, words: str = _EMPTY, *, keep_head: bool = False) -> None:
        """Say why there is no text."""
        self._page = None
        self._looks.hide()
        self._head.setVisible(keep_head)
        self._banner.hide()
        self._parts.hide()
        self._nothing.set_words(head, words)
        self._stack.setCurrentWidget(self._nothing)

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
        head.addWidget(self._looks)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._banner)
        layout.addWidget(self._parts)
        layout.addWidget(self._stack, 1)


_NOT_CLEAN = "It stands as not audited in every list, total and export; it is not a clean document."


class _Banner(QFrame):
    """Says what of a document could not be read."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        layout.addWidget(self._words)
        theme.changed.connect(self._colour)
        self._colour()

    def set_reasons(self, reasons: Sequence[str]) -> None:
        self.setVisible(bool(reasons))
        self._words.setText("Audited in part. " + " ".join(reasons))

    def _colour(self) -> None:
        hue = self._theme.tokens.medium
        self.setStyleSheet(
            f"_Banner {{ background: {hue.soft}; }} QLabel {{ color: {self._theme.tokens.text}; }}"
        )


class _Nothing(QWidget):
    """A sentence in the middle of an empty pane."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = QLabel(self)
        self._head.setProperty("role", "heading")
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8 * GRID, 8 * GRID, 8 * GRID, 8 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addStretch(1)
        for label in (self._head, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(2)

    def set_words(self, head: str, words: str) -> None:
        self._head.setText(head)
        self._words.setText(words)


def _facts(document: DocumentAudit) -> list[str]:
    facts = [STATUS_WORDS[document.status]]
    if document.title:
        facts.append(document.source.name)
    if document.status is not Status.UNREADABLE:
        facts.append(counted(document.words, "word"))
    if document.jurisdiction and document.jurisdiction.country:
        facts.append(f"country {document.jurisdiction.country}")
    return facts
