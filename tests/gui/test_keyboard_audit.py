"""A whole audit by keyboard alone: samples in, every finding decided, exported, closed, opened again, all there."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from auditor.gui.program import Program
from auditor.gui.surroundings import real_surroundings
from auditor.model.decision import Verdict
from auditor.workflow.audit import Settings
from auditor.workflow.resources import samples_folder
from auditor.workflow.session import AuditSession

from .conftest import dispose, hurry, shown

SAMPLES = ("clinica-dental.html", "knee-replacement-leaflet.pdf", "newsletter-letter.txt")
"""Three of the samples; to audit all of them takes the worker processes too long for every run of the tests."""

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
VERDICTS = {
    Qt.Key.Key_A: Verdict.CONFIRMED,
    Qt.Key.Key_S: Verdict.NEEDS_SUBSTANTIATION,
    Qt.Key.Key_D: Verdict.DISMISSED,
}


@pytest.fixture
def around(world):
    """What the program is given on a desk: real rules and workers, real samples; only the dialogs of the system are answered."""
    world.review, world.target = str(world.folder / "spring.audit"), str(world.folder / "audit.xlsx")
    samples = world.folder / "samples"
    samples.mkdir()
    for name in SAMPLES:
        shutil.copy(samples_folder() / name, samples)
    real = real_surroundings(world.folder / "session")
    settings = Settings(jobs=1)  # each worker reads the rules first
    return replace(
        world.surroundings(),
        samples=samples,
        open_session=lambda listener: AuditSession(settings, listener, lambda: "2026-11-29"),
        packs=real.packs,
        write=real.write,
    )


def opened(qapp, qtbot, around):
    program = Program(qapp, around)
    hurry(program)
    program.window.show()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.begin([])
    return program


def press(program, key, modifiers=NONE):
    """Type as a person does: whatever has the keyboard gets the key."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or program.window
    QTest.keyClick(target, key, modifiers)


def give_back_the_keyboard(program, qtbot):
    """A window system does this when a menu closes; without a screen nobody does."""
    program.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def decide_all(program, qtbot):
    """Confirm, ask for substantiation, dismiss by turns until the program says that nothing is open."""
    keys, made = list(VERDICTS), {}
    while len(made) < shown(program):
        number, key = program.listing.current, keys[len(made) % 3]
        assert number not in made, "the program went on to a finding that is decided"
        press(program, key)
        if key is Qt.Key.Key_D:
            qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
            press(program, Qt.Key.Key_1)
            give_back_the_keyboard(program, qtbot)
        qtbot.waitUntil(lambda n=number, k=key: program.desk.finding(n).decision.verdict is VERDICTS[k])
        made[number] = VERDICTS[key]
        if len(made) < shown(program):
            qtbot.waitUntil(lambda n=number: program.listing.current != n)
    return made


def decisions(program):
    return {number: program.desk.finding(number).decision.verdict for number in program.findings.ids}


def test_a_whole_audit_by_keyboard_alone(qapp, qtbot, world, around):
    program = opened(qapp, qtbot, around)
    try:
        press(program, Qt.Key.Key_M, CTRL | SHIFT)
        qtbot.waitUntil(
            lambda: program.documents.documents == 3 and not program.documents.pending, timeout=120_000
        )
        qtbot.waitUntil(lambda: shown(program) == program.documents.entry(0).findings > 5, timeout=10_000)
        press(program, Qt.Key.Key_S, CTRL)
        qtbot.waitUntil(lambda: program.desk.path.name == "spring.audit")
        qtbot.waitUntil(lambda: program.listing.current is not None)
        press(program, Qt.Key.Key_2, CTRL)
        made = decide_all(program, qtbot)
        assert {row.name for row in document_rows(program) if row.decided} == set(SAMPLES)
        press(program, Qt.Key.Key_E, CTRL)
        qtbot.waitUntil((world.folder / "audit.xlsx").is_file, timeout=20_000)
        press(program, Qt.Key.Key_Q, CTRL)
        qtbot.waitUntil(lambda: not program.window.isVisible())
    finally:
        dispose(program)
    assert exported(world.folder / "audit.xlsx") == sorted(made.values())
    again = opened(qapp, qtbot, around)
    try:
        press(again, Qt.Key.Key_R, CTRL)
        qtbot.waitUntil(lambda: shown(again) == len(made))
        assert decisions(again) == made
        qtbot.waitUntil(lambda: again.documents.documents == 3)
        assert {again.documents.entry(row).words for row in (1, 2, 3)} == {"Audited · all decided"}
    finally:
        dispose(again)


def document_rows(program):
    return program.desk._reader.document_rows()


def exported(path):
    """Return the decisions in the spreadsheet, as verdicts."""
    book = load_workbook(path)
    head, *rows = book["Findings"].iter_rows(values_only=True)
    at = head.index("Decision")
    return sorted(Verdict(row[at].lower().replace(" ", "-")) for row in rows if row[at])
