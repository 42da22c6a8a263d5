"""A real click: a mouse moved by xdotool on a mark of a page as it looks, and the row that is chosen."""

from __future__ import annotations

import pytest

from .screen import MARKS

pytestmark = MARKS


@pytest.mark.parametrize(
    ("kind", "title"), [("html", "Figure without a source"), ("pdf", "Claim 1")], ids=["page", "pdf"]
)
def test_a_click_on_a_mark_chooses_its_row(screen, kind, title):
    window = screen.start("click_target.py", kind)
    window.wait_for("chosen")  # the weightiest, by itself
    _, x, y = window.wait_for("mark").split("\t")
    screen.mouse("mousemove", x, y)
    screen.mouse("click", 1)
    assert window.wait_for("chosen").split("\t")[1] == title
