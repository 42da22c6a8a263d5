"""A sheet laid out by hand, from top to bottom: labels, merged lines that wrap, and small tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from auditor.export.safe_text import cut, starts_like_formula, visible
from auditor.export.xlsx_cells import MAX_TEXT, escaped
from auditor.export.xlsx_fit import ROW_HEIGHT, height_of
from auditor.export.xlsx_styles import Kind, dress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


class Canvas:
    """Writes rows to a sheet whose columns have the given widths (in characters)."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        self._sheet = sheet
        self._widths = widths
        self._row = 0
        for at, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width

    @property
    def next_row(self) -> int:
        """The number of the row that comes next."""
        return self._row + 1

    def space(self, height: float = ROW_HEIGHT) -> None:
        """Leave a row free."""
        self._write([], height)

    def band(self, text: str, kind: Kind, height: float) -> None:
        """Write a line that fills the whole width with its colour; the text begins in the second column."""
        self._write([self._cell(text if at == 1 else None, kind) for at in range(len(self._widths))], height)

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
        last = max(cells)
        row = [
            self._cell(*cells[at], is_ruled=is_ruled) if at in cells else None for at in range(1, last + 1)
        ]
        if merged:
            row += [self._cell(None, cells[merged[0]][1], is_ruled=is_ruled) for _ in range(last, merged[1])]
        self._write(row, self._height(cells, merged))
        if merged:
            first, end = (get_column_letter(at) for at in merged)
            self._sheet.merged_cells.add(f"{first}{self._row}:{end}{self._row}")

    def _write(self, row: Sequence[Cell | None], height: float) -> None:
        self._row += 1
        self._sheet.row_dimensions[self._row].height = height
        self._sheet.append(list(row))

    def _cell(self, value: str | int | None, kind: Kind, *, is_ruled: bool = False) -> Cell:
        cell = WriteOnlyCell(self._sheet)
        if isinstance(value, str):
            text = cut(visible(value), MAX_TEXT)[0]
            dress(cell, kind, is_guarded=starts_like_formula(text), is_ruled=is_ruled)
            cell.value = escaped(text)
            cell.data_type = "s"
            return cell
        dress(cell, kind, is_ruled=is_ruled)
        cell.value = value
        return cell

    def _height(
        self, cells: Mapping[int, tuple[str | int | None, Kind]], merged: tuple[int, int] | None
    ) -> float:
        texts = []
        for at, (value, _) in cells.items():
            if isinstance(value, str):
                last = merged[1] if merged and merged[0] == at else at
                texts.append((visible(value), sum(self._widths[at - 1 : last])))
        return height_of(texts)
