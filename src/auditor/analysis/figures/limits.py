"""Knows numbers that somebody sets: thresholds and targets, discounts and shares of a bill, steps of a dose, ages.

"Normal oxygen saturation is 95% to 100%", "members save 15%", "taper by 10% every two weeks", "women under 35". What
was measured of people stays a figure: "their saturation fell to 88%", "insurers pay for 80% of patients".
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.figures import costs
from auditor.analysis.figures.kinds import Passed, Reading
from auditor.analysis.figures.words import is_past
from auditor.text.numerals import numeral_at

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

NEAR = 6
"""Words between what is limited, paid or done and the number."""
OLDEST = 110
"""Nobody is older."""


def age(context: Context, number: Numeral) -> Passed | None:
    """Pass over "women under 35", "patients over 70", "seniors (65+)": who is meant, not how many."""
    words, turns = context.words, context.turns
    if number.in_words or number.value > OLDEST or not number.value.is_integer():
        return None
    first = number.first - 1
    following = context.at(number.last + 1)
    if context.at(first) == "(" and following in {"+", "plus"}:
        is_said = True
    else:
        is_said = context.at(first) in turns.age_bounds
        first -= context.at(first - 1) in turns.before_age_bounds
    is_counted = following in {"%", "percent", "per", "-", "–", "of", "out", "in"} or context.tokens[
        number.last
    ].raw.endswith((".", "·"))
    if not is_said or is_counted or context.at(first - 1) not in words.people:
        return None
    is_unit = following in words.time | words.doses | words.visits | words.weights | words.scores
    is_unit = is_unit or following in words.people | words.events | words.procedures
    return None if is_unit else Passed(number.last)


def capped(context: Context, number: Numeral) -> Passed | None:
    """Pass over "the list closes at 900 names", "the course caps at 40 starters": what somebody sets."""
    turns = context.turns
    before = [w for w in context.before(number.first, 4) if w not in context.words.approximators]
    is_at = before[-1:] != [] and before[-1] in turns.limited_at
    return Passed(number.last) if is_at and not turns.limiting.isdisjoint(before[-2:-1]) else None


def price_band(context: Context, number: Numeral) -> Passed | None:
    """Pass over "Up to 1,500 grafts | £3,950": in a row of prices a number says how much is bought."""
    cell = next((i for i, w in enumerate(context.texts[number.last + 1 :], number.last + 1) if w == "|"), 0)
    leads = context.words.approximators | {"from"}
    priced = cell + 1 + (context.at(cell + 1) in leads)
    if not cell or cell - number.last > NEAR or not costs.is_sign(context, priced):
        return None
    price = numeral_at(context.tokens, priced + 1) if priced + 1 < len(context.tokens) else None
    said = set(context.texts[number.last + 1 : cell])
    is_told = not said.isdisjoint(context.words.events) or not said.isdisjoint({"%", "percent", "per"})
    return None if price is None or price.has_scale or is_told else Passed(number.last)


def is_set(context: Context, reading: Reading) -> bool:
    """Whether a percentage is a threshold, a target, a price, a share of a bill, or a step of a dose."""
    return (
        _is_target(context, reading)
        or _is_normal(context, reading)
        or _is_required(context, reading)
        or _is_saved(context, reading)
        or _is_paid_share(context, reading)
        or _is_step(context, reading)
        or _is_content(context, reading)
        or _is_undercut(context, reading)
        or _is_given_back(context, reading)
        or _is_bidden(context, reading)
    )


def tells_how_often(context: Context, reading: Reading) -> bool:
    """Whether something goes wrong or right so often: "the test is wrong 30% of the time"."""
    ahead = context.before(reading.first, 4)
    return is_of_time(context, reading) and not context.turns.befalling.isdisjoint(ahead)


def is_of_time(context: Context, reading: Reading) -> bool:
    """Whether "of the time" follows: how long something is done, or how often something befalls people."""
    after = tuple(context.after(reading.last, 3))
    return after[:1] == ("of",) and after[1:3] in context.turns.the_time


def _is_target(context: Context, reading: Reading) -> bool:
    """Whether it is what ought to be: "should stay above 70%", "carbs should make up 45% of calories"."""
    turns = context.turns
    ahead = [w for w in context.before(reading.first, NEAR) if w not in context.words.approximators]
    while ahead and ahead[-1] in context.words.threshold | turns.between:
        ahead.pop()
    if "should" not in ahead:
        return False
    told = ahead[ahead.index("should") + 1 :]
    return bool(told) and set(told) <= turns.to_be


def _is_normal(context: Context, reading: Reading) -> bool:
    """Whether it is where something measured is normal, or becomes an illness: no value that anybody had."""
    words, turns = context.words, context.turns
    is_told = any(is_past(w, words) for w in context.all - turns.norms)
    if is_told or "|" in context.texts or context.at(reading.first - 1) in {"in", "for"}:
        return False  # "saturation is normal in 62%", "Normal glucose | 47% | 29%"
    if turns.norms.isdisjoint(context.all) or not words.people.isdisjoint(context.after(reading.last, 4)):
        return False
    return not words.measured.isdisjoint(joined_before(context, reading.first, NEAR + 1))


def joined_before(context: Context, first: int, count: int) -> set[str]:
    """Return words before a number, those with a digit in them as one: "a1c", "fev1"."""
    said: list[str] = []
    for i in range(max(0, first - 2 * count), first):
        token = context.tokens[i]
        joins = token.glued and token.kind != "sign" and said and said[-1].isalnum()
        if joins:
            said[-1] += token.text
        else:
            said.append(token.text)
    return set(said[-count:])


def _is_required(context: Context, reading: Reading) -> bool:
    """Whether it is asked of whoever takes part: "you need 70% attendance", "attendance of 80% is needed"."""
    words, turns = context.words, context.turns
    near = context.around(reading.first, reading.last, NEAR)
    return not turns.attendance.isdisjoint(near) and not words.requiring.isdisjoint(near)


def _is_saved(context: Context, reading: Reading) -> bool:
    """Whether customers pay so much less: "members save 15%", "students pay 10% less on all visits"."""
    words, turns = context.words, context.turns
    before, after = context.before(reading.first, NEAR), context.after(reading.last, NEAR)
    if "than" in after or after[:1] == ["of"]:
        return False
    is_offer = not turns.customers.isdisjoint([*before, *context.after(reading.last)])
    if after[:1] == ["less"]:
        return is_offer and not turns.charging.isdisjoint(context.before(reading.first, 2 * NEAR))
    named = [w for w in before if w not in words.approximators and w not in {"up", "to", "you"}]
    return is_offer and not turns.discounting.isdisjoint(named[-1:])


def _is_paid_share(context: Context, reading: Reading) -> bool:
    """Whether an insurer or the insured pays so much of a bill: "insurance pays 80% after the deductible"."""
    words, turns = context.words, context.turns
    before, after = context.before(reading.first, 4), context.after(reading.last, 5)
    if not (words.people | words.events | words.procedures).isdisjoint(after):
        return False
    is_changed = not words.change.isdisjoint(before)
    if not turns.own_shares.isdisjoint(before) and not is_changed:
        return True
    pays = [w for w in before if w not in words.approximators and w not in {"up", "to"}]
    is_paid = not turns.reimbursing.isdisjoint(pays[-1:])
    is_all = after[:1] != ["of"] or not words.fees.isdisjoint(after)
    return is_paid and is_all and not turns.insurers.isdisjoint(before)


def _is_step(context: Context, reading: Reading) -> bool:
    """Whether a dose goes down or up by it, time after time: "taper by 10% every two weeks"."""
    words, turns = context.words, context.turns
    before, after = context.before(reading.first, NEAR), context.after(reading.last, 4)
    is_repeated = after[:1] and after[0] in {"every", "each", "per", "a"} and words.time.intersection(after)
    is_of_dose = not turns.dose_steps.isdisjoint(before) or not turns.dose_words.isdisjoint(before)
    return bool(is_repeated) and before[-1:] == ["by"] and is_of_dose and words.people.isdisjoint(before)


def _is_content(context: Context, reading: Reading) -> bool:
    """Whether it is what a food has in it: "low-fat milk has 1% fat"."""
    turns = context.turns
    following = context.at(reading.last + 1)
    near = context.around(reading.first, reading.last, NEAR)
    return following in turns.nutrients and not turns.foods.isdisjoint(near)


def _is_undercut(context: Context, reading: Reading) -> bool:
    """Whether a price is beaten by it: "we will beat any written quote by 10 per cent"."""
    turns = context.turns
    before = context.before(reading.first)
    is_price = not turns.undercut.isdisjoint(before)
    return is_price and not turns.undercutting.isdisjoint(before) and context.at(reading.first - 1) == "by"


def _is_given_back(context: Context, reading: Reading) -> bool:
    """Whether a house gives back so much of its price: "if it fails, we return 70 per cent"."""
    words, turns = context.words, context.turns
    before = [w for w in context.before(reading.first) if w not in words.approximators]
    following = context.at(reading.last + 1)
    is_back = not turns.giving_back.isdisjoint(before[-1:]) and not turns.givers_back.isdisjoint(before[-4:])
    of_price = following == "of" and not words.fees.isdisjoint(context.after(reading.last, 5))
    return is_back and (of_price or following in {"", ".", ",", "!"})


def _is_bidden(context: Context, reading: Reading) -> bool:
    """Whether the reader is told how much to change something, time after time: "never add more than 10 per cent a week".

    "Cut your pain by 10 per cent a week" is a promise: an instruction that forbids nothing has to name a limit.
    """
    words, turns = context.words, context.turns
    rates = pairwise(context.after(reading.last, NEAR))
    if not any(each in turns.every | turns.rate_words and time in words.time for each, time in rates):
        return False
    before = context.before(reading.first)
    bids = [i for i, word in enumerate(before) if word in turns.bidding]
    is_bid = bool(bids) and not turns.stepping.isdisjoint(before[bids[-1] + 1 :][:2])
    is_limit = before[:1] != [] and before[0] in turns.stepping and before[-1] in turns.at_most
    return (is_bid or is_limit) and words.people.isdisjoint(before)
