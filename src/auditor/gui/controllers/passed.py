"""Joins the list of what was not flagged to the document that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.gui.widgets.table_pane import Table

if TYPE_CHECKING:
    from auditor.gui.desk import Desk
    from auditor.gui.tasks import Task
    from auditor.gui.widgets.detail_pane import DetailPane
    from auditor.gui.widgets.document_pane import DocumentPane
    from auditor.gui.widgets.passed_pane import PassedPane
    from auditor.gui.widgets.table_pane import TablePane
    from auditor.model.passed import PassedRow
    from auditor.store.audits import AuditFile


class PassedController(QObject):
    """Fetches the list in the background, and only while it is looked at."""

    chosen = Signal()
    """One of them is looked at, and no finding."""

    def __init__(
        self,
        desk: Desk,
        tables: TablePane,
        pane: PassedPane,
        document: DocumentPane,
        detail: DetailPane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tables, self._pane = desk, tables, pane
        self._document, self._detail = document, detail
        self._wanted: int | None = None
        self._shown: int | None = None
        self._asked: Task | None = None
        tables.turned.connect(lambda _: self._fetch())
        pane.chosen.connect(self._choose)
        desk.opened.connect(lambda: self.show_document(None))

    def _choose(self, row: PassedRow) -> None:
        self.chosen.emit()
        self._document.show_place(row.span, row.words)
        self._detail.set_passed(row)

    def show_document(self, number: int | None) -> None:
        """Another document is shown, or none."""
        self._wanted = number
        self._fetch()

    def _fetch(self) -> None:
        if self._tables.shown is not Table.PASSED or self._wanted == self._shown:
            return
        if self._asked is not None:
            self._asked.cancel()
        number = self._shown = self._wanted
        if number is None:
            self._pane.set_rows(None)
            return

        def work(file: AuditFile) -> tuple[PassedRow, ...]:
            return file.passed(number)

        self._asked = self._desk.ask(work, self._pane.set_rows)
