"""A document as it would read with other words in it, for trying a suggestion in its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.model.document import SourceRuns
from auditor.model.span import Span
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.model.document import Block, Document


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to stand instead of those at `span`."""

    span: Span
    text: str


def edit_of(span: Span, before: str, after: str) -> Edit:
    """Return the smallest edit that turns the words at `span` into others, so that links and marks around it stay."""
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - start
    end = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    return Edit(Span(span.start + start, span.end - end), after[start : len(after) - end])


@dataclass(frozen=True)
class Trial:
    """A changed document, and where places of the original have gone."""

    document: Document
    moves: Moves

    def place(self, span: Span) -> Span:
        """Return where a stretch of the original stands now."""
        return self.moves.span(span)


class Moves:
    """Where offsets go when words are exchanged. An offset inside exchanged words goes to their border."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = sorted(edits, key=lambda e: e.span)
        self._starts = [edit.span.start for edit in self.edits]
        self._by = [0]
        for edit in self.edits:
            self._by.append(self._by[-1] + len(edit.text) - len(edit.span))

    def span(self, span: Span) -> Span:
        """Return where a stretch has gone; what was put in at its ends belongs to it."""
        start = self.offset(span.start)
        return Span(start, max(start, self.offset(span.end, is_end=True)))

    def offset(self, offset: int, *, is_end: bool = False) -> int:
        """Return where an offset has gone, as the beginning or the end of a stretch."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return offset
        before, after, span = self._by[number], self._by[number + 1], self.edits[number].span
        if offset >= span.end:
            return offset + (before if len(span) == 0 and offset == span.end and not is_end else after)
        return span.end + after if is_end and offset > span.start else span.start + before


def changed(document: Document, edits: Iterable[Edit]) -> Trial:
    """Return the document with every edit made. Edits do not overlap and each lies within one block."""
    moves = Moves(edits)
    parts, at = [], 0
    for edit in moves.edits:
        parts += [document.text[at : edit.span.start], edit.text]
        at = edit.span.end
    made = replace(
        document,
        text="".join([*parts, document.text[at:]]),
        blocks=tuple(_block(block, moves) for block in document.blocks),
        links=tuple(replace(x, span=moves.span(x.span)) for x in document.links if len(moves.span(x.span))),
        marks=tuple(replace(x, span=moves.span(x.span)) for x in document.marks if len(moves.span(x.span))),
        anchors=tuple(replace(anchor, offset=moves.offset(anchor.offset)) for anchor in document.anchors),
        runs=SourceRuns(),
    )
    return Trial(made, moves)


def _block(block: Block, moves: Moves) -> Block:
    cells = tuple(replace(cell, span=moves.span(cell.span)) for cell in block.cells)
    return replace(block, span=moves.span(block.span), cells=cells)
