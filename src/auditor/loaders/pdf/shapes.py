"""What is drawn on a page besides text: rules, boxes, bullets drawn as shapes, and pictures.

Rules make tables, boxes keep what stands in them together, and a page that is all picture and no text is a
scan. Producers draw a rule as a stroked line, as a thin filled rectangle, or as a part of one long path.
"""

from __future__ import annotations

import ctypes
from dataclasses import field
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from auditor.loaders.pdf.geometry import Box, Frame
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

THIN = 2.6
"""Points up to which a shape counts as a rule."""
SHORTEST_RULE = 5.0
"""Points under which a thin shape is an ornament."""
DOT = (1.2, 6.5)
"""Least and greatest side, in points, of a bullet drawn as a shape."""
LEAST_BOX = (30.0, 11.0)
"""Width and height in points from which a shape is a box that may hold text."""
MOST_SEGMENTS = 600
"""Segments of one path that are looked at; longer ones are drawings."""
MOST_OBJECTS = 60_000
"""Objects of one page that are looked at; maps and plans have more and no tables."""
DEEPEST_FORM = 3
"""Levels of nested page parts that are followed."""


class Rule(NamedTuple):
    """A level rule (`at` is its y) or an upright one (`at` is its x), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Shapes:
    """The drawn things of a page, as shown."""

    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    drawings: int = 0


def read_shapes(page: Any, frame: Frame) -> Shapes:
    """Return the shapes of a pdfium page; `frame` maps to the page as shown."""
    reader = _Reader(frame)
    reader.read_all(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    return reader.shapes


class _Reader:
    def __init__(self, frame: Frame, shapes: Shapes | None = None, depth: int = 0) -> None:
        self.shapes = shapes or Shapes()
        self._frame = frame
        self._depth = depth
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._refs = tuple(map(ctypes.byref, self._sides))

    def read_all(self, parent: Any, count: Any, get: Any) -> None:
        kind_of = pdfium.FPDFPageObj_GetType
        text, path, image = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
        for number in range(min(count(parent), MOST_OBJECTS)):
            item = get(parent, number)
            kind = kind_of(item)
            if kind == text:
                continue
            if kind == path:
                self._read_path(item)
            elif kind == image:
                self.shapes.pictures.append(self._bounds(item))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and self._depth < DEEPEST_FORM:
                self._read_form(item)

    def _read_form(self, form: Any) -> None:
        inner = _Reader(_matrix(form).then(self._frame), self.shapes, self._depth + 1)
        inner.read_all(form, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)

    def _read_path(self, path: Any) -> None:
        self.shapes.drawings += 1
        box = self._bounds(path)
        if min(box.width, box.height) < THIN:
            self._add_rule(box)
        elif DOT[0] <= min(box.width, box.height) and max(box.width, box.height) <= DOT[1]:
            self.shapes.dots.append(box)
        elif box.width >= LEAST_BOX[0] or box.height >= LEAST_BOX[1]:
            self._read_outline(path, box)

    def _read_outline(self, path: Any, box: Box) -> None:
        count = pdfium.FPDFPath_CountSegments(path)
        if box.width >= LEAST_BOX[0] and box.height >= LEAST_BOX[1]:
            self.shapes.boxes.append(box)
        if count <= MOST_SEGMENTS and _is_stroked(path):
            for edge in _edges(path, count, _matrix(path).then(self._frame)):
                self._add_rule(edge)

    def _add_rule(self, box: Box) -> None:
        if box.height < THIN and box.width >= SHORTEST_RULE:
            self.shapes.level.append(Rule((box.top + box.bottom) / 2, box.x0, box.x1))
        elif box.width < THIN and box.height >= SHORTEST_RULE:
            self.shapes.upright.append(Rule((box.x0 + box.x1) / 2, box.top, box.bottom))

    def _bounds(self, item: Any) -> Box:
        left, bottom, right, top = self._refs
        pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        return self._frame.box(*(side.value for side in self._sides))


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(stroke.value)


def _matrix(item: Any) -> Frame:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    return Frame(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _edges(path: Any, count: int, frame: Frame) -> Iterator[Box]:
    """Yield the straight parts of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at: tuple[float, float] | None = None
    begun: tuple[float, float] | None = None
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_LINETO and at is not None:
            yield frame.box(*at, *point)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        at = point
        if begun is not None and begun != at and pdfium.FPDFPathSegment_GetClose(segment):
            yield frame.box(*at, *begun)
