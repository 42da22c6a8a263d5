"""Articles, number and places as a careful writer has them, and sentences that look untouched."""

import pytest

from auditor.engine.english import english_of, tidied
from auditor.engine.pack import read_rules
from auditor.workflow.resources import rules_folder

GRAMMAR = english_of(read_rules(rules_folder(), is_checked=True).lexicon)

ARTICLES = [
    ("It is", "clinic", "a"),
    ("It is", "eye clinic", "an"),
    ("It is", "MRI scanner", "an"),
    ("It is", "CBD product", "a"),
    ("It is", "unique clinic", "a"),
    ("It is", "university hospital", "a"),
    ("It is", "hourly service", "an"),
    ("It is", "NHS clinic", "an"),
    ("It is", "UK clinic", "a"),
    ("We are", "surgeons", ""),
    ("We offer", "care", ""),
    ("We offer", "treatment", ""),
    ("It is", "treatment", "a"),
    ("Welcome to Elm House,", "treatment", "a"),
    ("We offer", "anxiety treatment", "an"),
]


@pytest.mark.parametrize(("before", "phrase", "article"), ARTICLES, ids=[f"{b} {p}" for b, p, _ in ARTICLES])
def test_an_article_fits_its_noun_and_its_place(before, phrase, article):
    text = f"{before} {phrase} in Leeds."
    found = GRAMMAR.noun_phrase(text, len(before))
    assert found is not None
    assert GRAMMAR.article(before, found.first, found.noun) == article


NO_PHRASE = [
    "surgeons work at our hospital",
    "hands in eye surgery",
    "results in the industry",
    ", smartest hearing aid",
    "zyglot in Kent",
    "in the country",
    "",
]


@pytest.mark.parametrize("text", NO_PHRASE)
def test_a_phrase_that_is_unknown_or_uncertain_or_hollow_is_none(text):
    assert GRAMMAR.noun_phrase(text, 0) is None


def test_a_noun_phrase_ends_with_its_noun():
    text = "a new detox center."
    found = GRAMMAR.noun_phrase(text, 1)
    assert (found.noun, text[found.noun_start : found.end]) == ("center", "center")


def test_a_team_of_nurses_is_a_team():
    assert GRAMMAR.noun_phrase("our team of nurses in Leeds", 3).noun == "team"


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("clinics", "clinic"),
        ("therapies", "therapy"),
        ("surgeons", "surgeon"),
        ("people", None),
        ("clinic", None),
    ],
)
def test_a_regular_plural_has_a_singular(plural, singular):
    assert GRAMMAR.singular(plural) == singular


@pytest.mark.parametrize(
    "name", ["Ohio", "the UK", "The north of England", "Mid North Coast", "Rhode Island", "Europe"]
)
def test_places_are_known(name):
    assert GRAMMAR.is_place(name)


@pytest.mark.parametrize("name", ["Larkmoor", "Dr Vane", "our clinic", "Bright"])
def test_other_names_are_no_places(name):
    assert not GRAMMAR.is_place(name)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ohio", "in Ohio"),
        ("The north of England", "in the north of England"),
        ("the Gold Coast", "on the Gold Coast"),
    ],
)
def test_a_place_takes_its_preposition(name, told):
    assert GRAMMAR.at_place(name) == told


TIDY = [
    ("clinics in Kent.", "The best clinics in Kent.", "Clinics in Kent."),
    (" , call us today .", "Don't wait, call us today.", "Call us today."),
    ("we work  well , really", "We work best, really", "We work well, really"),
    ("a clinic | ours", "Leading clinic | Ours", "A clinic | Ours"),
    ("eBay is here", "eBay is best here", "eBay is here"),
]


@pytest.mark.parametrize(("changed", "original", "told"), TIDY, ids=[t[2] for t in TIDY])
def test_a_changed_sentence_looks_untouched(changed, original, told):
    assert tidied(changed, original) == told
