"""Cuts text into the pieces of words that a language model knows by number.

What is written with capitals or accents is read without; a word that the model does not know as a whole is read as
the longest pieces that it knows (WordPiece). The model was taught with text cut in this way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_WORD = 100
"""Letters: what is longer is no word."""
INNER = "##"
"""Begins a piece that does not begin a word."""

_SPLIT = re.compile(r"[^\W_]+|[^\w\s]|_")


class WordPieces:
    """The pieces a model knows, each with its number."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._unknown, self._first, self._last = (numbers[sign] for sign in ("[UNK]", "[CLS]", "[SEP]"))
        self._word = lru_cache(maxsize=20_000)(self._pieces_of)

    def read(self, text: str, most: int) -> list[int]:
        """Return the numbers of a text's pieces between those of its beginning and end, `most` in all."""
        found = [self._first]
        for word in _SPLIT.findall(_plain(text)):
            found += self._word(word)
            if len(found) >= most:
                break
        return [*found[: most - 1], self._last]

    def end_of(self, text: str, most: int) -> list[int]:
        """Return the numbers of a text's last pieces, up to `most` with the one that ends it, which stands there always."""
        found: list[int] = []
        for word in reversed(_SPLIT.findall(_plain(text))):
            found[:0] = self._word(word)
            if len(found) >= most:
                break
        return [*found[len(found) - min(len(found), most - 1) :], self._last]

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        pieces: list[int] = []
        at = 0
        while at < len(word) <= LONGEST_WORD:
            end = self._longest(word, at)
            if end == at:
                break
            pieces.append(self._numbers[word[:end] if at == 0 else INNER + word[at:end]])
            at = end
        return tuple(pieces) if at == len(word) else (self._unknown,)

    def _longest(self, word: str, at: int) -> int:
        """Return where the longest piece that begins at a place ends; the place itself if none does."""
        before = INNER if at else ""
        return next((end for end in range(len(word), at, -1) if before + word[at:end] in self._numbers), at)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in parted if unicodedata.category(char) != "Mn")
