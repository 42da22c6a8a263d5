"""Judges what belongs to a table by its looks: the row that names the columns, the line that is its caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CAPTION_CHARS = 400

_CAPTION = re.compile(r"\s*[^\W\d_]{3,}\.?\s\d{1,3}[a-z]?[.:)–—-]\s")
_DIGIT = re.compile(r"\d")


def is_header_row(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: its corner is empty, or only the rows below have figures."""
    if not others or not any(cell.strip() for cell in first[1:]):
        return False
    if not first[0].strip():
        return True
    figures = sum(any(_DIGIT.search(cell) for cell in row[1:]) for row in others)
    return not any(_DIGIT.search(cell) for cell in first[1:]) and figures * 2 > len(others)


def is_caption(text: str) -> bool:
    """Whether a paragraph beside a table begins as captions do, with a word and a number: "Table 2. …"."""
    return len(text) <= MAX_CAPTION_CHARS and _CAPTION.match(text) is not None
