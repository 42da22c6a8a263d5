"""The running audit as the window sees it: inputs go in at once, documents come back as signals.

The rules are read and the workers started in the background, so that the window opens at once and a broken rule
pack ends as a notice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from auditor.errors import UserError
from auditor.gui.tasks import Relay
from auditor.workflow.session import Begun, Event, Finished, Queued, Refused

if TYPE_CHECKING:
    from auditor.gui.tasks import Lane


class Session(Protocol):
    """What is needed of `workflow.session.AuditSession`."""

    def submit(self, inputs: Sequence[str], *, typed: bool = True) -> None:
        """Audit files, folders and addresses; returns at once. `typed`: the user wrote or pasted them."""

    def choose_packs(self, packs: Sequence[str]) -> None:
        """Judge what is named from now on by these packs too."""

    def running(self) -> frozenset[int]:
        """Return the tickets that are being read right now."""

    def is_listing(self) -> bool:
        """Whether there may be more documents in what was named than are queued by now."""

    def cancel(self, ticket: int | None = None) -> None:
        """Give up one document, or all that are not done."""

    def close(self) -> None:
        """End at once; nothing is told afterwards."""


OpenSession = Callable[[Callable[[Event], None]], Session]
"""Starts a session that tells the listener what happens. May take a moment; raises UserError."""


class Auditing(QObject):
    """Opens a session when it is first needed and passes on what it tells."""

    queued = Signal(int, str)
    begun = Signal(int, object)
    finished = Signal(int, object)
    refused = Signal(str)
    failed = Signal(object)

    def __init__(self, open_session: OpenSession, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_session = open_session
        self._lane = lane
        self._session: Session | None = None
        self._fresh: Session | None = None
        self._is_opening = False
        self._waiting: list[tuple[Sequence[str], bool]] = []
        """Inputs that came before there was a session, each time with whether the user typed them."""
        self.packs: tuple[str, ...] = ()
        self._relay = Relay(self)
        self._relay.received.connect(self._pass_on)

    def get_ready(self) -> None:
        """Read the rules and start the workers now, so that the first document need not wait for it."""
        if self._session is None and not self._is_opening:
            self._is_opening = True
            self._lane.submit(self._open, self._opened, self._not_opened)

    def submit(self, inputs: Sequence[str], *, typed: bool = True) -> None:
        """Audit these, at once or as soon as the rules are read. `typed`: the user wrote or pasted them."""
        if self._session is not None:
            self._session.submit(inputs, typed=typed)
            return
        self._waiting.append((tuple(inputs), typed))
        self.get_ready()

    def choose_packs(self, packs: Sequence[str]) -> None:
        """Judge what is named from now on by these packs too."""
        self.packs = tuple(packs)
        if self._session is not None:
            self._session.choose_packs(self.packs)

    def running(self) -> frozenset[int]:
        """Return the tickets that are being read right now."""
        return self._session.running() if self._session else frozenset()

    def is_listing(self) -> bool:
        """Whether there may be more documents in what was named than are queued by now."""
        return bool(self._waiting) or (self._session is not None and self._session.is_listing())

    def cancel(self, ticket: int | None = None) -> None:
        """Give up one document, or all that are not done."""
        if ticket is None:
            self._waiting.clear()
        if self._session is not None:
            self._session.cancel(ticket)

    def close(self) -> None:
        """End the session, also one that is just being opened."""
        self._lane.close()
        if self._fresh is not None:
            self._fresh.close()
        self._fresh = self._session = None

    def _open(self) -> Session:
        """Runs in the lane's thread. Kept at once, so that `close` finds it whatever happens in between."""
        self._fresh = self._open_session(self._relay)
        return self._fresh

    def _opened(self, session: Session) -> None:
        self._session = session
        self._is_opening = False
        session.choose_packs(self.packs)
        waiting, self._waiting = self._waiting, []
        for inputs, typed in waiting:
            session.submit(inputs, typed=typed)

    def _not_opened(self, error: Exception) -> None:
        self._is_opening = False
        self._waiting.clear()
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)

    def _pass_on(self, event: Event) -> None:
        match event:
            case Queued(ticket, name):
                self.queued.emit(ticket, name)
            case Begun(ticket, beginning):
                self.begun.emit(ticket, beginning)
            case Finished(ticket, document):
                self.finished.emit(ticket, document)
            case Refused(message):
                self.refused.emit(message)
