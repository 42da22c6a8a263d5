"""The main use case: audit what the user named and hand the results on, in input order."""

from __future__ import annotations

import sys
import tempfile
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import auditor
from auditor.errors import UserError
from auditor.model.audit import Audit
from auditor.model.country import COUNTRIES
from auditor.model.source import RequestKind
from auditor.workflow.options import Options
from auditor.workflow.pool import WorkerLimits, WorkerPool
from auditor.workflow.resources import rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from auditor.engine.pack import RuleBook
    from auditor.model.audit import DocumentAudit, PackRecord
    from auditor.model.source import Request
    from auditor.workflow.pool import Task

AHEAD = 4
"""Documents queued for each worker beyond the one it is at: enough to keep it busy, few enough to stream a huge folder."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How an audit is run. `jobs` None means one worker a core."""

    rules: Path = field(default_factory=rules_folder)
    options: Options = field(default_factory=Options)
    jobs: int | None = None
    limits: WorkerLimits = field(default_factory=WorkerLimits)


@dataclass(frozen=True, slots=True)
class Progress:
    """A document is done. `queued` counts what is known to wait or run; the whole is not known while a folder is listed."""

    document: DocumentAudit
    done: int
    queued: int


def audit(
    inputs: Sequence[str],
    settings: Settings,
    audited_at: str,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> Audit:
    """Audit files, folders, addresses and `-` (standard input).

    Raises PackError when the rules cannot be used, UserError when an input cannot be understood at all.
    """
    documents = tuple(stream(inputs, settings, on_progress))
    return Audit(auditor.__version__, audited_at, pack_records(settings), documents)


def stream(
    inputs: Sequence[str], settings: Settings, on_progress: Callable[[Progress], None] = lambda _: None
) -> Iterator[DocumentAudit]:
    """Yield the documents in input order while later ones are still being audited. Raises PackError."""
    from auditor.sources.gather import gather  # noqa: PLC0415 - keeps `auditor --help` light

    with tempfile.TemporaryDirectory(prefix="auditor-") as private:
        pool = WorkerPool(settings.rules, settings.jobs, settings.limits)
        try:
            requests = (
                _kept(request, Path(private), settings.options.limits.content_bytes)
                for request in gather(inputs)
            )
            first = _fill(pool, requests, settings, deque())
            check_choices(settings)  # while the workers start: a broken pack stops the audit here
            yield from _in_order(pool, requests, settings, first, on_progress)
        finally:
            pool.close()


def read_book(rules: Path) -> RuleBook:
    """Read the rule packs. Raises PackError."""
    from auditor.workflow.pool import book  # noqa: PLC0415

    return book(str(rules))


def check_choices(settings: Settings) -> None:
    """Read the packs and check what the user chose. Raises PackError, and UserError for an unknown pack or country."""
    packs = read_book(settings.rules).packs
    unknown = [p for p in settings.options.packs if p not in {pack.id for pack in packs}]
    if unknown:
        raise UserError(f"There is no pack “{unknown[0]}”.", f"There are: {', '.join(p.id for p in packs)}.")
    country = settings.options.country
    if country is not None and country not in COUNTRIES:
        raise UserError(
            f"“{country}” is no country the rules know.", f"They know: {', '.join(sorted(COUNTRIES))}."
        )


def pack_records(settings: Settings) -> tuple[PackRecord, ...]:
    """Return what the exports state about the packs that were at hand."""
    return tuple(
        p.record()
        for p in read_book(settings.rules).packs
        if not settings.options.packs or p.id in settings.options.packs
    )


def _in_order(
    pool: WorkerPool,
    requests: Iterator[Request],
    settings: Settings,
    waiting: deque[Task],
    on_progress: Callable[[Progress], None],
) -> Iterator[DocumentAudit]:
    done = 0
    while waiting:
        document = waiting.popleft().result()
        done += 1
        on_progress(Progress(document, done, len(waiting)))
        yield document
        _fill(pool, requests, settings, waiting)


def _fill(
    pool: WorkerPool, requests: Iterator[Request], settings: Settings, waiting: deque[Task]
) -> deque[Task]:
    while len(waiting) < pool.jobs * AHEAD:
        request = next(requests, None)
        if request is None:
            break
        waiting.append(pool.submit(request, settings.options))
    return waiting


def _kept(request: Request, private: Path, limit: int) -> Request:
    """Standard input belongs to this process: keep it in a private file that a worker can read.

    One byte over the limit is kept too, so that the reader sees that it is too large.
    """
    if request.kind is not RequestKind.STREAM:
        return request
    path = private / "standard-input"
    path.write_bytes(sys.stdin.buffer.read(limit + 1))
    return replace(request, location=str(path))
