"""Rows are high enough for their texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.export.xlsx.cells import Linked, Marked, runs_of, string_element
from auditor.export.xlsx.findings import trigger_range
from auditor.export.xlsx.fit import LINE_HEIGHT, MAX_HEIGHT, PADDING, RowHeights, lines_needed
from auditor.model.span import Span

from . import factory


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("short", 10, 1),
        ("one\ntwo\nthree", 40, 3),
        ("one\n\ntwo\n \nthree", 40, 3),
        ("word " * 40, 50, 4),
        ("治" * 50, 50, 2),
        ("x", 0.5, 1),
    ],
)
def test_lines_are_counted(text, width, lines):
    assert lines_needed(text, width) == lines


@given(st.text(), st.text(), st.floats(5, 120))
def test_more_text_never_takes_fewer_lines(text, more, width):
    assert lines_needed(text + more, width) >= lines_needed(text, width)


def test_the_highest_text_of_a_row_counts_and_hidden_columns_do_not():
    heights = RowHeights([20.0, 20.0, None])
    row = (Marked("a\nb"), Linked("a\nb\nc", None), "a\n" * 20)
    assert heights.of(row) == pytest.approx(3 * LINE_HEIGHT + PADDING)
    assert heights.of((1, None, None)) == pytest.approx(LINE_HEIGHT + PADDING)


def test_no_row_is_higher_than_excel_allows():
    assert RowHeights([10.0]).of(("word " * 5000,)) == MAX_HEIGHT


@pytest.mark.parametrize(
    ("bold", "runs"),
    [
        ((), [("one two three", False)]),
        (((4, 7),), [("one ", False), ("two", True), (" three", False)]),
        (((0, 3), (2, 7)), [("one", True), (" two", True), (" three", False)]),
        (((0, 13),), [("one two three", True)]),
        (((5, 5),), [("one two three", False)]),
    ],
)
def test_bold_stretches_join_to_the_text(bold, runs):
    assert list(runs_of(Marked("one two three", bold))) == runs


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ((3, 35),)),
        ({"trigger": Span(0, 4)}, ()),
        ({"trigger": None}, ((3, 35),)),
        ({"quote": "shortened … guarantee that you will be cured"}, ((12, 44),)),
        ({"quote": "other words"}, ()),
        ({"trigger": None, "trigger_quote": ""}, ()),
    ],
)
def test_the_trigger_is_found_in_its_sentence(more, expected):
    promise = factory.web_page().findings[0]
    assert trigger_range(replace(promise, **more)) == expected


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("plain", "<t>plain</t>"),
        (" led in", '<t xml:space="preserve"> led in</t>'),
        ("led out\n", '<t xml:space="preserve">led out\n</t>'),
        ("a < b & c", "<t>a &lt; b &amp; c</t>"),
        ("_x000A_", "<t>_x005F_x000A_</t>"),
        ("_x00_", "<t>_x00_</t>"),
    ],
)
def test_text_is_written_so_that_no_space_or_sign_is_lost(text, element):
    assert string_element(text) == element
