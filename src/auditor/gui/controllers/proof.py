"""Joins the evidence package to the window: packed and checked in the background, with what came of it as a notice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from auditor.errors import UserError
from auditor.gui.messages import Offer
from auditor.gui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.desk import Desk
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings
    from auditor.gui.tasks import Lane
    from auditor.workflow.house import House
    from auditor.workflow.verify import Verification


_SEAL = re.compile("[0-9a-f]{64}")
_SEAL_SHOWN = 12
_NAMED = 3
"""Troubles that a notice has room for."""


class ProofController(QObject):
    """Packs the review with all its evidence, and says of a package whether every byte is as it was packed."""

    busy = Signal(bool)
    to_audit = Signal(object)
    """Paths of zips that are no packages."""
    _progressed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        lane: Lane,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        house: House,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._messages = desk, lane, messages
        self._settings, self._choosers, self._house = settings, choosers, house
        self._progressed.connect(messages.info)

    def package(self) -> None:
        """Ask where to, and pack."""
        chosen = self._choosers.save_package(self._settings.folder)
        if not chosen:
            return
        target, review, author = Path(chosen), self._desk.path, self._settings.reviewer
        self._settings.folder = str(target.parent)
        self.busy.emit(True)
        self._messages.info(f"Packing {target.name}…")

        def tell(done: int, total: int) -> None:
            self._progressed.emit(f"Packing {target.name}: {done:,} of {counted(total, 'document')}…")

        def work() -> str:
            from auditor.workflow.package import write_package  # noqa: PLC0415 - keeps the window's start light

            look = self._house.read()
            return write_package(review, target, prepared_by=author, template=look, progress=tell)

        self._lane.submit(work, lambda seal: self._tell_packed(target, seal), self._fail)

    def verify(self) -> None:
        """Ask which package, and check it."""
        chosen = self._choosers.package(self._settings.folder)
        if chosen:
            self._settings.folder = str(Path(chosen).parent)
            self.check(Path(chosen))

    def check(self, path: Path) -> None:
        """Check a package in the background; nothing in it is opened."""
        self.busy.emit(True)
        self._messages.info(f"Checking {path.name}…")

        def work() -> Verification:
            from auditor.workflow.verify import verify_package  # noqa: PLC0415 - keeps the window's start light

            return verify_package(path)

        self._lane.submit(work, lambda found: self._tell_found(path.name, found), self._fail)

    def sort_out(self, paths: Sequence[str]) -> None:
        """Check those of the zips let go over the window that are packages; the others are passed on."""

        def work() -> list[str]:
            from auditor.workflow.verify import is_package  # noqa: PLC0415 - as above

            return [path for path in paths if is_package(Path(path))]

        self._lane.submit(work, lambda packages: self._part(paths, packages), self._fail)

    def _part(self, paths: Sequence[str], packages: Sequence[str]) -> None:
        others = [path for path in paths if path not in packages]
        if others:
            self.to_audit.emit(others)
        if len(packages) > 1:
            words = (
                f"{counted(len(packages), 'evidence package')} came at once; they are checked one at a time."
            )
            self._messages.warn(words, "Drop them one after another.")
        elif packages:
            self.check(Path(packages[0]))

    def _tell_packed(self, target: Path, seal: str) -> None:
        self.busy.emit(False)
        words = f"Packed {target.name}. Keep its seal ({_begun(seal)}) apart from it."
        self._messages.done(words, _copying(seal))

    def _tell_found(self, name: str, found: Verification) -> None:
        self.busy.emit(False)
        files = counted(found.files, "file")
        if not found.troubles:
            words = f"{name}: every byte of {files} is as it was packed. {_seal_words(found.seal)}"
            self._messages.done(words, _copying(found.seal))
            return
        more = len(found.troubles) - _NAMED
        rest = f" And {counted(more, 'more thing')}." if more > 0 else ""
        words = f"{name} is not as it was packed. {' '.join(found.troubles[:_NAMED])}{rest}"
        self._messages.warn(words, "Ask for the package again; what is in this one proves nothing.")

    def _fail(self, error: Exception) -> None:
        self.busy.emit(False)
        if not isinstance(error, UserError):
            raise error
        self._messages.error(error)


def _begun(seal: str) -> str:
    """Return how a seal begins: enough to compare by eye, and short enough for a small window."""
    return f"{seal[:_SEAL_SHOWN]}…"


def _seal_words(seal: str) -> str:
    """Say what the seal is; whoever was told it and has copied it is spared comparing it by eye."""
    copied = QGuiApplication.clipboard().text().strip().lower()
    if copied == seal:
        return "Its seal is the one you copied."
    other = " You copied another seal, which is not that of this package." if _SEAL.fullmatch(copied) else ""
    return f"Its seal begins with {seal[:_SEAL_SHOWN]}.{other}"


def _copying(seal: str) -> Offer:
    return Offer("Copy the seal", lambda: QGuiApplication.clipboard().setText(seal))
