"""The program's own rules for all tests of a process: to read and check them takes six seconds each time."""

from __future__ import annotations

import gc
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.engine.memory import recall, remember
from auditor.engine.pack import read_and_remember, read_rules
from auditor.workflow.rehearsal import pattern_codes
from auditor.workflow.resources import rules_folder

if TYPE_CHECKING:
    from auditor.engine.memory import PackMemory
    from auditor.engine.pack import RuleBook

IS_FIRST = os.environ.get("PYTEST_XDIST_WORKER") == "gw0"
"""Whether this process keeps the memory of the rules for every command that a test starts, in this process or another."""


@cache
def own_rules() -> RuleBook:
    """Return the rules that ship with the program. Nobody changes them: a test of changed rules reads a copy of its own."""
    book = _read_and_kept()[0] if IS_FIRST else read_rules(rules_folder())
    gc.freeze()  # all of it stays: looking through it for garbage takes as long as many tests
    return book


@cache
def own_memory() -> PackMemory:
    """Return what the program remembers of its own rules."""
    return recall(rules_folder(), _memories()) or _read_and_kept()[1]


@cache
def _read_and_kept() -> tuple[RuleBook, PackMemory]:
    book, memory = read_and_remember(rules_folder(), pattern_codes)
    remember(rules_folder(), _memories(), memory)
    return book, memory


def _memories() -> Path:
    return Path(os.environ["XDG_CACHE_HOME"]) / "auditor"
