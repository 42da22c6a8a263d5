"""Reads numbers by what they are set against: "three to two", "the top ten of 121 trusts", "twelve for each cancer found".

Every one needs a word beside it that says so: bare pairs of numbers are ranges, scores and hours.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Reading
from auditor.analysis.figures.work import could_be_year, is_rate
from auditor.model.analysis import FigureKind
from auditor.text.numerals import numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

MANY_A_DAY = 20
"""Fewer a day may be tablets: "two a day are enough"."""
NOUN_WITHIN = 4
"""Words between a number and the noun it is a part of."""


def related(context: Context, number: Numeral) -> Reading | None:
    """Read a number that its neighbours relate to another thing."""
    for reader in (_to_one, _of_placed, _for_each, _behind_each, _extra, _as_smoking, _come_to_harm_daily):
        last = reader(context, number)
        if last is not None:
            return Reading(number.first, last, FigureKind.RATIO)
    return None


def close_together(context: Context, at: int) -> Reading | None:
    """Read "within half a point of each other", "within 0.3 kg of each other": how little two differ."""
    if context.at(at - 1) != "within":
        return None
    after = context.after(at, 6)
    for i, pair in enumerate(pairwise(after)):
        if pair in context.turns.each_other and "of" in after[:i]:
            return Reading(at, at + after.index("of"), FigureKind.MEASURE)
    return None


def nearly_all(context: Context, at: int) -> Reading | None:
    """Read "accounted for nearly all of the rise"; "nearly all of the rest" only where it goes on with a figure."""
    turns = context.turns
    if context.at(at) != "all" or context.at(at - 1) not in turns.nearly:
        return None
    if context.at(at + 1) != "of" or context.at(at + 2) not in turns.the_whole:
        return None
    told = not turns.accounting.isdisjoint(context.before(at, 5))
    return Reading(at - 1, at + 2, FigureKind.RATIO, continues=not told)


def _to_one(context: Context, number: Numeral) -> int | None:
    """Read "outnumber men by three to two", "a ratio of four to one"."""
    if context.at(number.last + 1) != "to" or context.turns.outnumbering.isdisjoint(
        context.before(number.first, 8)
    ):
        return None
    other = _number_at(context, number.last + 2)
    return other.last if other is not None else None


def _of_placed(context: Context, number: Numeral) -> int | None:
    """Read "in the top ten of 121 trusts"."""
    if context.at(number.first - 1) not in context.turns.placed or context.at(number.last + 1) not in {
        "of",
        "out",
    }:
        return None
    here = number.last + (3 if context.at(number.last + 1) == "out" else 2)
    other = _number_at(context, here + (context.at(here) in context.turns.before_placed))
    return other.last if other is not None and other.value > number.value else None


def _for_each(context: Context, number: Numeral) -> int | None:
    """Read "twelve referrals were made for each cancer found": so many for every case."""
    words = context.words
    noun = context.plural(number.last)
    if noun is None or number.value <= 1 or not context.turns.addressed.isdisjoint(context.all):
        return None
    for here in range(noun + 1, noun + NOUN_WITHIN + 2):
        if context.at(here) == "for" and context.at(here + 1) in {"each", "every"}:
            case = context.at(here + 2)
            return noun if f"{case}s" in words.losses | words.events else None
    return None


def _behind_each(context: Context, number: Numeral) -> int | None:
    """Read "for every cancer found, 14 women have a false alarm"."""
    words = context.words
    noun = context.noun(number.last, words.people, words.events)
    if noun is None or not context.turns.addressed.isdisjoint(context.all):
        return None
    before = context.before(number.first)
    for each, case in pairwise(before):
        if each in {"every", "each"} and f"{case}s" in words.losses | words.events and "for" in before:
            return noun
    return None


def _extra(context: Context, number: Numeral) -> int | None:
    """Read "leads to 1.3 additional visits", "gave one extra event a month"."""
    here, turns = number.last + 1, context.turns
    if context.at(here) not in turns.extra:
        return None
    if not turns.addressed.isdisjoint(context.around(number.first, number.last)):
        return None
    if turns.giving.isdisjoint(context.before(number.first, 4)):
        return None
    noun = next((i for i in range(here + 1, here + NOUN_WITHIN) if is_rate(context, i)), None)
    if noun is None and number.value.is_integer():
        return None
    return noun or here


def _as_smoking(context: Context, number: Numeral) -> int | None:
    """Read "worse than smoking fifteen cigarettes a day"."""
    noun, turns = number.last + 1, context.turns
    is_measured = context.at(noun) in turns.smoked and is_rate(context, noun)
    told_to_reader = not {"if", "you"}.isdisjoint(context.before(number.first, 5))
    is_likened = not turns.likened.isdisjoint(context.before(number.first, 4))
    return noun if is_measured and is_likened and not told_to_reader else None


def _come_to_harm_daily(context: Context, number: Numeral) -> int | None:
    """Read "almost 150 a day are admitted to hospital": people whom the sentence before has named."""
    words = context.words
    if number.value < MANY_A_DAY or not is_rate(context, number.last) or could_be_year(context, number):
        return None
    after = context.after(number.last, 7)[2:]
    harmed = words.fared.union(words.death, words.harms).intersection(after) - {"takes"}
    return number.last + 2 if harmed else None


def _number_at(context: Context, at: int) -> Numeral | None:
    return numeral_at(context.tokens, at) if at < len(context.tokens) else None
