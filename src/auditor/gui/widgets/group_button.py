"""The button over the findings that says how they are grouped and offers the other ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QActionGroup

    from auditor.gui.theme import Theme


class GroupButton(QPushButton):
    """Shows actions made elsewhere."""

    def __init__(self, groupings: QActionGroup, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groupings = groupings
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.addActions(groupings.actions())
        self.setMenu(menu)
        self.setProperty("role", "quiet")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # puts the arrow behind the words
        theme.assign_icon(self, "chevron-down", "muted")
        for action in groupings.actions():
            action.toggled.connect(self._say)
        self._say()

    def _say(self) -> None:
        chosen = self._groupings.checkedAction()
        words = chosen.text().replace("&", "") if chosen and chosen.data() else ""
        self.setText(f"Grouped {words.lower()}" if words else "Group")
        self.setAccessibleName(f"Grouping: {words or 'none'}")
