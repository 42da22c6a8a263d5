"""A worker process for a single document: it starts before anything else is loaded and ends with its document.

The pool serves many documents; to start it costs as much as to audit a page. A lone worker has the same
limits, and what a document does to it ends the same way.

On Linux it is a double of a process that has loaded what both need and nothing else, and so costs next to nothing
to start; elsewhere it is spawned.
"""

from __future__ import annotations

import gc
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from auditor.engine.runner import Share
    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.fork import Channel, ForkedProcess
    from auditor.workflow.options import Options
    from auditor.workflow.worker import WorkerLimits


MEMORY_BYTES = 4_000_000_000
"""What a worker may take of the address space: the largest documents that can be read at all need about half."""


class LoneWorker:
    """One process for one document. It starts at once and prepares itself until the document is named."""

    def __init__(self, rules: Path | str | None, memory_bytes: int) -> None:
        """`rules` is the folder of the packs; None takes those of the program."""
        named = None if rules is None else str(rules)
        self._process, self._pipe = _started(named, memory_bytes)

    def submit(self, request: Request, options: Options) -> None:
        """Name the document."""
        self._pipe.send((request, options))

    def result(self, request: Request, limits: WorkerLimits) -> DocumentAudit:
        """Wait for the audit. Never raises for what a document does to its worker: the audit then is unreadable."""
        from auditor.model.audit import DocumentAudit  # noqa: PLC0415 - all of these: keeps the start light
        from auditor.workflow.unread import unread_request  # noqa: PLC0415
        from auditor.workflow.worker import bug, expired, too_slow  # noqa: PLC0415

        try:
            answer: DocumentAudit | str | None = self._pipe.recv()
            if answer is None:  # the worker is ready: from now on the time counts
                if not self._pipe.poll(limits.seconds):
                    return unread_request(request, too_slow(limits))
                answer = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return unread_request(request, expired(self._process.exitcode, limits))
        return answer if isinstance(answer, DocumentAudit) else unread_request(request, bug(str(answer)))

    def close(self) -> None:
        """Stop at once."""
        self._pipe.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()


def _started(
    rules: str | None, memory_bytes: int
) -> tuple[BaseProcess | ForkedProcess, Connection | Channel]:
    from auditor.workflow import fork  # noqa: PLC0415

    if fork.can_fork():
        _load_what_both_need(rules)
        process = fork.ForkedProcess(lambda channel: _serve(channel, rules, memory_bytes))
        return process, process.channel
    import multiprocessing  # noqa: PLC0415 - takes as long as all the rest of the start

    from auditor.workflow.interruption import not_for_workers  # noqa: PLC0415 - as above

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    spawned = context.Process(
        target=_serve, args=(theirs, rules, memory_bytes), name="auditor-worker", daemon=True
    )
    with not_for_workers():
        spawned.start()
    theirs.close()
    return spawned, ours


def _load_what_both_need(rules: str | None) -> None:
    """Load the model and recall the rules once for two processes: a third of what the first one does until it writes."""
    gc.disable()  # all of it stays: looking through it for garbage is in vain
    from auditor.workflow import books, options, worker  # noqa: F401, PLC0415 - `options` brings limits and sources along
    from auditor.workflow.resources import rules_folder  # noqa: PLC0415

    books.recalled(rules or str(rules_folder()))
    worker.collect_seldom()


def _share() -> Share:
    """The rules are run on a second core where this process can be doubled: the first process only waits."""
    from auditor.workflow import fork, halves  # noqa: PLC0415 - as above

    return halves.in_halves if fork.can_fork() else map


def _serve(pipe: Connection | Channel, rules: str | None, memory_bytes: int) -> None:
    """Audit the one document that the pipe brings; send None when ready for it, and the name of an error instead of an audit."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # the parent is told of an interruption, and ends this process
    signal.signal(
        signal.SIGTERM, signal.SIG_DFL
    )  # what the parent does when told to end is not for its double
    from auditor.workflow.resources import rules_folder  # noqa: PLC0415
    from auditor.workflow.worker import audit_in_worker, start_worker  # noqa: PLC0415

    rules = rules or str(rules_folder())

    answer: DocumentAudit | str
    try:
        start_worker(rules, memory_bytes)
        request, options = pipe.recv()
        pipe.send(None)
        answer = audit_in_worker(request, rules, options, _share())
    except Exception as error:  # noqa: BLE001 - the named boundary: our bug in a worker costs one document
        answer = type(error).__name__
    with suppress(OSError):  # the parent may have stopped waiting
        pipe.send(answer)
    os._exit(0)  # taking everything apart first would only keep the parent waiting
