"""Finds the boxes of findings: reopens the PDF and asks only for the characters the findings cover."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pypdfium2 import PdfiumError

from auditor.loaders.pdf.geometry import Box, cover, overlap
from auditor.loaders.pdf.glyphs import Glyphs
from auditor.loaders.pdf.page import page_frame
from auditor.model.document import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from auditor.model.document import Document
    from auditor.model.span import Span

Range = tuple[int, int]

SAME_LINE = 0.5
"""Share of the lower box's height that two boxes of one line have in common."""
JOINED = 3.0
"""Heights by which boxes of one line may stand apart and still be marked as one."""


def places_of(pdf: Any, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
    """Return page and boxes of each span; of a span over two pages, the part on the first."""
    ranges = [_ranges(document, span) for span in spans]
    wanted: dict[int, list[int]] = {}
    for number, (page, _) in enumerate(ranges):
        if page is not None:
            wanted.setdefault(page, []).append(number)
    boxes: dict[int, tuple[Box, ...]] = {}
    for page, numbers in sorted(wanted.items()):
        with suppress(PdfiumError):  # a page that pdfium cannot show has findings without boxes
            boxes.update(_boxes_on(pdf, page, {number: ranges[number][1] for number in numbers}))
    return tuple(
        Place(page=page, boxes=tuple((*box,) for box in boxes.get(number, ())))
        for number, (page, _) in enumerate(ranges)
    )


def _ranges(document: Document, span: Span) -> tuple[int | None, list[Range]]:
    """Return the page a span begins on, and its characters there."""
    page: int | None = None
    found: list[Range] = []
    for run in document.runs.within(span):
        if page is not None and run.page != page:
            break
        page = run.page
        start, end = max(run.start, span.start), min(run.end, span.end)
        if start < end:
            found.append((run.offset + start - run.start, run.offset + end - run.start))
    if page is None:
        block = document.block_at(span.start)
        page = block.locator.page if block else None
    return page, found


def _boxes_on(pdf: Any, page: int, wanted: Mapping[int, Iterable[Range]]) -> dict[int, tuple[Box, ...]]:
    handle = pdf[page - 1]
    try:
        text_page = handle.get_textpage()
        try:
            glyphs = Glyphs(text_page, page_frame(handle))
            return {
                number: tuple(line_boxes(box for start, end in ranges for box in glyphs.boxes(start, end)))
                for number, ranges in wanted.items()
            }
        finally:
            text_page.close()
    finally:
        handle.close()


def line_boxes(boxes: Iterable[Box]) -> Iterator[Box]:
    """Join the boxes of a line that follow one another."""
    current: Box | None = None
    for box in boxes:
        if box.x1 <= box.x0 or box.bottom <= box.top:
            continue
        if current is None:
            current = box
        elif _is_beside(current, box):
            current = cover((current, box))
        else:
            yield _rounded(current)
            current = box
    if current is not None:
        yield _rounded(current)


def _is_beside(one: Box, other: Box) -> bool:
    low = min(one.height, other.height)
    if overlap(one.top, one.bottom, other.top, other.bottom) >= SAME_LINE * low:
        return -overlap(one.x0, one.x1, other.x0, other.x1) <= JOINED * max(one.height, other.height)
    upright = overlap(one.x0, one.x1, other.x0, other.x1) >= SAME_LINE * min(one.width, other.width)
    is_tall = one.height > 3 * one.width or other.height > 3 * other.width
    return (
        upright and is_tall and -overlap(one.top, one.bottom, other.top, other.bottom) <= JOINED * one.width
    )


def _rounded(box: Box) -> Box:
    return Box(*(round(side, 1) for side in box))
