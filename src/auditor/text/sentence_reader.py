"""Reads sentences as wholes, with what stands before them: what speaks for each making a claim, or being a statistic that something supports.

A small language model (`text/transformer.py`) does it, by all of the words in their order. What it is made of was learned by
`tests/quality/learn_reader.py`.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from auditor.model.learned import SupportRead
from auditor.text.threads import at_one_time
from auditor.text.transformer import CLAIMS, SUPPORT, answered, forward

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from auditor.model.learned import Told
    from auditor.text.transformer import Parts
    from auditor.text.wordpieces import WordPieces

    Row = tuple[tuple[int, ...], int]
    """The pieces of a text, and how many of them are the sentence's own."""

MOST_PIECES = 56
"""Pieces of words that are read of a sentence, its beginning and end among them: what is longer is a list or a table."""


MOST_BEFORE = 24
"""Pieces that are read of what stands before a sentence in its block, the last ones; as many of what stands above that.

Of 56 nothing was told better, at twice the time; of 16 what supports a statistic was told a little worse."""
LONGEST = MOST_PIECES + 2 * MOST_BEFORE
"""Pieces that are read at all."""
MOST_REMEMBERED = 4_000
"""Sentences of which is remembered what was read of them, half a kilobyte each."""
PIECES_AT_ONCE = 192
"""Sentences are read together up to so many pieces: the numbers of more do not stay near the processor."""
MOST_UNEVEN = 1.25
"""So many times as long as the shortest may the longest be of sentences that are read together: all are read at its length."""
DIGITS = 2
"""Hundredths are kept of what is read: machines that add up in another order nearly always agree on them."""


class Answers(NamedTuple):
    """What was read of a sentence, in log-odds: what speaks for each category, and for what supports it."""

    claims: tuple[float, ...]
    support: SupportRead


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
        self._remembered: dict[bytes, Answers] = {}

    def weigh(self, told: Sequence[Told]) -> list[tuple[float, ...]]:
        """Return what speaks for each category in each sentence, in log-odds."""
        return [answers.claims for answers in self._answers(told)]

    def weigh_support(self, told: Sequence[Told]) -> list[SupportRead]:
        """Return what speaks for each sentence being a statistic, and for what supports it."""
        return [answers.support for answers in self._answers(told)]

    def mixed(self, cues: Sequence[float], read: Sequence[float]) -> tuple[float, ...]:
        """Return what speaks for each category by the cues of some words and what was read of their sentence."""
        return tuple(
            start + of_cues * a + of_read * b
            for (start, of_cues, of_read), a, b in zip(self._mix, cues, read, strict=True)
        )

    def _answers(self, told: Sequence[Told]) -> list[Answers]:
        """Return what is read of each; what is told twice, in one document or in one after another, is read once."""
        rows = [with_before(self._pieces, each) for each in told]
        keys = [_key(row) for row in rows]
        found = {key: self._remembered[key] for key in keys if key in self._remembered}
        new = {key: row for key, row in zip(keys, rows, strict=True) if key not in found}
        groups = list(_groups(new.values()))
        read = chain.from_iterable(at_one_time(self._read, groups))
        found |= zip(map(_key, chain(*groups)), read, strict=True)
        self._remember(found)
        return [found[key] for key in keys]

    def _remember(self, found: Mapping[bytes, Answers]) -> None:
        """Keep what was read of these, as what was asked for last; what was asked for long ago is forgotten."""
        for key, answers in found.items():
            self._remembered.pop(key, None)
            self._remembered[key] = answers
        for key in list(islice(self._remembered, max(0, len(self._remembered) - MOST_REMEMBERED))):
            del self._remembered[key]

    def _read(self, rows: Sequence[Row]) -> list[Answers]:
        longest = max(len(row) for row, _ in rows)
        numbers = np.array([row + (0,) * (longest - len(row)) for row, _ in rows])
        place = np.arange(longest)
        present = (place < np.array([[len(row)] for row, _ in rows])).astype(np.float32)
        said = (place < np.array([[own] for _, own in rows])).astype(np.float32)
        words = self._parts["words"][numbers] * self._parts["words.scale"][numbers]
        read = forward(self._parts, words, present, said)
        claims, support = (
            np.round(answered(self._parts, read, ask).astype(np.float64), DIGITS).tolist()
            for ask in (CLAIMS, SUPPORT)
        )
        return [Answers(tuple(c), SupportRead(*s)) for c, s in zip(claims, support, strict=True)]


def _key(row: Row) -> bytes:
    """Return what a row is remembered by: short, and nothing can be read in it."""
    pieces, own = row
    return blake2b(array("I", (own, *pieces)).tobytes(), digest_size=16).digest()


def with_before(pieces: WordPieces, told: Told) -> Row:
    """Return a sentence as it is read with what stands before it in its block, and with what stands above that."""
    row = pieces.read(told.words, MOST_PIECES)
    around = (*pieces.end_of(told.before, MOST_BEFORE), *pieces.end_of(told.above, MOST_BEFORE))
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
