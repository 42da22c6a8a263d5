"""A filter and a sort as values."""

from __future__ import annotations

import pytest

from auditor.model.finding import Outcome, Severity
from auditor.model.listing import Filter
from auditor.model.order import Column, Sort
from auditor.store.queries import CURRENT, order_by, where


def test_an_empty_filter_asks_for_everything():
    assert where(Filter()) == (CURRENT, [])


@pytest.mark.parametrize(
    ("wanted", "is_narrowing"),
    [
        (Filter(), False),
        (Filter(text="  "), False),
        (Filter(document=3), False),
        (Filter(text="best"), True),
        (Filter(severities=frozenset({Severity.LOW})), True),
        (Filter(categories=frozenset({"urgency"}), document=3), True),
        (Filter(outcomes=frozenset({Outcome.VIOLATION})), True),
    ],
)
def test_a_filter_knows_whether_it_hides_anything(wanted, is_narrowing):
    assert wanted.is_narrowing is is_narrowing


def test_the_same_filter_always_makes_the_same_query():
    wanted = Filter(severities=frozenset(Severity), outcomes=frozenset(Outcome))
    again = Filter(severities=frozenset(reversed(Severity)), outcomes=frozenset(reversed(Outcome)))
    assert where(wanted) == where(again)


@pytest.mark.parametrize("column", Column)
def test_every_order_settles_ties(column):
    assert order_by(Sort(column)).endswith("f.id")
    assert "DESC" in order_by(Sort(column, is_descending=True))
    assert "DESC" not in order_by(Sort(column))
