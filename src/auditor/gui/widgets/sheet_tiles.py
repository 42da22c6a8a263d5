"""Drawn tiles of pages, kept as long as there is room: those looked at longest ago go first."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QImage

    from auditor.model.sheet import Tile

BUDGET = 64 * 2**20
"""Bytes of pictures kept; what is seen right now is kept whatever it takes."""


class TileCache:
    """Pictures by tile."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._images: OrderedDict[Tile, QImage] = OrderedDict()
        self._bytes = 0

    def get(self, tile: Tile) -> QImage | None:
        """Return a picture and remember that it was looked at."""
        image = self._images.get(tile)
        if image is not None:
            self._images.move_to_end(tile)
        return image

    def put(self, tile: Tile, image: QImage, seen: Collection[Tile]) -> None:
        """Keep a picture; give up old ones that are not seen when there is no room."""
        if tile in self._images:
            return
        self._images[tile] = image
        self._bytes += image.sizeInBytes()
        for old in [each for each in self._images if each not in seen and each != tile]:
            if self._bytes <= self._budget:
                return
            self._bytes -= self._images.pop(old).sizeInBytes()

    def others(self, page: int, page_width: int) -> list[tuple[Tile, QImage]]:
        """Return the pictures of a page at the other size looked at last, to be stretched until the right one is there."""
        found = [
            (tile, image)
            for tile, image in reversed(self._images.items())
            if tile.page == page and tile.page_width != page_width
        ]
        return [(tile, image) for tile, image in found if tile.page_width == found[0][0].page_width]

    def clear(self) -> None:
        """Give up every picture."""
        self._images.clear()
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """What the pictures take."""
        return self._bytes

    def has_room(self, tiles: Collection[Tile]) -> bool:
        """Whether all these can be kept at once."""
        return sum(4 * tile.width * tile.height for tile in tiles) <= self._budget

    def __contains__(self, tile: Tile) -> bool:
        return tile in self._images
