"""Spreads the source that a sentence gives for figures elsewhere, and the source that a heading names.

"Those figures are from our census" covers the paragraph before it, "The first four figures are from the register" the
list under it, "The numbers in the table come from the trial" the table over it, "The figures in this part are taken
from the register" all that follows up to the next heading. What "the Oral Health Survey tells us" heads the paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.support.carrying import carried, has_orphan
from auditor.analysis.support.continuation import has_number
from auditor.model.analysis import Evidence, Grade, Support, SupportKind
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from auditor.analysis.support.own_support import SupportReader
    from auditor.analysis.support.source_words import SourceWords
    from auditor.model.analysis import Sentence
    from auditor.model.document import Block, Document

HEADED_WORDS = 14
"""A heading that names the source of what is under it is no longer than this."""

_HELD = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER, BlockKind.LIST_ITEM})


def spread(
    document: Document,
    by_block: Mapping[int, list[Sentence]],
    evidence: dict[int, Evidence],
    reader: SupportReader,
) -> None:
    """Set in `evidence` what sentences take over from one that says where they are from, and from their heading."""
    text, words = document.text, reader.words
    for block in document.blocks:
        members = by_block.get(block.index, [])
        if block.kind is BlockKind.HEADING:
            _under_heading(document, block, by_block, evidence, reader)
            continue
        for at, sentence in enumerate(members):
            opening = words.covers.opening.match(text, sentence.span.start, sentence.span.end)
            if opening is None:
                continue
            source = _source(sentence.span.of(text), evidence[sentence.index], sentence, words)
            if source is None:
                continue
            evidence[sentence.index] = source
            covered = _covered(document, members, at, by_block, opening.group(), words)
            _give(text, covered, source, sentence.span.of(text), evidence, words)


def _source(said: str, found: Evidence, sentence: Sentence, words: SourceWords) -> Evidence | None:
    """Return what the sentence gives: a source it names, else the register or audit it speaks of."""
    if found.grade.rank >= Grade.NAMED.rank:
        return found
    if found.grade is Grade.VAGUE or has_orphan(found) or words.same_source_noun.search(said) is None:
        return None
    return Evidence(
        Grade.NAMED, (Support(SupportKind.NAMED_SOURCE, said, sentence.span),), found.rejected, in_doubt=True
    )


def _covered(
    document: Document,
    members: Sequence[Sentence],
    at: int,
    by_block: Mapping[int, list[Sentence]],
    opening: str,
    words: SourceWords,
) -> list[Sentence]:
    """Return the sentences that one which opens with `opening` is about."""
    text = document.text
    index = members[at].block
    if words.covers.part.search(opening) or words.covers.whole.search(opening):
        to_heading = words.covers.whole.search(opening) is None
        return [*members[at + 1 :], *_following(document, index, by_block, to_heading=to_heading)]
    if any(has_number(s.span.of(text), words) for s in members[:at]):
        return list(members[:at])
    below = _held(document, index, 1) if at == len(members) - 1 else []
    blocks = below or (_held(document, index, -1) if at == 0 else [])
    held = [s for b in blocks for s in by_block.get(b.index, ())]
    many = words.covers.how_many(opening)
    return held[:many] if many and blocks and blocks[0].kind is BlockKind.LIST_ITEM else held


def _held(document: Document, index: int, step: int) -> list[Block]:
    """Return the rows or items right under (step 1) or over (step -1) a block, in their order."""
    found: list[Block] = []
    at = index + step
    while 0 <= at < len(document.blocks) and document.blocks[at].kind in _HELD:
        found.append(document.blocks[at])
        at += step
    return found[::step]


def _following(
    document: Document, index: int, by_block: Mapping[int, list[Sentence]], *, to_heading: bool
) -> Iterable[Sentence]:
    for block in document.blocks[index + 1 :]:
        if to_heading and block.kind is BlockKind.HEADING:
            return
        yield from by_block.get(block.index, ())


def _under_heading(
    document: Document,
    block: Block,
    by_block: Mapping[int, list[Sentence]],
    evidence: dict[int, Evidence],
    reader: SupportReader,
) -> None:
    """Give the first paragraph under a heading that names a source what it says without another."""
    said = block.span.of(document.text)
    after = block.index + 1
    if after >= len(document.blocks) or document.blocks[after].kind is not BlockKind.PARAGRAPH:
        return
    found = reader.at(block.span) if len(said.split()) <= HEADED_WORDS else Evidence()
    if found.grade not in {Grade.NAMED, Grade.LINKED}:
        return
    covered: list[Sentence] = []
    for sentence in by_block.get(after, ()):
        if evidence[sentence.index].grade is not Grade.NONE:
            break
        covered.append(sentence)
    _give(document.text, covered, found, said, evidence, reader.words)


def _give(
    text: str,
    covered: Iterable[Sentence],
    source: Evidence,
    quote: str,
    evidence: dict[int, Evidence],
    words: SourceWords,
) -> None:
    is_own = words.own_speaker.search(quote) is not None
    for sentence in covered:
        own = evidence[sentence.index]
        if own.grade is not Grade.NONE or has_orphan(own):
            continue
        if is_own or words.own_speaker.search(sentence.span.of(text)) is None:
            evidence[sentence.index] = carried(source, own, quote)
