"""What a noun phrase is the name of, and where it ends."""

import pytest
from own_rules import own_rules

from auditor.engine.checks.claims.words import Head, read_noun_phrase, vocabulary_of

VOCABULARY = vocabulary_of(own_rules().lexicon)

PHRASES = [
    ("clinic in Leeds", Head.PROVIDER, ("clinic",)),
    ("cancer treatment available", Head.METHOD, ("cancer", "treatment")),
    ("side effects of the tablets", Head.CLINICAL, ("side", "effects")),
    ("surgeons and nurses", Head.PEOPLE, ("surgeons",)),
    ("and effective treatment", Head.METHOD, ("effective", "treatment")),
    ("level of care", Head.CARE, ("level", "care")),
    ("level of risk", Head.CLINICAL, ("level", "risk")),
    ("quality treatment", Head.CARE, ("quality", "treatment")),
    ("success rates", Head.OUTCOME, ("success", "rates")),
    ("way to stop", Head.EVERYDAY, ("way",)),
    ("medicine we have", Head.REMEDY, ("medicine",)),
    ("available therapy", Head.METHOD, ("therapy",)),
    ("teams in day surgery", Head.PEOPLE, ("teams",)),
    (" in day surgery", Head.PROVIDER, ("day", "surgery")),
    (" in the end", Head.NONE, ()),
    (", smartest aligners", Head.METHOD, ("smartest", "aligners")),
    ("glow", Head.UNKNOWN, ("glow",)),
    ("", Head.NONE, ()),
]


@pytest.mark.parametrize(("text", "head", "words"), PHRASES)
def test_the_head_of_a_phrase_is_its_last_known_noun(text, head, words):
    phrase = read_noun_phrase(text, 0, len(text), VOCABULARY)
    assert (phrase.head, phrase.words) == (head, words)


def test_a_phrase_is_read_no_further_than_its_limit():
    text = "most advanced laser clinic"
    assert read_noun_phrase(text, 14, 19, VOCABULARY).words == ("laser",)


OWN = ["We listen.", "Ask us.", "Our clinic", "It is ours."]
NOT_OWN = ["The US is large.", "Our brains are complex.", "Your clinic", "Hours", "weather"]


@pytest.mark.parametrize("text", OWN)
def test_the_promoter_speaks_of_itself(text):
    assert VOCABULARY.own.search(text)


@pytest.mark.parametrize("text", NOT_OWN)
def test_countries_and_what_everybody_has_are_not_the_promoters(text):
    assert not VOCABULARY.own.search(text)
