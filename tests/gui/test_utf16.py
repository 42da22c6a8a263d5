"""Positions in code points and in UTF-16 units name the same place, also behind emoji."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.gui.utf16 import Utf16Map

texts = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("a🌿🧠é\n")), max_size=60)


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(texts, st.data())
def test_units_are_those_of_the_encoding(text, data):
    position = data.draw(st.integers(0, len(text)))
    assert Utf16Map(text).to_units(position) == units(text[:position])


@given(texts, st.data())
def test_there_and_back_is_the_same_place(text, data):
    position = data.draw(st.integers(0, len(text)))
    both = Utf16Map(text)
    assert both.to_code_points(both.to_units(position)) == position


def test_the_second_half_of_an_emoji_belongs_to_it():
    assert [Utf16Map("a🌿b").to_code_points(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


def test_a_position_behind_the_end_is_the_end():
    assert Utf16Map("ab").to_code_points(99) == 2
