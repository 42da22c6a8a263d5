"""The small words and turns of a language that the checks of claims and comparisons look at.

Word lists say what things are called; these patterns say how a statement is put together.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from auditor.model.values import dataclass

if TYPE_CHECKING:
    import regex


@dataclass(frozen=True)
class SlightGrammar:
    """How a language says of whom a slight is meant."""

    side: regex.Pattern[str]
    """Where a sentence turns to somebody else, a colon not included."""
    likened: regex.Pattern[str]
    """The end of a stretch that likens something to what follows: "is little more than a"."""
    agent: regex.Pattern[str]
    """What stands between a slight and those who are said to do it."""
    resuming: regex.Pattern[str]
    """The beginning of a sentence that may go on about those of the one before."""
    opinion: regex.Pattern[str]
    """Words of the speaker that only say whose view it is: "in our experience"."""


@dataclass(frozen=True)
class Grammar:
    """Patterns of one language."""

    conditions: frozenset[str]
    """Words that begin a condition."""
    own: str
    """The words that speak for the promoter; `NOUNS` stands for what everybody has ("our brains")."""
    own_of_one: str
    """The words of a practitioner who speaks alone."""
    breaks: str
    """Where a statement ends; `WORDS` stands for the list of words that begin another, a group named `word`."""
    relative: frozenset[str]
    """Words that can hang on the noun before them."""
    most: tuple[str, ...]
    """What a superlative begins with that is made with a word of degree."""
    preposition: regex.Pattern[str]
    """Behind a bare superlative: what leads on to its noun."""
    joining: frozenset[str]
    """Words for "and"."""
    of: frozenset[str]
    """Words for "of"."""
    degrees: frozenset[str]
    """Words of degree inside a noun phrase."""
    side: regex.Pattern[str]
    """The promoter as one side of a comparison: us, ours."""
    link_back: regex.Pattern[str]
    """A statement that begins with a pronoun which points back."""
    plural: regex.Pattern[str]
    """The same with a pronoun in the plural."""
    definite: regex.Pattern[str]
    """A statement that begins with the definite article and its like."""
    article: regex.Pattern[str]
    """The indefinite article at the beginning of a statement, if there is one."""
    clause: regex.Pattern[str]
    """Where a new statement begins inside a sentence."""
    condition: regex.Pattern[str]
    """The end of a stretch that makes a condition of what follows."""
    that: regex.Pattern[str]
    """The word that opens reported speech."""
    turned_over: regex.Pattern[str]
    """Where a sentence turns to its other side; a colon does so too."""
    only: regex.Pattern[str]
    """Others that "only" do something."""
    shrug: regex.Pattern[str]
    """The beginning of an answer that shrugs."""
    turned: regex.Pattern[str]
    """Where a sentence turns to its other side."""
    agreeing: regex.Pattern[str]
    """A reply that says the same of itself."""
    resumed: regex.Pattern[str]
    """A pronoun that goes on with the subject before."""
    governing: frozenset[str]
    """Words that govern the noun behind them, so that it is no subject."""
    other_subject: regex.Pattern[str]
    """Words that bring in somebody else as the subject: "and most of them"."""
    paired: regex.Pattern[str]
    """What stands between two short statements set against each other."""
    speaker: regex.Pattern[str]
    """The first words of a statement, up to its subject."""
    particular: regex.Pattern[str]
    """A statement about somebody or something in particular."""
    promised: regex.Pattern[str]
    """A statement on what the reader will get: "you'll have", "expect"."""
    unlike: regex.Pattern[str]
    """ "Unlike X," with what it names as `others`."""
    opening: regex.Pattern[str]
    """Words that may stand before a comparison that opens its line: "And far safer than"."""
    those: regex.Pattern[str]
    """The other side by a pronoun and a place: "than those in hospital", "than that of a chain"."""
    person: regex.Pattern[str]
    """It, they: the offer behind such an opening."""
    staff: regex.Pattern[str]
    """He, she: one of the promoter's people."""
    named_thing: regex.Pattern[str]
    """Behind "than": a thing with a name of its own."""
    here: regex.Pattern[str]
    """The promoter's own place: here."""
    yardstick: regex.Pattern[str]
    """Behind "than": no other side, but a time, a number, an expectation, or people as they are."""
    otherness: regex.Pattern[str]
    """Behind "than": others, by the word that makes them others: "other brands", "the usual drill", "elsewhere"."""
    inside: regex.Pattern[str]
    """Behind "than": the small words before the noun of the other side."""
    than: regex.Pattern[str]
    """The word that brings in the other side."""
    able: regex.Pattern[str]
    """Before a gain: words that make it a possibility."""
    doing: regex.Pattern[str]
    """In a heading: what readers do themselves."""
    condition_before: regex.Pattern[str]
    """A condition that opens the sentence."""
    parallel: regex.Pattern[str]
    """ "With our laser … than with stitches": the preposition says that both sides are of one kind."""
    possessed: regex.Pattern[str]
    """A statement about a thing of the promoter's: "our implants", "ours"."""
    to_you: regex.Pattern[str]
    """A statement about the reader: "you could start tonight"."""
    elsewhere: regex.Pattern[str]
    """Behind "than": any place but this one."""
    other: regex.Pattern[str]
    """Others called so: "other aids"."""
    conceding: regex.Pattern[str]
    """ "While X does this, " with what it names as `others`."""
    verb: regex.Pattern[str] | None = None
    """A form that only verbs have, where the language shows who acts in the verb."""
    slight: SlightGrammar | None = None
    """How slights are tied to others; None where the language has no list of them."""
    is_noun_first: bool = False
    """Whether adjectives follow their noun, so that the first noun of a phrase is its head."""


def grammar_of(language: str) -> Grammar:
    """Return the grammar of a language, read when it is first asked for."""
    if language == "es":
        spanish: Grammar = import_module("auditor.engine.checks.grammar_es").SPANISH
        return spanish
    english: Grammar = import_module("auditor.engine.checks.grammar_en").ENGLISH
    return english
