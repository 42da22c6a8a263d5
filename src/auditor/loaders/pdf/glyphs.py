"""The characters of one page as pdfium knows them, asked for one at a time.

Every call into the library costs about a microsecond, a page has thousands of characters: so the text comes in
one call, and size, font and place are asked for only where they decide something. This is the only module
that talks to pdfium about characters.
"""

from __future__ import annotations

import ctypes
import re
from functools import cached_property
from typing import Any

import pypdfium2.raw as pdfium

from auditor.loaders.pdf.geometry import UNCHANGED, Box, Frame, quarter_turns

Extent = tuple[float, float, float]
"""Left and right edge of a drawing operation, and the lower edge of its ink."""

LINE_END_HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at the end of a line, in place of the line break."""

_BOLD_NAME = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
"""The font descriptor's own flag for bold."""
_NAME_BYTES = 128
_HIGH_SURROGATES = range(0xD800, 0xDC00)
_LOW_SURROGATES = range(0xDC00, 0xE000)
_LAST_CODE_POINT = 0x10FFFF
_SURROGATE = re.compile("[\ud800-\udfff]")


class Glyphs:
    """Text, sizes and places of a page's characters; positions are those of the page as shown."""

    def __init__(self, text_page: Any, frame: Frame) -> None:
        self._raw = text_page.raw
        self.set_frame(frame)
        self.count = pdfium.FPDFText_CountChars(self._raw)
        self.scales: set[float] = set()
        """Factors by which the font sizes asked for so far are scaled; mostly one."""
        self._fonts: dict[int, bool] = {}
        self._x0, self._y0, self._x1, self._y1 = (ctypes.c_double() for _ in range(4))
        self._refs = tuple(map(ctypes.byref, (self._x0, self._y0, self._x1, self._y1)))
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_ref = ctypes.byref(self._matrix)

    def set_frame(self, frame: Frame) -> None:
        """Choose the frame in which places are given."""
        self.frame = frame
        self._settings: dict[tuple[float, float, float, float], tuple[float, int]] = {}
        self._is_plain = (frame.a, frame.b, frame.c, frame.d) == (1, 0, 0, -1)

    @cached_property
    def text(self) -> str:
        """All of the page's text, one code point a character."""
        if self.count <= 0:
            return ""
        units = (ctypes.c_ushort * (self.count + 1))()
        written = pdfium.FPDFText_GetText(self._raw, 0, self.count, units)
        text = bytes(units)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == self.count and not _SURROGATE.search(text):
            return text
        # Characters were left out or take two units: read one by one, so that positions stay those of the page.
        return "".join(map(self._character, range(self.count)))

    def origin(self, index: int) -> tuple[float, float]:
        """Return where the character stands on its baseline."""
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._refs[0], self._refs[1])
        if self._is_plain:
            return self._x0.value + self.frame.e, self.frame.f - self._y0.value
        return self.frame.point(self._x0.value, self._y0.value)

    def box(self, index: int) -> Box:
        """Return the box of the character's ink."""
        left, bottom, right, top = self._refs
        pdfium.FPDFText_GetCharBox(self._raw, index, left, right, bottom, top)
        return self._shown()

    def boxes(self, start: int, end: int) -> list[Box]:
        """Return the boxes of the drawing operations that make up a range, in the order of the text."""
        return self.counted_boxes(self.operations(start, end))

    def counted_boxes(self, count: int) -> list[Box]:
        """Return the boxes of the range whose operations were counted last."""
        left, bottom, right, top = self._refs
        boxes: list[Box] = []
        for number in range(count):
            pdfium.FPDFText_GetRect(self._raw, number, left, top, right, bottom)
            boxes.append(self._shown())
        return boxes

    def extents(self, count: int, level: Frame) -> list[Extent]:
        """Return where each operation of the range counted last begins and ends, and how low its ink goes."""
        if not self._is_plain or level is not UNCHANGED:
            boxes = [level.box(*shown) for shown in self.counted_boxes(count)]
            return [(box.x0, box.x1, box.bottom) for box in boxes]
        left, bottom, right, top = self._refs
        x0, y0, x1 = self._x0, self._y0, self._x1
        shift, height = self.frame.e, self.frame.f
        extents: list[Extent] = []
        for number in range(count):
            pdfium.FPDFText_GetRect(self._raw, number, left, top, right, bottom)
            extents.append((x0.value + shift, x1.value + shift, height - y0.value))
        return extents

    def operations(self, start: int, end: int) -> int:
        """Return by how many drawing operations a range was set."""
        return int(pdfium.FPDFText_CountRects(self._raw, start, end - start))

    def nominal_size(self, index: int) -> float:
        """Return the size the font was chosen at, before any scaling."""
        return float(pdfium.FPDFText_GetFontSize(self._raw, index))

    def size_and_turn(self, index: int) -> tuple[float, int]:
        """Return the size as shown, and the quarter turns by which the character is set."""
        _, size, turn = self.setting(index)
        return size, turn

    def setting(self, index: int) -> tuple[float, float, int]:
        """Return the nominal size, the size as shown, and the quarter turns by which the character is set."""
        pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix_ref)
        matrix = self._matrix
        key = (matrix.a, matrix.b, matrix.c, matrix.d)
        if key not in self._settings:
            scale = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
            self.scales.add(scale)
            self._settings[key] = (scale or 1.0, quarter_turns(*self.frame.direction(matrix.a, matrix.b)))
        scale, turn = self._settings[key]
        nominal = pdfium.FPDFText_GetFontSize(self._raw, index)
        return nominal, nominal * scale, turn

    def size(self, index: int) -> float:
        """Return the size as shown."""
        return self.size_and_turn(index)[0]

    def is_bold(self, index: int) -> bool:
        """Whether the character is set in a bold font."""
        text_object = pdfium.FPDFText_GetTextObject(self._raw, index)
        if not text_object:
            return False
        font = pdfium.FPDFTextObj_GetFont(text_object)
        key = ctypes.addressof(font.contents) if font else 0
        if key not in self._fonts:
            self._fonts[key] = _is_bold(font) if font else False
        return self._fonts[key]

    def has_unicode(self, index: int) -> bool:
        """Whether the font says which letter the glyph stands for."""
        return int(pdfium.FPDFText_HasUnicodeMapError(self._raw, index)) != 1

    def _shown(self) -> Box:
        x0, y0, x1, y1 = self._x0.value, self._y0.value, self._x1.value, self._y1.value
        if self._is_plain:
            frame = self.frame
            return Box(x0 + frame.e, frame.f - y1, x1 + frame.e, frame.f - y0)
        return self.frame.box(x0, y0, x1, y1)

    def _character(self, index: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._raw, index)
        if code in _HIGH_SURROGATES:
            low = pdfium.FPDFText_GetUnicode(self._raw, index + 1)
            return bytes((code & 255, code >> 8, low & 255, low >> 8)).decode("utf-16-le", "replace")[:1]
        if code in _LOW_SURROGATES or code > _LAST_CODE_POINT:
            return "\u200b"  # takes its place, and is dropped from the canonical text
        if code == 2:
            return LINE_END_HYPHEN
        return chr(code)


def _is_bold(font: Any) -> bool:
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES)
    name = buffer.value.decode("latin-1")
    return bool(_BOLD_NAME.search(name)) or bool(pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD)
