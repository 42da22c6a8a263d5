"""Worker processes that read and judge untrusted documents, each within its time and memory.

A hang, a crash of a parser or a runaway allocation ends as a problem on that one document. Workers are
spawned, never forked, and hold nothing between documents but the rules they have read.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pebble

from auditor.errors import PackError
from auditor.model.source import Problem
from auditor.workflow.worker import (
    WorkerLimits,
    audit_in_worker,
    bug,
    expired,
    helpless,
    start_worker,
    too_slow,
    unruly,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.options import Options

_log = logging.getLogger(__name__)

TASKS_PER_WORKER = 200
"""A worker is replaced after this many documents, so that what a parser leaks dies with it."""


class WorkerPool:
    """Audits requests in worker processes. Threads of the pool call back; a callback must be quick."""

    def __init__(self, rules: Path, jobs: int | None = None, limits: WorkerLimits | None = None) -> None:
        self.jobs = jobs or default_jobs()
        self._rules = str(rules)
        self._limits = limits or WorkerLimits()
        self._pool = self._started()
        self._is_closed = False

    def submit(self, request: Request, options: Options) -> Task:
        """Begin to audit one request; where no worker can be started the task says so, and the next one tries anew.

        Raises RuntimeError when the pool was closed.
        """
        try:
            future = self._scheduled(request, options)
        except RuntimeError:  # no worker could be started for an earlier one
            if self._is_closed:
                raise
            self._stop()
            self._pool = self._started()
            future = self._scheduled_or_not(request, options)
        return Task(request, future, self._limits)

    def _scheduled_or_not(self, request: Request, options: Options) -> pebble.ProcessFuture[DocumentAudit]:
        try:
            return self._scheduled(request, options)
        except BrokenProcessPool as error:
            broken: pebble.ProcessFuture[DocumentAudit] = pebble.ProcessFuture()
            broken.set_exception(error)
            return broken

    def _started(self) -> pebble.ProcessPool:
        return pebble.ProcessPool(
            max_workers=self.jobs,
            max_tasks=TASKS_PER_WORKER,
            initializer=start_worker,
            initargs=(self._rules, self._limits.memory_bytes),
            context=multiprocessing.get_context("spawn"),
        )

    def _scheduled(self, request: Request, options: Options) -> pebble.ProcessFuture[DocumentAudit]:
        return self._pool.schedule(
            audit_in_worker, args=(request, self._rules, options), timeout=self._limits.seconds
        )

    def process_ids(self) -> tuple[int, ...]:
        """Return the process ids of this program's workers, for watching their memory."""
        return tuple(sorted(child.pid for child in multiprocessing.active_children() if child.pid))

    def close(self) -> None:
        """Stop at once; what is running is given up."""
        self._is_closed = True
        self._stop()

    def _stop(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


class Task:
    """One document under way."""

    def __init__(
        self, request: Request, future: pebble.ProcessFuture[DocumentAudit], limits: WorkerLimits
    ) -> None:
        self.request = request
        self._future = future
        self._limits = limits

    def result(self) -> DocumentAudit:
        """Wait for the audit. Never raises for what a document does to its worker: the audit then is unreadable."""
        from auditor.workflow.unread import unread_request  # noqa: PLC0415 - keeps the start light

        try:
            return self._future.result()
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
        self._future.cancel()  # type: ignore[no-untyped-call]

    def is_done(self) -> bool:
        """Whether the result is there."""
        return bool(self._future.done())

    def is_running(self) -> bool:
        """Whether a worker is at it right now."""
        return bool(self._future.running())

    def when_done(self, call: Callable[[Task], None]) -> None:
        """Call back from a thread of the pool when the result is there."""
        self._future.add_done_callback(lambda _: call(self))


def default_jobs() -> int:
    """One worker a core, as far as the machine lets this process use them."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, available or 1)
