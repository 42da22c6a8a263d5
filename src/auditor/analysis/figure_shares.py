"""Reads shares: percentages, "one in four", "nine out of ten", fractions in words."""

from __future__ import annotations

import math
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
_WHOLE_MAX = 100
_IDIOM = 1_000_000
""" "One in a million" is a compliment; "one in a hundred" is a share."""
_WHICH_HALF = frozenset({"first", "second", "other", "better", "latter", "top", "bottom", "left", "right"})
_DETERMINERS = frozenset({"the", "those", "these", "our", "their", "all", "his", "her", "your"})
_YEARS = range(1900, 2100)


def percentage(context: Context, number: Numeral) -> Outcome:
    """Read "8.4%", "12 per cent", "between 25–43 %", "18 percentage points", "28% to 62%"."""
    last = _percent_end(context, number.last)
    if last is None:
        last = _range_end(context, number.last)
    if last is None:
        return None
    further = _range_end(context, last)
    reading = Reading(number.first, further or last, FigureKind.PERCENTAGE)
    return _judged_percentage(context, number, reading)


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


def _range_end(context: Context, at: int) -> int | None:
    """Where "– 43 %" after the number or percentage ending at `at` ends."""
    if context.at(at + 1) not in _RANGE:
        return None
    here = at + 2
    other = numeral_at(context.tokens, here) if here < len(context.tokens) else None
    return _percent_end(context, other.last) if other else None


def _judged_percentage(context: Context, number: Numeral, reading: Reading) -> Outcome:
    if _is_no_share(context, number, reading):
        return Passed(reading.last)
    paid = context.words.payment.intersection(context.around(reading.first, reading.last, 5))
    return Reading(reading.first, reading.last, reading.kind, in_doubt=bool(paid))


def _is_no_share(context: Context, number: Numeral, reading: Reading) -> bool:
    """Whether the percentage is a discount, a strength, a threshold, or only means "wholly"."""
    words = context.words
    after = context.after(reading.last, 4)
    before = context.before(reading.first, 4)
    if number.value == _WHOLE_MAX and not words.hundred_nouns.intersection(after[:2]):
        return True
    if after[:1] == ["of"]:
        return bool(words.percent_of.intersection(after)) or _is_condition(context, reading.first, after)
    if words.percent_after.intersection(after[:3]) or words.percent_before.intersection(before[-3:]):
        return True
    if {"if", "unless", "once"}.intersection(ahead := context.before(reading.first)) and "you" in ahead:
        return True
    return bool(words.measured.intersection(before) and words.threshold.intersection([*before, *after[:2]]))


def _is_condition(context: Context, first: int, after: list[str]) -> bool:
    """Whether a share stands in a condition about the reader: "if half of your nails are affected"."""
    return bool({"if", "when", "once"}.intersection(context.before(first))) and "your" in after[:2]


def share(context: Context, number: Numeral) -> Outcome:
    """Read "one in six", "nine of every ten", "one woman in eight", "88 of 104", "9/10 people"."""
    joint = _joint(context, number)
    if joint is None:
        return None
    other = numeral_at(context.tokens, joint)
    if other is None or not _is_share(context, number, other, joint):
        return None
    if _is_idiom(context, number, other):
        return Passed(other.last)
    noun = context.noun(other.last, context.words.people, context.words.events, context.words.procedures)
    return Reading(number.first, noun if noun is not None else other.last, FigureKind.RATIO)


def _joint(context: Context, number: Numeral) -> int | None:
    """Where the second number of "N (nouns) in (every) M" begins."""
    for here in range(number.last + 1, number.last + 4):
        word = context.at(here)
        if word in {"in", "of", "out", "/"}:
            return _after_joint(context, here, has_noun=here > number.last + 1)
        if not word.isalpha() or word in context.words.stops or word in context.words.time:
            return None
    return None


def _after_joint(context: Context, here: int, *, has_noun: bool) -> int | None:
    word = context.at(here)
    if has_noun and word in {"of", "/"}:
        return None
    if word == "out":
        if context.at(here + 1) != "of":
            return None
        here += 1
    here += 1
    if context.at(here) in {"every", "each", "the"}:
        here += 1
    return here if here < len(context.tokens) else None


def _is_share(context: Context, number: Numeral, other: Numeral, joint: int) -> bool:
    if not (number.value < other.value or (number.value == other.value and context.at(joint - 1) == "of")):
        return False
    if not (
        math.isclose(other.value, round(other.value)) and math.isclose(number.value, round(number.value))
    ):
        return False
    following = context.at(other.last + 1)
    if (
        following in context.words.time
        or following in context.words.doses
        or following in context.words.money
    ):
        return False
    if _looks_like_year(context, other) and following not in context.words.people:
        return False
    if context.at(number.first - 1) in context.words.labels or context.at(other.last + 1) in {"%", "-", ":"}:
        return False
    connector = context.at(joint - 1)
    if connector == "of" and context.at(joint - 2) != "out":
        return (
            number.value > 1 and following not in context.words.visits and not _counts_things(context, other)
        )
    if connector == "/":
        return context.noun(other.last, context.words.people, context.words.events) is not None
    return joint <= number.last + 4 and (
        number.value == 1 or connector != "in" or joint == number.last + 2 or _counts_people(context, number)
    )


def _counts_things(context: Context, number: Numeral) -> bool:
    """Whether "2 of 5 goals" counts things rather than people or cases."""
    words = context.words
    people = context.noun(number.last, words.people, words.events, words.procedures, words.staff)
    return people is None and context.plural(number.last) is not None


def _counts_people(context: Context, number: Numeral) -> bool:
    return (
        context.noun(number.last, context.words.people, context.words.events, context.words.procedures)
        is not None
    )


def _is_idiom(context: Context, number: Numeral, other: Numeral) -> bool:
    """Whether it is a rating or "one in a million"."""
    if number.value == 1 and other.value >= _IDIOM:
        return context.at(other.first) in {"a", "an"}
    return other.value in {5, 10} and bool(
        context.words.rated.intersection(context.around(number.first, other.last, 5))
    )


def _looks_like_year(context: Context, number: Numeral) -> bool:
    return number.first == number.last and context.at(number.first).isdigit() and int(number.value) in _YEARS


def fraction(context: Context, at: int) -> Outcome:
    """Read "half of all …", "a third of", "two-thirds", "by a quarter", "in half"."""
    if context.at(at) == "half":
        return _half(context, at)
    number = numeral_at(context.tokens, at)
    article = context.at(at) in {"a", "another", "further", "remaining"}
    here = number.last + 1 if number else at + 1 if article else -1
    if here < 0:
        return None
    if context.at(here) in {"-", "‑", "‐"}:
        here += 1
    if context.at(here) not in PART_WORDS or context.at(here) in {"half", "halves"}:
        return None
    if number is not None and number.value == 1:
        article = True
    return _judged_part(context, at, here, article=article)


def _judged_part(context: Context, first: int, last: int, *, article: bool) -> Outcome:
    following = context.at(last + 1)
    if following == "of":
        whole = context.at(last + 2) in {"every", "each", "all"} and not article
        thing = _is_thing(context, last + 1) and not whole
        return Passed(last) if thing else Reading(first, last, FigureKind.RATIO)
    if following in {"-", "party", "parties"} or following in context.words.part_things:
        return Passed(last)
    if not article:
        return Reading(first, last, FigureKind.RATIO)
    before = context.before(first, 2)
    measured = {"by", "than", "almost", "nearly", "roughly", "about", "around", "over"}.intersection(before)
    if measured or following in context.words.comparatives or context.at(first) in {"further", "remaining"}:
        return Reading(first, last, FigureKind.RATIO)
    return None


def _half(context: Context, at: int) -> Outcome:
    before, following = context.before(at, 3), context.at(at + 1)
    previous = before[-1] if before else ""
    if previous == "in" and (following, context.at(at + 2)) == ("the", "time"):
        return Reading(at, at + 2, FigureKind.MULTIPLE)
    if _is_other_half(context, at, previous, following):
        return Passed(at)
    if following == "of":
        return Reading(at, at, FigureKind.RATIO)
    if previous == "by" or (previous == "in" and context.words.change.intersection(context.before(at))):
        return Reading(at - 1, at, FigureKind.RATIO)
    if following in _DETERMINERS:
        noun = context.noun(at + 1, context.words.people, context.words.events, context.words.risk)
        return Reading(at, noun, FigureKind.RATIO) if noun is not None else None
    if previous in context.words.approximators or previous == "than" or following == "who":
        return Reading(at, at, FigureKind.RATIO)
    return None


def _is_other_half(context: Context, at: int, previous: str, following: str) -> bool:
    """Whether it is half of a thing, a first half, a half hour, or a condition about the reader."""
    words = context.words
    if following in {"-", "‑", "an", "a"} or following in words.part_things or previous in _WHICH_HALF:
        return True
    if previous in {"in", "by"} and words.doses.intersection(context.before(at)):
        return True
    return following == "of" and (
        _is_thing(context, at + 1) or _is_condition(context, at, context.after(at + 1, 2))
    )


def _is_thing(context: Context, of: int) -> bool:
    """Whether what follows "of" is a thing ("half of the tablet") rather than people or risk."""
    return bool(context.words.part_things.intersection(context.after(of, 3)))
