"""The audit at a glance: every document with its verdict, and beside them the findings as figures to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.figure_bar import Figure, FigureBar
from auditor.gui.widgets.standing_view import StandingView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from auditor.gui.models.standing_table import StandingTable
    from auditor.gui.theme import Theme
    from auditor.model.overview import Standing


_ROOMY = 760
"""Pixels, at words of their usual size: from here on table and figures stand beside one another."""


_SHARES = [820, 460]


class OverviewPage(QSplitter):
    """Pressing a figure or opening a document is an intention."""

    figure_chosen = Signal(object)
    """The `Filter` a figure stands for."""
    document_opened = Signal(int, object)

    def __init__(self, standings: StandingTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._standings, self._theme = standings, theme
        self._head = _words("title")
        self._facts = _words("muted")
        self.documents = StandingView(standings, theme, self)
        self.documents.opened.connect(self.document_opened)
        self.severities = FigureCard("Findings by severity", "Full bars are open, outlines decided.", theme)
        self.decisions = FigureCard("Decisions", "", theme)
        self.categories = FigureCard("Findings by category", "", theme)
        self.worst = FigureCard("Documents with the weightiest findings", "", theme)
        for card in self._cards():
            card.chosen.connect(self.figure_chosen)
        self.addWidget(self._make_left())
        self.addWidget(self._make_right())
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setSizes(_SHARES)

    def set_standings(self, standings: Sequence[Standing]) -> None:
        """Show these documents; the one that was current stays so."""
        current = self.documents.current_document()
        self._standings.set_standings(standings)
        self.documents.set_current_document(current)

    def set_facts(self, head: str, facts: str) -> None:
        """Say in words what the figures show."""
        self._head.setText(head)
        self._facts.setText(facts)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Put the figures under the table where both do not fit beside one another."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(_ROOMY)
        wanted = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self.setSizes([1, 1] if is_narrow else _SHARES)

    def restore(self, state: QByteArray) -> None:
        """Put the border where it was."""
        if not state.isEmpty():
            self.restoreState(state)

    def focus_first(self) -> None:
        """Put the keyboard into the table of documents."""
        self.documents.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _cards(self) -> tuple[FigureCard, ...]:
        return (self.severities, self.decisions, self.categories, self.worst)

    def _make_left(self) -> QWidget:
        left = QFrame(self)
        left.setProperty("role", "panel")
        left.setMinimumWidth(380)
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 5 * GRID, 0, 0)
        layout.setSpacing(GRID)
        for words in (self._head, self._facts):
            words.setContentsMargins(5 * GRID, 0, 5 * GRID, 0)
            layout.addWidget(words)
        layout.addSpacing(3 * GRID)
        layout.addWidget(self.documents, 1)
        return left

    def _make_right(self) -> QWidget:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        for card in self._cards():
            layout.addWidget(card)
        layout.addStretch(1)
        area = QScrollArea(self)
        area.setProperty("role", "page")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the bars take the keyboard, and scroll into view
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(300)
        area.setWidget(inner)
        return area


class FigureCard(QFrame):
    """A heading over bars; not there when there is nothing to count."""

    chosen = Signal(object)

    def __init__(self, title: str, legend: str, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self.bars: list[FigureBar] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * GRID, 3 * GRID, 2 * GRID, 2 * GRID)
        self._layout.setSpacing(0)
        for words, role in ((title, "heading"), (legend, "small")):
            if words:
                label = _words(role)
                label.setText(words)
                label.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
                self._layout.addWidget(label)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show these; bars that are there already are used again, so that the keyboard keeps its place."""
        while len(self.bars) < len(figures):
            self.bars.append(self._make_bar())
        for bar in self.bars[len(figures) :]:
            bar.hide()
        width = self.fontMetrics().horizontalAdvance
        longest = max((figure.number for figure in figures), key=width, default="")
        for bar, figure in zip(self.bars, figures, strict=False):
            bar.set_figure(figure, longest)
            bar.show()
        self.setVisible(bool(figures))

    def _make_bar(self) -> FigureBar:
        bar = FigureBar(self._theme, self)
        bar.clicked.connect(lambda: self.chosen.emit(bar.figure.wanted if bar.figure else None))
        self._layout.addWidget(bar)
        return bar


def _words(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
