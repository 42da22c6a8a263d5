"""Joins a counter that a page splits over two blocks: "3,200+" with the "families healed" above or below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.document import BlockKind
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.document import Block, Document
    from auditor.model.span import Span

_LONE_FIGURE = regex.compile(
    r"""\s*(?:over|up\sto|more\sthan|nearly|almost|about|around|\#|no\.|[~≈><≥≤±+−–-])?\s*
        (?:zero|[$£€]?\d[\d.,·]*(?:\s?[–-]\s?\d[\d.,·]*)?)
        \s?(?:%|percent|per\scent|x|×|k|m|bn|million|billion|thousand|th|st|nd|rd|(?:/|in|out\sof|of)\s?\d+|years?|yrs?|hours?|hrs?|days?|weeks?|months?|minutes?|mins?|lbs?|kgs?|stone|stars?|★+)?
        \s?\+{0,2}\*?(?:\[[^\[\]\s]{1,3}\])*\s*""",
    regex.IGNORECASE | regex.VERBOSE,
)
_LABEL_WORDS = 12
"""A counter's label is a few words; more than this is a sentence of its own."""
_LABEL_KINDS = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.LABEL}
)

Piece = tuple["Block", "Span"]


def joined(document: Document, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, each counter as one piece over both blocks."""
    at = 0
    while at < len(pieces):
        run = _run(document.text, pieces, at)
        if len(run) < 2:
            yield pieces[at]
            at += 1
            continue
        yield from _paired(pieces[at : at + len(run)], run)
        at += len(run)


def _run(text: str, pieces: Sequence[Piece], at: int) -> str:
    """Return the longest run from `at` in which figures (F) and labels (L) take turns, as their letters."""
    letters = ""
    while at + len(letters) < len(pieces):
        here = at + len(letters)
        letter = _letter(text, *pieces[here])
        if (
            not letter
            or letter == letters[-1:]
            or (letters and not _neighbours(pieces[here - 1][0], pieces[here][0]))
        ):
            break
        letters += letter
    if "F" not in letters:
        return ""
    return letters


def _paired(pieces: Sequence[Piece], run: str) -> Iterator[Piece]:
    """Pair figures with labels, in the order the page keeps."""
    at = 0
    if run[0] == "L" and not _label_leads(pieces, run):
        yield pieces[0]
        at = 1
    while at < len(pieces):
        if at + 1 < len(pieces):
            yield pieces[at][0], pieces[at][1].cover(pieces[at + 1][1])
        else:
            yield pieces[at]
        at += 2


def _label_leads(pieces: Sequence[Piece], run: str) -> bool:
    """Whether a run that begins with a label has its labels before their figures: the cards tell, else the run's end."""
    if len(run) == 2:
        return pieces[0][0].group == pieces[1][0].group
    before = pieces[0][0].group == pieces[1][0].group
    after = pieces[1][0].group == pieces[2][0].group
    return before if before != after else run[-1] == "F"


def _letter(text: str, block: Block, span: Span) -> str:
    if span != block.span or block.kind not in _LABEL_KINDS:
        return ""
    words = span.of(text)
    if _LONE_FIGURE.fullmatch(words):
        return "F"
    is_label = len(words) <= 120 and words[-1] not in ".!?:" and len(words.split()) <= _LABEL_WORDS
    return "L" if is_label else ""


def _neighbours(block: Block, other: Block) -> bool:
    return other.index == block.index + 1 and other.region is block.region
