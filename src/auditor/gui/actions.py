"""Everything the user can do, each with its words, key and icon, in one table; menus and toolbar are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from auditor.gui.tokens import Scheme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenuBar, QWidget

    from auditor.gui.theme import Theme


class Do(Enum):
    """The names of the actions."""

    NEW = auto()
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
    GO_DOCUMENTS = auto()
    GO_FINDINGS = auto()
    GO_TEXT = auto()
    GO_DETAILS = auto()


@dataclass(frozen=True, slots=True)
class _Spec:
    words: str
    key: str = ""
    icon: str = ""
    tip: str = ""


_SPECS: dict[Do, _Spec] = {
    Do.NEW: _Spec("&New audit", "Ctrl+N", "documents", "Put this audit aside and begin an empty one"),
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
    Do.GO_DOCUMENTS: _Spec("Go to &documents", "Ctrl+1"),
    Do.GO_FINDINGS: _Spec("Go to f&indings", "Ctrl+2"),
    Do.GO_TEXT: _Spec("Go to the &text", "Ctrl+3"),
    Do.GO_DETAILS: _Spec("Go to the d&etails", "Ctrl+4"),
}

_MENUS: tuple[tuple[str, tuple[Do | None, ...]], ...] = (
    (
        "&File",
        (
            Do.NEW,
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
    ("&Findings", (Do.NEXT, Do.PREVIOUS, None, Do.FIND, Do.CLEAR_FILTERS)),
    ("&View", (Do.GO_DOCUMENTS, Do.GO_FINDINGS, Do.GO_TEXT, Do.GO_DETAILS, None)),
)

_SCHEME_WORDS = {Scheme.SYSTEM: "As the &system", Scheme.LIGHT: "&Light", Scheme.DARK: "&Dark"}


class Actions:
    """The actions by name."""

    def __init__(self, owner: QWidget, theme: Theme) -> None:
        self._actions = {name: _make(spec, owner, theme) for name, spec in _SPECS.items()}
        self.schemes = QActionGroup(owner)
        for scheme, words in _SCHEME_WORDS.items():
            action = QAction(words, self.schemes, checkable=True)
            action.setData(scheme)
            action.setChecked(scheme is theme.scheme)

    def __getitem__(self, name: Do) -> QAction:
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into a menu."""
        for title, names in _MENUS:
            menu = bar.addMenu(title)
            for name in names:
                menu.addAction(self[name]) if name else menu.addSeparator()
            if title == "&View":
                menu.addMenu("&Appearance").addActions(self.schemes.actions())

    def enable(self, *, has_documents: bool, has_results: bool, has_pending: bool) -> None:
        """Offer only what can be done now."""
        self[Do.EXPORT].setEnabled(has_results)
        for name in (Do.NEW, Do.NEXT, Do.PREVIOUS, Do.FIND, Do.CLEAR_FILTERS):
            self[name].setEnabled(has_documents)
        for name in (Do.GO_DOCUMENTS, Do.GO_FINDINGS, Do.GO_TEXT, Do.GO_DETAILS):
            self[name].setEnabled(has_documents)
        for name in (Do.CANCEL_ONE, Do.CANCEL_ALL):
            self[name].setEnabled(has_pending)


def _make(spec: _Spec, owner: QWidget, theme: Theme) -> QAction:
    action = QAction(spec.words, owner)
    if spec.key:
        action.setShortcut(QKeySequence(spec.key))
    if spec.icon:
        theme.assign_icon(action, spec.icon)
    plain = spec.tip or spec.words.replace("&", "").rstrip("…")
    action.setToolTip(f"{plain} ({action.shortcut().toString()})" if spec.key else plain)
    return action
