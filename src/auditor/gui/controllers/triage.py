"""Joins the keys and buttons that decide to the audit file: one key, a flash, and on to the next open finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from auditor.gui.dialogs.line import LineDialog
from auditor.gui.words import DISMISSALS, VERDICT_WORDS, counted
from auditor.model.decision import Verdict
from auditor.model.listing import Alike
from auditor.model.values import dataclass
from auditor.workflow.claims import redo, undo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from auditor.gui.controllers.findings import FindingsController
    from auditor.gui.desk import Desk
    from auditor.gui.settings import Settings
    from auditor.gui.widgets.decision_bar import DecisionBar
    from auditor.gui.widgets.finding_view import FindingView
    from auditor.model.decision import Author, Change
    from auditor.model.listing import Filter
    from auditor.store.audits import AuditFile
    from auditor.store.decisions import Steps

    _Place = tuple[Filter, int | None]
    """Where the user is: what the table shows, and the current finding."""

_BULK = (Verdict.CONFIRMED, Verdict.NEEDS_SUBSTANTIATION, Verdict.DISMISSED, Verdict.UNDECIDED)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a step did, and the findings that are still open in the order of the table."""

    change: Change | None
    touched: tuple[int, ...]
    open: frozenset[int]
    versions: tuple[int, ...] = ()
    """Documents of which another version is the present one now."""


class TriageController(QObject):
    """Decides in the background; what is told here is on the disk. `changed` tells which findings it touched."""

    changed = Signal()
    versions_changed = Signal(object, object)
    """A step was taken back, or done again, that had brought new versions: the `Change` and the documents."""
    undone = Signal()
    """A step was taken back or done again; it may have reached a register."""

    def __init__(
        self,
        desk: Desk,
        listing: FindingsController,
        bar: DecisionBar,
        view: FindingView,
        settings: Settings,
        author: Callable[[], Author],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._listing, self._bar, self._view = desk, listing, bar, view
        self._settings, self._author = settings, author
        self._alike = Alike()
        bar.wanted.connect(self.decide)
        bar.alike_wanted.connect(self.offer_alike)
        listing.chosen.connect(self._count_alike)

    def decide(self, verdict: Verdict) -> None:
        """Decide about the current finding; to dismiss asks for the reason first."""
        number = self._listing.current
        if number is None:
            self._tell_waiting()
            return
        if self._desk.is_read_only:
            self._view.flash("This review is open to be read only.")
            return
        if verdict is Verdict.DISMISSED:
            self._ask_reason(self._bar.below(verdict), lambda reason: self._decide([number], verdict, reason))
        else:
            self._decide([number], verdict)

    def offer_alike(self) -> None:
        """Offer to decide about every finding of the same words, with their number."""
        if self._tell_waiting():
            return
        if len(self._alike.ids) <= 1:
            self._view.flash("No other finding has the same words.")
            return
        menu = QMenu(self._bar)
        for verdict in _BULK:
            action = menu.addAction(f"{VERDICT_WORDS[verdict]}: all {len(self._alike.ids):,}")
            action.setData(verdict)
        menu.triggered.connect(lambda action: self._decide_alike(Verdict(action.data())))
        _open(menu, self._bar.alike)

    def note(self) -> None:
        """Write a note beside the current finding."""
        self._tell_waiting()
        number = self._listing.current
        found = None if number is None else self._desk.finding(number)
        if number is None or found is None:
            return
        dialog = LineDialog(
            "Note", "A note for yourself and the next reviewer", found.decision.note, self._bar
        )
        dialog.submitted.connect(lambda words: self._note(number, words))
        dialog.open()

    def undo(self) -> None:
        """Take the last step back and go to where it was made."""
        author = self._author()
        self._step(
            lambda file: undo(file, author),
            lambda change: f"Taken back: {change.words}",
            goes_on=False,
        )

    def redo(self) -> None:
        """Do again what was last taken back."""
        author = self._author()
        self._step(
            lambda file: redo(file, author),
            lambda change: f"Done again: {change.words}",
            goes_on=False,
        )

    def tell_steps(self, tell: Callable[[str, str], None]) -> None:
        """Say what would be taken back and done again; empty words for nothing."""

        def words(steps: Steps) -> None:
            tell(*(step.words if step else "" for step in (steps.undo, steps.redo)))

        self._desk.ask(lambda file: file.decisions.steps(), words)

    def next_open(self, by: int = 1) -> None:
        """Go to the next (1) or previous (-1) finding that waits for an answer."""
        wanted, sort, shown = self._scope(), self._listing.sort, self._listing.wanted

        def go_on(waiting: frozenset[int]) -> None:
            if shown == self._listing.wanted:  # each of two quick presses goes one further
                self._go_on(waiting, by)

        self._desk.ask(lambda file: frozenset(file.findings.open_ids(wanted, sort)), go_on)

    def _decide_alike(self, verdict: Verdict) -> None:
        if verdict is Verdict.DISMISSED:
            self._ask_reason(self._bar.alike, lambda reason: self._decide(self._alike.ids, verdict, reason))
        else:
            self._decide(self._alike.ids, verdict)

    def _decide(self, numbers: Sequence[int], verdict: Verdict, reason: str = "") -> None:
        author, many = self._author(), len(numbers)
        words = VERDICT_WORDS[verdict] + (f" {counted(many, 'finding')}" if many > 1 else "")
        self._step(
            lambda file: file.decisions.decide(numbers, verdict, author, words, reason),
            lambda change: change.words,
            goes_on=verdict is not Verdict.UNDECIDED,
        )

    def _note(self, number: int, note: str) -> None:
        author = self._author()
        self._step(
            lambda file: file.decisions.note(number, note, author, "Note"), lambda _: "Noted", goes_on=False
        )

    def _step(
        self,
        act: Callable[[AuditFile], Change | None],
        told: Callable[[Change], str],
        *,
        goes_on: bool,
    ) -> None:
        wanted, sort, place = self._scope(), self._listing.sort, self._place()

        def work(file: AuditFile) -> _Done:
            change = act(file)
            touched = file.decisions.findings_of(change.id) if change else ()
            versions = file.versions.touched(change.id) if change else ()
            return _Done(change, touched, frozenset(file.findings.open_ids(wanted, sort)), versions)

        self._desk.ask(work, lambda done: self._show(done, told, place if goes_on else None))

    def _show(self, done: _Done, told: Callable[[Change], str], left: _Place | None) -> None:
        """Say what was done, and go on from the place that was `left`, if from any."""
        if done.change is None:
            self._view.flash("Nothing to change.")
        else:
            self._view.flash(told(done.change))
        if left is not None:
            if left == self._place():  # whoever has gone elsewhere meanwhile is not called back
                self._go_on(done.open, 1)
        elif done.touched and self._listing.current not in done.touched:
            self._listing.choose(done.touched[0])
        self._listing.reload()
        self.changed.emit()
        if done.versions:
            self.versions_changed.emit(done.change, done.versions)
        if left is None:
            self.undone.emit()

    def _place(self) -> _Place:
        """Return where the user is: what the table shows, and the current finding."""
        return self._listing.wanted, self._listing.current

    def _go_on(self, waiting: frozenset[int], by: int) -> None:
        """Go to the nearest open finding after the current one, and at the end begin again at the top."""
        if not self._listing.choose_nearest(waiting, by):
            words = "No other open finding here." if waiting else self._listing.words_when_decided
            self._view.flash(words)

    def _scope(self) -> Filter:
        """What the table shows, or of it the current document alone."""
        wanted = self._listing.wanted
        number = self._listing.current
        if self._settings.crosses_documents or number is None:
            return wanted
        found = self._desk.finding(number)
        return replace(wanted, document=found.document) if found else wanted

    def _tell_waiting(self) -> bool:
        """Say why nothing happens while a preliminary finding is looked at; False when something else is."""
        words = self._listing.waiting
        if words:
            self._view.flash(words)
        return bool(words)

    def _count_alike(self, number: int) -> None:
        self._alike = Alike()  # what was alike to the finding before must not be decided about any more
        self._bar.set_alike(0, 0)
        if self._listing.waiting:
            return
        self._desk.ask(
            lambda file: file.findings.alike(number), lambda alike: self._show_alike(number, alike)
        )

    def _show_alike(self, number: int, alike: Alike) -> None:
        if number == self._listing.current:
            self._alike = alike
            self._bar.set_alike(len(alike.ids), alike.documents)

    def _ask_reason(self, below: QWidget, done: Callable[[str], None]) -> None:
        menu = QMenu(self._bar)
        for number, reason in enumerate(DISMISSALS, 1):
            action = menu.addAction(f"&{number}  {reason}")
            action.setData(reason)
        menu.addSeparator()
        other = menu.addAction("&Other reason…")
        menu.triggered.connect(lambda action: self._reason_chosen(action, other, done))
        _open(menu, below)

    def _reason_chosen(self, action: QAction, other: QAction, done: Callable[[str], None]) -> None:
        if action is not other:
            done(str(action.data()))
            return
        dialog = LineDialog("Dismiss", "Why is this no problem?", "", self._bar, is_needed=True)
        dialog.submitted.connect(done)
        dialog.open()


def _open(menu: QMenu, below: QWidget) -> None:
    """Open a menu under a widget; it is gone when it closes."""
    menu.aboutToHide.connect(menu.deleteLater)
    place = below if below.isVisible() else below.window()
    menu.popup(place.mapToGlobal(QPoint(0, place.height() if place is below else 0)))
    menu.setActiveAction(menu.actions()[0])
