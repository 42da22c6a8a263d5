"""The findings of a PDF by page: where each is drawn, which one lies under a point, which one is nearest."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.gui.widgets.sheet_layout import SheetLayout
    from auditor.model.listing import BoxMark

DOT = 10
"""Pixels; a finding whose place on the page is not known stands as a dot beside the page."""
_DOT_STEP = 16
_SLACK = 1.5
"""Pixels around the letters; boxes of glyphs are tight."""


class SheetMarks:
    """The marks of one document, on the pages that are there."""

    def __init__(self, marks: Iterable[BoxMark] = (), pages: int = 0) -> None:
        self._pages: dict[int, list[BoxMark]] = {}
        self._by_id: dict[int, BoxMark] = {}
        self._orders: dict[int, int] = {}
        dots: dict[int, int] = {}
        for mark in marks:
            if not 1 <= mark.page <= pages:
                continue
            self._pages.setdefault(mark.page, []).append(mark)
            self._by_id[mark.id] = mark
            if not mark.boxes:
                self._orders[mark.id] = dots[mark.page] = dots.get(mark.page, -1) + 1

    def get(self, number: int | None) -> BoxMark | None:
        """Return a mark by the number of its finding."""
        return None if number is None else self._by_id.get(number)

    def on(self, page: int) -> Sequence[BoxMark]:
        """Return the marks of a page."""
        return self._pages.get(page, ())

    def rects(self, layout: SheetLayout, mark: BoxMark) -> list[QRectF]:
        """Return where a mark is drawn in the column."""
        if mark.boxes:
            around = (-_SLACK, -_SLACK, _SLACK, _SLACK)
            return [QRectF(*layout.rect(mark.page, box)).adjusted(*around) for box in mark.boxes]
        place = layout.place(mark.page)
        top = place.y + 6 + _DOT_STEP * self._orders[mark.id]
        return [QRectF(place.x + place.width + 5, top, DOT, DOT)]

    def at(self, layout: SheetLayout, point: QPointF) -> BoxMark | None:
        """Return the mark at a point of the column, the smallest when several lie there."""
        found = []
        for mark in self.on(layout.page_at(round(point.y()))):
            rects = self.rects(layout, mark)
            if any(rect.contains(point) for rect in rects):
                found.append((sum(rect.width() * rect.height() for rect in rects), mark.id, mark))
        return min(found)[2] if found else None

    def is_between(self, layout: SheetLayout, number: int | None, top: int, bottom: int) -> bool:
        """Whether a finding begins between two heights of the column."""
        mark = self.get(number)
        return mark is not None and top <= self.rects(layout, mark)[0].top() < bottom

    def nearest(self, layout: SheetLayout, top: int) -> int | None:
        """Return the finding nearest to a height of the column: the first below it, else the last above."""
        pages = sorted(self._pages)
        here = bisect_left(pages, layout.page_at(top))
        for page in pages[here:]:  # the pages above are left alone: a long report has thousands of findings
            below = [place for place in self._places(layout, page) if place[0] >= top]
            if below:
                return min(below)[1]
        above = [place for page in pages[max(here - 1, 0) :] for place in self._places(layout, page)]
        return max(above)[1] if above else None

    def _places(self, layout: SheetLayout, page: int) -> list[tuple[float, int]]:
        return [(self.rects(layout, mark)[0].top(), mark.id) for mark in self._pages[page]]
