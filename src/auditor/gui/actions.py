"""Everything the user can do, each with its words, key and icon, in one table; menus and toolbar are made from it."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from auditor.gui.tokens import Scheme
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from PySide6.QtWidgets import QMenuBar, QWidget

    from auditor.gui.theme import Theme
    from auditor.model.audit import PackRecord


class Do(Enum):
    """The names of the actions."""

    NEW = auto()
    OPEN_REVIEW = auto()
    SAVE = auto()
    SAVE_COPY = auto()
    OPEN_FILES = auto()
    OPEN_FOLDER = auto()
    PASTE = auto()
    ADDRESSES = auto()
    SAMPLES = auto()
    EXPORT = auto()
    QUIT = auto()
    CANCEL_ONE = auto()
    CANCEL_ALL = auto()
    NEXT = auto()
    PREVIOUS = auto()
    FIND = auto()
    CLEAR_FILTERS = auto()
    CONFIRM = auto()
    NEEDS_PROOF = auto()
    DISMISS = auto()
    LATER = auto()
    UNDECIDE = auto()
    ALIKE = auto()
    NOTE = auto()
    NEXT_OPEN = auto()
    PREVIOUS_OPEN = auto()
    UNDO = auto()
    REDO = auto()
    CROSS = auto()
    REVIEWER = auto()
    OVERVIEW = auto()
    GO_DOCUMENTS = auto()
    GO_FINDINGS = auto()
    GO_TEXT = auto()
    GO_DETAILS = auto()
    GO_PASSED = auto()
    LOOK = auto()
    SEARCH = auto()
    LARGER = auto()
    SMALLER = auto()
    OWN_SIZE = auto()


@dataclass(frozen=True, slots=True)
class _Spec:
    words: str
    key: str = ""
    icon: str = ""
    tip: str = ""
    is_switch: bool = False


_SPECS: dict[Do, _Spec] = {
    Do.NEW: _Spec("&New audit", "Ctrl+N", "documents", "Put this audit aside and begin an empty one"),
    Do.OPEN_REVIEW: _Spec("Open &review…", "Ctrl+R", "documents", "Go on with a review file"),
    Do.SAVE: _Spec("&Save review…", "Ctrl+S", tip="Give the review a name; from then on it saves itself"),
    Do.SAVE_COPY: _Spec("Save a cop&y…", "Ctrl+Shift+S", tip="Write a copy and go on with this one"),
    Do.OPEN_FILES: _Spec("Add &files…", "Ctrl+O", "add", "Choose files to audit"),
    Do.OPEN_FOLDER: _Spec("Add f&older…", "Ctrl+Shift+O", "folder", "Audit everything in a folder"),
    Do.PASTE: _Spec("&Paste files or addresses", "Ctrl+V", "clipboard", "Audit what lies on the clipboard"),
    Do.ADDRESSES: _Spec("Add &addresses…", "Ctrl+L", "clipboard", "Type or paste web addresses to audit"),
    Do.SAMPLES: _Spec(
        "Add the &samples", "", "samples", "Audit the sample documents that come with the program"
    ),
    Do.EXPORT: _Spec("&Export…", "Ctrl+E", "export", "Save the audit as a spreadsheet, JSON or CSV"),
    Do.QUIT: _Spec("&Quit", "Ctrl+Q"),
    Do.CANCEL_ONE: _Spec("Cancel &this document", "Ctrl+.", "close"),
    Do.CANCEL_ALL: _Spec("Cancel &all documents", "Ctrl+Shift+X", "close"),
    Do.NEXT: _Spec("&Next finding", "F8", "next"),
    Do.PREVIOUS: _Spec("&Previous finding", "Shift+F8", "previous"),
    Do.FIND: _Spec("&Filter findings", "Ctrl+F", "search"),
    Do.CLEAR_FILTERS: _Spec("&Clear filters", "Ctrl+Shift+F"),
    Do.CONFIRM: _Spec("&Confirm", "A", tip="The finding stands"),
    Do.NEEDS_PROOF: _Spec("Needs &substantiation", "S", tip="Ask for the evidence"),
    Do.DISMISS: _Spec("&Dismiss…", "D", tip="It is no problem, for a reason"),
    Do.LATER: _Spec("&Later", "L", tip="Put it off; it stays open"),
    Do.UNDECIDE: _Spec("&Undecided", "U", tip="As if nothing had been decided"),
    Do.ALIKE: _Spec("Decide all like &it…", "=", tip="The same words under the same rule, everywhere"),
    Do.NOTE: _Spec("&Note…", "N", tip="Write a note beside the finding"),
    Do.NEXT_OPEN: _Spec("Next &open finding", "Ctrl+F8", "next"),
    Do.PREVIOUS_OPEN: _Spec("Pre&vious open finding", "Ctrl+Shift+F8", "previous"),
    Do.UNDO: _Spec("&Undo", "Ctrl+Z"),
    Do.REDO: _Spec("&Redo", "Ctrl+Shift+Z"),
    Do.CROSS: _Spec(
        "Go on &across documents", tip="The next open finding may stand in another document", is_switch=True
    ),
    Do.REVIEWER: _Spec("Your na&me…", tip="The name that stands beside your decisions"),
    Do.OVERVIEW: _Spec(
        "O&verview",
        "Ctrl+D",
        "chart",
        "All documents with their verdict, and the findings counted",
        is_switch=True,
    ),
    Do.GO_DOCUMENTS: _Spec("Go to &documents", "Ctrl+1"),
    Do.GO_FINDINGS: _Spec("Go to f&indings", "Ctrl+2"),
    Do.GO_TEXT: _Spec("Go to the &text", "Ctrl+3"),
    Do.GO_DETAILS: _Spec("Go to the d&etails", "Ctrl+4"),
    Do.GO_PASSED: _Spec(
        "Go to what was not fla&gged", "Ctrl+5", tip="What was seen and let pass, with the reason"
    ),
    Do.LOOK: _Spec(
        "&Page or text", "Ctrl+T", tip="Show the document as it looks, or the text that was audited"
    ),
    Do.SEARCH: _Spec("&Search in the document…", "Ctrl+G", "search"),
    Do.LARGER: _Spec("&Larger", "Ctrl++"),
    Do.SMALLER: _Spec("S&maller", "Ctrl+-"),
    Do.OWN_SIZE: _Spec("&Own size", "Ctrl+0"),
}

_PLACES = (Do.GO_DOCUMENTS, Do.GO_FINDINGS, Do.GO_TEXT, Do.GO_DETAILS, Do.GO_PASSED)

_MENUS: tuple[tuple[str, tuple[Do | None, ...]], ...] = (
    (
        "&File",
        (
            Do.NEW,
            Do.OPEN_REVIEW,
            Do.SAVE,
            Do.SAVE_COPY,
            None,
            Do.OPEN_FILES,
            Do.OPEN_FOLDER,
            Do.ADDRESSES,
            Do.PASTE,
            Do.SAMPLES,
            None,
            Do.EXPORT,
            None,
            Do.CANCEL_ONE,
            Do.CANCEL_ALL,
            None,
            Do.QUIT,
        ),
    ),
    (
        "&Decide",
        (
            Do.CONFIRM,
            Do.NEEDS_PROOF,
            Do.DISMISS,
            Do.LATER,
            Do.UNDECIDE,
            None,
            Do.ALIKE,
            Do.NOTE,
            None,
            Do.UNDO,
            Do.REDO,
            None,
            Do.CROSS,
            Do.REVIEWER,
        ),
    ),
    ("&Findings", (Do.NEXT, Do.PREVIOUS, Do.NEXT_OPEN, Do.PREVIOUS_OPEN, None, Do.FIND, Do.CLEAR_FILTERS)),
    (
        "&View",
        (Do.OVERVIEW, None, *_PLACES, None, Do.LOOK, Do.SEARCH, Do.LARGER, Do.SMALLER, Do.OWN_SIZE, None),
    ),
)

_WITH_DOCUMENTS = (
    *(Do.NEW, Do.NEXT, Do.PREVIOUS, Do.NEXT_OPEN, Do.PREVIOUS_OPEN, Do.FIND, Do.CLEAR_FILTERS),
    *(Do.SAVE, Do.SAVE_COPY, Do.OVERVIEW),
    *_PLACES,
    *(Do.LOOK, Do.SEARCH, Do.LARGER, Do.SMALLER, Do.OWN_SIZE),
)
"""What can be done as soon as there is a document."""

PACK_TIP = "These rules are added to those of the readers' country, for documents you add from now on"

_DECISIONS = (
    *(Do.CONFIRM, Do.NEEDS_PROOF, Do.DISMISS, Do.LATER, Do.UNDECIDE),
    *(Do.ALIKE, Do.NOTE, Do.UNDO, Do.REDO),
)
"""What is written into the review."""

_SCHEME_WORDS = {Scheme.SYSTEM: "As the &system", Scheme.LIGHT: "&Light", Scheme.DARK: "&Dark"}


class Actions:
    """The actions by name."""

    def __init__(self, owner: QWidget, theme: Theme) -> None:
        self._actions = {name: _make(spec, owner, theme) for name, spec in _SPECS.items()}
        self.recent = QMenu("Re&cent reviews", owner)
        self._may_decide = True
        self._has_documents = False
        self.schemes = QActionGroup(owner)
        for scheme, words in _SCHEME_WORDS.items():
            action = QAction(words, self.schemes, checkable=True)
            action.setData(scheme)
            action.setChecked(scheme is theme.scheme)
        self.packs = QMenu("&Rules", owner)
        self.packs.setToolTipsVisible(True)
        self.packs.menuAction().setVisible(False)

    def __getitem__(self, name: Do) -> QAction:
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into a menu."""
        for title, names in _MENUS:
            menu = bar.addMenu(title)
            for name in names:
                menu.addAction(self[name]) if name else menu.addSeparator()
                if name is Do.OPEN_REVIEW:
                    menu.addMenu(self.recent)
            if title == "&Findings":
                bar.addMenu(self.packs)
            if title == "&View":
                menu.addMenu("&Appearance").addActions(self.schemes.actions())

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
        self[Do.EXPORT].setEnabled(has_results)
        for name in _WITH_DOCUMENTS:
            self[name].setEnabled(has_documents)
        self._has_documents = has_documents
        self._enable_decisions()
        for name in (Do.CANCEL_ONE, Do.CANCEL_ALL):
            self[name].setEnabled(has_pending)

    def _enable_decisions(self) -> None:
        for name in _DECISIONS:
            self[name].setEnabled(self._has_documents and self._may_decide)


def _make(spec: _Spec, owner: QWidget, theme: Theme) -> QAction:
    action = QAction(spec.words, owner)
    action.setCheckable(spec.is_switch)
    if spec.key:
        action.setShortcut(QKeySequence(spec.key))
    if spec.icon:
        theme.assign_icon(action, spec.icon)
    plain = spec.tip or spec.words.replace("&", "").rstrip("…")
    action.setToolTip(f"{plain} ({action.shortcut().toString()})" if spec.key else plain)
    return action
