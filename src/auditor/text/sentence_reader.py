"""Reads sentences as wholes, with what stands before them: what speaks for each making a claim, or being a statistic that something supports.

A small language model (`text/transformer.py`) does it, by all of the words in their order. What it is made of was learned by
`tests/quality/learn_reader.py`.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from auditor.model.learned import SupportRead
from auditor.text.threads import at_one_time
from auditor.text.transformer import CLAIMS, SUPPORT, forward

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.model.learned import Told
    from auditor.text.transformer import Parts
    from auditor.text.wordpieces import WordPieces

    Row = tuple[tuple[int, ...], int]
    """The pieces of a text, and how many of them are the sentence's own."""
    Odds = list[list[float]]
    """What is read of some texts."""

MOST_PIECES = 56
"""Pieces of words that are read of a sentence, its beginning and end among them: what is longer is a list or a table."""


class Room(NamedTuple):
    """Pieces that are read of what stands before a sentence in its block, and of what stands above that: the last ones."""

    before: int
    above: int


ROOM = {CLAIMS: Room(16, 16), SUPPORT: Room(24, 24)}
"""A source may stand further off than what a claim is of. Of 56 and 24 pieces neither was told better, at twice the time."""
LONGEST = MOST_PIECES + sum(ROOM[SUPPORT])
"""Pieces that are read at all."""
PIECES_AT_ONCE = 192
"""Sentences are read together up to so many pieces: the numbers of more do not stay near the processor."""
MOST_UNEVEN = 1.25
"""So many times as long as the shortest may the longest be of sentences that are read together: all are read at its length."""
DIGITS = 2
"""Hundredths are kept of what is read: machines that add up in another order nearly always agree on them."""


class SentenceReader:
    """A model that has been read: which claims it knows, the pieces of words, and its parts.

    The part `mix` has a row for each category: what is there before, how much what the cues say counts, and how much
    what is read here does.
    """

    def __init__(self, categories: Sequence[str], pieces: WordPieces, parts: Parts) -> None:
        self.categories = tuple(categories)
        self._pieces = pieces
        self._parts = parts
        self._mix = parts["mix"].tolist()

    def weigh(self, told: Sequence[Told]) -> list[tuple[float, ...]]:
        """Return what speaks for each category in each sentence, in log-odds."""
        return self._all(told, CLAIMS)

    def weigh_support(self, told: Sequence[Told]) -> list[SupportRead]:
        """Return what speaks for each sentence being a statistic, and for what supports it."""
        return [SupportRead(*odds) for odds in self._all(told, SUPPORT)]

    def mixed(self, cues: Sequence[float], read: Sequence[float]) -> tuple[float, ...]:
        """Return what speaks for each category by the cues of some words and what was read of their sentence."""
        return tuple(
            start + of_cues * a + of_read * b
            for (start, of_cues, of_read), a, b in zip(self._mix, cues, read, strict=True)
        )

    def _all(self, told: Sequence[Told], ask: str) -> list[tuple[float, ...]]:
        """Return what is read of each; what is told twice is read once."""
        rows = [with_before(self._pieces, each, ask) for each in told]
        groups = list(_groups(dict.fromkeys(rows)))
        read = chain.from_iterable(at_one_time(lambda group: self._read(group, ask), groups))
        found = {row: tuple(odds) for row, odds in zip(chain(*groups), read, strict=True)}
        return [found[row] for row in rows]

    def _read(self, rows: Sequence[Row], ask: str) -> Odds:
        longest = max(len(row) for row, _ in rows)
        numbers = np.array([row + (0,) * (longest - len(row)) for row, _ in rows])
        place = np.arange(longest)
        present = (place < np.array([[len(row)] for row, _ in rows])).astype(np.float32)
        said = (place < np.array([[own] for _, own in rows])).astype(np.float32)
        words = self._parts["words"][numbers] * self._parts["words.scale"][numbers]
        odds = forward(self._parts, words, present, said, ask)
        found: Odds = np.round(odds.astype(np.float64), DIGITS).tolist()
        return found


def with_before(pieces: WordPieces, told: Told, ask: str) -> Row:
    """Return a sentence as it is read with what stands before it in its block, and with what stands above that."""
    row, room = pieces.read(told.words, MOST_PIECES), ROOM[ask]
    around = (*pieces.end_of(told.before, room.before), *pieces.end_of(told.above, room.above))
    return (*row, *around), len(row)


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows of about one length together, as many as are read at once."""
    group: list[Row] = []
    for row in sorted(rows, key=lambda row: len(row[0])):
        longest = len(row[0])
        is_full = (len(group) + 1) * longest > PIECES_AT_ONCE
        if group and (is_full or longest > MOST_UNEVEN * len(group[0][0])):
            yield group
            group = []
        group.append(row)
    if group:
        yield group
