"""Reference marks in running text: what is one, what is not, and where it points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.loaders.text_marks import MarkContext, bracketed_marks, glued_marks, marked_inlines, raised_marks

NO_ENTRIES = MarkContext({})


def labels(text: str, context: MarkContext = NO_ENTRIES) -> list[str]:
    return [inline.mark for inline in marked_inlines(text, context) if inline.mark is not None]


MARKED = [
    ("a bracketed number", "Pain fell by half.[3]", ["3"]),
    ("after a space", "Pain fell by half [3].", ["3"]),
    ("several", "Pain fell [1,2].", ["1", "2"]),
    ("a range", "Pain fell [2-4].", ["2", "3", "4"]),
    ("a range and more", "Pain fell [1, 3–5; 9].", ["1", "3", "4", "5", "9"]),
    ("raised digits", "Pain fell by half³ and sleep rose¹².", ["3", "12"]),
    ("raised digits in a row", "Pain fell.¹,²", ["1", "2"]),
    ("a raised range", "Pain fell.²⁻⁴", ["2", "3", "4"]),
    ("a raised digit after a year", "as found in 2021³", ["3"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MARKED], ids=[row[0] for row in MARKED])
def test_marks_are_found(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


UNMARKED = [
    ("a label that begins an entry", "[1] Poe A. Sleep. 2020."),
    ("a confidence interval", "odds ratio 2.1 (95% CI [1, 3])"),
    ("a year in brackets", "as amended [2024]"),
    ("a decimal range", "a mean of [1.2, 3.4]"),
    ("a range that runs backwards", "lines [9-2]"),
    ("a range too long for notes", "pages [1-400]"),
    ("square metres", "a suite of 40 m²"),
    ("per square metre", "25 kg/m² or more"),
    ("cubic centimetres", "10 cm³ of gel"),
    ("a power of ten", "10³ cells"),
    ("a square of a letter", "an R² of .4"),
    ("letters without an entry", "the [a] option"),
    ("a star without a note", "results vary*"),
]


@pytest.mark.parametrize("text", [row[1] for row in UNMARKED], ids=[row[0] for row in UNMARKED])
def test_what_only_looks_like_a_mark_is_text(text: str) -> None:
    assert labels(text) == []


def test_letters_and_signs_are_marks_when_an_entry_has_them() -> None:
    context = MarkContext({"a": "ref-a"}, frozenset({"*", "†"}))
    assert labels("One [a], two*, three†, four‡.", context) == ["a", "*", "†"]


def test_a_mark_points_to_its_entry_and_an_orphan_to_nothing() -> None:
    inlines = marked_inlines("One.[1] Two.[2]", MarkContext({"1": "ref-1"}))
    assert [(i.mark, i.mark_target) for i in inlines if i.mark] == [("1", "#ref-1"), ("2", None)]


LINKS = [
    ("See https://a.example/x.", "https://a.example/x"),
    ("(https://a.example/x_(y))", "https://a.example/x_(y)"),
    ("www.a.example/x, then", "https://www.a.example/x"),
    ("doi:10.1000/abc.1.", "https://doi.org/10.1000/abc.1"),
]


@pytest.mark.parametrize(("text", "target"), LINKS)
def test_addresses_in_text_are_links_without_the_punctuation_around_them(text: str, target: str) -> None:
    links = [inline.link for inline in marked_inlines(text, NO_ENTRIES) if inline.link]
    assert links == [target]


GLUED = [
    "Sleep improved in the group1 and pain fell2.",
    "The gain lasted3, even in OUD4 and after detox5.",
    "As shown before2, drugs such as GLP1 and vitamin B12 differ from COVID19 shots.",
]


def glued_labels(texts: list[str], entries: int) -> list[str]:
    return [label for found in glued_marks(texts, entries) for one in found for label in one.labels]


def test_numbers_stuck_to_words_are_marks_where_they_rise_and_a_list_answers() -> None:
    assert glued_labels(GLUED, entries=5) == ["1", "2", "3", "4", "5", "2"]


NO_HABIT = [
    ("no list", GLUED, 0),
    ("a list too short", GLUED, 2),
    ("too few of them", ["Sleep improved1 and pain fell2."], 9),
    ("numbers that fall", ["a fifth9 then seventh7 and sixth5 and fourth3 too2."], 9),
    ("names with numbers alone", ["GLP1 and HbA1 and H1N1 and COVID19 and B12."], 30),
    ("a product name all over", ["omega3 fat, omega3 oil, omega3 pills, Omega3 drops"], 9),
    ("addresses", ["https://a.example/page1 https://a.example/page2 https://a.example/page3"], 9),
]


@pytest.mark.parametrize(
    ("texts", "entries"), [row[1:] for row in NO_HABIT], ids=[row[0] for row in NO_HABIT]
)
def test_numbers_stuck_to_words_are_text_where_the_document_does_not_speak_for_it(
    texts: list[str], entries: int
) -> None:
    assert glued_labels(texts, entries) == []


@given(st.text(alphabet="ab .[]0123456789-,³*", max_size=60))
def test_no_character_is_lost_between_marks(text: str) -> None:
    found = sorted([*bracketed_marks(text), *raised_marks(text)], key=lambda one: one.start)
    inlines = marked_inlines(text, NO_ENTRIES)
    kept = "".join(inline.text for inline in inlines if inline.mark is None)
    at, rest = 0, ""
    for one in found:
        rest += text[at : one.start]
        at = one.end
    assert kept == rest + text[at:]
