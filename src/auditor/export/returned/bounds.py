"""What a spreadsheet that came back may look like and still be read: its titles, and how much of it there may be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.errors import UserError
from auditor.export import csv_table
from auditor.model.template import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.export.returned.findings import Cell, Header
    from auditor.model.returned import ReturnedRow

KNOWN = frozenset(
    title.casefold()
    for title in (
        *COLUMNS,
        *csv_table.COLUMNS,
        "Fingerprint",
        "Since the version before",
        "How it read before",
    )
)
"""All titles that are written out, in small letters."""

COUNTED_ON = (
    "decision",
    "reason",
    "response",
    "document",
    "severity",
    "outcome",
    "category",
    "rule",
    "sentence",
)
"""Columns that are missed: answers would be lost with them, or what nobody should have changed."""

TELLING = frozenset({"document", "severity", "outcome", "category", "rule"})
"""Those of them that one of another title can be told from by what stands in it."""

MAX_WORDS = 150_000_000
"""Characters of all rows; those of 100,000 findings have a half of that."""

SHOWN_TITLE = 40
"""Characters of a strange title that are quoted."""


def checked_titles(header: Header, cells: Sequence[Cell], name: str) -> Header:
    """Return the header with its strange columns; raise UserError when a title was changed, merged away or given twice.

    A template can leave columns out, and people add columns of their own: only both at once may be one column with
    another title, which the cells of some columns can tell.
    """
    titles = [" ".join(cell.text.split()) for cell in cells]
    folded = [title.casefold() for title in titles]
    for title in ("fingerprint", *COUNTED_ON):
        if folded.count(title) > 1:
            raise UserError(
                f"“{name}” has {folded.count(title)} columns titled “{title.capitalize()}”.",
                "Give the one that Auditor did not write another title, and import it again.",
            )
    missing = [title for title in COUNTED_ON if title not in header.columns]
    last = max(at for at, title in enumerate(folded) if title in KNOWN)
    strange = {t: at for at, t in enumerate(titles) if t.casefold() not in KNOWN and (t or at < last)}
    if not missing or not strange:
        return header
    if "" in strange or not TELLING.issuperset(missing):
        hidden = next(title for title in missing if "" in strange or title not in TELLING)
        raise retitled(name, hidden, next(iter(strange)))
    return replace(header, strange=strange)


def retitled(name: str, title: str, strange: str) -> UserError:
    """Return the error for a column that seems to have another title now."""
    missing = title.capitalize()
    short = strange if len(strange) <= SHOWN_TITLE else f"{strange[: SHOWN_TITLE - 1]}…"
    other = f"one titled “{short}”" if strange else "one without a title"
    return UserError(
        f"“{name}” has no column “{missing}”, but {other}, which Auditor did not write.",
        f"If its title was changed or merged with another, write “{missing}” there again; otherwise take that column "
        "out. Then import it again.",
    )


class Gathering:
    """Gathers the rows of a file, so long as they are not far more than the review can have given out."""

    def __init__(self, name: str, most: int) -> None:
        self.rows: list[ReturnedRow] = []
        self._name = name
        self._most = most
        self._room = MAX_WORDS

    def add(self, row: ReturnedRow) -> None:
        """Take up a row. Raises UserError when it is one too many."""
        self._room -= sum(
            map(len, (*row.told.values(), row.reason, row.response, row.decision, row.reviewer))
        )
        if len(self.rows) == self._most or self._room < 0:
            raise UserError(
                f"“{self._name}” holds far more than this review can have given out.",
                "Choose the spreadsheet that was exported from this review.",
            )
        self.rows.append(row)
