"""The program's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.gui import words
from auditor.model.analysis import Grade
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        (words.SEVERITY_WORDS, Severity),
        (words.SEVERITY_MEANING, Severity),
        (words.OUTCOME_WORDS, Outcome),
        (words.OUTCOME_MEANING, Outcome),
        (words.GRADE_WORDS, Grade),
        (words.STATUS_WORDS, Status),
    ],
)
def test_there_are_words_for_every_kind(table, kinds):
    assert list(table) == list(kinds)
    assert len(set(table.values())) == len(kinds)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 findings"), (1, "1 finding"), (2, "2 findings"), (1246, "1,246 findings")]
)
def test_numbers_agree_with_their_nouns(number, expected):
    assert words.counted(number, "finding") == expected


def test_a_noun_may_have_a_plural_of_its_own():
    assert words.counted(2, "address", "addresses") == "2 addresses"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("https://www.clinic.example/page", "clinic.example/page"),
        ("http://clinic.example", "clinic.example"),
        ("page of https://x.html", "page of https://x.html"),
    ],
)
def test_a_name_loses_what_all_addresses_begin_with(name, short):
    assert words.short_name(name) == short


@given(st.text(max_size=120))
def test_making_words_breakable_changes_nothing_that_is_seen(text):
    assert words.breakable(text).replace("\u200b", "") == text.replace("\u200b", "")


def test_only_words_without_a_natural_break_are_made_breakable():
    assert words.breakable("us/superlative-about-what-is-sold") == "us/superlative-about-what-is-sold"
    assert words.breakable("w" * 60).count("\u200b") == 2
