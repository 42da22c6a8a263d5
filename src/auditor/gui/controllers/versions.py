"""Joins the list of what is gone, and the view of both versions, to the audit file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.gui.widgets.compare_view import CompareView, Comparison, Side, Stop
from auditor.gui.widgets.table_pane import Table
from auditor.gui.words import STATE_WORDS, departure_words, moment_words, short_name
from auditor.model.decision import FindingState
from auditor.workflow.reaudit import beside
from auditor.workflow.review import open_review
from auditor.workflow.side_by_side import SideBySide, side_by_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from auditor.gui.desk import Desk
    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings
    from auditor.gui.tasks import Task
    from auditor.gui.theme import Theme
    from auditor.gui.widgets.detail_pane import DetailPane
    from auditor.gui.widgets.gone_pane import GonePane
    from auditor.gui.widgets.table_pane import TablePane
    from auditor.model.audit import DocumentAudit
    from auditor.model.listing import FindingMark
    from auditor.model.reaudit import Counterpart, GoneRow, Standing
    from auditor.model.span import Span
    from auditor.store.audits import AuditFile


class VersionsController(QObject):
    """Fetches in the background, the list only while it is looked at."""

    chosen = Signal()
    """A finding that is gone is looked at, and none of those that stand."""
    finding_wanted = Signal(int)

    def __init__(
        self,
        desk: Desk,
        tables: TablePane,
        pane: GonePane,
        detail: DetailPane,
        theme: Theme,
        messages: Messages,
        settings: Settings,
        choosers: Choosers,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._settings, self._choosers = settings, choosers
        self._shown: int | None = None
        self._desk, self._tables, self._pane, self._detail = desk, tables, pane, detail
        self._theme, self._messages, self._window = theme, messages, window
        self._document: int | None = None
        self._is_stale = True
        self._asked: Task | None = None
        self._view: CompareView | None = None
        tables.turned.connect(lambda _: self._fetch())
        pane.chosen.connect(self._choose)
        pane.compare_wanted.connect(self._compare_shown)
        desk.opened.connect(lambda: self.show_document(None))

    def show_document(self, number: int | None) -> None:
        """Narrow the list to one document; None is for all."""
        self._document = number
        self.refresh()

    def note_shown(self, number: int | None) -> None:
        """Another document is shown, or none: what is asked for by key is about it."""
        self._shown = number

    def refresh(self) -> None:
        """What is gone may have changed."""
        self._is_stale = True
        self._fetch()

    def compare(self, document: int) -> None:
        """Show a document beside the version it was compared with."""

        def work(file: AuditFile) -> _Compared | None:
            before = file.versions.compared_with(document)
            return None if before is None else _Compared.read(file, before, document)

        self._desk.ask(work, self._show_both)

    def _compare_shown(self) -> None:
        if self._document is not None:
            self.compare(self._document)

    def choose_review(self) -> None:
        """Ask for another review, and show the document that is shown beside its counterpart there."""
        number = self._shown
        if number is None:
            self._messages.info("Choose the document first that you want to compare.")
            return
        chosen = self._choosers.open_review(self._settings.folder)
        if chosen:
            path = Path(chosen)
            self._desk.ask(lambda file: _read_beside(file, number, path), self._show_beside)

    def _show_beside(self, found: _Compared | None) -> None:
        if found is None:
            self._messages.info(
                "That review has no document of this address or name, or several.",
                "Open the other document there under the name it has here.",
            )
        else:
            self._show_both(found)

    def _fetch(self) -> None:
        if self._tables.shown is not Table.GONE or not self._is_stale:
            return
        if self._asked is not None:
            self._asked.cancel()
        self._is_stale = False
        number = self._document

        def work(file: AuditFile) -> tuple[tuple[GoneRow, ...], Standing]:
            among = None if number is None else [number]
            return file.versions.gone_rows(number), file.versions.standing(among)

        self._asked = self._desk.ask(work, lambda answer: self._show(*answer))

    def _show(self, rows: Sequence[GoneRow], standing: Standing) -> None:
        is_any = standing != type(standing)()
        may_compare = is_any and self._document is not None
        self._pane.set_rows(rows, standing.words if is_any else "", may_compare=may_compare)

    def _choose(self, row: GoneRow) -> None:
        self.chosen.emit()
        self._detail.set_gone(self._desk.finding(row.id), self._desk.history(row.id), row.departure)

    def _show_both(self, found: _Compared | None) -> None:
        if found is None:
            self._messages.info(
                "No version before was audited here.", "Add the new version of the document to compare them."
            )
            return
        if self._view is None:
            self._view = CompareView(self._theme, self._window)
            self._view.finding_chosen.connect(self.finding_wanted)
        self._view.show_comparison(found.shown())


class _Compared:
    """Two versions as they were read from the file, made ready to be shown."""

    def __init__(
        self,
        old: tuple[DocumentAudit, tuple[FindingMark, ...], str],
        new: tuple[DocumentAudit, tuple[FindingMark, ...], str],
        counterparts: Sequence[Counterpart],
        standing: Standing,
    ) -> None:
        self._old, self._new = old, new
        self._counterparts, self._standing = counterparts, standing
        self._places = side_by_side(old[0].text, old[0].blocks, new[0].text, new[0].blocks)

    @classmethod
    def read(cls, file: AuditFile, before: int, now: int) -> _Compared:
        """Runs in the background: comparing long texts takes its time."""
        old, new = ((file.document(n), file.findings.marks(n), _moment(file, n)) for n in (before, now))
        return cls(old, new, file.versions.compared(now), file.versions.standing([now]))

    def shown(self) -> Comparison:
        """Return what the view shows."""
        document, places = self._new[0], self._places
        return Comparison(
            title=document.title or short_name(document.source.name),
            standing=self._standing.words,
            old=_side("Before", *self._old, places.removed),
            new=_side("Now", *self._new, places.added),
            stops=_stops(self._counterparts, places),
            to_new=places.to_new,
            to_old=places.to_old,
        )


def _read_beside(file: AuditFile, number: int, path: Path) -> _Compared | None:
    """Runs in the background. Raises StoreError when the other review cannot be read."""
    with open_review(path, is_read_only=True) as other:
        found = beside(file, number, other)
        if found is None:
            return None
        old = other.document(found.then), other.findings.marks(found.then), f"{path.name}"
        new = file.document(number), file.findings.marks(number), _moment(file, number)
        return _Compared(old, new, found.counterparts, found.standing)


def _moment(file: AuditFile, document: int) -> str:
    judged = file.versions.judged_by(document)
    return moment_words(judged.audited_at) if judged else ""


def _side(
    name: str, document: DocumentAudit, marks: Sequence[FindingMark], moment: str, changes: Sequence[Span]
) -> Side:
    head = " · ".join(part for part in (name, short_name(document.source.name), moment) if part)
    return Side(head, document.text, document.blocks, marks, changes)


_WEIGHTS = {FindingState.STALE: 0, FindingState.NEW: 0, FindingState.OPEN: 1}


def _stops(counterparts: Sequence[Counterpart], places: SideBySide) -> tuple[Stop, ...]:
    """Return the findings in the order of the present text, those that simply go on behind all others."""

    def order(each: Counterpart) -> tuple[int, int]:
        place = each.place if each.now is not None else places.to_new(max(each.place, 0))
        return (_WEIGHTS[each.state] if each.state else 0), place

    return tuple(Stop(_stop_words(each), each.then, each.now) for each in sorted(counterparts, key=order))


def _stop_words(each: Counterpart) -> str:
    what = departure_words(each.departure) if each.departure else ""
    if each.state:
        what = STATE_WORDS[each.state]
    return (
        f"{what} · “{' '.join(each.words.split())}” · {each.title}"
        if each.words
        else f"{what} · {each.title}"
    )
