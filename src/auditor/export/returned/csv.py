"""Reads findings back out of a table in plain text, as spreadsheet programs of several countries save it."""

from __future__ import annotations

import csv
import io
from codecs import getincrementaldecoder
from itertools import islice
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.export.csv_table import FINDING
from auditor.export.returned.bounds import Gathering, checked_titles
from auditor.export.returned.findings import (
    HASHES,
    HEADER_ROWS,
    Cell,
    Filled,
    Header,
    findings_header,
    no_audit,
    returned_row,
    rows_below,
)
from auditor.model.returned import ReturnedTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from auditor.export.returned.findings import Row

DELIMITERS = ",;\t|"
MAX_FIELD = 10_000_000
"""Characters of one field; the library allows a tenth of a million, and a sentence can be longer."""

MAX_ROW = 20_000_000
"""Characters of a row."""

MAX_COLUMNS = 16_384
"""As spreadsheets have."""

HEAD_BYTES = 80_000
"""How far down a table its titles are looked for."""

_EMPTY = DELIMITERS.encode() + b" \r\n\x00"
_LITTLE_END = b"\xff\xfe"
"""How a text begins whose line ends are two bytes, the second of them empty."""

PIECE = 1 << 20
"""Bytes decoded at a time to find out how they are written."""


def read_table(content: bytes, name: str, most: int) -> ReturnedTable:
    """Return the findings in a CSV file. Raises UserError when it holds no audit."""
    rows = Filled(rows_of(without_empty_end(content), name, "fingerprint"))
    header = _header(rows, name)
    found, hashes = Gathering(name, most), dict[str, set[str]]()
    for number, cells in rows:
        entry = header.cell(cells, "entry").text
        if entry and entry != FINDING:
            continue
        if (row := returned_row(header, number, cells, "")) is not None:
            found.add(row)
            _note_hash(header, cells, hashes)
    if rows.is_cut:
        raise rows_below(name)
    return ReturnedTable(
        tuple(found.rows), {document: frozenset(known) for document, known in hashes.items()}
    )


def without_empty_end(content: bytes) -> bytes:
    """Return a table without its last empty rows, of which some programs write a million."""
    end = content.find(b"\n", len(content.rstrip(_EMPTY)))
    after = 2 if content.startswith(_LITTLE_END) else 1
    return content if end < 0 else content[: end + after]


def _note_hash(header: Header, cells: Sequence[Cell], hashes: dict[str, set[str]]) -> None:
    document, sha256 = (header.cell(cells, title).text.strip() for title in HASHES)
    if document and sha256:
        hashes.setdefault(document, set()).add(sha256)


def _header(rows: Iterable[Row], name: str) -> Header:
    first = ""
    for _, cells in islice(rows, HEADER_ROWS):
        first = first or ", ".join(cell.text for cell in cells if cell.text)[:120]
        if (header := findings_header(cells)) is not None:
            return checked_titles(header, cells, name)
    raise no_audit(name, first)


def rows_of(content: bytes, name: str, title: str) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows of a table in plain text that has a column of this title (in small letters). Raises UserError."""
    encoding = _encoding(content)
    # The titles, not a remark above them, show what stands between the columns.
    head = content[:HEAD_BYTES].decode(encoding, errors="replace").splitlines()
    titles = next((line for line in head if title in line.casefold()), "")
    delimiter = max(DELIMITERS, key=titles.count)
    before = csv.field_size_limit(MAX_FIELD)
    lines = _Lines(io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline=""))
    try:
        for number, fields in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            lines.begin_row()
            yield number, [Cell(field) for field in fields[:MAX_COLUMNS]]
    except csv.Error as error:
        raise UserError(f"“{name}” cannot be read as a table.", "Save it again as CSV or .xlsx.") from error
    finally:
        csv.field_size_limit(before)


class _Lines:
    """The lines of a text, decoded as they are asked for: as one string it could take four times the room."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._room = MAX_ROW

    def begin_row(self) -> None:
        """Let the next row be as long as any."""
        self._room = MAX_ROW

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._room):
            self._room -= len(line)
            if not self._room:
                raise csv.Error("a row is too long")
            yield line


def _encoding(content: bytes) -> str:
    """Return how the text is written; whatever is no Unicode is taken for what Windows in the west writes."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    decoder = getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), PIECE):
            decoder.decode(content[start : start + PIECE], final=start + PIECE >= len(content))
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
