"""Settles which words of a text are reference marks and what they point to, and writes its blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.loaders.builder import Inline
from auditor.loaders.pieces import Piece
from auditor.loaders.runs import Run, unmarked
from auditor.loaders.table_shape import is_caption
from auditor.loaders.text_entries import find_entries
from auditor.loaders.text_marks import (
    Found,
    MarkContext,
    glued_marks,
    is_power,
    linked_inlines,
    marked_inlines,
)
from auditor.model.document import BlockKind, Locator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.loaders.builder import DocumentBuilder
    from auditor.loaders.runs import RunBlock

_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\s]{1,80})\]")
_CARET_MARK = re.compile(r"(?<=[^\W\d_]|[.,;:!?)”’\"%])\^(\d{1,3})\^")


def write_blocks(builder: DocumentBuilder, blocks: Sequence[RunBlock]) -> None:
    """Add the blocks to the document, their marks settled."""
    settled = _with_captions(blocks)
    marks = RunMarks(settled)
    for index, block in enumerate(settled):
        anchor = marks.anchor(index)
        if anchor is not None:
            builder.add_anchor(anchor)
        locator = Locator(paragraph=block.paragraph)
        if block.cells:
            builder.add_row(
                [marks.inlines(index, cell) for cell in block.cells],
                headers=block.headers,
                is_header=block.kind is BlockKind.TABLE_HEADER,
                region=block.region,
                locator=locator,
                group=block.group,
            )
        else:
            inlines = marks.inlines(index, block.runs)
            builder.add_block(
                marks.kind(index),
                inlines,
                region=block.region,
                locator=locator,
                level=block.level,
                group=block.group,
            )


def _with_captions(blocks: Sequence[RunBlock]) -> list[RunBlock]:
    settled = list(blocks)
    for index, (block, below) in enumerate(pairwise(blocks)):
        if block.kind is BlockKind.PARAGRAPH and below.cells and is_caption(block.text):
            settled[index] = replace(block, kind=BlockKind.CAPTION, group=below.group)
    return settled


class RunMarks:
    """Knows the entries and notes of one text, and writes its blocks' inline content accordingly."""

    def __init__(self, blocks: Sequence[RunBlock]) -> None:
        self._blocks = blocks
        self._entries = find_entries([Piece(b.kind, "" if b.note else b.text, group=b.group) for b in blocks])
        self._notes = {block.note: block.anchor for block in blocks if block.note and block.anchor}
        self._context = MarkContext(self._entries.targets, frozenset(self._entries.symbols.values()))
        self._glued = self._glued_runs()

    def anchor(self, index: int) -> str | None:
        """Return the name of the place where block `index` begins, when something can point to it."""
        return self._blocks[index].anchor or self._entries.anchor(index)

    def kind(self, index: int) -> BlockKind:
        """Return the kind of block `index`; an entry that is no list item is a footnote."""
        kind = self._blocks[index].kind
        return BlockKind.FOOTNOTE if self._is_entry(index) and kind is BlockKind.PARAGRAPH else kind

    def inlines(self, index: int, runs: Sequence[Run]) -> list[Inline]:
        """Return the inline content of block `index`, or of one of its cells."""
        note = self._blocks[index].note
        written = [Inline(f"[{note}] ")] if note is not None else []
        for position, run in enumerate(runs):
            if self._is_entry(index) or note is not None:
                shown = unmarked(run)
                written.extend(
                    linked_inlines(shown.text) if shown.text and not shown.link else [_inline(shown)]
                )
            else:
                written.extend(self._marked(index, position, run))
        return written

    def _is_entry(self, index: int) -> bool:
        return index in self._entries.labels or index in self._entries.symbols

    def _marked(self, index: int, position: int, run: Run) -> Iterator[Inline]:
        if run.mark is not None:
            yield _inline(run, run.target or self._target(run.mark))
        elif not run.text or not run.plain:
            yield _inline(run)
        else:
            yield from self._split_notes(run, self._glued.get((index, position), []))

    def _split_notes(self, run: Run, glued: Sequence[Found]) -> Iterator[Inline]:
        at = 0
        for match in _FOOTNOTE_MARK.finditer(run.text):
            yield from self._plain(run, at, match.start(), glued)
            label = match.group(1)
            target = self._notes.get(label)
            yield Inline(mark=label, mark_target=f"#{target}" if target else None, link=run.link)
            at = match.end()
        yield from self._plain(run, at, len(run.text), glued)

    def _plain(self, run: Run, start: int, end: int, glued: Sequence[Found]) -> list[Inline]:
        text = run.text[start:end]
        found = [
            Found(one.start - start, one.end - start, one.labels) for one in glued if start <= one.start < end
        ]
        carets = (
            m for m in _CARET_MARK.finditer(text) if not is_power(text[max(0, m.start() - 12) : m.start()])
        )
        found.extend(Found(m.start(), m.end(), (m.group(1),)) for m in carets)
        return marked_inlines(text, self._context, found, link=run.link)

    def _target(self, label: str) -> str | None:
        anchor = self._context.targets.get(label) or self._notes.get(label)
        return f"#{anchor}" if anchor else None

    def _glued_runs(self) -> dict[tuple[int, int], list[Found]]:
        places = [
            (index, position, run.text)
            for index, block in enumerate(self._blocks)
            if not self._is_entry(index) and block.note is None
            for position, run in enumerate(block.runs)
            if run.text and run.plain and run.link is None
        ]
        found = glued_marks([text for _, _, text in places], self._entries.count)
        return {(index, position): marks for (index, position, _), marks in zip(places, found, strict=True)}


def _inline(run: Run, target: str | None = None) -> Inline:
    return Inline(
        run.text, link=run.link, mark=run.mark, mark_target=target, anchor=run.anchor, is_break=run.is_break
    )
