"""Finds the thing a claim is made about: the noun it belongs to, and whose that is.

"Our most advanced clinic" belongs to the promoter by its determiner, "it is the most advanced clinic" by its
subject, one link back, "the most common side effect" to medicine whoever says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from auditor.engine.checks.claim_words import Head, NounPhrase, read_noun_phrase, vocabulary_of
from auditor.model.document import BlockKind
from auditor.text.names import names_pattern
from auditor.text.phrases import Match

if TYPE_CHECKING:
    from auditor.engine.checks.base import Subject
    from auditor.engine.checks.claim_words import Vocabulary
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span
    from auditor.text.phrases import PhraseSet

FRAGMENT_WORDS = 14
"""A line longer than this without a verb is a list of facts, not a slogan."""

DETERMINER_CHARS = 60
"""How far before a word its determiner may stand ("the United Kingdom's very own leading …")."""

_DETERMINER = regex.compile(
    r"(?P<word>\b(?:our|my|your|their|his|her|its)|[\p{L}\p{N}][\p{L}\p{N}.&™®\-]*(?:['’]s|s['’]))"
    r"(?:\s+(?:very|single|own|two|three|four|five|ten|first|new|simply|[\p{L}]+ly))*\s+$",
    regex.IGNORECASE,
)
_PREDICATE = regex.compile(
    r"\b(?:is|are|was|were|be|being|remains?|becomes?|'s|’s|'re|’re)\s+(?:\p{L}+ly\s+|still\s+)?(?:one\s+of\s+|among\s+)?(?:the\s+|a\s+|an\s+)?(?:very\s+)?$",
    regex.IGNORECASE,
)
_US = regex.compile(r"\b(?:us|Us|[Oo]urs?)\b")
_LEADING = regex.compile(
    r"\W*(?:(?:and|but|so|yet|even|only|perhaps|often|usually)\s+)*(?:(?:the|a|an|some|one|many)\s+(?:of\s+the\s+|very\s+|absolute\s+|single\s+)*)?",
    regex.IGNORECASE,
)
_LINK_BACK = regex.compile(
    r"^\W*(?:(?:and|but|so|yet)\s+)?(?:it|they|this|these|that|those|such|here|all of (?:it|this|them))\b",
    regex.IGNORECASE,
)
_PLURAL = regex.compile(r"^\W*(?:(?:and|but|so|yet)\s+)?(?:they|these|those)\b", regex.IGNORECASE)
_READER_FIRST = regex.compile(
    r"^\W*(?:(?:and|but|so|if|when|for|as|to|in|of|the|most|many|some|all|these|those|older|younger|such)\s+){0,3}"
    r"(?:you|your|yours|yourself|people|patients|individuals|someone|anyone|everyone|those|adults|children|teens|men|women|smokers|drinkers|parents|couples|families)\b",
    regex.IGNORECASE,
)
_DEFINITE = regex.compile(r"^\W*(?:the|this|these|every|each|all)\s+", regex.IGNORECASE)


_SIGNS = ".,;:!?\"“”()’'™®|"


SEEKING_CHARS = 30
"""How far behind "find" or "choose" the thing sought may stand ("… find out which of the very best …")."""


class Owner(StrEnum):
    """Whose the thing is."""

    OWN = "own"
    OTHER = "other"
    READER = "reader"
    OPEN = "open"
    """The words do not say."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The thing claimed about. `owns_directly`: "our" or the promoter's name stands right before the word."""

    phrase: NounPhrase
    owner: Owner
    owns_directly: bool = False
    has_scope: bool = False
    has_near_scope: bool = False
    """The scope belongs to the noun itself: "our largest clinic in Ireland"."""
    is_fragment: bool = False
    is_inviting: bool = False
    is_owned_after: bool = False
    """The owner is only named behind the noun: "the only test we do"."""
    is_said_of_something: bool = False
    """Something stands before it in its statement: it is not itself what the statement is about."""
    is_predicate: bool = False
    """The words say what the subject is: "our plan is the fastest way"."""
    subject: Head = Head.NONE
    """What the subject names when the word stands in the predicate ("the comfort is unmatched")."""

    @property
    def head(self) -> Head:
        """What the noun names."""
        return self.phrase.head

    @property
    def is_own_predicate(self) -> bool:
        """Whether the words say what the promoter is."""
        return self.owner is Owner.OWN and self.is_predicate


@dataclass(frozen=True)
class Page:
    """One document as the claim checks see it: the sentences, the words that speak for the promoter."""

    subject: Subject
    vocabulary: Vocabulary

    @classmethod
    def of(cls, subject: Subject, lexicon: Lexicon) -> Page:
        """Set a document up."""
        return cls(subject, vocabulary_of(lexicon))

    @property
    def text(self) -> str:
        """The document's canonical text."""
        return self.subject.document.text

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
        return self.vocabulary.own.search(self.text, start, end) is not None or self.is_named(start, end)

    def is_side(self, start: int, end: int) -> bool:
        """Whether the stretch stands for the promoter as one side of a comparison: its name, "us", "our clinic"."""
        return self.is_named(start, end) or _US.search(self.text, start, end) is not None

    def is_named(self, start: int, end: int) -> bool:
        """Whether the stretch names the promoter or its method."""
        return self._names is not None and self._names.search(self.text, start, end) is not None

    def names_offer(self, span: Span) -> bool:
        """Whether a noun in the stretch names something that can be on offer."""
        tokens = span.of(self.text).casefold().split()
        heads = (self.vocabulary.noun([t.strip('.,;:!?"“”()')]) for t in tokens)
        return any(h is not None and h.is_offer for h in heads)

    def keys(self, sentence: Sentence) -> frozenset[str]:
        """The gate keys of a sentence."""
        return self.subject.keys[sentence.index]

    def is_topic(self, start: int, end: int) -> bool:
        """Whether the stretch names what the page's title and main heading are about: a class the offer belongs to."""
        return any(w.strip(_SIGNS) in self._topics for w in self.text[start:end].casefold().split())

    def is_about(self, phrases: PhraseSet) -> bool:
        """Whether the title or a main heading names one of the phrases."""
        return any(phrases.first(t) is not None for t in self._titles)

    def first_head(self, start: int, end: int) -> Head:
        """What the noun phrase at the beginning of a stretch names."""
        return read_noun_phrase(self.text, start + _lead(self.text[start:end]), end, self.vocabulary).head

    def links_back(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether the stretch begins with a pronoun that points to the offer."""
        return (
            _LINK_BACK.match(self.text[start:end]) is not None
            and _linked_back(self, sentence, start) is Owner.OWN
        )

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
        """Whether a neighbouring sentence speaks of the offer, or the sentence is a slogan in a short block."""
        for other in (self.before(sentence), self.after(sentence)):
            if other is not None and self.is_own(other.span.start, other.span.end):
                return True
        return len(self.subject.block(sentence).span.of(self.text).split()) <= FRAGMENT_WORDS

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


def claimed_about(page: Page, sentence: Sentence, trigger: Span) -> Claimed:
    """Find what the words at `trigger` are said of."""
    text, words = page.text, page.vocabulary
    left, right = _clause(page, sentence, trigger)
    phrase = read_noun_phrase(text, trigger.end, right, words)
    owner, direct, scoped = _by_determiner(page, sentence, trigger)
    subject = Head.NONE
    if owner is Owner.OPEN:
        owner, subject = _by_subject(page, sentence, left, trigger)
    after = owner is Owner.OPEN and page.is_own(phrase.end, right)
    if after:
        owner = Owner.OWN
    scope = _scope(page, sentence, trigger.end, right)
    return Claimed(
        phrase,
        owner,
        owns_directly=direct,
        has_scope=scoped or scope is not None,
        has_near_scope=scoped or (scope is not None and scope <= phrase.end + 1),
        is_fragment=is_fragment(page, left, right),
        is_inviting=words.inviting.first(text, left, trigger.start, page.keys(sentence)) is not None,
        is_owned_after=after,
        is_said_of_something=_LEADING.fullmatch(text, left, trigger.start) is None,
        is_predicate=_PREDICATE.search(text, left, trigger.start) is not None,
        subject=subject,
    )


def is_fragment(page: Page, start: int, end: int) -> bool:
    """Whether a statement is a slogan without a verb ("World-class physicians.")."""
    tokens = page.text[start:end].casefold().replace("’", "'").split()
    if len(tokens) > FRAGMENT_WORDS:
        return False
    return not any(page.vocabulary.is_verb(t.strip('.,;:!?"“”()')) for t in tokens)


def _clause(page: Page, sentence: Sentence, trigger: Span) -> tuple[int, int]:
    """Where the statement that holds the trigger begins and ends. A relative clause reaches back to its noun."""
    text, words = page.text, page.vocabulary
    start, end = sentence.span.start, sentence.span.end
    begins = start
    for match in words.breaks.finditer(text, start, trigger.start):
        if not _reaches_back(text, start, match, words):
            begins = match.end()
    stop = next((m.start() for m in words.breaks.finditer(text, trigger.end, end)), end)
    return begins, stop


def _reaches_back(text: str, start: int, match: regex.Match[str], words: Vocabulary) -> bool:
    """Whether "who", "which", "that" hangs on the noun before it rather than on "we know"."""
    word = (match.group("word") or "").casefold()
    if word not in words.relative:
        return False
    stretch = text[start : match.start()].casefold().rstrip()
    if word == "that" and stretch.endswith(","):
        return False
    before = stretch.rstrip(" ,").rpartition(" ")[2]
    return bool(before) and before not in words.reporting


def _by_determiner(page: Page, sentence: Sentence, trigger: Span) -> tuple[Owner, bool, bool]:
    """Read "our", "your", "Larkspur's", "Ohio's" before the word: owner, owned directly, scope."""
    at = max(sentence.span.start, trigger.start - DETERMINER_CHARS)
    match = _DETERMINER.search(page.text, at, trigger.start)
    if match is None:
        return Owner.OPEN, False, False
    word = match.group("word").casefold().replace("’", "'")
    if word in {"our", "my"} or page.is_named(at, match.end("word")):
        return Owner.OWN, True, False
    if word in {"your", "their", "his", "her"}:
        return Owner.READER, False, False
    noun = word.removesuffix("'s")
    if noun == "its" or noun in page.vocabulary.time_nouns:
        return Owner.OPEN, False, False
    scoped = noun in page.vocabulary.scope_nouns or match.group("word")[0].isupper()
    return (Owner.OPEN if scoped else Owner.OTHER), False, scoped


def _by_subject(page: Page, sentence: Sentence, left: int, trigger: Span) -> tuple[Owner, Head]:
    """Read the owner off what stands before the word in its statement."""
    text, words, keys = page.text, page.vocabulary, page.keys(sentence)
    if page.is_own(left, trigger.start):
        return (Owner.READER if _seeks(text, left, trigger.start, words) else Owner.OWN), Head.NONE
    stretch = text[left : trigger.start]
    if words.others.first(text, left, trigger.start, keys) is not None or _is_place(stretch, words):
        return Owner.OTHER, Head.NONE
    if _LINK_BACK.match(stretch):
        own = page.is_own(sentence.span.start, left)
        return (Owner.OWN if own else _linked_back(page, sentence, left)), Head.NONE
    phrase = read_noun_phrase(text, left + _lead(stretch), trigger.start, words)
    if phrase.head is Head.PROVIDER and _DEFINITE.match(stretch):
        return Owner.OWN, phrase.head
    if words.readers.first(text, left, trigger.start, keys) is not None and _READER_FIRST.match(stretch):
        return Owner.READER, phrase.head
    return Owner.OPEN, phrase.head


def _is_place(stretch: str, words: Vocabulary) -> bool:
    """Whether a place is the subject ("Florida has the highest …"), not only where it is ("In Florida, …")."""
    bare = stretch.lstrip(" “\"'‘")
    place = words.places.match(bare)
    return place is not None and bare[place.end() : place.end() + 1] == " "


def _lead(stretch: str) -> int:
    match = _DEFINITE.match(stretch) or regex.match(r"^\W*(?:an?\s+)?", stretch)
    return match.end() if match else 0


def _seeks(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether the statement helps a reader to look for something ("we help you find the best …")."""
    last = max((m.end() for m in words.advice.finditer(text, start, end)), default=None)
    return last is not None and end - last <= SEEKING_CHARS


def _linked_back(page: Page, sentence: Sentence, at: int) -> Owner:
    """The owner of what "it", "this approach" or "they" point to; "they" may be the people just spoken of."""
    other = page.before(sentence)
    if other is None:
        return Owner.OPEN
    if not page.is_own(other.span.start, other.span.end):
        return Owner.READER if _is_they_of_people(page, other, at) else Owner.OPEN
    return Owner.OPEN if _is_they_of_people(page, other, at) else Owner.OWN


def _is_they_of_people(page: Page, other: Sentence, at: int) -> bool:
    """Whether "they" may be the people of the sentence before."""
    if not _PLURAL.match(page.text[at : at + DETERMINER_CHARS]):
        return False
    span = other.span
    return page.vocabulary.readers.first(page.text, span.start, span.end) is not None


def _scope(page: Page, sentence: Sentence, start: int, end: int) -> int | None:
    """Where a place, market or field begins in a stretch: "in Florida", "on the market", "of any clinic"."""
    listed = page.vocabulary.scopes.first(page.text, start, end, page.keys(sentence))
    placed = _IN_PLACE.search(page.text, start, end)
    return min((m.start if isinstance(m, Match) else m.start() for m in (listed, placed) if m), default=None)


_IN_PLACE = regex.compile(
    r"\b(?:in|across|throughout|outside|within|from|on|of|north of|south of|east of|west of)\s+(?:the\s+)?(?:[\p{Ll}]+\s+)?\p{Lu}[\p{Ll}]"
)
