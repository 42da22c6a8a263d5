"""Reads the documents of `lines/`, which have a sentence a line (see the README here): each with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring import HERE

from auditor.model.document import BlockKind
from auditor.model.learned import Told
from auditor.text.surroundings import MOST_CHARS, Over

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LINES = HERE / "lines"
KINDS = {
    "D": BlockKind.TITLE,
    "H": BlockKind.HEADING,
    "P": BlockKind.PARAGRAPH,
    "S": BlockKind.PARAGRAPH,
    "L": BlockKind.LIST_ITEM,
    "T": BlockKind.TABLE_ROW,
    "C": BlockKind.CAPTION,
    "R": BlockKind.FOOTNOTE,
}
"""What each line begins, or is: a further sentence begins nothing."""


@dataclass
class Line:
    """A sentence: what it is, what supports it, the letters of its claims, and its words."""

    kind: str
    sign: str
    letters: str
    text: str


Block = list[tuple[Line, Told]]
"""The sentences of a block, each as it is told."""


def told_blocks() -> Iterator[Block]:
    """Yield the blocks of all documents."""
    for path in sorted(LINES.glob("*.tsv")):
        yield from _told(_lines(path))


def _lines(path: Path) -> list[Line]:
    return [Line(*line.split("\t")) for line in path.read_text("utf-8").splitlines()]


def _told(lines: Sequence[Line]) -> Iterator[Block]:
    over, run, last = Over(), 0, ""
    for block in _blocks(lines):
        first = block[0]
        is_head = first.kind == "T" != last and first.sign == "-"
        kind = BlockKind.TABLE_HEADER if is_head else KINDS[first.kind]
        run, last = (run if first.kind == last else run + 1), first.kind
        above = over.at(kind, run)
        before = [" ".join(each.text for each in block[:place])[-MOST_CHARS:] for place in range(len(block))]
        yield [(line, Told(line.text, b, above)) for line, b in zip(block, before, strict=True)]
        over.passed(kind, block[-1].text)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each block: a further sentence belongs to the one before it."""
    block: list[Line] = []
    for line in lines:
        if block and line.kind != "S":
            yield block
            block = []
        block.append(line)
    if block:
        yield block
