"""Numbers in digits, words and mixtures."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.numerals import numerals, tokens_of

CASES = {
    "1.2 million people": [("1.2 million", 1_200_000)],
    "5.5 lakh patients": [("5.5 lakh", 550_000)],
    "1Lakh + families": [("1Lakh", 100_000)],
    "two crore doses": [("two crore", 20_000_000)],
    "a loss of £417m": [("417m", 417_000_000)],
    "73·6 %": [("73·6", 73.6)],
    "0,5 %": [("0,5", 0.5)],
    "25 000 patients": [("25 000", 25_000)],
    "107,941 deaths": [("107,941", 107_941)],
    "a hundred and twenty": [("a hundred and twenty", 120)],
    "two and a half times": [("two and a half", 2.5)],
    "half a million": [("half a million", 500_000)],
    "three dozen": [("three dozen", 36)],
    "forty-five": [("forty-five", 45)],
    "just over five thousand patients": [("five thousand", 5_000)],
    "two hundred and five thousand men": [("two hundred and five thousand", 205_000)],
    "one in 2,000": [("one", 1), ("2,000", 2_000)],
    "36.1 to 11.3": [("36.1", 36.1), ("11.3", 11.3)],
    "five in every hundred": [("five", 5), ("hundred", 100)],
    "10k sleepers": [("10k", 10_000)],
    "2½ years": [("2", 2), ("½", 0.5)],
    "half an hour for a man": [],
    "a few people": [],
    "#54b6fc": [("54", 54), ("6", 6)],
}


@pytest.mark.parametrize(("text", "wanted"), CASES.items())
def test_numbers_are_read_with_their_value(text, wanted):
    tokens = tokens_of(text)
    found = [(text[tokens[n.first].start : tokens[n.last].end], n.value) for n in numerals(tokens)]
    assert [(words, pytest.approx(value)) for words, value in wanted] == found


@given(st.text(max_size=80))
def test_tokens_keep_their_places_and_their_order(text):
    tokens = tokens_of(text)
    assert all(text[t.start : t.end] == t.raw for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(not text[a.end : b.start].strip() for a, b in pairwise(tokens))


@given(st.integers(min_value=0, max_value=999_999_999))
def test_every_number_with_thousands_marks_is_one_number(value):
    found = list(numerals(tokens_of(f"some {value:,} people")))
    assert [n.value for n in found] == [float(value)]


@given(st.text(alphabet="0123456789 ,.-–kmbn onetwhundraimlf'", max_size=60))
def test_no_mixture_of_digits_and_words_breaks_the_reader(text):
    tokens = tokens_of(text)
    for numeral in numerals(tokens):
        assert 0 <= numeral.first <= numeral.last < len(tokens)
