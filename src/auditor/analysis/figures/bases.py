"""Reads shares whose base stands first, and what is added to them.

"Among 1,000 women in their fifties, about 23 will be diagnosed" is one share, as "23 in 1,000" is; "there are four
more", "adds five" count out of the same base, and say nothing without the sentence before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Reading
from auditor.analysis.figures.work import could_be_year
from auditor.model.analysis import FigureKind
from auditor.text.numerals import numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

_RANGE = frozenset({"to", "-", "–"})
_CLOSERS = frozenset({"", ".", ",", ";", ")", "and"})
"""Behind a number that counts nothing new."""
PART_WITHIN = 16
"""Words between the people of the base and the part of them: "aged 50 to 59 who do not take it"."""


def of_so_many(context: Context, number: Numeral) -> Reading | None:
    """Read "among 1,000 women, about 23 will be diagnosed", "of every 100 men of sixty, 12 have it"."""
    if not _is_base(context, number):
        return None
    people = context.noun(number.last, context.words.people, context.words.stricken)
    part = _part(context, number, people) if people is not None else None
    return Reading(number.first, part, FigureKind.RATIO) if part is not None else None


def _is_base(context: Context, number: Numeral) -> bool:
    """Whether "among", "of" or "for every" leads in to the number."""
    lead = context.at(number.first - 1)
    turns = context.turns
    if lead in turns.every:
        return context.at(number.first - 2) in turns.before_every_base
    return lead in turns.base_leads and not could_be_year(context, number)


def _part(context: Context, base: Numeral, people: int) -> int | None:
    """Where the smaller number ends, behind a comma, that says of how many of them something is true or will be."""
    clause = context.after(people, PART_WITHIN)
    commas = (here for here, word in enumerate(clause, people + 1) if word == ",")
    ends = (_part_end(context, base, here + 1) for here in commas)
    return next((end for end in ends if end is not None), None)


def _part_end(context: Context, base: Numeral, here: int) -> int | None:
    """Where "about 23", "5 to 12" or "5 more" at `here` ends, if a verb follows."""
    while context.at(here) in context.words.approximators:
        here += 1
    part = _number_at(context, here)
    if part is None or part.value >= base.value:
        return None
    further = _number_at(context, part.last + 2) if context.at(part.last + 1) in _RANGE else None
    end = (further or part).last
    end += context.at(end + 1) in context.turns.compared_counts
    return end if context.at(end + 1) in context.turns.foretelling else None


def _number_at(context: Context, at: int) -> Numeral | None:
    return numeral_at(context.tokens, at) if at < len(context.tokens) else None


def added(context: Context, number: Numeral) -> Reading | None:
    """Read "there are about four more", "living with obesity adds 24" behind the share to which it is added."""
    turns = context.turns
    if could_be_year(context, number):
        return None
    before = [w for w in context.before(number.first, 6) if w not in context.words.approximators]
    is_added = not turns.added_by.isdisjoint(before[-1:])
    end = number.last
    if context.at(end + 1) in turns.compared_counts:
        end += 1
        is_added = is_added or before[-2:-1] == ["there"] or not turns.giving.isdisjoint(before[-1:])
    if not is_added or context.at(end + 1) not in _CLOSERS:
        return None
    return Reading(number.first, end, FigureKind.COUNT, continues=True, adds=True)
