"""Reads the dates people write on pages, to ISO 8601 as exact as they are: a day, a month or a year."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model.lexicon import Lexicon

_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_SHORT_YEAR = r"['’](?P<yy>\d\d)(?!\d)"


@dataclass(frozen=True, slots=True)
class Date:
    """A date as ISO 8601, and where it stands."""

    iso: str
    start: int
    end: int


@dataclass(frozen=True)
class DateReader:
    """Finds dates in the words of a lexicon."""

    months: Mapping[str, int]
    """The number of each month by all that it is called."""
    forms: tuple[regex.Pattern[str], ...]
    bare: regex.Pattern[str]
    """What is a date only right behind a word that asks for one: "Last reviewed 2024", "Last review 05/24"."""

    def first(self, text: str, *, month_first: bool = False) -> str | None:
        """Return the first date in `text` as ISO 8601, or None. `month_first` reads 03/04/2025 the American way."""
        date = self.find(text, month_first=month_first)
        return date.iso if date else None

    def find(
        self,
        text: str,
        start: int = 0,
        end: int | None = None,
        *,
        month_first: bool = False,
        is_asked: bool = False,
    ) -> Date | None:
        """Return the first date in `text[start:end]`. `is_asked`: the words before it ask for one, so a year will do."""
        stop = len(text) if end is None else end
        found = [
            (m.start(), -len(m.group()), m) for form in self.forms for m in form.finditer(text, start, stop)
        ]
        dates = (self._date(m, month_first=month_first) for _, _, m in sorted(found, key=lambda f: f[:2]))
        first = next((date for date in dates if date), None)
        bare = self.bare.match(text, start, stop) if is_asked else None
        if bare and (first is None or first.start >= bare.end()):
            return self._date(bare, month_first=month_first)
        return first

    def _date(self, match: regex.Match[str], *, month_first: bool) -> Date | None:
        parts = match.groupdict()
        year = int(parts.get("y") or f"20{parts['yy']}")
        day = int(parts["d"]) if parts.get("d") else None
        month = self.months[parts["name"].casefold()] if parts.get("name") else int(parts.get("m") or 0)
        if day is not None and parts.get("sign") and (month > 12 or (month_first and day <= 12)):
            month, day = day, month
        iso = _iso(year, month or None, day)
        return Date(iso, match.start(), match.end()) if iso else None


@lru_cache(maxsize=4)
def months_of(lexicon: Lexicon) -> Mapping[str, int]:
    """Return the number of each month by all that it is called."""
    months = enumerate(lexicon.words("date-months"), 1)
    return {name: number for number, names in months for name in names.split()}


@lru_cache(maxsize=4)
def date_reader(lexicon: Lexicon) -> DateReader:
    """Return the reader with the lists of a lexicon."""
    months = months_of(lexicon)
    endings, of, before_year, inside = (
        one_of(lexicon.words(f"date-{name}")) for name in ("endings", "of", "before-year", "in")
    )
    name = rf"(?P<name>{one_of(months)})"
    year = rf"(?:{before_year}\s+)?(?:{_YEAR}|{_SHORT_YEAR})"
    return DateReader(
        months,
        (
            regex.compile(r"(?<![\d/])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?!\d)"),
            regex.compile(
                rf"(?<!\d)(?P<d>\d{{1,2}})(?:{endings}|º|°)?(?:\s+|-)(?:{of}\s+)?{name}\b\.?,?(?:\s+|-){year}",
                regex.IGNORECASE,
            ),
            regex.compile(rf"\b{name}\.?\s+(?P<d>\d{{1,2}}){endings}?,?\s+{_YEAR}", regex.IGNORECASE),
            regex.compile(rf"\b{name}\b\.?,?\s+{year}", regex.IGNORECASE),
            regex.compile(
                r"(?<!\d)(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d\d)(?!\d)"
            ),
            regex.compile(r"(?<![\d/.])(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)"),
        ),
        regex.compile(
            rf"\W{{0,3}}(?:{inside}\s+)?(?:(?P<y>(?:19|20)\d\d)"
            r"|(?:(?P<d>\d{1,2})(?P<sign>[/.-]))?(?P<m>\d{1,2})[/.-](?P<yy>\d\d))(?![\d/])"
        ),
    )


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
