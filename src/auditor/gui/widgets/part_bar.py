"""Goes through the parts of a document too long to be laid out at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from auditor.gui.tokens import GRID

if TYPE_CHECKING:
    from auditor.gui.theme import Theme


class PartBar(QFrame):
    """Says which part is shown; not there when there is only one."""

    part_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._shown = 0
        self._words = QLabel(self)
        self._words.setProperty("role", "small")
        self._previous = self._button(theme, "Previous part", "previous", -1)
        self._next = self._button(theme, "Next part", "next", 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._previous)
        layout.addWidget(self._next)
        self.has_parts = False
        self.hide()

    def set_part(self, number: int, total: int, pages: tuple[int, int] | None) -> None:
        """Show where we are."""
        self._shown = number
        self._words.setText(f"Part {number + 1} of {total}" + _pages(pages))
        self._previous.setEnabled(number > 0)
        self._next.setEnabled(number + 1 < total)
        self.has_parts = total > 1
        self.setVisible(self.has_parts)

    def step(self, by: int) -> None:
        """Ask for the part before (-1) or after (1)."""
        if self.has_parts:
            self.part_wanted.emit(self._shown + by)

    def _button(self, theme: Theme, words: str, icon: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "quiet")
        button.setAccessibleName(words)
        button.setToolTip(words)
        theme.assign_icon(button, icon)
        button.clicked.connect(lambda: self.step(by))
        return button


def _pages(pages: tuple[int, int] | None) -> str:
    if pages is None:
        return ""
    first, last = pages
    return f" · page {first}" if first == last else f" · pages {first} to {last}"
