"""What a cell of a table can hold, and how text is written into the file so that it stays text."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from auditor.export.safe_text import cut, length, visible
from auditor.export.xlsx.styles import TRIGGER_PROPERTIES
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.export.places import Address

MAX_TEXT = 32_767
"""Characters a cell can hold, as Excel counts them."""

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED_UNDERSCORE = "_x005F_"
"""The file format writes odd characters as `_x001B_`; text that happens to look so must not become one."""

_SPACED = re.compile(r"^\s|\s$")


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with some of its words to be set in bold, by half-open ranges."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """Text that leads somewhere when clicked."""

    text: str
    address: Address | None


Value = str | int | datetime | Marked | Linked | None


def escaped(text: str) -> str:
    """Return `text` so that nothing in it is taken for the format's own way of writing odd characters."""
    return _ESCAPE_LIKE.sub(ESCAPED_UNDERSCORE, text) if "_x" in text else text


def string_element(text: str) -> str:
    """Return the element that holds the text of a cell or of a stretch of it."""
    space = ' xml:space="preserve"' if _SPACED.search(text) else ""
    return f"<t{space}>{escape(escaped(text))}</t>"


def rich_element(runs: list[tuple[str, bool]]) -> str:
    """Return the elements that hold text of which some stretches are bold."""
    return "".join(
        f"<r>{TRIGGER_PROPERTIES if is_bold else ''}{string_element(words)}</r>" for words, is_bold in runs
    )


def runs_of(value: Marked) -> Iterator[tuple[str, bool]]:
    """Yield the text in visible stretches, each bold or not, none of them empty."""
    at = 0
    for start, end in value.bold:
        begin = max(start, at)
        if begin >= end:
            continue
        if begin > at:
            yield visible(value.text[at:begin]), False
        yield visible(value.text[begin:end]), True
        at = end
    if at < len(value.text):
        yield visible(value.text[at:]), False


def beginning(text: str, limit: int, note: str) -> tuple[str, str]:
    """Return as much of `text` as fits a cell together with `note`, and the rest."""
    head, rest = cut(text, limit - length(note))
    return f"{head}{note}", rest
