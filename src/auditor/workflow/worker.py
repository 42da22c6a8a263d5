"""What runs inside a worker process, and what is said when one gives up.

A worker reads and judges untrusted documents within its memory. It holds nothing between documents but the
rules it has read, and what it was told of the last sentences it read as wholes, by digests from which no word can be had.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from auditor.errors import PackError
from auditor.model.source import Problem
from auditor.model.values import dataclass
from auditor.workflow.lone import MEMORY_BYTES
from auditor.workflow.memory_watch import OUT_OF_MEMORY, limit_memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.engine.runner import Share
    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.options import Options

T = TypeVar("T")

ABANDONED = 87
"""Exit status of a worker whose program has gone."""

COLLECT_EVERY = 250_000
"""New objects before the garbage collector looks for circles: a page makes a fifth as many, and next to no circles."""


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What one document may cost: wall-clock seconds and bytes of memory (of address space on Linux)."""

    seconds: float = 300.0
    memory_bytes: int = MEMORY_BYTES


def start_worker(rules: str, memory_bytes: int) -> None:
    """Make this process ready to audit: bound its memory, read the rules, load what every document needs."""
    limit_memory(memory_bytes)
    # Sentences are read on several threads already: numpy's own would only wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.disable()  # modules and rules live as long as the process: looking through them for garbage is in vain
    from auditor.workflow.books import worker_book  # noqa: PLC0415

    with suppress(PackError):  # the parent reads the packs in full, and says what is wrong with them
        worker_book(rules)
    collect_seldom()


def collect_seldom() -> None:
    """Let the garbage collector pass over what is there by now, and look seldom through what is still to come."""
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY)
    gc.enable()


def start_pool_worker(rules: str, memory_bytes: int) -> None:
    """Make this process of a pool ready to audit, and let it end with the program: one that is killed cannot end it."""
    import threading  # noqa: PLC0415 - a lone worker has one thread

    threading.Thread(target=_end_with_parent, name="auditor-parent", daemon=True).start()
    start_worker(rules, memory_bytes)


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(ABANDONED)


def audit_in_worker(request: Request, rules: str, options: Options, share: Share = map) -> DocumentAudit:
    """Audit one request in this process. `share` lets each rule be run, as `map` does."""
    from auditor.workflow.books import worker_book  # noqa: PLC0415
    from auditor.workflow.document import audit_request  # noqa: PLC0415

    return _within_memory(lambda: audit_request(request, worker_book(rules), options, share))


def begin_in_worker(request: Request, rules: str, options: Options) -> DocumentAudit | None:
    """Judge the beginning of a request in this process; None where that tells nothing."""
    from auditor.workflow.beginning import audit_beginning  # noqa: PLC0415
    from auditor.workflow.books import worker_book  # noqa: PLC0415

    return _within_memory(lambda: audit_beginning(request, worker_book(rules), options))


def _within_memory(work: Callable[[], T]) -> T:
    """Do a piece of work, and end this process when there is no memory for it.

    What it holds is not given back otherwise, and the next document would fail too.
    """
    try:
        return work()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def too_slow(limits: WorkerLimits) -> Problem:
    """The document took too long."""
    return Problem("too-slow", f"It took longer than {limits.seconds:.0f} seconds and was given up.")


def expired(exit_status: int | None, limits: WorkerLimits) -> Problem:
    """The worker ended while it was at the document."""
    if exit_status == OUT_OF_MEMORY:
        gigabytes = limits.memory_bytes / 1e9
        return Problem(
            "too-much-memory", f"It needed more than {gigabytes:.0f} GB of memory and was given up."
        )
    return Problem(
        "reader-crashed",
        "Reading it crashed the reader: the file is probably damaged, or asks for more memory than a document may have. "
        "The other documents were audited.",
    )


def unruly(error: Exception) -> Problem:
    """The rules were changed while documents waited, and cannot be used any more."""
    return Problem("broken-rules", f"The rules cannot be used any more, so it was not judged: {error}")


def helpless() -> Problem:
    """No worker could be started: the system has no process or no memory left for one."""
    return Problem(
        "no-worker",
        "The system could not start the process that reads documents, so it was not audited. "
        "Close programs that you do not need, and add it again.",
    )


def bug(error: str) -> Problem:
    """The program itself failed on the document."""
    return Problem(
        "internal-error",
        f"The program failed on this document ({error}). Please report it; the other documents were audited.",
    )
