"""The small words and turns of a language that the checks of claims and comparisons look at.

Word lists say what things are called; these patterns say how a statement is put together. Each field is read from the
list `grammar-<field>` (`_lists/grammar.yaml`).
"""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from dataclasses import Field

    from auditor.model.lexicon import Lexicon

NOUNS, WORDS, WORD = "NOUNS", "WORDS", "WORD"
"""Stand in listed expressions for what everybody has, for words that begin another statement, for a word looked for."""

NOUN_FIRST = "noun first"
"""What the list `grammar-order` says of a language whose adjectives follow their noun."""

_CASED = frozenset(
    {
        "coined",
        "definite_before",
        "in_place",
        "most_before",
        "paired",
        "parted",
        "person",
        "side",
        "speaker",
        "staff",
        "subject_name",
        "superlative_before",
        "tied",
        "titled",
        "turned",
        "turned_over",
    }
)
"""Patterns to which capitals matter, or which look at words that are written in small letters."""


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
    told_there: regex.Pattern[str]
    """Others as the place where somebody was told or treated: "told elsewhere that"."""
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
    verb: regex.Pattern[str] | None
    """A form that only verbs have, where the language shows who acts in the verb."""
    determiner: regex.Pattern[str]
    """The determiner before a word, with what may stand between them; it is the group `word`."""
    own_determiners: frozenset[str]
    """ "Our"."""
    reader_determiners: frozenset[str]
    """ "Your", and other people's."""
    open_determiners: frozenset[str]
    """Those that leave it open whose the thing is: "its"."""
    definite_determiners: frozenset[str]
    """Where the determiner stands before the adjectives: "the", "this"."""
    indefinite_determiners: frozenset[str]
    """The same: "a", "some"."""
    contracted: frozenset[str]
    """Definite determiners that hold "of"."""
    partitive: frozenset[str]
    """Words before "of" that take some out of a whole: "one of"."""
    predicate: regex.Pattern[str]
    """The end of a stretch that says what its subject is: "is by far the"."""
    joined: regex.Pattern[str]
    """The end of a stretch before a second thing that the same subject is: ", and the"."""
    leading: regex.Pattern[str]
    """All that may stand before a noun phrase that begins its statement."""
    speakers: frozenset[str]
    """A line that begins with one of these says something of them, whatever its verb."""
    infinitives: frozenset[str]
    """Behind it a verb makes no statement: "The first clinic in Kent to offer it"."""
    subject_name: regex.Pattern[str]
    """The subject that a statement begins with, by its name or pronoun."""
    opened: regex.Pattern[str]
    """A phrase that comes before the subject: "With twenty years behind her, Dr Byrne …"."""
    pointing: regex.Pattern[str]
    """What points at the thing that is offered: "This best-selling formula"."""
    he_she: regex.Pattern[str]
    """He, she, as the subject."""
    ranked_person: regex.Pattern[str]
    """All that stands before the praise of one of the page's people, as others are said to give it."""
    parted: regex.Pattern[str]
    """Where the part of a sentence ends."""
    in_place: regex.Pattern[str]
    """A place behind its preposition."""
    scope_nouns_meant: frozenset[str]
    """Between a noun and the place that limits it nothing stands but these: "the only one in Kent"."""
    denied_before: regex.Pattern[str]
    """A denial whose statement is over before another begins: "No method removes a scar, and ..."."""
    definite_before: regex.Pattern[str]
    """What makes a superlative definite, right before it."""
    superlative_before: regex.Pattern[str]
    """What shows a superlative without a word of degree, right before it."""
    most_before: regex.Pattern[str]
    """What shows a superlative with a word of degree, right before it."""
    tied: regex.Pattern[str]
    """What is tied to a degree: "longest-running"."""
    titled: regex.Pattern[str]
    """Somebody named by a title, as pages do their own people: "Dr Byrne", "Sister Meg"."""
    instead: str
    """How a title names what the offer stands in for; `WORD` stands for that."""
    coined: regex.Pattern[str]
    """How a statement begins that is about a thing with a name of its own, in groups by how much the name tells."""
    no_noun_endings: tuple[str, ...]
    """How adverbs, participles and adjectives end that may follow a noun."""
    able_words: tuple[str, ...]
    """Before a picture these tell what a medicine may do."""
    slight: SlightGrammar | None
    """How slights are tied to others; None where the language has no list of them."""
    is_noun_first: bool
    """Whether adjectives follow their noun, so that the first noun of a phrase is its head."""

    @cached_property
    def definite_openers(self) -> frozenset[str]:
        """The determiners that make a noun phrase definite."""
        return self.definite_determiners | self.own_determiners | self.reader_determiners

    @cached_property
    def determiners(self) -> frozenset[str]:
        """All determiners."""
        return self.definite_openers | self.indefinite_determiners


@lru_cache(maxsize=4)
def grammar_of(lexicon: Lexicon) -> Grammar:
    """Read the lists once a process."""
    made = {
        f.name: _made(f, "", lexicon) for f in fields(Grammar) if f.name not in {"slight", "is_noun_first"}
    }
    slight: dict[str, Any] = {f.name: _made(f, "slight-", lexicon) for f in fields(SlightGrammar)}
    return Grammar(
        **made,
        slight=SlightGrammar(**slight) if lexicon.words("grammar-slight-side") else None,
        is_noun_first=NOUN_FIRST in lexicon.words("grammar-order"),
    )


def _made(field: Field[Any], prefix: str, lexicon: Lexicon) -> Any:
    """Return a list as its field is annotated."""
    entries = lexicon.words(f"grammar-{prefix}{field.name.replace('_', '-')}")
    if field.type == "frozenset[str]":
        return frozenset(entries)
    if field.type == "tuple[str, ...]":
        return entries
    said = one_of(entries, blank=r"\ ", lists=lexicon.lists)
    if field.type == "str":
        return said
    if not entries and field.type != "regex.Pattern[str]":
        return None
    return regex.compile(said, 0 if prefix + field.name in _CASED else regex.IGNORECASE)
