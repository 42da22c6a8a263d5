"""Judges which short lines of a plain text are headings, and which are captions of tables."""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.loaders.pieces import MAIL_HEADER, MAX_HEADING_CHARS, Piece
from auditor.loaders.table_shape import is_caption
from auditor.model.document import BlockKind

MAX_HEADING_WORDS = 14
LONGER_BELOW = 1.5
"""A line without blank lines around it is a heading only over a line this many times longer."""

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(r"#?\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
_NO_HEADING_END = re.compile(r"[.,;:!…&→»›>|-]$")
_TWO_SENTENCES = re.compile(r"[.?!]\s+[^\W\d_]\w*\s\S+\s")
_DRAWN = "=-~*# "
"""What is drawn on either side of a heading: "=== Iron ===", "-- Iron --"."""
_QUOTE_START = re.compile(r"[\"“‘«'(\[→©]")


def with_headings(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with headings told from paragraphs."""
    settled: list[Piece] = []
    for index in range(len(pieces) - 1, -1, -1):
        settled.append(_judged(pieces[index], settled[:-3:-1], is_first=index == 0))
    settled.reverse()
    return _with_title_level(settled, pieces)


def _judged(piece: Piece, below: list[Piece], *, is_first: bool) -> Piece:
    if piece.kind is BlockKind.PARAGRAPH and below and below[0].cells and is_caption(piece.text):
        return replace(piece, kind=BlockKind.CAPTION, group=below[0].group)
    hashes = _HASHES.match(piece.text)
    if piece.kind is BlockKind.PARAGRAPH and hashes and piece.one_line:
        return replace(
            piece, kind=BlockKind.HEADING, text=piece.text[hashes.end() :], level=len(hashes.group(1))
        )
    if _is_heading(piece, below, is_first=is_first):
        return replace(piece, kind=BlockKind.HEADING, level=2)
    return piece


def _with_title_level(settled: list[Piece], before: list[Piece]) -> list[Piece]:
    """Raise the first heading found by its looks to the text's title."""
    for index, (piece, was) in enumerate(zip(settled, before, strict=True)):
        if piece.kind is BlockKind.HEADING:
            is_guess = was.kind is BlockKind.PARAGRAPH and piece.text == was.text
            return [
                *settled[:index],
                replace(piece, level=1 if is_guess else piece.level),
                *settled[index + 1 :],
            ]
    return settled


def _is_heading(piece: Piece, below: list[Piece], *, is_first: bool) -> bool:
    if (
        piece.kind is not BlockKind.PARAGRAPH
        or not piece.one_line
        or not below
        or not _reads_like_heading(piece.text)
    ):
        return False
    first, *others = below
    if piece.alone or is_first or first.indent > piece.indent or _is_capitals(piece.text):
        return True
    if first.kind is BlockKind.PARAGRAPH and first.label is None:
        return len(first.text) > MAX_HEADING_CHARS and len(first.text) > LONGER_BELOW * len(piece.text)
    # A heading may stand over a heading; more short lines in a row are an address or a menu.
    return first.kind is not BlockKind.HEADING or all(other.kind is not BlockKind.HEADING for other in others)


def _reads_like_heading(text: str) -> bool:
    number = _NUMBER.match(text)
    words = text[number.end() :] if number else text
    if len(text) > MAX_HEADING_CHARS or len(text.split()) > MAX_HEADING_WORDS or MAIL_HEADER.match(text):
        return False
    if _NO_HEADING_END.search(text) or _QUOTE_START.match(text) or _TWO_SENTENCES.search(words):
        return False
    first = next((char for char in words if char.isalpha()), "")
    return (
        first.isupper()
        and "://" not in text
        and "@" not in text
        and sum(map(str.isalpha, text)) * 2 > len(text.strip(_DRAWN))
    )


def _is_capitals(text: str) -> bool:
    return text.isupper() and len(text.split()) > 1
