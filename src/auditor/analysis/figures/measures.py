"""Reads measured effects: averages, changes "from 24 to 9", scores, weight lost, rates per 100,000, test statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Passed, Reading
from auditor.model.analysis import FigureKind
from auditor.text.numerals import numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None

MIN_RATE_BASE = 100
"""A rate is said per hundred or more; "one per person" is not a rate."""
AGAINST_WITHIN = 8
"""Words after a value in which "against" brings in the other: "208 days before their next bout, against 112"."""
NEAR = 7
"""Words back in which "fell", "average" and the like still govern a number."""
_SYMBOLS = frozenset({"=", "<", ">", "≤", "≥"})
_SIGNS_BEFORE_VALUE = _SYMBOLS | {":", "(", "–", "-"}
_STOPS = frozenset({"", ".", ",", ";"})
_YEARS = range(1900, 2100)


def rate(context: Context, number: Numeral) -> Outcome:
    """Read "14.2 per 100,000", "12 infections for every 1,000 line days"."""
    for here in range(number.last + 1, number.last + 5):
        word = context.at(here)
        joined = word == "per" or (word == "every" and context.at(here - 1) == "for")
        if joined and here + 1 < len(context.tokens):
            base = numeral_at(context.tokens, here + 1)
            if base is None or base.value < MIN_RATE_BASE:
                return None
            return Reading(number.first, base.last, FigureKind.MEASURE)
        if not word.isalpha() or (word in context.words.stops and word != "for"):
            return None
    return None


def test_value(context: Context, number: Numeral) -> Outcome:
    """Read "n = 118", "p < 0.001", "hazard ratio of 0.74", "CI 0.61 to 0.90"."""
    turns = context.turns
    here = number.first - 1
    while context.at(here) in turns.before_value or context.at(here) in _SIGNS_BEFORE_VALUE:
        here -= 1
    name = context.at(here)
    symbolic = context.at(number.first - 1) in _SYMBOLS
    if name in turns.ratios and context.at(here - 1) in turns.ratio_kinds:
        return Reading(here - 1, number.last, FigureKind.MEASURE)
    if (context.at(here - 1), name) in turns.named_values and (
        context.at(here - 1) != "to" or "needed" in context.before(here, 3)
    ):
        first = here - 3 if context.at(here - 1) == "to" else here - 1
        return Reading(max(first, 0), number.last, FigureKind.MEASURE)
    if name == "n" and symbolic:
        return Reading(here, number.last, FigureKind.COUNT, in_doubt=True)
    raw = context.tokens[here].raw if here >= 0 else ""
    if name in context.words.tests and (symbolic or raw in turns.test_names):
        return Reading(here, number.last, FigureKind.MEASURE)
    return None


def measure(context: Context, number: Numeral) -> Outcome:
    """Read a number that is an effect: with a unit or without, changed, averaged or compared."""
    if _is_in_condition(context, number.first) or _is_own_weight(context, number):
        return None
    end, other = _pair_end(context, number)
    unit = unit_end(context, end)
    if _is_put_at(context, number, unit) or _is_of_life(context, number, unit):
        return Reading(number.first, unit, FigureKind.MEASURE)
    if is_exempt(context, number) or _is_stretch_of_time(context, number):
        return None
    is_average = _is_average(context, number, unit)
    if not is_average and not _is_effect(context, number, other, unit):
        return None
    of_age = is_average and bool(context.words.ages.intersection(context.around(number.first, unit, 5)))
    return Reading(number.first, unit, FigureKind.MEASURE, in_doubt=of_age)


def _is_in_condition(context: Context, first: int) -> bool:
    """Whether a number stands in a condition on the reader: "if you lose more than 5 kg without trying"."""
    before = context.texts[:first]
    conditions = context.turns.conditions
    opened = max((i for i, w in enumerate(before) if w in conditions), default=-1)
    return opened >= 0 and "," not in before[opened:] and not {"you", "your"}.isdisjoint(before[opened:])


def _is_own_weight(context: Context, number: Numeral) -> bool:
    """Whether somebody tells of one relation: "Mum was down to six stone"."""
    words = context.words
    is_weight = context.at(unit_end(context, number.last)) in words.weights
    return is_weight and not words.relations.isdisjoint(context.before(number.first))


def _is_put_at(context: Context, number: Numeral, unit: int) -> bool:
    """Whether somebody "put it at twelve": a number that is given for something is a figure, whatever it counts."""
    words = context.words
    before = [w for w in context.before(number.first, NEAR) if w not in words.approximators]
    limited = "or" in (context.at(unit + 1), context.at(unit + 2), context.at(unit + 3))
    if (
        limited
        or before[-1:] != ["at"]
        or not words.estimating.intersection(before)
        or are_years(context, number, number)
    ):
        return False
    return context.at(unit) not in words.lengths and context.at(number.last + 1) not in words.money


def _is_of_life(context: Context, number: Numeral, unit: int) -> bool:
    """Whether years or minutes are taken off a life or added to it."""
    words = context.words
    return (
        context.at(unit) in words.time
        and bool(words.life.intersection(context.after(unit, 6)))
        and bool(words.adding.intersection(context.before(number.first, 4)))
    )


def weight_in_words(context: Context, at: int) -> Outcome:
    """Read "loses a stone", "lost half a stone": a weight that is counted by its article."""
    here = at + 1 if context.at(at) == "half" and context.at(at + 1) == "a" else at
    if context.at(here) != "a" or context.at(here + 1) not in context.turns.single_weights:
        return None
    if context.turns.shedding.isdisjoint(context.before(at, 3)):
        return None
    return Reading(at, here + 1, FigureKind.MEASURE)


def _is_effect(context: Context, number: Numeral, other: Numeral | None, unit: int) -> bool:
    before = _without_up_to(context, context.before(number.first, NEAR))
    if before == ["by"]:
        before = _without_up_to(context, context.texts[max(0, number.first - NEAR) : number.first])
    return (
        _is_said_of_pronoun(context, number)
        or (other is not None and _is_change_between(context, number, other, before))
        or _is_compared(context, number, unit)
        or _is_changed(context, number, unit, before)
    )


def _is_change_between(context: Context, number: Numeral, other: Numeral, before: list[str]) -> bool:
    """Whether "fell from 24 to 9" is said; "3-4 months" and "three to five days" are ranges of one value."""
    if not context.words.change.intersection(before) or are_years(context, number, other):
        return False
    if context.at(other.first - 1) != "to":
        return False
    return context.at(number.first - 1) == "from" or context.at(other.last + 1) not in context.words.time


def _is_stretch_of_time(context: Context, number: Numeral) -> bool:
    """Whether "over five to seven days", "within two weeks", "six points or more": a span or a threshold."""
    words = context.words
    end, _ = _pair_end(context, number)
    unit = unit_end(context, end)
    if context.at(unit + 1) == "or" and context.at(unit + 2) in words.threshold | words.comparatives:
        lost = words.change.intersection(context.before(number.first, 4))
        return not (lost and context.at(unit) in words.weights and "up" in context.before(number.first, 2))
    opened = context.at(number.first - 1) in words.spans
    if words.means.intersection([*context.around(number.first, unit, NEAR), *context.texts[:2]]):
        return False
    return opened and context.at(unit) in words.time and context.at(unit + 1) not in words.comparatives


def _is_said_of_pronoun(context: Context, number: Numeral) -> bool:
    """Whether "it was 7,421", "ours was 10.6", "the figure had been 4.7" gives the value of what was spoken of before."""
    words = context.words
    before = [w for w in context.before(number.first, 6) if w not in words.approximators]
    turns = context.turns
    if turns.stood.isdisjoint(before[-2:]) or turns.spoken_of.isdisjoint(before[-4:]):
        return False
    return closes(context, number.last + 1) and not are_years(context, number, number)


def is_exempt(context: Context, number: Numeral) -> bool:
    """Doses, visits, ages and prices are no effects, whatever verb stands beside them."""
    words = context.words
    doses = words.doses.intersection(context.around(number.first, number.last, 5))
    if (doses and not _is_consumed(context, doses) and not _is_level(context, number)) or context.at(
        number.first - 1
    ) in words.money:
        return True
    visits = words.visits.intersection(context.around(number.first, number.last, 6))
    is_mean = not words.means.isdisjoint(context.around(number.first, number.last))
    if visits and not (
        is_mean and (visits <= context.turns.stays or "before" in context.after(number.last, 6))
    ):
        return True
    if are_years(context, number, number):
        return True
    return context.at(number.first - 1) in words.ages or context.at(number.first - 1) in words.labels


def _is_level(context: Context, number: Numeral) -> bool:
    """Whether an average is measured in the blood or the water: "the median was 98 micrograms per litre"."""
    words = context.words
    per = context.at(number.last + 2) in {"per", "/"} and context.at(number.last + 3) in words.doses
    return per and not words.means.isdisjoint(context.before(number.first))


def _is_consumed(context: Context, doses: frozenset[str]) -> bool:
    """Whether people cut down "from 31 units a week to 12": what they take in is an outcome, not a dose."""
    words = context.words
    told = words.past.intersection(context.all) and words.change.intersection(context.all)
    return doses <= words.consumed and bool(told) and not words.people.isdisjoint(context.all)


def closes(context: Context, at: int) -> bool:
    """Whether what stands at a place may follow a number that stands alone for its measure."""
    return context.at(at) in _STOPS or context.at(at) in context.turns.closes


def _without_up_to(context: Context, before: list[str]) -> list[str]:
    """Leave out "up to" and the "up" of "takes up", which say nothing of a change."""
    return [
        w
        for i, w in enumerate(before)
        if w != "up"
        or (before[i + 1 : i + 2] != ["to"] and context.turns.with_up.isdisjoint(before[max(i - 1, 0) : i]))
    ]


def _pair_end(context: Context, number: Numeral) -> tuple[int, Numeral | None]:
    """The end of "24 to 9", and its second number."""
    joint = number.last + 1
    while context.at(joint).isalpha() and context.at(joint) not in {"to", "and"} and joint <= number.last + 3:
        joint += 1
    between = context.at(joint) == "and" and "between" in context.before(number.first, 1)
    if (between or context.at(joint) in {"to", "–", "-"}) and joint + 1 < len(context.tokens):
        other = numeral_at(context.tokens, joint + 1)
        if other is not None:
            return other.last, other
    return number.last, None


def unit_end(context: Context, end: int) -> int:
    """Take in the unit after the number."""
    here = end + 2 if context.at(end + 1) in {"-", "‑"} else end + 1
    words = context.words
    units = (words.time, words.weights, words.lengths, words.scores)
    return here if any(context.at(here) in s for s in units) else end


def has_unit(number: Numeral, unit: int) -> bool:
    """Whether a unit stands behind the number."""
    return unit > number.last


def _is_compared(context: Context, number: Numeral, unit: int) -> bool:
    """Whether "32.5 points against 16.0", "84 metres further", "3 weeks faster"."""
    words = context.words
    following = context.at(unit + 1)
    if has_unit(number, unit) and following in words.comparatives and following not in {"or", "and"}:
        return context.at(unit + 2) != "than" or not words.capacity.intersection(
            context.before(number.first, 3)
        )
    by_points = context.at(unit) in words.scores and "by" in context.before(number.first, 3)
    if by_points and "than" in context.after(unit, 3):
        return True
    if following in context.turns.sooner and has_unit(number, unit):
        return not context.all.isdisjoint(words.death | words.onset)
    for here in range(unit + 1, unit + AGAINST_WITHIN):
        pair = (context.at(here), context.at(here + 1))
        if pair[0] in context.turns.versus or pair in context.turns.set_against:
            following_words = range(here + 1, here + 4)
            return any(i < len(context.tokens) and numeral_at(context.tokens, i) for i in following_words)
    return False


def _is_average(context: Context, number: Numeral, unit: int) -> bool:
    if number.value == 1 and number.in_words:
        return False
    if not has_unit(number, unit) and context.words.time.intersection(context.after(unit, 2)):
        return False
    before = range(max(0, number.first - NEAR), number.first)
    after = range(unit + 1, unit + NEAR)
    if tuple(context.texts[:2]) in context.turns.on_average and has_unit(number, unit):
        return True
    at_once = unit > number.last and _names_mean(context, unit + 1)
    return (
        at_once
        or any(_names_mean(context, i) for i in before)
        or any(context.at(i) in context.turns.before_mean and _names_mean(context, i + 1) for i in after)
    )


def _names_mean(context: Context, at: int) -> bool:
    """Whether a word is "average" or the noun "mean", not the verb."""
    words = context.words
    if context.at(at) not in words.means:
        return False
    return context.at(at) != "mean" or context.at(at + 1) not in words.mean_verb_after


def _is_changed(context: Context, number: Numeral, unit: int, before: list[str]) -> bool:
    """Whether a change is measured: "rose 17.4 points", "lose up to two stone", "improved by 71 minutes"."""
    words = context.words
    if not words.change.intersection(before) and not words.change.intersection(context.after(unit, 2)):
        return False
    word = context.at(unit)
    if word in words.weights or word in words.scores:
        return True
    by = context.at(number.first - 1) == "by" or "by" in context.before(number.first, 4)
    if word in words.time:
        return (by and not _is_deadline(context, number)) or (
            words.change.intersection(context.before(number.first, 2)) != frozenset()
            and "of" in context.after(unit, 1)
        )
    return by and (
        context.at(unit + 1) in words.per
        or has_unit(number, unit)
        or context.at(unit + 1) in {"", ",", ".", "and"} | context.turns.with_whom
    )


def _is_deadline(context: Context, number: Numeral) -> bool:
    """Whether "no improvement by twelve weeks" says by when, not by how much."""
    before = context.before(number.first)
    return "you" in before or not context.turns.deadlines.isdisjoint(before)


def are_years(context: Context, number: Numeral, other: Numeral) -> bool:
    """Whether both numbers have the shape of years of our time."""
    return all(
        n.first == n.last and context.at(n.first).isdigit() and int(n.value) in _YEARS
        for n in (number, other)
    )
