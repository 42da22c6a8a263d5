"""Reads percentages: "8.4%", "12 per cent", "between 25–43 %", "18 percentage points"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figure_kinds import Passed, Reading
from auditor.model.analysis import FigureKind
from auditor.text.numerals import PART_WORDS, numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figure_words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None

_PERCENT = frozenset({"%", "percent", "pct", "percentage", "percentages", "‰"})
_RANGE = frozenset({"-", "–", "—", "to", "and", "or", "‑"})
_OF_A_DRINK = frozenset({"strength", "amount", "level", "levels", "number"})
_WHOLE_MAX = 100
_THE_FEW = frozenset({"global", "richest", "wealthiest", "top", "other"})
""""The global 1 %" are people by their wealth, not a share that was counted."""


def percentage(context: Context, number: Numeral) -> Outcome:
    """Read "8.4%", "12 per cent", "between 25–43 %", "18 percentage points", "28% to 62%"."""
    last = _percent_end(context, number.last)
    if last is None:
        last = _range_end(context, number.last, number.first)
    if last is None:
        return None
    further = _range_end(context, last, number.first)
    reading = Reading(number.first, further or last, FigureKind.PERCENTAGE)
    return _judged_percentage(context, number, reading)


def part_of_one(context: Context, at: int) -> Outcome:
    """Read "half a per cent", "half of one percent", "a quarter of a per cent"."""
    here = at + 1 if context.at(at) == "half" else at + 2 if context.at(at + 1) in PART_WORDS else -1
    if here < 0:
        return None
    here += context.at(here) == "of"
    if context.at(here) not in {"a", "one"}:
        return None
    last = _percent_end(context, here)
    return Reading(at, last, FigureKind.PERCENTAGE) if last is not None else None


def _percent_end(context: Context, at: int) -> int | None:
    """Where the percent sign or word after the number at `at` ends."""
    here = at + 1
    if context.at(here) in {"-", "‑"} and context.at(here + 1) in {"percent", "percentage", "per"}:
        here += 1
    if context.at(here) in _PERCENT:
        return here + 1 if context.at(here + 1) in {"points", "point"} else here
    if (context.at(here), context.at(here + 1)) == ("per", "cent"):
        return here + 1
    return None


def _range_end(context: Context, at: int, first: int) -> int | None:
    """Where "– 43 %" after the number or percentage from `first` to `at` ends."""
    joint = context.at(at + 1)
    if joint not in _RANGE or (joint == "and" and "between" not in context.before(first, 4)):
        return None
    here = at + 2
    other = numeral_at(context.tokens, here) if here < len(context.tokens) else None
    return _percent_end(context, other.last) if other else None


def _judged_percentage(context: Context, number: Numeral, reading: Reading) -> Outcome:
    if _is_no_share(context, number, reading):
        return Passed(reading.last)
    paid = context.words.payment.intersection(context.around(reading.first, reading.last, 5))
    return Reading(reading.first, reading.last, reading.kind, in_doubt=bool(paid))


def _speaks_of_people(context: Context) -> bool:
    """Whether people or risk stand beside a drink, so that a percentage is no strength."""
    words = context.words
    return not context.all.isdisjoint((words.people | words.risk | words.death) - _OF_A_DRINK)


def _is_no_share(context: Context, number: Numeral, reading: Reading) -> bool:
    """Whether the percentage is a discount, a strength, a threshold, or only means "wholly"."""
    words = context.words
    after = context.after(reading.last, 4)
    before = context.before(reading.first, 4)
    is_whole = number.value == _WHOLE_MAX and not words.hundred_nouns.intersection(after[:2])
    is_the_few = number.value == 1 and _THE_FEW.intersection(before[-1:])
    if is_whole or is_the_few or "apr" in context.all:
        return True
    if after[:1] == ["of"]:
        return bool(words.percent_of.intersection(after)) or context.is_condition(reading.first, after)
    if words.percent_after.intersection([*after[:3], *before[-1:]]) or words.percent_before.intersection(
        before[-3:]
    ):
        return True
    if words.drinks.intersection(context.around(reading.first, reading.last, 6)) and not _speaks_of_people(
        context
    ):
        return True
    if {"if", "unless", "once"}.intersection(ahead := context.before(reading.first)) and "you" in ahead:
        return True
    return bool(words.measured.intersection(before) and words.threshold.intersection([*before, *after[:2]]))
