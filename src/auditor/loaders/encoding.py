"""Turns the bytes of a text file into characters, and says when that took guessing."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from auditor.loaders.sniff import byte_order
from auditor.model.source import Problem

if TYPE_CHECKING:
    from auditor.model.source import Source

MAX_BROKEN_SHARE = 0.001
"""Share of undecodable places up to which a text still counts as UTF-8 with some damage."""
MAX_HIGH_SHARE = 0.12
"""Share of bytes above 127 up to which a Western text is plausible; Cyrillic, Greek and Japanese have more."""
_UNUSED_IN_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")


def decode(source: Source) -> tuple[str, Problem | None]:
    """Return the text, and a problem when its encoding had to be guessed against the signs.

    Tried in order: byte order mark, declared character set, UTF-8, Windows-1252.
    """
    content = source.content or b""
    encoding = byte_order(content)
    if encoding is not None:
        return _decode_marked(source, content, encoding)
    for candidate in (_known(source.charset), "utf-8"):
        if candidate is not None:
            try:
                return content.decode(candidate), None
            except UnicodeError:
                continue
    return _guess(source, content)


def _decode_marked(source: Source, content: bytes, encoding: str) -> tuple[str, Problem | None]:
    text = content.decode(encoding, errors="replace").removeprefix("\ufeff")
    return text, _doubt(source, "some of it is damaged") if "\ufffd" in text else None


def _known(charset: str | None) -> str | None:
    """Return the codec for a declared character set, None when no text can be meant: "hex" and "zip" are codecs too."""
    try:
        info = codecs.lookup(charset) if charset else None
    except (LookupError, ValueError):
        return None
    if info is None or not info._is_text_encoding:  # noqa: SLF001 - the library asks itself so before it decodes
        return None
    # Senders that declare Latin-1 mean its superset by Microsoft, which has the curly quotes.
    return "cp1252" if info.name == "iso8859-1" else info.name


def _guess(source: Source, content: bytes) -> tuple[str, Problem | None]:
    text = content.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= MAX_BROKEN_SHARE * len(text) and any(
        ord(c) > 127 and c != "\ufffd" for c in text
    ):
        return text, _doubt(source, "some characters in it are damaged")
    high = sum(byte > 127 for byte in content)
    is_plain_western = high <= MAX_HIGH_SHARE * len(content) and not _UNUSED_IN_1252 & set(content)
    text = content.decode("cp1252", errors="replace")
    return text, None if is_plain_western else _doubt(source, "it was read as Western European text")


def _doubt(source: Source, how: str) -> Problem:
    return Problem(
        "doubtful-encoding",
        f"The character encoding of “{source.name}” is not certain: {how}. Check its accents and signs.",
    )
