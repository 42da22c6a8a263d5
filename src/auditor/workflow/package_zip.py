"""The zip around an evidence package, to its last byte: what seals it, and which of its bytes belong to nothing that was packed.

A zip says much that no file in it is made of: heads, times, a list at the end. Programs that unpack it pass over most of
that, and over whatever lies between. Here all of it is told from how the program writes it; the rest is told by a hash of
all that stands before the zip's last record, kept in that record.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_CHUNK = 1 << 20
_SEAL = b"SHA-256 of all before: "
_HEX = 64
_COMMENT = len(_SEAL) + _HEX
_END = struct.Struct("<4s4H2LH")
_HEAD = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s4B4H3L5H2L")
_LARGE = struct.Struct("<2H2Q")
"""What follows a head and tells how long its file is: in all heads, whether they need it or not."""

_TOLD_LATER = 0xFFFFFFFF
_MODE = 0o644 << 16
MOST_FILES, MOST_BYTES = (1 << 16) - 1, (1 << 31) - 1
"""From where on a zip tells numbers in the longer way."""


@dataclass(frozen=True, slots=True)
class ZipState:
    """The SHA-256 of a whole zip, and what is wrong with it besides the files it holds, a sentence each.

    `is_sealed` is false when some byte was changed that none of the sentences tells: one of a file, or one of no file.
    """

    sha256: str
    troubles: tuple[str, ...]
    is_sealed: bool


def close_with_seal(archive: BinaryIO) -> None:
    """Put the hash of all that stands before it into the last record of a zip that has just been written."""
    end = archive.seek(0, 2) - _END.size
    archive.seek(0)
    seal = _hash(archive, end).hexdigest().encode()
    archive.seek(end)
    record = bytearray(archive.read(_END.size))
    record[-2:] = struct.pack("<H", _COMMENT)
    archive.seek(end)
    archive.write(bytes(record) + _SEAL + seal)


def state_of(path: Path, archive: zipfile.ZipFile) -> ZipState:
    """Return what there is to say of a zip that is open, to its last byte."""
    with path.open("rb") as stream:
        walk = _Walk(stream, stream.seek(0, 2), archive)
        troubles = list(walk.troubles())
        is_sealed = bool(troubles) or walk.is_sealed()
    return ZipState(sha256_of(path), tuple(troubles), is_sealed=is_sealed)


def sha256_of(path: Path) -> str:
    """Return the hash of a whole file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Walk:
    """Goes through a zip from its first byte to its last."""

    def __init__(self, stream: BinaryIO, size: int, archive: zipfile.ZipFile) -> None:
        self._stream, self._size = stream, size
        self._entries = archive.infolist()
        self._list_at = archive.start_dir
        self._end_at = size - _END.size - _COMMENT

    def troubles(self) -> Iterator[str]:
        """Yield what is not as the program writes it, in the order of the file."""
        at, last = 0, ""
        for entry in sorted(self._entries, key=lambda one: one.header_offset):
            yield from _gap(entry.header_offset - at, last, f"before “{entry.filename}”")
            head = self._head(entry)
            if head is None:
                yield (
                    f"The head of “{entry.filename}” in the zip, or what its list of files says of it, has been changed."
                )
                return
            at, last = entry.header_offset + head + entry.compress_size, entry.filename
        yield from _gap(self._list_at - at, last, "before the list of files")
        yield from self._list_troubles()

    def is_sealed(self) -> bool:
        """Whether the hash in the last record is that of all before it."""
        self._stream.seek(0)
        told = _SEAL + _hash(self._stream, self._end_at).hexdigest().encode()
        self._stream.seek(self._end_at + _END.size)
        return self._stream.read() == told

    def _head(self, entry: zipfile.ZipInfo) -> int | None:
        """Return how long the head of a file is; None when it is not as the list at the end has it."""
        self._stream.seek(entry.header_offset)
        found = self._stream.read(_HEAD.size)
        name = _name(entry)
        expected = _HEAD.pack(
            *(b"PK\x03\x04", entry.extract_version, entry.flag_bits, entry.compress_type, *_time(entry)),
            *(entry.CRC, _TOLD_LATER, _TOLD_LATER, len(name), _LARGE.size),
        )
        rest = name + _LARGE.pack(1, 16, entry.file_size, entry.compress_size)
        is_same = found == expected and self._stream.read(len(rest)) == rest
        return _HEAD.size + len(rest) if is_same else None

    def _list_troubles(self) -> Iterator[str]:
        at = self._list_at
        self._stream.seek(at)
        for entry in self._entries:
            expected = _entry(entry)
            if self._stream.read(len(expected)) != expected:
                yield f"What the zip's list of files says of “{entry.filename}” has been changed."
                return
            at += len(expected)
        yield from self._end_troubles(at)

    def _end_troubles(self, at: int) -> Iterator[str]:
        expected = _end(len(self._entries), self._list_at, at) + _SEAL
        end_at = self._size - len(expected) - _HEX
        if end_at < at:
            yield "The end of the zip has been changed or cut off."
            return
        self._stream.seek(end_at)
        if self._stream.read(len(expected)) != expected:
            yield "The end of the zip has been changed, or something stands behind it."
        else:
            yield from _gap(end_at - at, "the list of files", "before the end")


def _end(count: int, begins: int, ends: int) -> bytes:
    """Return the records at the end of a zip, as the program writes them."""
    size = ends - begins
    large = b""
    if count > MOST_FILES or max(begins, size) > MOST_BYTES:
        large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, begins)
        large += struct.pack("<4sLQL", b"PK\x06\x07", 0, ends, 1)
    count = min(count, 0xFFFF)
    told = (min(size, _TOLD_LATER), min(begins, _TOLD_LATER))
    return large + _END.pack(b"PK\x05\x06", 0, 0, count, count, *told, _COMMENT)


def _entry(entry: zipfile.ZipInfo) -> bytes:
    """Return what the list at the end says of a file, as the program writes it."""
    name = _name(entry)
    system = entry.create_system if entry.create_system in _SYSTEMS else _SYSTEMS[0]
    later: list[int] = []
    offset = entry.header_offset
    size, packed = entry.file_size, entry.compress_size
    if max(size, packed) > MOST_BYTES:
        later += (size, packed)
        size = packed = _TOLD_LATER
    if offset > MOST_BYTES:
        later.append(offset)
        offset = _TOLD_LATER
    large = struct.pack(f"<2H{len(later)}Q", 1, 8 * len(later), *later) if later else b""
    return (
        _ENTRY.pack(
            *(b"PK\x01\x02", entry.extract_version, system, entry.extract_version, 0),
            *(entry.flag_bits, entry.compress_type, *_time(entry), entry.CRC),
            *(packed, size, len(name), len(large), 0, 0, 0, _MODE, offset),
        )
        + name
        + large
    )


_SYSTEMS = (3, 0)
"""The systems a zip may come from, by its own numbers: Unix, Windows."""


def _name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")


def _time(entry: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = entry.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _gap(length: int, before: str, after: str) -> Iterator[str]:
    """Say that something stands where nothing does in what the program writes."""
    behind = f"between “{before}” and what follows, {after}" if before else after
    if length > 0:
        yield f"{length:,} byte{'s' * (length > 1)} that belong to no file stand {behind}."
    elif length < 0:
        yield f"Two parts of the zip lie over each other, {after}."


def _hash(stream: BinaryIO, length: int) -> hashlib._Hash:
    made = hashlib.sha256()
    while length > 0 and (chunk := stream.read(min(_CHUNK, length))):
        made.update(chunk)
        length -= len(chunk)
    return made
