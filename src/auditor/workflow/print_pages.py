"""Has documents printed as they look by a browser in a process of its own, which a page may crash or keep for ever.

Where there is no browser, or it will not do, the reason is said and the writer sets the document's text instead.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

from auditor.model.document import Status
from auditor.model.printed import Printed
from auditor.workflow.private_folder import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

    from auditor.store.audits import AuditFile

SECONDS = 90.0
"""How long one document may take, the start of the browser included; an ordinary page takes half a second."""

MOST_DEATHS = 2
"""Processes that may die one after the other; then it is given up."""

PDF = "application/pdf"
COMMAND = "--print-pages"


def _tell_nobody(_done: int, _total: int) -> None:
    """Stand in for whoever does not ask."""


@contextmanager
def page_printer(
    review: AuditFile, progress: Callable[[int, int], None] = _tell_nobody
) -> Iterator[Callable[[int], Printed | None]]:
    """Yield what prints a document by its position in the audit; None for those that have pages of their own.

    `progress` is told which document of how many comes to be printed.
    """
    with private_folder() as folder:
        printer = _Printer(review, folder, progress)
        try:
            yield printer.printed
        finally:
            printer.close()


class _Printer:
    """The near end: names a document, waits, and takes the pages. The browser is started with the first one."""

    def __init__(self, review: AuditFile, folder: Path, progress: Callable[[int, int], None]) -> None:
        self._review, self._folder, self._progress = review, folder, progress
        self._rows = review.document_rows()
        self._process: subprocess.Popen[str] | None = None
        self._answers: Queue[str] = Queue()
        self._deaths = 0

    def printed(self, position: int) -> Printed | None:
        """Return the pages of a document, or why there are none."""
        number = self._rows[position].id
        document = self._review.document(number)
        if document.source.media_type == PDF or document.status is Status.UNREADABLE:
            return None
        if self._deaths >= MOST_DEATHS:
            return Printed(reason="the browser failed before")
        self._progress(position + 1, len(self._rows))
        target = self._folder / "page.pdf"
        target.unlink(missing_ok=True)
        answer = self._ask({"review": str(self._review.path), "document": number, "pdf": str(target)})
        if "opened" not in answer:
            return Printed(reason=str(answer.get("reason", "the browser gave no answer")))
        numbers = self._review.findings.numbers(number)
        opened, pale = (frozenset(map(int, answer[key])) for key in ("opened", "pale"))
        return Printed(target.read_bytes(), numbers, opened, pale, undrawn=str(answer.get("undrawn", "")))

    def close(self) -> None:
        """End the process and whatever it started."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _ask(self, job: dict[str, object]) -> dict[str, Any]:
        try:
            process = self._process or self._start()
        except OSError:
            return self._died("no browser could be started")
        try:
            process.stdin.write(f"{json.dumps(job)}\n")  # type: ignore[union-attr]  # it is a pipe
            process.stdin.flush()  # type: ignore[union-attr]
            line = self._answers.get(timeout=SECONDS)
        except Empty:
            return self._died("it took too long")
        except OSError:
            line = ""  # it has ended before it was asked
        if not line:
            return self._died("it crashed the browser, or none could be started")
        self._deaths = 0
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[str]:
        # A screen is not needed, and none of the user's is to be taken.
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            [*_program(), COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=surroundings,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows it would flash up
        )
        self._answers = Queue()
        Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        return self._process

    def _died(self, reason: str) -> dict[str, Any]:
        self._deaths += 1
        self.close()
        return {"reason": reason}


def _program() -> list[str]:
    """Return how this program is started; a frozen one is its own interpreter."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "auditor"]


def _listen(stream: IO[str], answers: Queue[str]) -> None:
    """Pass on each answer, and an empty one at the end; what the browser says beside them is no answer."""
    with suppress(OSError, ValueError):
        for line in stream:
            if line.startswith('{"document"'):
                answers.put(line)
    answers.put("")
