"""Puts the cells of a data table together, row by row, each with the header over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.loaders.html.drafts import Draft
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from auditor.loaders.builder import Inline
    from auditor.loaders.html.frames import Frame
    from auditor.loaders.html.tables import TablePlan
    from auditor.loaders.html.tree import Element

Cells = list[tuple["Element", list["Inline"]]]
"""A row as read: each cell's element and what stands in it."""


def row_draft(frame: Frame) -> Draft | None:
    """Return the row's block, or None when all its cells are empty. Header rows are noted in the table's plan."""
    plan, cells = frame.part.plan, frame.part.row
    if plan is None or not any(_words(inlines) for _, inlines in cells):
        return None
    is_header = id(frame.tag) in plan.header_rows
    if is_header:
        for cell, inlines in cells:
            plan.add_header(cell, _words(inlines))
    shown = _in_columns(plan, cells)
    return Draft(
        BlockKind.TABLE_HEADER if is_header else BlockKind.TABLE_ROW,
        [],
        frame.context.region,
        frame.path,
        size=sum(len(inline.text) for _, inlines in cells for inline in inlines),
        classes=frame.near_names,
        group=frame.part.group,
        cells=[inlines for _, inlines in shown],
        headers=[] if is_header else [plan.headers_of(cell) if cell else "" for cell, _ in shown],
    )


def _in_columns(plan: TablePlan, cells: Cells) -> list[tuple[Element | None, list[Inline]]]:
    """Return the cells to show: an empty one for each column a cell above reaches into, none after the last words."""
    shown: list[tuple[Element | None, list[Inline]]] = []
    column = 0
    for cell, inlines in cells:
        columns = plan.columns.get(id(cell), range(column, column + 1))
        shown.extend((None, []) for _ in range(column, columns.start))
        shown.append((cell, inlines))
        column = columns.stop
    while not _words(shown[-1][1]):
        shown.pop()
    return shown


def _words(inlines: list[Inline]) -> str:
    """Return a cell's words; its marks count only where there are no others."""
    words = " ".join(" ".join(inline.text for inline in inlines if inline.mark is None).split())
    return words or "".join(f"[{inline.mark}]" for inline in inlines if inline.mark is not None)
