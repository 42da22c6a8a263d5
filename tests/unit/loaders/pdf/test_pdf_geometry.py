"""Frames and boxes keep their laws whichever way a page is turned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.loaders.pdf.geometry import Box, cover, overlap, quarter_turns, shown_frame, upright_frame

SIDES = st.floats(10, 900)


@pytest.mark.parametrize(
    ("turns", "corner"), [(0, (10, 220)), (1, (10, 20)), (2, (110, 20)), (3, (110, 220))], ids=str
)
def test_the_corner_shown_top_left_is_the_origin(turns, corner):
    assert shown_frame(10, 20, 110, 220, turns).point(*corner) == (0, 0)


@given(turns=st.integers(0, 3), x=SIDES, y=SIDES)
def test_points_inside_a_page_are_inside_it_as_shown(turns, x, y):
    width, height = (910, 920) if turns % 2 == 0 else (920, 910)
    shown = shown_frame(0, 0, 910, 920, turns).point(x, y)
    assert 0 <= shown[0] <= width
    assert 0 <= shown[1] <= height


@given(turns=st.integers(0, 3), x=SIDES, y=SIDES)
def test_four_quarter_turns_lead_back(turns, x, y):
    width, height = 910.0, 920.0
    point = (x, y)
    for _ in range(4):
        point = upright_frame(width, height, 1).point(*point)
        width, height = height, width
    assert point == pytest.approx((x, y))


@pytest.mark.parametrize(
    ("direction", "turns"), [((1, 0), 0), ((0, 1), 1), ((-1, 0), 2), ((0, -1), 3), ((5, 1), 0)]
)
def test_a_direction_is_so_many_quarter_turns(direction, turns):
    assert quarter_turns(*direction) == turns


@given(turns=st.integers(0, 3))
def test_text_set_sideways_runs_level_in_its_upright_frame(turns):
    direction = ((1, 0), (0, 1), (-1, 0), (0, -1))[turns]
    assert upright_frame(300, 400, turns).direction(*direction) == (1, 0)


@given(turns=st.integers(0, 3), more=st.integers(0, 3), x=SIDES, y=SIDES)
def test_one_frame_then_another_is_one_frame(turns, more, x, y):
    first, second = shown_frame(0, 0, 910, 920, turns), upright_frame(910, 920, more)
    assert first.then(second).point(x, y) == pytest.approx(second.point(*first.point(x, y)))


def test_boxes_hold_what_is_inside_them():
    box = Box(10, 20, 30, 60)
    assert (box.width, box.height, box.area) == (20, 40, 800)
    assert box.holds(10, 60)
    assert not box.holds(9, 60)
    assert box.holds(9, 60, slack=1)
    assert box.contains(Box(12, 20, 30, 40))
    assert not box.contains(Box(12, 20, 31, 40))
    assert box.meets(Box(29, 59, 90, 90))
    assert not box.meets(Box(30, 20, 40, 60))
    assert cover([box, Box(0, 50, 5, 90)]) == Box(0, 20, 30, 90)
    assert overlap(0, 10, 4, 20) == 6
    assert overlap(0, 10, 14, 20) == -4
