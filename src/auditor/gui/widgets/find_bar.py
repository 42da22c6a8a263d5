"""Looks for words in what is being read, whether page, sheets or text: one bar for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.filter_bar import TYPING_MS

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from auditor.gui.theme import Theme


class FindBar(QFrame):
    """Words, how often they stand there, and the way from place to place. Escape closes it."""

    wanted = Signal(str)
    """Other words are looked for; none at all when the bar closes."""
    step_wanted = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._asked = ""
        self._words = self._make_field(theme)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName("Places found")
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._ask)
        self._words.textChanged.connect(self._typing.start)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._words, 1)
        layout.addSpacing(GRID)
        layout.addWidget(self._count)
        for icon, words, act in (
            ("previous", "Previous place (Shift+F3)", lambda: self.step(-1)),
            ("next", "Next place (F3)", lambda: self.step(1)),
            ("close", "Close the search (Esc)", self.close_search),
        ):
            button = _button(theme, icon, words, self)
            button.clicked.connect(act)
            layout.addWidget(button)
        self.hide()

    def open_search(self) -> None:
        """Show the bar and put the keyboard into it; words looked for before are looked for again."""
        self.show()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()
        self.renew()

    def close_search(self) -> None:
        """Hide the bar and what it lit."""
        if self.isVisible():
            self._typing.stop()
            self.hide()
            self._asked = ""
            self.wanted.emit("")
            self.closed.emit()

    def renew(self) -> None:
        """Look for the words again: another document is shown, or the same in another way."""
        if not self.isHidden():
            self._asked = ""
            self._ask()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place; a closed bar opens first."""
        if self.isHidden():
            self.open_search()
        elif self._typing.isActive() or self._asked != self._words.text():
            self._ask()
        else:
            self.step_wanted.emit(by)

    def set_found(self, at: int, total: int, is_complete: bool) -> None:  # noqa: FBT001 - a slot
        """Show which place is lit, and how many there are."""
        if not self._asked.strip():
            self._count.clear()
        elif not total:
            self._count.setText("Not found" if is_complete else "Searching…")
        else:
            self._count.setText(f"{at:,} of {total:,}" + ("" if is_complete else "…"))

    def _ask(self) -> None:
        self._typing.stop()
        self._asked = self._words.text()
        self.wanted.emit(self._asked)

    def _make_field(self, theme: Theme) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText("Find in the document")
        field.setAccessibleName("Find in the document")
        field.setClearButtonEnabled(True)
        field.setAcceptDrops(False)  # the window takes drops, wherever they fall
        look = QAction(field)
        theme.assign_icon(look, "search", "muted")
        field.addAction(look, QLineEdit.ActionPosition.LeadingPosition)
        return field

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's spelling
        """Return goes on, Shift+Return back, Escape closes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_search()
        else:
            super().keyPressEvent(event)


def _button(theme: Theme, icon: str, words: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setProperty("role", "quiet")
    button.setAccessibleName(words.partition(" (")[0])
    button.setToolTip(words)
    theme.assign_icon(button, icon)
    return button
