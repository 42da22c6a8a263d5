"""An audit that grows while a window is open: inputs are added, documents finish, any of them can be cancelled."""

from __future__ import annotations

import queue
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.model.source import RequestKind
from auditor.model.values import dataclass
from auditor.workflow.books import records

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
class Begun:
    """The beginning of a long document was judged on its own; what it tells is preliminary until the document is done.

    It may come late, after its document.
    """

    ticket: int
    beginning: DocumentAudit


@dataclass(frozen=True, slots=True)
class Finished:
    """A document is done; an unreadable or cancelled one says so in its status and problems."""

    ticket: int
    document: DocumentAudit


@dataclass(frozen=True, slots=True)
class Refused:
    """What was named could not be taken at all; `message` is a sentence for the user."""

    message: str


Event = Queued | Begun | Finished | Refused

LEAST_BYTES = 6_000
"""A smaller file has no more text than is judged as a beginning."""

CLOSING_SECONDS = 5.0
"""How long closing waits for a folder that is being listed: a network drive may never answer."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Inputs to be listed; a later round than theirs means that they were cancelled."""

    inputs: tuple[str, ...]
    typed: bool
    round: int


class _Gatherer(threading.Thread):
    """Lists inputs, one after another, until it is told that nothing more comes."""

    def __init__(self, gather: Callable[[_Wanted], None]) -> None:
        super().__init__(name="auditor-gather", daemon=True)
        self.wanted: queue.SimpleQueue[_Wanted | None] = queue.SimpleQueue()
        self._gather = gather
        self.start()

    def run(self) -> None:
        while (wanted := self.wanted.get()) is not None:
            self._gather(wanted)


class AuditSession:
    """Audits in the background and tells `listener`, from threads of its own, what happens.

    While there are workers with nothing to do, one of them looks at the beginning of a long document first.

    `today` gives the day (ISO) by which ages are told. Documents are queued in the order in which they were named. Raises PackError at once when the rules
    cannot be used.
    """

    def __init__(
        self, settings: Settings, listener: Callable[[Event], None], today: Callable[[], str]
    ) -> None:
        from auditor.workflow.pool import WorkerPool  # noqa: PLC0415 - the window is drawn before its workers start

        records(str(settings.rules))
        self._options = settings.options
        self._listener = listener
        self._today = today
        self._pool = WorkerPool(settings.rules, settings.jobs, settings.limits)
        self._tasks: dict[int, Task] = {}
        self._tickets = 0
        self._gatherer: _Gatherer | None = None
        self._to_list = 0
        """Times that something was named, in this round, that is not wholly listed."""
        self._round = 0
        self._lock = threading.Lock()
        self._is_closed = False

    def submit(self, inputs: Sequence[str], *, typed: bool = True) -> None:
        """Add files, folders and addresses; returns at once. `typed`: the user wrote or pasted them."""
        with self._lock:
            if self._gatherer is None or not self._gatherer.is_alive():
                self._gatherer = _Gatherer(self._gather)
            self._gatherer.wanted.put(_Wanted(tuple(inputs), typed, self._round))
            self._to_list += 1

    def choose_packs(self, packs: Sequence[str]) -> None:
        """Judge what is named from now on by these packs too; of ordinary packs, by these only."""
        with self._lock:
            self._options = replace(self._options, packs=tuple(packs))

    def running(self) -> frozenset[int]:
        """Return the tickets a worker is at right now."""
        with self._lock:
            return frozenset(ticket for ticket, task in self._tasks.items() if task.is_running())

    def is_listing(self) -> bool:
        """Whether there may be more documents in what was named than are queued by now."""
        with self._lock:
            return self._to_list > 0

    def cancel(self, ticket: int | None = None) -> None:
        """Give up one document, or all that are not done and what is still being listed.

        Each document already queued still ends with a Finished event. A drive that does not answer keeps nothing
        waiting that is named afterwards.
        """
        with self._lock:
            if ticket is None:
                self._round += 1
                self._to_list = 0
                self._leave_gatherer()
            chosen = [t for k, t in self._tasks.items() if ticket in {None, k}]
        for task in chosen:
            task.cancel()

    def close(self) -> None:
        """Stop everything; no event arrives afterwards."""
        with self._lock:
            self._is_closed = True
            gatherer = self._leave_gatherer()
        self._pool.close()
        if gatherer is not None:
            gatherer.join(timeout=CLOSING_SECONDS)

    def _leave_gatherer(self) -> _Gatherer | None:
        """Let what lists folders end when it comes to it, and be another one from now on; return it."""
        left, self._gatherer = self._gatherer, None
        if left is not None:
            left.wanted.put(None)
        return left

    def _gather(self, wanted: _Wanted) -> None:
        from auditor.sources.gather import gather  # noqa: PLC0415 - keeps the window's start light

        try:
            for request in gather(wanted.inputs, typed=wanted.typed, goes_on=lambda: self._is_wanted(wanted)):
                if not self._queue(request, wanted):
                    return
        except UserError as error:
            if self._is_wanted(wanted):
                self._tell(Refused(str(error)))
        finally:
            with self._lock:
                self._to_list -= self._is_current(wanted)

    def _is_wanted(self, wanted: _Wanted) -> bool:
        with self._lock:
            return self._is_current(wanted)

    def _is_current(self, wanted: _Wanted) -> bool:
        return not self._is_closed and wanted.round == self._round

    def _queue(self, request: Request, wanted: _Wanted) -> bool:
        """Hand a request to the workers; False when it was cancelled meanwhile."""
        is_long = _may_be_long(request)
        with self._lock:
            if not self._is_current(wanted):
                return False
            self._tickets += 1
            ticket = self._tickets
            options = replace(self._options, today=self._today())
            begins = is_long and len(self._tasks) < self._pool.jobs  # it keeps no other document waiting
            task = self._tasks[ticket] = self._pool.submit(request, options, begins=begins)
        self._tell(Queued(ticket, request.name, request.location))
        task.when_begun(lambda beginning: self._tell(Begun(ticket, beginning)))
        task.when_done(lambda done: self._finish(ticket, done))
        return True

    def _finish(self, ticket: int, task: Task) -> None:
        with self._lock:
            self._tasks.pop(ticket, None)
        self._tell(Finished(ticket, task.result()))

    def _tell(self, event: Event) -> None:
        if not self._is_closed:
            self._listener(event)


def _may_be_long(request: Request) -> bool:
    """Whether the beginning of a document may be worth a look of its own. What has to be fetched is asked for once only."""
    if request.kind is not RequestKind.FILE:
        return False
    try:
        return Path(request.location).stat().st_size >= LEAST_BYTES
    except OSError:
        return False
