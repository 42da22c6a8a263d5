"""What all sources share: the limit they keep and how a `Source` with or without bytes is made."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Protocol

from auditor.model.source import Problem, Source
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.errors import LoadError


_NOT_SHOWN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class ByteLimit(Protocol):
    """Anything that says how many bytes of one input are read at most, such as the loaders' limits."""

    @property
    def content_bytes(self) -> int:
        """The most bytes one input may have."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The usual limit: more than the largest brochure with pictures, less than what fills a worker's memory."""

    content_bytes: int = 200_000_000


def shown_name(name: str) -> str:
    """Return a file's name as it can be shown and kept anywhere.

    Bytes that are no text, line breaks, and marks by which a name reads backwards and so looks like another become �.
    """
    return _NOT_SHOWN.sub("\ufffd", name)


def make_source(
    name: str,
    uri: str,
    content: bytes,
    *,
    media_type: str | None = None,
    charset: str | None = None,
    retrieved_at: str | None = None,
    final_uri: str | None = None,
) -> Source:
    """Return a source with its bytes, their number and their SHA-256."""
    return Source(
        name=shown_name(name),
        uri=uri,
        content=content,
        media_type=media_type,
        charset=charset,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        retrieved_at=retrieved_at,
        final_uri=final_uri,
    )


def failed_source(
    name: str, uri: str, error: LoadError, *, size: int = 0, retrieved_at: str | None = None
) -> Source:
    """Return a source without bytes that says why they could not be had."""
    return Source(
        name=shown_name(name),
        uri=uri,
        content=None,
        size=size,
        retrieved_at=retrieved_at,
        trouble=Problem(error.code, shown_name(error.message)),
    )


def too_large(name: str, size: int | None, limit: int) -> str:
    """Return the sentence for an input over the limit."""
    found = f"is {in_megabytes(size)} large" if size is not None else "is too large"
    return f"“{name}” {found}; inputs over {in_megabytes(limit)} are not audited. Split it or save it without pictures."


def in_megabytes(size: int) -> str:
    """Return a size as a reviewer would say it."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000)):,} kB"
    return f"{size / 1_000_000:,.0f} MB"
