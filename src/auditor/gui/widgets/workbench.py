"""The panes side by side: documents left, findings above, the text and the details below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from auditor.gui.widgets.detail_pane import DetailPane
from auditor.gui.widgets.document_pane import DocumentPane
from auditor.gui.widgets.documents_pane import DocumentsPane
from auditor.gui.widgets.filter_bar import FilterBar
from auditor.gui.widgets.finding_view import FindingView
from auditor.gui.widgets.gone_pane import GonePane
from auditor.gui.widgets.passed_pane import PassedPane
from auditor.gui.widgets.second_look_pane import SecondLookPane
from auditor.gui.widgets.table_pane import TablePane

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.gui.models.document_list import DocumentList
    from auditor.gui.models.finding_table import FindingTable
    from auditor.gui.theme import Theme

_HANDLE = 1


class Workbench(QSplitter):
    """Holds the panes; every border between them can be moved and is remembered."""

    def __init__(
        self,
        documents: DocumentList,
        findings: FindingTable,
        theme: Theme,
        folder: Path,
        *,
        zooms: Mapping[str, float],
        shows_page: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.documents = DocumentsPane(documents, theme)
        self.filters = FilterBar(theme)
        self.findings = FindingView(findings, theme)
        self.passed = PassedPane(theme)
        self.gone = GonePane(theme)
        self.second = SecondLookPane(theme)
        self.tables = TablePane(self.filters, self.findings, self.passed, self.gone, self.second)
        self.document = DocumentPane(theme, folder, zooms, shows_page=shows_page)
        self.detail = DetailPane(theme)
        self.detail.add_other(self.second.detail)
        self._below = _splitter(Qt.Orientation.Horizontal, self.document, self.detail)
        self._right = _splitter(Qt.Orientation.Vertical, self.tables, self._below)
        self.addWidget(self.documents)
        self.addWidget(self._right)
        self.filters.all_documents_wanted.connect(lambda: self.documents.select_row(0))
        self._set_sizes()

    def states(self) -> dict[str, QByteArray]:
        """Return where the borders are."""
        return {name: splitter.saveState() for name, splitter in self._splitters().items()}

    def restore(self, name: str, state: QByteArray) -> None:
        """Put one border where it was."""
        if not state.isEmpty():
            self._splitters()[name].restoreState(state)

    def _splitters(self) -> dict[str, QSplitter]:
        return {"documents": self, "findings": self._right, "details": self._below}

    def _set_sizes(self) -> None:
        self.setHandleWidth(_HANDLE)
        self.setChildrenCollapsible(False)
        self.setSizes([264, 1016])
        self._right.setSizes([340, 460])
        self._below.setSizes([620, 396])
        self.documents.setMinimumWidth(200)
        self.detail.setMinimumWidth(240)
        self.document.setMinimumWidth(240)
        self.setStretchFactor(1, 1)
        self._right.setStretchFactor(1, 1)
        self._below.setStretchFactor(0, 1)


def _splitter(orientation: Qt.Orientation, *panes: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(_HANDLE)
    splitter.setChildrenCollapsible(False)
    for pane in panes:
        splitter.addWidget(pane)
    return splitter
