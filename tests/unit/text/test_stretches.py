"""Whatever shares a code point with a span is found, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from auditor.model.span import Span
from auditor.text.stretches import Stretches

spans = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(spans, max_size=20), spans)
def test_what_overlaps_is_found_and_nothing_else(placed, asked):
    found = Stretches((span, span) for span in placed).within(asked)
    assert found == sorted(span for span in placed if span.overlaps(asked))


def test_of_nothing_nothing_is_found():
    assert Stretches(()).within(Span(0, 9)) == []
