"""Finds where a promoter offers its own number, people or chat as the help for somebody in danger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Contact, Role, Voice
from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

FEW_WORDS = 8
"""A sentence of so many words with a number is about calling it: “Pick up the phone: …”."""

CHAT = "chat"
"""What stands in place of a number where a chat is offered."""

_SILENT = ("line-closed", "help-elsewhere")
"""What makes a sentence no offer of the promoter's."""

_LABEL = regex.compile(r"\W*(?:[\w’'-]+\s){0,2}")
_LABEL_END = regex.compile(r"[^\S\n]*(?:[\w’'-]+[^\S\n]*){0,2}[:|–—]")
"""Before and behind what a label names."""

_ALONE = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})

_SPOKEN = frozenset({Voice.ASSERTED, Voice.QUESTION})


def mark(
    document: Document, sentences: Sequence[Sentence], contacts: Sequence[Contact], lexicon: Lexicon
) -> list[Contact]:
    """Return the contacts, the own ones beside danger wording marked, and own help without a number added."""
    offers = list(_offers(document, sentences, contacts, lexicon))
    marked = [_marked(c, offers) for c in contacts]
    bare = [
        Contact(
            trigger,
            CHAT if _is_chat(document, trigger, lexicon.of(sentence.language)) else "",
            in_danger_context=True,
            offer=trigger,
        )
        for sentence, trigger in offers
        if not any(c.resource is None and sentence.span.contains(c.span) for c in contacts)
    ]
    return [*marked, *bare]


def _marked(contact: Contact, offers: Sequence[tuple[Sentence, Span]]) -> Contact:
    for sentence, trigger in offers:
        if contact.resource is None and sentence.span.contains(contact.span):
            return replace(contact, in_danger_context=True, offer=trigger)
    return contact


def _offers(
    document: Document, sentences: Sequence[Sentence], contacts: Sequence[Contact], lexicon: Lexicon
) -> Iterator[tuple[Sentence, Span]]:
    """Yield the sentences that offer own help beside danger wording, with the words that do."""
    danger = _Danger(document, _blocks_with_public_lines(document, contacts))
    for sentence in sentences:
        danger.come_to(sentence)
        if sentence.role not in {Role.BODY, Role.NOTE} or sentence.voice not in _SPOKEN:
            continue
        words = _Words.of(document, sentence, lexicon)
        is_near = danger.is_near(sentence, words)
        if not is_near or danger.is_answered or any(words.say(name) for name in _SILENT):
            continue
        trigger = _own_offer(sentence, contacts, words)
        if trigger is not None:
            yield sentence, trigger


def _blocks_with_public_lines(document: Document, contacts: Sequence[Contact]) -> frozenset[int]:
    blocks = (document.block_at(c.span.start) for c in contacts if c.resource)
    return frozenset(block.index for block in blocks if block is not None)


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence, and the lists of its language."""

    text: str
    keys: frozenset[str]
    lexicon: Lexicon

    @classmethod
    def of(cls, document: Document, sentence: Sentence, lexicon: Lexicon) -> _Words:
        text = sentence.span.of(document.text)
        return cls(text, words_of(text), lexicon.of(sentence.language))

    def say(self, name: str) -> bool:
        """Whether a phrase of a list stands in it."""
        return self.first(name) is not None

    def first(self, name: str) -> Match | None:
        """The first phrase of a list."""
        return phrases(self.lexicon, name).first(self.text, keys=self.keys)


class _Danger:
    """How near a sentence stands to danger wording, read from the top of a document down."""

    def __init__(self, document: Document, public_blocks: frozenset[int]) -> None:
        self._document = document
        self._public_blocks = public_blocks
        self._since = REACH + 1
        """Sentences of the block since the danger."""
        self._block = -1
        self._last_block = -1
        """The last block that goes on with what a short one right above said."""
        self._told = -1
        """The sentence that told of danger without saying whose."""

    @property
    def is_answered(self) -> bool:
        """Whether a public line stands in the block at hand."""
        return self._block in self._public_blocks

    def come_to(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        if sentence.block == self._block:
            self._since += 1
            return
        if self._since <= REACH and self._is_call(self._block):
            self._last_block = self._block + NEXT_BLOCKS
        is_new = self._document.blocks[sentence.block].kind is BlockKind.HEADING
        if is_new or self.is_answered:
            self._last_block = -1
        self._block = sentence.block
        self._since = 0 if self._block <= self._last_block else REACH + 1

    def is_near(self, sentence: Sentence, words: _Words) -> bool:
        """Whether danger is spoken of to somebody here, or a little before."""
        found = words.first("danger-words")
        goes_on = self._told == sentence.index - 1 and words.say("danger-goes-on")
        if goes_on or (found is not None and (_is_to_somebody(sentence, words) or _is_label(words, found))):
            self._since = 0
        self._told = sentence.index if found is not None else self._told
        # "If the dark thoughts get too much, ring …" speaks to the reader without a "you".
        return self._since <= REACH or (found is not None and words.say("danger-condition"))

    def _is_call(self, number: int) -> bool:
        """Whether a block is a heading, or so short that the next ones go on with it; items of a list stand alone."""
        if number < 0:
            return False
        block = self._document.blocks[number]
        is_short = len(block.span) <= SHORT_CHARS and block.kind not in _ALONE
        return block.kind is BlockKind.HEADING or is_short


def _is_label(words: _Words, found: Match) -> bool:
    """Whether danger wording only says what for: "Overdose: call …", "Thoughts of suicide | …"."""
    return _LABEL.fullmatch(words.text, 0, found.start) is not None and (
        _LABEL_END.match(words.text, found.end) is not None
    )


def _is_to_somebody(sentence: Sentence, words: _Words) -> bool:
    """Whether danger wording speaks to or of somebody at hand; a question does ("Feeling suicidal?")."""
    return sentence.voice is Voice.QUESTION or words.say("danger-person")


def _own_offer(sentence: Sentence, contacts: Sequence[Contact], words: _Words) -> Span | None:
    """Return the words that offer own help: the offer's phrase, stretched to the number, or the number alone."""
    numbers = [c.span for c in contacts if c.resource is None and sentence.span.contains(c.span)]
    match = words.first("own-help")
    if match is not None:
        start = sentence.span.start
        span = Span(start + match.start, start + match.end)
        return span.cover(numbers[0]) if numbers else span
    is_call = len(words.text.split()) <= FEW_WORDS and words.say("phone-cues")
    return numbers[0] if numbers and (is_call or words.say("danger-words")) else None


def _is_chat(document: Document, span: Span, lexicon: Lexicon) -> bool:
    return phrases(lexicon, "own-chat").first(document.text, span.start, span.end) is not None
