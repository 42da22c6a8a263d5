"""Which items a second look draws, and what comes of what is said about them."""

from __future__ import annotations

import pytest

from auditor.model.decision import Decision, Verdict
from auditor.model.second_look import Candidate, First, Kind, SecondItem, Sizes, kappa, total, trust
from auditor.workflow.second_look import allot, new_seed, sample

COMMON, RARE = "us/statistic", "us/stigma"


def candidates():
    dismissed = [Candidate(Kind.DISMISSED, COMMON, n % 7, f"f{n}") for n in range(200)]
    upheld = [Candidate(Kind.UPHELD, COMMON, n % 7, f"u{n}") for n in range(50)]
    passed = [Candidate(Kind.NOT_FLAGGED, COMMON, 1, place=n) for n in range(90)]
    rare = [Candidate(Kind.DISMISSED, RARE, 3, "r"), Candidate(Kind.NOT_FLAGGED, RARE, 3, place=99)]
    return [*dismissed, *upheld, *passed, *rare]


def test_the_same_seed_draws_the_same_items_in_the_same_order_whatever_order_they_come_in():
    drawn = sample(candidates(), Sizes(), "4711")
    assert drawn == sample(reversed(candidates()), Sizes(), "4711")
    assert drawn != sample(candidates(), Sizes(), "4712")
    assert [c.key for c in drawn[:2]] == [c.key for c in sample(candidates(), Sizes(), "4711")[:2]]


def test_sizes_hold_and_a_rule_with_one_item_among_two_hundred_appears():
    drawn = sample(candidates(), Sizes(dismissed=5, not_flagged=4, upheld=3), "1")
    counts = {kind: sum(c.kind is kind for c in drawn) for kind in Kind}
    assert counts == {Kind.DISMISSED: 5, Kind.NOT_FLAGGED: 4, Kind.UPHELD: 3}
    assert {c.kind for c in drawn if c.rule == RARE} == {Kind.DISMISSED, Kind.NOT_FLAGGED}


def test_kinds_are_mixed():
    kinds = [c.kind for c in sample(candidates(), Sizes(), "1")]
    assert kinds != sorted(kinds)


def test_fewer_items_than_asked_for_are_all_drawn_and_zero_draws_none():
    few = candidates()[:3]
    assert set(sample(few, Sizes(), "1")) == set(few)
    assert sample(candidates(), Sizes(0, 0, 0), "1") == ()


@pytest.mark.parametrize(
    ("counts", "size", "shares"),
    [
        ({"a": 90, "b": 9, "c": 1}, 10, {"a": 8, "b": 1, "c": 1}),
        ({"a": 2, "b": 2}, 9, {"a": 2, "b": 2}),
        ({}, 5, {}),
    ],
)
def test_places_go_to_every_rule_first_and_then_by_number(counts, size, shares):
    assert allot(counts, size, "1") == shares


def test_fewer_places_than_rules_are_given_by_chance():
    counts = dict.fromkeys("abcdefgh", 5)
    chosen = {tuple(sorted(r for r, n in allot(counts, 3, str(seed)).items() if n)) for seed in range(9)}
    assert all(len(some) == 3 for some in chosen)
    assert len(chosen) > 3


def test_a_made_up_seed_is_short():
    assert len(new_seed()) == 6


def item(kind: Kind, verdict: Verdict, rule: str = COMMON) -> SecondItem:
    is_judged = verdict is not Verdict.UNDECIDED
    return SecondItem(
        *(1, 1, "page.html", rule, rule.title(), "statistic", "93%", "93% do.", "Says more."),
        finding=None if kind is Kind.NOT_FLAGGED else 1,
        judgement=Decision(verdict),
        first=First(kind) if is_judged else None,
    )


@pytest.mark.parametrize(
    ("kind", "verdict", "agrees", "is_missed"),
    [
        (Kind.DISMISSED, Verdict.DISMISSED, True, False),
        (Kind.DISMISSED, Verdict.NEEDS_SUBSTANTIATION, False, False),
        (Kind.UPHELD, Verdict.CONFIRMED, True, False),
        (Kind.UPHELD, Verdict.DISMISSED, False, False),
        (Kind.NOT_FLAGGED, Verdict.DISMISSED, True, False),
        (Kind.NOT_FLAGGED, Verdict.CONFIRMED, False, True),
        (Kind.NOT_FLAGGED, Verdict.UNDECIDED, None, False),
    ],
)
def test_both_agree_when_both_see_a_problem_or_both_see_none(kind, verdict, agrees, is_missed):
    assert (item(kind, verdict).agrees, item(kind, verdict).is_missed) == (agrees, is_missed)


def test_rates_per_rule_and_in_all():
    items = (
        item(Kind.DISMISSED, Verdict.DISMISSED),
        item(Kind.DISMISSED, Verdict.CONFIRMED),
        item(Kind.NOT_FLAGGED, Verdict.CONFIRMED, RARE),
        item(Kind.DISMISSED, Verdict.UNDECIDED, "us/never-judged"),
    )
    decided = {COMMON: ("Figures", 9, 3), "us/urgency": ("Pressure", 0, 1)}
    common, urgency, rare = trust(items, decided)
    assert (common.rule, common.title, common.upheld_rate, common.agreement) == (COMMON, "Figures", 0.75, 0.5)
    assert (urgency.upheld_rate, urgency.agreement, rare.upheld_rate, rare.missed) == (0.0, None, None, 1)
    everything = total(items, decided)
    assert (everything.upheld, everything.dismissed, everything.judged, everything.agreed) == (9, 4, 3, 1)


def test_kappa_is_that_of_the_textbook():
    """Fifty items: both yes on 20, both no on 15, five and ten the other way round."""
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize("pairs", [[(True, True), (False, False)], [(False, True), (False, False)] * 20])
def test_kappa_says_nothing_of_few_items_or_where_one_always_says_the_same(pairs):
    assert kappa(pairs) is None
