"""What makes no difference between two claims, and what does."""

import pytest

from auditor.text.claim_words import forms, words_of

SAME = [
    ("About half of our clients", "ABOUT  half\nof our clients"),
    ("It’s the “best” care", 'it\'s the "best" care'),
    ("long-term recovery", "long term recovery"),
    ("long–term recovery", "long‑term recovery"),
    ("recovery works", "recov\u00adery works"),
    ("recovery works", "recov-\nery works"),
    ("half recover [3]", "half recover"),
    ("half recover.[3,4]", "half recover"),
    ("half recover³", "half recover*"),
    ("92% recover", "92 percent recover"),
    ("92 % recover", "92 per cent recover"),
    ("1,200 clients", "1200 clients"),
    ("care & support", "care and support"),
    ("ﬁrst care", "first care"),
]
DIFFERENT = [
    ("92% recover", "92.5% recover"),
    ("92% recover", "92 recover"),
    ("92% recover", "29% recover"),
    ("90% recover", "90%+ recover"),
    ("90–95% recover", "90 95% recover"),
    ("5 points", "-5 points"),
    ("$500 a day", "500 a day"),
    ("1.200 clients", "1200 clients"),
    ("about half recover", "half recover"),
    ("it isn’t safe", "it is safe"),
    ("> 90% recover", "90% recover"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_way_it_is_set_makes_no_difference(one, other):
    assert forms(words_of(one)) == forms(words_of(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_figures_signs_and_words_do(one, other):
    assert forms(words_of(one)) != forms(words_of(other))


def test_words_know_where_they_stand():
    text = "Safe, and\u00ad 92 % sure [2]."
    assert [text[w.start : w.end] for w in words_of(text)] == ["Safe", "and", "92 %", "sure"]
    assert [w.is_after_break for w in words_of(text)] == [False, True, False, False]
