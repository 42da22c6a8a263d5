"""Joins the menus of appearance, grouping and help, and the choices that are remembered, to what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from auditor.gui.actions import Do
from auditor.gui.dialogs.keys import KeySheet
from auditor.gui.dialogs.line import LineDialog
from auditor.gui.tokens import Scheme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from auditor.gui.controllers.findings import FindingsController
    from auditor.gui.main_window import MainWindow
    from auditor.gui.settings import Settings
    from auditor.gui.theme import Theme


class LookController(QObject):
    """Colours and size of words are remembered for the user, the grouping for the review."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        window: MainWindow,
        listing: FindingsController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._settings, self._window, self._listing = theme, settings, window, listing
        actions = window.actions_
        actions.schemes.triggered.connect(self._choose_scheme)
        actions.text_sizes.triggered.connect(self._choose_text_size)
        actions.groupings.triggered.connect(lambda: listing.group_by(actions.chosen_grouping()))
        actions[Do.KEYS].triggered.connect(self.show_keys)
        actions[Do.REVIEWER].triggered.connect(self._ask_reviewer)
        actions[Do.CROSS].setChecked(settings.crosses_documents)
        actions[Do.CROSS].toggled.connect(self._choose_crossing)
        actions[Do.PAGE_LIST].toggled.connect(self._choose_page_list)
        actions[Do.PAGE_LIST].setChecked(settings.shows_page_list)
        window.workbench.document.look_chosen.connect(self._choose_look)

    def show_keys(self) -> None:
        """Show every action with its key."""
        KeySheet(self._window.actions_.sheet(), self._window).show()

    def _choose_scheme(self, action: QAction) -> None:
        scheme = Scheme(action.data())
        self._settings.scheme = scheme
        self._theme.choose(scheme)

    def _choose_text_size(self, action: QAction) -> None:
        per_cent = int(action.data())
        self._settings.text_size = per_cent
        self._theme.choose_text_size(per_cent)

    def _choose_crossing(self, crosses: bool) -> None:  # noqa: FBT001 - a slot
        self._settings.crosses_documents = crosses

    def _choose_page_list(self, shows: bool) -> None:  # noqa: FBT001 - a slot
        self._settings.shows_page_list = shows
        self._window.workbench.document.readers.sheets.show_list(shows)

    def _choose_look(self, shows_page: bool) -> None:  # noqa: FBT001 - a slot
        self._settings.shows_page = shows_page

    def _ask_reviewer(self) -> None:
        dialog = LineDialog(
            "Your name", "The name that stands beside your decisions", self._settings.reviewer, self._window
        )
        dialog.submitted.connect(self._choose_reviewer)
        dialog.open()

    def _choose_reviewer(self, name: str) -> None:
        self._settings.reviewer = name
