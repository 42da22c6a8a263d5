"""Cuts a long document into parts that can each be laid out without being felt.

Laying out the four hundred pages of a report at once would stop the window for seconds, and again each time its
pane is resized; a part of some dozen pages takes a few hundredths of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.document import Block, BlockKind
from auditor.model.span import Span
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

PART_CHARS = 20_000
"""Code points in one part: nearly every web page and leaflet is one part."""

PART_BLOCKS = 200
"""Blocks in one part; tables have many short ones, and each costs as much as a paragraph."""

_EARLY = 0.7
"""A heading ends a part early once it is this full, so that parts begin where sections do."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some neighbouring blocks of a document."""

    blocks: Sequence[Block]

    @property
    def span(self) -> Span:
        """Return what of the text it covers."""
        return Span(self.blocks[0].span.start, self.blocks[-1].span.end)

    @property
    def pages(self) -> tuple[int, int] | None:
        """Return its first and last page, where the format has pages."""
        pages = [block.locator.page for block in self.blocks if block.locator.page is not None]
        return (min(pages), max(pages)) if pages else None


def split(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Return the parts of a document, in order."""
    parts: list[Part] = []
    first = 0
    for index, block in enumerate(blocks):
        if index > first and _is_full(blocks, first, index, block):
            parts.append(Part(blocks[first:index]))
            first = index
    if first < len(blocks):
        parts.append(Part(blocks[first:]))
    return tuple(parts)


def _is_full(blocks: Sequence[Block], first: int, index: int, block: Block) -> bool:
    share = _EARLY if block.kind is BlockKind.HEADING else 1.0
    chars = block.span.end - blocks[first].span.start
    return chars > PART_CHARS * share or index - first >= PART_BLOCKS * share
