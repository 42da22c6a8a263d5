"""Tells what stands around a sentence, by which its claims and figures are read: what is before it in its block, and above that."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from auditor.model.document import BlockKind
from auditor.model.learned import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.analysis import Sentence
    from auditor.model.document import Document

MOST_CHARS = 600
"""Of what is before and of what is above no more than the last so many code points."""

_TITLES = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TITLE})


def told(document: Document, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Told]]:
    """Yield each sentence with what stands around it."""
    over = Over()
    for index, group in groupby(sentences, key=lambda s: s.block):
        block, members = document.blocks[index], list(group)
        first = members[0].span.start
        above = over.at(block.kind, block.group)
        for sentence in members:
            before = document.text[max(first, sentence.span.start - MOST_CHARS) : sentence.span.start]
            yield sentence, Told(sentence.span.of(document.text), before.strip(), above)
        over.passed(block.kind, members[-1].span.of(document.text))


class Over:
    """What stands above the block that comes next, as far as the reading has come."""

    def __init__(self) -> None:
        self._heading = self._last = self._lead = self._head = ""
        self._run: tuple[BlockKind, int | None] | None = None

    def at(self, kind: BlockKind, group: int | None) -> str:
        """Return what stands above a block: the heading and the sentence above it, or above the list or table it is of."""
        run = (BlockKind.TABLE_ROW if kind is BlockKind.TABLE_HEADER else kind, group)
        if run != self._run:
            self._lead, self._head, self._run = _joined(self._heading, self._last), "", run
        if kind is BlockKind.TABLE_ROW:
            return _joined(self._lead, self._head)
        return self._lead if kind is BlockKind.LIST_ITEM else _joined(self._heading, self._last)

    def passed(self, kind: BlockKind, last: str) -> None:
        """Take note of a block that has been read, and of its last sentence."""
        if kind is BlockKind.TABLE_HEADER:
            self._head = last
        if kind in _TITLES:
            self._heading = last
        self._last = last


def _joined(*parts: str) -> str:
    return " ".join(dict.fromkeys(part for part in parts if part))[-MOST_CHARS:]
