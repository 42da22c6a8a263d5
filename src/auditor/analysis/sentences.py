"""Cuts blocks into sentences, offsets kept, and joins statements that a page splits over two blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from auditor.model.analysis import Sentence
from auditor.model.document import BlockKind
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.document import Block, Document

_END = regex.compile(
    r"""(?P<end>[.!?…]+["'”’)\]]*(?:\[[^\[\]\s]{1,4}\])*)   # the mark, closing quotes, footnote marks
        (?=\s+["'“‘(\[]*[\p{Lu}\p{Nd}“‘"'(\[•–—★])""",
    regex.VERBOSE,
)
_ABBREVIATION = regex.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Rev|St|Mt|vs|etc|e\.g|i\.e|cf|approx|al|No|Nos|Fig|Figs|Tab|Vol|pp|p|ed|eds|Inc|Ltd|Co|Jr|Sr|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|a\.m|p\.m|Ph\.D|M\.D|ca|min|max|tel|ext)|\b\p{Lu})\.$",
)
_WHOLE = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})
_FIGURE_ONLY = regex.compile(r"^[\s]*(?:[#~≈>+<]?\s*[\d][\d.,]*\s*(?:%|\+|x|/\d+|k|m|\+\+)?\s*\+?|#\s?1|No\.\s?1)[\s]*$", regex.IGNORECASE)
_LABEL_WORDS = 12


def split(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in reading order. Table rows stay whole."""
    spans = [(block, span) for block in document.blocks for span in _block_spans(document.text, block)]
    joined = list(_join_counters(document, spans))
    return tuple(Sentence(i, span, block.index) for i, (block, span) in enumerate(joined))


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences in `text[start:end]` without surrounding white space."""
    stop = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, stop):
        if _is_abbreviation(text, begin, match):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, stop)


def _block_spans(text: str, block: Block) -> Iterator[Span]:
    if block.kind in _WHOLE:
        yield block.span
    else:
        yield from sentence_spans(text, block.span.start, block.span.end)


def _is_abbreviation(text: str, begin: int, match: regex.Match[str]) -> bool:
    mark = match.group("end")
    return mark == "." and _ABBREVIATION.search(text, max(begin, match.start() - 12), match.start() + 1) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _join_counters(document: Document, spans: list[tuple[Block, Span]]) -> Iterator[tuple[Block, Span]]:
    """Join "3,200+" with the "families healed" under it: one statement over two blocks of one card."""
    at = 0
    while at < len(spans):
        block, span = spans[at]
        follower = spans[at + 1] if at + 1 < len(spans) else None
        if follower and _is_counter(document, block, span, *follower):
            yield block, span.cover(follower[1])
            at += 2
        else:
            yield block, span
            at += 1


def _is_counter(document: Document, block: Block, span: Span, other: Block, other_span: Span) -> bool:
    if block.span != span or other.span != other_span or other.index != block.index + 1 or block.kind in _WHOLE:
        return False
    if block.group is None or block.group != other.group:
        return False
    return bool(_FIGURE_ONLY.match(span.of(document.text))) and len(other_span.of(document.text).split()) <= _LABEL_WORDS
