"""Spans are half-open, bounded and compare by position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.span import Span

spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: Span(min(p), max(p)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_impossible_bounds_are_refused(start, end):
    with pytest.raises(ValueError, match="no such span"):
        Span(start, end)


@given(spans, spans)
def test_overlap_is_having_a_code_point_in_common(a, b):
    assert (
        a.overlaps(b) == bool(set(range(a.start, a.end)) & set(range(b.start, b.end)))
        or not len(a)
        or not len(b)
    )


@given(spans, spans)
def test_the_cover_contains_both(a, b):
    cover = a.cover(b)
    assert cover.contains(a)
    assert cover.contains(b)


@given(spans)
def test_a_span_holds_exactly_its_code_points(a):
    assert [i for i in range(60) if a.holds(i)] == list(range(a.start, a.end))
