"""Bounds the memory of a worker: by the system where its limit holds, by looking often where it does not.

Linux refuses memory beyond a limit of address space. macOS does not enforce that limit, and Windows has none for a process
by itself; there a thread looks at what the process holds and ends it in time.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

OUT_OF_MEMORY = 86
"""Exit status of a worker that ran out of memory; no signal or library uses it."""

EVERY = 0.1
"""Seconds between two looks: what the fastest reader takes meanwhile is far below the limit."""


def limit_memory(memory_bytes: int) -> None:
    """Bound the memory of this process, and leave no core dumps."""
    if sys.platform == "win32":
        watch_memory(memory_bytes)
        return
    import resource  # noqa: PLC0415 - POSIX only

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "darwin":
        watch_memory(memory_bytes)
    else:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def watch_memory(memory_bytes: int) -> None:
    """Look at the resident memory of this process from now on, and end it with OUT_OF_MEMORY when it is more."""
    import threading  # noqa: PLC0415 - nothing that starts on Linux needs these

    import psutil  # noqa: PLC0415

    process = psutil.Process()
    watch = threading.Thread(
        target=_end_above,
        args=(memory_bytes, lambda: int(process.memory_info().rss)),
        name="auditor-memory",
        daemon=True,
    )
    watch.start()


def _end_above(memory_bytes: int, held: Callable[[], int]) -> None:
    while held() <= memory_bytes:
        time.sleep(EVERY)
    os._exit(OUT_OF_MEMORY)
