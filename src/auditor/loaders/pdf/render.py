"""Draws the pages of a PDF and finds words on them, for whoever shows it. Runs inside the page renderer's process."""

from __future__ import annotations

import ctypes
import re
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfiumError

from auditor.errors import LoadError
from auditor.loaders.pdf.boxes import line_boxes
from auditor.loaders.pdf.file import opened
from auditor.loaders.pdf.glyphs import LINE_END_HYPHEN, Glyphs
from auditor.loaders.pdf.page import page_frame
from auditor.model.sheet import UNKNOWN_SIZE, Hit, SheetSize, Tile
from auditor.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

PAPER = 0xFFFFFFFF
"""White, opaque."""

MOST_HITS = 1_000
"""Places on one page; somebody who looks for one letter needs no more."""

_BREAK = rf"(?:[\u00ad\u0002{LINE_END_HYPHEN}]\s*)?"
"""What may stand between two letters of a word that is broken at the end of a line."""


class DrawnPdf:
    """One open PDF. Raises LoadError when it cannot be opened at all; a page that cannot be drawn raises it by itself."""

    def __init__(self, name: str, content: bytes, most_pages: int) -> None:
        self._closing = ExitStack()
        self._pdf: Any = self._closing.enter_context(opened(Source(name, "", content)))
        self._pages = min(len(self._pdf), most_pages)

    def close(self) -> None:
        """Let go of the file."""
        self._closing.close()

    def sizes(self) -> tuple[SheetSize, ...]:
        """Return how large each page is; one that cannot be read counts as an ordinary sheet."""
        return tuple(map(self._size, range(self._pages)))

    def draw(self, tile: Tile) -> bytes:
        """Return a stretch of a page as rows of blue, green, red and a spare byte. Raises LoadError."""
        page = self._page(tile.page)
        bitmap = pdfium.FPDFBitmap_CreateEx(tile.width, tile.height, pdfium.FPDFBitmap_BGRx, None, 0)
        if not bitmap:
            page.close()
            raise LoadError("too-large", f"Page {tile.page} is too large to be drawn at this size.")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, tile.width, tile.height, PAPER)
            place = (-tile.x, -tile.y, tile.page_width, tile.page_height)
            pdfium.FPDF_RenderPageBitmap(bitmap, page.raw, *place, 0, pdfium.FPDF_ANNOT)
            return _bytes_of(bitmap, tile)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
            page.close()

    def find(self, words: str, page: int) -> tuple[Hit, ...]:
        """Return where the words stand on a page, in any case and over line ends. Raises LoadError."""
        pattern = pattern_of(words)
        if pattern is None:
            return ()
        handle = self._page(page)
        try:
            text_page = handle.get_textpage()
            try:
                return tuple(_hits(Glyphs(text_page, page_frame(handle)), pattern))
            finally:
                text_page.close()
        except PdfiumError:  # a page without readable text has no words to find
            return ()
        finally:
            handle.close()

    def _size(self, index: int) -> SheetSize:
        with suppress(PdfiumError):
            width, height = self._pdf.get_page_size(index)
            if width > 0 and height > 0:
                return SheetSize(width, height)
        return UNKNOWN_SIZE

    def _page(self, number: int) -> Any:
        try:
            return self._pdf[number - 1]
        except PdfiumError as error:
            raise LoadError("page-unreadable", f"Page {number} is damaged and cannot be shown.") from error


def pattern_of(words: str) -> re.Pattern[str] | None:
    """Return what finds the words in any case, over line ends and hyphens; None when there are none."""
    letters = (_BREAK.join(map(re.escape, word)) for word in words.split())
    pattern = r"\s+".join(letters)
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def _hits(glyphs: Glyphs, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for number, match in enumerate(pattern.finditer(glyphs.text)):
        if number == MOST_HITS:
            return
        boxes = tuple((*box,) for box in line_boxes(glyphs.boxes(*match.span())))
        if boxes:
            yield boxes


def _bytes_of(bitmap: Any, tile: Tile) -> bytes:

    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    return ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * tile.height)
