"""The bar at the top: ways to add documents at the left, the way out (export) at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from auditor.gui.tokens import GRID

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from auditor.gui.theme import Theme


class Toolbar(QFrame):
    """Buttons for actions made elsewhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "bar")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(3 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        self._layout.setSpacing(GRID)
        self._layout.addStretch(1)

    def add_left(self, action: QAction, icon: str) -> None:
        """Add a quiet button at the left."""
        self._layout.insertWidget(self._layout.count() - 1, self._button(action, icon, "quiet", "text"))

    def add_right(self, action: QAction, icon: str) -> None:
        """Add the button that stands out at the right."""
        self._layout.addWidget(self._button(action, icon, "primary", "on_accent"))

    def _button(self, action: QAction, icon: str, role: str, colour: str) -> QPushButton:
        button = QPushButton(action.text().replace("&", "").rstrip("…"), self)
        button.setProperty("role", role)
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        if action.isCheckable():
            button.setCheckable(True)
            button.setChecked(action.isChecked())
            action.toggled.connect(button.setChecked)
            button.clicked.connect(lambda: button.setChecked(action.isChecked()))
        action.enabledChanged.connect(button.setEnabled)
        self._theme.assign_icon(button, icon, colour)
        return button
