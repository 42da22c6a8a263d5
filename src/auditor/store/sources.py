"""The bytes that were audited, kept in the audit file so that it can be read and proved years later."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from auditor.errors import StoreError
from auditor.store.connection import transaction, translated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

_WORTH_PACKING = 0.9
"""Bytes are kept packed when that saves a tenth: pages do, pictures and most PDFs do not."""

_SAMPLE = 65_536
"""Bytes tried, before a large source is packed in vain."""


class Sources:
    """The audited bytes of each document by its number in the file."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def keep(self, contents: Iterable[tuple[int, bytes]]) -> None:
        """Keep the bytes of documents, in one transaction. Raises StoreError."""
        with translated(self._path), transaction(self._connection):
            for number, content in contents:
                self._connection.execute(
                    "INSERT OR REPLACE INTO source VALUES (?, ?, ?)", [number, *_packed(content)]
                )

    def content(self, number: int, sha256: str) -> bytes:
        """Return the bytes of a document. Raises StoreError when they are not there or are not those audited."""
        with translated(self._path):
            row = self._connection.execute(
                "SELECT packing, content FROM source WHERE document = ?", [number]
            ).fetchone()
        if row is None:
            raise StoreError(
                "The audited file itself is not kept in this audit.", "The text and the findings are."
            )
        content = _unpacked(*row)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(
                "The kept file is not the one that was audited: its bytes have changed.",
                "Trust the findings only after auditing the original again.",
            )
        return content


def _packed(content: bytes) -> tuple[str, bytes]:
    if len(zlib.compress(content[:_SAMPLE])) > _WORTH_PACKING * min(len(content), _SAMPLE):
        return "", content
    return "zlib", zlib.compress(content)


def _unpacked(packing: str, content: bytes) -> bytes | None:
    """Return the bytes, or None when they cannot be unpacked."""
    if packing != "zlib":
        return content
    try:
        return zlib.decompress(content)
    except zlib.error:
        return None
