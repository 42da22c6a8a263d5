"""The pages of a document with pages of its own, as they are drawn: sizes, the stretches asked for, and places on them."""

from __future__ import annotations

from auditor.model.values import dataclass

Rect = tuple[float, float, float, float]
"""Left, top, right and bottom edge in points, from the top left corner of the page as shown."""

Hit = tuple[Rect, ...]
"""Where words that were looked for stand on a page: one rectangle a line."""


@dataclass(frozen=True, slots=True)
class SheetSize:
    """Width and height of a page in points."""

    width: float
    height: float


UNKNOWN_SIZE = SheetSize(595.0, 842.0)
"""A sheet of A4."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A stretch of page `page` (1-based), in pixels, of the whole page drawn `page_width` by `page_height` pixels large."""

    page: int
    page_width: int
    page_height: int
    x: int
    y: int
    width: int
    height: int
