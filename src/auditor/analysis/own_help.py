"""Finds where a promoter offers its own number, people or chat as the help for somebody in danger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Contact, Role, Voice
from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

REACH = 2
"""Sentences of the same block after danger wording in which an own contact is still the help for it."""

CHAT = "chat"
"""What stands in place of a number where a chat is offered."""

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
    public_blocks = {b.index for c in contacts if c.resource and (b := document.block_at(c.span.start))}
    since = REACH + 1
    block = asked = -1  # `asked` is the paragraph right under a heading that speaks to somebody in danger
    told = -1  # the sentence that told of danger without saying whose
    for sentence in sentences:
        if since == 0 and _is_under(document, block, sentence):
            asked = sentence.block
        since = since + 1 if sentence.block == block else REACH + 1
        block = sentence.block
        since = 0 if block == asked else since
        if sentence.role not in {Role.BODY, Role.NOTE} or sentence.voice not in _SPOKEN:
            continue
        text = sentence.span.of(document.text)
        keys = words_of(text)
        spoken = lexicon.of(sentence.language)
        is_danger = _says("danger-words", text, keys, spoken)
        goes_on = told == sentence.index - 1 and _says("danger-goes-on", text, keys, spoken)
        if goes_on or (is_danger and _is_to_somebody(sentence, text, keys, spoken)):
            since = 0
        told = sentence.index if is_danger else told
        # "If the dark thoughts get too much, ring …" speaks to the reader without a "you".
        is_near = since <= REACH or (is_danger and _says("danger-condition", text, keys, spoken))
        if not is_near or block in public_blocks or _says("line-closed", text, keys, spoken):
            continue
        trigger = _own_offer(document, sentence, contacts, keys, spoken)
        if trigger is not None:
            yield sentence, trigger


def _is_under(document: Document, block: int, sentence: Sentence) -> bool:
    """Whether a sentence begins the text right under the heading `block`: what that speaks of, it goes on with."""
    return 0 <= block == sentence.block - 1 and document.blocks[block].kind is BlockKind.HEADING


def _says(name: str, text: str, keys: frozenset[str], lexicon: Lexicon) -> bool:
    return phrases(lexicon, name).first(text, keys=keys) is not None


def _is_to_somebody(sentence: Sentence, text: str, keys: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether danger wording speaks to or of somebody at hand; a question does ("Feeling suicidal?")."""
    if sentence.voice is Voice.QUESTION:
        return True
    return _says("danger-person", text, keys, lexicon)


def _own_offer(
    document: Document,
    sentence: Sentence,
    contacts: Sequence[Contact],
    keys: frozenset[str],
    lexicon: Lexicon,
) -> Span | None:
    """Return the words that offer own help: the offer's phrase, stretched to the number where there is one."""
    match = phrases(lexicon, "own-help").first(document.text, sentence.span.start, sentence.span.end, keys)
    numbers = [c.span for c in contacts if c.resource is None and sentence.span.contains(c.span)]
    if match is None:
        return None
    span = Span(match.start, match.end)
    return span.cover(numbers[0]) if numbers else span


def _is_chat(document: Document, span: Span, lexicon: Lexicon) -> bool:
    return phrases(lexicon, "own-chat").first(document.text, span.start, span.end) is not None
