"""Reads findings back out of a workbook, as Excel, LibreOffice or Google Sheets saved it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from auditor.errors import UserError
from auditor.export.returned.bounds import Gathering, checked_titles
from auditor.export.returned.findings import (
    HASHES,
    HEADER_ROWS,
    Filled,
    findings_header,
    header_of,
    no_audit,
    returned_row,
    rows_below,
)
from auditor.export.spreadsheets.package import DAMAGE, NoWorkbookError, Package, TooLargeError
from auditor.export.spreadsheets.sheet import Sheet
from auditor.model.returned import ReturnedTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from auditor.export.returned.findings import Header, Row

T = TypeVar("T")

OLD_FORMAT = b"\xd0\xcf\x11\xe0"
"""How files of the older Office formats begin, and workbooks locked with a password."""

LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(content: bytes, name: str, most: int) -> ReturnedTable:
    """Return the findings in a workbook. Raises UserError when it cannot be read or holds no audit."""
    return with_sheets(content, name, lambda sheets: _table(sheets, name, most))


def with_sheets(content: bytes, name: str, read: Callable[[Sequence[Sheet]], T]) -> T:
    """Return what `read` makes of a workbook's sheets. Raises UserError when it cannot be read."""
    if content.startswith(OLD_FORMAT):
        raise _old(content, name)
    try:
        package = Package(content)
        return read([Sheet(package, title, part) for title, part in package.sheets()])
    except NoWorkbookError:
        raise UserError(f"“{name}” is no .xlsx workbook.", "Save the spreadsheet as .xlsx or .csv.") from None
    except TooLargeError:
        raise UserError(
            f"“{name}” unpacks to more than an audit can hold.", "Ask for the file again."
        ) from None
    except DAMAGE as error:
        raise UserError(
            f"“{name}” is damaged and cannot be read as a spreadsheet.",
            "Open it in the program it came from, save it again and import that.",
        ) from error


def _old(content: bytes, name: str) -> UserError:
    if LOCKED in content:
        return UserError(
            f"“{name}” is locked with a password.", "Save it without a password and import that."
        )
    return UserError(f"“{name}” is in the old .xls format.", "Save it as .xlsx and import that.")


def _table(sheets: Sequence[Sheet], name: str, most: int) -> ReturnedTable:
    found: Gathering | None = None
    hashes: dict[str, set[str]] = {}
    first = ""
    for sheet in sheets:
        lines = Filled(sheet.rows())
        for _, cells in islice(lines, HEADER_ROWS):
            first = first or ", ".join(cell.text for cell in cells if cell.text)[:120]
            if (header := findings_header(cells)) is not None:
                header = checked_titles(header, cells, name)
                found = found or Gathering(name, most)
                _gather(found, header, lines, sheet.title)
                if lines.is_cut and sheet.has_more():
                    raise rows_below(name)
                break
            if (header := header_of(cells, HASHES)) is not None:
                _note_hashes(header, lines, hashes)
                break
    if found is None:
        raise no_audit(name, first)
    return ReturnedTable(
        tuple(found.rows), {document: frozenset(known) for document, known in hashes.items()}
    )


def _gather(found: Gathering, header: Header, lines: Iterable[Row], sheet: str) -> None:
    for number, cells in lines:
        if (row := returned_row(header, number, cells, sheet)) is not None:
            found.add(row)


def _note_hashes(header: Header, lines: Iterable[Row], hashes: dict[str, set[str]]) -> None:
    for _, cells in lines:
        document, sha256 = (header.cell(cells, title).text.strip() for title in HASHES)
        if document and sha256:
            hashes.setdefault(document, set()).add(sha256)
