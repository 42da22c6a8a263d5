"""The panes side by side: documents left, findings above, the text and the details below."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from auditor.gui.widgets.detail_pane import DetailPane
from auditor.gui.widgets.document_pane import DocumentPane
from auditor.gui.widgets.documents_pane import DocumentsPane
from auditor.gui.widgets.filter_bar import FilterBar
from auditor.gui.widgets.finding_view import FindingView
from auditor.gui.widgets.gone_pane import GonePane
from auditor.gui.widgets.passed_pane import PassedPane
from auditor.gui.widgets.register_pane import RegisterPane
from auditor.gui.widgets.second_look_pane import SecondLookPane
from auditor.gui.widgets.table_pane import Table, TablePane

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from auditor.gui.models.document_list import DocumentList
    from auditor.gui.models.finding_table import FindingTable
    from auditor.gui.theme import Theme

_HANDLE = 1


class Pane(IntEnum):
    """The panes that a small window shows one at a time, in the order of their tabs."""

    DOCUMENTS = 0
    FINDINGS = 1
    TEXT = 2
    DETAILS = 3


_TITLES = {
    Pane.DOCUMENTS: "Documents",
    Pane.FINDINGS: "Findings",
    Pane.TEXT: "Text",
    Pane.DETAILS: "Details",
}

_ROOMY = (740, 470)
"""Pixels, at words of their usual size: below that the panes are shown one at a time."""


class Workbench(QWidget):
    """Holds the panes; every border between them can be moved and is remembered. In a small window one is in front."""

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
        super().__init__(parent)
        self._theme = theme
        self.documents = DocumentsPane(documents, theme)
        self.filters = FilterBar(theme)
        self.findings = FindingView(findings, theme)
        self.passed = PassedPane(theme)
        self.gone = GonePane(theme)
        self.second = SecondLookPane(theme)
        self.register = RegisterPane(theme)
        self.tables = TablePane(
            self.filters, self.findings, self.passed, self.gone, self.second, self.register
        )
        self.document = DocumentPane(theme, folder, zooms, shows_page=shows_page)
        self.detail = DetailPane(theme)
        self.detail.add_other(self.second.detail)
        self.detail.add_other(self.register.detail)
        self._below = _splitter(Qt.Orientation.Horizontal, self.document, self.detail)
        self._right = _splitter(Qt.Orientation.Vertical, self.tables, self._below)
        self._all = _splitter(Qt.Orientation.Horizontal, self.documents, self._right)
        self._strip = self._make_strip()
        self.is_small = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._strip)
        layout.addWidget(self._all, 1)
        theme.changed.connect(self._fit)
        self.filters.all_documents_wanted.connect(lambda: self.documents.select_row(0))
        self._set_sizes()

    def go_to(self, pane: Pane, table: Table = Table.FINDINGS) -> None:
        """Put the keyboard into a pane; in a small window it comes to the front."""
        self.bring(pane)
        if pane is Pane.FINDINGS:
            self.tables.go_to(table)
        elif pane is Pane.DOCUMENTS:
            self.documents.focus_list()
        elif pane is Pane.TEXT:
            self.document.focus_reader()
        else:
            self.detail.setFocus()

    def bring(self, pane: Pane) -> None:
        """Bring a pane to the front of a small window."""
        self._strip.setCurrentIndex(pane)

    def look_for(self) -> None:
        """Look for words where the keyboard is: in the document, or in the table."""
        if self.document.has_focus:
            self.document.search()
        else:
            self.bring(Pane.FINDINGS)
            self.tables.focus_text()

    def states(self) -> dict[str, QByteArray]:
        """Return where the borders are."""
        return {name: splitter.saveState() for name, splitter in self._splitters().items()}

    def restore(self, name: str, state: QByteArray) -> None:
        """Put one border where it was."""
        if not state.isEmpty():
            self._splitters()[name].restoreState(state)

    def _splitters(self) -> dict[str, QSplitter]:
        return {"documents": self._all, "findings": self._right, "details": self._below}

    def _make_strip(self) -> QTabBar:
        strip = QTabBar(self)
        strip.setAccessibleName("Panes")
        strip.setDrawBase(False)
        strip.setExpanding(False)
        for pane in Pane:
            strip.addTab(_TITLES[pane])
        strip.setCurrentIndex(Pane.FINDINGS)
        strip.currentChanged.connect(self._show_panes)
        strip.hide()
        return strip

    def _show_panes(self) -> None:
        front = Pane(self._strip.currentIndex())
        shown = {pane: not self.is_small or pane is front for pane in Pane}
        self.documents.setVisible(shown[Pane.DOCUMENTS])
        self.tables.setVisible(shown[Pane.FINDINGS])
        self.document.setVisible(shown[Pane.TEXT])
        self.detail.setVisible(shown[Pane.DETAILS])
        self._below.setVisible(shown[Pane.TEXT] or shown[Pane.DETAILS])
        self._right.setVisible(not self.is_small or front is not Pane.DOCUMENTS)
        self._strip.setVisible(self.is_small)

    def _fit(self) -> None:
        """One pane at a time where all together would be too small to be read."""
        is_small = self.width() < self._theme.px(_ROOMY[0]) or self.height() < self._theme.px(_ROOMY[1])
        if is_small != self.is_small:
            self.is_small = is_small
            self._show_panes()

    def _set_sizes(self) -> None:
        self._all.setSizes([264, 1016])
        self._right.setSizes([340, 460])
        self._below.setSizes([620, 396])
        self.documents.setMinimumWidth(200)
        self.detail.setMinimumWidth(240)
        self.document.setMinimumWidth(240)
        self._all.setStretchFactor(1, 1)
        self._right.setStretchFactor(1, 1)
        self._below.setStretchFactor(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Show as many panes as there is room for."""
        super().resizeEvent(event)
        self._fit()


def _splitter(orientation: Qt.Orientation, *panes: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(_HANDLE)
    splitter.setChildrenCollapsible(False)
    for pane in panes:
        splitter.addWidget(pane)
    return splitter
