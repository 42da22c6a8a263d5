"""Turns what the user named (files, folders, addresses, lists of addresses, web archives, `-`) into requests, and opens a request."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from auditor import places
from auditor.errors import LoadError
from auditor.model.source import Problem, Request, RequestKind
from auditor.sources import addresses, local
from auditor.sources.base import ReadLimits, failed_source, shown_name
from auditor.sources.folder import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from auditor.model.source import Source
    from auditor.sources.base import ByteLimit
    from auditor.sources.fetch import FetchPolicy

LIST_SUFFIXES = frozenset({".txt", ".list"})
ARCHIVE_ENDINGS = (".warc", ".warc.gz")
MAX_LIST_BYTES = 20_000_000
"""Larger text files are documents; they are not read just to see whether they list addresses."""


def now() -> datetime:
    """Return the present time: what `open_request` dates an answer by unless it is told otherwise."""
    return datetime.now(UTC)


def gather(
    inputs: Sequence[str], *, typed: bool = True, goes_on: Callable[[], bool] = lambda: True
) -> Iterator[Request]:
    """Yield a request for every document, lazily: a folder of a hundred thousand files is never listed at once.

    An input that leads to nothing yields a request with trouble, so that it stands in every list. `typed` says that the
    user wrote or pasted the inputs: what another program handed over, as what stands in a file, was written by others.
    `goes_on` is asked before each folder: there may be a hundred thousand of them without a document.
    """
    for item in inputs:
        yield from _expand(item, goes_on, typed=typed)


def open_request(
    request: Request,
    limits: ByteLimit,
    policy: FetchPolicy | None = None,
    clock: Callable[[], datetime] = now,
) -> Source:
    """Return the source of a request, with its bytes or with the trouble that kept them away."""
    if request.source is not None:
        return request.source
    if request.trouble is not None:
        return failed_source(
            request.name, request.location, LoadError(request.trouble.code, request.trouble.message)
        )
    if request.kind is RequestKind.ADDRESS:
        from auditor.sources.fetch import FetchPolicy, fetch  # noqa: PLC0415 - an audit of files needs no network

        return fetch(request.location, policy or FetchPolicy(), clock, typed=request.typed)
    if request.record is not None:
        from auditor.sources.warc import open_record  # noqa: PLC0415 - few audits have a web archive

        return open_record(request.location, request.record, limits)
    if request.kind is RequestKind.STREAM:
        return _open_stream(request.location, limits)
    return replace(local.read(Path(request.location), limits), name=request.name)


def _open_stream(location: str, limits: ByteLimit) -> Source:
    """Read standard input, or the file in which another process has kept it."""
    if location == "-":
        return local.read_stream(sys.stdin.buffer, limits)
    return replace(local.read(Path(location), limits), name=local.STDIN_NAME, uri="-")


def _expand(item: str, goes_on: Callable[[], bool], *, typed: bool) -> Iterator[Request]:
    if not item.strip():
        yield _trouble(
            Path(item),
            LoadError("missing-file", "An empty name was given where a file or address was expected."),
        )
    elif item == "-":
        yield Request(RequestKind.STREAM, "-", local.STDIN_NAME)
    elif addresses.is_address(item) and not places.exists(Path(item)):
        yield _address(addresses.completed(item), typed=typed)
    else:
        yield from _expand_path(_path(item), goes_on)


def _path(item: str) -> Path:
    if item.lower().startswith("file://"):
        try:
            parts = urlsplit(item)
        except ValueError:
            return Path(item)
        return Path(
            unquote(
                parts.path
                if not parts.netloc or parts.netloc == "localhost"
                else f"//{parts.netloc}{parts.path}"
            )
        )
    return Path(item)


def _expand_path(path: Path, goes_on: Callable[[], bool]) -> Iterator[Request]:
    if places.is_folder(path):
        yield from _expand_folder(path, goes_on)
    else:
        yield from _expand_file(path, is_named=True)


def is_archive(name: str) -> bool:
    """Whether a file is a web archive, by its name."""
    return name.lower().endswith(ARCHIVE_ENDINGS)


def _expand_folder(folder: Path, goes_on: Callable[[], bool]) -> Iterator[Request]:
    trouble: list[Request] = []
    count = 0

    def note(place: Path, error: OSError) -> None:
        trouble.append(_trouble(place, local.explain_folder(place, error)))

    for path in walk(folder, note, goes_on):
        for request in _expand_file(path, is_named=False):
            count += 1
            yield (
                replace(request, name=_name_below(folder, path))
                if request.kind is RequestKind.FILE
                else request
            )
    yield from trouble
    if not count and not trouble:
        yield _trouble(
            folder,
            LoadError("empty-folder", f"There is no document in the folder “{folder.name or folder}”."),
        )


def _expand_file(path: Path, *, is_named: bool) -> Iterator[Request]:
    """Yield the file, or what it points to. Text is searched for a list of addresses only when it was named itself."""
    suffix = path.suffix.lower()
    if is_archive(path.name) and places.is_file(path):
        from auditor.sources.warc import requests_in  # noqa: PLC0415 - as above

        yield from requests_in(path)
        return
    try:
        if suffix in addresses.SHORTCUT_SUFFIXES:
            yield _address(addresses.from_shortcut(path, ReadLimits(addresses.MAX_SHORTCUT_BYTES)))
            return
        listed = _listed(path, suffix) if is_named else []
    except LoadError as error:
        yield _trouble(path, error)
        return
    if listed:
        yield from (_address(address) for address in listed)
    else:
        yield Request(RequestKind.FILE, str(path), shown_name(path.name))


def _listed(path: Path, suffix: str) -> list[str]:
    if not places.exists(path):
        return []
    if suffix in addresses.TABLE_SUFFIXES:
        return addresses.from_table(path, ReadLimits())
    is_short = suffix in LIST_SUFFIXES and path.stat().st_size <= MAX_LIST_BYTES
    return addresses.from_list(path, ReadLimits()) if is_short else []


def _address(address: str, *, typed: bool = False) -> Request:
    return Request(RequestKind.ADDRESS, address, address, typed=typed)


def _trouble(path: Path, error: LoadError) -> Request:
    name = shown_name(path.name or str(path))
    return Request(RequestKind.TROUBLE, str(path), name, Problem(error.code, shown_name(error.message)))


def _name_below(folder: Path, path: Path) -> str:
    return shown_name(path.relative_to(folder).as_posix())
