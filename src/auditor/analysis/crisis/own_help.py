"""Finds where a promoter offers its own number, people or chat as the help for somebody in danger."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Contact, Role, Voice
from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrases import words_of
from auditor.text.stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

_LABEL = regex.compile(r"\W*+(?:[\w’'-]++\s){0,2}+")
_LABEL_END = regex.compile(r"(?:[^\S\n]*+[\w’'-]++){0,2}+[^\S\n]*+[:|–—]")
"""Before and behind what a label names."""

_NAME = regex.compile(r"(?<=\w,?\s)\p{Lu}\p{Ll}\p{L}*+")
"""A word with a capital inside a sentence: somebody is named."""

_WORD = regex.compile(r"\p{L}++")
"""A word of a name: "Hart" and "Lowe" in "Hart-Lowe's"."""

_LAST_DIGITS = regex.compile(r"\d{3,}(?=\D*+\Z)")

_ROWS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})
"""What is read one by one: none goes on with another, and a public line in one answers for all."""

_SPOKEN = frozenset({Voice.ASSERTED, Voice.QUESTION})

ASIDE_WORDS = 4
"""A sentence of so few words between the danger and the number carries the reader on: “We can help.”"""

EMERGENCY_ONLY = frozenset({"emergency", "overdose", "urgent-care"})
"""What an emergency or urgent-care number is there for."""

LINES_OF_THEIR_OWN = frozenset({"US", "CA"})
"""Countries where one short number reaches a suicide line: there an emergency number alone is not enough for suicide."""


class _Offer(NamedTuple):
    """A sentence, the words in it that offer own help, and whether they only may be that."""

    sentence: Sentence
    trigger: Span
    in_doubt: bool


def mark(
    document: Document,
    sentences: Sequence[Sentence],
    contacts: Sequence[Contact],
    names: Iterable[str],
    lexicon: Lexicon,
) -> list[Contact]:
    """Return the contacts, the own ones beside danger wording marked, and own help without a number added.

    `names` are those of the promoter.
    """
    own = Stretches((c.span, c.span) for c in contacts if c.resource is None)
    public = [c.span for c in contacts if c.resource]
    house = _House(tuple(names))
    offers = list(_offers(document, sentences, own, public, house, lexicon, _emergency_only(contacts)))
    made = Stretches((offer.sentence.span, offer) for offer in offers)
    marked = [c if c.resource else _marked(c, made) for c in contacts]
    bare = [
        Contact(
            offer.trigger,
            CHAT if _is_chat(document, offer, lexicon) else "",
            in_danger_context=True,
            offer=offer.trigger,
            offer_in_doubt=offer.in_doubt,
        )
        for offer in offers
        if not own.within(offer.sentence.span)
    ]
    return [*marked, *bare]


def _emergency_only(contacts: Sequence[Contact]) -> list[Span]:
    """Return the emergency numbers of countries that have a suicide line besides."""
    return [
        c.span
        for c in contacts
        if c.resource_country in LINES_OF_THEIR_OWN and EMERGENCY_ONLY.issuperset(c.topics)
    ]


def _marked(contact: Contact, offers: Stretches[_Offer]) -> Contact:
    for _, trigger, in_doubt in offers.within(contact.span):
        return replace(contact, in_danger_context=True, offer=trigger, offer_in_doubt=in_doubt)
    return contact


def _offers(
    document: Document,
    sentences: Sequence[Sentence],
    own: Stretches[Span],
    public: Sequence[Span],
    house: _House,
    lexicon: Lexicon,
    emergency_only: Sequence[Span],
) -> Iterator[_Offer]:
    """Yield the sentences that offer own help beside danger wording, with the words that do.

    `own` are the numbers that are no public line's, `public` where those stand, `emergency_only` those of them that
    answer no thoughts of suicide.
    """
    danger = _Danger(document, _blocks_with_public_lines(document, sentences, public, lexicon))
    for number, sentence in enumerate(sentences):
        danger.come_to(sentence)
        if sentence.role not in {Role.BODY, Role.NOTE} or sentence.voice not in _SPOKEN:
            continue
        words = _Words.of(document, sentence, house, lexicon)
        is_near = danger.is_near(sentence, words)
        is_answered = danger.is_answered and not _is_answered_late(
            document, sentence, public, emergency_only, lexicon
        )
        numbers, after = own.within(sentence.span), _next_in_block(document, sentences, number)
        is_near = is_near or _is_own_crisis_line(numbers, words, after)
        if is_near and not is_answered and not words.say("line-closed"):
            yield from _offer(sentence, numbers, words, after, is_close=danger.is_close)


def _next_in_block(document: Document, sentences: Sequence[Sentence], number: int) -> str:
    """Return what the next sentence of the same block says."""
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    is_same = following is not None and following.block == sentences[number].block
    return following.span.of(document.text) if following is not None and is_same else ""


def _is_answered_late(
    document: Document,
    sentence: Sentence,
    public: Sequence[Span],
    emergency_only: Sequence[Span],
    lexicon: Lexicon,
) -> bool:
    """Whether all that answers thoughts of suicide in a paragraph is an emergency number behind the sentence at hand."""
    block = document.blocks[sentence.block]
    here = [line for line in public if block.span.contains(line)]
    if block.kind in _ROWS or not here or any(line not in emergency_only for line in here):
        return False
    if any(line.start < sentence.span.end for line in here):
        return False
    grave = (phrases(lexicon.of(sentence.language), f"topic-{topic}") for topic in ("suicide", "self-harm"))
    return any(words.first(document.text, block.span.start, block.span.end) for words in grave)


def _blocks_with_public_lines(
    document: Document, sentences: Sequence[Sentence], public: Sequence[Span], lexicon: Lexicon
) -> frozenset[int]:
    """Return the blocks in which a public line is given as what to do; a list or a table is one, whatever item has it."""
    refused = (span for sentence in sentences for span in _refused_calls(document.text, sentence, lexicon))
    denied = Stretches((span, span) for span in refused)
    given = (line for line in public if not denied.within(line))
    found = {block.index for line in given if (block := document.block_at(line.start)) is not None}
    for _, run in groupby(
        document.blocks, key=lambda block: block.kind if block.kind in _ROWS else block.index
    ):
        numbers = {block.index for block in run}
        found |= numbers if numbers & found else set()
    return frozenset(found)


def _refused_calls(text: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[Span]:
    """Yield what follows "do not", where that is to call somebody: who "cannot be woken, ring 999" is to be called for."""
    calls = phrases(lexicon.of(sentence.language), "refused-calls")
    for denied in sentence.negations:
        call = calls.first(text, denied.start, denied.end)
        if call is not None and not text[denied.start : call.start].strip():
            yield denied


@dataclass(frozen=True)
class _House:
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
class _Words:
    """A sentence, the lists of its language, and what the promoter is called."""

    text: str
    keys: frozenset[str]
    lexicon: Lexicon
    house: _House

    @classmethod
    def of(cls, document: Document, sentence: Sentence, house: _House, lexicon: Lexicon) -> _Words:
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


class _Danger:
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

    def is_near(self, sentence: Sentence, words: _Words) -> bool:
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
        is_short = len(block.span) <= SHORT_CHARS and block.kind not in _ROWS
        return block.kind is BlockKind.HEADING or is_short


def _is_label(words: _Words) -> bool:
    """Whether danger wording only says what for: "Overdose: call …", "Thoughts of suicide | …"."""
    found = words.first("danger-labels")
    return (
        found is not None
        and _LABEL.fullmatch(words.text, 0, found.start) is not None
        and _LABEL_END.match(words.text, found.end) is not None
    )


def _is_to_somebody(sentence: Sentence, words: _Words) -> bool:
    """Whether danger wording speaks to or of somebody at hand; a question does ("Feeling suicidal?")."""
    return sentence.voice is Voice.QUESTION or words.say("danger-person")


def _offer(
    sentence: Sentence, numbers: Sequence[Span], words: _Words, after: str, *, is_close: bool
) -> Iterator[_Offer]:
    """Yield the words that offer own help: the offer's phrase, stretched to the number, or the number alone.

    `after` is the next sentence of the block.
    """
    is_elsewhere = words.say("help-elsewhere")
    firm = words.first("own-help") or (None if is_elsewhere else _firm(numbers, words, after))
    if firm is not None:
        yield _Offer(sentence, _stretched(firm, sentence, numbers), in_doubt=False)
    elif is_close and not is_elsewhere:
        perhaps = words.first("own-number") if numbers else None
        perhaps = perhaps or words.first("own-help-perhaps")
        if perhaps is not None and not _is_others(sentence, perhaps, numbers, words):
            span = _stretched(perhaps, sentence, numbers)
            said = words.text[perhaps.start : span.end - sentence.span.start]
            yield _Offer(sentence, span, in_doubt=not words.house.is_named(said))
        elif perhaps is None and numbers and _is_a_call(words):
            yield _Offer(sentence, numbers[0], in_doubt=True)


def _firm(numbers: Sequence[Span], words: _Words, after: str) -> Match | None:
    """Return the words that offer own help where nobody else's is spoken of."""
    found = words.first("own-help-unless") or (words.first("own-help-number") if numbers else None)
    return found or (words.first("crisis-line-names") if _is_own_crisis_line(numbers, words, after) else None)


def _is_own_crisis_line(numbers: Sequence[Span], words: _Words, after: str) -> bool:
    """Whether a number is called a crisis line, and what follows says that the promoter answers there."""
    if not numbers or not words.say("crisis-line-names"):
        return False
    ties = phrases(words.lexicon, "own-line-ties")
    return words.house.is_named_behind(words.text) or any(ties.first(t) for t in (words.text, after))


def _stretched(match: Match, sentence: Sentence, numbers: Sequence[Span]) -> Span:
    span = Span(sentence.span.start + match.start, sentence.span.start + match.end)
    return span.cover(numbers[0]) if numbers else span


def _is_others(sentence: Sentence, offer: Match, numbers: Sequence[Span], words: _Words) -> bool:
    """Whether whose number it is stands before it: that may be anybody's."""
    if not numbers:
        return False
    return words.name_others(offer.start, max(offer.end, numbers[0].start - sentence.span.start))


def _is_a_call(words: _Words) -> bool:
    """Whether a sentence with a number says little or nothing else, and names nobody."""
    is_bare = not any(character.isalpha() for character in words.text)
    is_short = len(words.text.split()) <= FEW_WORDS and words.say("phone-cues")
    return (is_bare or is_short or words.say("danger-words")) and not words.name_others()


def _is_chat(document: Document, offer: _Offer, lexicon: Lexicon) -> bool:
    spoken, span = lexicon.of(offer.sentence.language), offer.trigger
    return phrases(spoken, "own-chat").first(document.text, span.start, span.end) is not None
