"""The program's own rules for all tests of a process: to read and check them takes six seconds each time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from auditor.engine.pack import read_rules
from auditor.workflow.resources import rules_folder

if TYPE_CHECKING:
    from auditor.engine.pack import RuleBook


@cache
def own_rules() -> RuleBook:
    """Return the rules that ship with the program. Nobody changes them: a test of changed rules reads a copy of its own."""
    return read_rules(rules_folder())
