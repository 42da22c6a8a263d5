"""Opens the window. The one entry from the command line; nothing of Qt is imported before it is called."""

from __future__ import annotations

import gc
import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

import auditor
from auditor.gui.front import Front
from auditor.gui.own_folders import data_folder, settings_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.main_window import MainWindow
    from auditor.gui.program import Program
    from auditor.gui.session_place import SessionPlace

FIRST_SIGHT_MS = 300
"""How long the rest of the program waits for the window to be drawn: one that opens out of sight never is."""

SIGNALS_MS = 500
"""How long Ctrl+C may go unnoticed."""

NEVER = 1_000_000_000
"""Middle collections before an old one begins by itself."""

IDLE_MS = 3_000
"""How long after the last document the old are searched."""

SWITCH_SECONDS = 0.000_5
"""How long a background thread may keep the interpreter while the window waits for it. Drawing gives it away many
times a frame, and Python's own 5 ms each time would add up to a stutter."""


def calm_collector() -> None:
    """Keep Python's search for dead cycles from stopping the window.

    Frozen values have no cycles; yet a whole search is begun each time a large document arrives, and takes a tenth
    of a second with hundreds of thousands of them alive. What the program consists of is left out for good, the
    young are searched as ever, the old only when nothing is being read.
    """
    gc.freeze()
    gc.enable()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)


def _close_on_signals(program: Program) -> None:
    """Let Ctrl+C in the terminal and the end of the desktop's session close the window in order."""
    window = program.window
    for number in (signal.SIGINT, signal.SIGTERM):
        # A signal may come in the middle of a drawing: the window closes when that is done.
        signal.signal(number, lambda *_: QTimer.singleShot(0, window, window.close))
    # Python looks at signals only between its own steps, and an idle window takes none.
    awake = QTimer(program, interval=SIGNALS_MS)
    awake.timeout.connect(lambda: None)
    awake.start()


def seen(window: MainWindow) -> bool:
    """Show the window and wait until it is drawn; False when it has been closed already."""
    window.show()
    limit = QDeadlineTimer(FIRST_SIGHT_MS)
    while not (window.is_painted or limit.hasExpired()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    return window.isVisible()


def _program(application: QApplication, front: Front, place: SessionPlace) -> Program:
    """Return all the rest, in the window that is there. What is clicked meanwhile is done afterwards."""
    from auditor.gui.program import Program  # noqa: PLC0415 - loading it takes longer than all that is seen first
    from auditor.gui.surroundings import real_surroundings  # noqa: PLC0415 - as above

    return Program(application, real_surroundings(place.folder), front)


def run(inputs: Sequence[str]) -> int:
    """Open the window with the inputs in it; return when it is closed."""
    gc.disable()  # what is made on the way to the open window stays
    sys.setswitchinterval(SWITCH_SECONDS)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Auditor")
    application.setApplicationVersion(auditor.__version__)
    front = Front(application, settings_file())
    if not seen(front.window):
        return 0
    from auditor.gui.session_place import SessionPlace  # noqa: PLC0415 - loads what reads and writes reviews

    with SessionPlace(data_folder()) as place:
        program = _program(application, front, place)
        program.crashes.install()
        program.begin(inputs)
        calm_collector()
        program.queue.all_done.connect(lambda: QTimer.singleShot(IDLE_MS, program, gc.collect))
        _close_on_signals(program)
        status = application.exec()
        program.crashes.uninstall()
    return status
