"""Everything of the window that concerns new versions of documents, made and joined in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.gui import commands
from auditor.gui.controllers.reaudit import ReauditController
from auditor.gui.controllers.versions import VersionsController

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.program import Program
    from auditor.model.decision import Author


class Reauditing:
    """Takes new versions in, and shows what became of the ones before."""

    def __init__(self, program: Program, choosers: Choosers, author: Callable[[], Author]) -> None:
        bench, window = program.window.workbench, program.window
        self._documents = program.documents
        self.arriving = ReauditController(
            *(program.desk, program.queue, program.intake, program.messages),
            *(program.settings, choosers, author, window),
        )
        self.versions = VersionsController(
            *(program.desk, bench.tables, bench.gone, bench.detail, program.theme),
            *(program.messages, program.settings, choosers, window),
        )
        self._connect(program)
        for name, act in commands.comparing(self.arriving, self.versions, bench):
            window.actions_[name].triggered.connect(lambda _checked=False, act=act: act())

    def tell(self) -> bool:
        """Say what became of the earlier versions; False when nothing that came was a new one."""
        has_news = self.arriving.has_news
        if has_news:
            self.arriving.tell(self._documents.unread)
        return has_news

    def _connect(self, program: Program) -> None:
        arriving, versions = self.arriving, self.versions
        program.reading.turned_to.connect(arriving.show_document)
        program.reading.turned_to.connect(versions.note_shown)
        program.window.workbench.documents.chosen.connect(lambda entry: versions.show_document(entry.number))
        versions.chosen.connect(program.listing.leave)
        versions.finding_wanted.connect(program.listing.choose)
        arriving.compare_wanted.connect(versions.compare)
        arriving.changed.connect(program.listing.reload)
        arriving.changed.connect(program.triage.changed)
        program.triage.versions_changed.connect(arriving.tell_taken_back)
        program.triage.changed.connect(versions.refresh)
        program.queue.saved.connect(versions.refresh)
