"""Rebuilds the lines of a page as the eye sees them.

pdfium breaks its text where a drawing operation jumps; that is often a line end, sometimes a raised mark, and
in tables or careless columns one of its lines runs straight across. So its lines are first cut at wide gaps and
then joined again where one piece plainly goes on in the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from auditor.loaders.pdf_geometry import UNCHANGED, upright_frame
from auditor.loaders.pdf_glyphs import LINE_END_HYPHEN
from auditor.loaders.pdf_sheet import Line, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.loaders.pdf_geometry import Box, Frame
    from auditor.loaders.pdf_glyphs import Glyphs
    from auditor.loaders.pdf_sheet import Sheet

WIDE_GAP = 1.0
"""Ems between words from which they may belong to different columns or cells."""
WORD_GAP = 0.14
"""Ems from which two pieces are two words; a word space is about a quarter."""
LABEL_GAP = 4.5
"""Ems a bullet or number may stand before its text."""
MANY_OPERATIONS = 8
"""Drawing operations in a line from which looking at its spaces is cheaper than looking at each of them."""
WIDE_SET = 0.8
"""Ems a character on average from which a run is too wide to be words alone."""
SMALL = 0.8
"""Size relative to its neighbour under which a piece may be a raised mark."""
DROP_CAP = 1.6
"""Size relative to its line from which a first letter is a drop cap."""
LEAST_SIZE = 1.0
"""Points; fonts drawn as shapes report less, and then the ink tells the size."""
OUTSIDE = 1.0
"""Points by which text must lie outside the page to be left out."""

LABEL = re.compile(
    r"(?:[•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔✗✘❖◆◇*\-–—\ue000-\uf8ff]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\d{1,3}\]|\d{1,2})$"
)

_RUN = re.compile(rf"[^\r\n{LINE_END_HYPHEN}]+{LINE_END_HYPHEN}?")
_SPACE = re.compile(r"\s+")
_MARK = re.compile(r"[\d,–*†‡§¶a-z-]{1,5}$")


@dataclass(slots=True, eq=False)
class _Piece:
    start: int
    end: int
    x0: float
    x1: float
    base: float
    size: float
    is_bold: bool
    turn: int


def read_lines(sheet: Sheet, glyphs: Glyphs) -> list[Line]:
    """Return the page's lines in the file's own order."""
    pieces = [piece for piece in _Cutter(sheet, glyphs).pieces() if _is_on_page(piece, sheet)]
    return _joined(sheet, _with_marks_in_place(pieces, sheet.text))


def cut_line(line: Line, glyphs: Glyphs, places: Sequence[float]) -> list[Line]:
    """Cut a level line between words at the given x positions, as the rules of a table ask."""
    cutter = _Cutter(line.sheet, glyphs)
    parts: list[Line] = []
    for stretch in line.stretches:
        for start, end in cutter.cut_at(stretch.start, stretch.end, places):
            piece = cutter.measure(start, end)
            parts.append(_line(line.sheet, [piece], [False], line.order))
    return parts


class _Cutter:
    """Measures runs of characters and cuts them at wide gaps."""

    def __init__(self, sheet: Sheet, glyphs: Glyphs) -> None:
        self._text = glyphs.text
        self._glyphs = glyphs
        self._levels = [upright_frame(sheet.width, sheet.height, turn) for turn in range(4)]

    def pieces(self) -> Iterator[_Piece]:
        for run in _RUN.finditer(self._text):
            start, end = self._trimmed(run.start(), run.end())
            if start < end:
                yield from self._cut(self.measure(start, end))

    def measure(self, start: int, end: int) -> _Piece:
        glyphs = self._glyphs
        middle = self._solid(start, end)
        size, turn = glyphs.size_and_turn(middle)
        level = self._levels[turn]
        x0, _ = level.point(*glyphs.origin(start))
        _, base = level.point(*glyphs.origin(middle))
        last = _level_box(glyphs.box(end - 1), level)
        if size < LEAST_SIZE:
            size = max(last.height * 1.3, LEAST_SIZE)
        is_bold = glyphs.is_bold(middle) and glyphs.is_bold(start)
        return _Piece(start, end, x0, max(last.x1, x0), base, size, is_bold, turn)

    def cut_at(self, start: int, end: int, places: Sequence[float]) -> Iterator[tuple[int, int]]:
        at = start
        for space in _SPACE.finditer(self._text, start, end):
            left, right = self._edges(space, UNCHANGED)
            if space.start() > at and any(left - 1 <= place <= right + 1 for place in places):
                yield at, space.start()
                at = space.end()
        yield at, end

    def _cut(self, piece: _Piece) -> Iterator[_Piece]:
        level = self._levels[piece.turn]
        if not self._may_have_gap(piece, level):
            yield piece
            return
        at = piece.start
        for space in _SPACE.finditer(self._text, piece.start, piece.end):
            left, right = self._edges(space, level)
            if right - left > WIDE_GAP * piece.size and space.start() > at:
                yield self.measure(at, space.start())
                at = space.end()
        yield piece if at == piece.start else self.measure(at, piece.end)

    def _may_have_gap(self, piece: _Piece, level: Frame) -> bool:
        if not _SPACE.search(self._text, piece.start, piece.end):
            return False
        if piece.x1 - piece.x0 > (piece.end - piece.start) * piece.size * WIDE_SET:
            return True
        operations = self._glyphs.operations(piece.start, piece.end)
        if not 1 < operations <= MANY_OPERATIONS:
            return operations > 1
        boxes = [_level_box(box, level) for box in self._glyphs.boxes(piece.start, piece.end)]
        return any(b.x0 - a.x1 > WIDE_GAP * piece.size for a, b in pairwise(boxes))

    def _edges(self, space: re.Match[str], level: Frame) -> tuple[float, float]:
        left = _level_box(self._glyphs.box(space.start() - 1), level)
        right = _level_box(self._glyphs.box(space.end()), level)
        return left.x1, right.x0

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self._text
        while start < end and (text[start].isspace() or text[start] == "\x00"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] == "\x00"):
            end -= 1
        return start, end

    def _solid(self, start: int, end: int) -> int:
        middle = (start + end) // 2
        while middle > start and self._text[middle].isspace():
            middle -= 1
        return middle


def _level_box(box: Box, level: Frame) -> Box:
    return box if level is UNCHANGED else level.box(*box)


def _is_on_page(piece: _Piece, sheet: Sheet) -> bool:
    width, height = (sheet.width, sheet.height) if piece.turn % 2 == 0 else (sheet.height, sheet.width)
    return (
        piece.x1 > OUTSIDE
        and piece.x0 < width - OUTSIDE
        and piece.base > OUTSIDE
        and piece.base - 0.7 * piece.size < height - OUTSIDE
    )


def _with_marks_in_place(pieces: list[_Piece], text: str) -> list[_Piece]:
    """Move raised marks that the file draws apart behind the piece whose end they stand at."""
    if not pieces:
        return pieces
    limit = SMALL * median(piece.size for piece in pieces)
    ordered: list[_Piece] = []
    apart: list[_Piece] = []
    for number, piece in enumerate(pieces):
        if piece.size >= limit or not _MARK.match(text[piece.start : piece.end]):
            ordered.append(piece)
            continue
        around = pairwise(pieces[max(number - 1, 0) : number + 2])
        (ordered if any(_goes_on(a, b) for a, b in around) else apart).append(piece)
    for piece in apart:
        home = next((n for n, other in enumerate(ordered) if _ends_at(other, piece)), None)
        ordered.insert(len(ordered) if home is None else home + 1, piece)
    return ordered


def _ends_at(other: _Piece, mark: _Piece) -> bool:
    return abs(mark.x0 - other.x1) < other.size and mark.size < other.size and _goes_on(other, mark)


def _joined(sheet: Sheet, pieces: Sequence[_Piece]) -> list[Line]:
    lines: list[Line] = []
    group: list[_Piece] = []
    glued: list[bool] = []
    for piece in pieces:
        if group and (_goes_on(group[-1], piece) or _is_labelled(sheet, group, piece)):
            glued.append(piece.x0 - group[-1].x1 < WORD_GAP * max(piece.size, group[-1].size))
        else:
            if group:
                lines.append(_line(sheet, group, glued, len(lines)))
            group, glued = [], [False]
        group.append(piece)
    if group:
        lines.append(_line(sheet, group, glued, len(lines)))
    return lines


def _goes_on(before: _Piece, after: _Piece) -> bool:
    """Whether `after` continues the line of `before`: beside it, on the same baseline or raised from it."""
    if before.turn != after.turn:
        return False
    size = max(before.size, after.size)
    if not -0.35 * size <= after.x0 - before.x1 <= WIDE_GAP * size:
        return False
    if abs(before.base - after.base) <= 0.12 * size:
        return True
    large, small = (before, after) if before.size >= after.size else (after, before)
    return small.size < 0.95 * large.size and -0.75 * size < small.base - large.base < 0.3 * size


def _is_labelled(sheet: Sheet, group: list[_Piece], piece: _Piece) -> bool:
    label = group[-1]
    if len(group) > 1 or label.turn != piece.turn or label.end - label.start > 5:
        return False
    size = max(label.size, piece.size)
    return (
        0 < piece.x0 - label.x1 <= LABEL_GAP * size
        and abs(label.base - piece.base) <= 0.25 * size
        and LABEL.match(sheet.text[label.start : label.end]) is not None
        and not LABEL.match(sheet.text[piece.start : piece.end])
    )


def _line(sheet: Sheet, pieces: Sequence[_Piece], glued: Sequence[bool], order: int) -> Line:
    main = max(pieces, key=lambda piece: piece.end - piece.start)
    stretches: list[Stretch] = []
    text = ""
    for piece, is_glued in zip(pieces, glued, strict=True):
        stretches.append(Stretch(piece.start, piece.end, is_glued))
        text += ("" if is_glued or not text else " ") + sheet.text[piece.start : piece.end]
    return Line(
        sheet,
        stretches,
        text,
        x0=min(piece.x0 for piece in pieces),
        x1=max(piece.x1 for piece in pieces),
        base=main.base,
        size=main.size,
        is_bold=main.is_bold,
        turn=main.turn,
        order=order,
        has_drop_cap=pieces[0].size > DROP_CAP * main.size,
    )
