"""The main use case: audit what the user named and hand the results on, in input order."""

from __future__ import annotations

import sys
from collections import deque
from contextlib import ExitStack, closing, contextmanager
from dataclasses import field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

import auditor
from auditor.engine.scope import is_at_hand
from auditor.errors import UserError
from auditor.model.audit import Audit
from auditor.model.country import COUNTRIES
from auditor.model.source import RequestKind
from auditor.model.values import dataclass
from auditor.workflow.books import book, records
from auditor.workflow.options import Options
from auditor.workflow.private_folder import private_folder
from auditor.workflow.resources import rules_folder
from auditor.workflow.worker import WorkerLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from auditor.engine.pack import RuleBook
    from auditor.model.audit import DocumentAudit, PackRecord
    from auditor.model.source import Request
    from auditor.workflow.lone import LoneWorker
    from auditor.workflow.workers import Awaited, Cluster, Workers

AHEAD = 4
"""Documents queued for each worker beyond the one it is at: enough to keep it busy, few enough to stream a huge folder."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How an audit is run. `jobs` None means one worker a core; those of a cluster are as many as it has."""

    rules: Path = field(default_factory=rules_folder)
    options: Options = field(default_factory=Options)
    jobs: int | None = None
    limits: WorkerLimits = field(default_factory=WorkerLimits)
    cluster: Cluster | None = None
    """Where documents are read and judged instead of on this machine."""


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
    lone: LoneWorker | None = None,
) -> Audit:
    """Audit files, folders, addresses and `-` (standard input). A `lone` worker that waits already takes a single document.

    Whoever started that worker closes it when the audit is written: to wait for its end takes some milliseconds.

    Raises PackError when the rules cannot be used, UserError when an input cannot be understood at all.
    """
    with under_way(inputs, settings, audited_at, on_progress, lone) as (head, documents):
        return replace(head, documents=tuple(documents))


@contextmanager
def under_way(
    inputs: Sequence[str],
    settings: Settings,
    audited_at: str,
    on_progress: Callable[[Progress], None] = lambda _: None,
    lone: LoneWorker | None = None,
) -> Iterator[tuple[Audit, Iterator[DocumentAudit]]]:
    """Give what is true of an audit as a whole, and its documents as they are done; what is not asked for is given up.

    Raises as `audit` does.
    """
    dated = replace(settings, options=replace(settings.options, today=day_of(audited_at)))
    with closing(stream(inputs, dated, on_progress, lone)) as documents:
        first = list(islice(documents, 1))  # the workers start before the packs are looked at here
        head = Audit(auditor.__version__, audited_at, pack_records(settings), ())
        yield head, chain(first, documents)


def stream(
    inputs: Sequence[str],
    settings: Settings,
    on_progress: Callable[[Progress], None] = lambda _: None,
    lone: LoneWorker | None = None,
) -> Generator[DocumentAudit]:
    """Yield the documents in input order while later ones are still being audited. Raises PackError."""
    from auditor.sources.gather import gather  # noqa: PLC0415 - keeps `auditor --help` light

    with ExitStack() as stack:
        limit = settings.options.limits.content_bytes
        requests: Iterator[Request] = (_kept(request, stack, limit) for request in gather(inputs))
        if lone is not None:
            first = list(islice(requests, 2))
            if len(first) == 1:
                yield _audited_alone(first[0], lone, settings, on_progress)
                return
            lone.close()
            requests = chain(first, requests)
        yield from _audited_by_workers(requests, settings, on_progress)


def _audited_alone(
    request: Request, lone: LoneWorker, settings: Settings, on_progress: Callable[[Progress], None]
) -> DocumentAudit:
    lone.submit(request, settings.options)
    check_choices(settings)
    document = lone.result(request, settings.limits)
    on_progress(Progress(document, 1, 0))
    return document


def _audited_by_workers(
    requests: Iterator[Request], settings: Settings, on_progress: Callable[[Progress], None]
) -> Iterator[DocumentAudit]:
    workers = _workers(settings)
    try:
        first = _fill(workers, requests, settings, deque())
        check_choices(settings)  # while the workers start: a broken pack stops the audit here
        yield from _in_order(workers, requests, settings, first, on_progress)
    finally:
        workers.close()


def _workers(settings: Settings) -> Workers:
    """Start what audits the documents. Raises UserError when a cluster cannot be used."""
    if settings.cluster is not None:
        from auditor.workflow.cluster import ClusterWorkers  # noqa: PLC0415 - brings its library with it

        return ClusterWorkers(settings.cluster, settings.rules, settings.limits)
    from auditor.workflow.pool import WorkerPool  # noqa: PLC0415 - a single document does without

    return WorkerPool(settings.rules, settings.jobs, settings.limits)


def day_of(moment: str) -> str:
    """Return the day of a moment given in ISO 8601."""
    return moment[:10]


def read_book(rules: Path) -> RuleBook:
    """Read the rule packs. Raises PackError."""
    return book(str(rules))


def check_choices(settings: Settings) -> None:
    """Read the packs and check what the user chose. Raises PackError, and UserError for an unknown pack or country."""
    packs = records(str(settings.rules))
    unknown = [p for p in settings.options.packs if p not in {pack.id for pack in packs}]
    if unknown:
        raise UserError(f"There is no pack “{unknown[0]}”.", f"There are: {', '.join(p.id for p in packs)}.")
    country = settings.options.country
    if country is not None and country not in COUNTRIES:
        raise UserError(
            f"“{country}” is no country the rules know.", f"They know: {', '.join(sorted(COUNTRIES))}."
        )


def all_packs(settings: Settings) -> tuple[PackRecord, ...]:
    """Return every pack of the rules folder, whether it runs or not. Raises PackError."""
    return records(str(settings.rules))


def pack_records(settings: Settings) -> tuple[PackRecord, ...]:
    """Return what the exports state about the packs that were at hand."""
    packs = all_packs(settings)
    return tuple(p for p in packs if is_at_hand(p, settings.options.packs, packs))


def _in_order(
    workers: Workers,
    requests: Iterator[Request],
    settings: Settings,
    waiting: deque[Awaited],
    on_progress: Callable[[Progress], None],
) -> Iterator[DocumentAudit]:
    done = 0
    while waiting:
        document = waiting.popleft().result()
        done += 1
        on_progress(Progress(document, done, len(waiting)))
        yield document
        _fill(workers, requests, settings, waiting)


def _fill(
    workers: Workers, requests: Iterator[Request], settings: Settings, waiting: deque[Awaited]
) -> deque[Awaited]:
    while len(waiting) < workers.jobs * AHEAD:
        request = next(requests, None)
        if request is None:
            break
        waiting.append(workers.submit(request, settings.options))
    return waiting


def _kept(request: Request, stack: ExitStack, limit: int) -> Request:
    """Standard input belongs to this process: keep it in a private file that a worker can read.

    One byte over the limit is kept too, so that the reader sees that it is too large.
    """
    if request.kind is not RequestKind.STREAM:
        return request
    path = stack.enter_context(private_folder()) / "standard-input"
    try:
        content = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise UserError("Standard input could not be read.", "Name the file instead.") from error
    path.write_bytes(content)
    return replace(request, location=str(path))
