"""The actions made from their table: menus are filled with them, and they are offered when they can be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from auditor.gui.actions import SPECS, Do, Spec
from auditor.gui.menus import DECISIONS, GIVING, MENUS, WITH_DOCUMENTS
from auditor.gui.tokens import TEXT_SIZES, Scheme
from auditor.model.order import Grouping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from PySide6.QtWidgets import QMenuBar, QWidget

    from auditor.gui.theme import Theme
    from auditor.model.audit import PackRecord

PACK_TIP = "These rules are added to those of the readers' country, for documents you add from now on"

RECENT = "recent"

_GROUPINGS: tuple[tuple[Grouping | None, str, str], ...] = (
    (None, "&Not grouped", "Alt+0"),
    (Grouping.RULE, "By &rule", "Alt+1"),
    (Grouping.DOCUMENT, "By &document", "Alt+2"),
    (Grouping.CATEGORY, "By &category", "Alt+3"),
)

_SCHEMES = (
    (Scheme.SYSTEM, "As the &system", "Alt+4"),
    (Scheme.LIGHT, "&Light", "Alt+5"),
    (Scheme.DARK, "&Dark", "Alt+6"),
    (Scheme.CONTRAST, "&High contrast", "Alt+7"),
)


class Actions(QObject):
    """The actions by name."""

    undo_words_wanted = Signal()
    """Somebody is about to read what could be taken back."""

    def __init__(self, owner: QWidget, theme: Theme) -> None:
        super().__init__(owner)
        self._actions = {name: _make(spec, owner) for name, spec in SPECS.items()}
        self.recent = QMenu("Re&cent reviews", owner)
        self.recent.setObjectName(RECENT)
        self._menus: list[QMenu] = []
        self._may_decide = True
        self._has_documents = False
        self.schemes = QActionGroup(owner)
        for scheme, words, key in _SCHEMES:
            _choice(self.schemes, words, key, scheme, is_chosen=scheme is theme.scheme)
        self.groupings = QActionGroup(owner)
        for grouping, words, key in _GROUPINGS:
            _choice(self.groupings, words, key, grouping, is_chosen=grouping is None)
        self.text_sizes = QActionGroup(owner)
        for number, per_cent in enumerate(TEXT_SIZES, 1):
            words, key = f"Words at {per_cent} %", f"Alt+Shift+{number}"
            _choice(self.text_sizes, words, key, per_cent, is_chosen=per_cent == theme.text_size)
        self.packs = QMenu("&Rules", owner)
        self.packs.setToolTipsVisible(True)
        self.packs.menuAction().setVisible(False)

    def __getitem__(self, name: Do) -> QAction:
        return self._actions[name]

    def dress(self, theme: Theme) -> None:
        """Give the actions their icons, which takes longer than making them."""
        for name, spec in SPECS.items():
            if spec.icon:
                theme.assign_icon(self[name], spec.icon)

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into a menu."""
        for title, names in MENUS:
            menu = bar.addMenu(title)
            self._menus.append(menu)
            if Do.UNDO in names:
                menu.aboutToShow.connect(self.undo_words_wanted)
            for name in names:
                menu.addAction(self[name]) if name else menu.addSeparator()
                if name is Do.OPEN_REVIEW:
                    menu.addMenu(self.recent)
            if title == "&Findings":
                menu.addMenu("Gro&up").addActions(self.groupings.actions())
                bar.addMenu(self.packs)
                self._menus.append(self.packs)
            if title == "&View":
                look = menu.addMenu("&Appearance")
                look.addActions(self.schemes.actions())
                look.addSeparator()
                look.addActions(self.text_sizes.actions())

    def sheet(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return every menu with what stands in it: words and key."""
        shown = (menu for menu in self._menus if menu.menuAction().isVisible())
        return [(_plain(menu.title()), list(_entries(menu))) for menu in shown]

    def offer_packs(self, packs: Iterable[PackRecord], chosen: Collection[str]) -> None:
        """Offer the rule packs that run only when asked for; without any there is no menu."""
        self.packs.clear()
        for pack in packs:
            action = self.packs.addAction(f"Check against “{pack.title}” too")
            action.setToolTip(PACK_TIP)
            action.setData(pack.id)
            action.setCheckable(True)
            action.setChecked(pack.id in chosen)
        self.packs.menuAction().setVisible(not self.packs.isEmpty())

    def chosen_grouping(self) -> Grouping | None:
        """Return how the findings are to be grouped."""
        action = self.groupings.checkedAction()
        return Grouping(action.data()) if action and action.data() else None

    def say_undo(self, undo: str, redo: str) -> None:
        """Say in the menu what would be taken back, and what would be done again."""
        for name, step in ((Do.UNDO, undo), (Do.REDO, redo)):
            self[name].setText(f"{SPECS[name].words}: {step}" if step else SPECS[name].words)

    def show_grouping(self, grouping: Grouping | None) -> None:
        """Tick how the findings are grouped."""
        for action in self.groupings.actions():
            action.setChecked(action.data() == grouping)

    def chosen_packs(self) -> tuple[str, ...]:
        """Return the ids of the packs that are ticked."""
        return tuple(str(action.data()) for action in self.packs.actions() if action.isChecked())

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offer these reviews in the menu of recent ones."""
        self.recent.clear()
        for path in paths:
            action = self.recent.addAction(Path(path).name)
            action.setToolTip(path)
            action.setData(path)
        if not paths:
            self.recent.addAction("None yet").setEnabled(False)

    def allow_decisions(self, *, may_decide: bool) -> None:
        """Offer to decide, or not: a review that may not be written is only read."""
        self._may_decide = may_decide
        self._enable_decisions()

    def enable(self, *, has_documents: bool, has_results: bool, has_pending: bool) -> None:
        """Offer only what can be done now."""
        for name in GIVING:
            self[name].setEnabled(has_results)
        for name in WITH_DOCUMENTS:
            self[name].setEnabled(has_documents)
        self._has_documents = has_documents
        self._enable_decisions()
        for name in (Do.CANCEL_ONE, Do.CANCEL_ALL):
            self[name].setEnabled(has_pending)

    def _enable_decisions(self) -> None:
        for name in DECISIONS:
            self[name].setEnabled(self._has_documents and self._may_decide)


def _plain(words: str) -> str:
    return words.replace("&", "").rstrip("…")


def _entries(menu: QMenu) -> Iterator[tuple[str, str]]:
    """Yield what a menu and the menus in it offer; what changes from day to day is not listed."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            if inner.objectName() != RECENT:
                yield from ((f"{_plain(inner.title())}: {words}", key) for words, key in _entries(inner))
        elif not action.isSeparator():
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield _plain(action.text()), key


def _choice(group: QActionGroup, words: str, key: str, data: object, *, is_chosen: bool) -> None:
    """Add one of several looks, of which one is chosen."""
    action = QAction(words, group, checkable=True)
    action.setData(data)
    action.setShortcut(QKeySequence(key))
    action.setChecked(is_chosen)


def _make(spec: Spec, owner: QWidget) -> QAction:
    action = QAction(spec.words, owner)
    action.setCheckable(spec.is_switch)
    if spec.key:
        action.setShortcut(QKeySequence(spec.key))
    plain = spec.tip or _plain(spec.words)
    action.setToolTip(f"{plain} ({action.shortcut().toString()})" if spec.key else plain)
    return action
