"""Follows danger wording down a page: how near a sentence stands to it, and whom it speaks to."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from auditor.analysis.crisis.answers import ROWS
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Voice
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match

REACH = 2
"""Sentences of the same block after danger wording in which an own contact is still the help for it."""

SHORT_CHARS = 160
"""What a block says of danger that is no longer, a question or a label, the next ones go on with."""

NEXT_BLOCKS = 2
"""So many blocks go on with a heading or a short block: “You are not alone.”, and the button below."""

ASIDE_WORDS = 4
"""A sentence of so few words between the danger and the number carries the reader on: “We can help.”"""

_LABEL = regex.compile(r"\W*+(?:[\w’'-]++\s){0,2}+")
_LABEL_END = regex.compile(r"(?:[^\S\n]*+[\w’'-]++){0,2}+[^\S\n]*+[:|–—]")
"""Before and behind what a label names."""
_NAME = regex.compile(r"(?<=\w,?\s)\p{Lu}\p{Ll}\p{L}*+")
"""A word with a capital inside a sentence: somebody is named."""
_WORD = regex.compile(r"\p{L}++")
"""A word of a name: "Hart" and "Lowe" in "Hart-Lowe's"."""
_LAST_DIGITS = regex.compile(r"\d{3,}(?=\D*+\Z)")


@dataclass(frozen=True)
class House:
    """What the promoter is called."""

    names: tuple[str, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all its names."""
        return frozenset(word for name in self.names for word in _WORD.findall(name))

    def is_named(self, text: str) -> bool:
        """Whether one of its names stands in a text."""
        return any(name in text for name in self.names)

    def is_named_behind(self, text: str) -> bool:
        """Whether one of its names stands in a text behind the digits of a number."""
        digits = _LAST_DIGITS.search(text)
        return digits is not None and self.is_named(text[digits.end() :])


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence, the lists of its language, and what the promoter is called."""

    text: str
    keys: frozenset[str]
    lexicon: Lexicon
    house: House

    @classmethod
    def of(cls, document: Document, sentence: Sentence, house: House, lexicon: Lexicon) -> Words:
        """Return the words of a sentence of a document."""
        text = sentence.span.of(document.text)
        return cls(text, words_of(text), lexicon.of(sentence.language), house)

    def say(self, name: str) -> bool:
        """Whether a phrase of a list stands in it."""
        return self.first(name) is not None

    def first(self, name: str) -> Match | None:
        """The first phrase of a list."""
        return phrases(self.lexicon, name).first(self.text, keys=self.keys)

    def name_others(self, start: int = 0, end: int | None = None) -> bool:
        """Whether somebody but the promoter is named in a stretch of it, behind its first word: "Call Leeds Refuge"."""
        return any(name.group() not in self.house.words for name in _NAME.finditer(self.text[start:end]))


class Danger:
    """How near a sentence stands to danger wording, read from the top of a document down."""

    def __init__(self, document: Document, public_blocks: frozenset[int]) -> None:
        self._document = document
        self._public_blocks = public_blocks
        self._since = REACH + 1
        """Sentences of the block since the danger."""
        self._block = -1
        self._source = -1
        """The last block that has danger wording of its own."""
        self._last_block = -1
        """The last block that goes on with that one."""
        self._told = -1
        """The sentence that told of danger without saying whose."""
        self._is_aside = False
        """Whether the last sentence, behind the one on the danger, was too short to lead away from it."""

    @property
    def is_answered(self) -> bool:
        """Whether a public line stands in the block at hand."""
        return self._block in self._public_blocks

    @property
    def is_close(self) -> bool:
        """Whether danger is told of in this sentence, in the one before or in a block right above."""
        return self._since <= 1

    def come_to(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        if sentence.block == self._block:
            self._since += 0 if self._is_aside else 1
            self._is_aside = False
            return
        self._is_aside = False
        if self._source == self._block and self._since <= REACH and self._is_call(self._block):
            self._last_block = self._block + NEXT_BLOCKS
        if self.is_answered or not self._goes_on_in(sentence.block):
            self._last_block = -1
        self._block = sentence.block
        self._since = 0 if self._block <= self._last_block else REACH + 1

    def is_near(self, sentence: Sentence, words: Words) -> bool:
        """Whether danger is spoken of to somebody here, or a little before."""
        found = words.first("danger-words")
        goes_on = self._told == sentence.index - 1 and words.say("danger-goes-on")
        # "If the dark thoughts get too much, ring …" speaks to the reader without a "you".
        is_addressed = found is not None and (
            _is_to_somebody(sentence, words) or _is_label(words) or words.say("danger-condition")
        )
        if goes_on or is_addressed:
            self._since, self._source = 0, sentence.block
        self._told = sentence.index if found is not None else self._told
        is_short = self._since > 0 and len(words.text.split()) <= ASIDE_WORDS
        self._is_aside = is_short and not words.say("phone-cues")
        return self._since <= REACH

    def _goes_on_in(self, number: int) -> bool:
        """Whether a block may go on with the danger above: in the same part of the page, and under no other heading."""
        if self._source < 0:
            return False
        block, source = self._document.blocks[number], self._document.blocks[self._source]
        is_new = block.kind is BlockKind.HEADING and self._block != self._source
        return block.region is source.region and not is_new

    def _is_call(self, number: int) -> bool:
        """Whether a block is a heading, or so short that the next ones go on with it; items of a list stand alone."""
        block = self._document.blocks[number]
        is_short = len(block.span) <= SHORT_CHARS and block.kind not in ROWS
        return block.kind is BlockKind.HEADING or is_short


def _is_label(words: Words) -> bool:
    """Whether danger wording only says what for: "Overdose: call …", "Thoughts of suicide | …"."""
    found = words.first("danger-labels")
    return (
        found is not None
        and _LABEL.fullmatch(words.text, 0, found.start) is not None
        and _LABEL_END.match(words.text, found.end) is not None
    )


def _is_to_somebody(sentence: Sentence, words: Words) -> bool:
    """Whether danger wording speaks to or of somebody at hand; a question does ("Feeling suicidal?")."""
    return sentence.voice is Voice.QUESTION or words.say("danger-person")
