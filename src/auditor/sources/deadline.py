"""Holds network work to a time as a whole, whatever the other side does to draw it out.

The library's own limits are for one step each: the next byte, the next of a name's machines. A server that sends a piece
of a header every few seconds keeps within all of them for ever.
"""

from __future__ import annotations

import socket
import threading
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

THREAD = "auditor-fetch"


class TooLateError(Exception):
    """The work was not done in time."""


class Deadline:
    """Does one piece of work in a thread, and when its time is up leaves it and ends its connections.

    Without a connection the thread comes to its end by itself. A step of the system that cannot be broken off, such as
    looking up a name, keeps that thread a little longer and nobody else.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._is_over = False
        self._connections: list[socket.socket] = []

    def hold(self, work: Callable[[], T]) -> T:
        """Return what the work gives, or raise what it raises. Raises TooLateError when it is not done in time."""
        answer: Future[T] = Future()
        thread = threading.Thread(target=_do, args=(work, answer), name=THREAD, daemon=True)
        thread.start()
        try:
            thread.join(self._seconds)
            # Asked before the connections end: that makes an answer too, of a broken one.
            is_done = answer.done()
        finally:
            self._end()
        if not is_done:
            raise TooLateError
        return answer.result()

    def watch(self, event: str, told: Mapping[str, Any]) -> None:
        """Note each connection as it is made: for the `trace` of a request. Raises TooLateError after the end."""
        if not event.endswith("connect_tcp.complete"):
            return
        stream = told["return_value"]
        with self._lock:
            if not self._is_over:
                # A handle of our own: TLS takes the connection over, and leaves the one it was made with empty.
                self._connections.append(stream.get_extra_info("socket").dup())
                return
        stream.close()
        raise TooLateError

    def _end(self) -> None:
        with self._lock:
            self._is_over = True
            for connection in self._connections:
                with suppress(OSError):  # the other side may have gone before
                    connection.shutdown(socket.SHUT_RDWR)
                connection.close()
            self._connections.clear()


def _do(work: Callable[[], T], answer: Future[T]) -> None:
    try:
        answer.set_result(work())
    except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
        answer.set_exception(error)
