"""Everything of the window that lets results out and takes answers in, made and joined in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.gui import commands
from auditor.gui.actions import Do
from auditor.gui.controllers.export import ExportController
from auditor.gui.controllers.house import HouseController
from auditor.gui.controllers.proof import ProofController
from auditor.gui.controllers.returned import ReturnedController

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.program import Program
    from auditor.gui.surroundings import Surroundings
    from auditor.gui.tasks import Lane
    from auditor.model.decision import Author


class Giving:
    """Exports, evidence packages, the look of both, and spreadsheets that come back."""

    def __init__(
        self,
        program: Program,
        around: Surroundings,
        lane: Lane,
        choosers: Choosers,
        author: Callable[[], Author],
    ) -> None:
        window, documents = program.window, program.documents
        common = (program.desk, lane, program.messages, program.settings, choosers)
        self.export = ExportController(
            *(program.desk, lane, documents, program.messages, program.settings),
            *(choosers, around.write, lambda: program.listing.wanted, program),
        )
        self.returned = ReturnedController(*common, author, lambda: documents.documents > 0, window)
        self.proof = ProofController(*common, around.house, program)
        self.house = HouseController(around.house, program.messages, program.settings, choosers, window)
        self._connect(program)

    def _connect(self, program: Program) -> None:
        actions = program.window.actions_
        for name, act in commands.giving(self.export, self.returned, self.proof, self.house):
            actions[name].triggered.connect(lambda _checked=False, act=act: act())
        for name in (Do.EXPORT, Do.EXPORT_SHOWN):
            self.export.busy.connect(actions[name].setDisabled)
        for name in (Do.PACKAGE, Do.VERIFY):
            self.proof.busy.connect(actions[name].setDisabled)
        self.returned.changed.connect(program.listing.reload)
        self.returned.changed.connect(program.triage.changed)
        program.intake.tables_dropped.connect(self.returned.sort_out)
        self.returned.to_audit.connect(program.intake.audit)
        program.intake.zips_dropped.connect(self.proof.sort_out)
        self.proof.to_audit.connect(program.intake.audit)
