"""Joins every way of adding documents (drop, dialogs, clipboard, command line, samples) to the running audit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from auditor.gui.dialogs.files import ENDING
from auditor.gui.intake import REFUSAL, REMEDY, Intake, from_mime, from_text, is_table, is_zip
from auditor.gui.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.gui.auditing import Auditing
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings


class IntakeController(QObject):
    """Takes inputs, or says kindly what could be taken instead."""

    taken = Signal()
    tables_dropped = Signal(object)
    """Paths of spreadsheets among the inputs: they may be audits that came back."""
    zips_dropped = Signal(object)
    """Paths of zips among the inputs: they may be evidence packages."""
    review_wanted = Signal(object)
    """The path of a review file among the inputs: it is opened, not audited."""

    def __init__(
        self,
        auditing: Auditing,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        samples: Path,
        is_read_only: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._auditing = auditing
        self._messages = messages
        self._settings = settings
        self._choosers = choosers
        self._samples = samples
        self._is_read_only = is_read_only
        auditing.refused.connect(messages.warn)
        auditing.failed.connect(messages.error)

    def take_inputs(self, inputs: Sequence[str], *, typed: bool = True) -> None:
        """Audit these; a review among them is opened, and spreadsheets and zips are looked at first.

        `typed`: the user wrote or pasted them.
        """
        reviews, inputs = parted(inputs)
        for is_other, told in ((is_table, self.tables_dropped), (is_zip, self.zips_dropped)):
            others = [item for item in inputs if is_other(item)]
            if others:
                told.emit(others)
                inputs = [item for item in inputs if item not in others]
        if reviews:
            self.review_wanted.emit(Path(reviews[0]))
        self.audit(inputs, typed=typed)

    def audit(self, inputs: Sequence[str], *, typed: bool = True) -> None:
        """Audit these, whatever they are."""
        if inputs and self._is_read_only():
            self._messages.warn("This review is open to be read only.", "Save a copy of it to add documents.")
        elif inputs:
            self._auditing.submit(inputs, typed=typed)
            self.taken.emit()

    def take_mime(self, mime: QMimeData) -> None:
        """Audit what was dropped. What an address leads to was chosen by the page it was dragged from."""
        self._take(from_mime(mime), typed=False)

    def take_text(self, text: str) -> None:
        """Audit the addresses and paths in a text."""
        self._take(from_text(text), typed=True)

    def paste(self) -> None:
        """Audit what lies on the clipboard."""
        self._take(from_mime(QGuiApplication.clipboard().mimeData()), typed=True)

    def choose_files(self) -> None:
        """Ask for files."""
        files = self._choosers.files(self._settings.folder)
        if files:
            self._settings.folder = str(Path(files[0]).parent)
        self.take_inputs(files)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        folder = self._choosers.folder(self._settings.folder)
        if folder:
            self._settings.folder = folder
            self.take_inputs([folder])

    def take_samples(self) -> None:
        """Audit the documents that come with the program."""
        self.take_inputs([str(self._samples)])

    def _take(self, intake: Intake, *, typed: bool) -> None:
        self.take_inputs(intake.inputs, typed=typed)
        if not intake.inputs:
            self._messages.warn(REFUSAL, REMEDY)
        elif intake.refused:
            self._messages.info(f"{counted(intake.refused, 'thing')} could not be taken.", REFUSAL)


def parted(inputs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part review files from documents to audit."""
    reviews = [item for item in inputs if item.lower().endswith(ENDING) and "://" not in item]
    return reviews, [item for item in inputs if item not in reviews]
