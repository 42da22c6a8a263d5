"""Puts the cells of a data table together, row by row, each with the header over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.loaders.html_drafts import Draft
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from auditor.loaders.builder import Inline
    from auditor.loaders.html_frames import Frame
    from auditor.loaders.html_tree import Element

Cells = list[tuple["Element", list["Inline"]]]
"""A row as read: each cell's element and what stands in it."""


def row_draft(frame: Frame) -> Draft | None:
    """Return the row's block, or None when all its cells are empty. Header rows are noted in the table's plan."""
    plan, cells = frame.part.plan, frame.part.row
    if plan is None or not any(_words(inlines) for _, inlines in cells):
        return None
    is_header = id(frame.tag) in plan.header_rows
    headers = [] if is_header else [plan.headers_of(cell) for cell, _ in cells]
    if is_header:
        for cell, inlines in cells:
            plan.add_header(cell, _words(inlines))
    shown = _without_empty_ends([inlines for _, inlines in cells])
    return Draft(
        BlockKind.TABLE_HEADER if is_header else BlockKind.TABLE_ROW,
        [],
        frame.context.region,
        frame.path,
        size=sum(len(inline.text) for _, inlines in cells for inline in inlines),
        classes=frame.near_names,
        group=frame.part.group,
        cells=[cells[at][1] for at in shown],
        headers=[headers[at] for at in shown] if headers else [],
    )


def _without_empty_ends(cells: list[list[Inline]]) -> range:
    """Return which cells to show: empty ones are kept between others only, where they hold a column's place."""
    filled = [number for number, inlines in enumerate(cells) if _words(inlines)]
    return range(filled[0], filled[-1] + 1)


def _words(inlines: list[Inline]) -> str:
    """Return a cell's words without marks."""
    return " ".join(" ".join(inline.text for inline in inlines if inline.mark is None).split()) or "".join(
        f"[{inline.mark}]" for inline in inlines if inline.mark is not None
    )
