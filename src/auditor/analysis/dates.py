"""Reads the dates people write on pages, to ISO 8601 as exact as they are: a day, a month or a year."""

from __future__ import annotations

from auditor.text import late_regex as regex

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_FORMS = (
    regex.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)"),
    regex.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)",
        regex.IGNORECASE,
    ),
    regex.compile(
        rf"\b(?P<name>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)",
        regex.IGNORECASE,
    ),
    regex.compile(rf"\b(?P<name>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)", regex.IGNORECASE),
    regex.compile(r"(?<!\d)(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)(?!\d)"),
)


def first_date(text: str, *, month_first: bool = False) -> str | None:
    """Return the first date in `text` as ISO 8601, or None. `month_first` reads 03/04/2025 the American way."""
    found = [(m.start(), -len(m.group()), m) for form in _FORMS for m in [form.search(text)] if m]
    for _, _, match in sorted(found, key=lambda f: f[:2]):
        date = _iso(match, month_first=month_first)
        if date:
            return date
    return None


def _iso(match: regex.Match[str], *, month_first: bool) -> str | None:
    parts = match.groupdict()
    year = int(parts["y"])
    if parts.get("name"):
        month, day = MONTHS[parts["name"].casefold()], int(parts["d"]) if parts.get("d") else None
    else:
        month, day = int(parts["m"]), int(parts["d"]) if parts.get("d") else None
        slashed = "/" in match.group()
        if day is not None and slashed and (month > 12 or (month_first and day <= 12)):
            month, day = day, month
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")
