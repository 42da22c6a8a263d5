"""Looks up public crisis lines by number, by the words a number is written with, and by their own web pages."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from auditor.analysis.country.shapes import CALLING_CODES
from auditor.analysis.crisis.phone_numbers import SHORTEST, digits_of
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from auditor.model.lexicon import CrisisLine, Lexicon

T = TypeVar("T")

EMERGENCY_ONLY = frozenset({"emergency", "overdose", "urgent-care"})
"""What an emergency or urgent-care number is there for."""
LINES_OF_THEIR_OWN = frozenset({"US", "CA"})
"""Countries where one short number reaches a suicide line: there an emergency number alone is not enough for suicide."""

BEFORE, AFTER = 24, 30
"""Characters around a number in which the words of its written form stand: “text PRIDE to 988”, “988, then press 1”."""

_NOT_WORDS = regex.compile(r"[\W_]+")
_FIRST_DIGITS = regex.compile(r"\d+")
_FIRST_NUMBER = regex.compile(r"\d(?:[\d().\s-]*\d)?")
_WORD = regex.compile(r"\p{Ll}\p{Ll}")
_HOST = regex.compile(
    r"(?<![@\w./\-])(?:https?://)?(?:www\.)?[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}(?:/[\w\-./]*\w)?(?![\w@])",
    regex.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Directory:
    """The lines of all countries, by what a page first asks for: many name no number, and most no line."""

    lines: tuple[CrisisLine, ...]
    other_pages: frozenset[str]
    """Words in an address that lead to something else than the line: statistics, news, gifts."""
    joining: frozenset[str]
    """Words between a number and the key to press that change nothing."""

    @cached_property
    def by_digits(self) -> Mapping[str, tuple[CrisisLine, ...]]:
        """The lines by what is dialled or texted."""
        return _grouped((number, line) for line in self.lines for number in _numbers(line))

    @cached_property
    def worded(self) -> Mapping[str, tuple[tuple[str, CrisisLine], ...]]:
        """The forms in which more than the number is written, by its digits."""
        return _grouped(
            (digits_of(number.group()), (self._folded(form), line))
            for line in self.lines
            for form in line.written
            if _WORD.search(form) and (number := _FIRST_NUMBER.search(form))
        )

    @cached_property
    def by_page(self) -> Mapping[str, tuple[CrisisLine, ...]]:
        """The lines by their own pages."""
        return _grouped((page.casefold(), line) for line in self.lines for page in line.pages)

    def dialled(self, digits: str, *, is_abroad: bool = False) -> tuple[CrisisLine, ...]:
        """Return the lines that answer at a number; `is_abroad` says that it begins with a country's code."""
        if digits in self.by_digits:
            return self.by_digits[digits]
        if not is_abroad:
            return ()
        digits = digits.removeprefix("00")
        for code, country in CALLING_CODES.items():
            if digits.startswith(code):
                rest = digits.removeprefix(code)
                found = self.by_digits.get(rest) or self.by_digits.get("0" + rest) or ()
                if lines := tuple(x for x in found if x.country in {_iso(country), "EU"}):
                    return lines
        return ()

    def as_written(self, text: str, start: int, end: int) -> CrisisLine | None:
        """Return the line whose written form, with its words, stands around the number at `text[start:end]`."""
        digits = digits_of(text[start:end])
        if digits not in self.worded:
            return None
        around = f" {self._folded(text[max(0, start - BEFORE) : end + AFTER])} "
        found = [(form, line) for form, line in self.worded[digits] if f" {form} " in around]
        return max(found, key=lambda f: len(f[0]))[1] if found else None

    def of_address(self, target: str) -> tuple[CrisisLine, ...]:
        """Return the lines whose own page an address leads to, or one below it that is no page of another kind."""
        try:
            parts = urlsplit(target if "//" in target else f"//{target}")
            host, path = (parts.hostname or "").removeprefix("www."), parts.path.casefold().rstrip("/")
        except ValueError:
            return ()
        page = host + path
        while page:
            if page in self.by_page:
                below = f"{host}{path}".removeprefix(page)
                return () if self._is_other(below) else self.by_page[page]
            page = page.rpartition("/")[0]
        return ()

    def _folded(self, text: str) -> str:
        return " ".join(w for w in _NOT_WORDS.split(text.casefold()) if w and w not in self.joining)

    def _is_other(self, path: str) -> bool:
        return not self.other_pages.isdisjoint(_NOT_WORDS.split(path))


def addresses(text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """Yield the web addresses written in `text[start:end]`; a full stop at its end makes none."""
    if "." in text[start : end - 1]:
        yield from _HOST.finditer(text, start, end)


@lru_cache(maxsize=4)
def directory(lexicon: Lexicon) -> Directory:
    """Return the directory, one a process."""
    other_pages, joining = (frozenset(lexicon.words(name)) for name in ("line-other-pages", "keypad-words"))
    return Directory(lexicon.lines, other_pages, joining)


def _numbers(line: CrisisLine) -> tuple[str, ...]:
    """Return what is dialled or texted; a form with more in words than the number is looked up as it is written."""
    runs = {w: _FIRST_DIGITS.findall(w) for w in line.written}
    forms = [w for w in line.written if len(runs[w]) == 1 or not _WORD.search(w)]
    dialled = (digits_of(w) for w in forms if not w[0].isalpha())
    named = (runs[w][0] for w in forms if w[0].isalpha() and runs[w])
    texts = ("".join(_FIRST_DIGITS.findall(n)) for n, _ in line.sms)
    return tuple(n for n in dict.fromkeys((*dialled, *named, *texts)) if len(n) >= SHORTEST)


def _iso(country: str) -> str:
    return "GB" if country == "UK" else country


def _grouped(found: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for key, value in found:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
