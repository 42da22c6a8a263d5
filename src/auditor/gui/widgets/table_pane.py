"""The pane above the document: findings, what was let pass, what is gone, the second look and the register."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID

if TYPE_CHECKING:
    from auditor.gui.widgets.filter_bar import FilterBar
    from auditor.gui.widgets.finding_view import FindingView
    from auditor.gui.widgets.gone_pane import GonePane
    from auditor.gui.widgets.passed_pane import PassedPane
    from auditor.gui.widgets.register_pane import RegisterPane
    from auditor.gui.widgets.second_look_pane import SecondLookPane


class Table(IntEnum):
    """The tabs, from left to right."""

    FINDINGS = 0
    PASSED = 1
    GONE = 2
    SECOND = 3
    REGISTER = 4


_TITLES = {
    Table.FINDINGS: "Findings",
    Table.PASSED: "Not flagged",
    Table.GONE: "Gone since before",
    Table.SECOND: "Second look",
    Table.REGISTER: "Approved claims",
}


class TablePane(QFrame):
    """Shows one of the tables; `turned` tells which one is in front."""

    turned = Signal(object)

    def __init__(
        self,
        filters: FilterBar,
        findings: FindingView,
        passed: PassedPane,
        gone: GonePane,
        second: SecondLookPane,
        register: RegisterPane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._searches = {
            Table.FINDINGS: filters.focus_text,
            Table.PASSED: passed.focus_text,
            Table.REGISTER: register.focus_text,
        }
        self._tables: tuple[QWidget, ...] = (findings, passed, gone, second, register)
        self._tabs = QTabBar(self)
        self._tabs.setAccessibleName(
            "Findings, what was not flagged, what is gone, the second look, or approved claims"
        )
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._pages = QStackedWidget(self)
        for table in Table:
            self._tabs.addTab(_TITLES[table])
        self._pages.addWidget(_column(filters, findings))
        self._pages.addWidget(passed)
        self._pages.addWidget(gone)
        self._pages.addWidget(second)
        self._pages.addWidget(register)
        self._tabs.currentChanged.connect(self._turn)
        above = QFrame(self)
        above.setProperty("role", "bar")
        self._above = QHBoxLayout(above)
        self._above.setContentsMargins(0, 0, 4 * GRID, 1)  # the tabs leave the line below them free
        self._above.addWidget(self._tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(above)
        layout.addWidget(self._pages, 1)

    def add_beside_tabs(self, widget: QWidget) -> None:
        """Put something at the right of the tabs that concerns the findings."""
        self._above.addWidget(widget)
        self.turned.connect(lambda table: widget.setVisible(table is Table.FINDINGS))

    @property
    def shown(self) -> Table:
        """The table in front."""
        return Table(self._tabs.currentIndex())

    def go_to(self, table: Table) -> None:
        """Bring a table to the front and put the keyboard into it."""
        self._tabs.setCurrentIndex(table)
        self._tables[table].setFocus()

    def focus_text(self) -> None:
        """Put the keyboard into the words looked for in the table in front."""
        if self.shown not in self._searches:
            self._tabs.setCurrentIndex(Table.FINDINGS)
        self._searches[self.shown]()

    def _turn(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self.turned.emit(Table(index))


def _column(filters: FilterBar, findings: FindingView) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(filters)
    layout.addWidget(findings, 1)
    return page
