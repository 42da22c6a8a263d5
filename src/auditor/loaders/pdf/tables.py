"""Tells the header row of a table from its rows, and what stands over each column."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.loaders.pdf.sheet import Line, Table, TableRow

FIGURE_SHARE = 0.5
"""Share of a column's cells that hold digits, from which a first row without any is its header."""
LONGEST_VALUE = 26
"""Characters of a cell that can be a figure with its unit."""
SHORT_ANSWER = 4
"""Characters of answers such as Yes, No, n/a or a tick."""
SAME_ROW = 0.4
"""Ems within which lines of neighbouring cells stand on one row."""
VALUE_SHARE = 0.6
"""Share of lines after the first column that must be values for a cell to hold several rows."""
WHOLE_SHARE = 0.7
"""Share of cells that must have a line in every one of those rows."""


@dataclass(slots=True)
class Headers:
    """The header texts of the table being written; a table cut by a page keeps them."""

    texts: list[str] = field(default_factory=list)

    def set(self, texts: list[str]) -> None:
        """Begin another table."""
        self.texts = texts

    def are_repeated(self, texts: list[str]) -> bool:
        """Whether a table begins with the header that is already known: then it is the same table."""
        return bool(texts) and texts == self.texts

    def for_row(self, width: int) -> list[str]:
        """Return the headers for a row; none when joined cells leave it unclear which is whose."""
        return self.texts if len(self.texts) == width else []


def is_value(text: str) -> bool:
    """Whether a cell holds a figure or a short answer, not words."""
    if len(text) <= SHORT_ANSWER:
        return True
    return len(text) <= LONGEST_VALUE and any(char.isdigit() for char in text)


def rows_within(cells: list[list[Line]]) -> list[list[list[Line]]]:
    """Return the rows that stand between two rules: often one, several where only some rows are ruled off."""
    bases: list[float] = []
    for line in sorted((line for cell in cells for line in cell), key=lambda one: one.base):
        if not bases or line.base - bases[-1] > SAME_ROW * line.size:
            bases.append(line.base)
    values = [line for cell in cells[1:] for line in cell]
    if len(bases) < 2 or sum(is_value(line.text) for line in values) < VALUE_SHARE * len(values):
        return [cells]
    rows: list[list[list[Line]]] = [[[] for _ in cells] for _ in bases]
    for number, cell in enumerate(cells):
        for line in cell:
            at = min(range(len(bases)), key=lambda place: abs(bases[place] - line.base))
            rows[at][number].append(line)
    held = [cell for cell in cells if cell]
    whole = sum(len(cell) == len(bases) for cell in held)
    return rows if len(held) > 1 and whole >= WHOLE_SHARE * len(held) else [cells]


def is_header(table: Table) -> bool:
    """Whether the first row says what stands in the columns."""
    if len(table.rows) < 2 or len([cell for cell in table.rows[0].cells if cell]) < 1:
        return False
    first, *rest = table.rows
    if _is_bold(first) and not all(_is_bold(row) for row in rest):
        return True
    figures = [number for number in range(1, len(first.cells)) if _is_figure_column(rest, number)]
    return bool(figures) and all(first.cells[n] and not _has_digit(first.cells[n]) for n in figures)


def header_of(table: Table) -> list[str]:
    """Return the header texts of a table; empty when it has no header."""
    return [text_of(cell) for cell in table.rows[0].cells] if is_header(table) else []


def text_of(lines: Iterable[Line]) -> str:
    """Return the words of a cell."""
    return " ".join(line.text for line in lines)


def _is_bold(row: TableRow) -> bool:
    lines = [line for cell in row.cells for line in cell]
    return bool(lines) and all(line.is_bold for line in lines)


def _has_digit(cell: Iterable[Line]) -> bool:
    return any(char.isdigit() for line in cell for char in line.text)


def _is_figure_column(rows: Sequence[TableRow], number: int) -> bool:
    cells = [row.cells[number] for row in rows if number < len(row.cells) and row.cells[number]]
    return bool(cells) and sum(map(_has_digit, cells)) >= FIGURE_SHARE * len(cells)
