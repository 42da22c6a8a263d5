"""Tells whether the lines of a text were broken to a width, and joins those that belong together."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_WIDTH = 130
"""Characters to which people and programs wrap text; longer lines are paragraphs."""
MIN_SOFT_PAIRS = 2
MIN_SOFT_SHARE = 0.15
"""Share of line ends inside a sentence that shows a text to be wrapped."""
MIN_CONTINUED = 30
"""Shortest line that may run on into the next one in a text that is not wrapped."""

NEARLY_FULL = 0.8
"""Share of the width from which a line may end before a number that would still have fitted: people keep those together."""

_SENTENCE_END = re.compile(r"[.!?:;…][\"”’»)\]*†]*(?:\[\d+\])?$")
_SPLIT_WORD = re.compile(r"(?<!\w)(\w++)-$")
_WORD_REST = re.compile(r"[a-z]\w*")
_ADDRESS_LINE = re.compile(r"\s*\((?:https?://|www\.)\S+\)[.,;]?\s*")
"""An address set on a line of its own, since it would not fit behind the words it is the source of."""
_OPEN_END = re.compile(
    r"[a-z,] (?:a|an|the|of|to|in|its|their|his|her|our|your|and|or|for|with|by|at|from)\s*$"
)
"""A sentence does not end on these; a line does, before a word too long for it."""
_RUNS_ON = re.compile(r"[a-zà-öø-ÿ(]")
_QUANTITY = re.compile(r"[$£€]?\d+(?:[.,]\d+)*(?:\s?%| [a-z]{2,})")
"""A number with its word; no list number, which a full stop or a bracket closes."""


def wrap_width(paragraphs: Sequence[Sequence[str]]) -> int | None:
    """Return the width to which the lines were broken, or None when each line is a paragraph."""
    pairs = [pair for lines in paragraphs for pair in pairwise(lines)]
    soft = sorted(len(above.rstrip()) for above, below in pairs if _is_soft(above, below))
    if len(soft) < max(MIN_SOFT_PAIRS, MIN_SOFT_SHARE * len(pairs)):
        return None
    typical = soft[len(soft) // 2]
    if not MIN_CONTINUED <= typical <= MAX_WIDTH:
        return None
    return max(length for length in soft if length <= typical * 1.25)


def runs_on(above: str, below: str, width: int | None) -> bool:
    """Whether `below` continues the paragraph of `above`."""
    if _is_soft(above, below) and (width is not None or len(above) >= MIN_CONTINUED):
        return True
    if width is None or _indent(below) > _indent(above) + 1:
        return False
    if _ADDRESS_LINE.fullmatch(above) or _OPEN_END.search(above):
        return True
    first = below.split(maxsplit=1)[0]
    fills = len(above.rstrip()) + 1 + len(first) > width
    return fills or _is_soft(above, below) or _goes_on_with_number(above, below, width)


def join(lines: Sequence[str], known_words: frozenset[str]) -> str:
    """Return the lines as one; a word split by a hyphen is healed when the text writes it in one piece elsewhere."""
    joined: list[str] = []
    for line in (line.strip() for line in lines):
        split = _SPLIT_WORD.search(joined[-1]) if joined else None
        rest = _WORD_REST.match(line)
        if split and rest:
            is_one_word = (split.group(1) + rest.group()).casefold() in known_words
            joined[-1] = joined[-1][:-1] if is_one_word else joined[-1]
        elif joined:
            joined.append(" ")
        joined.append(line)
    return "".join(joined)


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, to heal split ones with."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+", text))


def ends_sentence(line: str) -> bool:
    """Whether a line ends with the end of a sentence or clause."""
    return _SENTENCE_END.search(line.rstrip()) is not None


def _is_soft(above: str, below: str) -> bool:
    return not ends_sentence(above) and _RUNS_ON.match(below.lstrip()) is not None


def _goes_on_with_number(above: str, below: str, width: int) -> bool:
    """Whether a long line without a stop goes on with a quantity: "it costs the country" / "8.1 billion pounds"."""
    is_long = len(above.rstrip()) >= NEARLY_FULL * width
    return is_long and above.rstrip()[-1:].islower() and _QUANTITY.match(below) is not None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
