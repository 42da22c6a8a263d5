"""Everything about one finding: the words and the decision at the top, and why, evidence, cure and history as tabs.

The labels are made once and only their words change: making widgets anew for each finding would be felt when
somebody holds F8 down.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.tokens import GRID
from auditor.gui.widgets.decision_bar import DecisionBar
from auditor.gui.widgets.detail_parts import (
    FOLLOWED,
    Section,
    basis_markup,
    copy_button,
    evidence_words,
    height_at,
    history_markup,
    label,
    scroll_area,
    scrolled_page,
)
from auditor.gui.widgets.passed_detail import PassedDetail
from auditor.gui.widgets.quoting import quote_markup
from auditor.gui.widgets.severity_chip import SeverityChip
from auditor.gui.widgets.word_difference import changed_markup
from auditor.gui.words import (
    DEPARTURE_WORDS,
    OUTCOME_MEANING,
    OUTCOME_WORDS,
    SEVERITY_MEANING,
    breakable,
    category_words,
    departure_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from auditor.gui.theme import Theme
    from auditor.model.decision import Decision
    from auditor.model.finding import Finding
    from auditor.model.listing import StoredFinding
    from auditor.model.passed import PassedRow
    from auditor.model.reaudit import Departure

_EMPTY = "Choose a finding to see why it was flagged and how to mend it."
_NO_EVIDENCE = "No support was found in this document."
_NO_HISTORY = "Nobody has decided about this finding yet."


_LEAST_PAGE = 96
"""Pixels a tab has to have under the decision; with less room the whole pane scrolls."""


class Tab(IntEnum):
    """The tabs, from left to right."""

    WHY = 0
    EVIDENCE = 1
    FIX = 2
    HISTORY = 3


_TITLES = {Tab.WHY: "Why", Tab.EVIDENCE: "Evidence", Tab.FIX: "How to fix", Tab.HISTORY: "History"}


class DetailPane(QFrame):
    """Shows one finding. Opening a link is an intention: the browser opens only after a click."""

    link_wanted = Signal(str)
    approval_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._theme = theme
        self._found: StoredFinding | None = None
        self._past: Sequence[Decision] = ()
        self.decision = DecisionBar(theme, self)
        self._chip = SeverityChip(theme)
        self._kind = label("muted")
        self._title = label("heading")
        self._quote = label("quote")
        self._changed = Section("Changed since the version before", "quote")
        self._why = Section("Why")
        self._meaning = label("small")
        self._basis = Section("Basis")
        self._basis.label.setTextInteractionFlags(FOLLOWED)
        self._basis.label.linkActivated.connect(self.link_wanted)
        self._evidence = Section("What was found")
        self._fix = Section("How to fix")
        self._suggestion = Section("Suggested wording", "quote")
        self._suggestion.add_button(copy_button(theme, self._suggestion))
        self._history = Section("Decisions")
        self._source = label("small")
        self._approved = Section("Approved claims")
        self._approve = QPushButton("Approve with substantiation…  P", self)
        self._approve.setProperty("role", "link")
        self._approve.clicked.connect(self.approval_wanted)
        self._passed = PassedDetail(self)
        self._others: list[QWidget] = [self._passed]
        self._tabs = QTabBar(self)
        self._pages = QStackedWidget(self)
        self._compose()
        theme.changed.connect(self._show_markup)  # words in links carry their colour with them
        self.set_finding(None)

    def set_finding(self, found: StoredFinding | None, history: Sequence[Decision] = ()) -> None:
        """Show another finding with all that was decided about it, or that none is chosen."""
        self._found, self._past = found, history
        self._empty.setVisible(found is None)
        for other in self._others:
            other.hide()
        self._content.setVisible(found is not None)
        if found is not None:
            self._fill(found.finding, found.document_name)
            self.decision.show()
            self._approve.setVisible(bool(found.finding.quote) and not found.is_preliminary)
            self._approved.set_words(found.match.words if found.match else "")
            self._show_decision(found)
            self._fit()
            for number in range(self._pages.count()):
                page = self._pages.widget(number)
                if isinstance(page, QScrollArea):
                    page.verticalScrollBar().setValue(0)

    def _show_decision(self, found: StoredFinding) -> None:
        if found.is_preliminary:
            self.decision.set_waiting()
        else:
            self.decision.set_decision(found.decision)

    def set_gone(
        self, found: StoredFinding | None, history: Sequence[Decision], departure: Departure
    ) -> None:
        """Show a finding of the version before that is gone: there is nothing to decide about it any more."""
        self.set_finding(found, history)
        self.decision.hide()
        if found is not None:
            self._kind.setText(f"{departure_words(departure)} · {DEPARTURE_WORDS[departure]}")

    def set_passed(self, row: PassedRow) -> None:
        """Show in place of a finding what was seen and not flagged."""
        self._passed.set_row(row)
        self.show_instead(self._passed)

    def add_other(self, widget: QWidget) -> None:
        """Take in something else that can be shown in place of a finding."""
        widget.hide()
        self._others.append(widget)
        self._column.addWidget(widget, 1)

    def show_instead(self, other: QWidget) -> None:
        """Show something else in place of a finding, until the next one is shown."""
        self.set_finding(None)
        self._empty.hide()
        other.show()

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        self._tabs.setCurrentIndex(tab)

    def _fit(self) -> None:
        """With room, a tab scrolls under the decision; without, the tab has its full height and the whole pane scrolls."""
        width = self.width() - 6 * GRID  # both scroll bars may be there
        head = height_at(self._head, width)
        self._head.setMinimumHeight(
            head
        )  # else a decision of two lines would be squeezed, and its buttons cut
        room = self.height() - head - self._tabs.sizeHint().height()
        page = self._pages.currentWidget()
        inner = page.widget() if isinstance(page, QScrollArea) else None
        needed = height_at(inner, width) + 3 * GRID if inner is not None else 0
        self._pages.setMinimumHeight(needed if room < _LEAST_PAGE else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's spelling
        """The head takes more or less room: a button came or went."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Give the tabs the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fill(self, finding: Finding, document: str) -> None:
        self._chip.set_severity(finding.severity, finding.outcome)
        self._kind.setText(f"{OUTCOME_WORDS[finding.outcome]} · {category_words(finding.category)}")
        self._title.setText(breakable(finding.title))
        self._quote.setText(quote_markup(finding))
        self._quote.setVisible(bool(finding.quote))
        self._why.set_words(finding.message)
        self._meaning.setText(f"{SEVERITY_MEANING[finding.severity]} {OUTCOME_MEANING[finding.outcome]}")
        self._show_markup()
        self._evidence.set_words(evidence_words(finding) or _NO_EVIDENCE)
        self._fix.set_words(finding.advice)
        self._suggestion.set_words(finding.suggestion or "")
        self._source.setText(breakable(f"Rule {finding.rule} · {document}"))

    def _show_markup(self) -> None:
        if self._found is not None:
            tokens = self._theme.tokens
            entries = [
                basis_markup(basis, tokens.accent, tokens.muted) for basis in self._found.finding.basis
            ]
            self._basis.set_markup("".join(entries))
            self._changed.set_markup(changed_markup(self._found, tokens))
            self._history.set_markup(history_markup(self._past, tokens.muted) or _NO_HISTORY)

    def _compose(self) -> None:
        for rich in (self._quote, self._changed.label, self._basis.label, self._history.label):
            rich.setTextFormat(Qt.TextFormat.RichText)
        self._empty = QLabel(_EMPTY)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(6 * GRID)
        self._content = self._make_content()
        self.setAccessibleName("Details of the finding")
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._content, 1)
        layout.addWidget(self._passed, 1)

    def _make_content(self) -> QWidget:
        pages = (
            (self._changed, self._why, self._meaning, self._basis),
            (self._approved, self._evidence, self._approve, self._source),
            (self._fix, self._suggestion),
            (self._history,),
        )
        for tab, widgets in zip(Tab, pages, strict=True):
            self._tabs.addTab(_TITLES[tab])
            self._pages.addWidget(scrolled_page(_TITLES[tab], *widgets))
        self._tabs.setAccessibleName("Parts of the details")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.setFocusProxy(self._tabs)
        inner = QWidget()
        inner.setProperty("role", "surface")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._head = self._make_head()
        layout.addWidget(self._head)
        layout.addWidget(self._tabs)
        layout.addWidget(self._pages, 1)
        self._tabs.currentChanged.connect(self._fit)
        self._head.installEventFilter(self)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        content = scroll_area(inner)
        content.setProperty("role", "plain")
        content.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # what lies on it takes the keyboard, and scrolls into view
        return content

    def _make_head(self) -> QWidget:
        chips = QHBoxLayout()
        chips.setSpacing(2 * GRID)
        chips.addWidget(self._chip)
        chips.addWidget(self._kind, 1)
        head = QWidget()
        layout = QVBoxLayout(head)
        layout.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(chips)
        for widget in (self._title, self._quote, self.decision):
            layout.addWidget(widget)
        return head
