"""Takes the pictures of the window that the README shows: the real program, the samples, every main state, light and dark.

Run `QT_QPA_PLATFORM=offscreen python packaging/take_screenshots.py`; the pictures go to packaging/screenshots.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from auditor.gui.actions import Do
from auditor.gui.dialogs.files import Choosers
from auditor.gui.program import Program
from auditor.gui.surroundings import real_surroundings
from auditor.gui.tokens import Scheme, Tokens
from auditor.model.decision import Verdict

TARGET = Path(__file__).parent / "screenshots"
SHOWN = "opioids-and-depression.html"
SHOWN_PAGES = "weight-loss-brochure.pdf"
SIZE = (1280, 820)
COLOURS = 256
"""A window has few colours: with a palette of the most frequent ones a picture takes a third of the room."""

SMALLEST = 0
"""PNG quality: nothing is lost at any, and this one packs tightest."""

PATIENCE_MS = 120_000
DECIDED = (Verdict.CONFIRMED, Verdict.CONFIRMED, Verdict.NEEDS_SUBSTANTIATION, Verdict.LATER)


def main() -> int:
    """Take every picture."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        private = Path(folder)
        nothing = Choosers(**{field.name: (lambda _: "") for field in fields(Choosers)})
        around = replace(
            real_surroundings(private),
            settings=private / "window.ini",
            data=private / "data",
            choosers=lambda _: nothing,
        )
        program = Program(application, around)
        program.settings.reviewer = "Ana Keller"
        program.window.resize(*SIZE)
        program.window.show()
        program.window.activateWindow()
        take(program, "start")
        program.intake.take_samples()
        wait_until_done(program)
        show_document(program, SHOWN, 4)
        take(program, "findings")
        show_document(program, SHOWN_PAGES, 3)
        take(program, "pages")
        group(program, "By rule")
        decide_some(program)
        take(program, "grouped")
        group(program, "Not grouped")
        program.window.actions_[Do.OVERVIEW].trigger()
        take(program, "overview")
        program.window.close()
    return 0


def take(program: Program, name: str) -> None:
    """Save the window in both schemes."""
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        program.theme.choose(scheme)
        pause(400)
        image = program.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        small = image.convertToFormat(
            QImage.Format.Format_Indexed8,
            palette(image, program.theme.tokens),
            Qt.ImageConversionFlag.ThresholdDither,
        )
        small.save(str(TARGET / f"{name}-{scheme}.png"), "PNG", SMALLEST)


def palette(image: QImage, tokens: Tokens) -> list[int]:
    """Return the colours that mean something and those that most of the picture consists of."""
    inks = [QColor(tokens.ink(field.name)).rgb() for field in fields(tokens) if field.name != "is_dark"]
    pixels = memoryview(image.constBits()).cast("B").cast("I")
    frequent = [colour for colour, _ in Counter(pixels).most_common(COLOURS)]
    return list(dict.fromkeys([*inks, *frequent]))[:COLOURS]


def group(program: Program, words: str) -> None:
    """Group the findings."""
    actions = program.window.actions_.groupings.actions()
    next(action for action in actions if action.text().replace("&", "") == words).trigger()
    pause(600)


def decide_some(program: Program) -> None:
    """Decide about the first findings, so that there is something to be seen of it."""
    program.listing.choose(program.findings.ids[0])
    for verdict in DECIDED:
        program.triage.decide(verdict)
        pause(300)
    pause(2_000)


def show_document(program: Program, name: str, steps: int) -> None:
    """Choose a sample, and a finding in the middle of it."""
    program.window.notices.dismiss()
    rows = range(1, program.documents.rowCount())
    row = next(row for row in rows if program.documents.entry(row).name == name)
    program.window.workbench.documents.select_row(row)
    pause(1_500)
    for _ in range(steps):
        program.listing.step(1)
    program.window.workbench.findings.setFocus()
    pause(1_000)


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
