"""A stretch that is shown to a reviewer cuts no word and leaves no bracket or quotation mark alone."""

import pytest

from auditor.model.span import Span
from auditor.text.whole import whole


@pytest.mark.parametrize(
    ("text", "cut", "shown"),
    [
        ("★★★★★ Rated by 212 members", "★★★★★ R", "★★★★★ Rated"),
        ("an 85 per cent share", "5 per cent", "85 per cent"),
        ("★ 4.6 (3,918 reviews) of us", "4.6 (3,918 reviews", "4.6 (3,918 reviews)"),
        ("it went (for good) at once", "good) at once", "(for good) at once"),
        ("Most “top injectors” in town", "injectors” in town", "“top injectors” in town"),
        ('Most "top injectors" in town', 'injectors" in town', '"top injectors" in town'),
        ('switches off "food noise" for good', 'switches off "food', 'switches off "food noise"'),
        ("a promise of cure", "promise of cure", "promise of cure"),
        ("six feet, 5' 6\" tall", '6" tall', '6" tall'),
    ],
)
def test_a_stretch_is_made_whole(text, cut, shown):
    start = text.index(cut)
    found = whole(text, Span(start, start + len(cut)), Span(0, len(text)))
    assert found.of(text) == shown


def test_nothing_is_taken_from_beyond_the_sentence():
    text = "He said (a lot. And more) then"
    assert whole(text, Span(8, 14), Span(0, 15)).of(text) == "(a lot"


def test_the_other_half_of_a_pair_is_not_looked_for_far_away():
    text = "“I came in. " + "word " * 40 + "and left.”"
    assert whole(text, Span(0, 11), Span(0, len(text))).of(text) == "“I came in."
