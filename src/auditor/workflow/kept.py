"""The bytes of audited documents on their way from a worker to the audit file, in a private folder of the session."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from auditor.model.audit import DocumentAudit


def keep(content: bytes, sha256: str, folder: Path) -> None:
    """Write the bytes under their hash, whole or not at all; the same bytes are written once. Raises OSError."""
    target = folder / sha256
    if target.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{sha256}.{secrets.token_hex(4)}"
    unfinished.write_bytes(content)
    unfinished.replace(target)


def taken(documents: Iterable[tuple[int, DocumentAudit]], folder: Path) -> Iterator[tuple[int, bytes]]:
    """Yield what is kept of documents, each by its number; one whose bytes could not be had is passed over."""
    for number, document in documents:
        path = folder / document.source.sha256
        if document.source.sha256 and path.is_file():
            yield number, path.read_bytes()
