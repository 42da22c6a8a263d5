"""The window under test for the drop test, with a session that only says what reached it. Run as a script."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fakes import FakeSession
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from auditor.gui.dialogs.files import Choosers
from auditor.gui.program import Program
from auditor.gui.surroundings import Surroundings


def say(*words):
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


class Teller(FakeSession):
    """Says what reached it, and audits nothing."""

    def submit(self, inputs, *, typed):  # noqa: ARG002 - as a session's
        say("inputs", *inputs)


def main():
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        private = Path(folder)
        around = Surroundings(
            settings=private / "window.ini",
            data=private / "data",
            session_folder=private,
            samples=private,
            open_session=Teller,
            packs=tuple,
            write=lambda *_: None,
            choosers=lambda _: Choosers(lambda _: [], *[lambda _: ""] * 5),
        )
        program = Program(application, around)
        program.messages.posted.connect(lambda message: say("notice", message.text, message.remedy))
        program.window.setGeometry(200, 20, 800, 600)
        program.window.show()
        QTest.qWaitForWindowExposed(program.window)
        say("ready")
        return application.exec()


if __name__ == "__main__":
    sys.exit(main())
