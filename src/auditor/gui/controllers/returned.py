"""Joins the spreadsheet that came back to the review: read in the background, shown, and taken in as one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.errors import UserError
from auditor.gui.dialogs.returned import ReturnedDialog
from auditor.gui.words import counted
from auditor.store.audits import AuditFile
from auditor.workflow.round_trip import preview_return, take_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from auditor.gui.desk import Desk
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings
    from auditor.gui.tasks import Lane
    from auditor.model.decision import Author, Change
    from auditor.model.returned import Preview


class ReturnedController(QObject):
    """`changed` tells that decisions or responses were taken in."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        lane: Lane,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        author: Callable[[], Author],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._lane, self._messages = desk, lane, messages
        self._settings, self._choosers, self._author, self._window = settings, choosers, author, window

    def choose(self) -> None:
        """Ask for the spreadsheet, and show what it would change."""
        if self._desk.is_read_only:
            self._messages.warn(
                "This review is open to be read only.", "Save a copy of it to take in answers."
            )
            return
        chosen = self._choosers.table(self._settings.folder)
        if chosen:
            self._settings.folder = str(Path(chosen).parent)
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Read the spreadsheet in the background; the review may be large too."""
        review = self._desk.path

        def work() -> Preview:
            with AuditFile(review) as file:
                return preview_return(path, file)

        self._messages.info(f"Reading {path.name}…")
        self._lane.submit(work, lambda preview: self._show(path.name, review, preview), self._tell)

    def _show(self, name: str, review: Path, preview: Preview) -> None:
        if review != self._desk.path:
            self._messages.warn(f"“{name}” was not taken in.", "Another review has been opened meanwhile.")
            return
        dialog = ReturnedDialog(name, preview, self._window)
        dialog.accepted_with.connect(lambda theirs: self._take_in(preview, theirs))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_in(self, preview: Preview, theirs: frozenset[int]) -> None:
        author = self._author()
        self._desk.ask(lambda file: take_in(preview, file, author, theirs=theirs), self._tell_done)

    def _tell_done(self, change: Change | None) -> None:
        if change is None:
            self._messages.info("Nothing was changed.")
        else:
            self._messages.done(
                f"Taken in: {counted(change.findings, 'finding')} changed. Ctrl+Z takes it back."
            )
        self.changed.emit()

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._messages.error(error)
