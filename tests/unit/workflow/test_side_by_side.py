"""Two versions beside each other: places that belong together, and the words that only one of them has."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.workflow.side_by_side import side_by_side

from .versions import page

PARTS = st.lists(
    st.sampled_from(["Our clinic is old.", "Our clinic is very old.", "Ring us.", "Ring.", "# Us"]),
    max_size=8,
)


def beside(old, new):
    return side_by_side(old.text, old.blocks, new.text, new.blocks)


def test_what_was_edited_is_told_word_by_word_and_what_is_new_as_a_whole():
    old = page("# Us", "Our clinic is the best in Ohio.", "Ring us.")
    new = page("# Us", "Our clinic is one of the best in Ohio.", "Come by on weekdays.", "Ring us.")
    found = beside(old, new)
    assert not found.removed
    assert [span.of(new.text).strip() for span in found.added] == ["one of", "Come by on weekdays."]
    for words in ("Ring us.", "# Us"):
        assert found.to_new(old.text.index(words)) == new.text.index(words)
        assert found.to_old(new.text.index(words)) == old.text.index(words)


@settings(max_examples=40, deadline=None)
@given(PARTS, PARTS)
def test_without_what_only_one_has_both_texts_are_the_same(before, after):
    old, new = page(*before), page(*after)
    found = beside(old, new)
    assert _without(old.text, found.removed) == _without(new.text, found.added)
    ends = [(found.to_new(0), 0), (found.to_new(len(old.text)), len(new.text))]
    assert all(a == b for a, b in ends) or not old.text
    along = [found.to_new(at) for at in range(len(old.text) + 1)]
    assert along == sorted(along)


def _without(text, spans):
    kept = "".join(c for at, c in enumerate(text) if not any(s.start <= at < s.end for s in spans))
    return "".join(kept.split())
