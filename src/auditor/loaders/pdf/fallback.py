"""Reads with pdfplumber what pdfium cannot: files it does not open and pages it does not load.

It is slower by far and knows nothing of raised marks, so it is asked last. Its positions are not pdfium's; the
findings on such pages are placed by their page alone.
"""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from auditor.loaders.pdf.fallback_bounds import bound_pdfminer
from auditor.loaders.pdf.geometry import Box
from auditor.loaders.pdf.grid import take_ruled_tables
from auditor.loaders.pdf.shapes import Rule, Shapes
from auditor.loaders.pdf.sheet import Line, Sheet, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

THIN = 2.6
"""Points up to which a rectangle is a rule."""
LEAST_SIZE = 1.0
"""Points; damaged fonts report less."""
WIDE_GAP = 1.0
"""Ems between words of different columns or cells."""

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


def sheets_by_fallback(content: bytes, numbers: Sequence[int] | None = None) -> Iterator[Sheet]:
    """Yield the pages that pdfplumber can read, of those asked for; of all without `numbers`."""
    import pdfplumber  # noqa: PLC0415 - slow to import and hardly ever needed
    from pdfminer.psexceptions import PSException  # noqa: PLC0415
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException  # noqa: PLC0415

    bound_pdfminer()
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its remarks are of no use to a reviewer
    troubles = (PdfminerException, MalformedPDFException, PSException, ValueError, LookupError, TypeError)
    try:
        with pdfplumber.open(BytesIO(content)) as document:
            for page in document.pages:
                if numbers is not None and page.page_number not in numbers:
                    continue
                try:
                    yield _sheet(page)
                except troubles:
                    continue
                finally:
                    page.close()
    except troubles:
        return


def _sheet(page: Any) -> Sheet:
    sheet = Sheet(page.page_number, "", float(page.width), float(page.height), is_indexed=False)
    left, top = page.bbox[0], page.bbox[1]
    words = page.extract_words(extra_attrs=["fontname", "size"], use_text_flow=True)
    pieces: list[str] = []
    at = 0
    for order, row in enumerate(_rows(words)):
        text = " ".join(word["text"] for word in row)
        sheet.lines.append(_line(sheet, row, text, at, order, left, top))
        pieces.append(text)
        at += len(text) + 2
    sheet.text = "\r\n".join(pieces)
    take_ruled_tables(sheet, _shapes(page, left, top), None)
    return sheet


def _rows(words: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    row: list[dict[str, Any]] = []
    for word in words:
        if row and not _follows(row[-1], word):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _follows(before: dict[str, Any], after: dict[str, Any]) -> bool:
    size = max(before["size"], after["size"])
    gap = after["x0"] - before["x1"]
    return bool(abs(before["bottom"] - after["bottom"]) < 0.4 * size and -0.3 * size < gap < WIDE_GAP * size)


def _line(
    sheet: Sheet, row: Sequence[dict[str, Any]], text: str, at: int, order: int, left: float, top: float
) -> Line:
    size = max(LEAST_SIZE, *(word["size"] for word in row))
    return Line(
        sheet,
        [Stretch(at, at + len(text))],
        text,
        x0=row[0]["x0"] - left,
        x1=row[-1]["x1"] - left,
        base=row[0]["bottom"] - top - 0.2 * size,
        size=size,
        is_bold=all(_BOLD.search(word["fontname"]) for word in row),
        order=order,
    )


def _shapes(page: Any, left: float, top: float) -> Shapes:
    shapes = Shapes()
    for item in [*page.lines, *page.rects]:
        box = Box(item["x0"] - left, item["top"] - top, item["x1"] - left, item["bottom"] - top)
        for edge in _edges(box):
            if edge.height < THIN <= edge.width:
                shapes.level.append(Rule((edge.top + edge.bottom) / 2, edge.x0, edge.x1))
            elif edge.width < THIN <= edge.height:
                shapes.upright.append(Rule((edge.x0 + edge.x1) / 2, edge.top, edge.bottom))
    return shapes


def _edges(box: Box) -> Iterator[Box]:
    if min(box.width, box.height) < THIN:
        yield box
        return
    yield box._replace(bottom=box.top)
    yield box._replace(top=box.bottom)
    yield box._replace(x1=box.x0)
    yield box._replace(x0=box.x1)
