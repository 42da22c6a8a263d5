"""Estimates how high a row has to be for its texts to be seen whole.

Excel and LibreOffice see to that themselves only when somebody edits the row. The estimate was compared with
the real breadths of the font's letters for English sentences: it is too low for fewer than one in a hundred.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from auditor.export.xlsx.cells import Linked, Marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.export.xlsx.cells import Value

LINE_HEIGHT = 12.9
"""Points of a line in the body's size."""

PADDING = 4.0
"""Points above and below the text."""

ROW_HEIGHT = LINE_HEIGHT + PADDING
MAX_HEIGHT = 409.0
"""Points, as Excel allows."""

LETTERS_A_WIDTH = 1.25
"""Letters of the body's size in one unit of a column's width, which is a digit of the standard font."""

LOST_AT_THE_END = 4.0
"""Letters of a line that stay empty because the next word does not fit."""

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
"""Characters as broad as two letters: East Asian scripts and pictures."""

_LINE_ENDS = re.compile(r"\n\s*")
"""Where cells break a line: paragraphs are not set apart in them."""

NARROWEST = 0.8
"""Letters a unit in columns so narrow that words are broken."""


class RowHeights:
    """Works out the heights of a table's rows from the widths of its columns (None for hidden ones)."""

    def __init__(self, widths: Sequence[float | None]) -> None:
        self._rooms = [letters_in(width) if width is not None else math.inf for width in widths]

    def of(self, values: Sequence[Value]) -> float:
        """Return the height of a row in points."""
        lines = 1
        for value, room in zip(values, self._rooms, strict=True):
            if isinstance(value, Marked | Linked):
                lines = max(lines, _lines(value.text, room))
            elif isinstance(value, str):
                lines = max(lines, _lines(value, room))
        return _height(lines)


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height, in points, of a row with these texts in columns of these widths."""
    return _height(max((lines_needed(text, width) for text, width in texts), default=1))


def lines_needed(text: str, width: float) -> int:
    """Return how many lines `text` takes in a column of `width`."""
    return _lines(text, letters_in(width))


def letters_in(width: float) -> float:
    """Return how many letters a line holds, on average, in a column of `width`."""
    return max(width * LETTERS_A_WIDTH - LOST_AT_THE_END, width * NARROWEST, 1.0)


def _height(lines: int) -> float:
    return min(MAX_HEIGHT, lines * LINE_HEIGHT + PADDING)


def _lines(text: str, room: float) -> int:
    if len(text) * 2 <= room and "\n" not in text:
        return 1
    if math.isinf(room):
        return 1
    return sum(max(1, math.ceil(_breadth(line) / room)) for line in _LINE_ENDS.split(text))


def _breadth(line: str) -> int:
    if line.isascii():
        return len(line)
    return len(line) + len(_WIDE.findall(line))
