"""Turns one page into its paragraphs and tables in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.loaders.pdf.aligned import aligned_tables
from auditor.loaders.pdf.geometry import overlap
from auditor.loaders.pdf.notes import set_notes_apart
from auditor.loaders.pdf.order import gather, in_reading_order
from auditor.loaders.pdf.paragraphs import Paragraph, paragraphs_of
from auditor.loaders.pdf.sheet import Table
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.loaders.pdf.order import Block
    from auditor.loaders.pdf.sheet import Line, Sheet

Element = Paragraph | Table

MOST_LINES = 1_200
"""Lines that are put in order together; the lists and plans that have more on a page are read in parts."""
NEIGHBOURS = 12
"""Blocks before and after a block that may show how wide its column is."""
COLUMN_LINES = 2
"""Lines from which a block shows by itself how wide its column is."""
CAPTION_GAP = 1.9
"""Ems between a caption and its table, at most."""
LONGEST_CAPTION = 260
"""Characters of a caption."""


def flow_of(sheet: Sheet, body_size: float) -> list[Element]:
    """Return the paragraphs and tables of a page in reading order; text set sideways comes last."""
    elements: list[Element] = []
    turns: dict[int, list[Line]] = {}
    for line in sheet.lines:
        turns.setdefault(line.turn, []).append(line)
    for turn, lines in sorted(turns.items(), key=lambda item: (-len(item[1]), item[0])):
        for first in range(0, len(lines), MOST_LINES):
            tables = sheet.tables if turn == first == 0 else []
            elements.extend(_level_flow(sheet, lines[first : first + MOST_LINES], tables, body_size))
    if 0 not in turns:
        elements.extend(sheet.tables)
    set_notes_apart(elements, sheet, body_size)
    return elements


def _level_flow(sheet: Sheet, lines: list[Line], tables: Sequence[Table], body_size: float) -> list[Element]:
    gathered = gather(lines)
    found = aligned_tables(gathered.blocks)
    if found:
        taken = {id(line) for table in found for row in table.rows for cell in row.cells for line in cell}
        gathered = gather([line for line in lines if id(line) not in taken])
    blocks = in_reading_order(sheet, gathered, [*tables, *found])
    elements: list[Element] = []
    for number, block in enumerate(blocks):
        if block.table is not None:
            _mark_caption(elements, block.table)
            elements.append(block.table)
        else:
            elements.extend(paragraphs_of(block, _column_of(number, blocks), body_size))
    return elements


def _column_of(number: int, blocks: Sequence[Block]) -> tuple[float, float]:
    """Return the edges of the column a block is set in, from its own lines and those of the nearest like it."""
    block = blocks[number]
    for other in _nearest_first(number, blocks):
        if _is_set_alike(other, block) and not _reaches_over(other, block, blocks):
            return min(block.x0, other.x0), max(block.x1, other.x1)
    return block.x0, block.x1


def _nearest_first(number: int, blocks: Sequence[Block]) -> Iterator[Block]:
    for distance in range(1, NEIGHBOURS + 1):
        for place in (number - distance, number + distance):
            if 0 <= place < len(blocks):
                yield blocks[place]


def _reaches_over(other: Block, block: Block, blocks: Sequence[Block]) -> bool:
    """Whether `other` is as wide as the column of `block` and the next one together."""
    return any(third.x0 < other.x1 and _is_right_of(third, block) for third in blocks)


def _is_right_of(other: Block, block: Block) -> bool:
    return other.x0 >= block.x1 and overlap(other.top, other.bottom, block.top, block.bottom) > 0


def _is_set_alike(other: Block, block: Block) -> bool:
    return (
        len(other.lines) >= COLUMN_LINES
        and other.box == block.box
        and abs(other.size - block.size) <= 0.06 * block.size
        and abs(other.x0 - block.x0) <= 2.5 * block.size
    )


def _mark_caption(elements: Sequence[Element], table: Table) -> None:
    """Make the paragraph right above a table its caption when it is set as one: within its width, or in the middle."""
    above = elements[-1] if elements else None
    if (
        not isinstance(above, Paragraph)
        or above.kind is not BlockKind.PARAGRAPH
        or len(above.text) > LONGEST_CAPTION
    ):
        return
    last = above.lines[-1]
    if not -0.5 * last.size < table.top - last.bottom < CAPTION_GAP * last.size:
        return
    middle = (table.x0 + table.x1) / 2
    is_centred = all(abs((line.x0 + line.x1) / 2 - middle) < 0.6 * line.size for line in above.lines)
    shift = max(line.x0 for line in above.lines) - table.x0
    if is_centred and shift > 0.4 * last.size and all(line.x0 > table.x0 - line.size for line in above.lines):
        above.kind = BlockKind.CAPTION
        above.breaks.clear()
