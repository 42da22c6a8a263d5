"""Reads percentages: "8.4%", "12 per cent", "between 25–43 %", "18 percentage points"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures import limits
from auditor.analysis.figures.kinds import Passed, Reading
from auditor.model.analysis import FigureKind
from auditor.text.numerals import PART_WORDS, numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None

_PERCENT_SIGNS = frozenset({"%", "‰"})
_DASHES = frozenset({"-", "–", "—", "‑"})
_WHOLE_MAX = 100


def percentage(context: Context, number: Numeral) -> Outcome:
    """Read "8.4%", "12 per cent", "between 25–43 %", "18 percentage points", "28% to 62%"."""
    last = percent_end(context, number.last)
    if last is None:
        last = _range_end(context, number.last, number.first)
    if last is None:
        return None
    further = _range_end(context, last, number.first)
    reading = Reading(number.first, further or last, FigureKind.PERCENTAGE)
    return _judged_percentage(context, number, reading)


def part_of_one(context: Context, at: int) -> Outcome:
    """Read "half a per cent", "half of one percent", "a quarter of a per cent"."""
    here = at + 1 if context.at(at) == "half" else at + 2 if context.at(at + 1) in PART_WORDS else -1
    if here < 0:
        return None
    here += context.at(here) == "of"
    if context.at(here) not in {"a", "one"}:
        return None
    last = percent_end(context, here)
    return Reading(at, last, FigureKind.PERCENTAGE) if last is not None else None


def percent_end(context: Context, at: int) -> int | None:
    """Return where the percent sign or word after the number at `at` ends."""
    here, turns = at + 1, context.turns
    if context.at(here) in {"-", "‑"} and context.at(here + 1) in turns.percent_heads:
        here += 1
    if context.at(here) in _PERCENT_SIGNS or context.at(here) in turns.percent_words:
        return here + 1 if context.at(here + 1) in turns.point_words else here
    if (context.at(here), context.at(here + 1)) == ("per", "cent"):
        return here + 1
    return None


def _range_end(context: Context, at: int, first: int) -> int | None:
    """Where "– 43 %" after the number or percentage from `first` to `at` ends."""
    joint = context.at(at + 1)
    is_joint = joint in _DASHES or joint in context.turns.range_words
    if not is_joint or (joint == "and" and "between" not in context.before(first, 4)):
        return None
    here = at + 2
    other = numeral_at(context.tokens, here) if here < len(context.tokens) else None
    return percent_end(context, other.last) if other else None


def _judged_percentage(context: Context, number: Numeral, reading: Reading) -> Outcome:
    if limits.tells_how_often(context, reading):
        return reading
    if _is_no_share(context, number, reading) or limits.is_set(context, reading):
        return Passed(reading.last, known=not limits.is_of_time(context, reading))
    paid = context.words.payment.intersection(context.around(reading.first, reading.last, 5))
    return Reading(reading.first, reading.last, reading.kind, in_doubt=bool(paid))


def _speaks_of_people(context: Context) -> bool:
    """Whether people or risk stand beside a drink, so that a percentage is no strength."""
    words = context.words
    return not context.all.isdisjoint(
        (words.people | words.risk | words.death) - context.turns.drink_strength
    )


def _is_no_share(context: Context, number: Numeral, reading: Reading) -> bool:
    """Whether the percentage is a discount, a strength, a threshold, or only means "wholly"."""
    words, turns = context.words, context.turns
    after = context.after(reading.last, 4)
    before = context.before(reading.first, 4)
    is_whole = number.value == _WHOLE_MAX and not words.hundred_nouns.intersection(after[:2])
    is_the_few = number.value == 1 and turns.the_few.intersection(before[-1:])
    if is_whole or is_the_few or "apr" in context.all:
        return True
    if _is_of_dose_or_price(context, reading) or _is_asked_for(context, reading):
        return True
    if after[:1] == ["of"]:
        return bool(words.percent_of.intersection(after)) or context.is_condition(reading.first, after)
    ahead = context.before(reading.first)
    is_condition = turns.percent_conditions.intersection(ahead) and "you" in ahead
    if is_condition or _is_strength(context, reading):
        return True
    if context.at(reading.last) in turns.point_words:
        return False
    return _is_limit(context, reading) or _is_named_for(context, reading)


def _is_strength(context: Context, reading: Reading) -> bool:
    """Whether it is the strength of a drink: "a pint of lager at 5.2%", and not what a shot brings something down by."""
    if context.at(reading.first - 1) == "by":
        return False
    near = context.around(reading.first, reading.last, 6)
    return bool(context.words.drinks.intersection(near)) and not _speaks_of_people(context)


def _is_limit(context: Context, reading: Reading) -> bool:
    """Whether something measured is to stay on one side of it: "HbA1c should be below 7%"."""
    words = context.words
    before = context.before(reading.first, 4)
    limits = [i for i, word in enumerate(before) if word in words.threshold]
    if any(word.isdigit() for word in before[limits[-1] :]) if limits else False:
        return False  # "of those with a score above 10, 40% improved"
    near = words.threshold.intersection([*before, *context.after(reading.last, 2)])
    return bool(near) and bool(words.measured.intersection(context.before(reading.first, 7)))


def _is_named_for(context: Context, reading: Reading) -> bool:
    """Whether a word of money or of a mixture stands at it: "10% discount", "5% or 10% peroxide", "20% off"."""
    words = context.words
    before = context.before(reading.first, 4)
    after = context.after(reading.last, 12)
    joints = context.turns.range_words
    while after[:1] and (after[0] == "," or after[0] in joints) and after[1:2] and after[1].isdigit():
        after = after[3:]  # "10%, 15% or 20% peroxide"
    following = after[:1] if "off" in after[1:3] else after[:3]
    return bool(
        words.percent_after.intersection([*following, *before[-1:]])
        or words.percent_before.intersection(before[-3:])
        or words.row_prices.intersection(_head_of_row(context))
    )


def _head_of_row(context: Context) -> list[str]:
    """Return the words that name a row of numbers: "Finance for 24 months | 0% | 19%"."""
    first_bar = context.texts.index("|") if "|" in context.texts else 0
    has_words = any(text.isalpha() for text in context.texts[first_bar:])
    return [] if has_words else context.texts[:first_bar]


def _is_of_dose_or_price(context: Context, reading: Reading) -> bool:
    """Whether a dose is changed by it, or an insurer pays it: "10 per cent at a time", "pays 75% of the $860 price"."""
    words, turns = context.words, context.turns
    after = context.after(reading.last, 8)
    if tuple(after[:3]) in turns.at_a_time:
        return True
    if after[:1] != ["of"] or not words.people.isdisjoint(after):
        return False
    paid = words.payment.intersection(context.before(reading.first, 4))
    is_readers = not {"you", "your"}.isdisjoint(context.before(reading.first, 6))
    is_paid = bool(paid and (is_readers or words.fees.intersection(after)))
    return is_paid or not turns.dose_words.isdisjoint(after[:5])


def _is_asked_for(context: Context, reading: Reading) -> bool:
    """Whether it is a threshold: "you need at least 80% relief", "a loss of 5 per cent prompts a referral"."""
    words = context.words
    before, after = context.before(reading.first, 6), context.after(reading.last, 8)
    if "|" in context.texts and after[:2] in (["or", "more"], ["or", "less"]):
        return True  # the head of a row or a column: "Lost 20% or more"
    at_least = before[-2:] == ["at", "least"] or after[1:3] == ["or", "more"] or after[:2] == ["or", "more"]
    return bool((at_least and words.requiring.intersection(before)) or words.triggers.intersection(after))


def part_of_coin(context: Context, number: Numeral) -> Outcome:
    """Read "forty cents on the dollar", "80p in the pound": a share that is told in coins."""
    turns, at = context.turns, number.last + 1
    if context.at(at) not in turns.small_coins or context.at(at + 1) not in turns.coin_leads:
        return None
    if context.at(at + 2) not in turns.coin_articles or context.at(at + 3) not in turns.coins:
        return None
    is_given = not context.words.gifts.isdisjoint(context.all - turns.coins)
    reading = Reading(number.first, at + 3, FigureKind.RATIO)
    return Passed(at + 3) if is_given or limits.is_set(context, reading) else reading
