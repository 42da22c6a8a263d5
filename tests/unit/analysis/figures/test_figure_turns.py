"""The small words by which figures are read stand in lists: without its list a turn says nothing."""

from dataclasses import replace

import pytest

from auditor.analysis.figures.quantities import find
from auditor.analysis.figures.turns import turns_of
from auditor.analysis.figures.words import vocabulary

TOLD = {
    "figure-earning": "Those who had been ill earn £2,000 a year less at forty.",
    "figure-invested": "For every dollar invested the state recovers $3 within ten years.",
    "figure-outnumbering": "On this ward women outnumber men by three to two.",
    "figure-placed": "The unit is in the top ten of 121 trusts.",
    "figure-each-other": "The two groups ended within 0.3 kg of each other.",
    "figure-sparing": "Some 217 people must take one for five years to prevent one stroke.",
    "figure-killing": "It kills 700 a year in this country.",
    "figure-yearly": "We take out 240 prostates annually.",
    "figure-named-values": "The number needed to treat was 8.",
    "figure-set-against": "The score was 42 points compared with 31.",
    "figure-times-words": "Smokers are twice as likely to relapse.",
    "figure-percent-words": "Some 40 percent were well a year later.",
    "figure-fares": "Half feel no different at six months.",
    "figure-not-one": "Not one infection was seen.",
}
PASSED = {
    "figure-offering": "You earn £2,000 a year less with us.",
    "figure-sight": "The patient sees doubled blurred lines.",
    "figure-supposing": "If two patients died, the coroner would call.",
}


def read(lexicon, text):
    return [f.figure.quote for f in find(text, 0, len(text), vocabulary(lexicon))]


def without(lexicon, name):
    return replace(lexicon, lists={**lexicon.lists, name: ("zzz zzz",)})


@pytest.mark.parametrize(("name", "text"), TOLD.items())
def test_a_turn_makes_a_number_a_figure(lexicon, name, text):
    assert read(lexicon, text)
    assert read(without(lexicon, name), text) != read(lexicon, text)


@pytest.mark.parametrize(("name", "text"), PASSED.items())
def test_a_turn_makes_a_number_none(lexicon, name, text):
    assert not read(lexicon, text)
    assert read(without(lexicon, name), text)


def test_a_language_adds_turns_of_its_own(lexicon):
    more = replace(lexicon, lists={**lexicon.lists, "figure-none-of": ("none of the", "not any of the")})
    assert ("not", "any", "of", "the") in turns_of(more).none_of
    assert turns_of(more).comparative_endings == ("er",)
