"""Opens the window. The one entry from the command line; nothing of Qt is imported before it is called."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

import auditor
from auditor.gui.program import Program
from auditor.gui.surroundings import real_surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(inputs: Sequence[str]) -> int:
    """Open the window with the inputs in it; return when it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Auditor")
    application.setApplicationVersion(auditor.__version__)
    with tempfile.TemporaryDirectory(prefix="auditor-") as private:
        program = Program(application, real_surroundings(Path(private)))
        program.crashes.install()
        program.window.show()
        program.begin(inputs)
        status = application.exec()
        program.crashes.uninstall()
    return status
