"""What arrived to be audited: its bytes' identity, where it came from and when."""

from __future__ import annotations

from enum import StrEnum

from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One input, before it is read.

    `content` is None when the bytes could not be had; then `trouble` says why and the document is
    unreadable. `retrieved_at` is ISO 8601 UTC, for fetched addresses only.
    """

    name: str
    uri: str
    content: bytes | None
    media_type: str | None = None
    """As declared by the sender (HTTP header), not as sniffed."""
    charset: str | None = None
    """As declared by the HTTP header."""
    sha256: str = ""
    size: int = 0
    retrieved_at: str | None = None
    final_uri: str | None = None
    trouble: Problem | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document is not wholly read: a stable `code` and a sentence for the reviewer."""

    code: str
    message: str


class RequestKind(StrEnum):
    """How a request is answered."""

    FILE = "file"
    ADDRESS = "address"
    STREAM = "stream"
    """Standard input."""
    RECORD = "record"
    """An answer that a crawler kept in a web archive (WARC)."""
    TROUBLE = "trouble"
    """It cannot be answered at all: a forbidden folder, a shortcut that leads nowhere."""


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record lies in a web archive: the file, and the offset at which the record begins."""

    path: str
    offset: int


@dataclass(frozen=True, slots=True)
class Request:
    """One input still to be opened: small, so that a folder of a hundred thousand files can be listed and queued."""

    kind: RequestKind
    location: str
    """A path, an address, or `-`."""
    name: str
    """What the reviewer sees: file name or address."""
    trouble: Problem | None = None
    typed: bool = True
    """False for an address that stood in a file or was dropped: it may not lead into a private network."""
    record: RecordPlace | None = None
    """Of a record alone; its location is the address it was taken from."""
    source: Source | None = None
    """What it led to, where that was opened already: by the machine that has the file, for one that has not."""
