"""Reads ranks, vague numbers, intervals, and effects that a study measured without a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Passed, Reading
from auditor.model.analysis import FigureKind

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None


def rank(context: Context, at: int) -> Outcome:
    """Read "second leading cause of death", "third most common cancer", "number one killer"."""
    words = context.words
    here = _after_rank(context, at)
    if here is None:
        return None
    if context.at(here) == "-":
        here += 1
    word = context.at(here)
    if word == "most" and context.at(here + 1) in words.rank_common:
        return Reading(at, min(here + 2, len(context.tokens) - 1), FigureKind.RANK)
    if word in words.rank_adjectives or word in words.rank_nouns:
        noun = here if word in words.rank_nouns else context.noun(here, words.rank_nouns)
        if noun is not None:
            return Reading(at, _through_of(context, noun), FigureKind.RANK)
    return None


def _after_rank(context: Context, at: int) -> int | None:
    """Where the word after "second", "number one", "No. 1" or "#1" stands."""
    words, turns = context.words, context.turns
    if context.at(at) in words.ordinals:
        return at + 1
    if context.at(at).isdigit() and context.at(at + 1) in turns.rank_endings:
        return at + 2
    if context.at(at) == "#" or context.at(at) in turns.rank_words:
        here = at + 2 if context.at(at + 1) == "." else at + 1
        is_first = context.at(here) in {"1", "2", "3"} or context.at(here) in turns.first_ranks
        return here + 1 if is_first else None
    return None


def _through_of(context: Context, noun: int) -> int:
    return noun + 2 if context.at(noun + 1) == "of" and noun + 2 < len(context.tokens) else noun


def every_other(context: Context, at: int) -> Outcome:
    """Read "every second woman", "every fifth child"; "every second Tuesday" is a timetable."""
    words = context.words
    if context.at(at) != "every" or context.at(at + 1) not in words.ordinals | {"other"}:
        return None
    who = next((i for i in (at + 2, at + 3) if context.at(i) in words.person), None)
    return Reading(at, who, FigureKind.RATIO) if who is not None else Passed(at + 1)


def vague(context: Context, at: int) -> Outcome:
    """Read "thousands of patients", "a majority of respondents": quantities in doubt."""
    words = context.words
    if context.at(at + 1) != "of":
        return None
    noun = context.noun(at + 1, words.people, words.procedures, context.turns.vague_losses)
    if context.at(at) in words.vague and noun is not None:
        return Reading(at, noun, FigureKind.COUNT, in_doubt=True)
    if context.at(at) == "majority":
        return _majority(context, at)
    return None


def _majority(context: Context, at: int) -> Outcome:
    """A majority is measured when a study or an authority stands in the sentence; else it only means "most"."""
    words = context.words
    if not (words.study | words.authority).intersection(context.all):
        return None
    noun = context.noun(at + 1, words.people, words.events)
    return Reading(at, noun if noun is not None else at + 1, FigureKind.RATIO, in_doubt=True)


def interval(context: Context, number: Numeral) -> Outcome:
    """Read "every 40 seconds somebody has a stroke"; a dose every four hours is none."""
    if context.at(number.first - 1) != "every" or context.at(number.last + 1) not in context.words.time:
        return None
    clause = {*context.before(number.first - 1), *context.after(number.last + 1)}
    if context.words.death.intersection(clause) and not context.words.advised.intersection(clause):
        return Reading(number.first - 1, number.last + 1, FigureKind.COUNT)
    return Passed(number.last + 1)


def effect(context: Context, at: int) -> Outcome:
    """Read "significantly increased the risk" in a study's finding, "increased odds of": an effect without a number."""
    words, turns = context.words, context.turns
    word = context.at(at)
    if word in turns.odds and _is_even(context, at):
        return Reading(at, at, FigureKind.RATIO)
    if (
        word == "odds"
        and words.effects.intersection(context.before(at, 2))
        and context.at(0) not in turns.open_questions
    ):
        return Reading(at - 1, at, FigureKind.TREND)
    if not turns.without.isdisjoint(context.before(at, 1)):
        return None  # "not significantly lower": nothing was measured to be so
    if word not in turns.significant or not words.study.intersection(context.all):
        return None
    if words.effects.intersection(context.after(at, 2)):
        return Reading(at, at + 1, FigureKind.TREND)
    return None


def _is_even(context: Context, at: int) -> bool:
    """Whether odds are "better than even", "about evens"."""
    after = context.after(at, 14)
    return not context.turns.even.isdisjoint(after) and not context.turns.before_even.isdisjoint(after)


def none_at_all(context: Context, at: int) -> Outcome:
    """Read "not one infection", "without a single complication": a count of nought."""
    words, turns = context.words, context.turns
    opening = (context.at(at), context.at(at + 1))
    if opening not in turns.not_one:
        return None
    if opening[1] == "a" and context.at(at + 2) != "single":
        return None
    here = at + 2 if context.at(at + 2) == "single" else at + 1
    if opening == ("a", "single") and turns.without.isdisjoint(context.before(at, 2)):
        return None
    noun = next(
        (
            i
            for i in range(here + 1, here + 4)
            if context.at(i) + "s" in words.events or context.at(i) in words.events
        ),
        None,
    )
    return Reading(at, noun, FigureKind.COUNT) if noun is not None else None
