"""What every test of the window gets: a screenless platform, a program with invented surroundings, and no leaks."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything of Qt is imported
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # the tests may run as root

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from auditor.gui.dialogs.files import Choosers
from auditor.gui.program import Program
from auditor.gui.session_place import KEPT
from auditor.gui.settings import Settings
from auditor.gui.surroundings import Surroundings
from auditor.gui.theme import Theme
from auditor.gui.tokens import Scheme

from . import factory
from .fakes import FakeSession
from .screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.model.audit import Audit

OFFSCREEN_NOISE = ("This plugin does not support", "QRhiGles2", "RHI for backend", "Vulkan", "GPUInfo")
"""What Qt and its browser say on a machine without a screen and a graphics card."""


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(*OFFSCREEN_NOISE))


def sweep():
    """Let Qt delete what was asked to be deleted."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


@pytest.fixture(autouse=True)
def no_window_survives(qapp) -> Iterator[None]:
    before = set(map(id, QApplication.topLevelWidgets()))
    yield
    sweep()
    left = [widget for widget in QApplication.topLevelWidgets() if id(widget) not in before]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in left]
    for widget in left:
        widget.deleteLater()
    sweep()
    assert not names, f"these widgets outlived their test: {names}"


@pytest.fixture
def theme(qapp) -> Iterator[Theme]:
    owner = QObject()
    yield Theme(qapp, Scheme.LIGHT, owner)
    owner.deleteLater()


class World:
    """The invented surroundings, with what the window did to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sessions: list[FakeSession] = []
        self.written: list[tuple[Audit, Path]] = []
        self.files: list[str] = []
        self.directory = ""
        self.review = ""
        self.table = ""
        self.package = ""
        self.picture = ""
        self.colour = ""
        self.target = str(folder / "out" / "audit.xlsx")
        self.authors: list[str] = []
        self.write_error: Exception | None = None
        self.make_session = FakeSession
        self.shows_page = False

    def surroundings(self) -> Surroundings:
        private = self.folder / "session"
        (private / KEPT).mkdir(exist_ok=True, parents=True)
        (self.folder / "out").mkdir(exist_ok=True)
        Settings(
            self.folder / "window.ini"
        ).shows_page = self.shows_page  # a browser for each test would take long
        return Surroundings(
            settings=self.folder / "window.ini",
            data=self.folder / "data",
            session_folder=private,
            samples=self.folder / "samples",
            open_session=self.open_session,
            packs=lambda: (factory.PACK, factory.ASKED_PACK),
            write=self.write,
            choosers=lambda _: Choosers(
                files=lambda _: self.files,
                folder=lambda _: self.directory,
                save=lambda _: self.target,
                open_review=lambda _: self.review,
                save_review=lambda _: self.review,
                table=lambda _: self.table,
                save_package=lambda _: self.package,
                package=lambda _: self.package,
                logo=lambda _: self.picture,
                colour=lambda _: self.colour,
            ),
        )

    def open_session(self, listener):
        session = self.make_session(listener)
        self.sessions.append(session)
        return session

    def write(self, audit, _review, path, author, progress):
        if self.write_error:
            raise self.write_error
        self.written.append((audit, path))
        self.authors.append(author)
        progress(1, 4)
        path.write_text("written")

    @property
    def session(self) -> FakeSession:
        return self.sessions[-1]


@pytest.fixture
def world(tmp_path) -> World:
    return World(tmp_path)


@pytest.fixture
def program(qapp, world) -> Iterator[Program]:
    crashes: list[Path | None] = []
    made = Program(qapp, world.surroundings())
    made.crashes._tell = crashes.append
    hurry(made)
    made.window.show()
    yield made
    dispose(made)
    assert not crashes, crashes[0].read_text() if crashes[0] else "a crash without a report"


def hurry(program: Program) -> None:
    """Shorten what waits for people."""
    program.queue._gather.milliseconds = 2
    program.queue._look.setInterval(5)
    program.listing._later.milliseconds = 5
    program.window.workbench.filters._typing.setInterval(2)


def dispose(program: Program) -> None:
    """End a program as closing its window does, and free it; a second time does nothing."""
    if not isValid(program):
        return
    program.window.close()
    for timer in program.findChildren(QTimer):
        timer.stop()
    program.window.deleteLater()
    program.deleteLater()
    sweep()


@pytest.fixture
def audited(program, world, qtbot) -> Program:
    """A program with four documents done: an article, a brochure read in part, a scan, a clean page."""
    documents = [factory.article(), factory.brochure(), factory.scan(), factory.clean()]
    program.intake.take_inputs([f"/in/{document.source.name}" for document in documents])
    qtbot.waitUntil(lambda: bool(world.sessions) and len(world.session.submitted) == len(documents))
    for ticket, document in enumerate(documents, 1):
        world.session.finish(ticket, document)
    qtbot.waitUntil(lambda: shown(program) == 12)
    qtbot.waitUntil(lambda: program.window.workbench.document.view.toPlainText() != "")
    return program


def shown(program: Program) -> int:
    return program.findings.rowCount()


@pytest.fixture
def screen(tmp_path):
    with (tmp_path / "server.log").open("w") as log:
        made = Screen(log)
        yield made
        made.close()
