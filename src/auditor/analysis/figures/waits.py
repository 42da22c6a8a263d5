"""Reads how long others have people wait: "the public wait is nine months", "two years on the waiting list".

How long one waits in the house itself is part of its offer, and no figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Reading
from auditor.analysis.figures.measures import unit_end
from auditor.model.analysis import FigureKind

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

NEAR = 8
"""Words before the number in which the wait stands."""
LIST_WITHIN = 5
"""Words behind the time in which the list stands: "four years on your local list"."""


def wait(context: Context, number: Numeral) -> Reading | None:
    """Read a time that somebody else's patients wait."""
    unit = unit_end(context, number.last)
    turns = context.turns
    before = context.before(number.first, NEAR)
    if context.at(unit) not in context.words.time or not turns.wait_tellers.isdisjoint(before):
        return None
    is_told = _is_told_of_a_wait(context, before)
    if is_told or _is_on_a_list(context, unit):
        # Which list is meant by "two years on your local list" is for a person to find out.
        return Reading(number.first, unit, FigureKind.MEASURE, in_doubt=not is_told)
    return None


def _is_told_of_a_wait(context: Context, before: list[str]) -> bool:
    turns = context.turns
    waits = [i for i, word in enumerate(before) if word in turns.waits]
    told = waits and not turns.wait_verbs.isdisjoint(before[waits[-1] + 1 :])
    is_own = not turns.wait_owners.isdisjoint(before)
    return bool(told) and not is_own and not turns.wait_sides.isdisjoint(before)


def _is_on_a_list(context: Context, unit: int) -> bool:
    turns = context.turns
    after = context.after(unit, LIST_WITHIN)
    lists = [i for i, word in enumerate(after) if word in turns.wait_lists]
    is_on = after[:1] == ["on"] and bool(lists)
    return is_on and not turns.wait_sides.isdisjoint(after[1 : lists[0] if lists else 1])
