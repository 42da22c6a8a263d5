"""Joins the register of approved claims to the window: approve, change, withdraw, take in, write out, share.

Everything is done in the background on the file that lies on the desk; what is told here is on the disk.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.errors import UserError
from auditor.gui.dialogs.approve import ApproveDialog
from auditor.gui.widgets.table_pane import Table
from auditor.gui.words import counted
from auditor.model.claim import Claim, Evidence, MatchKind
from auditor.workflow.claims import check, recognise_in, registers_of
from auditor.workflow.register_use import (
    evidence_trouble,
    history_of,
    places_of,
    save_evidence,
    take_in_claims,
    use_register,
    use_usual_register,
    write_claim,
    write_out_claims,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.gui.controllers.findings import FindingsController
    from auditor.gui.desk import Desk
    from auditor.gui.dialogs.approve import ApproveForm
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.main_window import MainWindow
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings
    from auditor.model.claim import Entry, ScopeKind
    from auditor.model.claim_table import Taken
    from auditor.model.decision import Author
    from auditor.model.listing import StoredFinding
    from auditor.store.audits import AuditFile
    from auditor.workflow.claims import Registers

_READ_ONLY = ("This review is open to be read only.", "Save a copy of it to approve claims.")
_ROWS_TOLD = 3
"""Refused rows told one by one; the rest is counted."""


class RegisterController(QObject):
    """`changed` tells that findings may stand differently now."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        listing: FindingsController,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        author: Callable[[], Author],
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._listing, self._messages = desk, window, listing, messages
        self._settings, self._choosers, self._author = settings, choosers, author
        bench = window.workbench
        self._pane, self._tables, self._detail = bench.register, bench.tables, bench.detail
        self._detail.approval_wanted.connect(self.approve)
        self._pane.chosen.connect(self._show_entry)
        self._pane.change_wanted.connect(self.change)
        self._pane.withdraw_wanted.connect(self.withdraw)
        self._tables.turned.connect(lambda table: self.refresh() if table is Table.REGISTER else None)

    def refresh(self) -> None:
        """Show the registers anew, when they are looked at."""
        if self._tables.shown is not Table.REGISTER:
            return
        self._desk.ask(lambda file: (registers_of(file), file.approvals.shared()), self._show)

    def begin(self) -> None:
        """Let a new audit use the shared register that was chosen last; one that is gone is told."""
        path, at = Path(self._settings.register), self._author().at
        if self._settings.register:
            self._desk.ask(lambda file: use_usual_register(file, path, at), lambda _: self.recognise())

    def recognise(self, words: str = "") -> None:
        """Bring the review up to date: an approval may have ended, or a register be gone; `words` are said of a change."""
        at, may_write = self._author().at, not self._desk.is_read_only

        def work(file: AuditFile) -> tuple[Registers, bool]:
            found = registers_of(file)
            # What a register that is missing had approved is not taken back: it may only be out of reach today.
            if found.trouble or not may_write:
                return found, False
            return found, recognise_in(file, found.entries, at) is not None

        self._desk.ask(work, lambda answer: self._tell_recognised(*answer, words))

    def approve(self) -> None:
        """Approve the claim of the current finding, with its substantiation."""
        number = self._listing.current
        found = None if number is None else self._desk.finding(number)
        if found is None or not found.finding.quote:
            self._messages.info(self._listing.waiting or "Choose a finding with words to approve its claim.")
            return
        if self._desk.is_read_only:
            self._messages.warn(*_READ_ONLY)
            return
        name = self._settings.reviewer
        claim = Claim((" ".join(found.finding.quote.split()),), Evidence(), approver=name)
        self._desk.ask(
            lambda file: places_of(file, found.document),
            lambda places: self._ask("Approve with substantiation", claim, places, None, found.id),
        )

    def change(self) -> None:
        """Change the chosen claim: a new revision, the past stays on record."""
        entry = self._chosen()
        if entry is not None:
            self._ask(f"Change approved claim {entry.number}", entry.claim, {}, entry, None)

    def withdraw(self) -> None:
        """Approve the chosen claim no longer."""
        entry = self._chosen()
        if entry is not None and not entry.claim.is_withdrawn:
            self._write(entry, replace(entry.claim, is_withdrawn=True), "", None)

    def save_evidence(self) -> None:
        """Write the kept file of evidence of the chosen claim to the disk."""
        entry = self._pane.current()
        kept = entry.claim.evidence.file if entry else None
        if entry is None or kept is None:
            self._messages.info("Choose an approved claim that has a file of evidence.")
            return
        target = self._choosers.save_evidence(str(Path(self._settings.folder) / kept.name))
        if target:
            self._desk.ask(
                lambda file: save_evidence(file, entry, Path(target)),
                lambda _: self._messages.done(f"The evidence is saved as {Path(target).name}."),
            )

    def take_in(self) -> None:
        """Take claims in from a spreadsheet."""
        chosen = self._choosers.table(self._settings.folder) if self._may_write() else ""
        if chosen:
            self._settings.folder = str(Path(chosen).parent)
            author = self._author()
            self._desk.ask(lambda file: take_in_claims(file, Path(chosen), author), self._tell_taken)

    def write_out(self) -> None:
        """Write the claims to a spreadsheet."""
        chosen = self._choosers.save_claims(self._settings.folder)
        if not chosen:
            return
        target, at = Path(chosen), self._author().at
        self._desk.ask(
            lambda file: write_out_claims(file, target, at),
            lambda n: self._messages.done(f"{counted(n, 'approved claim')} written to {target.name}."),
        )

    def share(self) -> None:
        """Use a register that several reviews share, from now on."""
        chosen = self._choosers.register(self._settings.folder) if self._may_write() else ""
        if chosen:
            path, at = Path(chosen), self._author().at
            self._desk.ask(
                lambda file: use_register(file, path, at), lambda is_new: self._tell_shared(path, is_new)
            )

    def unshare(self) -> None:
        """Keep what is approved from now on in the review itself."""
        at = self._author().at
        if self._may_write():
            self._settings.register = ""
            self._desk.ask(
                lambda file: use_register(file, None, at),
                lambda _: self._tell_change("No shared register is used any more."),
            )

    def _ask(
        self,
        title: str,
        claim: Claim,
        places: dict[ScopeKind, str],
        before: Entry | None,
        finding: int | None,
    ) -> None:
        folder = self._settings.folder
        dialog = ApproveDialog(title, claim, places, lambda: self._choosers.evidence(folder), self._window)
        dialog.submitted.connect(lambda form: self._submit(dialog, form, before, finding))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _submit(
        self, dialog: ApproveDialog, form: ApproveForm, before: Entry | None, finding: int | None
    ) -> None:
        claim = form.claim
        # The file is read in the background; for the check its name stands for it.
        told = replace(claim.evidence, reference=claim.evidence.reference or form.evidence)
        try:
            check(replace(claim, evidence=told))
        except UserError as error:
            dialog.refuse(str(error))
            return
        dialog.accept()
        self._write(before, claim, form.evidence, finding)

    def _write(self, before: Entry | None, claim: Claim, evidence: str, finding: int | None) -> None:
        author = self._author()

        def work(file: AuditFile) -> tuple[int, StoredFinding | None]:
            change = write_claim(file, before, claim, evidence, author, finding)
            return change.findings, None if finding is None else file.findings.one(finding)

        self._desk.ask(work, lambda done: self._tell_written(before, claim, *done))

    def _tell_written(
        self, before: Entry | None, claim: Claim, count: int, found: StoredFinding | None
    ) -> None:
        where = f" {counted(count, 'finding')} changed." if count else ""
        if before is not None:
            self._tell_change(
                f"Claim {before.number} {'withdrawn' if claim.is_withdrawn else 'changed'}.{where}"
            )
        elif found is not None and (found.match is None or found.match.kind is not MatchKind.APPROVED):
            self._messages.warn(
                "The claim is in the register, but the finding stays open.",
                found.match.words if found.match else "Its sentence does not hold the approved wording.",
            )
            self._tell_change("")
        else:
            self._tell_change(f"Approved.{where} Ctrl+Z takes it back.")

    def _tell_change(self, words: str) -> None:
        if words:
            self._messages.done(words)
        self.refresh()
        self.changed.emit()

    def _tell_recognised(self, found: Registers, has_changed: bool, words: str) -> None:  # noqa: FBT001
        if found.trouble:
            self._messages.warn("The shared register of approved claims cannot be used.", found.trouble)
        if has_changed:
            if words:
                self._messages.info(words)
            self.changed.emit()
        self.refresh()

    def _tell_taken(self, taken: Taken) -> None:
        words = f"{taken.added} added, {taken.changed} changed, {taken.same} as before."
        if taken.refused:
            told = " ".join(f"{row.place}: {row.reason}" for row in taken.refused[:_ROWS_TOLD])
            more = len(taken.refused) - _ROWS_TOLD
            self._messages.warn(
                f"{words} {counted(len(taken.refused), 'row')} not taken.",
                told + (f" And {more} more." if more > 0 else ""),
            )
            words = ""
        self._tell_change(words)

    def _tell_shared(self, path: Path, is_new: bool) -> None:  # noqa: FBT001 - an answer
        self._settings.folder, self._settings.register = str(path.parent), str(path)
        begun = "A new register" if is_new else "The register"
        self._tell_change(f"{begun} {path.name} is used: claims approved from now on are kept there.")

    def _show(self, answer: tuple[Registers, str]) -> None:
        found, shared = answer
        self._pane.set_entries(found.entries, self._author().at[:10], Path(shared).name if shared else "")

    def _show_entry(self, entry: Entry) -> None:
        self._listing.leave()
        today = self._author().at[:10]

        def work(file: AuditFile) -> tuple[tuple[Entry, ...], str]:
            return history_of(file, entry), evidence_trouble(file, entry)

        self._desk.ask(work, lambda told: self._show_detail(entry, today, *told))

    def _show_detail(self, entry: Entry, today: str, past: tuple[Entry, ...], trouble: str) -> None:
        self._pane.detail.set_entry(entry, today, past, trouble)
        self._detail.show_instead(self._pane.detail)

    def _chosen(self) -> Entry | None:
        """Return the claim to be changed; otherwise say why there is none."""
        entry = self._pane.current()
        if entry is None:
            self._messages.info("Choose an approved claim first (Ctrl+8).")
        return entry if entry is not None and self._may_write() else None

    def _may_write(self) -> bool:
        if self._desk.is_read_only:
            self._messages.warn(*_READ_ONLY)
        return not self._desk.is_read_only
