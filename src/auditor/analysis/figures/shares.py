"""Reads shares of two numbers: "one in six", "nine out of every ten", "88 of 104", "9/10 people"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Passed, Reading
from auditor.model.analysis import FigureKind
from auditor.text.numerals import numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None

_ROUND = frozenset({10, 100, 1000})
"""Out of so many, even visits and things are a share: "in 8 of 10 visits", "seven of ten pills"."""
_SLASH_PARTS = frozenset({2, 3, 4, 5, 8, 10, 100})
_IDIOM = 1_000_000
"""One in so many is a compliment ("one in a million"); "one in a hundred" is a share."""
_YEARS = range(1900, 2100)


def share(context: Context, number: Numeral) -> Outcome:
    """Read "one in six", "nine of every ten", "one woman in eight", "88 of 104", "9/10 people"."""
    joint = _joint(context, number)
    if joint is None:
        return None
    other = numeral_at(context.tokens, joint)
    if other is None or not _is_share(context, number, other, joint):
        return None
    if _is_idiom(context, number, other) or _is_score_asked_for(context, number):
        return Passed(other.last)
    noun = context.noun(other.last, context.words.people, context.words.events, context.words.procedures)
    return Reading(number.first, noun if noun is not None else other.last, FigureKind.RATIO)


def _joint(context: Context, number: Numeral) -> int | None:
    """Where the second number of "N (nouns) in (every) M" begins."""
    for here in range(number.last + 1, number.last + 6):
        word = context.at(here)
        if word in {"in", "of", "out", "/"}:
            return _after_joint(context, here, has_noun=here > number.last + 1)
        if word in {"-", "‑"} and context.tokens[here].glued and here > number.last + 1:
            continue  # "one care-home resident in six"
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
    turns = context.turns
    if context.at(here) in turns.before_base:
        here += 1
    if context.at(here) in turns.in_order and context.at(here - 1) in turns.before_base:
        here += 1
    return here if here < len(context.tokens) else None


def _is_share(context: Context, number: Numeral, other: Numeral, joint: int) -> bool:
    connector = _connector(context, joint)
    if not _could_be_share(context, number, other, connector):
        return False
    if connector == "/":
        return _is_slash_share(context, number, other)
    if context.at(joint - 1) in {"every", "each"}:
        return True
    if connector == "of":
        if other.value in _ROUND:
            return number.value > 1
        visits = context.at(other.last + 1) in context.words.visits
        return number.value > 1 and not visits and not _counts_things(context, other)
    near = number.value == 1 or connector != "in" or joint == number.last + 2
    return near or _counts_people(context, number)


def _connector(context: Context, joint: int) -> str:
    """The word that joins the two numbers: "in", "of", "out" (of) or "/"."""
    here, turns = joint - 1, context.turns
    while context.at(here) in turns.before_base or context.at(here) in turns.in_order:
        here -= 1
    return "out" if context.at(here) == "of" and context.at(here - 1) == "out" else context.at(here)


def _could_be_share(context: Context, number: Numeral, other: Numeral, connector: str) -> bool:
    """Whether both are whole numbers, the second the larger, and neither a date, a dose nor a step."""
    words = context.words
    larger = number.value < other.value or (number.value == other.value and connector == "of")
    if not larger or not (_is_whole(number) and _is_whole(other)):
        return False
    following = context.at(other.last + 1)
    if following in words.time | words.doses | words.money | {"%", "-", ":"}:
        return False
    if _looks_like_year(context, other) and following not in words.people:
        return False
    is_spelt = number.in_words and connector == "in"
    return is_spelt or not context.is_label(number.first - 1)


def _is_whole(number: Numeral) -> bool:
    return math.isclose(number.value, round(number.value))


def _is_slash_share(context: Context, number: Numeral, other: Numeral) -> bool:
    """Whether "9/10 people" or "over 1/3 lost" is a share; "4/5" alone is a rating or a date."""
    words = context.words
    if context.noun(other.last, words.people, words.events) is not None:
        return True
    following = context.at(other.last + 1)
    return (
        other.value in _SLASH_PARTS
        and (following == "of" or following in words.outcome)
        and number.value < other.value
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
    if context.words.change.intersection(context.before(number.first, 3)):
        return False
    return other.value in {5, 10} and bool(
        context.words.rated.intersection(context.around(number.first, other.last, 5))
    )


def _is_score_asked_for(context: Context, number: Numeral) -> bool:
    """Whether it is a mark on a scale from which something follows: "a score above 10 out of 24 is worth a visit"."""
    turns = context.turns
    before = context.before(number.first, 5)
    is_bound = not turns.score_bounds.isdisjoint(before[-2:])
    return is_bound and not turns.scored.isdisjoint(before) and context.words.change.isdisjoint(before)


def _looks_like_year(context: Context, number: Numeral) -> bool:
    return number.first == number.last and context.at(number.first).isdigit() and int(number.value) in _YEARS
