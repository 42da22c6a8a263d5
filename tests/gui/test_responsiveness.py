"""The window answers while documents pour in; the bounds are loose, because a busy machine must not fail the tests."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer

from auditor.gui.program import Program

from . import factory
from .conftest import dispose, hurry, shown
from .fakes import SlowSession

WORST_SECONDS = 0.5
"""Far above what is felt (0.05 s) and far below what blocking on one document would cost."""


class Heartbeat:
    """Notes how long the event loop was ever away, by the clock or by the work of its thread alone."""

    def __init__(self, clock=time.perf_counter):
        self.worst = 0.0
        self._clock = clock
        self._last = clock()
        self._timer = QTimer(interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self):
        now = self._clock()
        self.worst = max(self.worst, now - self._last)
        self._last = now

    def stop(self):
        self._timer.stop()
        return self.worst


def test_the_window_answers_while_documents_pour_in(qapp, qtbot, world):
    documents = factory.many(40, 120)
    world.make_session = lambda listener: SlowSession(listener, documents, 0.005)
    program = Program(qapp, world.surroundings())
    hurry(program)
    program.window.show()
    qtbot.wait(50)
    heart = Heartbeat()
    program.intake.take_inputs(["/in"])
    qtbot.waitUntil(lambda: shown(program) == 4800, timeout=30_000)
    worst = heart.stop()
    dispose(program)
    assert worst < WORST_SECONDS


def test_a_slow_start_of_the_session_stops_nobody(program, world, qtbot):
    make = world.make_session

    def slowly(listener):
        time.sleep(0.3)
        return make(listener)

    world.make_session = slowly
    began = time.perf_counter()
    program.intake.take_inputs(["/in/a.html"])
    program.intake.take_inputs(["/in/b.html"])
    assert time.perf_counter() - began < 0.2
    qtbot.waitUntil(lambda: bool(world.sessions) and world.session.submitted == ["/in/a.html", "/in/b.html"])


def test_a_slow_export_stops_nobody(audited, world, qtbot):
    done = []
    write = world.write

    def slowly(audit, file, path, author, tell):
        time.sleep(0.3)
        write(audit, file, path, author, tell)
        done.append(path)

    audited.giving.export._write = slowly
    heart = Heartbeat()
    audited.giving.export.export()
    qtbot.waitUntil(lambda: bool(done))
    assert heart.stop() < 0.25


def test_closing_while_the_session_starts_ends_it_as_well(qapp, world):
    make = world.make_session

    def slowly(listener):
        time.sleep(0.1)
        return make(listener)

    world.make_session = slowly
    program = Program(qapp, world.surroundings())
    program.intake.take_inputs(["/in/a.html"])
    dispose(program)
    assert world.session.is_closed


def test_a_long_report_full_of_findings_stops_nobody(program, world, qtbot):
    document = factory.long_report(pages=200)
    program.intake.take_inputs(["/in/report.pdf"])
    qtbot.waitUntil(lambda: program.documents.documents == 1)
    heart = Heartbeat(time.thread_time)  # nothing here waits; a machine that does something else is no fault
    world.session.finish(1, document)
    qtbot.waitUntil(lambda: shown(program) == 2000, timeout=30_000)
    view = program.window.workbench.document.view
    qtbot.waitUntil(lambda: "Page 1 " in view.toPlainText(), timeout=30_000)
    for _ in range(20):
        program.listing.step(100)
        qtbot.wait(1)
    assert heart.stop() < WORST_SECONDS
    current = program.desk.finding(program.listing.current).finding
    assert current.place.page > 150
    assert current.quote in view.toPlainText()
