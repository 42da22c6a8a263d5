"""The bytes of audited documents on their way from a worker to the audit file, in a private folder of the session."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.model.audit import DocumentAudit
    from auditor.model.source import Request, Source
    from auditor.workflow.options import Options


def open_and_keep(request: Request, options: Options) -> Source:
    """Open a request, and keep its bytes where that is asked for."""
    from auditor.sources.gather import open_request  # noqa: PLC0415 - who only takes up what is kept does without

    source = open_request(request, options.limits)
    if options.keep_in is not None and source.content is not None:
        with suppress(
            OSError
        ):  # a full disk must not cost the audit; the review says that the bytes are not in it
            keep(source.content, source.sha256, Path(options.keep_in))
    return source


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
