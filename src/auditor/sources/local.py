"""Reads one file of this machine, or standard input, into a source; trouble becomes a sentence on the source."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.sources.base import failed_source, make_source, too_large

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from auditor.model.source import Source
    from auditor.sources.base import ByteLimit

STDIN_NAME = "standard input"


def read(path: Path, limits: ByteLimit) -> Source:
    """Return the file's bytes as a source. Never raises for what a file can be: the source then has `trouble`."""
    try:
        return make_source(path.name, uri_of(path), read_bytes(path, limits))
    except LoadError as error:
        return failed_source(path.name, uri_of(path), error)


def read_stream(stream: BinaryIO, limits: ByteLimit) -> Source:
    """Return what arrives on standard input as a source."""
    try:
        content = stream.read(limits.content_bytes + 1)
    except OSError:
        error = LoadError("unreadable-file", "Standard input could not be read.")
        return failed_source(STDIN_NAME, "-", error)
    if len(content) > limits.content_bytes:
        error = LoadError("file-too-large", too_large(STDIN_NAME, None, limits.content_bytes))
        return failed_source(STDIN_NAME, "-", error)
    return make_source(STDIN_NAME, "-", content)


def read_bytes(path: Path, limits: ByteLimit) -> bytes:
    """Return the file's bytes.

    Raises LoadError when it is missing, forbidden, no regular file, or larger than the limit; kind and size
    are looked at before it is opened, so that a pipe cannot hang the audit nor a disk image fill the memory.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _not_a_file(path, status.st_mode)
        if status.st_size > limits.content_bytes:
            raise LoadError("file-too-large", too_large(path.name, status.st_size, limits.content_bytes))
        with path.open("rb") as file:
            content = file.read(limits.content_bytes + 1)
    except (OSError, ValueError) as error:
        raise explain(path, error) from error
    if len(content) > limits.content_bytes:
        raise LoadError("file-too-large", too_large(path.name, None, limits.content_bytes))
    return content


def uri_of(path: Path) -> str:
    """Return the path as an address, made absolute without following links; the path itself where that fails."""
    try:
        return path.absolute().as_uri()
    except (OSError, ValueError):
        return str(path)


def explain(path: Path, error: Exception) -> LoadError:
    """Return the plain sentence for what the operating system said about a path."""
    name = path.name or str(path)
    if isinstance(error, PermissionError):
        return LoadError(
            "no-permission", f"You have no permission to read “{name}”. Ask its owner for access."
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return LoadError("missing-file", f"There is no file “{name}”. It may have been moved or renamed.")
    return LoadError(
        "unreadable-file", f"“{name}” could not be read from the disk. Copy it elsewhere and try again."
    )


def explain_folder(path: Path, error: Exception) -> LoadError:
    """Return the plain sentence for a folder that could not be opened."""
    name = path.name or str(path)
    if isinstance(error, PermissionError):
        message = f"You have no permission to open the folder “{name}”; the documents in it were not audited."
        return LoadError("no-permission", message)
    return LoadError(
        "unreadable-folder", f"The folder “{name}” could not be opened; the documents in it were not audited."
    )


def _not_a_file(path: Path, mode: int) -> LoadError:
    if stat.S_ISDIR(mode):
        return LoadError("is-a-folder", f"“{path.name}” is a folder, not a document.")
    return LoadError("not-a-file", f"“{path.name}” is a device or a pipe, not a document.")
