"""An audit that grows while a window is open: inputs are added, documents finish, any of them can be cancelled."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.workflow.audit import read_book
from auditor.workflow.pool import WorkerPool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.audit import Settings
    from auditor.workflow.pool import Task


@dataclass(frozen=True, slots=True)
class Queued:
    """A document was found and waits for a worker."""

    ticket: int
    name: str
    location: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A document is done; an unreadable or cancelled one says so in its status and problems."""

    ticket: int
    document: DocumentAudit


@dataclass(frozen=True, slots=True)
class Refused:
    """What was named could not be taken at all; `message` is a sentence for the user."""

    message: str


Event = Queued | Finished | Refused


class AuditSession:
    """Audits in the background and tells `listener`, from threads of its own, what happens.

    Raises PackError at once when the rules cannot be used.
    """

    def __init__(self, settings: Settings, listener: Callable[[Event], None]) -> None:
        read_book(settings.rules)
        self._settings = settings
        self._listener = listener
        self._pool = WorkerPool(settings.rules, settings.jobs, settings.limits)
        self._tasks: dict[int, Task] = {}
        self._tickets = 0
        self._lock = threading.Lock()
        self._gatherers: list[threading.Thread] = []
        self._is_closed = False

    def submit(self, inputs: Sequence[str]) -> None:
        """Add files, folders and addresses; returns at once."""
        thread = threading.Thread(
            target=self._gather, args=(tuple(inputs),), name="auditor-gather", daemon=True
        )
        self._gatherers = [t for t in self._gatherers if t.is_alive()] + [thread]
        thread.start()

    def running(self) -> frozenset[int]:
        """Return the tickets a worker is at right now."""
        with self._lock:
            return frozenset(ticket for ticket, task in self._tasks.items() if task.is_running())

    def cancel(self, ticket: int | None = None) -> None:
        """Give up one document, or all that are not done; each still ends with a Finished event."""
        with self._lock:
            chosen = [t for k, t in self._tasks.items() if ticket in {None, k}]
        for task in chosen:
            task.cancel()

    def close(self) -> None:
        """Stop everything; no event arrives afterwards."""
        with self._lock:
            self._is_closed = True
        self._pool.close()
        for thread in self._gatherers:
            thread.join(timeout=5)

    def _gather(self, inputs: tuple[str, ...]) -> None:
        from auditor.sources.gather import gather  # noqa: PLC0415 - keeps the window's start light

        try:
            for request in gather(inputs):
                if self._is_closed:
                    return
                self._queue(request)
        except UserError as error:
            self._tell(Refused(str(error)))

    def _queue(self, request: Request) -> None:
        with self._lock:
            if self._is_closed:
                return
            self._tickets += 1
            ticket = self._tickets
        self._tell(Queued(ticket, request.name, request.location))
        task = self._pool.submit(request, self._settings.options)
        with self._lock:
            self._tasks[ticket] = task
        task.when_done(lambda done: self._finish(ticket, done))

    def _finish(self, ticket: int, task: Task) -> None:
        with self._lock:
            self._tasks.pop(ticket, None)
        self._tell(Finished(ticket, task.result()))

    def _tell(self, event: Event) -> None:
        if not self._is_closed:
            self._listener(event)
