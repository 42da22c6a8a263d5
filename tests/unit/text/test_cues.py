"""What a wording is taken apart into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.cues import MOST_WORDS, cues, placed_cues, words_in

ENDS_ALONE = {"^ |", "^ _ |", "^ _ _ |"}
"""Cues of the length of a sentence alone: they stand on none of its words."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Relief", {"relief", "~relief", "reli-", "-ief", "^ relief", "relief |", "^ _ |"}, id="a word"
        ),
        pytest.param(
            "It heals", {"it", "~it", "heals", "~heal", "it heal", "^ it heal", "^ _ heal"}, id="stems"
        ),
        pytest.param("in 24 hours", {"0", "in 0", "in 0 hour", "in _ hour"}, id="figures are all one"),
        pytest.param("You’ll sleep!", {"you'll", "!", "sleep !", "you'll sleep"}, id="apostrophes and signs"),
        pytest.param(
            "never see it again", {"never see", "never _ it", "never _ _ again"}, id="words between"
        ),
    ],
)
def test_the_cues_of_a_wording(text, expected):
    assert expected <= cues(text)


def test_case_does_not_count():
    assert cues("SAFE AND EASY") == cues("Safe and easy")


def test_what_has_no_words_has_no_cues_of_its_own():
    assert list(words_in(" — ")) == []
    assert cues(" — ") == {"^ |"}


def test_a_row_without_end_is_read_so_far_only():
    assert cues("word " * 100_000) == cues("word " * MOST_WORDS)


@given(st.text(max_size=200))
def test_each_cue_stands_on_words_of_the_text(text):
    words = [word.group() for word in words_in(text)]
    placed = list(placed_cues(words))
    assert {cue for cue, _ in placed} == cues(text) - ENDS_ALONE
    assert all(0 <= number < len(words) for _, numbers in placed for number in numbers)
    assert all(numbers for _, numbers in placed)
