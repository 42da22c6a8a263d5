"""The connection to a Dask cluster: told in plain sentences when it cannot be made, watched while it is there.

Whoever can reach the scheduler of a cluster can run code on its workers, and the workers' answers are unpickled here: a cluster
is trusted as one's own machine is. Between machines TLS keeps others out.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from auditor.errors import AuditorError, UserError
from auditor.model.source import Problem
from auditor.workflow.cluster_client import client_of
from auditor.workflow.cluster_reader import (
    OtherProgramError,
    Program,
    audit_on_worker,
    carried,
    packed_rules,
    program,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from distributed import Future

    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.options import Options
    from auditor.workflow.worker import WorkerLimits
    from auditor.workflow.workers import Cluster

SILENT_SECONDS = 60.0
"""How long a scheduler that is connected may say nothing: one that is busy takes its time."""
FIRST_WORKER_SECONDS = 30.0
"""How long the first worker may take to come."""
NO_WORKER_SECONDS = 180.0
"""How long the last worker may take to be replaced: a machine may have to be started for it."""
RULES_SECONDS = 120.0
"""How long the rules may take to a worker: some fifteen megabytes, over a slow line or a busy machine."""
ANSWER_SECONDS = (2.0, 8.0, 30.0, 120.0)
"""How long the audit of one document may take from its worker to here, in ever longer tries: it may lie on a worker that is lost."""
LOOK_SECONDS = 1.0
MOST_TRIES = 4
"""Times a document is sent, should the connection be lost while it is under way."""


class ClusterLostError(AuditorError):
    """The scheduler or all workers are gone; `problem` says so beside each document that was not audited."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _LostOnTheWayError(AuditorError):
    """The connection was lost while a document was under way."""


class DeadlyError(AuditorError):
    """The workers that a document was given to were lost, one after another."""


class Connection:
    """A client of a cluster. Raises UserError when it cannot be had or its workers have another Auditor."""

    def __init__(self, cluster: Cluster, rules: Path, limits: WorkerLimits) -> None:
        self._limits = limits
        self._sender = program()
        self._packed = packed_rules(rules)
        self._client = client_of(cluster)
        self._trouble: Problem | None = None
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self.threads = 1
        try:
            self._check_workers(cluster.address)
            self._rules = self._carried_rules()
            _check_rules(self._rules, cluster.address)
        except BaseException:
            self._client.close()  # type: ignore[no-untyped-call]
            raise
        threading.Thread(target=self._watch, name="auditor-cluster", daemon=True).start()

    def check(self) -> None:
        """Raise ClusterLostError when there is no cluster any more."""
        if self._trouble is not None:
            raise ClusterLostError(self._trouble)

    def audit(self, request: Request, options: Options) -> DocumentAudit:
        """Send one request that brings its source with it, and wait for its audit; sent again when it was lost on the way.

        Raises ClusterLostError, DeadlyError, and what the task raised.
        """
        for tries_left in reversed(range(MOST_TRIES)):
            self.check()
            try:
                return self._answer(self._sent(request, options))
            except OtherProgramError:
                if not tries_left:
                    raise
            except _LostOnTheWayError:
                pass
            self._closed.wait(LOOK_SECONDS)
        raise ClusterLostError(_LOST)

    def close(self) -> None:
        """Leave the cluster; what is under way there is forgotten."""
        self._closed.set()
        self._trouble = self._trouble or _LOST
        with suppress(TimeoutError):  # of a scheduler that says nothing no leave is taken
            self._client.close(timeout=LOOK_SECONDS)  # type: ignore[no-untyped-call]

    def _sent(self, request: Request, options: Options) -> Future[DocumentAudit]:
        try:
            with self._lock:
                if self._rules.status in {"cancelled", "lost", "error"}:
                    self._rules = self._carried_rules()
                rules = self._rules
            arguments = (request, options, rules, self._limits, self._sender)
            return self._client.submit(audit_on_worker, *arguments, pure=False)
        except Exception as error:
            if self._client.status == "running":
                raise
            raise _LostOnTheWayError from error  # whatever a client says that has no connection

    def _answer(self, future: Future[DocumentAudit]) -> DocumentAudit:
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - here and below: for a cluster alone

        done = threading.Event()
        future.add_done_callback(lambda _: done.set())  # type: ignore[no-untyped-call]
        while not done.wait(LOOK_SECONDS):
            self.check()
        try:
            if future.status != "error":
                return self._fetched(future)
            error = future.exception(timeout=ANSWER_SECONDS[-1])  # type: ignore[no-untyped-call]
        except KilledWorker:  # a finished one is audited anew when its worker is lost before it is fetched
            raise DeadlyError from None
        except (CancelledError, OSError) as lost:
            raise _LostOnTheWayError from lost
        if isinstance(error, KilledWorker):
            raise DeadlyError
        raise error

    def _fetched(self, future: Future[DocumentAudit]) -> DocumentAudit:
        for seconds in ANSWER_SECONDS:
            self.check()
            with suppress(TimeoutError):
                return future.result(timeout=seconds)
        raise _LostOnTheWayError

    def _carried_rules(self) -> Future[bytes]:
        return self._client.submit(carried, self._packed, pure=False)

    def _check_workers(self, address: str) -> None:
        try:
            self._client.wait_for_workers(1, timeout=FIRST_WORKER_SECONDS)
        except TimeoutError:
            raise UserError(
                f"The cluster at “{address}” has no workers.", f"Start some: dask worker {address}"
            ) from None
        try:
            found = self._client.run(program, on_error="return", callback_timeout=RULES_SECONDS)
        except TimeoutError:
            raise _idle(address) from None
        check_programs(found, self._sender)
        self.threads = self._counted() or 1

    def _watch(self) -> None:
        """Look how many workers there are, and for how long there has been no scheduler or no worker."""
        heard = staffed = time.monotonic()
        while not self._closed.wait(LOOK_SECONDS):
            threads = self._counted() if self._client.status == "running" else None
            now = time.monotonic()
            if threads is not None:
                heard = now
            if threads:
                staffed, self.threads = now, threads
            if self._client.status == "closed" or now - heard > SILENT_SECONDS:
                self._trouble = _LOST
            elif threads == 0 and now - staffed > NO_WORKER_SECONDS:
                self._trouble = _UNSTAFFED

    def _counted(self) -> int | None:
        """Return how many documents the workers read at a time; None when the scheduler does not answer."""
        try:
            there = self._client.nthreads(callback_timeout=SILENT_SECONDS)  # type: ignore[no-untyped-call]
            return sum(map(int, there.values()))
        except Exception:  # noqa: BLE001 - whatever keeps the scheduler from answering, it has not answered
            return None


_AGAIN = "it was not audited. What was audited until then is kept; audit the rest again."
_LOST = Problem("cluster-lost", f"The connection to the cluster's scheduler was lost, so {_AGAIN}")
_UNSTAFFED = Problem("cluster-without-workers", f"The cluster lost its last worker, so {_AGAIN}")


def check_programs(found: Mapping[str, Program | Exception], ours: Program) -> None:
    """Raise UserError when a worker has no Auditor, or another one: the same document could then be judged in two ways."""
    for worker, theirs in sorted(found.items()):
        if isinstance(
            theirs, OSError
        ):  # it was lost just then; one that comes back is asked with each document
            continue
        if not isinstance(theirs, Program):
            raise UserError(
                f"The worker at {worker} has no Auditor that works on a cluster ({type(theirs).__name__}).",
                f"Install version {ours.version} there: pip install 'auditor[cluster]=={ours.version}'",
            )
        if theirs.version != ours.version:
            raise UserError(
                f"The worker at {worker} has Auditor {theirs.version}, and this is {ours.version}.",
                "Install the same version on all machines.",
            )
        if theirs != ours:
            raise UserError(
                f"The Auditor of the worker at {worker} is not the same as this one, although both are version {ours.version}.",
                "Install the same on all machines.",
            )


def _check_rules(rules: Future[bytes], address: str) -> None:
    """Wait until the rules are there: the first thing for which the scheduler has to know Auditor."""
    from distributed import CancelledError  # noqa: PLC0415

    try:
        error = rules.exception(timeout=RULES_SECONDS)  # type: ignore[no-untyped-call]
    except (TimeoutError, CancelledError):
        raise _idle(address) from None
    if error is not None:
        raise UserError(
            f"The scheduler at “{address}” cannot take what Auditor sends ({type(error).__name__}).",
            "Install the same version of auditor[cluster] there as here.",
        )


def _idle(address: str) -> UserError:
    return UserError(
        f"The workers of the cluster at “{address}” do not begin to work.", "Look at their logs."
    )
