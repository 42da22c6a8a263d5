"""Reads the findings back out of a spreadsheet that went to marketing and came back, in whatever order or program.

Columns are known by their titles, wherever they stand and whatever the sheets are called; further columns, hidden
ones and filters do not matter. Nothing in the file is run: a formula is never taken for what it shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.export import wording
from auditor.export.entries import SOURCE_MARK
from auditor.export.safe_text import FORMULA_STARTS
from auditor.export.written_out import TITLES, mark_of
from auditor.model.returned import ReturnedRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from auditor.model.returned import ReturnedTable

NEEDED = ("fingerprint",)
"""Titles without which a row cannot be used."""

ANSWERED = ("decision", "response")
"""Titles of which a sheet has at least one: a template may leave out the other."""

TOLD = ("document", "severity", "outcome", "category", "rule", "sentence")
"""Titles of cells that nobody should have changed."""

ANSWERS = ("reason", "reviewer", "decided at", "response")
HASHES = ("document", "sha-256")

HEADER_ROWS = 20
"""How far down a sheet its header is looked for: people put a line or a logo above it."""

MAX_BLANK_ROWS = 100_000
"""Empty rows between others that are read on over; a table of findings has none at all."""

DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no zones
"""From which spreadsheets count."""

FIRST_DAY, LAST_DAY = 36_526, 73_050
"""The years 2000 to 2099: any other number was not written as a time."""

MAX_BYTES = 150_000_000
"""Bytes of a file that is read; the largest, a table of 100,000 findings in plain text, has a third of that."""

_APOSTROPHE = re.compile(rf"^'(?=[{re.escape(''.join(FORMULA_STARTS))}])")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, as text; `is_formula` when it is worked out by the program instead of written."""

    text: str = ""
    is_formula: bool = False


Row = tuple[int, "Sequence[Cell]"]
"""A row with its number, counted from 1."""


@dataclass(frozen=True, slots=True)
class Header:
    """Which column of a sheet has which title (in small letters).

    `strange` are columns that may be somebody's own, or some of ours under another title, by the title they have.
    """

    columns: Mapping[str, int]
    strange: Mapping[str, int] = field(default_factory=dict)

    def cell(self, cells: Sequence[Cell], title: str) -> Cell:
        """Return the cell of a column; an empty one where the column or the cell is missing."""
        at = self.columns.get(title)
        return cells[at] if at is not None and at < len(cells) else Cell()


def read_returned(path: Path, most: int) -> ReturnedTable:
    """Return the findings in an .xlsx or .csv file that came back, `most` of them at the most.

    Raises UserError when the file is no such spreadsheet.
    """
    content = bytes_of(path)
    if is_workbook(content):
        from auditor.export.returned.xlsx import read_workbook  # noqa: PLC0415 - only who imports needs the library

        return read_workbook(content, path.name, most)
    from auditor.export.returned.csv import read_table  # noqa: PLC0415

    return read_table(content, path.name, most)


def holds_findings(path: Path) -> bool:
    """Whether a spreadsheet is one that went out with findings in it, as its first rows tell.

    Raises UserError when that cannot be told.
    """
    content = bytes_of(path)
    if is_workbook(content):
        from auditor.export.returned.xlsx import with_sheets  # noqa: PLC0415 - as above

        return with_sheets(content, path.name, lambda sheets: any(_names_findings(s.rows()) for s in sheets))
    from auditor.export.returned.csv import rows_of  # noqa: PLC0415

    return _names_findings(rows_of(content, path.name, NEEDED[0]))


def _names_findings(rows: Iterable[Row]) -> bool:
    head = islice(Filled(rows), HEADER_ROWS)
    return any(header_of(cells, NEEDED) is not None for _, cells in head)


def no_audit(name: str, found: str = "") -> UserError:
    """Return the error for a file that has no findings in it."""
    line = " ".join(found.split())
    is_legible = line.isprintable() and "\N{REPLACEMENT CHARACTER}" not in line
    seen = f" Its first row says: {line}." if line and is_legible else ""
    return UserError(
        f"“{name}” is no audit that Auditor wrote: no sheet has the column “Fingerprint” "
        f"with “Decision” or “Response”.{seen}",
        "Choose the spreadsheet that was exported from this review, with its column titles as they were.",
    )


def findings_header(cells: Sequence[Cell]) -> Header | None:
    """Return the header of a table of findings in a row; None when it is none."""
    header = header_of(cells, NEEDED)
    return header if header and any(title in header.columns for title in ANSWERED) else None


def header_of(cells: Sequence[Cell], needed: Iterable[str]) -> Header | None:
    """Return the header in a row; None when a title that is needed is not in it."""
    titles = [" ".join(cell.text.split()).casefold() for cell in cells]
    columns: dict[str, int] = {}
    for at, title in enumerate(titles):
        columns.setdefault(title, at)
    return Header(columns) if all(title in columns for title in needed) else None


class Filled:
    """The rows with something in them, up to a long stretch of empty ones; `is_cut` tells that it came to one."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.is_cut = False
        self._rows = self._filled(rows)

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def _filled(self, rows: Iterable[Row]) -> Iterator[Row]:
        empty = 0
        for number, cells in rows:
            if any(cell.is_formula or cell.text.strip() for cell in cells):
                empty = 0
                yield number, cells
            elif (empty := empty + 1) > MAX_BLANK_ROWS:
                self.is_cut = True
                return


def rows_below(name: str) -> UserError:
    """Return the error for a table whose rows go on behind so many empty ones that something must have gone wrong."""
    return UserError(
        f"“{name}” has rows below more than {MAX_BLANK_ROWS:,} empty ones.",
        "Take the empty rows out, so that the rows follow one another, and import it again.",
    )


def returned_row(header: Header, number: int, cells: Sequence[Cell], sheet: str) -> ReturnedRow | None:
    """Return what a row says; None when it holds no finding, such as the note that there are none."""
    fingerprint = header.cell(cells, "fingerprint")
    if not fingerprint.text and not _has_answer(header, cells):
        return None
    answers = {title: unarmed(header.cell(cells, title).text) for title in ("decision", *ANSWERS)}
    name, _, source = fingerprint.text.strip().partition(SOURCE_MARK)
    return ReturnedRow(
        place=f"{sheet}, row {number}" if sheet else f"Row {number}",
        number=_whole(header.cell(cells, "no.").text),
        fingerprint=name,
        told={title: header.cell(cells, title).text for title in TOLD if title in header.columns},
        decision=answers["decision"],
        reason=answers["reason"],
        reviewer=answers["reviewer"],
        decided_at=_stamp(answers["decided at"]),
        response=answers["response"],
        trouble=_formulas(header, cells),
        lacking=frozenset(title for title in answers if title not in header.columns),
        source=source,
        written={
            title: mark_of(title, header.cell(cells, title).text)
            for title in ("no.", *TITLES)
            if title in header.columns
        },
        strange={
            title: mark_of("", cells[at].text) for title, at in header.strange.items() if at < len(cells)
        },
    )


def unarmed(text: str) -> str:
    """Return what was typed: without spaces around it and the apostrophe that kept it from being run."""
    return _APOSTROPHE.sub("", text.strip())


def _has_answer(header: Header, cells: Sequence[Cell]) -> bool:
    return any(header.cell(cells, title).text for title in ("decision", "reason", "response"))


def _formulas(header: Header, cells: Sequence[Cell]) -> str:
    """Say which of the cells that count are worked out by a formula."""
    titles = [t for t in (*NEEDED, "decision", *TOLD, *ANSWERS) if header.cell(cells, t).is_formula]
    if not titles:
        return ""
    named = " and ".join(f"“{title.capitalize()}”" for title in titles[:2])
    return f"{named} holds a formula in place of text. Write the words themselves."


def _whole(text: str) -> int | None:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None


def _stamp(text: str) -> str:
    """Return a time as the review keeps it; empty when the cell holds none."""
    time = wording.moment(_days(text)) if text else None
    return f"{time:%Y-%m-%dT%H:%M:%SZ}" if time else ""


def _days(text: str) -> str:
    """Return the time that a bare number of days stands for: so it is saved where the column's format was lost."""
    try:
        days = float(text)
    except ValueError:
        return text
    is_of_our_time = FIRST_DAY < days < LAST_DAY
    return (DAY_ZERO + timedelta(seconds=round(days * 86_400))).isoformat() if is_of_our_time else text


def is_workbook(content: bytes) -> bool:
    """Whether a file is, or was once, a workbook and no plain text."""
    return content.startswith((b"PK", b"\xd0\xcf\x11\xe0"))


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a spreadsheet. Raises UserError."""
    try:
        if path.is_dir():
            raise UserError(f"“{path.name}” is a folder.", "Choose the spreadsheet itself.")
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"“{path.name}” is too large to be an audit.", "Choose the spreadsheet itself.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"There is no file “{path.name}”.", "It may have been moved or renamed.") from None
    except OSError as error:
        raise UserError(
            f"“{path.name}” cannot be read ({error.strerror or error}).",
            "Check that it may be opened and is not in use.",
        ) from error
    if not content.strip():
        raise UserError(f"“{path.name}” is empty.", "Ask for the file again.")
    return content
