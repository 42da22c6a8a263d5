"""Cuts text into the pieces of words that a language model knows by number.

What is written with capitals or accents is read without, and so are signs that nobody sees, such as soft hyphens; a
Chinese character stands by itself. A word that the model does not know as a whole is read as the longest pieces that it
knows (WordPiece). The model was taught with text cut in this way.
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
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Signs of control in a text of plain letters; a tab and the end of a line are blanks."""
_BLANKS = frozenset("\t\n\r")
_IDEOGRAPH = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b73f\U0002b740-\U0002b81f"
    "\U0002b820-\U0002ceaf\U0002f800-\U0002fa1f]"
)
"""Chinese characters, as they stand in Japanese and Korean too: nothing parts one word of them from the next."""


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
        return _UNSEEN.sub("", text.lower())
    parted = unicodedata.normalize("NFD", text.lower())
    return _IDEOGRAPH.sub(r" \g<0> ", "".join(filter(_is_read, parted)))


@lru_cache(maxsize=4_096)
def _is_read(char: str) -> bool:
    """Whether a sign is read: accents are not, nor what nobody sees (control, format, unknown to Unicode)."""
    category = unicodedata.category(char)
    return category != "Mn" and (category[0] != "C" or char in _BLANKS) and char != "\ufffd"
