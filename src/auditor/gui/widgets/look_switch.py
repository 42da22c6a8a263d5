"""Chooses between the page as it looks and the text that was audited."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class LookSwitch(QWidget):
    """Two buttons of which one is pressed."""

    changed = Signal(bool)
    """Whether the page is wanted."""

    def __init__(self, *, shows_page: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = _button("Page", "The page as it looks")
        self._text = _button("Text", "The text that was audited")
        (self._page if shows_page else self._text).setChecked(True)
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in (self._page, self._text):
            group.addButton(button)
            layout.addWidget(button)
        self._page.toggled.connect(self.changed)

    @property
    def shows_page(self) -> bool:
        """Whether the page is wanted rather than the text."""
        return self._page.isChecked()

    def toggle(self) -> None:
        """Change from one to the other."""
        (self._text if self.shows_page else self._page).setChecked(True)


def _button(words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setCheckable(True)
    button.setProperty("role", "choice")
    button.setToolTip(f"{tip} (Ctrl+T)")
    button.setAccessibleName(tip)
    return button
