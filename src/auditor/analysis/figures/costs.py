"""Reads amounts of money: what a disease costs and what treating it saves are figures, every other amount is a price.

Who bears a cost tells the two apart. An employer, a province or a health service loses and saves; the reader pays.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.figures.kinds import Passed, Reading
from auditor.model.analysis import FigureKind

if TYPE_CHECKING:
    from auditor.analysis.figures.words import Context
    from auditor.text.numerals import Numeral

Outcome = Reading | Passed | None

LARGE_SUM = 1e6
"""Nobody is asked to pay so much: beside words of burden it is what a disease costs."""
RAND = "R"
"""The sign of the South African rand, a letter."""
NEAR = 6
"""Words between the cost or the saving and its amount: "costs a Canadian employer close to $3,000"."""


def money(context: Context, number: Numeral) -> Outcome:
    """Read "£12 billion a year", "costs an employer $3,000 per worker", "saved society about $5,000"."""
    words = context.words
    has_sign = is_sign(context, number.first - 1)
    if not has_sign and context.at(number.last + 1) not in words.money and not _is_in_pounds(context, number):
        return None
    first = number.first - 1 if has_sign else number.first
    is_price = not context.turns.offering.isdisjoint(context.all)
    is_figure = _is_burden(context, number) or (
        not is_price
        and (
            _is_borne(context, number)
            or _is_returned(context, number)
            or _is_compared(context, number)
            or _is_of_hospital(context, number)
        )
    )
    if is_figure:
        return Reading(first, number.last, FigureKind.MEASURE)
    if not is_price and _is_told_of_it(context, number):
        return Reading(first, number.last, FigureKind.MEASURE, continues=True)
    return Passed(number.last)


def is_sign(context: Context, at: int) -> bool:
    """Whether a sign of money stands before a number: "£90", "R2,769"."""
    if context.at(at) in context.words.money:
        return True
    if not 0 <= at < len(context.tokens) - 1:  # an empty cell may end the row
        return False
    return context.tokens[at].raw == RAND and context.tokens[at + 1].glued


def _is_in_pounds(context: Context, number: Numeral) -> bool:
    """Whether millions of pounds are money: nobody weighs so much."""
    return number.has_scale and number.value >= LARGE_SUM and context.at(number.last + 1) == "pounds"


def _is_burden(context: Context, number: Numeral) -> bool:
    large = number.has_scale and number.value >= LARGE_SUM
    return large and not context.words.burden.isdisjoint(context.all)


def _is_borne(context: Context, number: Numeral) -> bool:
    """Whether somebody other than the reader bears the cost or makes the saving, told right before the amount."""
    words = context.words
    before = context.before(number.first, NEAR + 2)
    costs = [i for i, word in enumerate(before) if word in words.costing]
    if _is_cost_of_illness(context, number):
        return True
    if not costs:
        return False
    if costs[-1] and before[costs[-1] - 1] in words.ills:
        return True  # "a fracture costs $28,000"
    payer_after = words.payers.intersection(before[costs[0] :])
    payer_before = before[costs[-1]] in words.saving and words.payers.intersection(
        context.before(number.first, 2 * NEAR)
    )
    return bool(payer_after or payer_before)


def _is_cost_of_illness(context: Context, number: Numeral) -> bool:
    """Whether "the cost of a relapse is put at £6,400"; "the cost of a fall alarm" is a price."""
    before = context.before(number.first, 2 * NEAR)
    for i, pair in enumerate(pairwise(before)):
        if pair == ("cost", "of"):
            ill = next((n for n, w in enumerate(before[i:], i) if w in context.words.ills), None)
            told = before[ill + 1 : ill + 2] if ill is not None else []
            return not context.turns.cost_verbs.isdisjoint(told)
    return False


def _is_returned(context: Context, number: Numeral) -> bool:
    """Whether money comes back: "for every dollar invested, the state recovers $3"."""
    said = context.texts[: number.first]
    turns = context.turns
    return (
        not turns.invested.isdisjoint(said)
        and not {"every", "each"}.isdisjoint(said)
        and not turns.coins.union(context.words.money).isdisjoint(said)
    )


def _is_compared(context: Context, number: Numeral) -> bool:
    """Whether people "earn £2,000 a year less", or those with a disease "pay $1,861 more for care"."""
    if {"more", "less"}.isdisjoint(context.after(number.last, 4)):
        return False
    before = context.before(number.first, 5)
    turns = context.turns
    return not turns.earning.isdisjoint(before) or (
        not turns.paying.isdisjoint(before) and {"with", "without"}.issubset(context.all)
    )


def _is_of_hospital(context: Context, number: Numeral) -> bool:
    """Whether a night in hospital is set against something else: "whereas a hospital bed costs $1,290"."""
    before = set(context.before(number.first, 2 * NEAR))
    turns = context.turns
    return (
        not before.isdisjoint(turns.confined)
        and not before.isdisjoint(turns.stays_there)
        and not before.isdisjoint(context.words.costing)
        and not turns.contrasting.isdisjoint(context.all)
    )


def _is_told_of_it(context: Context, number: Numeral) -> bool:
    """Whether "it came to R2,769", "it costs it $49,000" goes on with a cost told before."""
    before = context.before(number.first, 5)
    turns = context.turns
    return not turns.cost_subjects.isdisjoint(before) and not turns.came_to.isdisjoint(before)
