"""Reads findings back out of a table in plain text, as spreadsheet programs of several countries save it."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.export.csv_table import FINDING
from auditor.export.returned import (
    HASHES,
    HEADER_ROWS,
    Cell,
    Header,
    findings_header,
    no_audit,
    returned_row,
    until_blank,
)
from auditor.model.returned import ReturnedTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.export.returned import Row

DELIMITERS = ",;\t|"
MAX_FIELD = 10_000_000
"""Characters of one field; the library allows a tenth of a million, and a sentence can be longer."""


def read_table(content: bytes, name: str) -> ReturnedTable:
    """Return the findings in a CSV file. Raises UserError when it holds no audit."""
    rows = until_blank(rows_of(content, name, "fingerprint"))
    header, first = _header(rows)
    if header is None:
        raise no_audit(name, first)
    kept, hashes = [], dict[str, set[str]]()
    for number, cells in rows:
        entry = header.cell(cells, "entry").text
        if entry and entry != FINDING:
            continue
        if (row := returned_row(header, number, cells, "")) is not None:
            kept.append(row)
            _note_hash(header, cells, hashes)
    return ReturnedTable(tuple(kept), {name: frozenset(found) for name, found in hashes.items()})


def _note_hash(header: Header, cells: Sequence[Cell], hashes: dict[str, set[str]]) -> None:
    document, sha256 = (header.cell(cells, title).text.strip() for title in HASHES)
    if document and sha256:
        hashes.setdefault(document, set()).add(sha256)


def _header(rows: Iterator[Row]) -> tuple[Header | None, str]:
    """Return the header, and what the first row said when there is none."""
    first = ""
    for _, cells in islice(rows, HEADER_ROWS):
        first = first or ", ".join(cell.text for cell in cells if cell.text)[:120]
        if (header := findings_header(cells)) is not None:
            return header, first
    return None, first


def rows_of(content: bytes, name: str, title: str) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a table in plain text that has a column of this title (in small letters). Raises UserError."""
    text = _decoded(content)
    # The titles, not a remark above them, show what stands between the columns.
    titles = next((line for line in text[:20_000].splitlines() if title in line.casefold()), "")
    delimiter = max(DELIMITERS, key=titles.count)
    before = csv.field_size_limit(MAX_FIELD)
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            yield number, [Cell(field) for field in fields]
    except csv.Error as error:
        raise UserError(f"“{name}” cannot be read as a table.", "Save it again as CSV or .xlsx.") from error
    finally:
        csv.field_size_limit(before)


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
