"""The grammar of a language is what its lists say, and a further language needs no code."""

from dataclasses import fields, replace

import pytest
from own_rules import own_rules

from auditor.analysis.figures.masks import masks_of
from auditor.analysis.promoter.names import name_words
from auditor.analysis.support.source_frames import frames_of
from auditor.engine.checks.grammar import Grammar, SlightGrammar, grammar_of
from auditor.model.lexicon import Lexicon


def lexicon(language="en"):
    return own_rules().lexicon.of(language)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", [f.name for f in fields(Grammar) if f.name != "is_noun_first"])
def test_every_pattern_can_be_compiled_and_every_word_is_there(language, name):
    value = getattr(grammar_of(lexicon(language)), name)
    if isinstance(value, SlightGrammar):
        assert [getattr(value, f.name).search("") for f in fields(SlightGrammar)]
    elif hasattr(value, "search"):
        value.search("")
    else:
        assert value is None or isinstance(value, (str, tuple, frozenset))


def test_a_language_can_have_no_such_turn():
    assert grammar_of(lexicon("en")).verb is None
    assert grammar_of(lexicon("es")).slight is None
    assert grammar_of(lexicon("en")).slight is not None


@pytest.mark.parametrize(
    ("language", "word", "is_verb"),
    [("es", "ofrecemos", True), ("es", "somos", True), ("es", "últimos", False), ("es", "clínica", False)],
)
def test_spanish_shows_who_acts_in_the_verb(language, word, is_verb):
    verb = grammar_of(lexicon(language)).verb
    assert (verb.fullmatch(word) is not None) is is_verb


@pytest.mark.parametrize(
    ("language", "is_first", "definite"), [("en", False, "our"), ("es", True, "nuestra"), ("es", True, "del")]
)
def test_where_adjectives_stand_and_what_makes_a_noun_definite(language, is_first, definite):
    grammar = grammar_of(lexicon(language))
    assert grammar.is_noun_first is is_first
    assert definite in grammar.definite_openers


@pytest.mark.parametrize(
    ("name", "text", "is_met"),
    [
        ("side", "with us", True),
        ("side", "in the US", False),
        ("turned", "; but", True),
        ("turned", " WHILE ", False),
        ("link_back", "It works", True),
        ("tied", "longest-running", True),
        ("tied", "LONGEST-RUNNING", False),
    ],
)
def test_capitals_matter_to_some_patterns(name, text, is_met):
    assert (getattr(grammar_of(lexicon()), name).search(text) is not None) is is_met


FRENCH = {
    "grammar-order": ("noun first",),
    "grammar-link-back": (r"/^\W*(?:il|elle|ce)\b/",),
    "grammar-definite-determiners": ("le", "la", "les"),
    "frame-the": ("le", "la", "les"),
    "frame-past": ("/.{3,}èrent/",),
    "figure-masks": ("/<jours> \\d{1,2}/",),
    "jours": ("lundi", "mardi"),
    "entities-first": ("clinique",),
    "first-small-words": (r"/de\s/",),
    "first-greetings": (r"/\b[Cc]hez\s+(?P<name>NAMES)/",),
}


@pytest.fixture
def french():
    base = lexicon()
    return replace(base, lists={**base.lists, **FRENCH}, language="fr")


def test_a_further_language_says_in_lists_how_it_puts_things(french: Lexicon):
    grammar, frames = grammar_of(french), frames_of(french)
    assert grammar.is_noun_first
    assert grammar.link_back.match("Elle est sûre.")
    assert grammar.determiners >= {"le", "la", "les"}
    assert frames.past.fullmatch("trouvèrent")
    assert frames.the == "(?:les|la|le)"


def test_a_further_language_says_what_only_looks_like_a_quantity(french: Lexicon):
    assert masks_of(french).masked("Ouvert mardi 12 pour 40 patients") == "Ouvert          pour 40 patients"


def test_a_further_language_says_where_the_kind_of_business_stands(french: Lexicon):
    first = name_words(french).first
    assert first is not None
    [greeting] = first.greeting.finditer("Chez Clinique de Larche nous parlons.")
    assert greeting["name"] == "Clinique de Larche"
    assert name_words(lexicon("en")).first is None
