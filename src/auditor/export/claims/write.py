"""Writes a register of approved claims as a spreadsheet that can be worked on and taken in again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from auditor.errors import ExportError
from auditor.export.base import write_whole
from auditor.export.claims.columns import COLUMNS, SCOPE_WORDS, VALIDITY_WORDS, fields
from auditor.export.safe_text import starts_like_formula, visible
from auditor.model.claim import Validity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from auditor.model.claim import Entry

TITLE = "Approved claims"
ENDINGS = (".xlsx", ".csv")


def write_claims_table(entries: Sequence[Entry], path: Path, at: str) -> None:
    """Write the claims to a file; its ending says how, `at` (ISO 8601 UTC) by which day expiry is told.

    Raises ExportError.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ExportError(
            f"“{path.name}” does not say what to write: its ending is none of {', '.join(ENDINGS)}.",
            "Change the ending.",
        )
    write_whole(path, lambda stream: (_xlsx if ending == ".xlsx" else _csv)(entries, stream, at))


def _csv(entries: Sequence[Entry], stream: BinaryIO, at: str) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([_disarmed(field) for field in fields(entry, at[:10])] for entry in entries)
    finally:
        text.detach()


def _disarmed(field: str) -> str:
    """Keep the line ends, which part wordings; otherwise as safe as every other table."""
    shown = visible(field)
    return f"'{shown}" if starts_like_formula(shown) else shown


def _xlsx(entries: Sequence[Entry], stream: BinaryIO, at: str) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - only who writes one needs the library

    from auditor.export import wording  # noqa: PLC0415
    from auditor.export.xlsx.package import save  # noqa: PLC0415
    from auditor.export.xlsx.page import A3  # noqa: PLC0415
    from auditor.export.xlsx.sheet import Book, Column, Limits, TableSheet  # noqa: PLC0415
    from auditor.export.xlsx.styles import GREEN, GREY, RED, YELLOW, Kind  # noqa: PLC0415

    tints = dict(zip((VALIDITY_WORDS[s] for s in Validity), (GREEN, YELLOW, RED, GREY), strict=True))
    special = {
        "No.": Column("No.", 6),
        "Wordings": Column("Wordings", 60),
        "Reference": Column("Reference", 36),
        "Link": Column("Link", 30),
        "Holds for": Column("Holds for", 13, choices=tuple(SCOPE_WORDS.values())),
        "State": Column("State", 11, Kind.CHIP, tints, tuple(VALIDITY_WORDS.values())),
        "Note": Column("Note", 30),
        "SHA-256": Column("SHA-256", 20, Kind.CODE, is_hidden=True),
        "Key": Column("Key", 14, Kind.CODE, is_hidden=True),
    }
    columns = tuple(special.get(title, Column(title, 16)) for title in COLUMNS)
    with Book(Workbook(write_only=True), f"{TITLE}, {wording.spelled_moment(at)}", Limits()) as book:
        sheet = TableSheet(book, TITLE, columns, paper=A3, empty="No approved claims")
        for entry in entries:
            sheet.add(fields(entry, at[:10]))
        sheet.finish()
        book.finish()
        save(book, stream, title=TITLE, author="", made_at=wording.moment(at))
