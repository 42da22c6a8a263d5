"""Joins the second look to the audit file: the sample is drawn and judged in the background, by the keys that decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from auditor.gui.actions import Do
from auditor.gui.dialogs.line import LineDialog
from auditor.gui.dialogs.second_look import SecondLookDialog
from auditor.gui.widgets.table_pane import Table
from auditor.gui.widgets.workbench import Pane
from auditor.gui.words import VERDICT_WORDS
from auditor.model.decision import Verdict
from auditor.model.second_look import SecondReport
from auditor.workflow.second_look import draw, new_seed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from auditor.gui.commands import Command
    from auditor.gui.controllers.findings import FindingsController
    from auditor.gui.controllers.reading import ReadingController
    from auditor.gui.controllers.triage import TriageController
    from auditor.gui.desk import Desk
    from auditor.gui.main_window import MainWindow
    from auditor.model.decision import Author, Change
    from auditor.model.second_look import SecondItem, Sizes
    from auditor.store.audits import AuditFile
    from auditor.store.second_looks import SecondLooks


class SecondLookController(QObject):
    """Fetches the report while it is looked at. With the second look in front, the keys that decide judge its items."""

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        listing: FindingsController,
        reading: ReadingController,
        triage: TriageController,
        author: Callable[[], Author],
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._author = desk, window, author
        self._listing, self._reading = listing, reading
        self._bench = window.workbench
        self._pane = window.workbench.second
        self._pane.chosen.connect(self._choose)
        self._pane.draw_wanted.connect(self.ask)
        self._pane.detail.wanted.connect(self.judge)
        self._bench.tables.turned.connect(lambda _: self.renew())
        listing.chosen.connect(lambda _: self._pane.view.forget_current())
        triage.changed.connect(self.renew)
        desk.opened.connect(self._clear)
        window.actions_[Do.SECOND_LOOK].triggered.connect(self.ask)
        window.actions_[Do.GO_SECOND].triggered.connect(
            lambda: self._bench.go_to(Pane.FINDINGS, Table.SECOND)
        )

    def taking_over(self, commands: tuple[Command, ...]) -> Iterator[Command]:
        """Yield the commands so that they act here while the second look is in front."""
        own: dict[Do, Callable[[], object]] = {
            Do.CONFIRM: lambda: self.judge(Verdict.CONFIRMED),
            Do.NEEDS_PROOF: lambda: self.judge(Verdict.NEEDS_SUBSTANTIATION),
            Do.DISMISS: lambda: self.judge(Verdict.DISMISSED),
            Do.UNDECIDE: lambda: self.judge(Verdict.UNDECIDED),
            Do.LATER: lambda: self._pane.flash(
                "A second look says one thing or the other; leave it to skip it."
            ),
            Do.ALIKE: lambda: self._pane.flash("Each item of a second look is judged by itself."),
            Do.NOTE: self.note,
            Do.NEXT: lambda: self._pane.view.step(1),
            Do.PREVIOUS: lambda: self._pane.view.step(-1),
            Do.NEXT_OPEN: lambda: self._go_on(1),
            Do.PREVIOUS_OPEN: lambda: self._go_on(-1),
            Do.UNDO: lambda: self._step(lambda looks, author: looks.undo(author), "Taken back: "),
            Do.REDO: lambda: self._step(lambda looks, author: looks.redo(author), "Done again: "),
        }
        for name, act in commands:
            yield name, self._either(own.get(name, act), act)

    def ask(self) -> None:
        """Ask for the size of the sample, and draw it."""
        if self._is_refused():
            return
        dialog = SecondLookDialog(new_seed(), self._author().reviewer, self._window)
        dialog.submitted.connect(self.draw)
        dialog.open()

    def draw(self, sizes: Sizes, seed: str) -> None:
        """Draw a sample and show it."""
        author = self._author()

        def work(file: AuditFile) -> SecondReport:
            draw(file, sizes, seed, author)
            return file.second_report()

        self._bench.go_to(Pane.FINDINGS, Table.SECOND)
        self._desk.ask(work, self._show_drawn)

    def judge(self, verdict: Verdict) -> None:
        """Say what one thinks of the current item, and go on to the next."""
        item = self._pane.current
        if item is not None and not self._is_refused():
            self._step(
                lambda looks, author: looks.judge(item.id, verdict, author, VERDICT_WORDS[verdict]),
                goes_on=verdict is not Verdict.UNDECIDED,
            )

    def note(self) -> None:
        """Write a note beside the current item."""
        item = self._pane.current
        if item is None or self._is_refused():
            return
        dialog = LineDialog("Note", "A note beside this item", item.judgement.note, self._window)
        dialog.submitted.connect(
            lambda words: self._step(lambda looks, author: looks.note(item.id, words, author, "Note"))
        )
        dialog.open()

    def renew(self) -> None:
        """Show how it stands, when it is looked at."""
        if self._is_in_front:
            self._desk.ask(lambda file: file.second_report(), self._show)

    @property
    def _is_in_front(self) -> bool:
        return self._bench.tables.shown is Table.SECOND

    def _either(self, mine: Callable[[], object], act: Callable[[], object]) -> Callable[[], object]:
        return lambda: mine() if self._is_in_front else act()

    def _is_refused(self) -> bool:
        if self._desk.is_read_only:
            self._pane.flash("This review is open to be read only.")
        return self._desk.is_read_only

    def _choose(self, item: SecondItem) -> None:
        """Show an item and its place, and nothing that says how it was decided."""
        self._listing.leave()
        self._bench.detail.show_instead(self._pane.detail)
        self._reading.show_place(item.document, item.finding, item.span, item.words)

    def _step(
        self, act: Callable[[SecondLooks, Author], Change | None], told: str = "", *, goes_on: bool = False
    ) -> None:
        author = self._author()

        def work(file: AuditFile) -> tuple[Change | None, int | None, SecondReport]:
            change = act(file.second_looks, author)
            item = file.second_looks.item_of(change.id) if change else None
            return change, item, file.second_report()

        def show(done: tuple[Change | None, int | None, SecondReport]) -> None:
            change, item, report = done
            self._show(report)
            self._pane.flash(f"{told}{change.words}" if change else "Nothing to change.")
            if item is not None and not goes_on:
                self._pane.view.choose(item)
            if goes_on:
                self._go_on(1)

        self._desk.ask(work, show)

    def _show(self, report: SecondReport) -> None:
        self._pane.set_report(report, is_first=report.is_first(self._author().reviewer))

    def _show_drawn(self, report: SecondReport) -> None:
        self._show(report)
        self._pane.view.choose(report.items[0].id)
        self._pane.setFocus()

    def _go_on(self, by: int) -> None:
        """Go to the nearest item that is not judged, from here on and then from the other end."""
        items, current = self._pane.items, self._pane.current
        ids = [item.id for item in items]
        here = ids.index(current.id) if current else (-1 if by > 0 else len(ids))
        for step in range(1, len(ids) + 1):
            item = items[(here + by * step) % len(ids)]
            if item.first is None and item is not current:
                self._pane.view.choose(item.id)
                return
        if ids and all(item.first for item in items):
            self._pane.flash("Every item is judged. “Rules” shows what came of it.")

    def _clear(self) -> None:
        self._pane.set_report(SecondReport(), is_first=False)
        self.renew()
