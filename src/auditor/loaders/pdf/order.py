"""Puts the lines of a page into reading order.

pdfium hands out text in the order in which it was drawn. Word processors and browsers draw in reading order;
layout programs draw frame by frame in the order they were made. So lines are gathered to blocks, the drawn
order is held against where the blocks stand, and only if the two disagree is the page read by its geometry:
column by column, top to bottom, with what runs across the columns in between.
"""

from __future__ import annotations

from collections import deque
from dataclasses import field
from statistics import median
from typing import TYPE_CHECKING

from auditor.loaders.pdf.geometry import overlap
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.loaders.pdf.sheet import Line, Sheet, Table

SAME_SIZE = 0.07
"""Relative difference of size within which lines are set alike."""
LOOSE = 1.22
"""Times the usual line spacing from which a gap divides blocks."""
USUAL_SPACING = 1.45
"""Ems between baselines where a page has too few lines to tell."""
LEAST_SPACING = 0.6
"""Ems under which two baselines are not lines under one another."""
MOST_SPACING = 2.6
"""Ems above which two lines are no neighbours, however widely the page is set."""
GUTTER = 0.7
"""Ems between columns, at least."""
LEAST_GUTTER = 5.0
"""Points between columns, at least."""
MOST_COLUMNS = 4
"""Lines back among which the one above is looked for where columns alternate."""
SHARED = 0.3
"""Share of the smaller block's side from which two blocks stand in one column, or beside one another."""
OPEN_BLOCKS = 8
"""Blocks back among which a line looks for the one it goes on with."""
RETURNS = 2
"""Times a page may come back to an earlier block before its order counts as mixed."""
HEADING = 1.12
"""Size relative to the usual from which a lone block can head all columns below it."""
SMALL_PRINT = 0.92
"""Size relative to the columns under which a lone block may be the head or foot of the page."""
MARGIN_GAP = 2.0
"""Ems by which it must stand apart from the columns."""


@dataclass(slots=True, eq=False)
class Block:
    """Lines under one another, set alike; or one table."""

    lines: list[Line] = field(default_factory=list)
    table: Table | None = None
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    order: int = 0
    box: int = -1

    @property
    def size(self) -> float:
        """Size of its text; 0 for a table."""
        return self.lines[0].size if self.lines else 0.0

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.x1 - self.x0

    def add(self, line: Line) -> None:
        """Append a line."""
        if not self.lines:
            self.x0, self.top, self.x1, self.bottom = line.x0, line.top, line.x1, line.bottom
            self.order, self.box = line.order, line.box
        self.lines.append(line)
        self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)
        self.top, self.bottom = min(self.top, line.top), max(self.bottom, line.bottom)


@dataclass(slots=True)
class Gathered:
    """The blocks of a page in drawn order; `returns` counts how often the file comes back to one it had left."""

    blocks: list[Block] = field(default_factory=list)
    returns: int = 0


def in_reading_order(sheet: Sheet, gathered: Gathered, tables: Sequence[Table]) -> list[Block]:
    """Return the blocks of lines that are all turned alike, with the tables, as a person would read them."""
    blocks = [*gathered.blocks, *map(_table_block, tables)]
    blocks.sort(key=lambda block: block.order)
    if gathered.returns < RETURNS and _is_plausible(blocks):
        return blocks
    # The drawn order is of no use: gather again from top to bottom.
    lines = [line for block in gathered.blocks for line in block.lines]
    again = gather(sorted(lines, key=lambda line: (line.base, line.x0)))
    return _by_geometry(sheet, [*again.blocks, *map(_table_block, tables)])


def gather(lines: Sequence[Line]) -> Gathered:
    """Gather lines that stand under one another and are set alike."""
    spacing = _spacings(lines)
    found = Gathered()
    blocks = found.blocks
    for line in lines:
        near = blocks[: -OPEN_BLOCKS - 1 : -1]
        home = next((block for block in near if _takes(block, line, spacing)), None)
        if home is None:
            home = Block()
            blocks.append(home)
        elif home is not blocks[-1]:
            found.returns += 1
            blocks.remove(home)
            blocks.append(home)
        home.add(line)
    return found


def _table_block(table: Table) -> Block:
    return Block([], table, table.x0, table.top, table.x1, table.bottom, table.order, table.box)


def _spacings(lines: Sequence[Line]) -> dict[int, float]:
    """Return the usual distance of baselines, in points, for each size of type on the page."""
    found: dict[int, list[float]] = {}
    recent: dict[int, deque[Line]] = {}
    for line in lines:
        size = _size_class(line)
        before = recent.setdefault(size, deque(maxlen=MOST_COLUMNS))
        above = next((other for other in before if overlap(other.x0, other.x1, line.x0, line.x1) > 0), None)
        if above is not None:
            gap = line.base - above.base
            if LEAST_SPACING * line.size < gap < MOST_SPACING * line.size:
                found.setdefault(size, []).append(gap)
        before.appendleft(line)
    return {size: median(gaps) for size, gaps in found.items() if len(gaps) > 2}


def _size_class(line: Line) -> int:
    return round(2 * line.size)


def _takes(block: Block, line: Line, spacing: dict[int, float]) -> bool:
    last = block.lines[-1]
    if block.box != line.box or abs(line.size - last.size) > SAME_SIZE * max(line.size, last.size):
        return False
    gap = line.base - last.base
    if abs(gap) < 0.3 * line.size:
        return _fills_row(block, last, line)
    usual = spacing.get(_size_class(line), USUAL_SPACING / LOOSE * 1.1 * line.size)
    if not LEAST_SPACING * line.size < gap <= min(LOOSE * usual + 0.5, MOST_SPACING * line.size):
        return False
    shared = overlap(block.x0, block.x1, line.x0, line.x1)
    return shared >= 0.5 * min(block.width, line.x1 - line.x0)


def _fills_row(block: Block, last: Line, line: Line) -> bool:
    """Whether a line goes on behind a wide gap, as in a justified line of few words."""
    if not 0 < line.x0 - last.x1 < 3 * line.size or line.x1 > block.x1 + 2:
        return False
    return any(other.x0 < last.x1 and other.x1 > line.x0 for other in block.lines[:-1])


def _is_plausible(blocks: Sequence[Block]) -> bool:
    """Whether no block is drawn before one that is clearly to be read first."""
    return not any(
        _contradicts(before, after) for n, before in enumerate(blocks) for after in blocks[n + 1 :]
    )


def _contradicts(before: Block, after: Block) -> bool:
    """Whether `after` stands where a person would have read it first: above in the same column, or to the left."""
    slack = 2.0
    if after.bottom <= before.top + slack:
        shared = overlap(before.x0, before.x1, after.x0, after.x1)
        is_heading = bool(before.lines) and after.size > HEADING * before.size and after.x0 <= before.x0
        return is_heading or shared > SHARED * min(before.width, after.width)
    if after.x1 <= before.x0 + slack and after.top <= before.top + 1.5 * before.size + slack:
        beside = overlap(before.top, before.bottom, after.top, after.bottom)
        return beside > SHARED * min(before.bottom - before.top, after.bottom - after.top)
    return False


def _by_geometry(sheet: Sheet, blocks: Sequence[Block]) -> list[Block]:
    """Order blocks by where they stand; what stands in a drawn box is read in one go."""
    units: list[Block] = []
    inside: dict[int, list[Block]] = {}
    for block in blocks:
        if block.box < 0:
            units.append(block)
        else:
            inside.setdefault(block.box, []).append(block)
    for number, held in inside.items():
        box = sheet.boxes[number]
        order = min(block.order for block in held)
        units.append(Block([], None, box.x0, box.top, box.x1, box.bottom, order, number))
    ordered: list[Block] = []
    for unit in _in_columns(units):
        if unit.lines or unit.table:
            ordered.append(unit)
        else:
            ordered.extend(_in_columns(inside[unit.box]))
    return ordered


def _in_columns(blocks: Sequence[Block]) -> list[Block]:
    if len(blocks) < 2:
        return list(blocks)
    sections = _sections(_bands(blocks))
    if len(sections) > 1:
        return [block for section in sections for block in _in_columns(section)]
    split = _at_gutter(blocks)
    if split is None:
        return sorted(blocks, key=lambda block: (block.top, block.x0))
    left, right = split
    return [*_in_columns(left), *_in_columns(right)]


def _at_gutter(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]] | None:
    """Split at the leftmost white strip that runs between blocks standing side by side."""
    if not blocks:
        return None
    ordered = sorted(blocks, key=lambda block: block.x0)
    width = max(LEAST_GUTTER, GUTTER * median(block.size for block in blocks))
    edge = ordered[0].x1
    for number, block in enumerate(ordered[1:], 1):
        if block.x0 - edge >= width and _stand_side_by_side(ordered[:number], ordered[number:]):
            return ordered[:number], ordered[number:]
        edge = max(edge, block.x1)
    return None


def _stand_side_by_side(left: Iterable[Block], right: Sequence[Block]) -> bool:
    return any(overlap(a.top, a.bottom, b.top, b.bottom) > 1 for a in left for b in right)


def _bands(blocks: Iterable[Block]) -> list[list[Block]]:
    """Cut into level bands at every height that no block crosses."""
    bands: list[list[Block]] = []
    edge = float("-inf")
    for block in sorted(blocks, key=lambda one: (one.top, one.x0)):
        if not bands or block.top >= edge - 1:
            bands.append([])
        bands[-1].append(block)
        edge = max(edge, block.bottom)
    return bands


def _sections(bands: Sequence[list[Block]]) -> list[list[Block]]:
    """Join neighbouring bands that share a gutter; a heading over several columns begins a section."""
    usual = median([block.size for band in bands for block in band if block.lines] or [0.0])
    sections: list[list[Block]] = []
    headed: list[bool] = []
    for number, band in enumerate(bands):
        following = bands[number + 1] if number + 1 < len(bands) else []
        headed.append(_heads(band, following, sections[-1] if sections else [], usual))
        sections.append(list(band))
        while len(sections) > 1 and not headed[-1] and _make_columns(sections[-2], sections[-1]):
            headed.pop()
            sections[-2].extend(sections.pop())
    return sections


def _heads(band: list[Block], following: list[Block], above: list[Block], usual: float) -> bool:
    """Whether a band is a heading over all that follows: columns, or something too wide for the columns above."""
    if len(band) != 1 or not following or band[0].size <= HEADING * usual:
        return False
    if _at_gutter(following) is not None:
        return True
    return _at_gutter(above) is not None and _at_gutter([*above, *following]) is None


def _is_margin(one: list[Block], other: list[Block]) -> bool:
    """Whether a section is a head or foot of the page: small, alone, and well apart from the rest."""
    if len(one) > 1 or not one[0].lines:
        return False
    gap = max(one[0].top - max(b.bottom for b in other), min(b.top for b in other) - one[0].bottom)
    largest = max(block.size for block in other)
    return one[0].size < SMALL_PRINT * largest and gap > MARGIN_GAP * largest


def _make_columns(above: list[Block], below: list[Block]) -> bool:
    """Whether two sections are parts of the same columns."""
    split = _at_gutter([*above, *below])
    if split is None or _is_margin(above, below) or _is_margin(below, above):
        return False
    left, right = split
    begins_right = all(any(block is other for other in right) for block in above)
    # What stands alone above the right column only (a date, an address) keeps its drawn place.
    return not begins_right or min(b.order for b in above) > min(b.order for b in left)
