"""Reads sentences as wholes, with what stands before them: what speaks for each making a claim, or being a statistic that something supports.

A small language model (`text/transformer.py`) does it, by all of the words in their order. What it is made of was learned by
`tests/quality/learn_reader.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from auditor.model.learned import SupportRead
from auditor.text.transformer import CLAIMS, SUPPORT, forward

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from auditor.model.learned import Told
    from auditor.text.wordpieces import WordPieces

    Parts = Mapping[str, NDArray[Any]]
    Row = tuple[list[int], int]
    """The pieces of a text, and how many of them are the sentence's own."""

MOST_PIECES = 56
"""Pieces of words that are read of a sentence, its beginning and end among them: what is longer is a list or a table."""
MOST_BEFORE = 56
"""Pieces that are read of what stands before a sentence in its block: the last ones."""
MOST_ABOVE = 24
"""Pieces that are read of what stands above that block: the last ones."""
LONGEST = MOST_PIECES + MOST_BEFORE + MOST_ABOVE
"""Pieces that are read at all."""
PIECES_AT_ONCE = 384
"""Sentences are read together up to so many pieces: the numbers of more do not stay near the processor."""
MOST_UNEVEN = 1.25
"""So many times as long as the shortest may the longest be of sentences that are read together: all are read at its length."""
DIGITS = 2
"""Hundredths are kept of what is read: machines that add up in another order nearly always agree on them."""


class SentenceReader:
    """A model that has been read: which claims it knows, the pieces of words, and its parts.

    `mix` has a row for each category: what is there before, how much what the cues say counts, and how much what is
    read here does.
    """

    def __init__(self, categories: Sequence[str], pieces: WordPieces, parts: Parts) -> None:
        self.categories = tuple(categories)
        self._pieces = pieces
        self._parts = parts
        self._mix = parts["mix"].tolist()

    def weigh(self, told: Sequence[Told]) -> list[tuple[float, ...]]:
        """Return what speaks for each category in each sentence, in log-odds. What is told twice is read once."""
        different = list(dict.fromkeys(told))
        rows = [with_before(self._pieces, *each) for each in different]
        weights = dict(zip(different, self._all(rows, CLAIMS), strict=True))
        return [weights[each] for each in told]

    def weigh_support(self, told: Sequence[Told]) -> list[SupportRead]:
        """Return what speaks for each sentence being a statistic, and for what supports it."""
        rows = [with_before(self._pieces, *each) for each in told]
        return [SupportRead(*odds) for odds in self._all(rows, SUPPORT)]

    def mixed(self, cues: Sequence[float], read: Sequence[float]) -> tuple[float, ...]:
        """Return what speaks for each category by the cues of some words and what was read of their sentence."""
        return tuple(
            start + of_cues * a + of_read * b
            for (start, of_cues, of_read), a, b in zip(self._mix, cues, read, strict=True)
        )

    def _all(self, rows: Sequence[Row], ask: str) -> list[tuple[float, ...]]:
        found: list[tuple[float, ...]] = [()] * len(rows)
        for group in _groups(rows):
            for number, odds in zip(group, self._read([rows[n] for n in group], ask), strict=True):
                found[number] = tuple(odds)
        return found

    def _read(self, rows: Sequence[Row], ask: str) -> list[list[float]]:
        longest = max(len(row) for row, _ in rows)
        numbers = np.array([row + [0] * (longest - len(row)) for row, _ in rows])
        place = np.arange(longest)
        present = (place < np.array([[len(row)] for row, _ in rows])).astype(np.float32)
        said = (place < np.array([[own] for _, own in rows])).astype(np.float32)
        words = self._parts["words"][numbers] * self._parts["words.scale"][numbers]
        odds = forward(self._parts, words, present, said, ask)
        found: list[list[float]] = np.round(odds.astype(np.float64), DIGITS).tolist()
        return found


def with_before(pieces: WordPieces, sentence: str, before: str, above: str) -> Row:
    """Return a sentence as it is read with what stands before it in its block, and with what stands above that."""
    row = pieces.read(sentence, MOST_PIECES)
    return [*row, *pieces.end_of(before, MOST_BEFORE), *pieces.end_of(above, MOST_ABOVE)], len(row)


def _groups(rows: Sequence[Row]) -> Iterator[list[int]]:
    """Yield the numbers of rows of about one length, as many as are read at once."""
    group: list[int] = []
    for number in sorted(range(len(rows)), key=lambda n: len(rows[n][0])):
        longest = len(rows[number][0])
        is_full = (len(group) + 1) * longest > PIECES_AT_ONCE
        if group and (is_full or longest > MOST_UNEVEN * len(rows[group[0]][0])):
            yield group
            group = []
        group.append(number)
    if group:
        yield group
