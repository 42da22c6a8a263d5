"""Finds tables that are set without rules: short cells under one another, row by row.

Columns of running text also stand side by side. What tells a table is that its cells are short, that rows keep
the same places, and that at least one column after the first holds figures or one-word answers.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.pdf.geometry import overlap
from auditor.loaders.pdf.paragraphs import BULLET
from auditor.loaders.pdf.sheet import Table, TableRow
from auditor.loaders.pdf.tables import is_value
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.loaders.pdf.order import Block
    from auditor.loaders.pdf.sheet import Line

LEAST_ROWS = 2
"""Rows that make a table."""
ROW_GAP = 3.6
"""Ems between the baselines of neighbouring rows, at most."""
TIGHT = 1.4
"""Ems between baselines up to which a lone line goes on with the row above."""
VALUE_SHARE = 0.6
"""Share of a column's cells that must be figures or short answers."""
LONGEST_CELL = 90
"""Characters; longer lines are running text."""
PROSE_LINES = 3
"""Lines under one another from which they may be running text."""
PROSE_SHARE = 0.3
"""Share of lines that begin in lower case, from which lines under one another are running text."""

_LOWER = re.compile(r"[(“‘\"']?[a-z]")


@dataclass(slots=True)
class _Column:
    x0: float
    x1: float
    cells: int = 0


@dataclass(slots=True)
class _Run:
    """Rows that may be a table, while they are gathered."""

    columns: list[_Column] = field(default_factory=list)
    rows: list[dict[int, list[Line]]] = field(default_factory=list)
    base: float = 0.0


def aligned_tables(blocks: Sequence[Block]) -> list[Table]:
    """Return the tables set without rules among the lines of a page; `blocks` are the lines as gathered."""
    lines = [line for block in blocks if not _is_prose(block) for line in block.lines]
    tables: list[Table] = []
    by_box: dict[int, list[Line]] = {}
    for line in lines:
        if len(line.text) <= LONGEST_CELL:
            by_box.setdefault(line.box, []).append(line)
    for held in by_box.values():
        tables.extend(_table(run) for run in _runs(_rows(held)) if _is_table(run))
    return tables


def _is_prose(block: Block) -> bool:
    if len(block.lines) < PROSE_LINES:
        return False
    lower = sum(_LOWER.match(line.text) is not None for line in block.lines[1:])
    return lower >= PROSE_SHARE * (len(block.lines) - 1)


def _rows(lines: Iterable[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.base, one.x0)):
        if rows and abs(line.base - rows[-1][0].base) <= 0.35 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _runs(rows: Sequence[list[Line]]) -> Iterator[_Run]:
    run = _Run()
    for row in rows:
        if run.rows and _adds(run, row):
            continue
        if run.rows:
            yield run
        run = _Run()
        if len(row) > 1:
            _append(run, {n: [line] for n, line in enumerate(row)}, row)
    if run.rows:
        yield run


def _adds(run: _Run, row: Sequence[Line]) -> bool:
    """Add a row when it keeps to the columns; a lone line close below goes on with its cell."""
    size = row[0].size
    last = next(iter(run.rows[-1].values()))[0]
    if row[0].base - run.base > ROW_GAP * size or not 0.75 < size / last.size < 1.35:
        return False
    places = _places(run, row)
    if places is None:
        return False
    if len(row) == 1:
        is_continued = row[0].base - run.base <= TIGHT * size and 0 in places
        cells = run.rows[-1].get(next(iter(places)))
        if not is_continued or not cells or not _LOWER.match(row[0].text):
            return False
        cells.append(row[0])
        run.base = row[0].base
        return True
    _append(run, {n: [line] for n, line in places.items()}, row)
    return True


def _places(run: _Run, row: Sequence[Line]) -> dict[int, Line] | None:
    """Return the column of each cell; None when the row does not keep to the columns."""
    places: dict[int, Line] = {}
    for line in row:
        near = [
            n for n, column in enumerate(run.columns) if overlap(column.x0, column.x1, line.x0, line.x1) > 0
        ]
        if len(near) != 1 or near[0] in places:
            return None
        places[near[0]] = line
    return places


def _append(run: _Run, cells: dict[int, list[Line]], row: Sequence[Line]) -> None:
    for number, lines in sorted(cells.items()):
        if number >= len(run.columns):
            run.columns.append(_Column(lines[0].x0, lines[0].x1))
        column = run.columns[number]
        column.x0, column.x1 = min(column.x0, lines[0].x0), max(column.x1, lines[0].x1)
        column.cells += 1
    run.rows.append(cells)
    run.base = row[0].base


def _is_table(run: _Run) -> bool:
    if len(run.rows) < LEAST_ROWS or any(BULLET.match(line.text) for line in _lines(run)):
        return False
    return any(_holds_values(run, number) for number in range(1, len(run.columns)))


def _holds_values(run: _Run, number: int) -> bool:
    cells = [" ".join(line.text for line in row[number]) for row in run.rows if number in row]
    values = [cell for cell in cells if is_value(cell)]
    body = len(cells) - 1 if not is_value(cells[0]) and len(cells) > LEAST_ROWS else len(cells)
    return len(cells) >= LEAST_ROWS and len(values) >= VALUE_SHARE * len(run.rows) and len(values) >= body - 1


def _lines(run: _Run) -> Iterator[Line]:
    for row in run.rows:
        for cell in row.values():
            yield from cell


def _table(run: _Run) -> Table:
    width = range(len(run.columns))
    rows = [TableRow([row.get(number, []) for number in width]) for row in run.rows]
    lines = list(_lines(run))
    return Table(
        rows,
        x0=min(line.x0 for line in lines),
        top=min(line.top for line in lines),
        x1=max(line.x1 for line in lines),
        bottom=max(line.bottom for line in lines),
        order=min(line.order for line in lines),
        box=lines[0].box,
    )
