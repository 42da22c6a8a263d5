"""Worker processes that read and judge untrusted documents, each within its time and memory.

A hang, a crash of a parser or a runaway allocation ends as a problem on that one document. Workers are
spawned, never forked, and hold nothing between documents but what `worker.py` says.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pebble

from auditor.errors import PackError
from auditor.model.source import Problem
from auditor.text.threads import cores
from auditor.workflow.interruption import not_for_workers
from auditor.workflow.worker import (
    WorkerLimits,
    audit_in_worker,
    begin_in_worker,
    bug,
    expired,
    helpless,
    start_pool_worker,
    too_slow,
    unruly,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.options import Options

    _Future = pebble.ProcessFuture[DocumentAudit]
    _Beginning = pebble.ProcessFuture[DocumentAudit | None]

_log = logging.getLogger(__name__)

TASKS_PER_WORKER = 200
"""A worker is replaced after this many documents, so that what a parser leaks dies with it."""


BEGINNING_SECONDS = 20.0
"""What the beginning of a document may take, in which it is judged a hundred times: later it comes too late to be of use."""

MOST_TRIES = 3
"""Times a document is handed to workers: they can all be lost at a moment at which none of them was at it."""

# The library asks the time of day how long a document takes, and the clock of a computer is set at times.
vars(pebble.pool.process)["time"] = SimpleNamespace(time=time.monotonic, sleep=time.sleep)


class _Processes(pebble.ProcessPool):
    """The library's processes, none of which is heard of when the program is stopped while they are only starting."""

    def _start_pool(self) -> None:
        """Start in a thread that is not interrupted: of a worker that is begun and not noted nobody would know."""
        with not_for_workers(), ThreadPoolExecutor(1) as starting:
            starting.submit(super()._start_pool).result()

    def _stop_pool(self) -> None:
        """End the workers before what they share with this process: one that does not find it would say where it failed."""
        if self._pool_manager_loop is not None:
            self._pool_manager_loop.join()  # it would begin new ones
        self._pool_manager.worker_manager.force_stop_workers()  # type: ignore[no-untyped-call]
        super()._stop_pool()  # type: ignore[no-untyped-call]


class WorkerPool:
    """Audits requests in worker processes. Threads of the pool call back; a callback must be quick."""

    def __init__(self, rules: Path, jobs: int | None = None, limits: WorkerLimits | None = None) -> None:
        self.jobs = jobs or cores()  # one worker a core
        self._rules = str(rules)
        self._limits = limits or WorkerLimits()
        self._renewing = threading.Lock()
        self._is_closed = False
        self._pool = self._started()

    def submit(self, request: Request, options: Options, *, begins: bool = False) -> Task:
        """Begin to audit one request; where no worker can be started the task says so, and the next one tries anew.

        With `begins` the beginning of a long document is judged on its own beforehand, or by another worker meanwhile.
        Raises RuntimeError when the pool was closed.
        """
        beginning = self._begun(request, options) if begins else None
        return Task(request, lambda: self._schedule(request, options), self._limits, beginning)

    def process_ids(self) -> tuple[int, ...]:
        """Return the process ids of this program's workers, for watching their memory."""
        return tuple(sorted(child.pid for child in multiprocessing.active_children() if child.pid))

    def close(self) -> None:
        """Stop at once; what is running is given up."""
        with self._renewing:
            self._is_closed = True
            pool = self._pool
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()

    def _started(self) -> pebble.ProcessPool:
        return _Processes(
            max_workers=self.jobs,
            max_tasks=TASKS_PER_WORKER,
            initializer=start_pool_worker,
            initargs=(self._rules, self._limits.memory_bytes),
            context=multiprocessing.get_context("spawn"),
        )

    def _schedule(self, request: Request, options: Options) -> _Future:
        """Hand a request to the workers; to new ones, where none could be started or all were lost at a bad moment."""
        pool = self._pool
        try:
            return self._scheduled(pool, request, options)
        except RuntimeError:  # what the library says of a pool that is broken, and of one that is closed
            if self._is_closed:
                raise
            self._renew(pool)
        try:
            return self._scheduled(self._pool, request, options)
        except BrokenProcessPool as error:
            broken: _Future = pebble.ProcessFuture()
            broken.set_exception(error)
            return broken

    def _begun(self, request: Request, options: Options) -> _Beginning | None:
        """Hand the beginning of a request to the workers; where that cannot be, there simply is none."""
        arguments = (request, self._rules, options)
        seconds = min(BEGINNING_SECONDS, self._limits.seconds)
        try:
            return self._pool.schedule(begin_in_worker, args=arguments, timeout=seconds)
        except RuntimeError:  # broken or closed: the whole document will find that out, and say it
            return None

    def _scheduled(self, pool: pebble.ProcessPool, request: Request, options: Options) -> _Future:
        arguments = (request, self._rules, options)
        return pool.schedule(audit_in_worker, args=arguments, timeout=self._limits.seconds)

    def _renew(self, broken: pebble.ProcessPool) -> None:
        with self._renewing:
            if self._pool is broken and not self._is_closed:
                broken.stop()  # type: ignore[no-untyped-call]
                self._pool = self._started()


class Task:
    """One document under way. `schedule` hands it to the workers, again if all of them are lost before it is done."""

    def __init__(
        self,
        request: Request,
        schedule: Callable[[], _Future],
        limits: WorkerLimits,
        beginning: _Beginning | None = None,
    ) -> None:
        self.request = request
        self._beginning = beginning
        self._schedule = schedule
        self._future = schedule()
        self._tries = 1
        self._limits = limits

    def result(self) -> DocumentAudit:
        """Wait for the audit. Never raises for what a document does to its worker: the audit then is unreadable."""
        from auditor.workflow.unread import unread_request  # noqa: PLC0415 - keeps the start light

        try:
            while True:
                future = self._future
                try:
                    return future.result()
                except BrokenProcessPool:
                    if not self._is_tried_again(future):
                        raise
        except Exception as error:  # noqa: BLE001 - the named boundary: our bug in a worker costs one document
            _log.debug("not audited: %s", self.request, exc_info=True)
            return unread_request(self.request, self._problem(error))

    def _problem(self, error: Exception) -> Problem:
        told = {
            CancelledError: lambda: Problem("cancelled", "You cancelled this document; it was not audited."),
            TimeoutError: lambda: too_slow(self._limits),
            pebble.ProcessExpired: lambda: expired(getattr(error, "exitcode", None), self._limits),
            PackError: lambda: unruly(error),
            BrokenProcessPool: helpless,
        }
        return next(
            (say() for kind, say in told.items() if isinstance(error, kind)), bug(type(error).__name__)
        )

    def cancel(self) -> None:
        """Give this document up; its worker is replaced when it was already at it."""
        if self._beginning is not None:
            self._beginning.cancel()  # type: ignore[no-untyped-call]
        self._future.cancel()  # type: ignore[no-untyped-call]

    def is_done(self) -> bool:
        """Whether the result is there."""
        return bool(self._future.done())

    def is_running(self) -> bool:
        """Whether a worker is at it right now."""
        return bool(self._future.running())

    def when_done(self, call: Callable[[Task], None]) -> None:
        """Call back from a thread of the pool when the result is there."""

        def look(future: Future[DocumentAudit]) -> None:
            is_lost = not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)
            if is_lost and self._is_tried_again(future):
                self.when_done(call)
            else:
                call(self)

        self._future.add_done_callback(look)

    def when_begun(self, call: Callable[[DocumentAudit], None]) -> None:
        """Call back from a thread of the pool with what the beginning tells; never where it tells nothing, or is not judged.

        The whole document may be done by then. What becomes of the worker at the beginning costs nothing but that.
        """

        def look(future: Future[DocumentAudit | None]) -> None:
            if (
                not future.cancelled()
                and future.exception() is None
                and (told := future.result()) is not None
            ):
                call(told)

        if self._beginning is not None:
            self._beginning.add_done_callback(look)

    def _is_tried_again(self, lost: Future[DocumentAudit]) -> bool:
        """Hand the document to new workers, unless that has been done already; False when it has had its chances."""
        if self._future is not lost:
            return True
        if self._tries == MOST_TRIES:
            return False
        self._tries += 1
        try:
            self._future = self._schedule()
        except RuntimeError:  # the pool was closed meanwhile
            return False
        return True
