"""Reads a register of approved claims out of a spreadsheet, as whatever program saved it.

Columns are known by their titles; only the wordings are needed. Nothing in the file is run: a row with a formula in it
is refused.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.export.claims.columns import COLUMNS, claim_row
from auditor.export.returned.findings import (
    HEADER_ROWS,
    Filled,
    bytes_of,
    header_of,
    is_workbook,
    rows_below,
    unarmed,
)
from auditor.model.claim_table import ClaimRow, ClaimTable, RefusedRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from auditor.export.returned.findings import Header, Row
    from auditor.export.spreadsheets.sheet import Sheet

NEEDED = "wordings"

MAX_CLAIMS = 100_000
"""Rows; a register of that many would serve nobody."""


def read_claims(path: Path) -> ClaimTable:
    """Return the claims in an .xlsx or .csv file. Raises UserError when it is no spreadsheet of claims."""
    content = bytes_of(path)
    if is_workbook(content):
        from auditor.export.returned.xlsx import with_sheets  # noqa: PLC0415 - as with the other kind

        found = with_sheets(content, path.name, lambda sheets: _of_workbook(sheets, path.name))
    else:
        from auditor.export.returned.csv import rows_of, without_empty_end  # noqa: PLC0415

        rows = Filled(rows_of(without_empty_end(content), path.name, NEEDED))
        found = _of_rows("", rows)
        if rows.is_cut:
            raise rows_below(path.name)
    if found is None:
        raise UserError(
            f"“{path.name}” holds no approved claims: no sheet has a column “Wordings”.",
            f"Give it these titles: {', '.join(COLUMNS[1:9])}.",
        )
    return ClaimTable(
        tuple(row for row in found if isinstance(row, ClaimRow)),
        tuple(row for row in found if isinstance(row, RefusedRow)),
    )


def _of_workbook(sheets: Sequence[Sheet], name: str) -> list[ClaimRow | RefusedRow] | None:
    known: list[list[ClaimRow | RefusedRow]] = []
    for sheet in sheets:
        lines = Filled(sheet.rows())
        if (rows := _of_rows(sheet.title, lines)) is not None:
            known.append(rows)
            if lines.is_cut and sheet.has_more():
                raise rows_below(name)
    return [row for rows in known for row in rows] if known else None


def _of_rows(sheet: str, rows: Iterable[Row]) -> list[ClaimRow | RefusedRow] | None:
    for _, cells in islice(rows, HEADER_ROWS):
        if (header := header_of(cells, [NEEDED])) is not None:
            found = [_row(sheet, header, row) for row in islice(rows, MAX_CLAIMS + 1)]
            if len(found) > MAX_CLAIMS:
                raise UserError(
                    f"The spreadsheet has more than {MAX_CLAIMS:,} rows of claims.",
                    "Take in a part of it at a time.",
                )
            return found
    return None


def _row(sheet: str, header: Header, row: Row) -> ClaimRow | RefusedRow:
    number, cells = row
    place = f"{sheet}, row {number}" if sheet else f"Row {number}"
    for title in COLUMNS:
        if header.cell(cells, title.casefold()).is_formula:
            return RefusedRow(
                place, f"“{title}” holds a formula in place of text. Write the words themselves."
            )
    return claim_row(place, lambda title: unarmed(header.cell(cells, title).text))
