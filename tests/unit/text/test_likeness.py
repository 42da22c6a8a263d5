"""Sentences alike and unlike, and the words in which they differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.text.likeness import Kind, differences, likeness, words


def shown(before, after):
    signs = {Kind.SAME: "", Kind.REMOVED: "-", Kind.ADDED: "+"}
    return [f"{signs[s.kind]}{s.text}" for s in differences(before, after)]


def test_a_changed_figure_is_one_change():
    assert shown("About 95% of guests recover.", "About 60% of guests improve.") == [
        *("About ", "-95", "+60", "% of guests ", "-recover", "+improve", ".")
    ]


def test_changes_that_only_a_space_parts_are_shown_as_one():
    assert shown("the very best clinic here", "a rather good clinic here") == [
        *("-the very best", "+a rather good", " clinic here")
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_stretches_are_both_texts_and_nothing_else(before, after):
    found = differences(before, after)
    assert "".join(s.text for s in found if s.kind is not Kind.ADDED) == before
    assert "".join(s.text for s in found if s.kind is not Kind.REMOVED) == after


@given(st.text(max_size=60), st.text(max_size=60), st.floats(0, 1))
def test_the_short_cut_never_hides_what_is_alike_enough(before, after, least):
    one, other = words(before), words(after)
    score = likeness(one, other)
    assert likeness(one, other, least) == score or score < least
