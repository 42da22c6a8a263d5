"""Finds the pages and documents that a crawler kept in a web archive (WARC), and opens them one by one.

A page is known by the address and the time that the archive states. What is no page or document (requests, pictures, scripts,
redirects, error pages) is passed over; damage is told, and what lies behind it is read.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zlib
from importlib.util import find_spec
from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.model.source import Problem, RecordPlace, Request, RequestKind
from auditor.sources import local
from auditor.sources.addresses import name_of
from auditor.sources.base import failed_source, make_source, shown_name, too_large
from auditor.sources.warc_head import read_head
from auditor.sources.warc_stream import PackedAsOneError, next_after, record_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from auditor.model.source import Source
    from auditor.sources.base import ByteLimit
    from auditor.sources.warc_head import Head

MAX_TROUBLES = 100
"""Damaged places told one by one; a file with more of them is no archive any more."""

_NOT_INSTALLED = (
    "Web archives (WARC) are read by an addition that is not installed: pip install 'auditor[cluster]'."
)
_AS_ONE = (
    "is packed as a whole, so that its records cannot be reached one by one. "
    "Unpack it (gunzip) and give the .warc file."
)
_BROKEN = (EOFError, ValueError, zlib.error)
_HASHES = {"md5", "sha1", "sha256", "sha512"}
_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]{0,64})?\r\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def requests_in(path: Path) -> Iterator[Request]:
    """Yield a request for each page and document of an archive, and one with trouble for each damage in it."""
    if find_spec("warcio") is None:
        yield _trouble(path, "not-installed", _NOT_INSTALLED)
        return
    is_empty = True
    try:
        with path.open("rb") as file:
            for request in _requests(file, path):
                is_empty = False
                yield request
    except OSError as error:
        said = local.explain(path, error)
        yield _trouble(path, said.code, said.message)
        return
    if is_empty:
        yield _trouble(
            path, "empty-archive", f"There is no page or document in the web archive “{path.name}”."
        )


def open_record(address: str, place: RecordPlace, limits: ByteLimit) -> Source:
    """Return what an archive keeps of an address, as a source; trouble becomes a sentence on it."""
    taken_at = None
    try:
        with open(place.path, "rb") as file:  # noqa: PTH123 - a path that has been opened before
            stream = record_at(file, place.offset).stream
            head = read_head(stream)
            taken_at = head.taken_at
            content = _content(stream, head, limits)
    except LoadError as error:
        return failed_source(name_of(address), address, error, retrieved_at=taken_at)
    except (OSError, *_BROKEN):
        return failed_source(name_of(address), address, _damaged(address), retrieved_at=taken_at)
    declared = head.answer.content_type if head.answer else ""
    charset = _CHARSET.search(declared)
    return make_source(
        name_of(address),
        address,
        content,
        media_type=declared or None,
        charset=charset[1] if charset else None,
        retrieved_at=taken_at,
    )


def _requests(file: BinaryIO, path: Path) -> Iterator[Request]:
    troubles, at = 0, 0
    size = path.stat().st_size
    while at < size:
        request, following = _request(file, path, at)
        if request is not None:
            yield request
        if request is not None and request.trouble is not None:
            troubles += 1
        if following is None or troubles > MAX_TROUBLES:
            return
        at = following


def _request(file: BinaryIO, path: Path, at: int) -> tuple[Request | None, int | None]:
    """Return the request for the record that begins there, if it is one for a document, and where the next one begins."""
    head = None
    try:
        record = record_at(file, at)
        head = read_head(record.stream)
        following = record.end(head.left)
    except PackedAsOneError:
        return _trouble(path, "packed-archive", f"The web archive “{path.name}” {_AS_ONE}"), None
    except _BROKEN:
        return _damage(path, at, head), next_after(file, at)
    if not head.is_document:
        return None, following
    place = RecordPlace(str(path), at)
    return Request(RequestKind.RECORD, head.address, head.address, typed=False, record=place), following


def _content(stream: BinaryIO, head: Head, limits: ByteLimit) -> bytes:
    """Return what a reader would have seen: joined, unpacked and as it was written. Raises LoadError and _BROKEN."""
    if head.is_part:
        message = f"The web archive keeps a part of “{head.address}” only; audit the page itself."
        raise LoadError("kept-in-part", message)
    if head.left > limits.content_bytes:
        raise LoadError("file-too-large", too_large(head.address, head.left, limits.content_bytes))
    content = stream.read(head.left)
    if len(content) < head.left or not _is_as_written(head, content):
        raise EOFError
    if head.answer is None:
        return content
    if head.answer.is_chunked:
        content = _joined(content)
    return _unpacked(content, head.answer.packing, head.address, limits)


def _is_as_written(head: Head, content: bytes) -> bool:
    """Whether the record has the hash that it says it has; of one that says none, or one unknown here, nobody can tell."""
    name, _, value = head.digest.strip().partition(":")
    name = name.lower().replace("-", "")
    if name not in _HASHES:
        return True
    digest = hashlib.new(name, head.lines + content, usedforsecurity=False)
    return value.upper() in {
        base64.b32encode(digest.digest()).decode("ascii").rstrip("="),
        base64.b32encode(digest.digest()).decode("ascii"),
        digest.hexdigest().upper(),
    }


def _joined(content: bytes) -> bytes:
    """Return an answer that was sent in chunks as one; most archives keep it joined, and the line that says otherwise."""
    from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader  # noqa: PLC0415

    if not _CHUNK.match(content):
        return content
    try:
        return bytes(ChunkedDataReader(io.BytesIO(content), raise_exceptions=True).read())
    except ChunkedDataException as error:
        raise ValueError(str(error)) from error


def _unpacked(content: bytes, packing: str, address: str, limits: ByteLimit) -> bytes:
    """Return a packed answer unpacked, up to the limit; many archives keep it unpacked, and the line that says otherwise."""
    if packing in {"", "identity"} or not content:
        return content
    if packing in {"gzip", "x-gzip"}:
        if not content.startswith(b"\x1f\x8b"):
            return content
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    elif packing == "deflate":
        unpacker = zlib.decompressobj(zlib.MAX_WBITS if content[0] & 15 == 8 else -zlib.MAX_WBITS)
    else:
        message = f"“{address}” is kept in a packing that is not read ({packing}); audit the page itself."
        raise LoadError("unknown-packing", shown_name(message))
    unpacked = unpacker.decompress(content, limits.content_bytes + 1)
    if len(unpacked) > limits.content_bytes:
        raise LoadError("file-too-large", too_large(address, None, limits.content_bytes))
    if not unpacker.eof:
        raise EOFError
    return unpacked


def _damage(path: Path, at: int, head: Head | None) -> Request:
    if head is not None and head.is_document:
        said = _damaged(head.address)
        return Request(
            RequestKind.TROUBLE, head.address, head.address, Problem(said.code, said.message), typed=False
        )
    message = f"The web archive “{path.name}” is damaged at byte {at:,}; what is kept there was not read."
    return _trouble(path, "damaged-archive", message)


def _damaged(address: str) -> LoadError:
    return LoadError("damaged-record", f"What the web archive keeps of “{address}” is damaged.")


def _trouble(path: Path, code: str, message: str) -> Request:
    return Request(RequestKind.TROUBLE, str(path), shown_name(path.name), Problem(code, shown_name(message)))
