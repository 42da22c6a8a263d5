"""Text from pages is shown, cut and disarmed without losing a character silently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.export.safe_text import (
    FORMULA_STARTS,
    cut,
    disarmed,
    encodable,
    length,
    one_line,
    pieces,
    starts_like_formula,
    visible,
)

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b", "a␀b"),
        ("gone\x7f", "gone␡"),
        ("half \ud83d", "half �"),
        ("no character \ufffe \uffff", "no character � �"),
        ("one\n\n  two", "one\ntwo"),
        ("one \r\ntwo\rthree", "one\ntwo\nthree"),
        ("tab\tstays", "tab\tstays"),
        ("😀 whole", "😀 whole"),
    ],
)
def test_forbidden_characters_are_replaced_by_signs(text, shown):
    assert visible(text) == shown


@given(ANY_TEXT)
def test_visible_text_can_be_written_in_xml_and_changes_no_more(text):
    shown = visible(text)
    assert all(c in "\t\n" or (ord(c) >= 0x20 and not 0xD800 <= ord(c) <= 0xDFFF) for c in shown)
    assert "\ufffe" not in shown
    assert "\uffff" not in shown
    assert visible(shown) == shown


@given(ANY_TEXT)
def test_encodable_text_keeps_every_offset(text):
    safe = encodable(text)
    assert len(safe) == len(text)
    assert all(b in {a, "�"} for a, b in zip(text, safe, strict=True))
    safe.encode("utf-8")


@given(st.text(), st.integers(2, 40))
def test_pieces_join_to_the_text_and_fit(text, limit):
    found = list(pieces(text, limit))
    assert "".join(found) == text
    assert all(0 < length(piece) <= limit for piece in found)


@given(st.text(st.sampled_from("ab😀"), max_size=60), st.integers(2, 30))
def test_a_cut_is_as_long_as_it_can_be(text, limit):
    head, rest = cut(text, limit)
    assert head + rest == text
    assert not rest or length(head + rest[0]) > limit


@pytest.mark.parametrize(("text", "counted"), [("abc", 3), ("ä", 1), ("😀", 2), ("a😀b", 4)])
def test_characters_are_counted_like_a_spreadsheet(text, counted):
    assert length(text) == counted


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_formula_starts_are_recognised(text):
    assert starts_like_formula(text)


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "'=1"])
def test_other_text_is_no_formula(text):
    assert not starts_like_formula(text)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("\t=1", "'=1"),
        ("-5 %", "'-5 %"),
        ("first; =cmd()", "first; '=cmd()"),
        ("a\nb", "a b"),
        ("5-6; 7", "5-6; 7"),
    ],
)
def test_table_fields_are_disarmed(text, safe):
    assert disarmed(text) == safe


@given(ANY_TEXT)
def test_a_disarmed_field_never_begins_like_a_formula(text):
    assert disarmed(text)[:1] not in FORMULA_STARTS
    assert "\n" not in disarmed(text)


def test_one_line_keeps_the_words():
    assert one_line("  one\n\ntwo\tthree ") == "one two three"
