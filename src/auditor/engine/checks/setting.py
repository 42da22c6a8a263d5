"""Says in which setting words count: what the page is about, whether it sells, and what else is said.

Shared by check kinds. “Eliminates cravings” is a claim for a supplement on a page that sells supplements; the same
words in a leaflet about hunger are none. Everything here is asked only after the words themselves were found.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import msgspec

from auditor.engine.checks.near import section_of
from auditor.model.analysis import Role
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.engine.checks.base import Subject
    from auditor.model.analysis import Sentence
    from auditor.model.document import Block
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span

TOPIC_LIST = "about-"
"""A topic `supplements` is the list `about-supplements` in `_lists`."""

WORDS_A_MENTION = 150
"""A page that is about something names it again after so many words, or has it in its title or a main heading."""

MOST_MENTIONS = 8
"""So many sentences that name a topic make any page one about it, however long."""

MAIN_LEVEL = 2
"""Headings up to this level say what a page is about or offers."""

_OF_THE_PAGE = frozenset({Region.HEAD, Region.MAIN, Region.HEADER})
_TITLES = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION})
_SAID = frozenset({Role.BODY, Role.NOTE})

Words = Annotated[list[str], msgspec.Meta(min_length=1)]


class Reach(StrEnum):
    """How far from the words something may stand."""

    SENTENCE = "sentence"
    NEIGHBOURS = "neighbours"
    """The sentence and the ones before and after it."""
    BLOCK = "block"
    """The paragraph, list item, row or heading."""
    NEXT_BLOCK = "next-block"
    """The block and the ones before and after it."""
    SECTION = "section"
    """From the heading over the block, with it, to the next of its rank."""
    PAGE = "page"


class Near(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of which one must stand within reach."""

    words: Words
    within: Reach = Reach.SENTENCE


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that satisfy the rule when one of them stands within reach; with `softens`, a person looks at it."""

    words: Words
    within: Reach = Reach.BLOCK
    softens: bool = False


class OnlyIf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When the words count; all that is given must hold.

    `about` are topics (lists `about-…`) of which the page, or the sentence itself, must be about one; `not_about`
    those the page must not be about. `selling` asks for a page that offers something of its own. Each of `near`
    must have one of its words within reach.
    """

    about: list[str] = []
    not_about: list[str] = []
    selling: bool = False
    near: list[Near] = []

    def __post_init__(self) -> None:
        """Refuse a condition without a content."""
        if not (self.about or self.not_about or self.selling or self.near):
            raise ValueError("“only_if” asks for nothing")


@dataclass(frozen=True)
class _Place:
    """Compiled words and how far they may stand."""

    words: PhraseSet
    within: Reach
    softens: bool = False

    def quote(self, subject: Subject, sentence: Sentence) -> str | None:
        """The words that stand within reach of a sentence, or None."""
        if self.within is Reach.PAGE:  # the same from wherever it is asked
            return subject.remember(("page", id(self)), lambda: self._quote(subject, sentence))
        return self._quote(subject, sentence)

    def _quote(self, subject: Subject, sentence: Sentence) -> str | None:
        text = subject.document.text
        for other in _within(self.within, subject, sentence):
            found = self.words.first(text, other.span.start, other.span.end, subject.keys[other.index])
            if found is not None:
                return text[found.start : found.end]
        return None


@dataclass(frozen=True)
class Topic:
    """A subject that a page can be about."""

    name: str
    phrases: PhraseSet

    def is_of(self, subject: Subject) -> bool:
        """Whether the title or a main heading names it, or the text does time and again."""
        return subject.remember(f"about {self.name}", lambda: self._is_of(subject))

    def is_in(self, subject: Subject, sentence: Sentence) -> bool:
        """Whether a sentence names it."""
        span, keys = sentence.span, subject.keys[sentence.index]
        return self.phrases.first(subject.document.text, span.start, span.end, keys) is not None

    def _is_of(self, subject: Subject) -> bool:
        text = subject.document.text
        blocks = subject.document.blocks
        if any(self.phrases.first(b.span.of(text)) is not None for b in blocks if _says_what_it_is_about(b)):
            return True
        wanted = min(1 + subject.document.words // WORDS_A_MENTION, MOST_MENTIONS)
        for sentence in subject.analysis.sentences:
            if sentence.role in _SAID and blocks[sentence.block].region in _OF_THE_PAGE:
                wanted -= self.is_in(subject, sentence)
                if wanted <= 0:
                    return True
        return False


@dataclass(frozen=True)
class Setting:
    """The conditions of one rule, compiled."""

    about: tuple[Topic, ...] = ()
    not_about: tuple[Topic, ...] = ()
    is_selling: bool = False
    near: tuple[_Place, ...] = ()
    answers: tuple[_Place, ...] = ()

    def concerns(self, subject: Subject, sentence: Sentence) -> bool:
        """Whether the rule has anything to ask of the words in a sentence."""
        if self.about and not any(t.is_in(subject, sentence) or t.is_of(subject) for t in self.about):
            return False
        if any(t.is_of(subject) for t in self.not_about):
            return False
        return all(place.quote(subject, sentence) is not None for place in self.near)

    def concerns_page(self, subject: Subject) -> bool:
        """Whether the rule has anything to ask of the page as a whole."""
        is_about = not self.about or any(t.is_of(subject) for t in self.about)
        return is_about and not any(t.is_of(subject) for t in self.not_about)

    def is_idle(self, subject: Subject) -> bool:
        """Whether the rule asks something only of pages that sell, and this one does not."""
        return self.is_selling and not subject.analysis.promoter.is_selling

    def answer(self, subject: Subject, sentence: Sentence) -> tuple[str, bool] | None:
        """What satisfies the rule, and whether it only softens it; None when nothing does. What satisfies goes first."""
        found = [
            (quote, a.softens) for a in self.answers if (quote := a.quote(subject, sentence)) is not None
        ]
        return min(found, key=lambda f: f[1], default=None)


def compile_setting(only_if: OnlyIf | None, unless_said: Sequence[Said], lexicon: Lexicon) -> Setting:
    """Compile conditions. Raises PhraseError, and KeyError for a topic without a list."""
    answers = tuple(_Place(compile_phrases(s.words, lexicon.lists), s.within, s.softens) for s in unless_said)
    if only_if is None:
        return Setting(answers=answers)
    return Setting(
        about=tuple(_topic(name, lexicon) for name in only_if.about),
        not_about=tuple(_topic(name, lexicon) for name in only_if.not_about),
        is_selling=only_if.selling,
        near=tuple(_Place(compile_phrases(n.words, lexicon.lists), n.within) for n in only_if.near),
        answers=answers,
    )


def _topic(name: str, lexicon: Lexicon) -> Topic:
    return Topic(name, compile_phrases(lexicon.words(TOPIC_LIST + name), lexicon.lists))


def _says_what_it_is_about(block: Block) -> bool:
    if block.region not in _OF_THE_PAGE:
        return False
    return block.kind in _TITLES or (block.kind is BlockKind.HEADING and block.level <= MAIN_LEVEL)


def _within(reach: Reach, subject: Subject, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the sentences within reach of one, itself first."""
    yield sentence
    others = subject.analysis.sentences
    if reach is Reach.NEIGHBOURS:
        yield from others[max(0, sentence.index - 1) : sentence.index]
        yield from others[sentence.index + 1 : sentence.index + 2]
    elif reach is Reach.PAGE:
        yield from (s for s in others if s.index != sentence.index)
    elif reach is Reach.SECTION:
        area = section_of(subject.document, subject.block(sentence))
        yield from (s for s in others if s.index != sentence.index and s.span.overlaps(area))
    elif reach is not Reach.SENTENCE:
        span = _blocks_around(subject, sentence, 1 if reach is Reach.NEXT_BLOCK else 0)
        yield from (s for s in others if s.index != sentence.index and s.span.overlaps(span))


def _blocks_around(subject: Subject, sentence: Sentence, more: int) -> Span:
    blocks = subject.document.blocks
    first = blocks[max(0, sentence.block - more)]
    last = blocks[min(len(blocks) - 1, sentence.block + more)]
    return first.span.cover(last.span).cover(sentence.span)
