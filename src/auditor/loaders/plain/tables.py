"""Recognises tables in plain text: cells between bars, tabs, or columns set apart by spaces."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from auditor.loaders.pieces import Piece
from auditor.loaders.table_shape import is_header_row
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_ROWS = 2
"""Rows that make columns of spaces or tabs a table and not a stray gap."""
MAX_CELL_CHARS = 45
"""Mean length of a cell above which gaps of two spaces are justified prose, not columns."""
ALIGNMENT = 3
"""Characters by which the beginnings of one column's cells may differ."""

_RULE_CELL = re.compile(r"\s*:?-{2,}:?\s*")
_SPACED_CELL = re.compile(r"\S+(?: \S+)*")


def read_table(lines: Sequence[str], start: int, group: int) -> tuple[list[Piece], int]:
    """Return the rows of a table that begins at line `start`, and the line after it; nothing when there is none."""
    for read in (_read_bars, _read_tabs, _read_columns):
        pieces, end = read(lines, start, group)
        if pieces:
            return pieces, end
    return [], start


def has_bars(line: str) -> bool:
    """Whether a line looks like part of a table drawn with bars."""
    stripped = line.strip()
    return stripped.endswith("|") or (stripped.startswith("|") and stripped.count("|") > 1)


def _read_bars(lines: Sequence[str], start: int, group: int) -> tuple[list[Piece], int]:
    end = start
    while end < len(lines) and has_bars(lines[end]):
        end += 1
    if end == start or (end - start < MIN_ROWS and lines[start].count("|") < 3):
        return [], start
    rows = [_bar_cells(line) for line in lines[start:end]]
    width = _usual_width(rows)
    loose: list[str] = []
    headers: tuple[str, ...] = ()
    pieces: list[Piece] = []
    for number, cells in enumerate(rows):
        if _is_rule(cells):
            continue
        if len(cells) == 1:
            loose.extend(cells)
            continue
        pieces.extend(_loose_pieces(loose, width, group))
        headers = tuple(loose[-width:]) if len(loose) >= width > 1 else headers
        loose = []
        is_header = (
            not headers and number + 1 < len(rows) and _is_rule(rows[number + 1]) and any(rows[number + 1])
        )
        headers = tuple(cells) if is_header else headers
        pieces.append(_row(cells, () if is_header else headers, group, is_header=is_header))
    pieces.extend(_loose_pieces(loose, 0, group))
    return pieces, end


def _bar_cells(line: str) -> tuple[str, ...]:
    stripped = line.strip()
    inner = stripped.removeprefix("|").removesuffix("|")
    cells = tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner))
    return cells if any(cells) else ()


def _is_rule(cells: tuple[str, ...]) -> bool:
    return all(_RULE_CELL.fullmatch(cell) for cell in cells)


def _usual_width(rows: Sequence[tuple[str, ...]]) -> int:
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    return widths.most_common(1)[0][0] if widths else 0


def _loose_pieces(loose: Sequence[str], width: int, group: int) -> list[Piece]:
    """Cells that stand alone on their lines: the last ones are the header of the rows below, the rest captions."""
    split = len(loose) - width if len(loose) >= width > 1 else len(loose)
    pieces = [Piece(BlockKind.CAPTION, text=text, group=group) for text in loose[:split]]
    if loose[split:]:
        pieces.append(_row(tuple(loose[split:]), (), group, is_header=True))
    return pieces


def _read_tabs(lines: Sequence[str], start: int, group: int) -> tuple[list[Piece], int]:
    rows: list[tuple[str, ...]] = []
    while start + len(rows) < len(lines):
        cells = tuple(
            cell.strip() for cell in re.split(r"\t+", lines[start + len(rows)].rstrip().lstrip(" "))
        )
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    if len(rows) < MIN_ROWS or all(len(cell) <= 3 for cell, *_ in rows):
        return [], start
    return _with_header(rows, group), start + len(rows)


def _read_columns(lines: Sequence[str], start: int, group: int) -> tuple[list[Piece], int]:
    rows: list[list[re.Match[str]]] = []
    while start + len(rows) < len(lines):
        cells = list(_SPACED_CELL.finditer(lines[start + len(rows)].expandtabs()))
        if len(cells) < 2 or (rows and not _are_aligned(rows[-1], cells)):
            break
        rows.append(cells)
    lengths = [len(cell.group()) for row in rows for cell in row]
    if len(rows) < MIN_ROWS or sum(lengths) > MAX_CELL_CHARS * len(lengths):
        return [], start
    starts = [cell.start() for cell in max(rows, key=len)]
    return _with_header([_in_columns(row, starts) for row in rows], group), start + len(rows)


def _are_aligned(above: Sequence[re.Match[str]], below: Sequence[re.Match[str]]) -> bool:
    """Whether the last columns of two lines begin, or end, near one another."""
    pairs = list(zip(reversed(above), reversed(below), strict=False))[
        : max(1, min(len(above), len(below)) - 1)
    ]
    return all(
        abs(a.start() - b.start()) <= ALIGNMENT or abs(a.end() - b.end()) <= ALIGNMENT for a, b in pairs
    )


def _in_columns(row: Sequence[re.Match[str]], starts: Sequence[int]) -> tuple[str, ...]:
    cells = [""] * len(starts)
    for cell in row:
        nearest = min(range(len(starts)), key=lambda column: abs(starts[column] - cell.start()))
        cells[nearest] = f"{cells[nearest]} {cell.group()}".strip()
    return tuple(cells)


def _with_header(rows: Sequence[tuple[str, ...]], group: int) -> list[Piece]:
    first, *others = rows
    has_header = is_header_row(first, others)
    body = others if has_header else rows
    head = [_row(first, (), group, is_header=True)] if has_header else []
    return head + [_row(cells, first if has_header else (), group, is_header=False) for cells in body]


def _row(cells: Sequence[str], headers: Sequence[str], group: int, *, is_header: bool) -> Piece:
    kind = BlockKind.TABLE_HEADER if is_header else BlockKind.TABLE_ROW
    return Piece(kind, cells=tuple(cells), headers=tuple(headers), group=group)
