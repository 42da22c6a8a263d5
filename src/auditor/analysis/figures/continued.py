"""Reads numbers that are claims only as they go on with a figure: "it is nearer 88", "the mask was worn 5.2".

Doses, prices, ages, hours and dates are left alone as anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Passed, Reading
from auditor.analysis.figures.measures import are_years, closes, has_unit, is_exempt, unit_end
from auditor.model.analysis import FigureKind

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None


def continued_value(context: Context, number: Numeral) -> Outcome:
    """Read "it is nearer 88", "that is twenty-two a day", "came first, with 12,400" behind what they go on with."""
    words = context.words
    before = [w for w in context.before(number.first, 8) if w not in words.approximators]
    unit = unit_end(context, number.last)
    turns = context.turns
    is_closed = closes(context, unit + 1) or context.at(unit + 1) in turns.value_closers
    if not is_closed or are_years(context, number, number) or words.money.intersection(before[-1:]):
        return None
    if before[-1:] == ["with"] and not has_unit(number, unit):
        return Reading(number.first, unit, FigureKind.MEASURE, continues=True)
    near = _nearness(context, before)
    told = not turns.telling.isdisjoint(before[-2 - near : len(before) - near])
    is_spoken_of = not turns.spoken_of.isdisjoint(before[-5 - near :])
    if not (told and is_spoken_of) or (has_unit(number, unit) and not near):
        return None
    return Reading(number.first, unit, FigureKind.MEASURE, continues=True)


def _nearness(context: Context, before: list[str]) -> int:
    """How many words such as "close to", "nearer", "more like" stand before the number."""
    if tuple(before[-2:]) in context.turns.near_turns:
        return 2
    return 0 if context.turns.near.isdisjoint(before[-1:]) else 1


def told_number(context: Context, number: Numeral) -> Outcome:
    """Read "was worn 6.5 hours a night and the mask 5.2": a rate or a decimal that a sentence tells in the past."""
    words = context.words
    if (
        are_years(context, number, number)
        or not context.turns.to_reader.isdisjoint(context.all)
        or not context.is_told
    ):
        return None
    previous = context.at(number.first - 1)
    if previous == "#" or previous in context.turns.no_count_before or is_exempt(context, number):
        return None
    unit = unit_end(context, number.last)
    is_rate = context.at(unit) in words.time and context.at(unit + 1) in {"a", "per"}
    if (is_rate and context.at(unit + 2) in words.time) or not number.value.is_integer():
        return Reading(number.first, unit, FigureKind.MEASURE, continues=True)
    return None
