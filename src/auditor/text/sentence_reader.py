"""Reads sentences as wholes: what speaks for each making a claim, by all of its words in their order.

A small language model (a transformer of a few layers) does it. What it is made of was learned by
`tests/quality/learn_reader.py`, which runs the same `forward` over JAX; here it runs over numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from auditor.text.wordpieces import WordPieces

    Parts = Mapping[str, NDArray[Any]]

MOST_PIECES = 56
"""Pieces of words that are read of a sentence, its beginning and end among them: what is longer is a list or a table."""
PIECES_AT_ONCE = 384
"""Sentences are read together up to so many pieces: the numbers of more do not stay near the processor."""
MOST_UNEVEN = 1.25
"""So many times as long as the shortest may the longest be of sentences that are read together: all are read at its length."""
DIGITS = 2
"""Hundredths are kept of what is read: machines that add up in another order nearly always agree on them."""
HEAD_WIDTH = 32
"""Numbers in which one head compares two pieces."""

_LEAST_SPREAD = 1e-12
_NOWHERE = -1e9
"""What a place without a piece weighs: nothing."""


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

    def weigh(self, sentences: Sequence[str]) -> list[tuple[float, ...]]:
        """Return what speaks for each category in each sentence, in log-odds. One that is there twice is read once."""
        different = list(dict.fromkeys(sentences))
        rows = [self._pieces.read(sentence, MOST_PIECES) for sentence in different]
        weights: dict[str, tuple[float, ...]] = {}
        for group in _groups(rows):
            for number, found in zip(group, self._read([rows[n] for n in group]), strict=True):
                weights[different[number]] = tuple(found)
        return [weights[sentence] for sentence in sentences]

    def mixed(self, cues: Sequence[float], read: Sequence[float]) -> tuple[float, ...]:
        """Return what speaks for each category by the cues of some words and what was read of their sentence."""
        return tuple(
            start + of_cues * a + of_read * b
            for (start, of_cues, of_read), a, b in zip(self._mix, cues, read, strict=True)
        )

    def _read(self, rows: Sequence[list[int]]) -> list[list[float]]:
        longest = max(map(len, rows))
        numbers = np.array([row + [0] * (longest - len(row)) for row in rows])
        present = np.array([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in rows], np.float32)
        words = self._parts["words"][numbers] * self._parts["words.scale"][numbers]
        odds = forward(self._parts, words, present, np)
        found: list[list[float]] = np.round(odds.astype(np.float64), DIGITS).tolist()
        return found


def _groups(rows: Sequence[list[int]]) -> Iterator[list[int]]:
    """Yield the numbers of rows of about one length, as many as are read at once."""
    group: list[int] = []
    for number in sorted(range(len(rows)), key=lambda n: len(rows[n])):
        longest = len(rows[number])
        is_full = (len(group) + 1) * longest > PIECES_AT_ONCE
        if group and (is_full or longest > MOST_UNEVEN * len(rows[group[0]])):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def forward(parts: Any, words: Any, present: Any, xp: Any) -> Any:
    """Return the log-odds of each category for each sentence.

    `words` are the pieces of each sentence as rows of numbers, `present` is 1 where there is a piece and 0 where there is
    none, `xp` is numpy or what has its functions. What is changed by `+=` and its like was made here: numpy does so in place.
    """
    hidden = _evened(words + parts["places"][: words.shape[1]], parts, "begin", xp)
    unseen = (1 - present)[:, None, None, :] * _NOWHERE
    layer = 0
    while f"{layer}.look" in parts:
        hidden = _evened(hidden + _looked(hidden, unseen, parts, layer, xp), parts, f"{layer}.looked", xp)
        hidden = _evened(hidden + _thought(hidden, parts, layer, xp), parts, f"{layer}.thought", xp)
        layer += 1
    here = present[..., None]
    average = (hidden * here).sum(1) / here.sum(1)
    most = xp.where(here > 0, hidden, _NOWHERE).max(1)
    return _through(xp.concatenate([average, most], -1), parts, "claims")


def _looked(hidden: Any, unseen: Any, parts: Any, layer: int, xp: Any) -> Any:
    """Let each piece look at all others (attention), with several heads."""
    count, length, width = hidden.shape
    heads = width // HEAD_WIDTH
    looking = _through(hidden, parts, f"{layer}.look").reshape(count, length, 3, heads, HEAD_WIDTH)
    asks, answers, tells = (looking[:, :, n].transpose(0, 2, 1, 3) for n in range(3))
    likeness = asks @ answers.transpose(0, 1, 3, 2)
    likeness /= HEAD_WIDTH**0.5
    likeness += unseen
    likeness -= likeness.max(-1, keepdims=True)
    shares = xp.exp(likeness)
    shares /= shares.sum(-1, keepdims=True)
    seen = shares @ tells
    return _through(seen.transpose(0, 2, 1, 3).reshape(count, length, width), parts, f"{layer}.gather")


def _thought(hidden: Any, parts: Any, layer: int, xp: Any) -> Any:
    """Work on each piece by itself (a feed-forward net with GELU)."""
    wide = _through(hidden, parts, f"{layer}.widen")
    bent = 0.044715 * wide
    bent *= wide
    bent *= wide
    bent += wide
    bent *= 0.7978845608
    bent = xp.tanh(bent)
    bent += 1
    bent *= wide
    bent *= 0.5
    return _through(bent, parts, f"{layer}.narrow")


def _through(hidden: Any, parts: Any, name: str) -> Any:
    # As one matrix: of a row of them numpy multiplies each by itself, which takes twice as long.
    flat = hidden.reshape(-1, hidden.shape[-1]) @ parts[name]
    flat += parts[f"{name}.start"]
    return flat.reshape(*hidden.shape[:-1], -1)


def _evened(hidden: Any, parts: Any, name: str, xp: Any) -> Any:
    """Bring the numbers of each piece to one average and one spread (layer normalisation)."""
    even = hidden - hidden.mean(-1, keepdims=True)
    even /= xp.sqrt((even * even).mean(-1, keepdims=True) + _LEAST_SPREAD)
    even *= parts[f"{name}.scale"]
    even += parts[f"{name}.start"]
    return even
