"""Worker processes that read and judge untrusted documents, each within its time and memory.

A hang, a crash of a parser or a runaway allocation ends as a problem on that one document. Workers are
spawned, never forked, and hold nothing between documents but the rules they have read.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pebble

from auditor.model.source import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.engine.pack import RuleBook
    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.options import Options

_log = logging.getLogger(__name__)

TASKS_PER_WORKER = 200
"""A worker is replaced after this many documents, so that what a parser leaks dies with it."""

OUT_OF_MEMORY = 86
"""Exit status of a worker that ran out of memory; no signal or library uses it."""


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What one document may cost: wall-clock seconds and bytes of address space (POSIX)."""

    seconds: float = 300.0
    memory_bytes: int = 4_000_000_000


class WorkerPool:
    """Audits requests in worker processes. Threads of the pool call back; a callback must be quick."""

    def __init__(self, rules: Path, jobs: int | None = None, limits: WorkerLimits | None = None) -> None:
        self.jobs = jobs or default_jobs()
        self._rules = str(rules)
        self._limits = limits or WorkerLimits()
        self._pool = pebble.ProcessPool(
            max_workers=self.jobs,
            max_tasks=TASKS_PER_WORKER,
            initializer=_start_worker,
            initargs=(self._rules, self._limits.memory_bytes),
            context=multiprocessing.get_context("spawn"),
        )

    def submit(self, request: Request, options: Options) -> Task:
        """Begin to audit one request."""
        future = self._pool.schedule(
            _audit_in_worker, args=(request, self._rules, options), timeout=self._limits.seconds
        )
        return Task(request, future, self._limits)

    def process_ids(self) -> tuple[int, ...]:
        """Return the process ids of this program's workers, for watching their memory."""
        return tuple(sorted(child.pid for child in multiprocessing.active_children() if child.pid))

    def close(self) -> None:
        """Stop at once; what is running is given up."""
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
        from auditor.workflow.document import unread_request  # noqa: PLC0415 - keeps the start light

        try:
            return self._future.result()
        except CancelledError:
            return unread_request(
                self.request, Problem("cancelled", "You cancelled this document; it was not audited.")
            )
        except TimeoutError:
            return unread_request(self.request, self._too_slow())
        except pebble.ProcessExpired as error:
            if error.exitcode == OUT_OF_MEMORY:
                return unread_request(self.request, self._too_big())
            _log.debug("worker died on %s: %s", self.request, error)
            return unread_request(self.request, _died())
        except Exception as error:  # noqa: BLE001 - the named boundary: our bug in a worker costs one document
            _log.debug("bug while auditing %s", self.request, exc_info=True)
            return unread_request(self.request, _bug(error))

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

    def _too_slow(self) -> Problem:
        return Problem(
            "too-slow", f"It took longer than {self._limits.seconds:.0f} seconds and was given up."
        )

    def _too_big(self) -> Problem:
        gigabytes = self._limits.memory_bytes / 1e9
        return Problem(
            "too-much-memory", f"It needed more than {gigabytes:.0f} GB of memory and was given up."
        )


def default_jobs() -> int:
    """One worker a core, as far as the machine lets this process use them."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, available or 1)


def _died() -> Problem:
    return Problem(
        "reader-crashed",
        "Reading it crashed the reader; the file is probably damaged. The other documents were audited.",
    )


def _bug(error: Exception) -> Problem:
    return Problem(
        "internal-error",
        f"The program failed on this document ({type(error).__name__}). Please report it; the other documents were audited.",
    )


def _start_worker(rules: str, memory_bytes: int) -> None:
    _limit_memory(memory_bytes)
    _worker_book(rules)


def _audit_in_worker(request: Request, rules: str, options: Options) -> DocumentAudit:
    from auditor.workflow.document import audit_request  # noqa: PLC0415 - only workers need the parsers

    try:
        return audit_request(request, _worker_book(rules), options)
    except MemoryError:
        os._exit(
            OUT_OF_MEMORY
        )  # what it holds is not given back otherwise, and the next document would fail too


@lru_cache(maxsize=1)
def book(rules: str) -> RuleBook:
    """Read the rule packs in a folder, once a process. Raises PackError."""
    from auditor.engine.pack import read_rules  # noqa: PLC0415 - only workers and the summary need it

    return read_rules(Path(rules))


@lru_cache(maxsize=1)
def _worker_book(rules: str) -> RuleBook:
    """Read the packs in a worker, whose parent checks them meanwhile. Raises PackError."""
    from auditor.engine.pack import read_rules  # noqa: PLC0415

    return read_rules(Path(rules), is_checked=True)


def _limit_memory(memory_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":  # RLIMIT_AS is not enforced there and breaks the loader
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
