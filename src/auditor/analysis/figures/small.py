"""Reads small counts: a handful of people or losses, a claim when they came to harm or when it goes on with a figure.

"Three patients had a deep vein thrombosis" is one anywhere; "Nine people needed a second one" only behind the
sentence that says how many were treated, and "two people came along" is none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Passed, Reading
from auditor.analysis.figures.words import is_past
from auditor.model.analysis import FigureKind

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None

TOLD_WITHIN = 7
"""Words after the noun in which the verb stands: "two people with cauda equina syndrome were picked up"."""
VERB_WITHIN = 5
"""Words after the noun in which the verb of a harm stands: "three babies in our care developed"."""
HARM_WITHIN = 6
"""Words after "had" or "needed" in which the harm stands: "needed a second blood transfusion"."""
MANY_TAKEN = 1000
"""A house that takes in more people than this as a rule boasts of it."""
FEW = 10
"""So many or fewer "who" are not counted but described: "the two who founded it"."""
LONG_AGO = 1900
"""From here on a number behind "in" is a year."""


def small_count(context: Context, number: Numeral, noun: int) -> Outcome:
    """Read a count of fewer people than make a claim by their number alone."""
    words = context.words
    is_supposed = not context.turns.supposing.isdisjoint(context.before(number.first, 5))
    if is_supposed or words.capacity.intersection(context.before(number.first, 5)):
        return Passed(noun)
    lost = words.losing.intersection(context.before(number.first, 2))
    died = words.death.intersection(context.after(noun, 4))
    if (number.value > 1 and (lost or died)) or came_to_harm(context, noun):
        return Reading(number.first, noun, FigureKind.COUNT)
    if number.value > 1 and is_told(context, noun):
        return Reading(number.first, noun, FigureKind.COUNT, continues=True)
    return Passed(noun)


def small_losses(context: Context, number: Numeral, noun: int) -> Outcome:
    """Read "expected 17 deaths", "two infections in 2024": losses are counted however few they are."""
    words = context.words
    is_supposed = not context.turns.supposing.isdisjoint(context.before(number.first, 5))
    if is_supposed or context.at(noun) not in words.losses:
        return small_count(context, number, noun)
    if {"you", "your"}.isdisjoint(context.all) and words.counting.intersection(
        [*context.before(number.first, 5), *context.after(noun, 4)]
    ):
        return Reading(number.first, noun, FigureKind.COUNT)
    return small_count(context, number, noun)


def is_routine(context: Context, number: Numeral, noun: int) -> bool:
    """Whether so many people are taken in as a rule: "we admit 40 members a month"."""
    words = context.words
    before = context.before(number.first, 6)
    if {"we", "i"}.isdisjoint(before):
        return False
    is_rate = any(w in context.turns.rate_words for w in context.after(noun, 4)[:3])
    return number.value < MANY_TAKEN and bool(words.admitting.intersection(before)) and is_rate


def needed_to_treat(context: Context, number: Numeral, end: int) -> Outcome:
    """Read "217 must take one for five years to prevent one stroke", "twelve people have to take it for one to stay dry"."""
    words = context.after(end, 20)
    if context.turns.obliged.isdisjoint(words[:3]):
        return None
    if context.turns.sparing.isdisjoint(pairwise(words)):
        return None
    return Reading(number.first, end, FigureKind.MEASURE)


def bare_subject(context: Context, number: Numeral, end: int) -> Outcome:
    """Read "Seven had to be done again", "and there were 16": people or cases that the sentence before has named."""
    opened = _clause_before(context, number.first)
    if _is_none_of(context, number, end):
        return Reading(number.first, end, FigureKind.COUNT)
    if _is_lost_sight_of(context, number, end):
        return Reading(number.first, end, FigureKind.COUNT, continues=True)
    if opened[-2:] == ["there", "were"] and context.at(end + 1) in {"", ".", ",", ";"}:
        return Reading(number.first, end, FigureKind.COUNT, continues=True)
    if len(opened) > 2 or not set(opened) <= context.words.approximators | context.turns.opened:
        return None
    verb = context.at(end + 1)
    if number.value > 1 and is_past(verb, context.words):
        return Reading(number.first, end + 1, FigureKind.COUNT, continues=True)
    return None


def _is_none_of(context: Context, number: Numeral, end: int) -> bool:
    """Whether "none of the 212 had a leak", "not one of the 60 came back"."""
    before = context.before(number.first, 4)
    told = is_past(context.at(end + 1), context.words)
    none = any(tuple(before[-len(turn) :]) == turn for turn in context.turns.none_of)
    return told and none and number.value >= FEW


def _is_lost_sight_of(context: Context, number: Numeral, end: int) -> bool:
    """Whether "she reached 121", "we lost track of 22", "the 119 who brought it back", "fallen in 38 and risen in 8" counts those before."""
    following = context.at(end + 1)
    before = context.before(number.first, 4)
    if following == "who":
        return before[-1:] == ["the"] and number.value > FEW
    if following not in {"", ".", ",", ";", "and"} or not context.is_told:
        return False
    if (
        before[-1:]
        and before[-1] in context.turns.found_again
        and number.value > FEW
        and number.value < LONG_AGO
    ):
        return True
    turns = context.turns
    lost = not turns.lost_sight.isdisjoint(before) and not turns.lost_sight_of.isdisjoint(before[-1:])
    return lost or (before[-1:] == ["in"] and _is_one_of_several(context, number))


def _is_one_of_several(context: Context, number: Numeral) -> bool:
    """Whether so many changed and so many did not: no years, but numbers behind "in" more than once."""
    changed = not context.words.change.union(context.words.outcome, {"same"}).isdisjoint(
        context.before(number.first, 4)
    )
    others = [i for i, word in enumerate(context.texts[:-1]) if word == "in" and context.at(i + 1).isdigit()]
    return changed and len(others) > 1 and number.value < LONG_AGO


def _clause_before(context: Context, first: int) -> list[str]:
    """The words before a number in its clause, without a time that stands first: "A month later 58 had …"."""
    opened = context.before(first)
    times = [
        i
        for i, w in enumerate(opened)
        if w == "later" or (w == "," and opened[0] in context.turns.time_openers)
    ]
    return opened[times[-1] + 1 :] if times else opened


def came_to_harm(context: Context, noun: int) -> bool:
    """Whether the people counted "had a stroke", "needed a transfusion", "developed cellulitis", "relapsed"."""
    words = context.words
    for here, word in enumerate(context.after(noun, VERB_WITHIN), noun + 1):
        if word in words.fared:
            return True
        if word in words.suffered:
            return any(is_harm(context, w) for w in context.after(here, HARM_WITHIN))
    return False


def is_harm(context: Context, word: str) -> bool:
    """Whether a word names a harm, by itself or by its ending: "bleed", "thrombosis", "jaundice"."""
    words = context.words
    return word in words.harms or (len(word) > 6 and word.endswith(words.harm_endings))


def is_told(context: Context, noun: int) -> bool:
    """Whether what became of the people counted is told in the past."""
    return any(is_past(word, context.words) for word in context.after(noun, TOLD_WITHIN))
