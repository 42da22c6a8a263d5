"""Finds tables drawn with rules and sorts the lines of text into their cells.

Rules that touch make a grid; where the rule between two cells is missing the cells are one. Grids that hold
running text are layout, not tables: their cells are kept apart as boxes.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.loaders.pdf.geometry import Box, cover, overlap
from auditor.loaders.pdf.lines import cut_line
from auditor.loaders.pdf.shapes import Rule
from auditor.loaders.pdf.sheet import Table, TableRow
from auditor.loaders.pdf.tables import rows_within
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.loaders.pdf.glyphs import Glyphs
    from auditor.loaders.pdf.shapes import Shapes
    from auditor.loaders.pdf.sheet import Line, Sheet

SNAP = 2.0
"""Points within which rules count as one and the same."""
TOUCH = 3.0
"""Points by which rules may miss each other and still meet."""
COVERED = 0.6
"""Share of a cell's side that a rule must cover to divide it from its neighbour."""
MOST_RULES = 3_000
"""Rules of one page that are looked at."""
MOST_FIELDS = 4_000
"""Fields of a grid; graph paper has more and is no table."""
LONGEST_CELL = 700
"""Characters in a cell from which a grid is a page layout and no table."""


@dataclass(slots=True)
class _Grid:
    xs: list[float]
    ys: list[float]
    level: list[Rule]
    upright: list[Rule]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


@dataclass(slots=True)
class _Cells:
    """Which cell each field between the rules belongs to."""

    roots: list[int]
    columns: int

    def at(self, row: int, column: int) -> int:
        return self.roots[row * self.columns + min(max(column, 0), self.columns - 1)]

    def of_row(self, row: int) -> list[int]:
        fields = self.roots[row * self.columns : (row + 1) * self.columns]
        return [cell for number, cell in enumerate(fields) if number == 0 or fields[number - 1] != cell]

    def boxes(self, grid: _Grid) -> list[Box]:
        fields = [
            Box(x0, top, x1, bottom) for top, bottom in pairwise(grid.ys) for x0, x1 in pairwise(grid.xs)
        ]
        return [
            cover(box for box, own in zip(fields, self.roots, strict=True) if own == root)
            for root in sorted(set(self.roots))
        ]


def take_ruled_tables(sheet: Sheet, shapes: Shapes, glyphs: Glyphs | None) -> None:
    """Move the lines that stand in ruled tables from `sheet.lines` to `sheet.tables`.

    Without `glyphs`, lines that run across a rule are not cut.
    """
    if (
        len(shapes.level) + len(shapes.upright) > MOST_RULES
        or len(shapes.level) < 2
        or len(shapes.upright) < 2
    ):
        return
    for grid in _grids(shapes):
        inside = [line for line in sheet.lines if _is_inside(line, grid.box)]
        if not inside:
            continue
        cells = _cells(grid)
        parts = _cut(inside, grid, cells, glyphs)
        _part_unruled_header(parts, grid, cells)
        held = _sorted_in(parts, grid, cells)
        if _is_layout(held, cells.columns):
            sheet.boxes.extend(cells.boxes(grid))
            continue
        taken = {id(line) for line in inside}
        sheet.lines = [line for line in sheet.lines if id(line) not in taken]
        sheet.tables.append(_table(grid, cells, held))


def _is_inside(line: Line, box: Box) -> bool:
    return line.turn == 0 and box.holds((line.x0 + line.x1) / 2, _middle(line), 1)


def _grids(shapes: Shapes) -> list[_Grid]:
    level = _merged(shapes.level)
    upright = _merged(shapes.upright)
    grids = [_grid(rows, columns) for rows, columns in _connected(level, upright)]
    tables = [
        grid
        for grid in grids
        if len(grid.xs) > 2 and len(grid.ys) > 2 and len(grid.xs) * len(grid.ys) <= MOST_FIELDS
    ]
    # A frame around tables is one grid with too few rules; a table inside a table goes with the inner one.
    return sorted(tables, key=lambda grid: grid.box.area)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join rules that lie on one line and touch."""
    on_lines: list[tuple[float, list[Rule]]] = []
    for rule in sorted(rules):
        if not on_lines or rule.at - on_lines[-1][0] > SNAP:
            on_lines.append((rule.at, []))
        on_lines[-1][1].append(rule)
    merged: list[Rule] = []
    for place, on_line in on_lines:
        joined: list[Rule] = []
        for rule in sorted(on_line, key=lambda one: one.start):
            if joined and rule.start <= joined[-1].end + TOUCH:
                joined[-1] = Rule(place, joined[-1].start, max(joined[-1].end, rule.end))
            else:
                joined.append(Rule(place, rule.start, rule.end))
        merged.extend(joined)
    return merged


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > SNAP:
            places.append(value)
    return places


def _connected(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups of rules that hang together."""
    roots = list(range(len(level) + len(upright)))
    for i, row in enumerate(level):
        for j, column in enumerate(upright, len(level)):
            if _meet(row, column):
                _join(roots, i, j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate([*level, *upright]):
        rows, columns = groups.setdefault(_root(roots, number), ([], []))
        (rows if number < len(level) else columns).append(rule)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _meet(row: Rule, column: Rule) -> bool:
    return (
        row.start - TOUCH <= column.at <= row.end + TOUCH
        and column.start - TOUCH <= row.at <= column.end + TOUCH
    )


def _grid(level: list[Rule], upright: list[Rule]) -> _Grid:
    return _Grid(_places([rule.at for rule in upright]), _places([rule.at for rule in level]), level, upright)


def _cells(grid: _Grid) -> _Cells:
    """Number the cells; fields with no rule between them are one cell."""
    columns = len(grid.xs) - 1
    roots = list(range(columns * (len(grid.ys) - 1)))
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        for column, (x0, x1) in enumerate(pairwise(grid.xs)):
            field = row * columns + column
            if column and not _is_ruled(grid.upright, x0, top, bottom):
                _join(roots, field - 1, field)
            if row and not _is_ruled(grid.level, top, x0, x1):
                _join(roots, field - columns, field)
    return _Cells([_root(roots, field) for field in range(len(roots))], columns)


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _join(roots: list[int], one: int, other: int) -> None:
    roots[_root(roots, other)] = _root(roots, one)


def _is_ruled(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(overlap(rule.start, rule.end, start, end), 0.0) for rule in rules if abs(rule.at - at) <= SNAP
    )
    return covered >= COVERED * (end - start)


def _cut(lines: Iterable[Line], grid: _Grid, cells: _Cells, glyphs: Glyphs | None) -> list[Line]:
    """Cut lines that run across the rule between two cells."""
    parts: list[Line] = []
    for line in lines:
        row = _index(grid.ys, _middle(line))
        crossed = [
            x
            for column, x in enumerate(grid.xs)
            if line.x0 + 1 < x < line.x1 - 1 and cells.at(row, column - 1) != cells.at(row, column)
        ]
        parts.extend(cut_line(line, glyphs, crossed) if crossed and glyphs else [line])
    return parts


def _part_unruled_header(lines: Iterable[Line], grid: _Grid, cells: _Cells) -> None:
    """Part a joined first row whose words keep to the columns below: a header set without rules."""
    fields = range(cells.columns)
    if len({cells.at(0, column) for column in fields}) > 1:
        return
    row = [line for line in lines if cells.at(0, 0) == cells.at(_index(grid.ys, _middle(line)), 0)]
    columns = {_index(grid.xs, (line.x0 + line.x1) / 2) for line in row}
    keeps = all(
        grid.xs[column] - SNAP <= line.x0 and line.x1 <= grid.xs[column + 1] + SNAP
        for line in row
        for column in [_index(grid.xs, (line.x0 + line.x1) / 2)]
    )
    if keeps and len(columns) > 1 and cells.at(0, 0) not in cells.roots[cells.columns :]:
        cells.roots[: cells.columns] = list(fields)


def _middle(line: Line) -> float:
    return line.base - 0.3 * line.size


def _sorted_in(lines: Iterable[Line], grid: _Grid, cells: _Cells) -> dict[int, list[Line]]:
    held: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda one: (round(one.base), one.x0)):
        row = _index(grid.ys, _middle(line))
        column = _index(grid.xs, (line.x0 + line.x1) / 2)
        held.setdefault(cells.at(row, column), []).append(line)
    return held


def _is_layout(held: dict[int, list[Line]], columns: int) -> bool:
    """Whether the cells hold running text, or never two of them stand beside one another."""
    longest = max(sum(len(line.text) for line in part) for part in held.values())
    rows = Counter(cell // columns for cell in held)
    return longest > LONGEST_CELL or max(rows.values()) < 2


def _table(grid: _Grid, cells: _Cells, held: dict[int, list[Line]]) -> Table:
    order = min(line.order for part in held.values() for line in part)
    rows: list[TableRow] = []
    for row in range(len(grid.ys) - 1):
        # A cell that runs over several rows is told once, in the first of them.
        texts = [held.pop(cell, []) for cell in cells.of_row(row)]
        if any(texts):
            rows.extend(TableRow(part) for part in rows_within(texts))
    return Table(rows, *grid.box, order)


def _index(places: Sequence[float], at: float) -> int:
    """Return the number of the gap between `places` in which `at` lies, the nearest when it lies outside."""
    return min(max(bisect(places, at) - 1, 0), len(places) - 2)
