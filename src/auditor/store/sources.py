"""The bytes that were audited, kept in the audit file so that it can be read and proved years later."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from auditor.errors import StoreError
from auditor.store.connection import transaction, translated
from auditor.store.packing import packed, unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path


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
                    "INSERT OR REPLACE INTO source VALUES (?, ?, ?)", [number, *packed(content)]
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
        content = unpacked(*row)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(
                "The kept file is not the one that was audited: its bytes have changed.",
                "Trust the findings only after auditing the original again.",
            )
        return content
