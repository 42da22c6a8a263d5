"""Bounds what is on its way to a cluster at once, and lets a document that may end its workers travel alone."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOOK_SECONDS = 1.0
"""So often somebody who waits looks whether there are more seats by now, or none of it matters any more."""


class Room:
    """Seats for documents and a bound on their bytes; `seats` may change, as workers come and go.

    Who waits is let go by `check`, which raises what has become of the whole.
    """

    def __init__(self, seats: Callable[[], int], most_bytes: int, check: Callable[[], None]) -> None:
        self._seats = seats
        self._most_bytes = most_bytes
        self._check = check
        self._changed = threading.Condition()
        self._inside = 0
        self._bytes = 0
        self._loners = 0

    @contextmanager
    def seat(self) -> Iterator[None]:
        """Wait for a seat and hold it."""
        with self._changed:
            self._wait(lambda: not self._loners and self._inside < self._seats())
            self._inside += 1
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def weight(self, size: int) -> Iterator[None]:
        """Wait until so many bytes more may travel; more than the bound travel alone."""
        with self._changed:
            self._wait(lambda: not self._bytes or self._bytes + size <= self._most_bytes)
            self._bytes += size
        try:
            yield
        finally:
            with self._changed:
                self._bytes -= size
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody is inside, and keep everybody else out."""
        with self._changed:
            self._loners += 1
        try:
            with self._changed:
                self._wait(lambda: not self._inside)
                self._inside += 1
            try:
                yield
            finally:
                self._leave()
        finally:
            with self._changed:
                self._loners -= 1
                self._changed.notify_all()

    def _leave(self) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()

    def _wait(self, may_go: Callable[[], bool]) -> None:
        self._check()
        while not may_go():
            self._changed.wait(LOOK_SECONDS)
            self._check()
