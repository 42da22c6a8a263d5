"""Does a piece of work on several items at one time, on the cores that this process may use.

That helps only where the work lets other threads run meanwhile, as sums over arrays of numbers do.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST = 4
"""Threads: more would take the cores from the workers beside."""


def cores() -> int:
    """Return how many cores the machine lets this process use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, usable or 1)


def at_one_time(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
    """Do a piece of work on each item, as `map` does; by itself where there is no other core, or no room for a thread."""
    threads = min(MOST, len(items), cores())
    if threads == 1 or not items:
        return map(work, items)
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most pages have little to read

    try:
        with ThreadPoolExecutor(threads) as readers:
            return list(readers.map(work, items))
    except RuntimeError:  # no thread could be started
        return map(work, items)
