"""Remembers for each review how its findings were looked at, and shows them so when it is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from auditor.gui.project_view import ProjectView, read, written

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.gui.action_set import Actions
    from auditor.gui.controllers.findings import FindingsController
    from auditor.gui.desk import Desk
    from auditor.gui.settings import Settings


class ViewMemory(QObject):
    """A review without a name is forgotten, unless it is given one."""

    def __init__(
        self,
        desk: Desk,
        listing: FindingsController,
        actions: Actions,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._listing = desk, listing
        self._actions, self._settings = actions, settings
        self._is_showing = False
        listing.view_changed.connect(self._remember)
        desk.opened.connect(self._show)

    def carry_to(self, path: Path) -> None:
        """Look at the review under its new name as it is looked at now."""
        self._settings.remember_project(str(path), written(self._listing.view()))

    def _remember(self) -> None:
        if self._desk.has_name and not self._is_showing:
            self.carry_to(self._desk.path)

    def _show(self) -> None:
        remembered = read(self._settings.project(str(self._desk.path))) if self._desk.has_name else None
        self._is_showing = True
        view = remembered or ProjectView(sort=self._settings.sort)
        self._actions.show_grouping(view.grouping)
        self._listing.look_at(view)
        self._is_showing = False
