"""Reads findings back out of a workbook, as Excel, LibreOffice or Google Sheets saved it."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from auditor.errors import UserError
from auditor.export.returned import (
    HASHES,
    HEADER_ROWS,
    Cell,
    findings_header,
    header_of,
    no_audit,
    returned_row,
    until_blank,
)
from auditor.model.returned import ReturnedTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl import Workbook

    from auditor.export.returned import Header, Row
    from auditor.model.returned import ReturnedRow

T = TypeVar("T")

OLD_FORMAT = b"\xd0\xcf\x11\xe0"
"""How files of the older Office formats begin, and workbooks locked with a password."""

LOCKED = "EncryptedPackage".encode("utf-16-le")

MAX_UNPACKED = 2_000_000_000
"""Bytes of all parts together: 100,000 findings unpack to a quarter of that."""

MAX_STRINGS = 200_000_000
"""Bytes of the part that is read into memory as a whole."""

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, EOFError, OSError, SyntaxError, RecursionError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, NotImplementedError),
)
"""What the library lets through of a file that is not as it should be."""


def read_workbook(content: bytes, name: str) -> ReturnedTable:
    """Return the findings in a workbook. Raises UserError when it cannot be read or holds no audit."""
    return with_workbook(content, name, lambda book: _table(book, name))


def with_workbook(content: bytes, name: str, read: Callable[[Workbook], T]) -> T:
    """Return what `read` makes of a workbook. Raises UserError when it cannot be read."""
    _refuse_others(content, name)
    try:
        return read(load_workbook(io.BytesIO(content), read_only=True))
    except _DAMAGED as error:
        raise UserError(
            f"“{name}” is damaged and cannot be read as a spreadsheet.",
            "Open it in the program it came from, save it again and import that.",
        ) from error


def _refuse_others(content: bytes, name: str) -> None:
    """Say what a file is that only looks like a workbook."""
    if content.startswith(OLD_FORMAT):
        if LOCKED in content:
            raise UserError(
                f"“{name}” is locked with a password.", "Save it without a password and import that."
            )
        raise UserError(f"“{name}” is in the old .xls format.", "Save it as .xlsx and import that.")
    sizes = _sizes(content)
    if "xl/workbook.xml" not in sizes and sizes:
        raise UserError(f"“{name}” is no .xlsx workbook.", "Save the spreadsheet as .xlsx or .csv.")
    strings = sum(size for part, size in sizes.items() if part.lower().endswith("sharedstrings.xml"))
    if sum(sizes.values()) > MAX_UNPACKED or strings > MAX_STRINGS:
        raise UserError(f"“{name}” unpacks to more than an audit can hold.", "Ask for the file again.")


def _sizes(content: bytes) -> dict[str, int]:
    """Return the parts of the file with their unpacked sizes; none when it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {entry.filename: entry.file_size for entry in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return {}


def _table(book: Workbook, name: str) -> ReturnedTable:
    rows: list[ReturnedRow] = []
    hashes: dict[str, set[str]] = {}
    first, has_findings = "", False
    for sheet in book.worksheets:
        lines = until_blank(rows_of(sheet))
        for _, cells in islice(lines, HEADER_ROWS):
            first = first or ", ".join(cell.text for cell in cells if cell.text)[:120]
            if (header := findings_header(cells)) is not None:
                has_findings = True
                rows += _findings(header, lines, sheet.title)
                break
            if (header := header_of(cells, HASHES)) is not None:
                _note_hashes(header, lines, hashes)
                break
    if not has_findings:
        raise no_audit(name, first)
    return ReturnedTable(tuple(rows), {document: frozenset(found) for document, found in hashes.items()})


def _findings(header: Header, lines: Iterator[Row], sheet: str) -> Iterator[ReturnedRow]:
    for number, cells in lines:
        if (row := returned_row(header, number, cells, sheet)) is not None:
            yield row


def _note_hashes(header: Header, lines: Iterator[Row], hashes: dict[str, set[str]]) -> None:
    for _, cells in lines:
        document, sha256 = (header.cell(cells, title).text.strip() for title in HASHES)
        if document and sha256:
            hashes.setdefault(document, set()).add(sha256)


def rows_of(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a sheet."""
    # A sheet that says it is a million columns wide is read as far as its cells go.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [_cell(cell) for cell in row]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f":
        return Cell(str(value), is_formula=True)
    if isinstance(value, datetime):
        return Cell(value.isoformat(timespec="seconds"))
    return Cell(str(value).replace("_x005F_", "_"))
