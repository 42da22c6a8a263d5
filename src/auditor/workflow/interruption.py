"""Keeps Ctrl+C from the processes that the program starts: a terminal sends it to all of them, and the first one answers it."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def not_for_workers() -> Iterator[None]:
    """Have processes and threads that are started inside never see Ctrl+C, nor what those start in their turn.

    A process can say so itself only when it has loaded its first modules, and would tell until then where it was stopped.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    from multiprocessing import resource_tracker  # noqa: PLC0415 - one audit alone does without

    resource_tracker.ensure_running()  # its start lets Ctrl+C through again, so it has to be over
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
