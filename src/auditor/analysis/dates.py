"""Reads the dates people write on pages, to ISO 8601 as exact as they are: a day, a month or a year."""

from __future__ import annotations

from auditor.model.values import dataclass
from auditor.text import late_regex as regex

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_SHORT_YEAR = r"['’](?P<yy>\d\d)(?!\d)"
_FORMS = (
    regex.compile(r"(?<![\d/])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?!\d)"),
    regex.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|º|°)?(?:\s+|-)(?:of\s+|de\s+)?(?P<name>{_MONTH})\b\.?,?(?:\s+|-)(?:de\s+|del\s+)?(?:{_YEAR}|{_SHORT_YEAR})",
        regex.IGNORECASE,
    ),
    regex.compile(
        rf"\b(?P<name>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}", regex.IGNORECASE
    ),
    regex.compile(
        rf"\b(?P<name>{_MONTH})\b\.?,?\s+(?:de\s+|del\s+)?(?:{_YEAR}|{_SHORT_YEAR})", regex.IGNORECASE
    ),
    regex.compile(r"(?<!\d)(?P<d>\d{1,2})(?P<sign>[/.-])(?P<m>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d\d)(?!\d)"),
    regex.compile(r"(?<![\d/.])(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)"),
)
_BARE = regex.compile(
    r"\W{0,3}(?:in\s+|on\s+)?(?:(?P<y>(?:19|20)\d\d)|(?:(?P<d>\d{1,2})(?P<sign>[/.-]))?(?P<m>\d{1,2})[/.-](?P<yy>\d\d))(?![\d/])"
)
"""What is a date only right behind a word that asks for one: "Last reviewed 2024", "Last review 05/24"."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as ISO 8601, and where it stands."""

    iso: str
    start: int
    end: int


def first_date(text: str, *, month_first: bool = False) -> str | None:
    """Return the first date in `text` as ISO 8601, or None. `month_first` reads 03/04/2025 the American way."""
    date = find_date(text, month_first=month_first)
    return date.iso if date else None


def find_date(
    text: str, start: int = 0, end: int | None = None, *, month_first: bool = False, is_asked: bool = False
) -> Date | None:
    """Return the first date in `text[start:end]`. `is_asked`: the words before it ask for one, so a year will do."""
    stop = len(text) if end is None else end
    found = [(m.start(), -len(m.group()), m) for form in _FORMS for m in form.finditer(text, start, stop)]
    dates = (_date(m, month_first=month_first) for _, _, m in sorted(found, key=lambda f: f[:2]))
    first = next((date for date in dates if date), None)
    bare = _BARE.match(text, start, stop) if is_asked else None
    if bare and (first is None or first.start >= bare.end()):
        return _date(bare, month_first=month_first)
    return first


def _date(match: regex.Match[str], *, month_first: bool) -> Date | None:
    parts = match.groupdict()
    year = int(parts.get("y") or f"20{parts['yy']}")
    day = int(parts["d"]) if parts.get("d") else None
    month = MONTHS[parts["name"].casefold()] if parts.get("name") else int(parts.get("m") or 0)
    if day is not None and parts.get("sign") and (month > 12 or (month_first and day <= 12)):
        month, day = day, month
    iso = _iso(year, month or None, day)
    return Date(iso, match.start(), match.end()) if iso else None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
