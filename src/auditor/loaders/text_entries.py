"""Finds, in a text without markup, the list that reference marks point to, and the notes that stars point to.

It goes by shape alone: entries that are numbered one after another, or a closing list most of whose items
carry an address or a year. Whether a list is called "References" is for the analysis to read.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.text_marks import bracketed_marks, glued_marks, raised_marks
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.loaders.pieces import Piece

MIN_SOURCED_SHARE = 0.6
"""Share of a list's items with an address or a year that makes it a list of sources."""
MIN_NUMBERED = 2
"""Entries that make a numbered list."""
MIN_UNNUMBERED = 3
"""Items an unnumbered list needs before its order can stand for numbers."""
MAX_ENTRY_CHARS = 600
"""Longest entry of a list whose entries are lines."""

_SOURCE = re.compile(r"https?://|\bwww\.|\bdoi\b|(?<!\d)(?:19|20)\d\d(?!\d)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?:(?<=[⁰¹²³⁴⁵⁶⁷⁸⁹])\s*|\s+)(?=[^\W\d_])")
_RAISED_TO_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"(\*{1,3}|†{1,2}|‡|§|¶)\s*(?=[^\s*†‡§¶])")


@dataclass(slots=True)
class Entries:
    """Label of each entry and note by the index of its piece; `count` is the length of the reference list."""

    labels: dict[int, str] = field(default_factory=dict)
    symbols: dict[int, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """The highest number among the labels."""
        return max((int(label) for label in self.labels.values() if label.isdigit()), default=0)

    def anchor(self, index: int) -> str | None:
        """Return the name of the place where the entry at `index` begins."""
        label = self.labels.get(index)
        if label is not None:
            return f"ref-{label}"
        symbol = self.symbols.get(index)
        return f"note-{symbol}" if symbol is not None else None

    @property
    def targets(self) -> dict[str, str]:
        """Anchor by label."""
        by_label = {label: f"ref-{label}" for label in self.labels.values()}
        return by_label | {symbol: f"note-{symbol}" for symbol in self.symbols.values()}


def find_entries(pieces: Sequence[Piece]) -> Entries:
    """Return the entries of the last list of sources, and the starred notes."""
    entries = Entries(labels=_bracketed(pieces), symbols=_notes(pieces))
    if entries.labels:
        return entries
    for find in (_numbered_runs, _closing_lists):
        runs = [run for run in find(pieces) if _are_sources(pieces, run)]
        if runs:
            entries.labels = runs[-1]
            return entries
    entries.labels = _closing_run(pieces)
    return entries


def _bracketed(pieces: Sequence[Piece]) -> dict[int, str]:
    """Return the pieces that begin with a label in square brackets: those are entries wherever they stand."""
    found: dict[int, str] = {}
    for index, piece in enumerate(pieces):
        if (
            piece.text.startswith("[")
            and piece.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
            and piece.label is not None
        ):
            found[index] = piece.label
    return found


def _numbered_runs(pieces: Sequence[Piece]) -> Iterator[dict[int, str]]:
    """Yield runs of neighbouring pieces labelled 1, 2, 3 …; a run may have continuation pieces of its own inside."""
    run: dict[int, str] = {}
    for index, piece in enumerate(pieces):
        label = _label(piece)
        expected = len(run) + 1
        if label == str(expected):
            run[index] = label
        elif label == "1" or (label is None and run and piece.kind is BlockKind.HEADING):
            yield run
            run = {index: label} if label else {}
    yield run


def _label(piece: Piece) -> str | None:
    if piece.kind in {BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER}:
        return None
    if piece.label is not None:
        return piece.label
    match = _BARE_NUMBER.match(piece.text)
    return match.group(1).translate(_RAISED_TO_DIGITS) if match else None


def _closing_lists(pieces: Sequence[Piece]) -> Iterator[dict[int, str]]:
    """Yield the unnumbered lists behind the last mark: what is listed before it is text, though it may be full of years."""
    last = max((i for i, piece in enumerate(pieces) if _has_mark(piece)), default=-1)
    yield from (run for run in _unnumbered_runs(pieces) if min(run) > last)


def _has_mark(piece: Piece) -> bool:
    text = " ".join(piece.cells) or piece.text
    return any(True for find in (bracketed_marks, raised_marks) for _ in find(text))


def _unnumbered_runs(pieces: Sequence[Piece]) -> Iterator[dict[int, str]]:
    groups: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.LIST_ITEM and piece.group is not None:
            groups.setdefault(piece.group, []).append(index)
    for members in groups.values():
        if len(members) >= MIN_UNNUMBERED:
            yield {index: str(number) for number, index in enumerate(members, 1)}


def _closing_run(pieces: Sequence[Piece]) -> dict[int, str]:
    """Return the paragraphs under the last heading as entries, where marks in the text above ask for that many.

    Copied pages lose the numbers of their reference list; each entry is then a line.
    """
    heading = max(
        (
            i
            for i, piece in enumerate(pieces)
            if piece.kind is BlockKind.HEADING and piece.region is Region.MAIN
        ),
        default=-1,
    )
    section = [i for i in range(heading + 1, len(pieces)) if pieces[i].region is Region.MAIN]
    run = {index: str(number) for number, index in enumerate(section, 1)}
    are_lines = all(
        pieces[i].kind is BlockKind.PARAGRAPH and len(pieces[i].text) <= MAX_ENTRY_CHARS for i in section
    )
    if heading < 0 or not are_lines or len(run) < MIN_UNNUMBERED or not _are_sources(pieces, run):
        return {}
    asked = _asked([piece.text for piece in pieces[:heading] if not piece.cells], len(run))
    return run if asked and max(asked) <= len(run) else {}


def _asked(texts: Sequence[str], entries: int) -> set[int]:
    """Return the numbers that marks in the texts name."""
    found = [one for text in texts for one in (*bracketed_marks(text), *raised_marks(text))]
    found.extend(one for marks in glued_marks(texts, entries) for one in marks)
    return {int(label) for one in found for label in one.labels if label.isdigit()}


def _are_sources(pieces: Sequence[Piece], run: dict[int, str]) -> bool:
    sourced = sum(_SOURCE.search(pieces[index].text) is not None for index in run)
    return len(run) >= MIN_NUMBERED and sourced >= MIN_SOURCED_SHARE * len(run)


def _notes(pieces: Sequence[Piece]) -> dict[int, str]:
    """Pieces that begin with a star or dagger, the first of each sign; bullets have lost theirs before."""
    notes: dict[int, str] = {}
    for index, piece in enumerate(pieces):
        match = _NOTE.match(piece.text) if piece.kind is BlockKind.PARAGRAPH else None
        closed = match is not None and match.group(1) in piece.text[match.end() :]
        if match is not None and not closed and match.group(1) not in notes.values():
            notes[index] = match.group(1)
    return notes
