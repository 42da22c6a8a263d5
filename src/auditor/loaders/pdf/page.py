"""Reads one page with pdfium: everything later stages need of it, so that the page can be closed at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from auditor.loaders.pdf.forms import fields_of
from auditor.loaders.pdf.geometry import shown_frame, upright_frame
from auditor.loaders.pdf.glyphs import Glyphs
from auditor.loaders.pdf.grid import take_ruled_tables
from auditor.loaders.pdf.lines import read_lines
from auditor.loaders.pdf.links import links_of
from auditor.loaders.pdf.marks import raised_marks
from auditor.loaders.pdf.shapes import read_shapes
from auditor.loaders.pdf.sheet import Sheet

if TYPE_CHECKING:
    from auditor.loaders.pdf.geometry import Box, Frame
    from auditor.loaders.pdf.shapes import Shapes
    from auditor.loaders.pdf.sheet import Line

LARGEST_BOX = 0.6
"""Share of the page from which a box is its background and keeps nothing together."""
MOST_SHAPES = 1_000
"""Boxes, or dots, of a page from which they are a drawing and neither frames nor bullets."""
BOX_HEIGHT = 1.5
"""Ems of its text that a box must be high; lower ones are highlighted words."""
DOT_REACH = (0.2, 3.0)
"""Ems before a line between which a drawn bullet must end."""
LINE_SAMPLES = 20
"""Characters of a line that are asked the same where some of the page are unreadable."""
SAMPLES = 80
"""Characters of a page that are asked whether their font names its letters."""


def page_frame(page: Any) -> Frame:
    """Map a pdfium page's coordinates to the page as shown: turned, cropped, origin top left."""
    left, bottom, right, top = page.get_bbox()
    return shown_frame(left, bottom, right, top, page.get_rotation() // 90)


def read_page(document: Any, number: int) -> Sheet:
    """Return page `number` (from 1). Raises PdfiumError when pdfium cannot read it."""
    page = document[number - 1]
    try:
        text_page = page.get_textpage()
        try:
            return _read(document, page, text_page, number)
        finally:
            text_page.close()
    finally:
        page.close()


def _read(document: Any, page: Any, text_page: Any, number: int) -> Sheet:
    frame = page_frame(page)
    glyphs = Glyphs(text_page, frame)
    sheet = Sheet(number, glyphs.text, *page.get_size())
    sheet.lines = read_lines(sheet, glyphs)
    turn = _usual_turn(sheet.lines)
    if turn:
        # Most of the page is set sideways: read it as a person would, by turning it.
        frame = frame.then(upright_frame(sheet.width, sheet.height, turn))
        glyphs.set_frame(frame)
        if turn % 2:
            sheet.width, sheet.height = sheet.height, sheet.width
        sheet.lines = read_lines(sheet, glyphs)
    _leave_out_unreadable(sheet, glyphs)
    shapes = read_shapes(page, frame)
    sheet.links = links_of(document, page, frame, sheet, glyphs)
    sheet.marks = raised_marks(sheet, glyphs)
    sheet.mark_starts = frozenset(mark.start for mark in sheet.marks)
    take_ruled_tables(sheet, shapes, glyphs)
    _place_in_boxes(sheet, shapes)
    _find_drawn_bullets(sheet, shapes)
    sheet.fields = fields_of(document, page)
    sheet.drawings = shapes.drawings
    sheet.picture_share = _picture_share(sheet, shapes)
    return sheet


def _usual_turn(lines: list[Line]) -> int:
    if not any(line.turn for line in lines):
        return 0
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.turn] += len(line.text)
    turn, count = letters.most_common(1)[0]
    return turn if count > 0.6 * letters.total() else 0


def _place_in_boxes(sheet: Sheet, shapes: Shapes) -> None:
    largest = LARGEST_BOX * sheet.width * sheet.height
    drawn = shapes.boxes if len(shapes.boxes) <= MOST_SHAPES else []
    boxes = {box for box in [*drawn, *sheet.boxes] if box.area < largest}
    sheet.boxes = sorted(boxes, key=lambda box: (box.area, box))
    if not sheet.boxes:
        return
    for line in sheet.lines:
        line.box = next((n for n, box in enumerate(sheet.boxes) if _holds(box, line)), -1)
    for table in sheet.tables:
        middle = ((table.x0 + table.x1) / 2, (table.top + table.bottom) / 2)
        outer = (
            n
            for n, box in enumerate(sheet.boxes)
            if box.holds(*middle) and box.height > table.bottom - table.top + 2
        )
        table.box = next(outer, -1)


def _holds(box: Box, line: Line) -> bool:
    return (
        line.turn == 0
        and box.height >= BOX_HEIGHT * line.size
        and box.x0 - 2 <= line.x0
        and line.x1 <= box.x1 + 2
        and box.top - 1 <= line.top
        and line.bottom <= box.bottom + 1
    )


def _find_drawn_bullets(sheet: Sheet, shapes: Shapes) -> None:
    for dot in shapes.dots if len(shapes.dots) <= MOST_SHAPES else ():
        middle = (dot.top + dot.bottom) / 2
        for line in sheet.lines:
            reach = (line.x0 - dot.x1) / line.size
            if DOT_REACH[0] <= reach <= DOT_REACH[1] and line.base - 0.75 * line.size < middle < line.base:
                line.is_dotted = True
                break


def _picture_share(sheet: Sheet, shapes: Shapes) -> float:
    page = sheet.width * sheet.height
    return min(1.0, sum(box.area for box in shapes.pictures) / page) if page else 0.0


def _leave_out_unreadable(sheet: Sheet, glyphs: Glyphs) -> None:
    """Drop lines whose font does not say which letters it shows: what is in the text there is not what is seen."""
    sheet.unreadable_share = _unreadable_share(glyphs)
    if sheet.unreadable_share:
        sheet.lines = [line for line in sheet.lines if _is_readable(line, glyphs)]


def _is_readable(line: Line, glyphs: Glyphs) -> bool:
    solid = [n for n in range(line.start, line.end) if not glyphs.text[n].isspace()][:LINE_SAMPLES]
    return sum(_is_unreadable(glyphs, index) for index in solid) <= len(solid) / 2


def _unreadable_share(glyphs: Glyphs) -> float:
    solid = [
        index
        for index in range(0, glyphs.count, max(1, glyphs.count // SAMPLES))
        if not glyphs.text[index].isspace()
    ]
    if not solid:
        return 0.0
    return sum(_is_unreadable(glyphs, index) for index in solid) / len(solid)


def _is_unreadable(glyphs: Glyphs, index: int) -> bool:
    char = glyphs.text[index]
    return char in "\x00\ufffd" or "\ue000" <= char <= "\uf8ff" or not glyphs.has_unicode(index)
