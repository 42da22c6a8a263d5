"""Joins the spreadsheet that came back to the review: read in the background, shown, and taken in as one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.errors import UserError
from auditor.gui.dialogs.returned import ReturnedDialog, nothing_new
from auditor.gui.messages import Offer
from auditor.gui.words import counted
from auditor.model.values import dataclass
from auditor.store.audits import AuditFile
from auditor.workflow.round_trip import preview_return, take_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from auditor.gui.desk import Desk
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings
    from auditor.gui.tasks import Lane
    from auditor.model.decision import Author, Change
    from auditor.model.returned import Preview


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A spreadsheet that was let go over the window, and whether it came back; None, with the trouble, if that is unclear."""

    path: str
    came_back: bool | None
    trouble: str = ""


def looked_at(path: str) -> Spreadsheet:
    """Return what a spreadsheet is, by its first rows."""
    from auditor.export.returned.findings import holds_findings  # noqa: PLC0415 - keeps the window's start light

    try:
        return Spreadsheet(path, holds_findings(Path(path)))
    except UserError as error:
        return Spreadsheet(path, None, error.message)


class ReturnedController(QObject):
    """`changed` tells that decisions or responses were taken in."""

    changed = Signal()
    to_audit = Signal(object)
    """Paths of spreadsheets that did not go out from here: lists of addresses, or documents."""

    def __init__(
        self,
        desk: Desk,
        lane: Lane,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        author: Callable[[], Author],
        has_documents: Callable[[], bool],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._lane, self._messages = desk, lane, messages
        self._settings, self._choosers, self._author, self._window = settings, choosers, author, window
        self._has_documents = has_documents

    def choose(self) -> None:
        """Ask for the spreadsheet, and show what it would change."""
        if self._desk.is_read_only:
            self._refuse_read_only()
            return
        chosen = self._choosers.table(self._settings.folder)
        if chosen:
            self._settings.folder = str(Path(chosen).parent)
            self.read(Path(chosen))

    def sort_out(self, paths: Sequence[str]) -> None:
        """Tell spreadsheets that came back from others, by their titles; what cannot be told is the user's choice."""

        def work() -> list[Spreadsheet]:
            return [looked_at(path) for path in paths]

        self._lane.submit(work, self._part, self._tell)

    def _part(self, found: Sequence[Spreadsheet]) -> None:
        others = [sheet.path for sheet in found if sheet.came_back is False]
        if others:
            self.to_audit.emit(others)
        ours = [sheet for sheet in found if sheet.came_back is not False]
        if not ours:
            return
        if len(ours) > 1:
            self._messages.warn(
                f"{counted(len(ours), 'spreadsheet')} came back; they are taken in one at a time.",
                "Drop them one after another.",
            )
            return
        self._take_one(ours[0])

    def _take_one(self, sheet: Spreadsheet) -> None:
        name, audit = (
            Path(sheet.path).name,
            Offer("Audit it all the same", lambda: self.to_audit.emit([sheet.path])),
        )
        if sheet.trouble:
            self._messages.info(
                sheet.trouble, "If it is a list of addresses, it can still be audited.", audit
            )
        elif not self._has_documents():
            words = f"“{name}” is an audit that came back, and no review is open."
            self._messages.info(words, "Open its review, then drop it again.", audit)
        elif self._desk.is_read_only:
            self._refuse_read_only()
        else:
            self.read(Path(sheet.path))

    def _refuse_read_only(self) -> None:
        self._messages.warn("This review is open to be read only.", "Save a copy of it to take in answers.")

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
        if not preview.proposals and not preview.refusals:
            self._messages.info(*nothing_new(name, preview))
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
