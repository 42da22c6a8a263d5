"""Finds the links of a page and the words they lie on: link annotations, and addresses written out.

An annotation is a rectangle over the page and knows nothing of words; the words are those whose middle lies in it.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left, bisect_right
from sys import intern
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from auditor.loaders.pdf.glyphs import LINE_END_HYPHEN
from auditor.loaders.pdf.sheet import Linked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.loaders.pdf.geometry import Box, Frame
    from auditor.loaders.pdf.glyphs import Glyphs
    from auditor.loaders.pdf.sheet import Line, Sheet

MOST_LINKS = 5_000
"""Links of one page that are read."""
MOST_PARTS = 50
"""Lines one link may run over."""
HINTS = ("://", "www.", "WWW.", "doi:", "DOI:", "Doi:")
"""What a page with written addresses has somewhere; looking for this first is quick."""
LONGEST_ADDRESS = 4_000
"""Bytes of an address; longer ones are not written by people."""

WHITE = " \r\n\t\u00a0"

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"|\]\ufffe]+|\bdoi:\s?10\.\d{4,9}/[^\s<>\"|\]\ufffe]+", re.IGNORECASE
)


def links_of(document: Any, page: Any, frame: Frame, sheet: Sheet, glyphs: Glyphs) -> list[Linked]:
    """Return the page's links in the order of its text."""
    lines = sorted((line for line in sheet.lines if not line.turn), key=_middle)
    found = [
        Linked(start, end, target)
        for target, box in _annotations(document, page, frame)
        for start, end in _words_under(box, lines, glyphs)
    ]
    taken = [(link.start, link.end) for link in found]
    found.extend(
        written
        for written in _written(sheet.text)
        if not any(start < written.end and written.start < end for start, end in taken)
    )
    return _joined(sorted(found, key=lambda link: link.start), sheet.text)


def _joined(links: list[Linked], text: str) -> list[Linked]:
    """Join the parts of a link that runs over a line end."""
    joined: list[Linked] = []
    for link in links:
        last = joined[-1] if joined else None
        if (
            last
            and last.target == link.target
            and not text[last.end : link.start].strip(LINE_END_HYPHEN + WHITE)
        ):
            joined[-1] = Linked(last.start, max(last.end, link.end), link.target)
        elif last is None or link.start >= last.end:
            joined.append(link)
    return joined


def _annotations(document: Any, page: Any, frame: Frame) -> Iterator[tuple[str, Box]]:
    position, link, rectangle = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    for _ in range(MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
            return
        target = _target(document, link)
        if not target or not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            continue
        parts = pdfium.FPDFLink_CountQuadPoints(link)
        if parts > 1:
            yield from ((target, box) for box in _parts(link, parts, frame))
        else:
            yield target, frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _parts(link: Any, count: int, frame: Frame) -> Iterator[Box]:
    """Yield one box a line for a link that runs over several."""
    corners = pdfium.FS_QUADPOINTSF()
    for number in range(min(count, MOST_PARTS)):
        if pdfium.FPDFLink_GetQuadPoints(link, number, ctypes.byref(corners)):
            xs = (corners.x1, corners.x2, corners.x3, corners.x4)
            ys = (corners.y1, corners.y2, corners.y3, corners.y4)
            yield frame.box(min(xs), min(ys), max(xs), max(ys))


def _target(document: Any, link: Any) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0)
    if not 1 < length <= LONGEST_ADDRESS:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, length)
    return intern(buffer.value.decode("utf-8", "replace").strip())


def _middle(line: Line) -> float:
    return line.base - 0.3 * line.size


def _words_under(box: Box, lines: list[Line], glyphs: Glyphs) -> Iterator[tuple[int, int]]:
    first = bisect_left(lines, box.top - 2, key=_middle)
    last = bisect_right(lines, box.bottom + 2, key=_middle)
    for line in lines[first:last]:
        if line.x1 < box.x0 or line.x0 > box.x1:
            continue
        if line.x0 >= box.x0 - 1 and line.x1 <= box.x1 + 1:
            yield line.start, line.end
            continue
        yield from _part_under(box, line, glyphs)


def _part_under(box: Box, line: Line, glyphs: Glyphs) -> Iterator[tuple[int, int]]:
    for stretch in line.stretches:
        start = _first(stretch.start, stretch.end, box.x0, glyphs)
        end = _first(stretch.start, stretch.end, box.x1, glyphs)
        words = glyphs.text[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            yield start + lead, start + len(words.rstrip())


def _first(start: int, end: int, x: float, glyphs: Glyphs) -> int:
    """Return the first character whose middle lies right of `x`; characters of a line stand from left to right."""
    while start < end:
        middle = (start + end) // 2
        solid = middle
        while solid < end - 1 and glyphs.text[solid].isspace():
            solid += 1  # a space between words may have no place of its own
        box = glyphs.box(solid)
        if (box.x0 + box.x1) / 2 < x:
            start = solid + 1
        else:
            end = middle
    return start


def _written(text: str) -> Iterator[Linked]:
    if not any(hint in text for hint in HINTS):
        return
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match.group())
        yield Linked(match.start(), match.start() + len(address), _completed(address))


def _trimmed(address: str) -> str:
    """Return the address without the punctuation of the sentence around it."""
    while address[-1] in ".,;:!?'”’»*" or (address[-1] == ")" and address.count("(") < address.count(")")):
        address = address[:-1]
    return address


def _completed(address: str) -> str:
    lowered = address.lower()
    if lowered.startswith("doi:"):
        return "https://doi.org/" + address[4:].strip()
    return address if lowered.startswith("http") else "https://" + address
