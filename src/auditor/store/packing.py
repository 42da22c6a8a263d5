"""Packs bytes that are kept in a file of ours, where that is worth it."""

from __future__ import annotations

import zlib

_WORTH_PACKING = 0.9
"""Bytes are kept packed when that saves a tenth: pages do, pictures and most PDFs do not."""

_SAMPLE = 65_536
"""Bytes tried, before a large source is packed in vain."""


MAX_UNPACKED = 200_000_000
"""Bytes of one source: larger files are never audited, and so never kept."""


def packed(content: bytes) -> tuple[str, bytes]:
    """Return how the bytes are packed, and the bytes so packed."""
    if len(zlib.compress(content[:_SAMPLE])) > _WORTH_PACKING * min(len(content), _SAMPLE):
        return "", content
    return "zlib", zlib.compress(content)


def unpacked(packing: str, content: object) -> bytes | None:
    """Return the bytes, or None when they cannot be unpacked, unpack to more than is ever kept, or are no bytes at all."""
    if not isinstance(content, bytes):
        return None
    if packing != "zlib":
        return content
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(content, MAX_UNPACKED)
    except zlib.error:
        return None
    return found if unpacker.eof else None
