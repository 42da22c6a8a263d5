"""How old something is on the day of the audit, from dates as exact as people give them."""

from __future__ import annotations

from datetime import date

DAYS_A_YEAR = 365.25


def years_between(when: str, today: str) -> float:
    """Return the years from `when` to `today`. A month or year without a day counts from its end, the kinder reading."""
    return (date.fromisoformat(today) - _last_day(when)).days / DAYS_A_YEAR


def _last_day(when: str) -> date:
    parts = [int(part) for part in when.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        year, month = parts
        return date(year + month // 12, month % 12 + 1, 1)
    return date(parts[0], parts[1], min(parts[2], _days_in(parts[0], parts[1])))


def _days_in(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
