"""Reads multiples and trends: "three times as likely", "ten-fold", "5x faster", "doubled", "halves the risk"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Passed, Reading
from auditor.model.analysis import FigureKind
from auditor.text.numerals import NUMBER_WORDS, numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None

COUNTER_TOKENS = 7
"""A figure with its label ("5x results") is no longer than this."""


def multiple(context: Context, number: Numeral) -> Outcome:
    """Read "N times as …", "N-fold", "Nx faster"."""
    here = _range_last(context, number) + 1
    if context.at(here) in {"-", "‑", "‐"}:
        here += 1
    word = context.at(here)
    if word == "fold":
        return Reading(number.first, here, FigureKind.MULTIPLE)
    if word == "times":
        return _times(context, number.first, here)
    if word in {"x", "×"} and context.tokens[here].glued:
        return _ex(context, number.first, here)
    return None


def _range_last(context: Context, number: Numeral) -> int:
    """Where "3 to 5" ends, or the number itself."""
    here = number.last + 2
    if context.at(number.last + 1) not in {"to", "-", "–", "or"} or here >= len(context.tokens):
        return number.last
    other = numeral_at(context.tokens, here)
    return other.last if other is not None else number.last


def word_multiple(context: Context, at: int) -> Outcome:
    """Read "twice", "tenfold", "doubled", "double your chance"."""
    word = context.at(at)
    words = context.words
    if word in context.turns.times_words:
        return _times(context, at, at)
    if word.endswith("fold") and word.removesuffix("fold") in NUMBER_WORDS:
        return Reading(at, at, FigureKind.MULTIPLE)
    if word in words.trends:
        return _trend(context, at)
    if word in words.trend_verbs and _is_verb(context, at):
        return _trend(context, at)
    return None


def _times(context: Context, first: int, last: int) -> Outcome:
    following = context.at(last + 1)
    words = context.words
    of_one = following in {"a", "an"} and context.at(last + 2).endswith(("'s", "’s"))
    if following in words.per and not of_one and not _is_compared(context, following):
        return Passed(last)
    if (
        of_one
        or following in words.multiple_after
        or _is_compared(context, following)
        or following in words.comparatives
    ):
        if following == "the" and context.noun(last + 1, words.doses, words.money) is not None:
            return Passed(last)
        return Reading(first, _through(context, last), FigureKind.MULTIPLE)
    if _is_said_of_it(context, first, following):
        return Reading(first, last, FigureKind.MULTIPLE)
    if "by" in context.before(first, 2) or (
        first != last and words.change.intersection(context.before(first, 4))
    ):
        return Reading(first, last, FigureKind.MULTIPLE)
    return None


def _is_said_of_it(context: Context, first: int, following: str) -> bool:
    """Whether "it was more than five times" goes on with a multiple."""
    before = [w for w in context.before(first, 6) if w not in context.words.approximators | {"more", "than"}]
    told = before[-1:] in (["is"], ["was"]) and bool(
        context.turns.multiple_subjects.intersection(before[-3:])
    )
    return told and (following in {"", ".", ",", ";"} or following in context.turns.multiple_closers)


def _through(context: Context, last: int) -> int:
    """Take in what is multiplied: "as likely", "more common", "the risk"."""
    end = last + 1
    if context.at(end) in context.turns.multiplied and context.at(end + 1).isalpha():
        end += 1
    return min(end, len(context.tokens) - 1)


def _is_compared(context: Context, word: str) -> bool:
    """Whether a word is a comparative by its form: "faster", "likelier"."""
    turns = context.turns
    return len(word) > 4 and word.endswith(turns.comparative_endings) and word not in turns.no_comparatives


def _ex(context: Context, first: int, last: int) -> Outcome:
    following = context.at(last + 1)
    words = context.words
    if (
        following in words.comparatives
        or following in words.multiple_after
        or _is_compared(context, following)
    ):
        return Reading(first, _through(context, last), FigureKind.MULTIPLE)
    if words.risk.intersection([following]) and len(context.tokens) <= COUNTER_TOKENS:
        return Reading(first, last, FigureKind.MULTIPLE)
    return Passed(last)


def _is_verb(context: Context, at: int) -> bool:
    """Whether "double" is said of a quantity: "can double", "nearly double", "double your chance"; not "double room"."""
    words, turns = context.words, context.turns
    if (
        context.at(at + 1) in {"-", "‑"}
        or context.at(at - 1) == "-"
        or context.at(at - 1) in turns.before_nouns
    ):
        return False
    following = context.at(at + 1)
    if context.at(at - 1) in words.trend_before:
        apart = not following.isalpha() or following in words.trend_after | words.risk | words.people
        return apart or following in context.words.determiners
    if context.at(at - 1) in turns.being:
        return following in {"", ".", ",", ";"} or following in turns.after_being
    determiner = following in context.words.determiners
    return determiner and context.noun(at + 1, words.risk, words.people, words.events) is not None


def _trend(context: Context, at: int) -> Outcome:
    following, turns = context.at(at + 1), context.turns
    if not turns.sight.isdisjoint(context.around(at, at, 3)):
        return Passed(at)
    things = context.words.doses | context.words.visits
    of_a_thing = following != "that" and (things | context.words.gifts).intersection(context.after(at, 4))
    if following == "-" or following in turns.doubled_otherwise or of_a_thing:
        return Passed(at)
    if context.at(at - 1) in {"two", "both"}:
        return Passed(at)
    if following in turns.whose_trend and context.at(at + 2).isalpha():
        return Reading(at, at + 2, FigureKind.TREND)
    return Reading(at, at, FigureKind.TREND)
