"""Reads counts of what was treated and of what was registered: "240 prostates a year", "640 bypasses in 2024"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Reading
from auditor.model.analysis import FigureKind

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

MIN_DONE = 100
"""Fewer of an unknown thing are no boast."""
MIN_TOLD = 1_000
"""A bare number of this size after "deaths rose to" is a count of deaths, not an hour or a dose."""
MIN_PARTS = 20
"""Fewer hips, legs or shoulders may be anybody's."""
YEARS = range(1900, 2100)


def parts(context: Context, number: Numeral, end: int) -> Reading | None:
    """Read "followed 144 shoulders", "611 hernias in 2024": what was treated, named for the part of the body."""
    words = context.words
    if number.value < MIN_PARTS or could_be_year(context, number):
        return None
    noun = context.noun(end, words.parts) or _operation(context, end)
    if noun is None or context.at(noun - 1) == "square":
        return None
    told = words.sample.union(words.done).intersection(
        [*context.before(number.first, 5), *context.after(noun, 3)]
    )
    if not told and not _in_a_year(context, noun):
        return None
    return Reading(number.first, noun, FigureKind.COUNT, in_doubt=bool(words.sample.intersection(told)))


def registered(context: Context, number: Numeral, end: int) -> Reading | None:
    """Read "counted 612 hospital stays", "logged 212 crashes": what an office counts is a figure, whatever it is."""
    words = context.words
    noun = context.plural(end)
    if noun is None or number.value < MIN_PARTS or could_be_year(context, number):
        return None
    if context.at(noun) in words.plain_things | words.doses | words.weights | words.lengths | words.money:
        return None
    if not words.registering.intersection(context.before(number.first, 3)):
        return None
    return Reading(number.first, noun, FigureKind.COUNT)


def has_done(context: Context, number: Numeral, end: int) -> Reading | None:
    """Read "Dr Kim has sedated over 2,700": so many of those whom the sentence before has named."""
    words = context.words
    before = [w for w in context.before(number.first, 5) if w not in words.approximators]
    done = before[-2:-1] in (["has"], ["have"]) and before[-1].endswith("ed")
    following = context.at(end + 1)
    closed = following in {"", ".", ",", ";"} or following in context.turns.done_closers
    if not done or not closed or number.value < MIN_DONE or could_be_year(context, number):
        return None
    return Reading(number.first, end, FigureKind.COUNT, in_doubt=True)


def _operation(context: Context, end: int) -> int | None:
    """Where an operation stands that is known by the ending of its name: "310 colonoscopies"."""
    noun = context.plural(end)
    if noun is None or context.at(noun) in context.words.doses:
        return None
    return noun if context.at(noun).endswith(context.words.operation_endings) else None


def _in_a_year(context: Context, noun: int) -> bool:
    """Whether "in 2024", "last year", "a year" or "since 2011" follows."""
    after = context.after(noun, 3)
    dated = any(w.isdigit() and int(w) in YEARS for w in after[1:])
    turns = context.turns
    return (
        is_rate(context, noun)
        or (dated and not turns.dated_by.isdisjoint(after[:1]))
        or tuple(after[:2]) in turns.last_year
    )


def many_of_something(context: Context, number: Numeral, end: int) -> Reading | None:
    """Read "31,000 drips given", in doubt; "we take out 240 prostates a year", what is done being said plainly."""
    words = context.words
    noun = context.plural(end)
    if (
        noun is not None
        and number.value >= MIN_DONE
        and is_rate(context, noun)
        and _is_care(context, number, noun)
    ):
        return Reading(number.first, noun, FigureKind.COUNT)
    if number.value < MIN_TOLD or noun is None or could_be_year(context, number):
        return None
    things = words.plain_things | words.doses | words.weights | words.lengths | words.money
    if context.at(noun) in things or context.at(end + 1) in words.doses:
        return None  # "1,000 mg vitamin C stops"
    return Reading(number.first, noun, FigureKind.COUNT, in_doubt=True)


def _is_care(context: Context, number: Numeral, noun: int) -> bool:
    """Whether what is counted is something that is treated, not hours, meals or money."""
    words = context.words
    things = words.plain_things | words.doses | words.weights | words.lengths | words.money | words.visits
    speaks = context.turns.doers.intersection(context.before(number.first))
    return bool(speaks) and context.at(noun) not in things | words.time and not could_be_year(context, number)


def tells_work_done(context: Context, number: Numeral, end: int) -> bool:
    """Whether a large number of anything was "performed", "placed", "fitted": experience said as a count."""
    words = context.words
    if number.value < MIN_DONE or words.doses.intersection(context.after(end, 2)):
        return False
    if words.time.intersection(context.after(end, 1)):
        return False
    if "of" in context.before(number.first, 1) and context.at(number.first - 2) in context.turns.batches:
        return False
    return bool(words.done.intersection(context.before(number.first, 5))) or context.at(end + 2) in words.done


def is_rate(context: Context, end: int) -> bool:
    """Whether "a year", "every month", "annually" follows."""
    following, unit, turns = context.at(end + 1), context.at(end + 2), context.turns
    return following in turns.yearly or (following in turns.rate_words and unit in turns.rate_units)


def could_be_year(context: Context, number: Numeral) -> bool:
    """Whether a number has the shape of a year of our time."""
    if number.first != number.last or not context.at(number.first).isdigit():
        return False
    return int(number.value) in YEARS
