"""Reads fractions in words: "half of all", "a third of", "two-thirds", "by a quarter", "in half"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Passed, Reading
from auditor.analysis.figures.words import CLAUSE_ENDS
from auditor.model.analysis import FigureKind
from auditor.text.numerals import PART_WORDS, numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context

Outcome = Reading | Passed | None


def fraction(context: Context, at: int) -> Outcome:
    """Read "half of all …", "a third of", "two-thirds", "by a quarter", "in half"."""
    if context.at(at) == "half":
        if numeral_at(context.tokens, at) is not None:
            return None  # "half a million"
        return Passed(at, known=True) if _is_dose_or_fee(context, at, at) else _half(context, at)
    number = numeral_at(context.tokens, at)
    article = context.at(at) in context.turns.part_articles
    here = number.last + 1 if number else at + 1 if article else -1
    if here < 0:
        return None
    if context.at(here) in {"-", "‑", "‐"}:
        here += 1
    if context.at(here) not in PART_WORDS or context.at(here) in {"half", "halves"}:
        return None
    if number is not None and number.value == 1:
        article = True
    if _is_dose_or_fee(context, at, here):
        return Passed(here)
    return _judged_part(context, at, here, article=article)


def _is_dose_or_fee(context: Context, first: int, last: int) -> bool:
    """Whether it is a part of a dose, in an instruction, of what the reader pays, or of what one person earns."""
    words, turns, following = context.words, context.turns, context.at(last + 1)
    before, after = context.before(first, 6), context.after(last, 5)
    if context.at(0) in words.imperatives and first <= 3 and words.people.isdisjoint(after):
        return True
    if before[-1:] == ["save"] and (following in {"", ".", ","} or following in turns.saved_closers):
        return True
    if following == "of" and turns.one_earns.intersection(after) and words.people.isdisjoint(after):
        return True  # of what somebody in a story lives on: "half of what she earns goes on tablets"
    if _is_of_the_dose(context, first) and words.people.isdisjoint(after):
        return True
    return bool(words.refund.intersection(before) and words.fees.intersection(after)) or bool(
        words.fees.intersection(after[:4]) and turns.payer_readers.intersection([*before, *after])
    )


def _is_of_the_dose(context: Context, first: int) -> bool:
    """Whether the dose is what the part is said of: "the dose is small, about a tenth of a man's"."""
    turns = context.turns
    return any(
        context.at(here) in turns.dose_subjects and turns.dose_verbs.intersection(context.after(here, 3))
        for here in range(max(0, first - 20), first)
    )


def _judged_part(context: Context, first: int, last: int, *, article: bool) -> Outcome:
    words, turns, following = context.words, context.turns, context.at(last + 1)
    if following == "of":
        whole = (
            context.at(last + 2) in turns.of_every and not article and not _is_each_time(context, last + 3)
        )
        thing = _is_thing(context, last + 1) and not whole
        return Passed(last, known=True) if thing else Reading(first, last, FigureKind.RATIO)
    if following == "as":
        return Reading(first, last + 1, FigureKind.MULTIPLE)
    if following == "-" or following in turns.parties or following in words.part_things:
        return Passed(last)
    if not article:
        return Reading(first, last, FigureKind.RATIO)
    before = context.before(first, 2)
    fallen_to = before[-1:] == ["to"] and words.change.intersection(context.before(first, 4))
    measured = fallen_to or turns.measured_by.intersection(before)
    added = words.adding.intersection(context.before(first, 1)) and following in {"", ".", ",", "to", "in"}
    opened = _opening(context, first)
    subject = opened == 0 or (context.at(opened - 1) in {",", "and", "but"} and "second" not in context.all)
    leads = (subject and following in words.outcome | words.happenings | turns.fares) or (
        context.at(first - 1) == "for" and following in {"", "."}
    )
    is_more = following in words.comparatives or context.at(first) in turns.further
    if measured or leads or added or is_more:
        return Reading(first, last, FigureKind.RATIO)
    return None


def _is_each_time(context: Context, at: int) -> bool:
    """Whether it is a part of each session or day: "two thirds of each session", not "of all appointments"."""
    return context.at(at - 1) in {"each", "every"} and context.at(at) in context.words.part_things


def _opening(context: Context, first: int) -> int:
    """Where a part begins with the words that make it less exact: "only a third", "just about a fifth"."""
    while first and context.at(first - 1) in context.words.approximators:
        first -= 1
    return first


def _half(context: Context, at: int) -> Outcome:
    following, previous = context.at(at + 1), context.at(at - 1)
    words, turns = context.words, context.turns
    lasts = previous == "in" or previous in turns.lasting
    if (following, context.at(at + 2)) in turns.the_time and (lasts or previous in turns.befalling):
        return Reading(at, at + 2, FigureKind.MULTIPLE if lasts else FigureKind.RATIO)
    if _is_other_half(context, at, previous, following):
        return Passed(at)
    if previous == "by" or (previous == "in" and words.change.intersection(context.before(at))):
        return Reading(at - 1, at, FigureKind.RATIO)
    if following in words.determiners:
        noun = context.noun(at + 1, words.people, words.events, words.risk, words.means)
        return Reading(at, noun, FigureKind.RATIO) if noun is not None else None
    said = (
        following in turns.after_half
        or previous in words.approximators
        or previous in turns.before_half
        or (previous == "to" and context.at(at - 2) in turns.near_half)
        or (previous == "as" and context.at(at - 3) == "as")  # as many as half
        or (_opens_clause(context, at) and following in words.outcome | words.happenings | turns.fares)
    )
    return Reading(at, at, FigureKind.RATIO) if said else None


def _opens_clause(context: Context, at: int) -> bool:
    """Whether nothing stands before in the clause: "Half felt better", "people drop out; half are gone by June"."""
    return at == 0 or context.at(at - 1) in CLAUSE_ENDS


def _is_other_half(context: Context, at: int, previous: str, following: str) -> bool:
    """Whether it is half of a thing, a first half, a half hour, or a condition about the reader."""
    words = context.words
    if following in {"-", "‑", "an", "a"} or following in words.part_things or previous in words.which_half:
        return True
    if previous in {"in", "by"} and words.doses.intersection(context.before(at)):
        return True
    if following != "of":
        return False
    return _is_thing(context, at + 1) or context.is_condition(at, context.after(at + 1, 2))


def _is_thing(context: Context, of: int) -> bool:
    """Whether what follows "of" is a thing ("half of the tablet") rather than people or risk."""
    after = context.after(of, 5)
    if not context.turns.dose_parts.isdisjoint(after) and context.words.people.isdisjoint(after):
        return True
    things = context.words.part_things | context.words.gifts
    return bool(things.intersection(context.after(of, 3)))
