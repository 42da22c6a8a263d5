"""Audits documents on a Dask cluster: this machine opens them and sends their bytes, workers read and judge them.

A worker that is lost costs its documents another try. A document whose workers are lost again and again is tried once more
alone, so that none that only happened to be beside it is blamed.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.model.source import Problem
from auditor.workflow.cluster_connection import ClusterLostError, Connection, DeadlyError
from auditor.workflow.cluster_reader import OtherProgramError
from auditor.workflow.cluster_room import Room
from auditor.workflow.kept import open_and_keep
from auditor.workflow.unread import unread_request, unread_source
from auditor.workflow.worker import bug

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request
    from auditor.workflow.options import Options
    from auditor.workflow.worker import WorkerLimits
    from auditor.workflow.workers import Cluster

_log = logging.getLogger(__name__)

READERS = 8
"""Documents that are opened or fetched at a time."""
MOST_AT_ONCE = 256
"""Documents on the way at a time, however many workers there are: each has a thread that waits for it here."""
SENT_AHEAD = 2
"""Documents sent for each that a worker can read at a time, so that none waits for the next."""
MOST_BYTES = 1_000_000_000
"""Of all documents on the way: the scheduler holds them until they are audited."""


class ClusterWorkers:
    """The workers of a cluster. Raises UserError when it cannot be reached or its workers cannot be used."""

    def __init__(self, cluster: Cluster, rules: Path, limits: WorkerLimits) -> None:
        self._connection = Connection(cluster, rules, limits)
        self._room = Room(
            lambda: min(MOST_AT_ONCE, self.jobs * SENT_AHEAD), MOST_BYTES, self._connection.check
        )
        self._reading = threading.BoundedSemaphore(READERS)

    @property
    def jobs(self) -> int:
        """How many documents the workers that are there read at a time."""
        return min(MOST_AT_ONCE, self._connection.threads)

    def submit(self, request: Request, options: Options) -> Future[DocumentAudit]:
        """Begin to audit one request."""
        answer: Future[DocumentAudit] = Future()
        work = threading.Thread(
            target=lambda: answer.set_result(self._audited(request, options)),
            name="auditor-document",
            daemon=True,
        )
        work.start()
        return answer

    def close(self) -> None:
        """Leave the cluster; what is under way is given up."""
        self._connection.close()

    def _audited(self, request: Request, options: Options) -> DocumentAudit:
        """Never raises: what becomes of one document is said of that document."""
        try:
            return self._sent(request, options)
        except ClusterLostError as error:
            return unread_request(request, error.problem)
        except DeadlyError:
            return unread_request(request, _deadly())
        except OtherProgramError:
            return unread_request(request, _strange())
        except BaseException as error:  # noqa: BLE001 - the named boundary: our bug costs one document
            _log.debug("not audited: %s", request.name, exc_info=True)
            return unread_request(request, bug(type(error).__name__))

    def _sent(self, request: Request, options: Options) -> DocumentAudit:
        with ExitStack() as stack:
            stack.enter_context(self._room.seat())
            with self._reading:
                source = open_and_keep(request, options)
                if source.trouble is not None:
                    return unread_source(source, source.trouble)
                stack.enter_context(self._room.weight(source.size))
            carried = replace(request, source=source)
            there = replace(options, keep_in=None)
            try:
                return self._connection.audit(carried, there)
            except DeadlyError:
                _log.debug("tried alone: %s", request.name)
        with self._room.alone():
            return self._connection.audit(carried, there)


def _deadly() -> Problem:
    """The document ends whatever worker reads it."""
    return Problem(
        "workers-lost",
        "The workers of the cluster that were given it were lost one after another, also when it was the only one there; "
        "it was given up. The other documents were audited.",
    )


def _strange() -> Problem:
    """Workers have come that have another Auditor."""
    return Problem(
        "other-program",
        "It came to workers with another Auditor than this one, so it was not audited. Install the same version on all machines.",
    )
