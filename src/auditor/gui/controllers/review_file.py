"""Joins the review file to the window: open, save under a name, copies, recent ones. What is decided is saved already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor import places
from auditor.errors import StoreError, UserError
from auditor.gui.messages import Offer
from auditor.store.copies import copy_audit

if TYPE_CHECKING:
    from auditor.gui.desk import Desk
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.last_audit import LastAudit
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings


class ReviewFileController(QObject):
    """`laid` tells that another review lies on the desk and its documents have to be shown."""

    laid = Signal()
    begun = Signal()
    """An empty audit lies on the desk."""
    named = Signal(object)
    """The audit on the desk is the same, and goes on at this path."""

    def __init__(
        self,
        desk: Desk,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        last: LastAudit,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._messages, self._settings = desk, messages, settings
        self._choosers, self._last = choosers, last

    def choose(self) -> None:
        """Ask for a review and open it."""
        chosen = self._choosers.open_review(self._settings.folder)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open a review; one that cannot be opened is told, and the present one stays."""
        try:
            _check(path)
        except UserError as error:
            self._messages.error(error)
            return
        if self._lay(path):
            self._remember(path)

    def save(self) -> None:
        """Give the review a name and a place; one that has them is saved already."""
        if self._desk.has_name:
            self._messages.done(
                f"{self._desk.path.name} is up to date: every decision is saved as it is made."
            )
            return
        if (target := self._target()) is not None:
            self._desk.give_name(target, lambda: self._tell_named(target))

    def save_copy(self) -> None:
        """Write a copy and go on with the present file."""
        if (target := self._target()) is not None:
            self._desk.ask(
                lambda file: copy_audit(file.path, target),
                lambda _: self._messages.done(f"A copy was saved as {target.name}."),
            )

    def offer_last(self) -> None:
        """Offer the audit that had no name when the window was closed."""
        if self._last.exists():
            self._messages.info(
                "Your last audit is still here.", offer=Offer("Bring it back", self.bring_back_last)
            )

    def bring_back_last(self) -> None:
        """Lay the last audit on the desk."""
        try:
            self._lay(self._last.copy_to(self._desk.folder))
        except StoreError as error:
            self._messages.error(error)

    def begin(self) -> None:
        """Lay an empty audit on the desk; the one before can be brought back."""
        before = self._desk.begin()
        self.begun.emit()
        self._messages.info(
            "A new audit.", offer=Offer("Bring back the one before", lambda: self._lay(before))
        )

    def _lay(self, path: Path) -> bool:
        if not self._desk.lay(path):
            return False
        self.laid.emit()
        if self._desk.is_read_only:
            self._messages.info(
                f"{path.name} is open to be read only.",
                "It is open in another window, or may not be written here. Save a copy to work on it.",
            )
        return True

    def _target(self) -> Path | None:
        chosen = self._choosers.save_review(self._settings.folder)
        if not chosen:
            return None
        target = Path(chosen)
        self._settings.folder = str(target.parent)
        if target == self._desk.path:
            self._messages.done(f"{target.name} is up to date: every decision is saved as it is made.")
            return None
        return target

    def _tell_named(self, target: Path) -> None:
        self.named.emit(target)
        self._remember(target)
        self._messages.done(f"Saved as {target.name}. From now on every decision is saved there.")

    def _remember(self, path: Path) -> None:
        self._settings.folder = str(path.parent)
        self._settings.remember_review(str(path))


def _check(path: Path) -> None:
    """Raise UserError when there is nothing at the place that could be a review: opening it to write would make one."""
    places.check_reachable(path)
    if not places.is_file(path):
        raise StoreError(f"There is no review “{path.name}”.", "It may have been moved or renamed.")
    if not path.stat().st_size:
        raise StoreError(f"“{path.name}” is empty: it holds no review.", "Open a copy of it.")
