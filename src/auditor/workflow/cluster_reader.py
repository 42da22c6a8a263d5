"""What runs on the workers of a cluster: documents are read there as they are here, in processes of their own.

A worker of the cluster hands each document to such a process, so that what a document does to its reader ends as a problem on
that document and not with the worker. The bytes and the rules come with the task: nothing is read from the worker's disk.
"""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import threading
import zipfile
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import auditor
from auditor.engine.memory import rule_files
from auditor.engine.reader_file import FILE as READER
from auditor.model.values import dataclass
from auditor.workflow.books import records
from auditor.workflow.private_folder import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.options import Options
    from auditor.workflow.pool import WorkerPool
    from auditor.workflow.worker import WorkerLimits

IDLE_SECONDS = 60.0
"""After so long without a document the processes end: whoever sent them may have been killed and sends no more."""

SENDERS = 4
"""Programs whose rules a worker holds at a time; further ones have them unpacked anew."""


@dataclass(frozen=True, slots=True)
class Program:
    """Which Auditor this is: its version, and a hash of its modules where they are files."""

    version: str
    modules: str


class OtherProgramError(Exception):
    """A worker has another Auditor than the one that sent the document."""


@cache
def program() -> Program:
    """Return which Auditor runs here. Line ends do not count: a checkout may have its system's."""
    digest = hashlib.sha256()
    here = Path(auditor.__file__).parent
    for path in sorted(here.rglob("*.py"), key=lambda p: p.relative_to(here).parts):
        digest.update("/".join(path.relative_to(here).parts).encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return Program(auditor.__version__, digest.hexdigest())


def packed_rules(rules: Path) -> bytes:
    """Return all that a rules folder is read from as it travels; the same files give the same bytes. Raises PackError."""
    try:
        return _packed(rules)
    except OSError:
        records(str(rules))  # who reads them says in a sentence what is the matter with them
        raise


def _packed(rules: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in rule_files(rules):
            is_packed = name == READER  # an archive itself, in which a second packing finds next to nothing
            method = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), (rules / name).read_bytes(), method)
    return made.getvalue()


def carried(rules: bytes) -> bytes:
    """Return the rules: the task by which a cluster holds them once for all documents."""
    return rules


def audit_on_worker(
    request: Request, options: Options, rules: bytes, limits: WorkerLimits, sender: Program
) -> DocumentAudit:
    """Audit one request that brings its source with it. Raises OtherProgramError."""
    if program() != sender:
        raise OtherProgramError(program().version)
    with _readers(rules, limits).at_hand() as pool:
        return pool.submit(request, options).result()


@lru_cache(maxsize=SENDERS)
def _readers(rules: bytes, limits: WorkerLimits) -> Readers:
    return Readers(rules, limits)


class Readers:
    """The processes of one worker that judge by the same rules: started with the first document, ended when none came for a while."""

    def __init__(self, rules: bytes, limits: WorkerLimits) -> None:
        self._rules = rules
        self._limits = limits
        self._lock = threading.Lock()
        self._pool: WorkerPool | None = None
        self._held = ExitStack()
        self._in_use = 0
        self._idle: threading.Timer | None = None

    @contextmanager
    def at_hand(self) -> Iterator[WorkerPool]:
        """Give the processes; they stay while somebody has them at hand."""
        pool = self._take()
        try:
            yield pool
        finally:
            self._leave()

    def _take(self) -> WorkerPool:
        with self._lock:
            self._in_use += 1
            if self._idle is not None:
                self._idle.cancel()
            try:
                self._pool = self._pool or self._start()
            except BaseException:
                self._in_use -= 1
                self._held.close()
                raise
            return self._pool

    def _leave(self) -> None:
        with self._lock:
            self._in_use -= 1
            if not self._in_use:
                self._idle = threading.Timer(IDLE_SECONDS, self._end_when_idle)
                self._idle.daemon = True
                self._idle.start()

    def _end_when_idle(self) -> None:
        with self._lock:
            if self._in_use or self._pool is None:
                return
            self._pool.close()
            self._pool = None
            self._held.close()

    def _start(self) -> WorkerPool:
        from auditor.workflow.pool import WorkerPool  # noqa: PLC0415 - for workers of a cluster alone

        # The guardian of a worker may end it at any time; then its own processes end with it, as they watch for that.
        multiprocessing.current_process().daemon = False
        folder = self._held.enter_context(private_folder())
        _unpack(self._rules, folder)
        records(str(folder))  # read once here, and remembered for all processes and for the next time
        return WorkerPool(folder, _threads(), self._limits)


def _threads() -> int:
    """Return how many documents at a time this worker is given."""
    from distributed import get_worker  # noqa: PLC0415 - as above

    return int(get_worker().state.nthreads)


def _unpack(rules: bytes, folder: Path) -> None:
    """Write the rules into an empty folder. Raises ValueError for a name that leads out of it."""
    with zipfile.ZipFile(io.BytesIO(rules)) as archive:
        for entry in archive.infolist():
            name = PurePosixPath(entry.filename)
            if name.is_absolute() or ".." in name.parts:
                raise ValueError(entry.filename)
            path = folder.joinpath(*name.parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(entry))
