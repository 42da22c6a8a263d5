"""Joins the export action to the audit file and the writers: everything found so far, in the format the ending says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from auditor.errors import UserError
from auditor.gui.messages import Offer
from auditor.gui.words import counted
from auditor.model.listing import Filter
from auditor.store.audits import AuditFile

if TYPE_CHECKING:
    from auditor.gui.desk import Desk
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.messages import Messages
    from auditor.gui.models.document_list import DocumentList
    from auditor.gui.settings import Settings
    from auditor.gui.tasks import Lane
    from auditor.model.audit import Audit

WriteAudit = Callable[["Audit", AuditFile, Path, str, Callable[[int, int], None]], None]
"""Writes what a review keeps in the format the path's ending says and the look that is kept in settings, names who audits,
and tells which document of how many is being printed. Raises UserError."""


class ExportController(QObject):
    """Writes in a thread of its own with its own connection, so that neither window nor audit waits."""

    busy = Signal(bool)
    _progressed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        lane: Lane,
        documents: DocumentList,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        write: WriteAudit,
        wanted: Callable[[], Filter],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._documents, self._messages = desk, lane, documents, messages
        self._settings, self._choosers, self._write = settings, choosers, write
        self._wanted = wanted
        self._progressed.connect(messages.info)

    def export(self) -> None:
        """Ask where to, and write everything, whatever the filter shows."""
        self._export(None)

    def export_shown(self) -> None:
        """Ask where to, and write only what the filter shows."""
        wanted = self._wanted()
        self._export(wanted if wanted != Filter() else None)

    def _export(self, wanted: Filter | None) -> None:
        chosen = self._choosers.save(self._settings.folder)
        if not chosen:
            return
        target = Path(chosen)
        self._settings.folder = str(target.parent)
        source, write, pending = self._desk.path, self._write, self._documents.pending
        author = self._settings.reviewer

        def tell(done: int, total: int) -> None:
            self._progressed.emit(f"Writing {target.name}: {done:,} of {counted(total, 'document')}…")

        def work() -> Audit:
            from auditor.workflow.selection import narrowed  # noqa: PLC0415 - keeps the window's start light

            with AuditFile(source) as file:
                audit = narrowed(file, wanted) if wanted else file.audit()
                write(audit, file, target, author, tell)
            return audit

        self.busy.emit(True)
        self._messages.info(f"Writing {target.name}…")
        self._lane.submit(work, lambda audit: self._tell_done(audit, target, pending), self._tell_failed)

    def _tell_done(self, audit: Audit, target: Path, pending: int) -> None:
        self.busy.emit(False)
        words = f"Saved {target.name}: {_how_many(audit)} in {counted(len(audit.documents), 'document')}."
        if audit.selection is None and self._wanted() != Filter():
            words += " Everything is in it, whatever the filter shows."
        if audit.unread:
            words += f" {counted(len(audit.unread), 'document')} could not be audited; the file says which and why."
        if pending:
            words += f" {counted(pending, 'document')} still being read are not in it."
        folder = QUrl.fromLocalFile(str(target.parent))
        self._messages.done(words, Offer("Open folder", lambda: QDesktopServices.openUrl(folder)))

    def _tell_failed(self, error: Exception) -> None:
        self.busy.emit(False)
        if not isinstance(error, UserError):
            raise error
        self._messages.error(error)


def _how_many(audit: Audit) -> str:
    """Say how many findings were written, and how many the filter left out."""
    if audit.selection is None:
        return counted(len(audit.findings), "finding")
    left = audit.selection.total - audit.selection.shown
    return f"{audit.selection.shown:,} of {counted(audit.selection.total, 'finding')}, the {left:,} others left out,"
