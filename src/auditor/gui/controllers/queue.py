"""Joins the running audit to the list of documents and to the audit file: what finishes is saved, then shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from auditor.gui.pace import Pace
from auditor.model.values import dataclass
from auditor.workflow.claims import recognise_in, registers_of
from auditor.workflow.reaudit import Round, take_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from auditor.errors import UserError
    from auditor.gui.auditing import Auditing
    from auditor.gui.desk import Desk
    from auditor.gui.models.document_list import DocumentList
    from auditor.gui.preliminary import Preliminary
    from auditor.gui.tasks import Task
    from auditor.gui.widgets.documents_pane import DocumentsPane
    from auditor.model.audit import DocumentAudit
    from auditor.model.decision import Author
    from auditor.model.listing import AuditHeader, DocumentRow
    from auditor.store.audits import AuditFile
    from auditor.workflow.reaudit import Taken

GATHER_MS = 100
"""How long events are gathered, after a first one, before list and file are touched: one batch costs what one document would."""

LOOK_MS = 250
"""How often the list asks which documents are being read right now."""

BATCH = 200
"""Documents written in one transaction."""


@dataclass(frozen=True, slots=True)
class _Saved:
    """What became of a batch of documents in the file."""

    found: tuple[Taken, ...]
    rows: tuple[DocumentRow, ...]
    numbers: Mapping[int, Mapping[str, int]]
    """By ticket, the findings of documents of which preliminary ones are shown: their numbers by their fingerprints."""


class QueueController(QObject):
    """Keeps list, file and audit in step. The bytes of documents are found in `kept`. `saved` tells that there are new findings to show."""

    saved = Signal()
    not_saved = Signal(object)
    """What was audited could not be written (the `UserError`); it waits, and `flush` tries again."""
    begun = Signal()
    """There are preliminary findings to show, from the beginnings of documents that are still being read."""
    progressed = Signal()
    arrived = Signal(object)
    """Documents are in the file: for each, where it went (`Taken`) and its name."""
    all_done = Signal()
    """The last document that was waiting is in the list of those done."""

    def __init__(
        self,
        auditing: Auditing,
        desk: Desk,
        documents: DocumentList,
        preliminary: Preliminary,
        pane: DocumentsPane,
        header: Callable[[], AuditHeader],
        kept: Path,
        author: Callable[[], Author],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._auditing = auditing
        self._desk = desk
        self._documents = documents
        self._preliminary = preliminary
        self._pane = pane
        self._header = header
        self._kept, self._author = kept, author
        self.told: dict[str, int] = {}
        """Addresses of documents that are to come, with the document whose new version each is."""
        self._together = Round(told=self.told)
        self._queued: list[tuple[int, str]] = []
        self._begun: list[tuple[int, DocumentAudit]] = []
        self._finished: list[tuple[int, DocumentAudit]] = []
        self._restoring: Task | None = None
        """Asks for the documents of the file that was laid on the desk."""
        self._is_behind = False
        """Another version became the present one while documents were arriving, and the list does not show it yet."""
        self._gather = Pace(GATHER_MS, self)
        self._gather.due.connect(self.flush)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._show_reading)
        auditing.queued.connect(self._note_queued)
        auditing.begun.connect(self._note_begun)
        auditing.finished.connect(self._note_finished)
        pane.cancel_wanted.connect(auditing.cancel)
        pane.cancel_all_wanted.connect(self.cancel_all)

    def cancel_current(self) -> None:
        """Give up the document chosen in the list."""
        entry = self._pane.current_entry()
        if entry is not None and entry.ticket is not None:
            self._auditing.cancel(entry.ticket)

    def cancel_all(self) -> None:
        """Give up everything that is not done."""
        self._auditing.cancel()

    def forget(self) -> None:
        """Begin with an empty list; what was still under way is given up."""
        self._auditing.cancel()
        if self._restoring is not None:  # another file lies on the desk by now
            self._restoring.cancel()
            self._restoring = None
        for told in (self._queued, self._begun, self._finished):
            told.clear()
        self._preliminary.clear()
        self.told.clear()  # another review numbers its documents the same
        self._documents.reset()
        self._pane.select_row(0)
        self._show_progress()

    def restore(self) -> None:
        """Show the documents of the file that lies on the desk."""
        self.forget()
        self._restoring = self._desk.ask(lambda file: file.document_rows(), self._show_restored)

    def renew(self) -> None:
        """Show how the documents stand now: how many findings are open, and which version is the present one."""
        self._desk.ask(lambda file: file.document_rows(), self._show_renewed)

    def flush(self) -> None:
        """Bring list and file up to date with what has been told; what comes while a file is opened waits for it."""
        if self._restoring is not None and not self._restoring.is_over:
            self._gather.ask()
            return
        if self._queued:
            self._documents.add(self._queued)
            self._queued = []
        self._take_begun()
        known = [(t, d) for t, d in self._finished if self._documents.is_pending(t)]
        self._finished = known[BATCH:]
        if known:
            self._save(known[:BATCH])
        if self._finished:
            self._gather.ask()
        if not self._look.isActive():
            self._look.start()
        self._show_progress()

    def _take_begun(self) -> None:
        """Show what beginnings told, unless their documents are done by now."""
        done = {ticket for ticket, _ in self._finished}
        told, self._begun = self._begun, []
        news = [(t, b) for t, b in told if t not in done and self._documents.is_pending(t)]
        for ticket, beginning in news:
            self._preliminary.add(ticket, beginning)
            self._documents.set_begun(ticket, len(beginning.findings))
        if news:
            self.begun.emit()

    def _save(self, batch: list[tuple[int, DocumentAudit]]) -> None:
        tickets = [ticket for ticket, _ in batch]
        placed = [(self._documents.position(ticket), document) for ticket, document in batch]

        together, author, begun = self._together, self._author(), self._preliminary.tickets

        def write(file: AuditFile) -> _Saved:
            with file.together():
                found = take_in(file, placed, self._kept, self._header(), author, together)
                numbers = [each.number for each in found]
                recognise_in(file, registers_of(file).entries, author.at, numbers)
            known = {t: file.findings.numbers(n) for t, n in zip(tickets, numbers, strict=True) if t in begun}
            return _Saved(found, file.document_rows(numbers), known)

        self._desk.ask(
            write,
            lambda saved: self._show_saved(batch, saved),
            lambda error: self._keep_unsaved(batch, error),
        )

    def _keep_unsaved(self, batch: list[tuple[int, DocumentAudit]], error: UserError) -> None:
        self._finished = [*batch, *self._finished]
        self._gather.stop()
        self.not_saved.emit(error)

    def _show_saved(self, batch: list[tuple[int, DocumentAudit]], saved: _Saved) -> None:
        by_number = {row.id: row for row in saved.rows}
        for (ticket, document), each in zip(batch, saved.found, strict=True):
            if self._documents.is_pending(ticket) and each.number in by_number:
                there = each.number if each.is_unchanged else each.replaced
                if ticket in self._preliminary.tickets:  # its beginning may have come while it was written
                    known = saved.numbers.get(ticket, {})
                    self._preliminary.settle(ticket, each.number, document.findings, known)
                self._documents.set_done(ticket, by_number[each.number], there)
        self._show_progress()
        self.saved.emit()
        names = [document.source.name for _, document in batch]
        self.arrived.emit(list(zip(saved.found, names, strict=True)))
        if not self._documents.pending:
            if self._is_behind:
                self.renew()
            self.all_done.emit()

    def _show_restored(self, rows: tuple[DocumentRow, ...]) -> None:
        self._restoring = None
        self._documents.reset(rows)
        self._pane.select_row(0)
        self._show_progress()
        self.saved.emit()

    def _show_renewed(self, rows: tuple[DocumentRow, ...]) -> None:
        is_whole = self._documents.renew(rows)
        self._is_behind = not is_whole and self._documents.pending > 0
        if not is_whole and not self._is_behind:
            chosen = self._pane.current_row()
            self._documents.reset(rows)
            self._pane.select_row(min(chosen, len(rows)))
        self._show_progress()

    def _show_reading(self) -> None:
        self._documents.set_reading(self._auditing.running())
        if not self._documents.pending:
            self._look.stop()

    def _show_progress(self) -> None:
        total = self._documents.documents
        self._pane.set_progress(total - self._documents.pending, total)
        self.progressed.emit()

    def _note_queued(self, ticket: int, name: str) -> None:
        if not (self._documents.pending or self._queued or self._finished):
            self._together = Round(told=self.told)
        self._together.expect(name)
        self._queued.append((ticket, name))
        self._gather.ask()

    def _note_begun(self, ticket: int, beginning: DocumentAudit) -> None:
        self._begun.append((ticket, beginning))
        self._gather.ask()

    def _note_finished(self, ticket: int, document: DocumentAudit) -> None:
        self._finished.append((ticket, document))
        self._gather.ask()
