"""Hostile files dropped on the real window: each explains itself or is rightly audited, and the window and the sound files live on."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from tests.hostile.case import CANARY, CLAIM, QUICK, SECRET
from tests.hostile.corpus import NAMED, SHORTLY
from tests.hostile.damage import FUZZING
from tests.hostile.regressions import DOCUMENTS
from tests.hostile.sound import FAULTLESS, SAMPLES
from tests.hostile.test_calamities import MARK, OUR_FAULTS, found_alone, sound_files
from tests.hostile.test_corpus import verdict
from tests.hostile.test_names import NAMES

from auditor.gui.program import Program
from auditor.gui.session_place import KEPT
from auditor.gui.surroundings import real_surroundings
from auditor.gui.widgets.readers import Way
from auditor.model.decision import Verdict
from auditor.model.document import Status
from auditor.model.listing import Filter
from auditor.model.order import Sort
from auditor.store.audits import AuditFile
from auditor.workflow.audit import Settings
from auditor.workflow.books import worker_book
from auditor.workflow.options import Options
from auditor.workflow.resources import rules_folder
from auditor.workflow.session import AuditSession

from .conftest import dispose, hurry, shown
from .test_responsiveness import Heartbeat

TODAY = "2026-11-28"
SOME, APART = 60, 10
"""Hostile files that every run shows to the window (`make fuzz` all, as pages too), and after how many a sound one comes."""

ONE_BY_ONE = ("new\nline.txt", "\u202efdp.exe.txt", f"{'x' * 251}.txt")
"""Names of files that are dropped themselves; all others come in their folder."""

WORST_SECONDS = 2.0
"""Longer than laying out any of these documents takes on a busy machine; a window that waits for one of them is away for longer."""

NO_SENTENCE = re.compile(
    r"Traceback|\b[A-Za-z_]*(?:Error|Exception)\b|internal|\.py\b|\bNone\b|<[a-z]+ |0x[0-9a-f]{4}"
)
"""What a program says of itself, and not of a document."""

STEERING = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

CTRL = Qt.KeyboardModifier.ControlModifier


def some():
    """Return one of each kind that is promised or once broke the window, and others of all formats by turns."""
    first = [case for case in SHORTLY if case.name in NAMED | DOCUMENTS.keys()]
    rest = [case for case in SHORTLY if case not in first]
    return [*first, *rest[:: len(rest) // (SOME - len(first))]]


@pytest.fixture
def canary():
    CANARY.parent.mkdir(exist_ok=True)
    CANARY.write_text(SECRET, "utf-8")


@pytest.fixture
def program(qapp, qtbot, world, canary):
    """The whole program: real rules, workers, pages; only the dialogs of the system are answered."""
    world.shows_page, world.review = FUZZING, str(world.folder / "spring.audit")  # a browser takes long
    session = world.folder / "session"
    settings = Settings(options=Options(keep_in=str(session / KEPT)), jobs=2)
    around = replace(
        world.surroundings(),
        open_session=lambda listener: AuditSession(settings, listener, lambda: TODAY),
        packs=real_surroundings(session).packs,
    )
    made, crashes = Program(qapp, around), []
    made.crashes._tell = crashes.append
    hurry(made)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.begin([])
    yield made
    dispose(made)
    assert crashes == []


def drop(window, paths):
    """Let go of files and folders over the window, as a file manager does."""
    mime, at = QMimeData(), QPoint(200, 200)
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    about = (at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(*about))
    QApplication.sendEvent(window, QDropEvent(*about))


def press(program, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or program.window, key, modifiers)


def seen(program):
    """Return all words that stand in the window outside the document itself."""
    return "\n".join(label.text() for label in program.window.findChildren(QLabel) if label.isVisible())


class Walk:
    """Goes through the list of documents by keyboard, decides on a finding of each sound one, and notes what is wrong."""

    def __init__(self, program, qtbot, cases, alone):
        self.program, self.qtbot = program, qtbot
        self.cases, self.alone = {case.name: case for case in cases}, alone
        self.pane = program.window.workbench.document
        with AuditFile(program.desk.path, is_read_only=True) as file:
            rows, audits = file.document_rows(), file.audit().documents
        self.audits = {row.id: audit for row, audit in zip(rows, audits, strict=True)}
        self.wrong, self.decided = {}, []

    def go(self):
        press(self.program, Qt.Key.Key_1, CTRL)
        press(self.program, Qt.Key.Key_Home)
        for row in range(1, self.program.documents.rowCount()):
            press(self.program, Qt.Key.Key_Down)
            entry = self.program.documents.entry(row)
            self.wait_for(entry)
            if said := [words for words in self.look(entry) if words]:
                self.wrong[entry.name] = said
            if name_of(entry) in self.alone and entry.findings:
                self.decide()

    def wait_for(self, entry):
        uri = self.audits[entry.number].source.uri
        self.qtbot.waitUntil(lambda: self.pane._title.toolTip().endswith(f"\n{uri}"), timeout=20_000)
        self.qtbot.waitUntil(lambda: shown(self.program) == entry.findings, timeout=20_000)
        self.qtbot.waitUntil(self.is_drawn, timeout=30_000)

    def is_drawn(self):
        readers, pages = self.pane.readers, self.program.pages
        if readers.way is Way.PAGE:
            return readers.browser._is_ready
        return readers.way is not Way.SHEETS or (pages._is_open and pages._asked is None)

    def decide(self):
        """Confirm the first finding of the document."""
        program = self.program
        press(program, Qt.Key.Key_2, CTRL)
        self.qtbot.waitUntil(lambda: program.listing.current is not None)
        number = program.listing.current
        press(program, Qt.Key.Key_A)
        self.qtbot.waitUntil(lambda: program.desk.finding(number).decision.verdict is Verdict.CONFIRMED)
        self.decided.append(number)
        press(program, Qt.Key.Key_1, CTRL)

    def look(self, entry):
        audit, words = self.audits[entry.number], seen(self.program)
        yield STEERING.search(entry.name) and "the name steers"
        if found := NO_SENTENCE.search(f"{entry.words}\n{words}"):
            yield f"says “{found[0]}”"
        if {problem.code for problem in audit.problems} & OUR_FAULTS:
            yield f"is given up: {entry.words}"
        if audit.status is not Status.COMPLETE:
            yield from self.explanation(entry, audit, words)
        yield self.judgement(entry, audit)

    def explanation(self, entry, audit, words):
        """Each document that was not audited in full says why in the list, and where its text would stand."""
        reason = audit.problems[0].message
        if not re.fullmatch(r"[A-Z“0-9].*[.”]", reason, re.DOTALL):
            yield f"“{reason}” is no sentence"
        if reason not in entry.words or reason not in words:
            yield "does not say why"

    def judgement(self, entry, audit):
        """Each document that counts as read is judged as it would be alone, and the window lists what was found."""
        is_hostile = MARK in entry.name
        if is_hostile and (said := verdict(self.cases[entry.name.partition(MARK)[2]], audit)):
            return said
        if (expected := self.alone.get(name_of(entry))) is not None:
            told = sorted((f.rule, f.outcome.value, f.quote, f.trigger_quote) for f in audit.findings)
            return "" if told == expected else "is judged otherwise than alone"
        if sorted(self.quotes()) != sorted(finding.quote for finding in audit.findings):
            return "the window lists other findings than those of the document"
        return (
            "" if is_hostile or any(CLAIM in quote for quote in self.quotes()) else "the claim is not found"
        )

    def quotes(self):
        return [self.program.findings.finding_row(row).quote for row in range(shown(self.program))]


def name_of(entry):
    """Return the name of the sample of which a sound file is a copy."""
    return entry.name[5:]


def write_files(folder, cases):
    """Write hostile files with sound ones between them; return what is dropped, and the sound ones."""
    dropped, odd = folder / "in", folder / "odd"
    sound = sound_files(dropped, max(len(cases) // APART, len(SAMPLES)))
    for number, case in enumerate(cases):
        (dropped / f"{number // APART:04d}{MARK}{case.name}").write_bytes(case.make(QUICK))
    odd.mkdir()
    for number, name in enumerate(NAMES):
        ((folder if name in ONE_BY_ONE else odd) / name).write_text(f"{CLAIM} {number}", "utf-8")
    return [dropped, odd, *(folder / name for name in ONE_BY_ONE)], sound


@pytest.mark.skipif(sys.platform == "win32", reason="there such names cannot be made")
def test_hostile_files_explain_themselves_and_the_window_lives_on(qtbot, world, program, tmp_path):
    cases = SHORTLY if FUZZING else some()
    paths, sound = write_files(tmp_path, cases)
    book = worker_book(str(rules_folder()))
    alone = {path.name[5:]: found_alone(path, book, Options(today=TODAY)) for path in sound[: len(SAMPLES)]}
    assert [name for name, findings in alone.items() if not findings] == [FAULTLESS]
    heart, count = Heartbeat(), len(cases) + len(sound) + len(NAMES)
    drop(program.window, paths)
    qtbot.waitUntil(
        lambda: program.documents.documents == count and not program.documents.pending, timeout=240_000
    )
    walk = Walk(program, qtbot, cases, alone)
    walk.go()
    worst = heart.stop()
    press(program, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: program.desk.has_name)
    dispose(program)
    assert walk.wrong == {}
    assert worst < WORST_SECONDS
    assert len(walk.decided) == sum(bool(alone[path.name[5:]]) for path in sound)
    with AuditFile(world.folder / "spring.audit", is_read_only=True) as kept:
        assert len(kept.document_rows()) == count
        assert set(kept.findings.ids(Filter(verdicts=frozenset({Verdict.CONFIRMED})), Sort())) == set(
            walk.decided
        )
