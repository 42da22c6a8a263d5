"""The `regex` library with patterns that are compiled when they are first used.

Compiling is slow, the program has two hundred patterns, and a page meets half of them: a telephone number in
another country's form, a copyright line, a table of references.
"""

from __future__ import annotations

from typing import Any

import regex
from regex import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    VERSION1,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    search,
    split,
    sub,
)

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "VERSION1",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "search",
    "split",
    "sub",
]


class _Late:
    """Stands for a pattern; from the first use of a method on, calling it costs what it costs on the pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made_of = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self._compiled(), name)
        self.__dict__[name] = found
        return found

    def _compiled(self) -> Pattern[str]:
        made: Pattern[str] | None = self.__dict__.get("_pattern")
        if made is None:
            made = self.__dict__["_pattern"] = regex.compile(*self._made_of)
        return made


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - stands for the library's own function
    """Return a pattern that is compiled when it is first used; a mistake in it is told then."""
    late: Any = _Late(pattern, flags)
    return late
