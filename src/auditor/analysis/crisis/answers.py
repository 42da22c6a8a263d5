"""Knows where a page answers danger with a public line: what stands in the same block needs no help of the house's own."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from auditor.analysis.crisis.directory import EMERGENCY_ONLY, LINES_OF_THEIR_OWN
from auditor.analysis.vocabulary import phrases
from auditor.model.document import BlockKind
from auditor.text.stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.analysis import Contact, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span

ROWS = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})
"""What is read one by one: none goes on with another, and a public line in one answers for all."""


def emergency_only_numbers(contacts: Sequence[Contact]) -> list[Span]:
    """Return the emergency numbers of countries that have a suicide line besides."""
    return [
        c.span
        for c in contacts
        if c.resource_country in LINES_OF_THEIR_OWN and EMERGENCY_ONLY.issuperset(c.topics)
    ]


def is_answered_late(
    document: Document,
    sentence: Sentence,
    public: Sequence[Span],
    emergency_only: Sequence[Span],
    lexicon: Lexicon,
) -> bool:
    """Whether all that answers thoughts of suicide in a paragraph is an emergency number behind the sentence at hand."""
    block = document.blocks[sentence.block]
    here = [line for line in public if block.span.contains(line)]
    if block.kind in ROWS or not here or any(line not in emergency_only for line in here):
        return False
    if any(line.start < sentence.span.end for line in here):
        return False
    grave = (phrases(lexicon.of(sentence.language), f"topic-{topic}") for topic in ("suicide", "self-harm"))
    return any(words.first(document.text, block.span.start, block.span.end) for words in grave)


def blocks_with_public_lines(
    document: Document, sentences: Sequence[Sentence], public: Sequence[Span], lexicon: Lexicon
) -> frozenset[int]:
    """Return the blocks in which a public line is given as what to do; a list or a table is one, whatever item has it."""
    if not public:
        return frozenset()
    refused = (span for sentence in sentences for span in _refused_calls(document.text, sentence, lexicon))
    denied = Stretches((span, span) for span in refused)
    given = (line for line in public if not denied.within(line))
    found = {block.index for line in given if (block := document.block_at(line.start)) is not None}
    for _, run in groupby(
        document.blocks, key=lambda block: block.kind if block.kind in ROWS else block.index
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
