"""A process of its own that draws the pages of untrusted PDFs: a crash or a hang of it never takes the window down.

`PageRenderer` is the near end: it asks and waits, and belongs to one background thread. When the process dies or
does not answer, it is ended, the question fails with a sentence, and the next question begins a new process.
"""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from auditor.errors import AuditorError, LoadError, UserError
from auditor.workflow.interruption import not_for_workers
from auditor.workflow.memory_watch import limit_memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from auditor.model.sheet import Hit, SheetSize, Tile

SECONDS = 15.0
"""How long one answer may take; an ordinary page takes a fiftieth of a second."""

MEMORY_BYTES = 2_000_000_000
"""Address space of the process (POSIX)."""

MOST_PAGES = 5_000
MOST_DEATHS = 3
"""Processes that may die over one document before it is given up."""


class RenderError(UserError):
    """Something of a PDF that cannot be shown."""

    code = "render-error"


class PageRenderer:
    """Answers about one PDF at a time. Every method but `kill` is called from the same thread."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._name, self._content = "", b""
        self._deaths = 0
        self._is_open = False

    def open(self, name: str, content: bytes) -> tuple[SheetSize, ...]:
        """Open a PDF in place of the one before; return the sizes of its pages. Raises RenderError."""
        self._name, self._content, self._deaths, self._is_open = name, content, 0, False
        return self._opened()

    def draw(self, tile: Tile) -> bytes:
        """Return the pixels of a tile. Raises RenderError."""
        return self._about_open("draw", tile)  # type: ignore[no-any-return]

    def find(self, words: str, page: int) -> tuple[Hit, ...]:
        """Return where words stand on a page. Raises RenderError."""
        return self._about_open("find", words, page)  # type: ignore[no-any-return]

    def kill(self) -> None:
        """End the process at once; may be called from any thread, and a question under way then fails."""
        with suppress(ValueError):  # it has just been ended by its own thread
            if (process := self._process) is not None:
                process.kill()

    def close(self) -> None:
        """End the process and let go of the document."""
        self._content = b""
        self._end()

    @property
    def process_id(self) -> int | None:
        """The process id of the renderer while it runs, for watching its memory."""
        return self._process.pid if self._process else None

    def _about_open(self, question: str, *about: object) -> Any:
        if not self._is_open:
            self._opened()
        return self._ask(question, *about)

    def _opened(self) -> tuple[SheetSize, ...]:
        if self._deaths >= MOST_DEATHS:
            raise RenderError("This PDF cannot be shown: drawing it fails again and again.")
        sizes: tuple[SheetSize, ...] = self._ask("open", self._name, self._content)
        self._is_open = True
        return sizes

    def _ask(self, question: str, *about: object) -> Any:
        pipe = self._pipe or self._start()
        try:
            pipe.send((question, about))
            if not pipe.poll(self._seconds):
                raise self._died("It took too long to draw this and was given up.")
            is_good, answer = pipe.recv()
            if is_good and question == "draw":
                answer = pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._died(
                "Drawing this crashed the page renderer; the file is probably damaged."
            ) from error
        if not is_good:
            raise RenderError(answer)
        return answer

    def _start(self) -> Connection:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, far = spawn.Pipe()
        process = spawn.Process(target=serve, args=(far, MEMORY_BYTES), name="auditor-pages", daemon=True)
        with not_for_workers():
            process.start()
        far.close()
        self._process = process
        return self._pipe

    def _died(self, words: str) -> RenderError:
        self._deaths += 1
        self._end()
        return RenderError(words)

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        self._is_open = False
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()


def serve(pipe: Connection, memory_bytes: int) -> None:
    """Answer questions until the other end is closed. Runs in the renderer's process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where a process cannot be started so
    limit_memory(memory_bytes)
    server = _Server()
    with suppress(EOFError, OSError):
        while True:
            question, about = pipe.recv()
            try:
                answer = server.answers[question](*about)
            except AuditorError as error:
                pipe.send((False, str(error)))
            except MemoryError:
                pipe.send((False, "This page needs too much memory to be drawn."))
            else:
                _send(pipe, question, answer)


class _Server:
    """The far end: holds the open PDF."""

    def __init__(self) -> None:
        self._pdf: Any = None
        self.answers: dict[str, Callable[..., Any]] = {
            "open": self._open,
            "draw": lambda tile: self._opened().draw(tile),
            "find": lambda words, page: self._opened().find(words, page),
        }

    def _open(self, name: str, content: bytes) -> tuple[SheetSize, ...]:
        from auditor.loaders.pdf.render import DrawnPdf  # noqa: PLC0415 - only this process draws

        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None
        self._pdf = DrawnPdf(name, content, MOST_PAGES)
        sizes: tuple[SheetSize, ...] = self._pdf.sizes()
        return sizes

    def _opened(self) -> Any:
        if self._pdf is None:
            raise LoadError("not-open", "The document could not be opened.")
        return self._pdf


def _send(pipe: Connection, question: str, answer: Any) -> None:
    if question == "draw":
        pipe.send((True, None))
        pipe.send_bytes(answer)
    else:
        pipe.send((True, answer))
