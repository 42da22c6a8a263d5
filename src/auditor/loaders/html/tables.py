"""Tells tables of data from tables that only lay a page out, and which header belongs to which cell."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.html.tree import Element, attribute, tags_of, text_of
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_COLUMNS = 100
"""Columns kept apart; a hostile colspan costs no more."""
MAX_ROW_SPAN = 2_000
"""Rows one cell may reach down, for the same reason."""
DATA_CELL_CHARS = 300
"""Longest text of a cell in a table without headers that still reads as data; layout cells hold paragraphs."""
HEAVY_SHARE = 0.3
"""Share of cells with whole passages in them from which on a table is read as layout."""

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_PASSAGES = frozenset(
    {"h1", "h2", "h3", "h4", "form", "article", "section", "blockquote", "nav", "header", "footer", "main"}
)
_BOLD = frozenset({"b", "strong", "th"})
_LAYOUT_ROLES = frozenset({"presentation", "none"})


@dataclass(slots=True)
class TablePlan:
    """What is known of a data table before its cells are read; elements are named by identity."""

    header_rows: set[int] = field(default_factory=set)
    columns: dict[int, range] = field(default_factory=dict)
    headers: dict[int, list[str]] = field(default_factory=dict)
    """Header texts by column, top down; filled while the header rows are read."""
    width: int = 0

    def headers_of(self, cell: Element) -> str:
        """Return the header text over a cell; a cell as wide as the table is a heading of its own."""
        columns = self.columns.get(id(cell), range(0))
        if len(columns) >= self.width > 1:
            return ""
        texts = (text for column in columns for text in self.headers.get(column, ()))
        return " ".join(dict.fromkeys(texts))

    def add_header(self, cell: Element, text: str) -> None:
        """Note a header cell's text for its columns; one as wide as the table is a title."""
        columns = self.columns.get(id(cell), range(0))
        if text and not len(columns) >= self.width > 1:
            for column in columns:
                self.headers.setdefault(column, []).append(text)


def plan(table: Element) -> TablePlan | None:
    """Return the plan of a data table, or None for a table that lays out other content."""
    rows = [(row, list(cells_of(row)), section) for row, section in rows_of(table)]
    rows = [(row, cells, section) for row, cells, section in rows if cells]
    if attribute(table, "role").lower() in _LAYOUT_ROLES or not _is_data(
        table, [cells for _, cells, _ in rows]
    ):
        return None
    made = TablePlan()
    _place(made, [cells for _, cells, _ in rows])
    made.header_rows = _header_rows(rows)
    return made


def rows_of(table: Element) -> Iterator[tuple[Element, str]]:
    """Yield a table's own rows with the name of the section they stand in."""
    for child in table.contents:
        if not isinstance(child, Element):
            continue
        if child.name == "tr":
            yield child, "tbody"
        elif child.name in _SECTIONS or child.name == "form":
            yield from (
                (row, child.name) for row in child.contents if isinstance(row, Element) and row.name == "tr"
            )


def cells_of(row: Element) -> Iterator[Element]:
    """Yield a row's cells."""
    return (cell for cell in row.contents if isinstance(cell, Element) and cell.name in {"td", "th"})


def _is_data(table: Element, rows: list[list[Element]]) -> bool:
    cells = [cell for row in rows for cell in row]
    width = max(map(len, rows), default=0)
    if len(rows) < 2 or width < 2 or any(tag.name == "table" for tag in tags_of(table)):
        return False
    has_header = any(cell.name == "th" for cell in cells) or any(
        isinstance(child, Element) and child.name in {"caption", "thead"} for child in table.contents
    )
    heavy = sum(_is_heavy(cell) for cell in cells)
    if has_header or attribute(table, "role").lower() in {"table", "grid"}:
        return heavy <= len(cells) * HEAVY_SHARE
    return not heavy and all(len(text_of(cell)) <= DATA_CELL_CHARS for cell in cells)


def _is_heavy(cell: Element) -> bool:
    """Whether a cell holds a passage rather than a value."""
    paragraphs = 0
    for tag in tags_of(cell):
        if tag.name in _PASSAGES:
            return True
        paragraphs += tag.name == "p" and bool(text_of(tag).strip())
    return paragraphs > 2


def _place(made: TablePlan, rows: list[list[Element]]) -> None:
    """Give each cell its columns, counting cells that reach down from rows above."""
    taken: dict[int, int] = {}
    for cells in rows:
        column = 0
        here = {number for number, left in taken.items() if left > 0}
        taken = {number: left - 1 for number, left in taken.items() if left > 1}
        for cell in cells:
            while column in here:
                column += 1
            wide = _count(cell, "colspan", MAX_COLUMNS)
            deep = _count(cell, "rowspan", MAX_ROW_SPAN)
            made.columns[id(cell)] = range(min(column, MAX_COLUMNS), min(column + wide, MAX_COLUMNS))
            if deep > 1:
                taken.update(dict.fromkeys(made.columns[id(cell)], deep - 1))
            column += wide
        made.width = max(made.width, min(column, MAX_COLUMNS))


def _count(cell: Element, name: str, most: int) -> int:
    written = attribute(cell, name)[:6]
    if not written.isdecimal():
        return 1
    number = int(written)
    return min(number or (most if name == "rowspan" else 1), most)


def _header_rows(rows: list[tuple[Element, list[Element], str]]) -> set[int]:
    found: set[int] = set()
    for number, (row, cells, section) in enumerate(rows):
        is_leading = len(found) == number
        if section == "thead" or (is_leading and len(cells) > 1 and _are_headers(cells)):
            found.add(id(row))
    if not found and len(rows) > 2 and _is_bold(rows[0][1]) and not _is_bold(rows[1][1]):
        found.add(id(rows[0][0]))
    return found if len(found) < len(rows) else {id(rows[0][0])}


def _are_headers(cells: list[Element]) -> bool:
    """Whether a row holds header cells only; the corner over the first column may be an ordinary, empty one."""
    rest = cells[1:] if cells[0].name == "td" and not text_of(cells[0]).strip() else cells
    return all(
        cell.name == "th" and attribute(cell, "scope").lower() not in {"row", "rowgroup"} for cell in rest
    )


def _is_bold(cells: list[Element]) -> bool:
    """Whether all a row's words are bold, as in tables made without header cells."""
    texts = [cell for cell in cells if text_of(cell).strip()]
    return len(texts) > 1 and all(_bold_only(cell) for cell in texts)


def _bold_only(cell: Element) -> bool:
    node = cell
    while node.name not in _BOLD:
        inner = [child for child in node.contents if isinstance(child, Element) or child.strip()]
        if len(inner) != 1 or not isinstance(inner[0], Element):
            return False
        node = inner[0]
    return True
