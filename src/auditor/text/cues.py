"""What a sentence's wording is made of, as far as it can be learned what each piece speaks for.

A cue is a word, its stem, its beginning or ending, or two or three stems that stand together or with one or two
words between them. Names and figures are cues as any word is, figures all the same one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_WORDS = 80
"""A sentence is read so far: what is longer is a table or a list that has lost its breaks."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,]*|[%!?$£€&+…]")
_FIGURE = "0"
_ENDS = ("^", "|")
"""The beginning and the end of a sentence: signs that are no words."""
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "nesses", "ness", "ingly", "edly", "ings", "ing", "ers"),
    *("ies", "est", "ed", "er", "ly", "es", "s"),
)
_SHORTEST_STEM = 4
_NEIGHBOURS = ((" ", (0, 1)), (" ", (0, 1, 2)), (" _ ", (0, 2)), (" _ _ ", (0, 3)))
"""What stands between the stems of a cue, and where they stand from its first."""
_LONG = 6
"""Words of so many letters have a beginning and an ending of their own."""


def words_in(text: str) -> Iterator[re.Match[str]]:
    """Yield where the words of a sentence stand, with the signs that say something."""
    for number, match in enumerate(_WORD.finditer(text)):
        if number == MOST_WORDS:
            return
        yield match


def cues(text: str) -> set[str]:
    """Return the cues of a sentence."""
    words = _WORD.findall(text)[:MOST_WORDS]
    found = set[str]().union(*map(_cues_of_word, words))
    stems = _bounded(words)
    for between, places in _NEIGHBOURS:
        found.update(map(between.join, zip(*(stems[place:] for place in places), strict=False)))
    return found


def placed_cues(words: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Yield the cues of a sentence, as often as they stand there, with the numbers of the words that each stands on."""
    for number, word in enumerate(words):
        for cue in _cues_of_word(word):
            yield cue, [number]
    stems = _bounded(words)
    for between, places in _NEIGHBOURS:
        for first, group in enumerate(zip(*(stems[place:] for place in places), strict=False)):
            standing = [n for n in (first + place - 1 for place in places) if 0 <= n < len(words)]
            if standing:
                yield between.join(group), standing


def _bounded(words: Sequence[str]) -> list[str]:
    return [_ENDS[0], *map(_stem_of, words), _ENDS[1]]


@lru_cache(maxsize=20_000)
def _cues_of_word(written: str) -> tuple[str, ...]:
    word = _plain(written)
    if len(word) < _LONG:
        return (word, f"~{_stem(word)}")
    return (word, f"~{_stem(word)}", f"{word[:4]}-", f"-{word[-3:]}")


@lru_cache(maxsize=20_000)
def _stem_of(written: str) -> str:
    return _stem(_plain(written))


def _plain(written: str) -> str:
    return _FIGURE if written[0].isdigit() else written.casefold().replace("’", "'")


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
