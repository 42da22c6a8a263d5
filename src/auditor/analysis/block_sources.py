"""Spreads the source of a caption, a table's head, a list's lead-in or a "Source:" line over the rows and items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Evidence, Grade, Support, SupportKind
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.analysis.own_support import SupportReader
    from auditor.model.analysis import Sentence
    from auditor.model.document import Block, Document

LEAD_IN_WORDS = 60
"""A longer paragraph is text of its own, not the lead-in of a list."""

_ROWS = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})
_HELD = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER, BlockKind.LIST_ITEM})
_WEAK = frozenset({Grade.NONE, Grade.VAGUE})


def spread(
    document: Document, sentences: Sequence[Sentence], evidence: dict[int, Evidence], reader: SupportReader
) -> None:
    """Set in `evidence` what rows, items and counters take over from what stands over or under them."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.index in evidence:
            by_block.setdefault(sentence.block, []).append(sentence)
    for run in _runs(document.blocks):
        source = _source_of(document, run, reader)
        if source is not None:
            _give(run, by_block, evidence, source)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the neighbouring rows of each table, the items of each list and the members of each card."""
    run: list[Block] = []
    for block in blocks:
        if run and _goes_on(run[-1], block):
            run.append(block)
            continue
        if run:
            yield run
        run = [block]
    if run:
        yield run


def _goes_on(last: Block, block: Block) -> bool:
    if last.kind in _ROWS or block.kind in _ROWS:
        return last.kind in _ROWS and block.kind in _ROWS and last.group == block.group
    if last.kind is BlockKind.LIST_ITEM or block.kind is BlockKind.LIST_ITEM:
        return last.kind is block.kind and last.group == block.group
    return (
        last.group is not None
        and last.group == block.group
        and block.kind not in {BlockKind.CAPTION, BlockKind.FOOTNOTE}
    )


def _source_of(document: Document, run: list[Block], reader: SupportReader) -> Evidence | None:
    """The support for a whole run: its head row, its caption or lead-in, a "Source:" line under it."""
    first, last = run[0], run[-1]
    candidates: list[Block] = []
    if first.kind in _HELD:
        candidates += [b for b in run if b.kind is BlockKind.TABLE_HEADER]
        candidates += list(_captions(document, first, -1))
        candidates += list(_captions(document, last, 1))
        candidates += list(_lead_in(document, first, reader))
    for block in candidates:
        found = reader.at(block.span)
        if found.grade.rank > Grade.VAGUE.rank:
            return _spread(found, block.span.of(document.text))
    return _source_line(document, last, reader)


def _captions(document: Document, block: Block, step: int) -> Iterator[Block]:
    at = block.index + step
    if 0 <= at < len(document.blocks) and document.blocks[at].kind is BlockKind.CAPTION:
        yield document.blocks[at]


def _lead_in(document: Document, first: Block, reader: SupportReader) -> Iterator[Block]:
    """The paragraph over a list or table that leads in to it."""
    at = first.index - 1
    if at >= 0 and document.blocks[at].kind is BlockKind.CAPTION:
        at -= 1
    if at < 0:
        return
    block = document.blocks[at]
    text = block.span.of(document.text)
    if block.kind is BlockKind.HEADING:
        yield block
    elif (
        block.kind is BlockKind.PARAGRAPH
        and len(text.split()) <= LEAD_IN_WORDS
        and (text.rstrip().endswith(":") or reader.words.lead_word.search(text))
    ):
        yield block


def _source_line(document: Document, last: Block, reader: SupportReader) -> Evidence | None:
    """A line under the run that begins with "Source:"."""
    at = last.index + 1
    if at >= len(document.blocks):
        return None
    block = document.blocks[at]
    match = reader.words.source_line.match(document.text, block.span.start, block.span.end)
    if match is None or match.end() >= block.span.end:
        return None
    found = reader.at(block.span)
    line = block.span.of(document.text)
    if found.grade.rank < Grade.NAMED.rank:
        found = Evidence(Grade.NAMED, (Support(SupportKind.NAMED_SOURCE, line, block.span),))
    return _spread(found, line)


def _spread(found: Evidence, quote: str) -> Evidence:
    support = Support(
        SupportKind.CAPTION,
        quote,
        None,
        "; ".join(filter(None, (s.target or s.quote for s in found.supports))),
    )
    return Evidence(found.grade, (support, *found.supports), found.rejected, found.in_doubt)


def _give(
    run: list[Block], by_block: dict[int, list[Sentence]], evidence: dict[int, Evidence], source: Evidence
) -> None:
    for block in run:
        for sentence in by_block.get(block.index, ()):
            own = evidence[sentence.index]
            if own.grade in _WEAK and not any(r.startswith("mark ") for r in own.rejected):
                evidence[sentence.index] = source
