"""Finds the entries of a list that stands under no heading: numbered small print that the marks of a page count up to.

Numbered steps look the same. A list is one of sources when every number in it has a mark before it that nothing else
answers, or when most of its entries read as citations.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.analysis.support.reference_lists import (
    MAX_ENTRY_CHARS,
    SERIES,
    Entry,
    cites_by_shape,
    label_of,
    lines_of_entries,
    looks_like_citation,
)
from auditor.model.document import BlockKind, Region

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from auditor.analysis.support.reference_lists import ReferenceWords
    from auditor.model.document import Block, Document
    from auditor.model.span import Span

MOST_ENTRIES = 500
"""Entries of one list; a longer one is data."""

_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})

Piece = tuple[str, "Span", "Block", bool]
"""A label, the words it stands before, their block, and whether the label is printed."""


def unheaded_entries(
    document: Document,
    wanted: Mapping[str, int],
    taken: Collection[int],
    words: ReferenceWords,
    *,
    is_sure: bool = True,
) -> tuple[Entry, ...]:
    """Return the entries that unanswered marks point to. `wanted` maps their labels to where each first stands.

    Unless it `is_sure` that they are marks, most of the entries must read as citations, or go on with a list that does.
    """
    if not wanted:
        return ()
    found: list[Entry] = []
    for run in _runs(document, taken):
        follows = run[0][2].index - 1 in taken
        if _answers(document, run, wanted, words, is_sure=is_sure or follows):
            found.extend(
                Entry(0, label, span, block.index, is_note=not cites_by_shape(span.of(document.text), words))
                for label, span, block, _ in run
            )
    return tuple(found)


def _runs(document: Document, taken: Collection[int]) -> Iterator[list[Piece]]:
    """Yield the stretches of neighbouring lines whose labels count up."""
    run: list[Piece] = []
    for piece in _pieces(document, taken):
        if piece is None or not run or not _counts_on(run[-1][0], piece[0]) or piece[3] != run[-1][3]:
            if run:
                yield run
            run = []
        if piece is not None and len(run) < MOST_ENTRIES:
            run.append(piece)
    if run:
        yield run


def _pieces(document: Document, taken: Collection[int]) -> Iterator[Piece | None]:
    """Yield the lines that have a number, and None where other text stands between."""
    place, group = 0, None
    for block in document.blocks:
        if block.region is Region.RUNNING:
            continue
        if block.kind not in _KINDS or block.index in taken or block.region is Region.NAV:
            yield None
            continue
        place = place + 1 if block.group == group and block.kind in _LISTED else 1
        group = block.group
        spans = list(lines_of_entries(document, block))
        for span in spans:
            label, _ = label_of(span.of(document.text))
            if label.isdecimal() or _is_letter(document, span):
                yield label, span, block, True
            elif block.kind in _LISTED and not label and len(spans) == 1:
                yield str(place), span, block, False
            else:
                yield None


def _answers(
    document: Document,
    run: list[Piece],
    wanted: Mapping[str, int],
    words: ReferenceWords,
    *,
    is_sure: bool,
) -> bool:
    start = run[0][1].start
    if any(len(span) > MAX_ENTRY_CHARS for _, span, _, _ in run):
        return False
    marked = sum(wanted.get(label, start) < start for label, _, _, _ in run)
    if not marked:
        return False
    is_printed = run[0][3]
    if is_sure and marked == len(run) and (is_printed or _is_named_so(run[0][2], words)):
        return True
    citing = sum(looks_like_citation(span.of(document.text), words) for _, span, _, _ in run)
    return 2 * citing > len(run)


def _counts_on(before: str, label: str) -> bool:
    """Whether a label is the one after another: 4 after 3, c after b, ii after i."""
    if before.isdecimal() and label.isdecimal():
        return int(label) == int(before) + 1
    return any((before, label) in pairwise(series) for series in SERIES)


def _is_letter(document: Document, span: Span) -> bool:
    """Whether a line is labelled by a letter, as notes are: "[a] Lee …", "a. Lee …"."""
    label, start = label_of(span.of(document.text))
    return label.isalpha() and start > 1


def _is_named_so(block: Block, words: ReferenceWords) -> bool:
    """Whether builders and plugins call it such a list in its class or id."""
    return any(hint in name for name in block.classes for hint in words.classes)
