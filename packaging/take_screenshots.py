"""Takes the pictures of the window that the README shows: the real program, the samples, every main state, light and dark.

Run `QT_QPA_PLATFORM=offscreen python packaging/take_screenshots.py`; the pictures go to packaging/screenshots.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from auditor.gui.actions import Do
from auditor.gui.dialogs.files import Choosers
from auditor.gui.dialogs.house import HouseDialog
from auditor.gui.program import Program
from auditor.gui.surroundings import real_surroundings
from auditor.gui.tokens import Scheme, Tokens
from auditor.gui.widgets.compare_view import CompareView
from auditor.model.claim import Claim, Evidence
from auditor.model.decision import Author, Verdict
from auditor.model.template import COLUMNS, Logo, Template
from auditor.workflow.register_use import write_claim
from auditor.workflow.resources import samples_folder

TARGET = Path(__file__).parent / "screenshots"
SHOWN = "opioids-and-depression.html"
SHOWN_PAGES = "weight-loss-brochure.pdf"
SHOWN_AGAIN = "dental-studio.html"
CHANGED = (
    (b"completely painless", b"as gentle as we can make it"),
    (b"99% of them", b"98% of them"),
    (b"312 patients", b"340 patients"),
)
"""What the next version of that sample says instead."""

APPROVED = (
    ("Cedar & Sage 12-Week Program", "Trial report 2025-03", "2027-06-30"),
    ("pressed on our own farm and bottled by hand", "Farm inspection of 4 May 2026", ""),
    ("more than 2,400 implants since 2009", "https://records.brackenbury.example/implants", "2020-12-31"),
)
"""Claims for the register: the wording, the evidence, the end."""

LONG, LONG_TIMES = "long-read.html", 150
"""A document that takes its time: a sample, so many times."""

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
        program.window.actions_[Do.OVERVIEW].trigger()
        take_early(program, private)
        take_versions(program, private)
        take_register(program)
        take_second_look(program)
        take_house(program)
        take_looks(program)
        program.window.close()
    return 0


def take_early(program: Program, folder: Path) -> None:
    """Bring a long document, and show what its beginning tells while the rest is still being read."""
    head, end, _ = (samples_folder() / SHOWN).read_bytes().partition(b"</body>")
    (folder / LONG).write_bytes(head + head[head.index(b"<body") :] * LONG_TIMES + end)
    program.intake.take_inputs([str(folder / LONG)])
    wait_for(program.queue.begun)
    show_document(program, LONG, 2)
    take(program, "preliminary")
    program.queue.cancel_all()
    wait_until_done(program)


def take_versions(program: Program, folder: Path) -> None:
    """Decide about a sample, bring a new version of it, and show what became of the findings."""
    show_document(program, SHOWN_AGAIN, 0)
    decide_some(program)
    content = (samples_folder() / SHOWN_AGAIN).read_bytes()
    for before, after in CHANGED:
        content = content.replace(before, after)
    (folder / SHOWN_AGAIN).write_bytes(content)
    program.intake.take_inputs([str(folder / SHOWN_AGAIN)])
    wait_until_done(program)
    show_document(program, SHOWN_AGAIN, 1)
    take(program, "versions")
    program.window.actions_[Do.COMPARE].trigger()
    pause(1_500)
    view = next(w for w in QApplication.topLevelWidgets() if isinstance(w, CompareView))
    take(program, "compare", view)
    view.close()


def take_register(program: Program) -> None:
    """Put claims into the register and look at one."""
    author = Author(program.settings.reviewer, "2026-11-02T09:30:00Z")
    for wording, evidence, end in APPROVED:
        claim = Claim((wording,), Evidence(evidence), approver=program.settings.reviewer, expires_on=end)
        program.desk.ask(lambda file, claim=claim: write_claim(file, None, claim, "", author))
    pause(1_000)
    program.window.workbench.documents.select_row(0)
    program.window.actions_[Do.GO_REGISTER].trigger()
    pause(800)
    register = program.window.workbench.register.view
    register.setCurrentIndex(register.model().index(1, 0))
    pause(800)
    take(program, "register")


def take_second_look(program: Program) -> None:
    """Draw a sample and judge some of it."""
    program.window.actions_[Do.SECOND_LOOK].trigger()
    pause(500)
    QTest.keyClick(QApplication.activeWindow(), Qt.Key.Key_Return)
    pause(1_500)
    for name in (Do.CONFIRM, Do.DISMISS, Do.CONFIRM):
        program.window.actions_[name].trigger()
        pause(500)
    program.window.activateWindow()
    take(program, "second-look")


def take_house(program: Program) -> None:
    """Choose a look of exports."""
    program.window.actions_[Do.TEMPLATE].trigger()
    dialog = program.window.findChildren(HouseDialog)[-1]
    columns = tuple(column for column in COLUMNS if column not in {"Rule", "Basis", "Source"})
    dialog.fill(
        Template("Cedar Health Group", logo(), "2B5C4A", "1F6F54", columns, "For marketing and legal only.")
    )
    pause(500)
    take(program, "exports", dialog)
    dialog.reject()


def logo() -> Logo:
    """Draw a sign for an invented organisation."""
    image = QImage(320, 80, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for at, colour in enumerate(("#2B5C4A", "#4F8A6F", "#9CC5AC")):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(6 + 26 * at, 6, 68, 68)
    font = painter.font()
    font.setPixelSize(46)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#2B5C4A"))
    painter.drawText(image.rect().adjusted(146, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "cedar")
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Logo(bytes(buffer.data().data()), image.width(), image.height())


def take_looks(program: Program) -> None:
    """Show findings in high contrast, and with words twice as large."""
    program.window.actions_[Do.GO_FINDINGS].trigger()
    show_document(program, SHOWN, 4)
    take(program, "findings", schemes=(Scheme.CONTRAST,))
    program.theme.choose_text_size(200)
    pause(800)
    take(program, "large-words")


def take(
    program: Program,
    name: str,
    shown: QWidget | None = None,
    schemes: tuple[Scheme, ...] = (Scheme.LIGHT, Scheme.DARK),
) -> None:
    """Save the window, or another one, in these schemes."""
    for scheme in schemes:
        program.theme.choose(scheme)
        pause(400)
        image = (shown or program.window).grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
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
    wait_for(program.queue.all_done)


def wait_for(signal: SignalInstance) -> None:
    """Wait until something has happened."""
    loop = QEventLoop()
    signal.connect(loop.quit)
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
