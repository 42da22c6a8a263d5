"""The rule books of this process, each read once, and what is remembered of them from one run to the next."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.engine.memory import PackMemory
    from auditor.engine.pack import RuleBook
    from auditor.model.audit import PackRecord


@lru_cache(maxsize=1)
def book(rules: str) -> RuleBook:
    """Read the rule packs in a folder and check every one of them. Raises PackError."""
    from auditor.engine.pack import read_rules  # noqa: PLC0415 - only workers and the rule commands need it

    return read_rules(Path(rules))


@lru_cache(maxsize=1)
def records(rules: str) -> tuple[PackRecord, ...]:
    """Return the packs in a folder, all checked: now, or before when no file has changed since. Raises PackError."""
    known = recalled(rules)
    if known is not None:
        return known.records
    from auditor.engine.memory import remember  # noqa: PLC0415
    from auditor.engine.pack import read_and_remember  # noqa: PLC0415 - not needed when all is known
    from auditor.workflow.rehearsal import pattern_codes  # noqa: PLC0415

    _, memory = read_and_remember(Path(rules), pattern_codes)
    remember(Path(rules), _memories(), memory)
    recalled.cache_clear()
    return memory.records


@lru_cache(maxsize=1)
def recalled(rules: str) -> PackMemory | None:
    """Return what is known of a folder since it was last read, if it has not changed; a double of this process has it too."""
    from auditor.engine.memory import recall  # noqa: PLC0415 - only an audit needs it

    return recall(Path(rules), _memories())


@lru_cache(maxsize=1)
def worker_book(rules: str) -> RuleBook:
    """Read the packs in a worker, whose parent checks them meanwhile. Raises PackError."""
    from auditor.engine.pack import read_rules  # noqa: PLC0415
    from auditor.text.late_regex import know_codes  # noqa: PLC0415

    memory = recalled(rules)
    if memory is not None:
        know_codes(memory.codes)
    return read_rules(Path(rules), memory, is_checked=True)


def _memories() -> Path:
    system: str = sys.platform
    if system == "linux":  # what the library would say there, which takes 4 ms to load in each process
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        return Path(named or os.path.expanduser("~/.cache")) / "auditor"  # noqa: PTH111
    import platformdirs  # noqa: PLC0415 - every process of the program loads this module

    return Path(platformdirs.user_cache_dir("auditor", appauthor=False))
