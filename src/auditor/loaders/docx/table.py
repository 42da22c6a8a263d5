"""Reads the grid of a Word table and tells tables of data from tables used to lay out a page."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.docx.xml import child, children, is_on, name_of, value
from auditor.loaders.table_shape import is_header_row
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.loaders.docx.xml import Element

MAX_CELL_PARAGRAPHS = 4
"""Paragraphs in one cell above which a table arranges a page rather than data."""
MAX_COLUMNS = 500
"""Columns a cell may claim to span; Word allows 63."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and the columns it covers. `is_continued` is True below the first cell of a vertical merge."""

    element: Element
    column: int
    span: int = 1
    is_continued: bool = False

    @property
    def paragraphs(self) -> list[Element]:
        """The paragraphs of the cell, content controls opened."""
        return [one for one in _contents(self.element) if name_of(one) == "w:p"]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of cells; `is_header` when Word repeats it on every page."""

    cells: tuple[GridCell, ...]
    is_header: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without its deleted rows."""

    rows: tuple[GridRow, ...] = field(default_factory=tuple)

    @property
    def is_layout(self) -> bool:
        """Whether the table only arranges a page: one row or column, tables inside, or cells full of paragraphs."""
        if len(self.rows) < 2 or all(len(row.cells) < 2 for row in self.rows):
            return True
        cells = [cell for row in self.rows for cell in row.cells]
        return any(_holds_table(cell.element) or _is_long(cell) for cell in cells)

    def header_rows(self, texts: list[list[str]]) -> int:
        """Return how many leading rows name the columns, given the texts of all cells."""
        marked = 0
        while marked < len(self.rows) - 1 and self.rows[marked].is_header:
            marked += 1
        if marked:
            return marked
        return int(len(texts) > 1 and len(texts[0]) > 1 and is_header_row(texts[0], texts[1:]))


def read_grid(table: Element) -> Grid:
    """Return the rows of a table."""
    rows = []
    for element in _rows(table):
        properties = child(element, "w:trPr")
        if child(properties, "w:del") is None:
            rows.append(GridRow(tuple(_cells(element)), is_on(properties, "w:tblHeader") or False))
    return Grid(tuple(rows))


def columns(row: GridRow, texts: list[str]) -> dict[int, str]:
    """Return the text over each column that a row of headers covers."""
    return {
        cell.column + step: text
        for cell, text in zip(row.cells, texts, strict=True)
        for step in range(cell.span)
    }


def _rows(table: Element) -> Iterator[Element]:
    return (one for one in _contents(table) if name_of(one) == "w:tr")


def _cells(row: Element) -> Iterator[GridCell]:
    column = _number(value(child(row, "w:trPr"), "w:gridBefore"), 0)
    for element in _contents(row):
        if name_of(element) != "w:tc":
            continue
        properties = child(element, "w:tcPr")
        span = max(1, _number(value(properties, "w:gridSpan"), 1))
        merge = child(properties, "w:vMerge")
        is_continued = merge is not None and (value(properties, "w:vMerge") or "continue") == "continue"
        if child(properties, "w:cellDel") is None:
            yield GridCell(element, column, span, is_continued)
        column += span


def _contents(element: Element) -> Iterator[Element]:
    """Yield the children, those inside content controls and custom markup in their place."""
    for one in children(element):
        name = name_of(one)
        if name == "w:sdt":
            content = child(one, "w:sdtContent")
            yield from _contents(content) if content is not None else ()
        elif name in {"w:customXml", "w:ins", "w:moveTo"}:
            yield from _contents(one)
        else:
            yield one


def _holds_table(cell: Element) -> bool:
    return any(name_of(one) == "w:tbl" for one in _contents(cell))


def _is_long(cell: GridCell) -> bool:
    written = [p for p in cell.paragraphs if any((t.text or "").strip() for t in p.iter("{*}t"))]
    return len(written) > MAX_CELL_PARAGRAPHS


def _number(text: str | None, default: int) -> int:
    return min(int(text), MAX_COLUMNS) if text is not None and text.isdigit() else default
