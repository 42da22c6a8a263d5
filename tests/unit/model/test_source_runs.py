"""Source runs behave as a sequence, and give back those of a stretch of text."""

from __future__ import annotations

from copy import deepcopy
from itertools import accumulate, chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.document import SourceRun, SourceRuns
from auditor.model.span import Span

NUMBERS = (0, 4, 1, 10, 5, 9, 1, 20, 12, 15, 2, 0)
RUNS = (SourceRun(0, 4, 1, 10), SourceRun(5, 9, 1, 20), SourceRun(12, 15, 2, 0))


def test_runs_are_a_sequence():
    runs = SourceRuns(NUMBERS)
    assert len(runs) == 3
    assert tuple(runs) == RUNS
    assert (runs[0], runs[-1]) == (RUNS[0], RUNS[-1])
    assert runs[1:] == list(RUNS[1:])
    with pytest.raises(IndexError):
        runs[3]


def test_runs_are_equal_by_what_they_hold():
    assert SourceRuns(NUMBERS) == SourceRuns(NUMBERS)
    assert SourceRuns(NUMBERS) != SourceRuns(NUMBERS[:4])
    assert hash(SourceRuns(NUMBERS)) == hash(SourceRuns(NUMBERS))
    assert SourceRuns() != ()
    assert deepcopy(SourceRuns(NUMBERS)) == SourceRuns(NUMBERS)


@given(steps=st.lists(st.integers(1, 9), max_size=40), start=st.integers(0, 120), length=st.integers(1, 60))
def test_the_runs_within_a_span_are_those_that_share_characters_with_it(steps, start, length):
    edges = list(accumulate(steps))
    numbers = [(first, last, 1, first + 7) for first, last in zip(edges[::2], edges[1::2], strict=False)]
    runs = SourceRuns(chain.from_iterable(numbers))
    span = Span(start, start + length)
    assert list(runs.within(span)) == [run for run in runs if Span(run.start, run.end).overlaps(span)]
