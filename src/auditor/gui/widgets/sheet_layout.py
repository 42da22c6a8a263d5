"""Where each page of a PDF stands in a long column, and which tiles of it are seen. Plain numbers, no widgets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from auditor.model.sheet import Rect, SheetSize, Tile
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OWN_SIZE = 96 / 72
"""Pixels a point at 100 %."""

FIT_WIDTH = 0.0
"""The zoom that makes the usual page as wide as the view; one set across may be wider."""

LEAST_ZOOM, MOST_ZOOM = 0.25, 6.0
ZOOM_STEP = 1.1

MARGIN = 20
"""Pixels left and right of the widest page; dots of findings without a place stand there."""
GAP = 12
"""Pixels above, below and between pages."""

EDGE = 2_048
"""Device pixels of a tile: a page at its own size is one even on a sharp display, a page enlarged a few."""


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A page in the column, in pixels."""

    page: int
    x: int
    y: int
    width: int
    height: int


class SheetLayout:
    """The column of pages at one zoom and one width of the view."""

    def __init__(self, sizes: Sequence[SheetSize], zoom: float, view_width: int) -> None:
        widest = max((size.width for size in sizes), default=1.0)
        usual = Counter(size.width for size in sizes).most_common(1)[0][0] if sizes else widest
        room = max(view_width - 2 * MARGIN, 60)
        self.scale = OWN_SIZE * zoom if zoom else room / usual
        self.zoom = self.scale / OWN_SIZE
        self.width = max(view_width, round(widest * self.scale) + 2 * MARGIN)
        self.places: list[SheetPlace] = []
        top = GAP
        for page, size in enumerate(sizes, 1):
            width = max(round(size.width * self.scale), 1)
            height = max(round(size.height * self.scale), 1)
            self.places.append(SheetPlace(page, (self.width - width) // 2, top, width, height))
            top += height + GAP
        self.height = top
        self._tops = [place.y for place in self.places]

    def place(self, page: int) -> SheetPlace:
        """Return where a page stands."""
        return self.places[page - 1]

    def seen(self, top: int, height: int) -> Sequence[SheetPlace]:
        """Return the pages of which something lies between `top` and `top + height`."""
        first = self._first(top)
        last = max(bisect_right(self._tops, top + height - 1), first + 1)
        return self.places[first:last]

    def page_at(self, y: int) -> int:
        """Return the page at a height of the column; between two pages, the one above."""
        return self._first(y) + 1 if self.places else 0

    def anchor(self, y: int) -> tuple[int, float]:
        """Return the page at a height, and how far down the page: a place that outlives a change of size."""
        page = self.page_at(y)
        return page, (y - self.place(page).y) / self.place(page).height if page else 0.0

    def height_of(self, anchor: tuple[int, float]) -> int:
        """Return the height at which an anchor is here; 0 when its page is not."""
        page, share = anchor
        if not 1 <= page <= len(self.places):
            return 0
        return round(self.place(page).y + share * self.place(page).height)

    def rect(self, page: int, rect: Rect) -> tuple[float, float, float, float]:
        """Return x, y, width and height in the column of a rectangle in points on a page."""
        place, scale = self.place(page), self.scale
        left, top, right, bottom = rect
        return place.x + left * scale, place.y + top * scale, (right - left) * scale, (bottom - top) * scale

    def tiles(self, place: SheetPlace, top: int, height: int, ratio: float) -> Iterator[Tile]:
        """Yield the tiles of a page between two heights of the column, for a display of so many pixels a pixel."""
        page_width, page_height = round(place.width * ratio), round(place.height * ratio)
        first = max(int((top - place.y) * ratio), 0)
        last = min(int((top + height - place.y) * ratio) + 1, page_height)
        for y in range(first // EDGE * EDGE, last, EDGE):
            for x in range(0, page_width, EDGE):
                yield Tile(
                    place.page,
                    page_width,
                    page_height,
                    x,
                    y,
                    min(EDGE, page_width - x),
                    min(EDGE, page_height - y),
                )

    def _first(self, y: int) -> int:
        return max(bisect_right(self._tops, y) - 1, 0)
