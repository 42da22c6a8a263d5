"""Reads counts of people, cases and procedures, and facts about the provider that are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures import small
from auditor.analysis.figures import work as figure_work
from auditor.analysis.figures.kinds import Passed, Reading
from auditor.analysis.figures.words import is_past
from auditor.analysis.figures.work import MIN_DONE, MIN_TOLD, could_be_year, is_rate
from auditor.model.analysis import FigureKind
from auditor.text.numerals import numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None

SMALL_COUNT = 20
"""Below this a bare count of people is a claim only when something happened to them ("three died")."""
MANY = 10
"""From this size on a team or a pile of reviews is stated as a figure; "two dentists" is a description."""
LONG_EXPERIENCE = 2
"""Years; a shorter experience is not boasted of."""
LARGE_SAMPLE = 1_000_000
"""No study of patients is larger; a count above it is a population."""


def count(context: Context, number: Numeral) -> Outcome:
    """Read "25,000 patients", "zero adverse events", "8,000 hair transplants", "three died"."""
    words = context.words
    end = _past_plus(context, number.last)
    if number.value > 1 and (treated := small.needed_to_treat(context, number, end)) is not None:
        return treated
    if number.value == 1 and (one := context.noun(end, words.person)) is not None:
        return small.small_count(context, number, one)
    for nouns, doubtful in (
        (words.people, False),
        (words.events, False),
        (words.procedures, False),
        (words.staff, True),
        (words.reviews, True),
    ):
        noun = context.noun(end, nouns)
        if noun is not None:
            return _judged_count(context, number, noun, nouns, doubtful=doubtful)
    return (
        _told(context, number, end)
        or _of_them(context, number, end)
        or figure_work.many_of_something(context, number, end)
        or figure_work.parts(context, number, end)
        or figure_work.has_done(context, number, end)
        or figure_work.registered(context, number, end)
        or small.bare_subject(context, number, end)
    )


def _told(context: Context, number: Numeral, end: int) -> Outcome:
    """Read "1.5 billion live with it", "put the number at 936 million": so many of anything else is rare."""
    words = context.words
    if could_be_year(context, number):
        return None
    if number.value >= MIN_TOLD and _tells_a_number(context, number):
        return Reading(number.first, end, FigureKind.COUNT)
    if _is_yearly(context, number, end) or figure_work.tells_work_done(context, number, end):
        return Reading(number.first, min(end + 1, len(context.tokens) - 1), FigureKind.COUNT)
    if not number.has_scale or number.value < LARGE_SAMPLE or len(context.at(number.last)) == 1:
        return None
    if words.millions_of.intersection(context.after(end, 3)):
        return Passed(end)
    return Reading(number.first, end, FigureKind.COUNT)


def _is_yearly(context: Context, number: Numeral, end: int) -> bool:
    """Whether so many die of something a year: "it kills 700 a year"."""
    words = context.words
    return (
        not context.turns.killing.isdisjoint(context.before(number.first, 4))
        and number.value >= SMALL_COUNT
        and is_rate(context, end)
        and not words.doses.intersection(context.all)
    )


def _tells_a_number(context: Context, number: Numeral) -> bool:
    """Whether people or cases are the subject, and the number says how many: "overdose deaths rose to 81,000"."""
    words = context.words
    before = context.before(number.first)
    counted = words.people.intersection(before) or words.events.intersection(before)
    return (
        bool(counted)
        and not context.turns.amounting.isdisjoint(before[-4:])
        and not words.capacity.intersection(before)
    )


def _judged_count(
    context: Context, number: Numeral, noun: int, nouns: frozenset[str], *, doubtful: bool
) -> Outcome:
    words = context.words
    if nouns is words.people and (_is_year(context, number) or small.is_routine(context, number, noun)):
        return Passed(number.last)
    is_none = (
        _is_description(context, number, doubtful=doubtful)
        or _is_unit(context, number)
        or (not doubtful and _is_no_count(context, number, nouns))
    )
    if is_none:
        return Passed(noun)
    if not doubtful and 0 < number.value < SMALL_COUNT and not _is_base(context, number):
        return _small(context, number, noun, nouns)
    in_doubt = doubtful or _is_doubtful(context, number, nouns)
    return Reading(number.first, noun, FigureKind.COUNT, in_doubt=in_doubt)


def _small(context: Context, number: Numeral, noun: int, nouns: frozenset[str]) -> Outcome:
    if nouns is context.words.events:
        return small.small_losses(context, number, noun)
    return small.small_count(context, number, noun)


def _is_description(context: Context, number: Numeral, *, doubtful: bool) -> bool:
    """Whether "two dentists", "the first thirty members" or "Ten Top Surgeons" describes rather than counts."""
    if doubtful and number.value < MANY:
        return True
    turns, previous = context.turns, context.at(number.first - 1)
    if previous in turns.coming and not turns.receiving.isdisjoint(context.after(number.last, 3)):
        return True
    return number.value < MIN_DONE and (previous in turns.in_order or _is_proper_name(context, number))


def _is_unit(context: Context, number: Numeral) -> bool:
    """Whether the count is only what a rate is given by: "infections per 100 operations"."""
    if context.at(number.first - 1) != "per":
        return False
    return not any(t.kind == "number" for t in context.tokens[: number.first])


def _is_no_count(context: Context, number: Numeral, nouns: frozenset[str]) -> bool:
    """Whether the count is a capacity, none at all, or the base of a share."""
    words = context.words
    if number.value == 0:
        return nouns is not words.events or _is_litany(context, number)
    if _is_base(context, number):
        return any(word in words.staff or f"{word}s" in words.staff for word in context.all)
    if number.value < MIN_DONE and _is_house_for(context, number):
        return True
    if number.value < SMALL_COUNT or words.study.intersection(context.all):
        return False
    return number.value < MIN_DONE and bool(words.capacity.intersection(context.before(number.first, 4)))


def _is_house_for(context: Context, number: Numeral) -> bool:
    """Whether so many is what a house takes: "a home for 46 residents", "a unit for up to 24 patients"."""
    before = [w for w in context.before(number.first, 5) if w not in context.words.approximators]
    while before and before[-1] in {"up", "to"}:
        before.pop()
    return before[-1:] == ["for"] and not context.turns.houses.isdisjoint(before[-2:-1])


def _is_litany(context: Context, number: Numeral) -> bool:
    """Whether "zero" is one of a string of promises: "zero pain, zero infections", "no scars, zero complications"."""
    others = (word for i, word in enumerate(context.texts) if i != number.first)
    return number.in_words and not context.turns.nought.isdisjoint(others)


def _is_base(context: Context, number: Numeral) -> bool:
    """Whether something happens "for every nine people", or one "would have to treat 12 people" for it."""
    before = context.before(number.first, 5)
    turns = context.turns
    if before[-1:] == ["every"] and not turns.before_every.isdisjoint(before[-2:-1]):
        return True
    return not turns.treating.isdisjoint(before[-1:]) and not turns.having_to.isdisjoint(before)


def _is_doubtful(context: Context, number: Numeral, nouns: frozenset[str]) -> bool:
    """Whether the count is a sample size, or what each surgeon does in a year."""
    words = context.words
    if nouns is not words.people and "each" in context.before(number.first):
        return True
    if number.value == 0 or number.value >= LARGE_SAMPLE:
        return False
    if "none" in context.before(number.first, 3):
        return False
    told = bool(words.study.intersection(context.all)) or nouns is words.people
    return told and bool(words.sample.intersection(context.before(number.first, 4)))


def _is_proper_name(context: Context, number: Numeral) -> bool:
    """Whether a number word is part of a name: "Scotland's Ten Top Surgeons"."""
    token = context.tokens[number.first]
    return number.in_words and number.first > 0 and token.raw[:1].isupper()


def _of_them(context: Context, number: Numeral, end: int) -> Outcome:
    """Read "three died and eleven dropped out", "371 received it", "eleven of them went back"."""
    words = context.words
    following = context.at(end + 1)
    if following == "of" and number.value > 1:
        return _of_whom(context, number, end + 2)
    if _is_subject(context, number, end):
        return Reading(number.first, end + 1, FigureKind.COUNT)
    if (
        context.at(0) == "of"
        and (following in {"has", "have"} or (number.value > 1 and is_past(following, context.words)))
        and _has_base(context, number)
    ):
        return Reading(number.first, end + 1, FigureKind.COUNT)
    if number.value <= 1 or following not in words.outcome | words.happenings:
        return None
    if following in words.happenings or _has_base(context, number):
        return Reading(number.first, end + 1, FigureKind.COUNT)
    return None


def _is_subject(context: Context, number: Numeral, end: int) -> bool:
    """Whether a sentence begins with so many of those before: "Forty-one were still well", "Nine got worse"."""
    words, turns = context.words, context.turns
    opened = context.texts[: number.first]
    if len(opened) > 2 or not set(opened) <= words.approximators | turns.subject_openers:
        return False
    if context.at(end + 1) not in turns.became or could_be_year(context, number):
        return False
    return number.value >= SMALL_COUNT or (
        number.value > 1 and not words.comparatives.isdisjoint(context.after(end + 1, 2))
    )


def _has_base(context: Context, number: Numeral) -> bool:
    """Whether a larger number stands before as what it is taken from: "out of 1,000 women, five have it", "of those …"."""
    turns = context.turns
    if context.at(0) == "of" and context.at(1) in turns.taken_from:
        return number.first > 2
    for i in range(1, number.first):
        leads = turns.base_leads.intersection(context.texts[max(0, i - 3) : i])
        base = numeral_at(context.tokens, i) if leads else None
        if base is not None and base.value > number.value and not could_be_year(context, base):
            return True
    return False


def _of_whom(context: Context, number: Numeral, at: int) -> Outcome:
    """Read "eleven of them", "six of the women"; "two of our clinics" counts no people."""
    words = context.words
    if context.at(at) in words.others and (
        number.value >= SMALL_COUNT or context.at(at) not in {"us", "you"}
    ):
        # "8,000 of you": whom a house addresses it may have counted, and may not.
        return Reading(number.first, at, FigureKind.COUNT, in_doubt=context.at(at) == "you")
    if context.at(0) in context.turns.announcing and 0 < number.value < MANY:
        return Passed(at)
    noun = (
        context.noun(at, words.people, words.events, words.stricken)
        if context.at(at) in context.turns.of_whose
        else None
    )
    return Reading(number.first, noun, FigureKind.COUNT) if noun is not None else None


def experience(context: Context, number: Numeral) -> Outcome:
    """Read "over 40 years of combined experience": a fact about the provider, in doubt."""
    end, turns = _past_plus(context, number.last), context.turns
    if context.at(end + 1) not in turns.experience_units or number.value < LONG_EXPERIENCE:
        return None
    if not turns.expertise.isdisjoint(context.after(end + 1, 5)):
        return Reading(number.first, end + 1, FigureKind.MEASURE, in_doubt=True)
    return None


def _past_plus(context: Context, last: int) -> int:
    while context.at(last + 1) in {"+", "plus"}:
        last += 1
    return last


def _is_year(context: Context, number: Numeral) -> bool:
    """Whether a number that could be a year stands as one."""
    if not could_be_year(context, number):
        return False
    return context.at(number.first - 1) in context.words.year_cues or context.at(number.last + 1) in {
        ",",
        ")",
        ".",
    }
