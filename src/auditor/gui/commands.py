"""What each action does: the actions of one concern beside the controller or pane that answers them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from auditor.gui.actions import Do
from auditor.gui.widgets.table_pane import Table
from auditor.gui.widgets.workbench import Pane
from auditor.model.decision import Verdict

if TYPE_CHECKING:
    from auditor.gui.controllers.export import ExportController
    from auditor.gui.controllers.findings import FindingsController
    from auditor.gui.controllers.house import HouseController
    from auditor.gui.controllers.intake import IntakeController
    from auditor.gui.controllers.proof import ProofController
    from auditor.gui.controllers.queue import QueueController
    from auditor.gui.controllers.reaudit import ReauditController
    from auditor.gui.controllers.register import RegisterController
    from auditor.gui.controllers.returned import ReturnedController
    from auditor.gui.controllers.review_file import ReviewFileController
    from auditor.gui.controllers.second_look import SecondLookController
    from auditor.gui.controllers.triage import TriageController
    from auditor.gui.controllers.versions import VersionsController
    from auditor.gui.widgets.workbench import Workbench

Command = tuple[Do, Callable[[], object]]


def filing(review: ReviewFileController) -> tuple[Command, ...]:
    """New, open, save."""
    return (
        (Do.NEW, review.begin),
        (Do.OPEN_REVIEW, review.choose),
        (Do.SAVE, review.save),
        (Do.SAVE_COPY, review.save_copy),
    )


def giving(
    export: ExportController, returned: ReturnedController, proof: ProofController, house: HouseController
) -> tuple[Command, ...]:
    """Let results out, take answers in, and choose how exports look."""
    return (
        (Do.EXPORT, export.export),
        (Do.EXPORT_SHOWN, export.export_shown),
        (Do.TAKE_IN, returned.choose),
        (Do.TEMPLATE, house.choose),
        (Do.PACKAGE, proof.package),
        (Do.VERIFY, proof.verify),
    )


def adding(intake: IntakeController, queue: QueueController) -> tuple[Command, ...]:
    """Add documents, and give up those under way."""
    return (
        (Do.OPEN_FILES, intake.choose_files),
        (Do.OPEN_FOLDER, intake.choose_folder),
        (Do.PASTE, intake.paste),
        (Do.SAMPLES, intake.take_samples),
        (Do.CANCEL_ONE, queue.cancel_current),
        (Do.CANCEL_ALL, queue.cancel_all),
    )


def working(
    second: SecondLookController, triage: TriageController, listing: FindingsController, bench: Workbench
) -> tuple[Command, ...]:
    """What is done with findings; with the second look in front, with its items."""
    return tuple(second.taking_over((*deciding(triage), *finding(listing, bench))))


def deciding(triage: TriageController) -> tuple[Command, ...]:
    """Decide, note, take back, go on."""
    return (
        (Do.CONFIRM, lambda: triage.decide(Verdict.CONFIRMED)),
        (Do.NEEDS_PROOF, lambda: triage.decide(Verdict.NEEDS_SUBSTANTIATION)),
        (Do.DISMISS, lambda: triage.decide(Verdict.DISMISSED)),
        (Do.LATER, lambda: triage.decide(Verdict.LATER)),
        (Do.UNDECIDE, lambda: triage.decide(Verdict.UNDECIDED)),
        (Do.ALIKE, triage.offer_alike),
        (Do.NOTE, triage.note),
        (Do.NEXT_OPEN, lambda: triage.next_open(1)),
        (Do.PREVIOUS_OPEN, lambda: triage.next_open(-1)),
        (Do.UNDO, triage.undo),
        (Do.REDO, triage.redo),
    )


def approving(register: RegisterController, bench: Workbench) -> tuple[Command, ...]:
    """Approve a claim, and work on the register."""
    return (
        (Do.APPROVE, register.approve),
        (Do.GO_REGISTER, lambda: bench.tables.go_to(Table.REGISTER)),
        (Do.EDIT_CLAIM, register.change),
        (Do.WITHDRAW, register.withdraw),
        (Do.EVIDENCE, register.save_evidence),
        (Do.TAKE_CLAIMS, register.take_in),
        (Do.GIVE_CLAIMS, register.write_out),
        (Do.SHARE, register.share),
        (Do.UNSHARE, register.unshare),
    )


def finding(listing: FindingsController, bench: Workbench) -> tuple[Command, ...]:
    """Go from finding to finding, and choose which ones are listed."""
    return (
        (Do.NEXT, lambda: listing.step(1)),
        (Do.PREVIOUS, lambda: listing.step(-1)),
        (Do.FIND, bench.look_for),
        (Do.CLEAR_FILTERS, bench.filters.clear),
        (Do.OPEN_GROUPS, lambda: bench.findings.set_all_open(True)),
        (Do.CLOSE_GROUPS, lambda: bench.findings.set_all_open(False)),
    )


def comparing(
    reaudit: ReauditController, versions: VersionsController, bench: Workbench
) -> tuple[Command, ...]:
    """Bring new versions, and see what became of the ones before."""
    return (
        (Do.ADD_VERSION, reaudit.add_version),
        (Do.VERSION_OF, reaudit.choose_earlier),
        (Do.COMPARE, reaudit.compare),
        (Do.COMPARE_REVIEW, versions.choose_review),
        (Do.GO_GONE, lambda: bench.go_to(Pane.FINDINGS, Table.GONE)),
    )


def looking(bench: Workbench) -> tuple[Command, ...]:
    """Go from pane to pane, and look at the document in another way or size."""
    return (
        (Do.GO_DOCUMENTS, lambda: bench.go_to(Pane.DOCUMENTS)),
        (Do.GO_FINDINGS, lambda: bench.go_to(Pane.FINDINGS)),
        (Do.GO_PASSED, lambda: bench.go_to(Pane.FINDINGS, Table.PASSED)),
        (Do.GO_TEXT, lambda: bench.go_to(Pane.TEXT)),
        (Do.GO_DETAILS, lambda: bench.go_to(Pane.DETAILS)),
        (Do.LOOK, bench.document.toggle_look),
        (Do.LARGER, lambda: bench.document.zoom(1)),
        (Do.SMALLER, lambda: bench.document.zoom(-1)),
        (Do.OWN_SIZE, lambda: bench.document.zoom(0)),
        (Do.PREVIOUS_PART, lambda: bench.document.step_part(-1)),
        (Do.NEXT_PART, lambda: bench.document.step_part(1)),
        (Do.FIT_WIDTH, bench.document.fit_width),
        (Do.SEARCH, bench.document.search),
        (Do.SEARCH_NEXT, lambda: bench.document.search_on(1)),
        (Do.SEARCH_PREVIOUS, lambda: bench.document.search_on(-1)),
    )
