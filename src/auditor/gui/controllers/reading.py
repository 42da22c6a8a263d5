"""Joins the current finding or document to the panes that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from auditor.gui.looks import Look, look_of
from auditor.gui.models.document_list import Entry, State
from auditor.gui.preliminary import is_preliminary

if TYPE_CHECKING:
    from auditor.gui.controllers.pages import PagesController
    from auditor.gui.desk import Desk
    from auditor.gui.preliminary import Preliminary
    from auditor.gui.tasks import Task
    from auditor.gui.widgets.detail_pane import DetailPane
    from auditor.gui.widgets.document_pane import DocumentPane
    from auditor.model.audit import DocumentAudit
    from auditor.model.listing import FindingMark
    from auditor.model.span import Span
    from auditor.store.audits import AuditFile


class ReadingController(QObject):
    """Fetches a document in the background when another one is needed; one already shown is only scrolled."""

    turned_to = Signal(object)
    """The number of the document that is shown, or None."""

    def __init__(
        self,
        desk: Desk,
        pane: DocumentPane,
        detail: DetailPane,
        pages: PagesController,
        preliminary: Preliminary,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._pane, self._detail, self._pages = desk, pane, detail, pages
        self._preliminary = preliminary
        self._document: int | None = None
        self._ticket: int | None = None
        """The document whose beginning is shown while the rest of it is read."""
        self._begun_at: tuple[int | None, ...] = ()
        """While the whole takes the place of its beginning: the finding that was looked at, or None for none."""
        self._finding: int | None = None
        self._place: tuple[int | None, Span | None, str] | None = None
        self._asked: Task | None = None
        detail.link_wanted.connect(lambda url: QDesktopServices.openUrl(QUrl(url)))
        pages.failed.connect(pane.fail_page)
        desk.opened.connect(self.clear)
        preliminary.settled.connect(self._show_whole)

    def show_finding(self, number: int) -> None:
        """Show why, and the place in its document."""
        if is_preliminary(number):
            self._show_preliminary(number)
            return
        found = self._desk.finding(number)
        self._detail.set_finding(found, self._desk.history(number))
        is_new = number != self._finding  # what a preliminary one has become is looked at already
        self._finding, self._place = number, None
        if found is not None and (is_new or found.document != self._document):
            self._show_document(found.document)

    def show_place(self, document: int, finding: int | None, span: Span | None, words: str) -> None:
        """Show words in their document, and nothing of what is known of them; `finding` when they are marked there."""
        self._finding, self._place = None, (finding, span, words)
        self._show_document(document)

    def show_entry(self, entry: Entry) -> None:
        """Show a document from its beginning, or say that it is still to come."""
        self._place = None
        if entry.number is not None:
            self._show_document(entry.number)
        elif entry.ticket is not None and self._preliminary.beginning(entry.ticket):
            self._show_beginning(entry.ticket)
        elif entry.state.is_pending:
            self._turn_to(None)
            words = "It is being read now." if entry.state is State.READING else "It waits for its turn."
            self._pages.set_file("", None)
            self._pane.set_nothing(entry.name, words)

    def renew_finding(self) -> None:
        """Show the current finding as it stands now: something was decided."""
        if self._finding is not None and not is_preliminary(self._finding):
            self._detail.set_finding(self._desk.finding(self._finding), self._desk.history(self._finding))

    def clear_finding(self) -> None:
        """Show that no finding is chosen."""
        self._finding = None
        self._detail.set_finding(None)
        self._pane.set_current(None)

    def clear(self) -> None:
        """Show nothing at all."""
        self._turn_to(None)
        self.clear_finding()
        self._pages.set_file("", None)
        self._pane.set_nothing()

    def _show_document(self, number: int) -> None:
        if number == self._document:
            self._show_current()
            return
        self._turn_to(number)

        def work(file: AuditFile) -> tuple[DocumentAudit, tuple[FindingMark, ...], Look]:
            document = file.document(number)
            return document, file.findings.marks(number), look_of(file, number, document)

        self._asked = self._desk.ask(work, lambda answer: self._show(*answer))

    def _turn_to(self, document: int | None) -> None:
        self._document, self._ticket, self._begun_at = document, None, ()
        self.turned_to.emit(document)
        if self._asked is not None:
            self._asked.cancel()

    def _show_preliminary(self, number: int) -> None:
        self._detail.set_finding(self._preliminary.one(number))
        self._finding, self._place = number, None
        ticket = self._preliminary.ticket_of(number)
        if ticket is not None:
            self._show_beginning(ticket)

    def _show_beginning(self, ticket: int) -> None:
        """Show the beginning of a document as text, with what was found there; nothing new when its whole is on the way."""
        beginning = self._preliminary.beginning(ticket)
        if beginning is not None and ticket != self._ticket:
            self._turn_to(None)
            self._ticket = ticket
            self._pages.set_file("", None)
            self._pane.set_beginning(beginning, self._preliminary.marks(ticket))
        self._show_current()

    def _show_whole(self, ticket: int, document: int) -> None:
        """The document whose beginning is shown is done."""
        if ticket == self._ticket:
            self._finding = self._preliminary.now(self._finding)
            self._show_document(document)
            self._begun_at = (self._finding,)

    def _show(self, document: DocumentAudit, marks: tuple[FindingMark, ...], look: Look) -> None:
        self._asked = None
        is_same = self._begun_at == (self._finding,) and self._place is None
        sight = self._pane.view.sight() if is_same else None
        self._pages.set_file(document.source.name, look.sheets.content if look.sheets else None)
        self._pane.set_document(document, marks, look)
        self._show_current()
        if sight is not None:
            self._pane.view.look_again(*sight)
        if self._place is None and self._finding is None:
            self._pane.tell_nearest()

    def _show_current(self) -> None:
        finding, span, words = self._place or (self._finding, None, "")
        self._pane.set_current(finding)
        if finding is None:
            self._pane.show_place(span, words)
