"""Joins filter bar, table and audit file: which findings are shown, in which order, and which one is current."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.gui.groups import named, with_preliminary
from auditor.gui.models.document_list import State
from auditor.gui.pace import Pace
from auditor.gui.preliminary import NO_DOCUMENT, is_preliminary
from auditor.gui.project_view import ProjectView
from auditor.gui.words import ONLY_PRELIMINARY, PRELIMINARY_MEANING

if TYPE_CHECKING:
    from auditor.gui.desk import Desk
    from auditor.gui.models.document_list import DocumentList, Entry
    from auditor.gui.models.finding_table import FindingTable
    from auditor.gui.preliminary import Preliminary
    from auditor.gui.settings import Settings
    from auditor.gui.tasks import Task
    from auditor.gui.widgets.filter_bar import FilterBar
    from auditor.gui.widgets.finding_view import FindingView
    from auditor.model.listing import Facets, Filter, FindingRow, Listing
    from auditor.model.order import Grouping, Sort
    from auditor.store.audits import AuditFile

REFRESH_MS = 300
"""While documents finish, the table is brought up to date this often at most; more would make it restless."""


class FindingsController(QObject):
    """Asks for findings in the background and keeps the current one current."""

    chosen = Signal(int)
    lost = Signal()
    """The filter hides the finding that was current."""
    view_changed = Signal()
    """Filter, order or groups are others now."""

    def __init__(
        self,
        desk: Desk,
        table: FindingTable,
        view: FindingView,
        bar: FilterBar,
        documents: DocumentList,
        preliminary: Preliminary,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._table, self._view, self._bar = desk, table, view, bar
        self._documents, self._preliminary, self._settings = documents, preliminary, settings
        self._document: int | None = None
        self._ticket: int | None = None
        """Set while the one document that is shown is still to come."""
        self._sort = settings.sort
        self._grouping: Grouping | None = None
        self._current: int | None = None
        self._here: int | None = None
        """The finding nearest to what the user has scrolled to since the current one was chosen."""
        self._asked: Task | None = None
        self._is_stale = False
        self._is_arriving = False
        """What was asked for last was not asked for by the user."""
        self._state = State.ALL
        self._is_ours = True
        """The current finding was chosen here, not by the user: it gives way to a weightier one."""
        self._is_placing = False
        self._later = Pace(REFRESH_MS, self)
        self._later.due.connect(self._refresh_if_idle)
        view.set_sort(self._sort)
        view.chosen.connect(self._note_chosen)
        view.heading_chosen.connect(self._note_heading)
        view.sort_wanted.connect(self._change_sort)
        view.groups_changed.connect(self.view_changed)
        bar.changed.connect(self.refresh)
        bar.changed.connect(self.view_changed)
        desk.opened.connect(self._forget)

    @property
    def current(self) -> int | None:
        """The finding being looked at; none while a preliminary one is, so that nobody decides about it."""
        return None if self.waiting else self._current

    @property
    def waiting(self) -> str:
        """Why nobody can decide about the finding being looked at yet; empty unless it is a preliminary one."""
        return PRELIMINARY_MEANING if is_preliminary(self._current) else ""

    @property
    def words_when_decided(self) -> str:
        """What there is to say of what is shown when nothing of it waits for an answer."""
        ids = self._table.ids
        if not ids:
            return "There are no findings here."
        return ONLY_PRELIMINARY if is_preliminary(ids[-1]) else "Every finding here is decided."

    @property
    def sort(self) -> Sort:
        """The order of the table."""
        return self._sort

    @property
    def wanted(self) -> Filter:
        """What the table shows."""
        return replace(self._bar.wanted(), document=self._document)

    def refresh(self) -> None:
        """Ask at once; an answer still under way is dropped."""
        if self._asked is not None:
            self._asked.cancel()
        self._is_stale = self._is_arriving = False
        wanted, sort, by = self.wanted, self._sort, self._grouping

        def work(file: AuditFile) -> tuple[Listing, Facets]:
            return named(file.findings.listing(wanted, sort, by), by), file.findings.facets(wanted)

        self._asked = self._desk.ask(work, self._show)

    def reload(self) -> None:
        """Show rows anew, and ask which ones pass the filter now: what was decided has changed."""
        self._table.forget_rows()
        self.refresh()

    def choose_nearest(self, numbers: frozenset[int], by: int) -> bool:
        """Make the nearest of these findings current, from here on and then from the other end; False when none is shown."""
        ids = self._table.ids
        start = self._start(by)
        for step in range(1, len(ids) + 1):
            number = ids[(start + by * step) % len(ids)]
            if number in numbers and number != self._current:
                self.choose(number)
                return True
        return False

    def refresh_soon(self) -> None:
        """Ask when the present answer is in, and not too often."""
        self._is_stale = True
        self._later.ask()

    def show_document(self, entry: Entry) -> None:
        """Narrow to one document; the entry for all widens again."""
        self._state = entry.state
        document = None if entry.state is State.ALL else entry.number or NO_DOCUMENT
        if (document, entry.ticket) != (self._document, self._ticket):
            self._document, self._ticket = document, entry.ticket
            self._bar.set_document("" if document is None else entry.name)
            self._view.set_one_document(document is not None)
            self.refresh()

    def choose(self, number: int) -> None:
        """Make a finding current, also when the filter hides its row. A preliminary one may be another or gone by now."""
        now = self._preliminary.now(number)
        if now is not None and not self._view.set_current(now):
            self._note_chosen(now)

    def leave(self) -> None:
        """Have no finding current: something else is being looked at, and a key must decide about nothing unseen."""
        self._is_ours = False
        if self._current is not None:
            self._current = None
            self._view.forget_current()
            self.lost.emit()

    def step(self, by: int) -> None:
        """Go to the next or previous finding from where we are: the current one, or what was scrolled to since."""
        if self._here is None:
            self._view.step(by)
        elif 0 <= (row := self._start(1 if by > 0 else -1) + by) < len(self._table.ids):
            self.choose(self._table.ids[row])

    def note_place(self, number: int) -> None:
        """The user has scrolled to this finding: the list shows it, and going on begins there."""
        now = self._preliminary.now(number)
        if now == self._current:
            self._here = None
        elif now is not None and self._view.reveal(now):
            self._here = now

    def _start(self, by: int) -> int:
        """Return the row before (1) or behind (-1) the first one to go to."""
        row = self._table.position_of(self._here) if self._here is not None else None
        if row is not None:
            return row - 1 if by > 0 else row
        row = self._table.position_of(self._current) if self._current is not None else None
        return (-1 if by > 0 else len(self._table.ids)) if row is None else row

    def _refresh_if_idle(self) -> None:
        if self._asked is not None and not self._asked.is_over:
            self._later.ask()
        elif self._is_stale:
            self.refresh()
            self._is_arriving = True

    def _show(self, answer: tuple[Listing, Facets]) -> None:
        listing, facets = answer
        is_calm = self._is_arriving or self._preliminary.is_settling
        sight = self._view.sight() if is_calm else []
        early = self._early()
        self._table.set_listing(with_preliminary(listing, early, self._grouping))
        self._bar.set_facets(facets, len(early))
        self._view.set_compared(bool(facets.states))
        self._view.set_empty_words(self._empty_words(facets))
        if not self._keep_current():
            self._view.look_again([(self._preliminary.now(number), top) for number, top in sight])
        self._preliminary.forget_settled()

    def _early(self) -> list[FindingRow]:
        """Return the preliminary findings to show: of all documents, or of the one that is shown and still to come."""
        if self._document is not None and self._ticket is None:
            return []
        return self._preliminary.listed(self.wanted, self._sort, self._ticket)

    def _keep_current(self) -> bool:
        """Keep the current finding, also as the one that it has become; whether another one was chosen in its place."""
        before, now = self._current, self._preliminary.now(self._current)
        self._here = self._preliminary.now(self._here)
        self._is_placing = True
        is_ours = self._is_ours and self._document is None and bool(self._table.ids)
        if now != before and now is not None and self._view.set_current(now, opens=False):
            self._is_ours = is_ours = False  # it has been looked at for a while
        elif is_ours:
            self._view.set_current(self._table.ids[0], opens=False)
        elif now is None or not self._view.set_current(now, opens=False):
            self._lose_current()
        self._is_placing = False
        return is_ours

    def _lose_current(self) -> None:
        if self._current is not None:
            self._current = None
            self.lost.emit()

    def _note_chosen(self, number: int) -> None:
        self._is_ours = self._is_ours and self._is_placing
        self._here = None
        if number != self._current:
            self._current = number
            self.chosen.emit(number)

    def _note_heading(self) -> None:
        """A heading is looked at: a key must decide about nothing unseen."""
        self._is_ours, self._here = False, None
        self._lose_current()

    def group_by(self, grouping: Grouping | None) -> None:
        """Put the findings into groups, or into none."""
        if grouping is not self._grouping:
            self._grouping = grouping
            self._table.close_groups([])
            self.refresh()
            self.view_changed.emit()

    def view(self) -> ProjectView:
        """Return how the findings are looked at."""
        return ProjectView(self._bar.wanted(), self._sort, self._grouping, self._table.closed)

    def look_at(self, view: ProjectView) -> None:
        """Look at the findings in another way."""
        self._sort, self._grouping = view.sort, view.grouping
        self._view.set_sort(view.sort)
        self._table.close_groups(view.closed)
        self._bar.set_wanted(view.wanted)

    def _change_sort(self, sort: Sort) -> None:
        self._sort = self._settings.sort = sort
        self.refresh()
        self.view_changed.emit()

    def _forget(self) -> None:
        self._current = self._document = self._ticket = self._here = None
        self._is_ours = True
        self._bar.set_document("")
        self._table.set_ids([])  # another file may number its findings the same

    def _empty_words(self, facets: Facets) -> str:
        if self._state.is_pending:
            return "This document has not been read yet."
        if self._state is State.UNREADABLE:
            return "This document was not audited."
        if self._documents.pending and not facets.total:
            return "No findings so far."
        if self._bar.wanted().is_narrowing:
            return "No finding fits these filters. Ctrl+Shift+F clears them."
        return "No findings here. That is not a clearance: a person decides."
