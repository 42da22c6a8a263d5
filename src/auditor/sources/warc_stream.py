"""Reads the records of a web archive one after another, as bytes, within bounds whatever the file claims.

A record is packed by itself (`.warc.gz`) or lies plainly between the others (`.warc`). Of either only as much is unpacked
as is asked for.
"""

from __future__ import annotations

import io
import os
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

PACKED = b"\x1f\x8b\x08"
"""How a record that is packed by itself begins."""
CHUNK_BYTES = 65_536
MAX_LINE_BYTES = 65_536
MAX_HEAD_BYTES = 1_000_000
"""Of the lines that describe a record; a browser's longest are a hundredth of it."""
MAX_TRAIL_BYTES = 64
"""Empty lines behind a record: there are two, and some writers leave a few more."""
MAX_BEGIN_BYTES = 1_024
"""Of a packed record, which tell what it is; its name may be among them."""
MAX_SEARCH_BYTES = 50_000_000
"""Behind damage, in which the next sound record is looked for."""
MAX_RATIO = 100
"""Pages unpack to five times their size, tables of numbers to twenty; only what is made to, to a thousand."""
MAX_UNPACKED_BYTES = 200_000_000
"""What a record may unpack to, however small it is packed, before the ratio counts."""

_GZIP = 16 + zlib.MAX_WBITS
_NEXT_PLAIN = re.compile(rb"\r?\n\r?\n(?=WARC/\d)")


class Member(io.RawIOBase):
    """What one packed record unpacks to. Raises zlib.error for damage, EOFError for a missing end, ValueError for a bomb."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__()
        file.seek(offset)
        self._file = file
        self._offset = offset
        self._unpacker = zlib.decompressobj(_GZIP)
        self._unpacked = 0

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        """Unpack as much as there is room for."""
        while not self._unpacker.eof:
            packed = self._unpacker.unconsumed_tail or self._file.read(CHUNK_BYTES)
            unpacked = self._unpacker.decompress(packed, len(into))
            if unpacked:
                self._count(len(unpacked))
                into[: len(unpacked)] = unpacked
                return len(unpacked)
            if not packed:
                raise EOFError
        return 0

    @property
    def following(self) -> int:
        """Where the file goes on behind it, once all of it was read."""
        return self._file.tell() - len(self._unpacker.unused_data)

    def _count(self, size: int) -> None:
        self._unpacked += size
        packed = self._file.tell() - self._offset - len(self._unpacker.unconsumed_tail)
        if self._unpacked > max(MAX_UNPACKED_BYTES, packed * MAX_RATIO):
            raise ValueError("unpacks without end")


class PackedRecord:
    """A record that is packed by itself."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._member = Member(file, offset)
        self.stream: BinaryIO = io.BufferedReader(self._member, CHUNK_BYTES)

    def end(self, left: int) -> int:
        """Pass over the `left` bytes of its block and return where the next record begins: all of it is unpacked and checked.

        Raises EOFError where the file ends before, ValueError where it holds more.
        """
        while left:
            passed = len(self.stream.read(min(left, CHUNK_BYTES)))
            if not passed:
                raise EOFError
            left -= passed
        trail = self.stream.read(MAX_TRAIL_BYTES)
        if trail.lstrip().startswith(b"WARC/"):
            raise PackedAsOneError
        if trail.strip() or self.stream.read(1):
            raise ValueError("more than its length")
        return self._member.following


class PlainRecord:
    """A record that lies plainly in the file."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self.stream: BinaryIO = io.BufferedReader(_Unowned(file), CHUNK_BYTES)
        self._file = file
        self._offset = offset

    def end(self, left: int) -> int:
        """Pass over the `left` bytes of its block, unread, and return where the next record begins.

        Raises EOFError where the file ends before.
        """
        position = self.stream.tell() + left
        if position > os.fstat(self._file.fileno()).st_size:
            raise EOFError
        self._file.seek(position)
        trail = self._file.read(MAX_TRAIL_BYTES)
        return position + len(trail) - len(trail.lstrip())


class PackedAsOneError(ValueError):
    """The archive was packed as a whole: its records cannot be reached one by one."""


class HeadLines:
    """The lines that describe a record or an answer, for a parser that asks for one after another.

    Raises EOFError where they end too early, ValueError where they do not end.
    """

    def __init__(self, stream: BinaryIO, most: int = MAX_HEAD_BYTES) -> None:
        self._stream = stream
        self._most = min(most, MAX_HEAD_BYTES)
        self.taken = bytearray()

    def readline(self) -> bytes:
        """Return the next line with its end."""
        line = self._stream.readline(min(MAX_LINE_BYTES, self._most - len(self.taken)))
        self.taken += line
        if not line:
            raise EOFError
        if not line.endswith(b"\n"):
            raise ValueError("a line without end")
        return line


def record_at(file: BinaryIO, offset: int) -> PackedRecord | PlainRecord:
    """Return the record that begins there, to be read."""
    file.seek(offset)
    is_packed = file.read(len(PACKED)) == PACKED
    return PackedRecord(file, offset) if is_packed else PlainRecord(file, offset)


def next_after(file: BinaryIO, offset: int) -> int | None:
    """Return where the first record behind a damaged one begins; None when there is none."""
    file.seek(offset)
    held, at = b"", offset
    while at < offset + MAX_SEARCH_BYTES and (more := file.read(CHUNK_BYTES)):
        held += more
        for found in _begins(held):
            if found or at > offset:  # not the damaged one itself
                return at + found
        keep = min(len(held), MAX_BEGIN_BYTES)
        at += len(held) - keep
        held = held[-keep:]
    return None


def _begins(held: bytes) -> list[int]:
    """Return where records seem to begin in a piece of the file."""
    plain = [match.end() for match in _NEXT_PLAIN.finditer(held)]
    starts = [match.start() for match in re.finditer(re.escape(PACKED), held)]
    packed = [start for start in starts if _unpacks(held[start : start + MAX_BEGIN_BYTES])]
    return sorted(plain + packed)


def _unpacks(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False


class _Unowned(io.RawIOBase):
    """Reads a file without closing it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        read = self._file.read(len(into))
        into[: len(read)] = read
        return len(read)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()
