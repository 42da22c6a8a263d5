"""Names are found as whole words, short ones only as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.names import folded, names_pattern

FOUND = [
    ("Larkspur", "At Larkspur we listen.", "Larkspur"),
    ("Larkspur", "LARKSPUR'S nurses", "LARKSPUR"),
    ("Larkspur", "Larkspur’s nurses", "Larkspur"),
    ("Halden Neurology", "at halden  neurology", "halden  neurology"),
    ("Clear Path", "the Clear-Path clinic", "Clear-Path"),
    ("O'Hara Dental", "O’Hara Dental", "O’Hara Dental"),
]
NOT_FOUND = [
    ("Larkspur", "the larkspur in the garden"),
    ("Larkspur", "Larkspurs"),
    ("Larkspur", "mail@Larkspur.example"),
    ("Bridge", "bridge the gap"),
]


@pytest.mark.parametrize(("name", "text", "found"), FOUND)
def test_a_name_is_found_in_its_forms(name, text, found):
    assert names_pattern((name,)).search(text).group() == found


@pytest.mark.parametrize(("name", "text"), NOT_FOUND)
def test_what_only_looks_like_the_name_is_not_found(name, text):
    assert names_pattern((name,)).search(text) is None


def test_no_names_give_no_pattern():
    assert names_pattern(()) is None
    assert names_pattern(("", " ")) is None


def test_the_longest_name_wins():
    pattern = names_pattern(("Larkspur", "Larkspur Clinic"))
    assert pattern.search("Larkspur Clinic opens").group() == "Larkspur Clinic"


def test_folding_keeps_letters_and_digits_only():
    assert folded("Clear-Path Neuro 2") == "clearpathneuro2"


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12))
def test_every_name_finds_itself(name):
    found = names_pattern((name,)).search(f"from {name} with care")
    assert found is not None
    assert found.group() == name
