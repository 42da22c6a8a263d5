"""Reads web addresses out of pasted text, shortcuts, and tables of addresses."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from auditor.errors import LoadError
from auditor.sources.local import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from auditor.sources.base import ByteLimit

SHORTCUT_SUFFIXES = frozenset({".url", ".webloc", ".desktop"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx"})
MAX_SHORTCUT_BYTES = 1_000_000
"""Shortcuts carry one address, at most an icon besides."""
MAX_SHEET_BYTES = 500_000_000
"""Of a spreadsheet when unpacked; more is no list of addresses."""
MAX_BLANK_ROWS = 10_000
"""Empty rows after which a sheet is taken to have ended: a row may say that it is the trillionth."""
MIN_ADDRESS_SHARE = 0.5
"""Share of a file's lines that must be addresses before it is a list of them and not a document with links."""

_ADDRESS = re.compile(r"https?://[^\s<>\"]+|www\.[^\s<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
_SHORTCUT_LINE = re.compile(
    r"^\s*(?:URL|URL\[\$e\])\s*=\s*(?P<address>[^\r\n]+)", re.IGNORECASE | re.MULTILINE
)


def is_address(text: str) -> bool:
    """Whether a word that the user gave is a web address and not a path."""
    lowered = text.strip().lower()
    return lowered.startswith(("http://", "https://")) or (lowered.startswith("www.") and "." in lowered[4:])


def completed(address: str) -> str:
    """Return the address with its scheme; one typed without is meant as https."""
    stripped = address.strip()
    return stripped if "://" in stripped else f"https://{stripped}"


def name_of(address: str) -> str:
    """Return a short name for an address: its host and path."""
    parts = urlsplit(address) if "[" not in address else None
    if parts is None or not parts.hostname:
        return address
    return f"{parts.hostname}{parts.path or '/'}"


def from_text(text: str) -> list[str]:
    """Return the addresses in a pasted text, each once, in order."""
    found = (match.group().rstrip(".,;:!?'”’)]>") for match in _ADDRESS.finditer(text))
    return _once(completed(address) for address in found)


def from_shortcut(path: Path, limits: ByteLimit) -> str:
    """Return the address in a browser's shortcut (`.url`, `.webloc`, `.desktop`).

    Raises LoadError when it cannot be read or leads to no web page.
    """
    content = read_bytes(path, limits)[:MAX_SHORTCUT_BYTES]
    address = _from_property_list(content) if path.suffix.lower() == ".webloc" else _from_ini(content)
    if address is None or not is_address(address):
        raise LoadError(
            "bad-shortcut",
            f"The shortcut “{path.name}” leads to no web page. Open it, copy the address and paste it.",
        )
    return address


def from_table(path: Path, limits: ByteLimit) -> list[str]:
    """Return the addresses in a CSV file or workbook, each once, in order; none when it is no list of addresses.

    Raises LoadError when the file cannot be read.
    """
    if path.suffix.lower() == ".xlsx":
        return _once(_in_rows(_workbook_rows(path, limits)))
    return _once(_in_rows(_csv_rows(path, limits)))


def from_list(path: Path, limits: ByteLimit) -> list[str]:
    """Return the addresses in a text file that holds little else; none when it is a document.

    Raises LoadError when the file cannot be read.
    """
    lines = [line.strip() for line in _decoded(read_bytes(path, limits)).splitlines() if line.strip()]
    addresses = [line for line in lines if is_address(line) and len(line.split()) == 1]
    return _once(map(completed, addresses)) if len(addresses) == len(lines) else []


def _from_ini(content: bytes) -> str | None:
    match = _SHORTCUT_LINE.search(_decoded(content))
    return match["address"].strip() if match else None


def _from_property_list(content: bytes) -> str | None:
    import plistlib  # noqa: PLC0415 - as csv and zipfile below: only a list of addresses needs it
    from xml.parsers.expat import ExpatError  # noqa: PLC0415

    try:
        found = plistlib.loads(content)
    except (
        plistlib.InvalidFileException,
        ExpatError,
        ValueError,
        OverflowError,
        RecursionError,
        LookupError,
    ):
        return _from_ini(content)
    address = found.get("URL") if isinstance(found, dict) else None
    return address if isinstance(address, str) else None


def _csv_rows(path: Path, limits: ByteLimit) -> Iterator[list[str]]:
    import csv  # noqa: PLC0415

    text = _decoded(read_bytes(path, limits))
    head = text[:20_000]
    delimiter = max(",;\t|", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise LoadError(
            "damaged-file", f"“{path.name}” cannot be read as a table. Save it again as CSV."
        ) from error


def _workbook_rows(path: Path, limits: ByteLimit) -> Iterator[list[str]]:
    import warnings  # noqa: PLC0415
    import zipfile  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    from openpyxl import load_workbook  # noqa: PLC0415 - only a spreadsheet of addresses needs it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    content = read_bytes(path, limits)
    damaged = LoadError(
        "damaged-file", f"“{path.name}” cannot be read as a spreadsheet. Save it again or as CSV."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_SHEET_BYTES:
                raise LoadError(
                    "file-too-large", f"“{path.name}” unpacks to more than a list of addresses can hold."
                )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the library leaves out, nothing is needed here
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet that says it is a million columns wide is read as far as its cells go
            yield from _until_blank([_cell_text(cell) for cell in row] for row in sheet.iter_rows())
    except (
        *(
            zipfile.BadZipFile,
            zlib.error,
            InvalidFileException,
            EOFError,
            OSError,
            SyntaxError,
            RecursionError,
        ),
        *(KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, NotImplementedError),
        OverflowError,
    ) as error:  # what the library lets through of a file that is not as it should be
        raise damaged from error


def _until_blank(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    blank = 0
    for row in rows:
        blank = 0 if any(row) else blank + 1
        if blank > MAX_BLANK_ROWS:
            return
        yield row


def _cell_text(cell: object) -> str:
    value = getattr(cell, "value", None)
    return "" if value is None else str(value)


def _in_rows(rows: Iterable[list[str]]) -> Iterator[str]:
    """Yield the addresses of a table whose rows mostly have one; a table of other things has none."""
    found: list[str] = []
    filled = 0
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        address = next((cell for cell in cells if is_address(cell) and len(cell.split()) == 1), None)
        filled += bool(cells)
        if address is not None:
            found.append(completed(address))
    if filled and len(found) >= MIN_ADDRESS_SHARE * (filled - 1 if filled > 1 else 1):
        yield from found


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")


def _once(addresses: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(address for address in addresses if _may_have_host(address)))


def _may_have_host(address: str) -> bool:
    """Whether the address names a host; one that cannot even be taken apart stays, for the fetcher to say so."""
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:
        return True
