"""Takes up pages that a browser printed: finds where the words of findings came to stand, and cuts them to paper's size.

The browser put a link over every stretch of such words. They are taken out again, and with them the links that would
lead to files of this computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

from auditor.model.printed import MARK_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdf import PageObject, PdfWriter

Box = tuple[float, float, float, float]
"""As in `Place`: as shown, in points, origin top left."""

Placed = dict[int, dict[int, tuple[Box, ...]]]
"""The boxes of each finding, by its number and the page, counted from 0."""

A4_WIDTH = 595.276

SMALLEST = 1.5
"""Points: what is smaller was put there for no eye, such as words for screen readers alone."""

_SPACE = 4.0
"""Points between two stretches of a line that belong together."""

_KEPT_LINKS = ("http://", "https://", "mailto:", "tel:")


def taken_marks(writer: PdfWriter) -> Placed:
    """Return where the findings' words stand; the pages then are as wide as A4 and bear no mark of the browser's."""
    found: dict[int, dict[int, list[Box]]] = {}
    for at, page in enumerate(writer.pages):
        _scale(writer, page, A4_WIDTH / float(page.mediabox.width))
        top = float(page.mediabox.top)
        for (x0, y0, x1, y1), numbers in _taken_links(page):
            box = (x0, top - y1, x1, top - y0)
            if min(x1 - x0, y1 - y0) >= SMALLEST:
                for number in numbers:
                    found.setdefault(number, {}).setdefault(at, []).append(box)
    return {n: {at: tuple(_lines(boxes)) for at, boxes in pages.items()} for n, pages in found.items()}


def _scale(writer: PdfWriter, page: PageObject, factor: float) -> None:
    """Make a page smaller or larger as a whole; its drawing is not taken apart for that."""
    before = StreamObject()
    before.set_data(f"{factor:.6f} 0 0 {factor:.6f} 0 0 cm\n".encode())
    held = page.raw_get("/Contents") if "/Contents" in page else None
    whole: Any = None if held is None else held.get_object()
    parts = list(whole) if isinstance(whole, ArrayObject) else [held] if held is not None else []
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(before), *parts])  # noqa: SLF001 - its only way to add one
    sides = [float(side) * factor for side in page.mediabox]
    for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        page.pop(name, None)
    page[NameObject("/MediaBox")] = RectangleObject(sides)
    for entry in _links(page):
        entry[NameObject("/Rect")] = ArrayObject(
            FloatObject(round(side * factor, 3)) for side in _rect(entry)
        )


def _taken_links(page: PageObject) -> list[tuple[Box, list[int]]]:
    """Take out the links that are marks, and return them; those that lead to files go too."""
    marks: list[tuple[Box, list[int]]] = []
    kept = ArrayObject()
    for entry in _links(page):
        address = _address(entry)
        if address.startswith(MARK_ADDRESS):
            x0, y0, x1, y1 = _rect(entry)
            numbers = [int(n) for n in address.removeprefix(MARK_ADDRESS).split("-") if n.isdecimal()]
            marks.append(((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), numbers))
        elif address.lower().startswith(_KEPT_LINKS):
            kept.append(entry.indirect_reference or entry)
    page.pop("/Annots", None)
    if kept:
        page[NameObject("/Annots")] = kept
    return marks


def _links(page: PageObject) -> Iterator[DictionaryObject]:
    found = page.get("/Annots")
    entries: Any = () if found is None else found.get_object()
    for entry in entries:
        link = entry.get_object()
        if isinstance(link, DictionaryObject) and link.get("/Subtype") == "/Link":
            yield link


def _rect(link: DictionaryObject) -> list[float]:
    sides: Any = link["/Rect"].get_object()
    return [float(side) for side in sides]


def _address(link: DictionaryObject) -> str:
    action = link.get("/A")
    known = action.get_object() if action is not None else {}
    return str(known.get("/URI", ""))


def _lines(boxes: Iterable[Box]) -> Iterator[Box]:
    """Join the stretches of each line; a line is set from one side to the other, whichever that is."""
    last: Box | None = None
    for box in boxes:
        if last is not None and _is_one_line(last, box):
            last = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
            continue
        if last is not None:
            yield last
        last = box
    if last is not None:
        yield last


def _is_one_line(one: Box, other: Box) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    is_level = shared > 0.6 * min(one[3] - one[1], other[3] - other[1])
    return is_level and max(one[0], other[0]) - min(one[2], other[2]) <= _SPACE
