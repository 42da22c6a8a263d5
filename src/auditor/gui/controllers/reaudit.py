"""Joins new versions of documents to the window: what became of the findings, which document is meant, both side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.gui.dialogs.choice import ChoiceDialog
from auditor.gui.messages import Offer
from auditor.gui.words import counted, short_name
from auditor.workflow.reaudit import replace_by_hand

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from auditor.gui.controllers.intake import IntakeController
    from auditor.gui.controllers.queue import QueueController
    from auditor.gui.desk import Desk
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings
    from auditor.model.decision import Author, Change
    from auditor.model.reaudit import KnownDocument, Standing
    from auditor.store.audits import AuditFile
    from auditor.workflow.reaudit import Taken


class ReauditController(QObject):
    """Gathers what arrives until the last document is done, then says in one line what became of the earlier versions."""

    changed = Signal()
    """Another version of a document is the present one."""
    compare_wanted = Signal(int)

    def __init__(
        self,
        desk: Desk,
        queue: QueueController,
        intake: IntakeController,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        author: Callable[[], Author],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._queue, self._intake, self._messages = desk, queue, intake, messages
        self._settings, self._choosers, self._author, self._window = settings, choosers, author, window
        self._replaced: list[int] = []
        self._unchanged: list[str] = []
        self._doubtful: list[tuple[int, str, tuple[int, ...]]] = []
        self._shown: int | None = None
        queue.arrived.connect(self._note)
        desk.opened.connect(self._forget)

    @property
    def has_news(self) -> bool:
        """Whether new versions came, or documents that may be some."""
        return bool(self._replaced or self._unchanged or self._doubtful)

    def show_document(self, number: int | None) -> None:
        """Another document is shown, or none: what is asked for by key is about it."""
        self._shown = number

    def tell(self, unread: int) -> None:
        """Say what became of the earlier versions, and how many documents of the review could not be read."""
        replaced, unchanged, doubtful = self._replaced, self._unchanged, self._doubtful
        self._forget()

        def work(file: AuditFile) -> tuple[Standing, tuple[KnownDocument, ...]]:
            return file.versions.standing(replaced), file.versions.present()

        self._desk.ask(work, lambda answer: self._say(replaced, unchanged, doubtful, unread, *answer))

    def add_version(self) -> None:
        """Ask for the new version of the document that is shown, and audit it as that, whatever its name is."""
        number = self._shown
        if number is None:
            self._messages.info("Choose the document first whose new version you have.")
            return
        files = self._choosers.files(self._settings.folder)
        if files:
            self._queue.told[Path(files[0]).absolute().as_uri()] = number
            self._intake.take_inputs(files[:1])

    def choose_earlier(self) -> None:
        """Ask of which other document the one that is shown is the new version."""
        number = self._shown
        if number is None:
            self._messages.info("Choose the document first that is a new version.")
            return
        if self._desk.is_read_only:
            self._messages.info("This review is open to be read only.", "Save a copy of it to work on it.")
            return
        self._desk.ask(
            lambda file: file.versions.present(), lambda present: self._offer(number, "", present, ())
        )

    def compare(self) -> None:
        """Show the document in both versions."""
        if self._shown is not None:
            self.compare_wanted.emit(self._shown)

    def tell_taken_back(self, change: Change, documents: Sequence[int]) -> None:
        """Say that the version before is back, and offer to keep the new one as a document of its own."""
        if change.undoes is None:
            return

        def work(file: AuditFile) -> tuple[int, ...]:
            shown = {each.id for each in file.versions.present()}
            return tuple(n for n in documents if n not in shown and shown & {m for m in documents if m < n})

        def say(hidden: tuple[int, ...]) -> None:
            if hidden:
                keep = Offer("Keep both", lambda: self._keep(hidden))
                self._messages.info("The version before is back; nothing is lost.", offer=keep)

        self._desk.ask(work, say)

    def _keep(self, hidden: Sequence[int]) -> None:
        author = self._author()

        def work(file: AuditFile) -> None:
            for number in hidden:
                file.versions.separate(number, author, "Kept both versions")

        self._desk.ask(work, lambda _: self.changed.emit())

    def _note(self, arrived: Sequence[tuple[Taken, str]]) -> None:
        for taken, name in arrived:
            if taken.is_unchanged:
                self._unchanged.append(name)
            elif taken.replaced is not None:
                self._replaced.append(taken.number)
            elif taken.choices:
                self._doubtful.append((taken.number, name, taken.choices))

    def _forget(self) -> None:
        self._replaced, self._unchanged, self._doubtful = [], [], []

    def _say(
        self,
        replaced: list[int],
        unchanged: list[str],
        doubtful: list[tuple[int, str, tuple[int, ...]]],
        unread: int,
        standing: Standing,
        present: tuple[KnownDocument, ...],
    ) -> None:
        said = []
        if replaced:
            said.append(f"{counted(len(replaced), 'new version')}: {standing.words}.")
        if unchanged:
            name = short_name(unchanged[0]) if len(unchanged) == 1 else counted(len(unchanged), "document")
            said.append(
                f"{name} {'has' if len(unchanged) == 1 else 'have'} not changed; all stands as it was."
            )
        if unread and replaced:
            said.append(f"{counted(unread, 'document')} could not be audited; the list says why.")
        if doubtful:
            number, name, choices = doubtful[0]
            said.append(_doubt(doubtful))
            offer = Offer("Choose…", lambda: self._offer(number, name, present, choices))
        elif replaced:
            offer = Offer("See both versions", lambda: self.compare_wanted.emit(replaced[0]))
        else:
            self._messages.done(" ".join(said))
            return
        self._messages.info(" ".join(said), offer=offer)

    def _offer(
        self, number: int, name: str, present: Sequence[KnownDocument], choices: Sequence[int]
    ) -> None:
        """Offer the documents that may be the earlier version; all others when nobody knows."""
        mine = next((each for each in present if each.id == number), None)
        others = [e for e in present if e.id != number and (not choices or e.id in choices)]
        if mine is None or not others:
            self._messages.info("There is no other document whose new version this could be.")
            return
        dialog = ChoiceDialog(
            "New version",
            f"“{short_name(name or mine.name)}” is the new version of",
            [(each.id, short_name(each.name), each.title or each.uri) for each in others],
            self._window,
        )
        dialog.submitted.connect(lambda before: self._replace(before, number))
        dialog.open()

    def _replace(self, before: int, after: int) -> None:
        author = self._author()

        def work(file: AuditFile) -> Standing:
            replace_by_hand(file, before, after, author)
            return file.versions.standing([after])

        def done(standing: Standing) -> None:
            self.changed.emit()
            see = Offer("See both versions", lambda: self.compare_wanted.emit(after))
            self._messages.info(f"New version: {standing.words}.", offer=see)

        self._desk.ask(work, done)


def _doubt(doubtful: Sequence[tuple[int, str, tuple[int, ...]]]) -> str:
    _, name, choices = doubtful[0]
    several = f"{len(choices):,} documents" if len(choices) > 1 else "a document"
    words = f"“{short_name(name)}” may be the new version of {several} here."
    if len(doubtful) > 1:
        words += f" So may {len(doubtful) - 1:,} more: choose each in the list, then Versions › This is the new version of…"
    return words
