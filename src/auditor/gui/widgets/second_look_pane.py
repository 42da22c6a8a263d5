"""The second look: the sample to be judged, or what people made of each rule; and how to draw one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.models.second_look_table import SecondItemTable, TrustTable, share_words
from auditor.gui.tokens import GRID
from auditor.gui.widgets.elided_label import ElidedLabel
from auditor.gui.widgets.flash import Flash
from auditor.gui.widgets.second_look_detail import SecondLookDetail
from auditor.gui.widgets.second_look_views import SecondItemView, TrustView
from auditor.model.second_look import SecondReport

if TYPE_CHECKING:
    from auditor.gui.theme import Theme
    from auditor.model.second_look import SecondItem

_HEAD = "Would another person decide the same?"
_EMPTY = (
    "A second look draws some of the dismissed findings, and of what was not flagged, for another person to judge, "
    "who does not see how they were decided. It shows how far both agree on each rule, and what was missed."
)
_NO_RULES = "Nobody has decided about a finding yet."
SAME_PERSON = "You decided first about some of these. A second look wants another person."


class SecondLookPane(QFrame):
    """Shows a report. Choosing an item and drawing a sample are intentions."""

    chosen = Signal(object)
    draw_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = SecondReport()
        self._items, self._rules = SecondItemTable(self), TrustTable(self)
        self.view = SecondItemView(self._items, theme, self)
        self.rules = TrustView(self._rules, theme, self)
        self.detail = SecondLookDetail()
        self._facts = ElidedLabel("muted", self)
        self._warning = QLabel(SAME_PERSON, self)
        self._warning.setContentsMargins(4 * GRID, GRID, 4 * GRID, GRID)
        self._warning.setWordWrap(True)
        self._parts = self._make_parts()
        self._draw = QPushButton("Draw a sample…", self)
        self._draw.clicked.connect(self.draw_wanted)
        self._pages = QStackedWidget(self)
        self._empty = _Empty(self)
        self._empty.draw.clicked.connect(self.draw_wanted)
        self.view.chosen.connect(self._show_item)
        self._flash = Flash(self)
        theme.changed.connect(lambda: self._colour(theme))
        self._colour(theme)
        self._lay_out()
        self.set_report(SecondReport(), is_first=False)

    def set_report(self, report: SecondReport, *, is_first: bool) -> None:
        """Show how it stands; `is_first` when the one who looks decided first about some of it."""
        self._report = report
        self._items.set_items(report.items)
        self._rules.set_rules((*report.rules, report.total) if report.rules else ())
        self._facts.setText(_facts(report))
        self._warning.setVisible(is_first and report.look is not None)
        if (item := self.current) is not None:
            self._fill(item)
        self._turn()

    @property
    def current(self) -> SecondItem | None:
        """The item being looked at."""
        row = self.view.currentIndex().row()
        return self._items.records[row] if 0 <= row < len(self._items.records) else None

    @property
    def items(self) -> tuple[SecondItem, ...]:
        """The sample, in its order."""
        return self._report.items

    def flash(self, words: str) -> None:
        """Say shortly what was done."""
        self._flash.show_words(words)

    def _colour(self, theme: Theme) -> None:
        tokens = theme.tokens
        self._warning.setStyleSheet(f"background: {tokens.medium.soft}; color: {tokens.text};")

    def _show_item(self, item: SecondItem) -> None:
        self._fill(item)
        self.chosen.emit(item)

    def _fill(self, item: SecondItem) -> None:
        ids = [each.id for each in self._report.items]
        self.detail.set_item(item, ids.index(item.id) + 1, len(ids))

    def _turn(self) -> None:
        """Bring to the front what is asked for and is there."""
        if self._parts.checkedId() == 1:
            has_rules = bool(self._report.rules)
            self._empty.say("", _NO_RULES) if not has_rules else None
            self._pages.setCurrentWidget(self.rules if has_rules else self._empty)
        else:
            self._empty.say(_HEAD, _EMPTY)
            self._pages.setCurrentWidget(self.view if self._report.look else self._empty)
        page = self._pages.currentWidget() or self._empty
        self._draw.setVisible(page is not self._empty)
        self.setFocusProxy(self._empty.draw if page is self._empty else page)

    def _make_parts(self) -> QButtonGroup:
        parts = QButtonGroup(self)
        for number, (words, name) in enumerate((("Sample", "Show the sample"), ("Rules", "Show the rules"))):
            button = QPushButton(words, self)
            button.setProperty("role", "quiet")
            button.setCheckable(True)
            button.setAccessibleName(name)
            parts.addButton(button, number)
        parts.button(0).setChecked(True)
        parts.idToggled.connect(lambda _id, is_on: self._turn() if is_on else None)
        return parts

    def _lay_out(self) -> None:
        for page in (self.view, self.rules, self._empty):
            self._pages.addWidget(page)
        bar = QFrame(self)
        bar.setProperty("role", "bar")
        above = QHBoxLayout(bar)
        above.setContentsMargins(3 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        above.setSpacing(2 * GRID)
        for button in self._parts.buttons():
            above.addWidget(button)
        above.addWidget(self._facts, 1)
        above.addWidget(self._draw)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (bar, self._warning):
            layout.addWidget(widget)
        layout.addWidget(self._pages, 1)


class _Empty(QWidget):
    """What a second look is, and the way to one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head, self._words = QLabel(self), QLabel(self)
        self._head.setProperty("role", "heading")
        self._words.setProperty("role", "muted")
        self.draw = QPushButton("Draw a sample…", self)
        self.draw.setProperty("role", "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10 * GRID, 3 * GRID, 10 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addStretch(1)
        for words in (self._head, self._words):
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(words)
        layout.addWidget(self.draw, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)

    def say(self, head: str, words: str) -> None:
        self._head.setText(head)
        self._head.setVisible(bool(head))
        self._words.setText(words)
        self.draw.setVisible(bool(head))


def _facts(report: SecondReport) -> str:
    if report.look is None:
        return ""
    total = report.total
    facts = [f"{report.judged:,} of {report.look.items:,} judged", f"seed {report.look.seed}"]
    if report.judged:
        facts.insert(1, f"both agree: {share_words(total.agreement, total.agreed, total.judged)}")
    return " · ".join(facts)
