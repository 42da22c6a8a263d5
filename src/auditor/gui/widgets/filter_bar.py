"""The line above the findings: words to look for, a choice of each kind, the document, and how many are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.flow_layout import FlowLayout
from auditor.gui.widgets.search_field import SearchField
from auditor.gui.words import (
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    STATE_WORDS,
    VERDICT_WORDS,
    category_words,
    short_name,
)
from auditor.model.decision import FindingState, Verdict
from auditor.model.finding import Outcome, Severity
from auditor.model.listing import Filter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from auditor.gui.theme import Theme
    from auditor.model.listing import Facets

TYPING_MS = 150
"""How long typing has to rest before the findings are asked for again."""


_NAME_WIDTH = 160
"""Pixels a document's name may take."""


class FilterBar(QFrame):
    """Tells which findings are wanted; the choice of document is made elsewhere."""

    changed = Signal()
    all_documents_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._theme = theme
        self._text = SearchField(theme, "Filter findings", "Filter findings by words", self)
        self._severities = ChoiceButton("Severity", theme, self)
        self._categories = ChoiceButton("Category", theme, self)
        self._outcomes = ChoiceButton("Outcome", theme, self)
        self._verdicts = ChoiceButton("Decision", theme, self)
        self._rules = ChoiceButton("Rule", theme, self)
        self._states = ChoiceButton("Since before", theme, self)
        self._document = QPushButton(self)
        theme.assign_icon(self._document, "close", "muted")
        self._document.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # puts the cross behind the words
        self._clear = QPushButton("Clear", self)
        self._clear.setProperty("role", "link")
        self._clear.setAccessibleName("Clear all filters")
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName("Findings shown")
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._connect()
        self._clear.hide()
        self.set_document("")
        self.set_facets(None)

    def wanted(self) -> Filter:
        """Return what is chosen here."""
        return Filter(
            text=self._text.text(),
            severities=frozenset(Severity(key) for key in self._severities.chosen()),
            categories=frozenset(self._categories.chosen()),
            outcomes=frozenset(Outcome(key) for key in self._outcomes.chosen()),
            verdicts=frozenset(Verdict(key) for key in self._verdicts.chosen()),
            rules=frozenset(self._rules.chosen()),
            states=frozenset(FindingState(key) for key in self._states.chosen()),
        )

    def set_wanted(self, wanted: Filter) -> None:
        """Choose what is wanted; the document in it is chosen elsewhere."""
        with QSignalBlocker(self):
            self._text.setText(wanted.text)
            self._severities.choose(wanted.severities)
            self._categories.choose(wanted.categories)
            self._outcomes.choose(wanted.outcomes)
            self._verdicts.choose(wanted.verdicts)
            self._rules.choose(wanted.rules)
            self._states.choose(wanted.states)
        self._tell()

    def set_facets(self, facets: Facets | None, preliminary: int = 0) -> None:
        """Show how many findings are shown and what each choice would show; preliminary ones are named apart."""
        severities = facets.severities if facets else {}
        outcomes = facets.outcomes if facets else {}
        categories = facets.categories if facets else {}
        self._severities.set_choices({s: (SEVERITY_WORDS[s], severities.get(s, 0)) for s in Severity})
        self._outcomes.set_choices({o: (OUTCOME_WORDS[o], outcomes.get(o, 0)) for o in Outcome})
        verdicts = facets.verdicts if facets else {}
        self._verdicts.set_choices({v: (VERDICT_WORDS[v], verdicts.get(v, 0)) for v in Verdict})
        chosen = dict.fromkeys(self._categories.chosen(), 0)
        self._categories.set_choices(
            {k: (category_words(k), n) for k, n in sorted({**chosen, **categories}.items())}
        )
        rules = {**dict.fromkeys(self._rules.chosen(), 0), **(facets.rules if facets else {})}
        self._rules.set_choices({key: (key, number) for key, number in sorted(rules.items())})
        states = facets.states if facets else {}
        self._states.set_choices({s: (STATE_WORDS[s], states.get(s, 0)) for s in FindingState})
        self._states.setVisible(bool(states or self._states.chosen()))
        words = (_count_words(facets), f"{preliminary:,} preliminary" if preliminary else "")
        self._count.setText(" · ".join(filter(None, words)))

    def set_document(self, name: str) -> None:
        """Say which document the findings are narrowed to; without a name, to none."""
        shown = short_name(name)
        width = self._theme.px(_NAME_WIDTH)
        self._document.setText(self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, width))
        self._document.setToolTip(f"Only findings in {name}. Show those of all documents.")
        self._document.setAccessibleName(f"Document: {name}. Show all documents")
        self._document.setVisible(bool(name))

    def clear(self) -> None:
        """Drop every choice made here."""
        self.set_wanted(Filter())

    def focus_text(self) -> None:
        """Put the keyboard into the text field."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def _lay_out(self) -> None:
        layout = FlowLayout(2 * GRID, self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        for widget in (self._text, *self._choices(), self._document, self._clear, self._count):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self._text.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._tell)
        self._clear.clicked.connect(self.clear)
        self._document.clicked.connect(self.all_documents_wanted)
        for button in self._choices():
            button.changed.connect(self._tell)

    def _choices(self) -> tuple[ChoiceButton, ...]:
        return (
            *(self._severities, self._categories, self._rules),
            *(self._outcomes, self._verdicts, self._states),
        )

    def _tell(self) -> None:
        self._typing.stop()
        self._clear.setVisible(self.wanted().is_narrowing)
        self.changed.emit()


class ChoiceButton(QPushButton):
    """A button with a menu of things to tick; its words say what is ticked."""

    changed = Signal()

    def __init__(self, title: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._title = title
        self._actions: dict[str, QAction] = {}
        self._menu = _StayingMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMenu(self._menu)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # puts the arrow behind the words
        theme.assign_icon(self, "chevron-down", "muted")
        self._say()

    def chosen(self) -> list[str]:
        """Return the keys that are ticked."""
        return [key for key, action in self._actions.items() if action.isChecked()]

    def set_choices(self, choices: Mapping[str, tuple[str, int]]) -> None:
        """Offer these keys, each with its words and number; ticks are kept."""
        if list(choices) != list(self._actions):
            self._offer(list(choices))
        for key, (words, number) in choices.items():
            self._actions[key].setText(f"{words}\t{number:,}")
            self._actions[key].setData(words)
        self._say()

    def choose(self, keys: Collection[str]) -> None:
        """Tick these and no others; one that is not on offer yet is put there."""
        if missing := [key for key in sorted(keys) if key not in self._actions]:
            self._offer([*self._actions, *missing])
        for key, action in self._actions.items():
            with QSignalBlocker(action):
                action.setChecked(key in keys)
        self._say()

    def _offer(self, keys: list[str]) -> None:
        ticked = self.chosen()
        self._menu.clear()
        self._actions = {key: QAction(self._menu, checkable=True, checked=key in ticked) for key in keys}
        for action in self._actions.values():
            action.toggled.connect(self._toggled)
            self._menu.addAction(action)

    def _toggled(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words = [str(self._actions[key].data() or key) for key in self.chosen()]
        self.setText(f"{self._title}: {_shown(words)}" if words else self._title)
        self.setAccessibleName(f"{self._title}: {', '.join(words) or 'all'}")


class _StayingMenu(QMenu):
    """A menu that stays open while things are ticked in it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's spelling
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.toggle()
            return
        super().mouseReleaseEvent(event)


def _shown(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{len(words)}"


def _count_words(facets: Facets | None) -> str:
    if facets is None or not facets.total:
        return ""
    if facets.shown == facets.total:
        return f"{facets.total:,} findings" if facets.total != 1 else "1 finding"
    return f"{facets.shown:,} of {facets.total:,}"
