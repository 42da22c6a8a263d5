"""Turns the values of a table's row into its cells: text that fits, words in bold, links, numbers, times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from openpyxl.utils import get_column_letter

from auditor.export.safe_text import length, visible
from auditor.export.xlsx.cells import Linked, Marked, rich_element, runs_of
from auditor.export.xlsx.styles import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.export.xlsx.cells import Value
    from auditor.export.xlsx.fit import RowHeights
    from auditor.export.xlsx.rows import SheetRows


class Shorten(Protocol):
    """Says what a cell shall hold instead of a text that is too long for it."""

    def __call__(self, column: int, text: str) -> str:
        """Return the text to show in the column counted from 0."""


class TableRows:
    """Writes the rows of one table. `shorten` is asked when a text is over `max_text`."""

    def __init__(
        self,
        rows: SheetRows,
        kinds: Sequence[Kind],
        heights: RowHeights,
        shorten: Shorten,
        *,
        max_text: int,
        max_links: int,
    ) -> None:
        self.has_dropped_links = False
        self._rows = rows
        self._kinds = kinds
        self._letters = [get_column_letter(at) for at in range(1, len(kinds) + 1)]
        self._heights = heights
        self._shorten = shorten
        self._max_text = max_text
        self._links_left = max_links

    def header(self, titles: Sequence[str], height: float) -> None:
        """Write the first row."""
        cells = [
            self._rows.text(f"{letter}1", title, Kind.HEADER)
            for letter, title in zip(self._letters, titles, strict=True)
        ]
        self._rows.add(1, height, cells, is_fixed=True)

    def write(self, row: int, values: Sequence[Value]) -> None:
        """Write a row."""
        cells = [self._cell(at, f"{letter}{row}", values[at]) for at, letter in enumerate(self._letters)]
        self._rows.add(row, self._heights.of(values), cells)

    def _cell(self, at: int, place: str, value: Value) -> str:
        if value is None or value == "":
            return ""  # the column's own style does the rest
        if isinstance(value, str):
            return self._text(at, place, value, self._kinds[at])
        if isinstance(value, Marked):
            return self._marked(at, place, value)
        if isinstance(value, Linked):
            return self._linked(at, place, value)
        return self._rows.number(place, value, self._kinds[at])

    def _text(self, at: int, place: str, text: str, kind: Kind) -> str:
        clean = visible(text)
        if len(clean) * 2 > self._max_text and length(clean) > self._max_text:
            clean = self._shorten(at, clean)
        return self._rows.text(place, clean, kind)

    def _marked(self, at: int, place: str, value: Marked) -> str:
        runs = list(runs_of(value))
        whole = "".join(words for words, _ in runs)
        if length(whole) > self._max_text or not any(is_bold for _, is_bold in runs):
            return self._cell(at, place, value.text)
        return self._rows.text(place, whole, self._kinds[at], content=rich_element(runs))

    def _linked(self, at: int, place: str, value: Linked) -> str:
        if value.address is None or not value.text:
            return self._cell(at, place, value.text)
        if self._links_left == 0:
            self.has_dropped_links = True
            return self._cell(at, place, value.text)
        self._links_left -= 1
        self._rows.link(place, value.address)
        return self._text(at, place, value.text, Kind.LINK)
