"""Keeps text aside until the workbook is packed: in memory while it is little, on disk when it grows."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import BinaryIO

SPOOL_BYTES = 500_000
"""Rows of a usual audit stay in memory; more go to a temporary file."""

FLUSH_PIECES = 200
"""Pieces gathered before they are encoded and written."""


class Aside:
    """Text that is added to piece by piece and read once, as bytes, at the end."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=SPOOL_BYTES)  # noqa: SIM115 - closed by `close`
        self._waiting: list[str] = []

    @property
    def size(self) -> int:
        """Bytes kept so far."""
        self._flush()
        return self._file.tell()

    def add(self, text: str) -> None:
        """Append some text."""
        self._waiting.append(text)
        if len(self._waiting) >= FLUSH_PIECES:
            self._flush()

    def rewound(self) -> BinaryIO:
        """Return all of it as a stream, from the beginning."""
        self._flush()
        self._file.seek(0)
        return cast("BinaryIO", self._file)

    def close(self) -> None:
        """Forget the text."""
        self._file.close()

    def _flush(self) -> None:
        self._file.write("".join(self._waiting).encode("utf-8"))
        self._waiting.clear()
