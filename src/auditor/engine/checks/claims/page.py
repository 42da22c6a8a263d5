"""One document as the claim checks see it: its sentences, and the words that speak for the promoter."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import Head, read_noun_phrase, vocabulary_of
from auditor.engine.checks.grammar import WORD
from auditor.engine.checks.noun_first import read_noun_first
from auditor.model.analysis import Role, Voice
from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.names import names_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.engine.checks.base import Subject
    from auditor.engine.checks.claims.words import NounPhrase, Vocabulary
    from auditor.engine.checks.grammar import Grammar
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import PhraseSet

STRESSED_WORDS = 4
"""So many words at most are set in quotation marks for weight; more are what somebody says."""

SLOGAN_WORDS = 14
"""A line longer than this without a verb is a list of facts, not a slogan."""

PIECE_CHARS = 1500
"""A sentence longer than this is text that lost its punctuation."""

MIN_PLURAL = 4
"""A shorter topic is taken as it is written: the "s" of "gas" is no ending."""

LINKS_BACK = 2
"""So many sentences back at most stands what "it" is said of."""

PRONOUN_CHARS = 40
"""Enough of a statement to see the pronoun it begins with."""

_LOWER = regex.compile(r"\b\p{Ll}+")

_SIGNS = ".,;:!?\"“”()’'™®|"


class Owner(StrEnum):
    """Whose the thing is."""

    OWN = "own"
    OTHER = "other"
    READER = "reader"
    OPEN = "open"
    """The words do not say."""


def _unmarked(text: str, quotes: Sequence[Span]) -> str:
    chars = list(text)
    for at in (at for quote in quotes for at in (quote.start, quote.end - 1)):
        if not chars[at].isalnum():
            chars[at] = " "
    return "".join(chars)


@dataclass(frozen=True)
class Page:
    """One document as the claim checks see it: the sentences, the words that speak for the promoter."""

    subject: Subject
    vocabulary: Vocabulary

    @classmethod
    def of(cls, subject: Subject, lexicon: Lexicon) -> Page:
        """Set a document up."""
        return cls(subject, vocabulary_of(lexicon))

    @cached_property
    def text(self) -> str:
        """The document's text, with blanks for the marks around a few words that are set in them for weight.

        “We are the ‘most advanced’ clinic” is read like the same claim without marks; what a sentence mentions, asks
        or quotes from somebody keeps them.
        """
        text = self.subject.document.text
        stressed = [
            quote
            for sentence in self.subject.analysis.sentences
            if sentence.quotes and sentence.voice is Voice.ASSERTED
            for quote in sentence.quotes
            if len(quote.of(text).split()) <= STRESSED_WORDS
        ]
        return _unmarked(text, stressed) if stressed else text

    @cached_property
    def _names(self) -> regex.Pattern[str] | None:
        promoter = self.subject.analysis.promoter
        return names_pattern((*promoter.names, *promoter.offers))

    @property
    def is_selling(self) -> bool:
        """Whether the page offers something of its own."""
        return self.subject.analysis.promoter.is_selling

    @property
    def has_name(self) -> bool:
        """Whether the promoter is known by name."""
        return bool(self.subject.analysis.promoter.names)

    def is_own(self, start: int, end: int) -> bool:
        """Whether the stretch speaks of the promoter: we, our, its name, its method."""
        if self.vocabulary.own.search(self.text, start, end) is not None or self.is_named(start, end):
            return True
        return self.is_of_one and self.vocabulary.own_of_one.search(self.text, start, end) is not None

    @cached_property
    def is_of_one(self) -> bool:
        """Whether one practitioner speaks on the page: "my patients", "in my hands"."""
        return any(
            s.voice is Voice.ASSERTED
            and self.vocabulary.practising.first(self.text, s.span.start, s.span.end, self.keys(s))
            is not None
            for s in self.subject.analysis.sentences
        )

    def is_side(self, start: int, end: int) -> bool:
        """Whether the stretch stands for the promoter as one side of a comparison: its name, "us", "our clinic"."""
        return (
            self.is_named(start, end)
            or self.vocabulary.grammar.side.search(self.text, start, end) is not None
        )

    def is_named(self, start: int, end: int) -> bool:
        """Whether the stretch names the promoter or its method."""
        return self._names is not None and self._names.search(self.text, start, end) is not None

    def is_called(self, noun: str) -> bool:
        """Whether the promoter's own name says what it is by this noun: "the group" of a Heart Group."""
        return noun in self._name_words

    def is_short_name(self, word: str) -> bool:
        """Whether a word alone is what the promoter is called for short: the first of its name, no common noun."""
        names = self.subject.analysis.promoter.names
        return any(n.casefold().split()[:1] == [word] for n in names) and self.vocabulary.noun([word]) is None

    def is_titled(self, name: str) -> bool:
        """Whether the title or a main heading calls something by a name of its own: "Lumora" of "Lumora, the sleep lamp"."""
        plain = name.casefold()
        if self.vocabulary.noun([plain]) is not None or self.vocabulary.places.fullmatch(name) is not None:
            return False
        return plain not in self._lower_words and any(name in t.split() for t in self._bare_titles)

    @cached_property
    def _bare_titles(self) -> list[str]:
        return ["".join(" " if c in _SIGNS else c for c in t) for t in self._titles]

    @cached_property
    def _name_words(self) -> frozenset[str]:
        return frozenset(w for n in self.subject.analysis.promoter.names for w in n.casefold().split())

    def is_named_at(self, start: int, at: int, end: int) -> bool:
        """Whether a name of the promoter in the stretch goes on to `at`: "Anchor Clinic's", not "Anchor is India's"."""
        found = self._names.finditer(self.text, start, end) if self._names is not None else ()
        return any(m.end() > at for m in found)

    def is_staff(self, start: int, end: int) -> bool:
        """Whether the stretch names somebody by title, as pages do their own people: "Dr Byrne", "Sister Meg"."""
        return self.vocabulary.grammar.titled.search(self.text, start, end) is not None

    def is_sold_topic(self, word: str) -> bool:
        """Whether a topic of the page is what it offers, not what it offers something instead of ("a CPAP alternative")."""
        if word not in self._topics:
            return False
        form = self.vocabulary.grammar.instead.replace(WORD, regex.escape(word))
        instead = regex.compile(form, regex.IGNORECASE)
        return not any(instead.search(t) for t in self._titles)

    def is_coined(self, start: int, end: int) -> bool:
        """Whether a statement begins with the name of a product or method: "VeinSeal is", "The Corwin technique"."""
        coined = self.vocabulary.grammar.coined.match(self.text, start, end)
        if coined is None or self.is_staff(start, end):
            return False
        if coined.group("made") or coined.group("kind"):
            return True
        return self._is_name_of_thing(coined.group("plain"))

    def _is_name_of_thing(self, word: str) -> bool:
        """Whether a capitalised word is a name wherever it stands, and none of a person, place or month."""
        known, plain = self.vocabulary, word.casefold()
        if known.places.fullmatch(word) is not None or known.noun([plain]) is not None:
            return False
        if plain in known.time_nouns or plain in self._lower_words:
            return False
        return _coined_uses(word).search(self.text) is not None

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        return frozenset(_LOWER.findall(self.text))

    def starts_with_staff(self, start: int) -> bool:
        """Whether such a name stands right there."""
        return self.vocabulary.grammar.titled.match(self.text, start) is not None

    def is_sold_remedy(self, start: int, end: int) -> bool:
        """Whether the stretch names a medicine that the title or main heading is about."""
        if self.is_topic(start, end):
            return True
        words = {w.strip(_SIGNS) for w in self.text[start:end].casefold().split()}
        titled = {w.strip(_SIGNS) for t in self._titles for w in t.casefold().split()}
        return any(self.vocabulary.noun([w]) is Head.REMEDY for w in words & titled)

    def names_offer(self, span: Span) -> bool:
        """Whether a noun in the stretch names something that can be on offer."""
        tokens = span.of(self.text).casefold().split()
        heads = (self.vocabulary.noun([t.strip('.,;:!?"“”()')]) for t in tokens)
        return any(h is not None and h.is_offer for h in heads)

    def body(self) -> Iterator[Sentence]:
        """The sentences that can claim something. One without an end in sight is read in pieces."""
        for sentence in self.subject.analysis.sentences:
            if sentence.role is Role.BODY:
                yield from self._pieces(sentence)

    def _pieces(self, sentence: Sentence) -> Iterator[Sentence]:
        start, end = sentence.span.start, sentence.span.end
        while end - start > PIECE_CHARS:
            space = self.text.rfind(" ", start, start + PIECE_CHARS)
            cut = space if space > start else start + PIECE_CHARS
            yield replace(sentence, span=Span(start, cut))
            start = cut
        yield sentence if start == sentence.span.start else replace(sentence, span=Span(start, end))

    def keys(self, sentence: Sentence) -> frozenset[str]:
        """The gate keys of a sentence."""
        return self.subject.keys[sentence.index]

    def is_topic(self, start: int, end: int) -> bool:
        """Whether the stretch names what the page's title and main heading are about: a class the offer belongs to."""
        return any(w.strip(_SIGNS) in self._topics for w in self.text[start:end].casefold().split())

    def is_topic_kind(self, start: int, end: int) -> bool:
        """Whether the stretch names one of what the page is about: "the implant" on a page about implants."""
        words = (w.strip(_SIGNS) for w in self.text[start:end].casefold().split())
        return any(w.removesuffix("s") in self._topic_kinds for w in words)

    @cached_property
    def _topic_kinds(self) -> frozenset[str]:
        return frozenset(w.removesuffix("s") for w in self._topics if len(w) > MIN_PLURAL)

    def is_topic_word(self, word: str) -> bool:
        """Whether the page's title or main heading is about this word."""
        return word in self._topics

    def is_about(self, phrases: PhraseSet) -> bool:
        """Whether the title or a main heading names one of the phrases."""
        return any(phrases.first(t) is not None for t in self._titles)

    def first_head(self, start: int, end: int) -> Head:
        """What the noun phrase at the beginning of a stretch names."""
        return self.first_phrase(start, end).head

    def first_phrase(self, start: int, end: int) -> NounPhrase:
        """The noun phrase at the beginning of a stretch."""
        grammar = self.vocabulary.grammar
        read = read_noun_first if grammar.is_noun_first else read_noun_phrase
        return read(self.text, start + lead(self.text[start:end], grammar), end, self.vocabulary)

    def is_natural(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a statement is about what nobody sells: "walking", or "it" a sentence or two behind such a subject."""
        for _ in range(LINKS_BACK):
            if not begins_with_pronoun(self.text[start:end], self.vocabulary.grammar):
                break
            other = self.before(sentence)
            if other is None or self.is_own(other.span.start, other.span.end):
                return False
            sentence, start, end = other, other.span.start, other.span.end
        if is_definite(self.text[start:end], self.vocabulary.grammar):
            return False  # "the diet" is one in particular
        phrase, known = self.first_phrase(start, end), self.vocabulary
        # "Sleep mends", with a verb that no list has; but not "Sleep clinics".
        begins = phrase.words[:1] and known.noun([*phrase.words[1:2]]) is None
        return phrase.last_word in known.natural or bool(begins and phrase.words[0] in known.natural)

    def links_back(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether the stretch begins with a pronoun that points to the offer."""
        begins_so = self.vocabulary.grammar.link_back.match(self.text[start:end]) is not None
        return begins_so and self.linked_to(sentence, start) is Owner.OWN

    def linked_to(self, sentence: Sentence, at: int) -> Owner:
        """The owner of what "it", "this approach" or "they" at an offset point to, one sentence back."""
        other = self.before(sentence)
        if other is None:
            return Owner.OPEN
        of_people = self._is_they_of_people(other, at)
        if self.is_own(other.span.start, other.span.end):
            return Owner.OPEN if of_people else Owner.OWN
        return Owner.READER if of_people else Owner.OPEN

    def _is_they_of_people(self, other: Sentence, at: int) -> bool:
        """Whether "they" may be the people of the sentence before."""
        if not self.vocabulary.grammar.plural.match(self.text[at : at + PRONOUN_CHARS]):
            return False
        return self.vocabulary.readers.first(self.text, other.span.start, other.span.end) is not None

    @cached_property
    def _titles(self) -> list[str]:
        return [
            b.span.of(self.text)
            for b in self.subject.document.blocks
            if b.kind is BlockKind.TITLE or (b.kind is BlockKind.HEADING and b.level == 1)
        ]

    @cached_property
    def _topics(self) -> frozenset[str]:
        words = (w.strip(_SIGNS) for t in self._titles for w in t.casefold().split())
        known = self.vocabulary
        return frozenset(
            w
            for w in words
            if len(w) > 2
            and w not in known.ends
            and not known.is_verb(w)
            and known.noun([w]) in {None, Head.METHOD}
        )

    def stands_by_offer(self, sentence: Sentence) -> bool:
        """Whether a neighbouring sentence or the heading above speaks of the offer, or it is a slogan in a short block."""
        near = [s.span for s in (self.before(sentence), self.after(sentence)) if s is not None]
        above = self._heading_above(sentence)
        if any(self.is_own(s.start, s.end) for s in (*near, *([above] if above else []))):
            return True
        return len(self.subject.block(sentence).span.of(self.text).split()) <= SLOGAN_WORDS

    def _heading_above(self, sentence: Sentence) -> Span | None:
        blocks = self.subject.document.blocks
        above = (blocks[i] for i in range(sentence.block, -1, -1))
        return next((b.span for b in above if b.kind is BlockKind.HEADING), None)

    def after(self, sentence: Sentence) -> Sentence | None:
        """The next sentence of the same block."""
        sentences = self.subject.analysis.sentences
        other = sentences[sentence.index + 1] if sentence.index + 1 < len(sentences) else None
        return other if other is not None and other.block == sentence.block else None

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence a pronoun at the start of this one links back to: the one before, or the heading above."""
        if sentence.index == 0:
            return None
        other = self.subject.analysis.sentences[sentence.index - 1]
        near = other.block == sentence.block or sentence.block - other.block == 1
        return other if near else None


@lru_cache(maxsize=256)
def _coined_uses(word: str) -> regex.Pattern[str]:
    """Where a word stands with its capital inside a sentence."""
    return regex.compile(rf"(?<=\p{{Ll}},?\s){regex.escape(word)}\b(?!\s\p{{Lu}})")


def begins_with_pronoun(stretch: str, grammar: Grammar) -> bool:
    """Whether a statement begins with "it", "this", "they" or "here"."""
    return grammar.link_back.match(stretch) is not None


def is_definite(stretch: str, grammar: Grammar) -> bool:
    """Whether a statement begins with "the", "this", "every"."""
    return grammar.definite.match(stretch) is not None


def lead(stretch: str, grammar: Grammar) -> int:
    """Where the noun phrase begins behind the article of a statement."""
    match = grammar.definite.match(stretch) or grammar.article.match(stretch)
    return match.end() if match else 0
