"""The real window, asked how soon it shows something. Run as a script by `test_first_finding.py`.

first_finding.py start                 opens the window, and closes it as soon as it is drawn
first_finding.py ready                 opens the window, and closes it when all that it can do is there
first_finding.py drop FILE...          drops one file after another, and prints the seconds to the first finding of each;
                                       the rest of a long one is given up
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, QUrl

from auditor.cli.main import main
from auditor.gui import application

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.gui.program import Program

PAUSE_MS = 400
"""Between two drops, so that each meets a window that has nothing to do."""
READY_MS = 4 * PAUSE_MS
"""A worker has read the rules by then."""
MOST_SECONDS = 20.0
"""How long the rest of a document is waited for, from its drop."""


class Drops(QObject):
    """Drops files one after another, each when the one before is done."""

    def __init__(self, program: Program, files: list[str]) -> None:
        super().__init__(program)
        self.program, self.waiting = program, files
        self.seconds: list[float] = []
        self._rows, self._since = 0, 0.0
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._look)
        QTimer.singleShot(READY_MS, self, self._next)

    def _next(self) -> None:
        if not self.waiting:
            sys.stdout.write(json.dumps(self.seconds) + "\n")
            sys.stdout.flush()
            self.program.window.close()
            return
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(self.waiting.pop(0))])
        self._rows, self._since = self.program.findings.rowCount(), time.monotonic()
        self.program.intake.take_mime(mime)
        self._timer.start()

    def _look(self) -> None:
        if self.program.findings.rowCount() == self._rows:
            return
        self._timer.stop()
        self.seconds.append(time.monotonic() - self._since)
        self._wait_for_rest()

    def _wait_for_rest(self) -> None:
        if not self.program.documents.pending:
            QTimer.singleShot(PAUSE_MS, self, self._next)
        elif time.monotonic() - self._since > MOST_SECONDS:
            self.program.auditing.cancel()  # its worker is replaced
            QTimer.singleShot(READY_MS, self, self._next)
        else:
            QTimer.singleShot(PAUSE_MS, self, self._wait_for_rest)


def close_when_seen() -> None:
    see_really = application.seen

    def seen(window: application.MainWindow) -> bool:
        see_really(window)
        assert window.is_painted
        return not window.close()

    application.seen = seen
    main([])


def run(begun: Callable[[Program], object]) -> None:
    from auditor.gui.program import Program  # not before the window is seen

    begin_really = Program.begin

    def begin(program: Program, taken: list[str]) -> None:
        begin_really(program, taken)
        begun(program)

    Program.begin = begin
    main([])


if __name__ == "__main__":
    if sys.argv[1] == "start":
        close_when_seen()
    elif sys.argv[1] == "ready":
        run(lambda program: QTimer.singleShot(0, program, program.window.close))
    else:
        run(lambda program: Drops(program, [str(Path(f).resolve()) for f in sys.argv[2:]]))
