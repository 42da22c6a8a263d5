"""The register of approved claims: searched, sorted, with what stands valid, ends soon or has ended."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.models.claim_table import ClaimField, ClaimFilter, ClaimTable
from auditor.gui.models.record_table import RECORD_ROLE
from auditor.gui.tokens import GRID
from auditor.gui.widgets.claim_detail import ClaimDetail
from auditor.gui.widgets.elided_label import ElidedLabel
from auditor.gui.widgets.filter_bar import TYPING_MS, ChoiceButton
from auditor.gui.widgets.plain_table import PlainTable
from auditor.gui.widgets.search_field import SearchField
from auditor.gui.words import VALIDITY_WORDS
from auditor.model.claim import Validity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.theme import Theme
    from auditor.model.claim import Entry

EMPTY = (
    "No claim is approved yet. Choose a finding and press P to approve its claim with the evidence, "
    "or take claims in from a spreadsheet."
)
_NONE_FITS = "No approved claim fits these filters."
_WIDTHS: dict[int, int] = {
    ClaimField.NUMBER: 68,
    ClaimField.STANDING: 116,
    ClaimField.UNTIL: 108,
    ClaimField.EVIDENCE: 180,
    ClaimField.SCOPE: 112,
    ClaimField.APPROVER: 104,
    ClaimField.REGISTER: 112,
}


class RegisterPane(QFrame):
    """Shows the entries; choosing one, changing one and withdrawing one are intentions."""

    chosen = Signal(object)
    """The `Entry` chosen."""
    change_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = ClaimTable(lambda name: theme.tokens.ink(name), self)  # noqa: PLW0108 - the tokens change
        self._filter = ClaimFilter(self._table, self)
        self._text = SearchField(theme, "Find claims", "Find approved claims by words", self)
        self._standings = ChoiceButton("State", theme, self)
        self._change = self._button("Change…", "Change this claim (F2)", self.change_wanted.emit)
        self._withdraw = self._button("Withdraw", "It is approved no longer", self.withdraw_wanted.emit)
        self._where = ElidedLabel("muted", self)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName("Approved claims, shown")
        self.detail = ClaimDetail(theme)
        self.view = PlainTable(self._filter, theme, "Approved claims", EMPTY, _WIDTHS, self)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(ClaimField.NUMBER, Qt.SortOrder.AscendingOrder)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._narrow)
        self._text.textChanged.connect(self._typing.start)
        self._standings.changed.connect(self._narrow)
        self.view.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.view.doubleClicked.connect(lambda _: self.change_wanted.emit())
        self.setFocusProxy(self.view)
        self._lay_out()
        self.set_entries((), "0001-01-01", "")

    def set_entries(self, entries: Sequence[Entry], today: str, shared: str) -> None:
        """Show the claims as they stand on a day, and the shared register that is used; the current one stays."""
        current = self.current()
        self._table.set_entries(entries, today)
        counts = Counter(entry.claim.standing(today) for entry in entries)
        self._standings.set_choices({s.value: (VALIDITY_WORDS[s], counts[s]) for s in Validity})
        self._where.setText(f"Shared register: {shared}" if shared else "Kept in this review")
        self._narrow()
        if current is not None:
            self.select(current.key)
        self._allow()

    def current(self) -> Entry | None:
        """Return the claim that is chosen."""
        index = self.view.currentIndex()
        return index.data(RECORD_ROLE) if index.isValid() else None

    def select(self, key: str) -> bool:
        """Choose a claim; False when the filters hide it."""
        for row in range(self._filter.rowCount()):
            index = self._filter.index(row, 0)
            if index.data(RECORD_ROLE).key == key:
                self.view.setCurrentIndex(index)
                return True
        return False

    def focus_text(self) -> None:
        """Put the keyboard into the text field."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def _narrow(self) -> None:
        self._typing.stop()
        self._filter.choose(self._text.text(), self._standings.chosen())
        total, shown = self._table.rowCount(), self._filter.rowCount()
        self.view.empty_words = _NONE_FITS if total else EMPTY
        self._count.setText(
            "" if not total else f"{total:,}" if shown == total else f"{shown:,} of {total:,}"
        )
        self.view.viewport().update()

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._allow()
        if current.isValid():
            self.chosen.emit(current.data(RECORD_ROLE))

    def _allow(self) -> None:
        entry = self.current()
        self._change.setEnabled(entry is not None)
        self._withdraw.setEnabled(entry is not None and not entry.claim.is_withdrawn)

    def _button(self, words: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        bar = QFrame(self)
        bar.setProperty("role", "bar")
        above = QHBoxLayout(bar)
        above.setContentsMargins(3 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        above.setSpacing(2 * GRID)
        above.addWidget(self._text, 1)
        for widget in (self._standings, self._change, self._withdraw):
            above.addWidget(widget)
        above.addWidget(self._where, 1)
        above.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)
