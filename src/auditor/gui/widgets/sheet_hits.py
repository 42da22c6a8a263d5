"""The places of words on the pages of a PDF, as they come in page by page, and which of them is shown."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.model.sheet import Hit


class SheetHits:
    """Places by page; adding a page costs the same however many there are."""

    def __init__(self) -> None:
        self.total = 0
        self.is_complete = False
        self._by_page: dict[int, Sequence[Hit]] = {}
        self._pages: list[int] = []
        self._page, self._index = 0, 0
        self._before = 0
        """Places on the pages before the one shown."""

    def add(self, page: int, hits: Sequence[Hit], here: int) -> bool:
        """Take the places on one more page; whether the first one from page `here` on is shown now and was not before."""
        if not hits:
            return False
        self._by_page[page] = hits
        insort(self._pages, page)
        self.total += len(hits)
        if self._page:
            self._before += len(hits) if page < self._page else 0
            return False
        if page >= here or self.is_complete:
            self._show(page, 0)
        return self._page > 0

    def finish(self) -> bool:
        """All pages were told; whether a place is shown now and was not before."""
        self.is_complete = True
        if self._page or not self._pages:
            return False
        self._show(self._pages[0], 0)
        return True

    def on(self, page: int) -> Sequence[Hit]:
        """Return the places on a page."""
        return self._by_page.get(page, ())

    @property
    def current(self) -> tuple[int, Hit] | None:
        """The page and place that is shown."""
        return (self._page, self._by_page[self._page][self._index]) if self._page else None

    @property
    def at(self) -> int:
        """Which place is shown, counted from 1; 0 when none is."""
        return self._before + self._index + 1 if self._page else 0

    def step(self, by: int) -> None:
        """Show the next (1) or previous (-1) place, from the other end at the end."""
        if not self._page:
            return
        if 0 <= self._index + by < len(self._by_page[self._page]):
            self._index += by
            return
        at = (bisect_left(self._pages, self._page) + by) % len(self._pages)
        page = self._pages[at]
        self._show(page, 0 if by > 0 else len(self._by_page[page]) - 1)

    def _show(self, page: int, index: int) -> None:
        self._page, self._index = page, index
        self._before = sum(len(self._by_page[each]) for each in self._pages if each < page)
