"""Makes text from pages fit for a spreadsheet: what a program would refuse or run is shown or disarmed instead.

A page under audit is written by others, perhaps with ill will. Nothing here drops a character silently:
control characters become their printed signs and impossible ones the replacement character.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
CONTROL_PICTURES = 0x2400
"""Where the printed signs of the control characters begin: U+001B is shown as U+241B."""

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
"""A cell that begins with one of these may be run as a formula; the wide forms count in East Asian settings."""

BEYOND_BMP = 0xFFFF
"""Spreadsheets count characters above this as two."""

_CONTROLS = {code: chr(CONTROL_PICTURES + code) for code in range(0x20) if chr(code) not in "\t\n"}
_DELETE = {0x7F: "\N{SYMBOL FOR DELETE}"}
_IMPOSSIBLE = dict.fromkeys((*range(55296, 57344), 65534, 65535), REPLACEMENT)
_SHOWN = {**_CONTROLS, **_DELETE, **_IMPOSSIBLE}
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"[ \t]*(?:\r\n?|\n)\s*")
_SURROGATES = re.compile("[\ud800-\udfff]")
_AFTER_SEPARATOR = re.compile(r"(;\s*)(?=[=+\-@])")


def visible(text: str) -> str:
    """Return `text` with paragraph breaks as single line ends and forbidden characters replaced visibly."""
    if "\n" in text or "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    if _SUSPECT.search(text):
        text = text.translate(_SHOWN)
    return text


def printable(text: str) -> str:
    """Return `text` with forbidden characters replaced visibly and its line ends as they are."""
    if not _SUSPECT.search(text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_SHOWN)


def encodable(text: str) -> str:
    """Return `text` with lone surrogates replaced, one for one, so that offsets into it still hold."""
    return _SURROGATES.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return `text` on one line, forbidden characters replaced visibly."""
    return visible(" ".join(text.split()))


def starts_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text, were it typed into a cell."""
    return text[:1] in FORMULA_STARTS if text else False


def disarmed(text: str) -> str:
    """Return `text` on one line so that no spreadsheet runs any part of it when the file is opened.

    A leading apostrophe is the sign for text. It is also set behind semicolons, because a program that
    expects them between the columns begins a new cell there.
    """
    line = _AFTER_SEPARATOR.sub(r"\1'", one_line(text))
    return f"'{line}" if starts_like_formula(line) else line


def length(text: str) -> int:
    """Return the number of characters as a spreadsheet counts them."""
    if text.isascii():
        return len(text)
    return len(text) + sum(ord(char) > BEYOND_BMP for char in text)


def cut(text: str, limit: int) -> tuple[str, str]:
    """Return the longest beginning of at most `limit` characters, counted like a spreadsheet, and the rest."""
    if length(text) <= limit:
        return text, ""
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "surrogatepass")
    # The cut may have gone through the middle of a character that counts as two.
    end = max(1, len(head) - (head[-1] != text[len(head) - 1]))
    return text[:end], text[end:]


def pieces(text: str, limit: int) -> Iterator[str]:
    """Yield `text` in pieces of at most `limit` characters each."""
    while text:
        piece, text = cut(text, limit)
        yield piece
