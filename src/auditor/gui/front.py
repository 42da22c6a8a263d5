"""What is seen first: the window with its menus and its start page, made of a tenth of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from auditor.gui.main_window import MainWindow
from auditor.gui.settings import Settings
from auditor.gui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


class Front(QObject):
    """The window as it opens, dressed as the user likes it."""

    def __init__(self, application: QApplication, settings: Path) -> None:
        super().__init__(application)
        self.settings = Settings(settings)
        self.theme = Theme(application, self.settings.scheme, self, self.settings.text_size)
        with self.theme.undressed():
            self.window = MainWindow(self.theme, self.settings)
