"""The window under test for the click test: one document as it looks. Says where a mark is and which finding is chosen."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import factory
from fakes import FakeSession
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication

from auditor.gui.dialogs.files import Choosers
from auditor.gui.program import Program
from auditor.gui.session_place import KEPT
from auditor.gui.surroundings import Surroundings
from auditor.gui.web.clean_page import clean_page
from auditor.workflow.kept import keep
from auditor.workflow.session import Finished, Queued

WHERE = """(() => { const range = [...CSS.highlights.get('high')][0]; range.startContainer.parentElement.scrollIntoView({block: 'center'});
const box = range.getClientRects()[0];
return JSON.stringify([box.left + 8, box.top + box.height / 2]); })()"""


def say(*words):
    sys.stdout.write("\t".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Session(FakeSession):
    """Has one document, done as soon as it is asked for."""

    def submit(self, inputs, *, typed):  # noqa: ARG002 - as a session's
        self.tell(Queued(1, "document", inputs[0]))
        self.tell(Finished(1, DOCUMENT))


def page():
    article = factory.article()
    content = clean_page(article.title, article.text, article.blocks).encode()
    return content, replace(article, source=replace(article.source, sha256=factory.sha256(content)))


CONTENT, DOCUMENT = factory.leaflet() if sys.argv[1] == "pdf" else page()


def watch(program, pane):
    """Say where a mark is once it can be clicked."""
    timer = QTimer(program, interval=100)

    def look():
        sheets = pane.readers.sheets
        if pane.browser is not None and pane.browser._is_ready:
            timer.stop()
            QTimer.singleShot(300, lambda: pane.browser._page.runJavaScript(WHERE, 1, tell_in_page))
        elif sheets.isVisible() and sheets.view.page and sheets.wanted() is None:
            timer.stop()
            view = sheets.view
            view.go_to_page(1)
            number = next(n for n in program.findings.ids if n != program.listing.current)
            rect = view._marks.rects(view._layout, view._marks.get(number))[0].center()
            tell(view.viewport(), QPoint(round(rect.x()), round(rect.y() - view.verticalScrollBar().value())))

    def tell_in_page(at):
        x, y = json.loads(at)
        tell(pane.browser._view, QPoint(round(x), round(y)))

    timer.timeout.connect(look)
    timer.start()


def tell(widget, point):
    at = widget.mapToGlobal(point)
    say("mark", at.x(), at.y())


def main():
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        private = Path(folder)
        keep(CONTENT, DOCUMENT.source.sha256, private / KEPT)
        around = Surroundings(
            settings=private / "window.ini",
            data=private / "data",
            session_folder=private,
            samples=private,
            open_session=Session,
            packs=tuple,
            write=lambda *_: None,
            choosers=lambda _: Choosers(lambda _: [], *[lambda _: ""] * 5),
        )
        program = Program(application, around)
        program.window.setGeometry(0, 0, 1100, 700)
        program.window.show()
        program.intake.take_inputs(["/in/document"])
        program.listing.chosen.connect(
            lambda number: say("chosen", program.desk.finding(number).finding.title)
        )
        watch(program, program.window.workbench.document)
        say("ready")
        status = application.exec()
        program.end()
        return status


if __name__ == "__main__":
    sys.exit(main())
