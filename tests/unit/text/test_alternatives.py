"""Patterns made of word lists."""

import pytest

from auditor.text import late_regex as regex
from auditor.text.alternatives import any_word, one_of


def found(pattern, text):
    match = regex.compile(pattern).search(text)
    return match and match.group()


@pytest.mark.parametrize(
    ("entries", "text", "words"),
    [
        (["per", "per cent"], "40 per cent", "per cent"),
        (["per cent"], "40 per\ncent", "per\ncent"),
        (["a.m."], "at 9 ahms", None),
        (["half", "/thirds?/"], "two thirds", "thirds"),
        (["/out of \\d/"], "out of 3", "out of 3"),
        (["/"], "a/b", "/"),
        (["//"], "a//b", "//"),
        ([], "anything", None),
    ],
)
def test_one_of_the_entries_is_found(entries, text, words):
    assert found(one_of(entries), text) == words


def test_the_longest_word_comes_first_and_expressions_last():
    assert one_of(["in", "/i\\w+/", "inside"]) == r"(?:inside|in|i\w+)"


@pytest.mark.parametrize(
    ("blank", "text", "is_met"), [(r"\s", "of\u00a0it", True), (r"\ ", "of\u00a0it", False)]
)
def test_a_blank_is_what_it_is_said_to_be(blank, text, is_met):
    assert (found(one_of(["of it"], blank=blank), text) is not None) is is_met


LISTS = {"months": ("march", "may"), "dates": ("/\\d <months>/",), "named": ("/(?P<months>\\d)/",)}


@pytest.mark.parametrize(
    ("entries", "text", "words"),
    [
        (["/on <months>/"], "on may", "on may"),
        (["/on <dates>/"], "on 3 march", "on 3 march"),
        (["/(?P<months>\\d) of/"], "3 of", "3 of"),
        (["/<unknown>/"], "<unknown>", "<unknown>"),
    ],
)
def test_an_expression_can_name_lists(entries, text, words):
    assert found(one_of(entries, lists=LISTS), text) == words


def test_a_word_is_found_whole_and_in_any_case():
    assert any_word(["our"]).search("OUR clinic")
    assert any_word(["our"]).search("four clinics") is None
