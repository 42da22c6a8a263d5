"""A process that goes on from where this one is, and a pipe to it.

`multiprocessing` offers the same, but a tenth of the time of a whole audit passes before its processes run: it
loads 40 modules first, starts another interpreter to watch over its resources, and one for the process itself.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE_BYTES = 8
WATCH_SECONDS = 1.0
"""So often a double looks whether the process it comes from is still there."""
BUG = 70
"""Exit status of a double that failed."""


def can_fork() -> bool:
    """Whether this process may be doubled: it is on Linux and has one thread, so that no lock stays behind closed."""
    threading = sys.modules.get("threading")
    is_single = threading is None or threading.active_count() == 1
    return sys.platform == "linux" and is_single and "PySide6" not in sys.modules


class Channel:
    """Sends values to another process of the program and takes them from it, with the calls of `multiprocessing`."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._is_open = True

    def send(self, value: object) -> None:
        """Send a value. Raises OSError when nobody is there."""
        content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        left = memoryview(len(content).to_bytes(_SIZE_BYTES, "big") + content)
        while left:
            left = left[os.write(self._outgoing, left) :]

    def recv(self) -> Any:
        """Wait for a value. Raises EOFError when the other side has ended."""
        size = int.from_bytes(self._read(_SIZE_BYTES), "big")
        return pickle.loads(self._read(size))  # noqa: S301 - from the program itself

    def poll(self, seconds: float) -> bool:
        """Wait until there is something to take, or the end."""
        waiting = select.poll()
        waiting.register(self._incoming, select.POLLIN)
        return bool(waiting.poll(seconds * 1000))

    def close(self) -> None:
        """Close both ends of this side."""
        if self._is_open:
            self._is_open = False
            os.close(self._incoming)
            os.close(self._outgoing)

    def _read(self, size: int) -> bytes:
        parts, left = [], size
        while left:
            parts.append(os.read(self._incoming, min(left, 1_048_576)))
            if not parts[-1]:
                raise EOFError
            left -= len(parts[-1])
        return b"".join(parts)


class ForkedProcess:
    """A double of this process that runs one function and ends, at the latest when this process has ended."""

    def __init__(self, target: Callable[[Channel], None]) -> None:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self.exitcode: int | None = None
        parent = os.getpid()
        self.pid = os.fork()
        if not self.pid:
            os.close(ours_in)
            os.close(ours_out)
            _run(target, Channel(theirs_in, theirs_out), parent)
        os.close(theirs_in)
        os.close(theirs_out)
        self.channel = Channel(ours_in, ours_out)

    def is_alive(self) -> bool:
        """Whether it has not ended yet."""
        self._ask(os.WNOHANG)
        return self.exitcode is None

    def join(self) -> None:
        """Wait for its end."""
        self._ask(0)

    def kill(self) -> None:
        """End it at once."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def _ask(self, how: int) -> None:
        if self.exitcode is None:
            pid, status = os.waitpid(self.pid, how)
            if pid:
                self.exitcode = os.waitstatus_to_exitcode(status)


def _run(target: Callable[[Channel], None], channel: Channel, parent: int) -> NoReturn:
    """Run in the double; nothing of what the first process still has to write or to clean up is done here."""

    def watch(*_: object) -> None:
        if os.getppid() != parent:  # nobody waits for an answer any more
            os._exit(BUG)

    try:
        signal.signal(signal.SIGALRM, watch)
        signal.setitimer(signal.ITIMER_REAL, WATCH_SECONDS, WATCH_SECONDS)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)  # what is typed or piped in belongs to the first process
        os.close(nothing)
        target(channel)
    finally:
        os._exit(BUG)
