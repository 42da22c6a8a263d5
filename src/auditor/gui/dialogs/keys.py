"""The shortcut sheet: everything that can be done, by menu, with its key. Made from the menus, so that it is never wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.tokens import GRID

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Entry = tuple[str, str]
"""What is done, and its key."""

_SIZE = (560, 600)

MORE: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "Lists and groups",
        (
            ("Open or close the group", "Right, Left or Space"),
            ("From a finding to the heading of its group", "Left"),
            ("Open the document that is chosen in the overview", "Enter"),
            ("Choose a reason to dismiss", "1 to 6, or O"),
            ("From pane to pane", "Tab, Shift+Tab"),
            ("Open a menu", "Alt and its letter"),
        ),
    ),
)
"""Keys that belong to a list or a menu that is open, and to no action."""


class KeySheet(QDialog):
    """Not modal: it may stand beside the window while the keys are tried."""

    def __init__(self, menus: Sequence[tuple[str, Sequence[Entry]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._find = QLineEdit(self)
        self._find.setPlaceholderText("What do you want to do?")
        self._find.setAccessibleName("Find an action")
        self._find.setClearButtonEnabled(True)
        self._find.textChanged.connect(self._narrow)
        self._blocks = [_Block(title, entries) for title, entries in (*menus, *MORE)]
        self._none = QLabel("Nothing of that name can be done.")
        self._none.setProperty("role", "muted")
        self._none.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._find)
        layout.addWidget(self._make_area(), 1)
        layout.addWidget(buttons)
        self.resize(min(_SIZE[0], parent.width()), min(_SIZE[1], parent.height()))

    def words(self) -> list[Entry]:
        """Return what is shown."""
        return [entry for block in self._blocks for entry in block.shown()]

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        found = [block.narrow(wanted) for block in self._blocks]
        self._none.setVisible(not any(found))

    def _make_area(self) -> QScrollArea:
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 2 * GRID, 0)
        layout.setSpacing(5 * GRID)
        for block in (*self._blocks, self._none):
            layout.addWidget(block)
        layout.addStretch(1)
        area = QScrollArea(self)
        area.setProperty("role", "page")
        area.setAccessibleName("Keys")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area


class _Block(QWidget):
    """One menu: a head, and a line for each action."""

    def __init__(self, title: str, entries: Iterable[Entry]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(0, 1)
        head = QLabel(title)
        head.setProperty("role", "heading")
        grid.addWidget(head, 0, 0, 1, 2)
        self._lines: list[tuple[Entry, QLabel, QLabel]] = []
        for row, (words, key) in enumerate(entries, 1):
            said, pressed = QLabel(words), QLabel(key or "–")
            said.setWordWrap(True)
            pressed.setProperty("role", "key" if key else "muted")
            grid.addWidget(said, row, 0)
            grid.addWidget(pressed, row, 1, Qt.AlignmentFlag.AlignRight)
            self._lines.append(((words, key), said, pressed))

    def shown(self) -> list[Entry]:
        """Return the lines that are not narrowed away."""
        return [entry for entry, said, _ in self._lines if not said.isHidden()]

    def narrow(self, wanted: Sequence[str]) -> bool:
        """Show the lines in which every word occurs; False when there is none."""
        for (words, key), said, pressed in self._lines:
            fits = all(word in f"{words} {key}".casefold() for word in wanted)
            said.setVisible(fits)
            pressed.setVisible(fits)
        self.setVisible(bool(self.shown()))
        return bool(self.shown())
