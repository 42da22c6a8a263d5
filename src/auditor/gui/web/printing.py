"""A process of its own that prints pages as they look, behind the same locks as the window's view.

It is asked by lines of JSON on standard input, and answers by lines on standard output; see `workflow.print_pages`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from unicodedata import category

from PySide6.QtCore import QByteArray, QEventLoop, QMarginsF, QSizeF, QTimer, QUrl
from PySide6.QtGui import QFont, QFontDatabase, QPageLayout, QPageSize, QRawFont
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from auditor.errors import UserError
from auditor.gui.looks import look_to_print
from auditor.gui.theme import ASSETS
from auditor.gui.web.locked import OUR_WORLD, LockedPage, lock, make_profile
from auditor.model.printed import MARK_ADDRESS
from auditor.store.audits import AuditFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.gui.looks import ShownPage

SCREEN = (1024, 1366)
"""Pixels of the screen that a page is laid out for: wide enough for what a page shows on a desk."""

COLUMN = 860
"""Pixels for a page of the program's own making, which is a single column."""

WIDEST = 2_400
"""Pixels: a page that is wider is cut off, for nobody could read it on paper."""

A4 = (210.0, 297.0)
MARGIN = 10.0
"""Millimetres, as the page is seen when the paper is as wide as A4."""

ROOM = 8.3 / 538.6
"""What a number takes over its line, as a share of the lines' width: points of either on paper as wide as A4."""

PATIENCE_MS = 60_000
"""How long loading, and printing, may take; an ordinary page takes a fifth of a second."""

LAST_LATIN = 0x17F
"""Up to here every font has the letters."""

SEEN = "LNPS"
"""Letters, numbers, stops and signs: what has a look of its own."""

_POINTS = 0.75
"""Points of a pixel."""


class NotPrintedError(Exception):
    """Why a page was not printed, as a sentence."""


class PagePrinter:
    """Prints one page after the other."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "page.html"
        self._view = QWebEngineView()
        self._profile, self._gate = make_profile(self._view)
        script = QWebEngineScript()
        script.setSourceCode((ASSETS / "print.js").read_text("utf-8"))
        script.setWorldId(OUR_WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        self._profile.scripts().insert(script)
        self._page = LockedPage(self._profile, self._view)
        lock(self._page)
        self._view.setPage(self._page)
        self._wait = QEventLoop()
        self._page.renderProcessTerminated.connect(lambda *_: self._wait.exit(1))

    def print_page(self, shown: ShownPage) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF, and what was found out about its marks. Raises NotPrintedError, OSError."""
        width = COLUMN if shown.is_own else SCREEN[0]
        self._view.resize(width, SCREEN[1])
        self._load(shown.html)
        marks = [
            {"id": m.id, "quote": m.quote, "trigger": m.trigger, "selector": m.selector} for m in shown.marks
        ]
        wanted = {"address": MARK_ADDRESS, "least": width, "most": WIDEST, "room": ROOM}
        call = f"auditor.print({json.dumps(marks)}, {json.dumps(shown.is_own)}, {json.dumps(wanted)})"
        answer = json.loads(
            self._answer(lambda told: self._page.runJavaScript(call, OUR_WORLD, told)) or "{}"
        )
        if "width" not in answer:
            raise NotPrintedError("the browser could not make it ready")
        paper = _paper(int(answer["width"]))
        content: QByteArray = self._answer(lambda told: self._page.printToPdf(told, paper))
        if content.isEmpty():
            raise NotPrintedError("the browser printed nothing")
        return bytes(content.data()), {key: answer[key] for key in ("opened", "pale")}

    def _load(self, html: str) -> None:
        self._file.write_text(html, "utf-8", errors="replace")
        url = QUrl.fromLocalFile(str(self._file))
        self._gate.allowed = url

        def begin(told: Callable[[object], None]) -> None:
            self._page.loadFinished.connect(told)
            self._page.load(url)

        try:
            is_there = self._answer(begin)
        finally:
            self._page.loadFinished.disconnect()
        if not is_there:
            raise NotPrintedError("the browser could not load it")

    def _answer(self, ask: Callable[[Callable[[Any], None]], object]) -> Any:
        """Ask the browser and wait."""
        answers: list[Any] = []

        def told(answer: object) -> None:
            answers.append(answer)
            self._wait.exit(0)

        patience = QTimer(singleShot=True, interval=PATIENCE_MS)
        patience.timeout.connect(lambda: self._wait.exit(2))
        patience.start()
        ask(told)
        status = 0 if answers else self._wait.exec()
        patience.stop()
        if not answers:
            raise NotPrintedError("it took too long" if status > 1 else "it crashed the browser")
        return answers[0]


def serve() -> NoReturn:
    """Print what is asked for until nobody asks any more."""
    application = QApplication(sys.argv[:1])
    printer: PagePrinter | None = None
    for line in sys.stdin:
        job = json.loads(line)
        target = Path(job["pdf"])
        try:
            shown, text = _shown(Path(job["review"]), job["document"])
            printer = printer or PagePrinter(target.parent)
            content, answer = printer.print_page(shown)
            target.write_bytes(content)
            answer["undrawn"] = undrawn(text)
        except (NotPrintedError, UserError, OSError) as error:
            answer = {"reason": str(error)}
            printer = None  # what comes next is not to suffer from it
        sys.stdout.write(f"{json.dumps({'document': job['document'], **answer})}\n")
        sys.stdout.flush()
    del application
    os._exit(0)  # the browser holds on to what Python would take apart first


def _shown(review: Path, number: int) -> tuple[ShownPage, str]:
    """Return the page that shows a document, and its text."""
    with AuditFile(review, is_read_only=True) as file:
        document = file.document(number)
        look = look_to_print(file, number, document)
    if look.page is None:
        raise NotPrintedError(look.notice or "it has no look of its own")
    return look.page, document.text


def undrawn(text: str) -> str:
    """Return the characters that no font of this computer has.

    Only Linux comes without them; elsewhere a process without a screen does not see all fonts that there are.
    """
    if sys.platform != "linux":
        return ""
    left = {
        character for character in set(text) if ord(character) > LAST_LATIN and category(character)[0] in SEEN
    }
    for family in QFontDatabase.families() if left else ():
        font = QRawFont.fromFont(QFont(family))
        left = {character for character in left if not font.supportsCharacter(ord(character))}
    return "".join(sorted(left))


def _paper(width: int) -> QPageLayout:
    """Return paper of the shape of A4 whose lines are so many pixels wide."""
    points = width * _POINTS / (A4[0] - 2 * MARGIN)  # of a millimetre
    size = QPageSize(
        QSizeF(A4[0] * points, A4[1] * points), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    margin = MARGIN * points
    margins = QMarginsF(margin, margin, margin, margin)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Point)
