"""Reads one file of this machine, or standard input, into a source; trouble becomes a sentence on the source."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.sources.base import failed_source, make_source, too_large

if TYPE_CHECKING:
    from typing import BinaryIO

    from auditor.model.source import Source
    from auditor.sources.base import ByteLimit

STDIN_NAME = "standard input"


def read(path: Path, limits: ByteLimit) -> Source:
    """Return the file's bytes as a source. Never raises for what a file can be: the source then has `trouble`."""
    uri = _uri(path)
    try:
        return make_source(path.name, uri, read_bytes(path, limits))
    except LoadError as error:
        return failed_source(path.name, uri, error)


def read_bytes(path: Path, limits: ByteLimit) -> bytes:
    """Return the file's bytes.

    Raises LoadError when it is missing, forbidden, no regular file, or larger than the limit; the size is
    looked at before anything is read.
    """
    try:
        with path.open("rb") as file:
            status = file.fileno() and path.stat()
            _check(path, status, limits)
            content = file.read(limits.content_bytes + 1)
    except OSError as error:
        raise _explain(path, error) from error
    if len(content) > limits.content_bytes:
        raise LoadError("file-too-large", too_large(path.name, None, limits.content_bytes))
    return content
