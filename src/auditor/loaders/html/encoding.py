"""Turns a page's bytes into characters, as its sender, its own head and its bytes together suggest.

Tried in order: byte order mark, HTTP header, the page's declaration, UTF-8, windows-1252. What is declared is
believed only while the bytes agree; many pages are saved in one encoding and declare another.
"""

from __future__ import annotations

import codecs
import re

from auditor.loaders.sniff import byte_order
from auditor.loaders.soup import EncodingDetector
from auditor.model.source import Problem

DECLARATION_BYTES = 16_384
"""How far into a page its declaration is looked for; browsers stop at 1,024, but scripts get put before it."""
MAX_BROKEN_SHARE = 0.02
"""Share of characters outside ASCII that may be damaged in a page that still counts as UTF-8."""
MAX_RUN_SHARE = 0.2
"""Share of the bytes above 127 that may stand in long rows; in other scripts than Latin nearly all do."""
LEAST_KANA = 5
KANA_SHARE = 0.15
"""Kana, and their share of the signs outside ASCII, from which on a text is Japanese."""

_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What browsers read a declared encoding as: the larger one that pages really use."""
_REFUSED = frozenset(
    {
        "utf-7",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "undefined",
        "mbcs",
        "oem",
        "palmos",
    }
)
"""Codecs that no page is written in, and that only attacks declare."""
_UNUSED_IN_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\xa1-\xff]{3,}")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})


_MEND = "auditor-western"
"""How a byte that is no UTF-8 is read in a page that is: as the windows-1252 character pasted into it."""


def _mend(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error(_MEND, _mend)


def decode(content: bytes, charset: str | None) -> tuple[str, Problem | None]:
    """Return the page's text, and a problem when its encoding is in doubt. `charset` is the HTTP header's."""
    marked = byte_order(content)
    if marked is not None:
        text = content.decode(marked, errors="replace").removeprefix("\ufeff")
        return text, _doubt("some of its characters are damaged") if "\ufffd" in text else None
    utf8 = _strict(content, "utf-8")
    if utf8 is not None and b"\x1b" not in content:
        # An escape byte speaks for one of the old Japanese encodings, which are ASCII to the eye.
        return utf8, None  # bytes that are well-formed UTF-8 by chance do not occur
    for declared in (charset, _declared(content[:DECLARATION_BYTES])):
        name = _known(declared)
        told = _strict(content, name) if name and name != "utf-8" else None
        if told is not None:
            return told, None
    return (utf8, None) if utf8 is not None else _guess(content)


def _declared(head: bytes) -> str | None:
    return EncodingDetector.find_declared_encoding(head, is_html=True, search_entire_document=True)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def _known(declared: str | None) -> str | None:
    """Return the codec for a declared encoding as browsers understand it, None when it cannot be meant."""
    try:
        info = codecs.lookup(declared.strip()) if declared else None
    except (LookupError, ValueError):
        return None
    if info is None or not info._is_text_encoding or info.name in _REFUSED or info.name in _WIDE:  # noqa: SLF001
        return None
    return _SUPERSETS.get(info.name, info.name)


def _guess(content: bytes) -> tuple[str, Problem | None]:
    """Read a page whose declaration is missing or wrong."""
    text = content.decode("utf-8", errors="replace")
    whole = sum(char > "\x7f" and char != "\ufffd" for char in text)
    broken = text.count("\ufffd")
    if whole and broken <= max(1, whole * MAX_BROKEN_SHARE):
        return content.decode("utf-8", errors=_MEND), _doubt("some of its characters are damaged")
    japanese = _japanese(content)
    if japanese is not None:
        return japanese, _doubt("it was read as Japanese text")
    in_runs = sum(map(len, _HIGH_RUN.findall(content)))
    is_western = in_runs <= MAX_RUN_SHARE * len(_HIGH.findall(content)) and not _UNUSED_IN_1252.search(
        content
    )
    text = content.decode("cp1252", errors="replace")
    return text, None if is_western else _doubt("it was read as Western European text")


def _japanese(content: bytes) -> str | None:
    """Return the text in the old Japanese encoding that makes kana of it, which no other text does."""
    for encoding in ("cp932", "euc_jp"):
        text = _strict(content, encoding)
        kana = len(_KANA.findall(text)) if text else 0
        if text and kana >= LEAST_KANA and kana >= KANA_SHARE * sum(char > "\x7f" for char in text):
            return text
    return None


def _doubt(how: str) -> Problem:
    return Problem(
        "doubtful-encoding",
        f"The page’s character encoding is not certain: {how}. Check its accents and signs.",
    )
