"""Joins the overview to audit file and workbench: counted in the background, and only while it is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from auditor.gui import figures
from auditor.gui.pace import Pace
from auditor.gui.widgets.workbench import Pane
from auditor.gui.words import counted
from auditor.model.listing import Filter

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from auditor.gui.desk import Desk
    from auditor.gui.tasks import Task
    from auditor.gui.widgets.overview_page import OverviewPage
    from auditor.gui.widgets.workbench import Workbench
    from auditor.model.finding import Severity
    from auditor.model.overview import Overview

REFRESH_MS = 300
"""While documents finish, the overview is counted anew this often at most."""


class OverviewController(QObject):
    """A figure or a document that was pressed is listed in the workbench."""

    def __init__(
        self, desk: Desk, page: OverviewPage, switch: QAction, bench: Workbench, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._page, self._switch, self._bench = desk, page, switch, bench
        self._asked: Task | None = None
        self._later = Pace(REFRESH_MS, self)
        self._later.due.connect(self.refresh)
        switch.toggled.connect(self._turn)
        page.figure_chosen.connect(self._open_figure)
        page.document_opened.connect(self._open_document)

    def refresh_soon(self) -> None:
        """Count anew, and not too often: something was audited or decided."""
        if self._switch.isChecked():
            self._later.ask()

    def refresh(self) -> None:
        """Count now; an answer still under way is dropped."""
        self._later.stop()
        if self._asked is not None:
            self._asked.cancel()
        self._asked = self._desk.ask(lambda file: file.overview(), self._show)

    def _turn(self, is_shown: bool) -> None:  # noqa: FBT001 - a slot
        if is_shown:
            self.refresh()
            self._page.focus_first()

    def _show(self, overview: Overview) -> None:
        page = self._page
        page.set_standings(overview.documents)
        page.severities.set_figures(figures.by_severity(overview) if overview.findings else ())
        page.decisions.set_figures(figures.by_decision(overview) if overview.findings else ())
        page.categories.set_figures(figures.by_category(overview))
        page.worst.set_figures(figures.worst_documents(overview))
        page.set_facts(*_said(overview))

    def _open_figure(self, wanted: Filter) -> None:
        document = wanted.document
        self._list(replace(wanted, document=None), document)

    def _open_document(self, document: int, severity: Severity | None) -> None:
        self._list(Filter(severities=frozenset({severity} if severity else ())), document)

    def _list(self, wanted: Filter, document: int | None) -> None:
        self._switch.setChecked(False)
        if document is None:
            self._bench.documents.select_row(0)
        else:
            self._bench.documents.select_document(document)
        self._bench.filters.set_wanted(wanted)
        self._bench.go_to(Pane.FINDINGS)


def _said(overview: Overview) -> tuple[str, str]:
    """Return the head and the sentence under it."""
    decided = overview.findings - overview.open
    head = f"{counted(overview.findings, 'finding')} in {counted(len(overview.documents), 'document')}"
    facts = [f"{overview.open:,} open, {decided:,} decided"] if overview.findings else []
    if overview.unread:
        facts.append(
            f"{counted(overview.unread, 'document')} could not be read and {_is(overview.unread)} not clean"
        )
    if not overview.findings:
        facts.append("That is not a clearance: a person decides")
    return head, ". ".join(facts) + "."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
