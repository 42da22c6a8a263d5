"""A session that audits nothing: documents arrive when a test says so, or by and by from a thread of its own."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from auditor.model.audit import DocumentAudit, SourceRecord
from auditor.model.document import Status
from auditor.model.source import Problem
from auditor.workflow.session import Begun, Event, Finished, Queued

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class FakeSession:
    """Queues one document per input; `begin` tells what is found in the beginning of one, `finish` ends it."""

    def __init__(self, listener: Callable[[Event], None]) -> None:
        self.tell = listener
        self.submitted: list[str] = []
        self.typed: list[bool] = []
        self.packs: tuple[str, ...] = ()
        self.names: dict[int, str] = {}
        self.reading: set[int] = set()
        self.lists = False
        self.is_closed = False

    def submit(self, inputs: Sequence[str], *, typed: bool = True) -> None:
        for given in inputs:
            self.submitted.append(given)
            self.typed.append(typed)
            ticket = len(self.submitted)
            self.names[ticket] = given.rsplit("/", 1)[-1]
            self.tell(Queued(ticket, self.names[ticket], given))

    def choose_packs(self, packs: Sequence[str]) -> None:
        self.packs = tuple(packs)

    def running(self) -> frozenset[int]:
        return frozenset(self.reading)

    def is_listing(self) -> bool:
        return self.lists

    def begin(self, ticket: int, beginning: DocumentAudit) -> None:
        self.tell(Begun(ticket, beginning))

    def finish(self, ticket: int, document: DocumentAudit) -> None:
        self.names.pop(ticket)
        self.reading.discard(ticket)
        self.tell(Finished(ticket, document))

    def cancel(self, ticket: int | None = None) -> None:
        self.lists = self.lists and ticket is not None
        for each in [t for t in self.names if ticket in {None, t}]:
            record = SourceRecord(self.names[each], self.names[each], "text/html", 0, "")
            self.finish(
                each, DocumentAudit(record, Status.UNREADABLE, (Problem("cancelled", "You cancelled it."),))
            )

    def close(self) -> None:
        self.is_closed = True


class SlowSession(FakeSession):
    """Finishes the given documents one after another from a thread, as worker processes would."""

    def __init__(
        self, listener: Callable[[Event], None], documents: Sequence[DocumentAudit], pause: float
    ) -> None:
        super().__init__(listener)
        self._documents = documents
        self._pause = pause
        self._thread = threading.Thread(target=self._work, daemon=True)

    def submit(self, _inputs: Sequence[str], *, typed: bool = True) -> None:  # noqa: ARG002 - as a session's
        super().submit([f"/tmp/{document.source.name}" for document in self._documents])
        self._thread.start()

    def close(self) -> None:
        super().close()
        if self.submitted:
            self._thread.join()

    def _work(self) -> None:
        for ticket, document in enumerate(self._documents, 1):
            if self.is_closed:
                return
            time.sleep(self._pause)
            self.finish(ticket, document)
