"""Joins the look of exports that is kept in settings to the sheet on which it is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from auditor.errors import UserError
from auditor.export import wording
from auditor.model.template import PLAIN
from auditor.workflow.house import read_logo

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from auditor.gui.dialogs.files import Choosers
    from auditor.gui.dialogs.house import HouseDialog
    from auditor.gui.messages import Messages
    from auditor.gui.settings import Settings
    from auditor.model.template import Template
    from auditor.workflow.house import House


class HouseController(QObject):
    """Shows the look that is kept, and keeps another."""

    def __init__(
        self, house: House, messages: Messages, settings: Settings, choosers: Choosers, window: QWidget
    ) -> None:
        super().__init__(window)
        self._house, self._messages, self._settings = house, messages, settings
        self._choosers, self._window = choosers, window

    def choose(self) -> None:
        """Show the sheet. What is kept and cannot be read is told, and begun anew only when that is saved."""
        from auditor.gui.dialogs.house import HouseDialog  # noqa: PLC0415 - keeps the window's start light

        try:
            template = self._house.read()
        except UserError as error:
            self._messages.error(error)
            template = PLAIN
        dialog = HouseDialog(template, self._choosers.colour, wording.notice, self._window)
        dialog.logo_wanted.connect(lambda: self._pick_logo(dialog))
        dialog.submitted.connect(lambda chosen: self._keep(dialog, chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _pick_logo(self, dialog: HouseDialog) -> None:
        chosen = self._choosers.logo(self._settings.folder)
        if not chosen:
            return
        self._settings.folder = str(Path(chosen).parent)
        try:
            dialog.set_logo(read_logo(Path(chosen)))
        except UserError as error:
            dialog.refuse(str(error))

    def _keep(self, dialog: HouseDialog, template: Template) -> None:
        try:
            self._house.keep(template)
        except UserError as error:
            dialog.refuse(str(error))
            return
        dialog.accept()
        words = (
            "Exports look as the program has it."
            if template == PLAIN
            else "Exports wear this look from now on."
        )
        self._messages.done(words)
