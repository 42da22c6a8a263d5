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


SWITCH_SECONDS = 0.000_5
"""How long a background thread may keep the interpreter while the window waits for it. Drawing gives it away many
times a frame, and Python's own 5 ms each time would add up to a stutter."""


def run(inputs: Sequence[str]) -> int:
    """Open the window with the inputs in it; return when it is closed."""
    sys.setswitchinterval(SWITCH_SECONDS)
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
