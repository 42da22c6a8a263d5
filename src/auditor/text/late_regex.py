"""The `regex` library with patterns that are compiled when they are first used, or not even then.

Compiling is slow: the two hundred patterns that a page meets take 0.1 s, nearly all of it in turning what is
written into code for the library's machine. That code can be kept from one run to the next and costs 2 ms to
take up again. Patterns that no page needs are never compiled: a telephone number in another country's form, a
table of references.
"""

from __future__ import annotations

import copyreg
import marshal
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import regex
from regex import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    VERSION1,
    Match,
    Pattern,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    search,
    split,
    sub,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "VERSION1",
    "Match",
    "Pattern",
    "codes",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "know_codes",
    "search",
    "split",
    "sub",
]

Codes = dict[tuple[str, int], bytes]
"""What patterns were compiled to, by what they were made of."""

_known: Codes = {}


class _Late:
    """Stands for a pattern; from the first use of a method on, calling it costs what it costs on the pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.made_of = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self.compiled(), name)
        self.__dict__[name] = found
        return found

    def compiled(self) -> Pattern[str]:
        """Return the pattern itself."""
        made: Pattern[str] | None = self.__dict__.get("_pattern")
        if made is None:
            code = _known.get(self.made_of)
            made = _put_together(code) if code else regex.compile(*self.made_of)
            self.__dict__["_pattern"] = made
        return made


_all: WeakSet[_Late] = WeakSet()


def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - stands for the library's own function
    """Return a pattern that is compiled when it is first used; a mistake in it is told then."""
    late: Any = _Late(pattern, int(flags))
    _all.add(late)
    return late


def codes() -> Codes:
    """Return the code of every pattern that the program has at hand, to be kept for its next run."""
    found: Codes = {}
    for late in list(_all):
        with suppress(error):  # told when it is used
            found[late.made_of] = marshal.dumps(_taken_apart(late.compiled())[1])
    return found


def know_codes(kept: Mapping[tuple[str, int], bytes]) -> None:
    """Take over what `codes` told, with the same version of the library. It must come from a trusted place."""
    _known.update(kept)


def _taken_apart(pattern: Pattern[str]) -> tuple[Callable[..., Pattern[str]], tuple[Any, ...]]:
    """Return how the library puts a pattern together again, and of what: what it tells to be pickled."""
    how: Any = copyreg.dispatch_table[type(pattern)](pattern)
    return how[0], how[1]


def _put_together(code: bytes) -> Pattern[str]:
    return _maker()(*marshal.loads(code))  # noqa: S302 - kept by the program, where nobody else can write


@cache
def _maker() -> Callable[..., Pattern[str]]:
    return _taken_apart(regex.compile("a"))[0]
