"""Finds where a promoter offers its own number, people or chat as the help for somebody in danger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from auditor.analysis.crisis.answers import blocks_with_public_lines, emergency_only_numbers, is_answered_late
from auditor.analysis.crisis.danger import Danger, House, Words
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Contact, Role, Voice
from auditor.model.span import Span
from auditor.text.stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match

FEW_WORDS = 8
"""A sentence of so many words with a number is about calling it: “Pick up the phone: …”."""

CHAT = "chat"
"""What stands in place of a number where a chat is offered."""

_SPOKEN = frozenset({Voice.ASSERTED, Voice.QUESTION})


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
    house = House(tuple(names))
    offers = list(_offers(document, sentences, own, public, house, lexicon, emergency_only_numbers(contacts)))
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


def _marked(contact: Contact, offers: Stretches[_Offer]) -> Contact:
    for _, trigger, in_doubt in offers.within(contact.span):
        return replace(contact, in_danger_context=True, offer=trigger, offer_in_doubt=in_doubt)
    return contact


def _offers(
    document: Document,
    sentences: Sequence[Sentence],
    own: Stretches[Span],
    public: Sequence[Span],
    house: House,
    lexicon: Lexicon,
    emergency_only: Sequence[Span],
) -> Iterator[_Offer]:
    """Yield the sentences that offer own help beside danger wording, with the words that do.

    `own` are the numbers that are no public line's, `public` where those stand, `emergency_only` those of them that
    answer no thoughts of suicide.
    """
    danger = Danger(document, blocks_with_public_lines(document, sentences, public, lexicon))
    for number, sentence in enumerate(sentences):
        danger.come_to(sentence)
        if sentence.role not in {Role.BODY, Role.NOTE} or sentence.voice not in _SPOKEN:
            continue
        words = Words.of(document, sentence, house, lexicon)
        is_near = danger.is_near(sentence, words)
        is_answered = danger.is_answered and not is_answered_late(
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


def _offer(
    sentence: Sentence, numbers: Sequence[Span], words: Words, after: str, *, is_close: bool
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


def _firm(numbers: Sequence[Span], words: Words, after: str) -> Match | None:
    """Return the words that offer own help where nobody else's is spoken of."""
    found = words.first("own-help-unless") or (words.first("own-help-number") if numbers else None)
    return found or (words.first("crisis-line-names") if _is_own_crisis_line(numbers, words, after) else None)


def _is_own_crisis_line(numbers: Sequence[Span], words: Words, after: str) -> bool:
    """Whether a number is called a crisis line, and what follows says that the promoter answers there."""
    if not numbers or not words.say("crisis-line-names"):
        return False
    ties = phrases(words.lexicon, "own-line-ties")
    return words.house.is_named_behind(words.text) or any(ties.first(t) for t in (words.text, after))


def _stretched(match: Match, sentence: Sentence, numbers: Sequence[Span]) -> Span:
    span = Span(sentence.span.start + match.start, sentence.span.start + match.end)
    return span.cover(numbers[0]) if numbers else span


def _is_others(sentence: Sentence, offer: Match, numbers: Sequence[Span], words: Words) -> bool:
    """Whether whose number it is stands before it: that may be anybody's, but for a person by a first name at all hours."""
    if not numbers or words.say("own-person"):
        return False
    return words.name_others(offer.start, max(offer.end, numbers[0].start - sentence.span.start))


def _is_a_call(words: Words) -> bool:
    """Whether a sentence with a number says little or nothing else, and names nobody."""
    is_bare = not any(character.isalpha() for character in words.text)
    is_short = len(words.text.split()) <= FEW_WORDS and words.say("phone-cues")
    return (is_bare or is_short or words.say("danger-words")) and not words.name_others()


def _is_chat(document: Document, offer: _Offer, lexicon: Lexicon) -> bool:
    spoken, span = lexicon.of(offer.sentence.language), offer.trigger
    return phrases(spoken, "own-chat").first(document.text, span.start, span.end) is not None
