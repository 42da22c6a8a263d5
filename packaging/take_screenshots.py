"""Takes the pictures of the window that the README shows: the real program, the samples, light and dark.

Run `QT_QPA_PLATFORM=offscreen python packaging/take_screenshots.py`; the pictures go to packaging/screenshots.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from auditor.gui.dialogs.files import Choosers
from auditor.gui.program import Program
from auditor.gui.surroundings import real_surroundings
from auditor.gui.tokens import Scheme

TARGET = Path(__file__).parent / "screenshots"
SHOWN = "opioids-and-depression.html"
SMALLEST = 0
"""PNG quality: nothing is lost at any, and this one packs tightest."""

PATIENCE_MS = 120_000


def main() -> int:
    """Take every picture."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        private = Path(folder)
        around = replace(
            real_surroundings(private),
            settings=private / "window.ini",
            data=private / "data",
            choosers=lambda _: Choosers(lambda _: [], *[lambda _: ""] * 4),
        )
        program = Program(application, around)
        program.window.show()
        take(program, "start")
        program.intake.take_samples()
        wait_until_done(program)
        show_document(program)
        take(program, "findings")
        program.window.close()
    return 0


def take(program: Program, name: str) -> None:
    """Save the window in both schemes."""
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        program.theme.choose(scheme)
        pause(300)
        image = program.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        image.save(str(TARGET / f"{name}-{scheme}.png"), "PNG", SMALLEST)


def show_document(program: Program) -> None:
    """Choose the sample with most to see, and a finding in the middle of its text."""
    program.window.notices.dismiss()
    rows = range(1, program.documents.rowCount())
    row = next(row for row in rows if program.documents.entry(row).name == SHOWN)
    program.window.workbench.documents.select_row(row)
    pause(600)
    for _ in range(4):
        program.listing.step(1)
    program.window.workbench.findings.setFocus()
    pause(300)


def wait_until_done(program: Program) -> None:
    """Wait until the last sample is audited."""
    loop = QEventLoop()
    program.queue.all_done.connect(loop.quit)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    loop.exec()
    pause(800)


def pause(milliseconds: int) -> None:
    """Let the window draw."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
