"""The rule books of this process, each read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.engine.pack import RuleBook


@lru_cache(maxsize=1)
def book(rules: str) -> RuleBook:
    """Read the rule packs in a folder and check every one of them. Raises PackError."""
    from auditor.engine.pack import read_rules  # noqa: PLC0415 - only workers and the summary need it

    return read_rules(Path(rules))


@lru_cache(maxsize=1)
def worker_book(rules: str) -> RuleBook:
    """Read the packs in a worker, whose parent checks them meanwhile. Raises PackError."""
    from auditor.engine.pack import read_rules  # noqa: PLC0415

    return read_rules(Path(rules), is_checked=True)
