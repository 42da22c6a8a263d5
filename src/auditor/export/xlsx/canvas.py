"""A sheet laid out by hand, from top to bottom: labels, merged lines that wrap, and small tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from auditor.export.safe_text import length, visible
from auditor.export.xlsx.cells import MAX_TEXT, beginning
from auditor.export.xlsx.fit import ROW_HEIGHT, height_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auditor.export.xlsx.rows import SheetRows
    from auditor.export.xlsx.styles import Kind


CUT = " … [cut here: a cell cannot hold more]"


class Canvas:
    """Writes rows to a sheet whose columns have the given widths (in characters)."""

    def __init__(self, rows: SheetRows, widths: Sequence[float]) -> None:
        self._rows = rows
        self._widths = widths
        self._row = 0
        for at, width in enumerate(widths, 1):
            rows.sheet.column_dimensions[get_column_letter(at)].width = width

    @property
    def next_row(self) -> int:
        """The number of the row that comes next."""
        return self._row + 1

    def space(self, height: float = ROW_HEIGHT) -> None:
        """Leave a row free."""
        self._write([], height)

    def band(self, text: str, kind: Kind, height: float) -> None:
        """Write a line that fills the whole width with its colour; the text begins in the second column."""
        columns = range(1, len(self._widths) + 1)
        self._write([self._cell(at, text if at == 2 else None, kind) for at in columns], height)

    def line(
        self,
        cells: Mapping[int, tuple[str | int | None, Kind]],
        *,
        merged: tuple[int, int] | None = None,
        is_ruled: bool = False,
    ) -> None:
        """Write a row from its cells by column (from 1); `merged` columns become one.

        The row is as high as its longest text needs: programs do not see to that where cells are merged.
        """
        filled = dict(cells)
        if merged:
            first, last = merged
            filled |= dict.fromkeys(range(first + 1, last + 1), (None, cells[first][1]))
        row = [self._cell(at, *filled[at], is_ruled=is_ruled) for at in sorted(filled)]
        self._write(row, self._height(cells, merged))
        if merged:
            ends = (f"{get_column_letter(at)}{self._row}" for at in merged)
            self._rows.sheet.merged_cells.add(":".join(ends))

    def _write(self, cells: Sequence[str], height: float) -> None:
        self._row += 1
        self._rows.add(self._row, height, cells, is_fixed=True)

    def _cell(self, at: int, value: str | int | None, kind: Kind, *, is_ruled: bool = False) -> str:
        place = f"{get_column_letter(at)}{self.next_row}"
        if value is None or value == "":
            return self._rows.blank(place, kind, is_ruled=is_ruled)
        if isinstance(value, str):
            clean = visible(value)
            shown = clean if length(clean) <= MAX_TEXT else beginning(clean, MAX_TEXT, CUT)[0]
            return self._rows.text(place, shown, kind, is_ruled=is_ruled)
        return self._rows.number(place, value, kind, is_ruled=is_ruled)

    def _height(
        self, cells: Mapping[int, tuple[str | int | None, Kind]], merged: tuple[int, int] | None
    ) -> float:
        texts = []
        for at, (value, _) in cells.items():
            if isinstance(value, str):
                last = merged[1] if merged and merged[0] == at else at
                texts.append((visible(value), sum(self._widths[at - 1 : last])))
        return height_of(texts)
