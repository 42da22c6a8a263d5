"""Rebuilds the lines of a page as the eye sees them.

pdfium breaks its text where a drawing operation jumps; that is often a line end, sometimes a raised mark, and
in tables or careless columns one of its lines runs straight across. So its lines are first cut at wide gaps and
then joined again where one piece plainly goes on in the next.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from auditor.loaders.pdf.geometry import UNCHANGED, upright_frame
from auditor.loaders.pdf.glyphs import LINE_END_HYPHEN
from auditor.loaders.pdf.sheet import Line, Stretch
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.loaders.pdf.geometry import Box, Frame
    from auditor.loaders.pdf.glyphs import Extent, Glyphs
    from auditor.loaders.pdf.sheet import Sheet

WIDE_GAP = 1.0
"""Ems between words from which they may belong to different columns or cells."""
RAISED = 0.12
"""Ems above the baseline from which the ink of a drawing operation may be a raised mark."""
BACKWARDS = 0.6
"""Ems by which letters may overlap; what goes back further is another line beside this one."""
WORD_GAP = 0.14
"""Ems from which two pieces are two words; a word space is about a quarter."""
LABEL_GAP = 4.5
"""Ems a bullet or number may stand before its text."""
MANY_OPERATIONS = 8
"""Drawing operations in a line from which looking at its spaces is cheaper than looking at each of them."""
WIDE_SET = 0.8
"""Ems a character on average from which a run is too wide to be words alone."""
SPACED_WORD = 1.7
"""Times the usual distance of letters set with wide spacing from which a word ends."""
SMALL = 0.8
"""Size relative to its neighbour under which a piece may be a raised mark."""
DROP_CAP = 1.6
"""Size relative to its line from which a first letter is a drop cap."""
SHADOW = 1.6
"""Points by which the shadow of a line stands off."""
MOST_TWINS = 8
"""Lines of the same words that are looked at for being each other's shadow."""
MOST_BULLETS = 300
"""Bullets, or marks, drawn apart on one page; more of them are a pattern."""
LEAST_SIZE = 1.0
"""Points; fonts drawn as shapes report less, and then the ink tells the size."""
LARGEST_SIZE = 2_000.0
"""Points; what is said to be larger is a damaged number."""
OUTSIDE = 1.0
"""Points by which text must lie outside the page to be left out."""

LABEL = re.compile(
    r"(?:[•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔✗✘❖◆◇*\-–—\ue000-\uf8ff]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\d{1,3}\]|\d{1,2})$"
)

_RUN = re.compile(rf"[^\r\n{LINE_END_HYPHEN}]+{LINE_END_HYPHEN}?")
_SPACE = re.compile(r"\s+")
_SPACED_OUT = re.compile(r"(?:[^\W\d_]{1,2} ){4,}[^\W\d_]{1,2}[.!?:]?")
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
    is_even: bool
    has_gap: bool


def read_lines(sheet: Sheet, glyphs: Glyphs) -> list[Line]:
    """Return the page's lines in the file's own order."""
    pieces = [piece for piece in _Cutter(sheet, glyphs).pieces() if _is_on_page(piece, sheet)]
    lines = _joined(sheet, _with_marks_in_place(pieces, sheet.text))
    for line in lines:
        if line.turn == 0 and _SPACED_OUT.fullmatch(line.text):
            _close_up(line, glyphs)
    return _with_bullets_set(_drawn_once(lines))


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
                piece = self.measure(start, end)
                if piece.has_gap:
                    yield from self._cut(piece)
                else:
                    yield piece

    def measure(self, start: int, end: int) -> _Piece:
        glyphs = self._glyphs
        operations = glyphs.operations(start, end)
        is_single = operations == 1
        middle, size, turn = self._main_character(start, end, is_single=is_single)
        level = self._levels[turn]
        parts = self._extents(end, operations, level)
        x0, base = glyphs.origin(start)
        if turn:
            x0, base = level.point(x0, base)
        if middle != start:
            _, base = level.point(*glyphs.origin(middle))
        if not LEAST_SIZE <= size <= LARGEST_SIZE:
            ink = 1.3 * _level_box(glyphs.box(end - 1), level).height
            size = min(max(LEAST_SIZE, ink), LARGEST_SIZE)
        is_bold = glyphs.is_bold(middle) and (is_single or glyphs.is_bold(start))
        x1 = max(parts[-1][1], x0)
        is_wide = x1 - x0 > (end - start) * size * WIDE_SET
        has_gap = is_wide or (not is_single and self._has_gap(start, end, parts, size))
        is_even = is_single or (len(parts) > 1 and all(base - part[2] < RAISED * size for part in parts))
        return _Piece(start, end, x0, x1, base, size, is_bold, turn, is_even, has_gap)

    def _main_character(self, start: int, end: int, *, is_single: bool) -> tuple[int, float, int]:
        """Return a character that shows size and baseline of the run, not those of a raised mark or drop cap in it."""
        glyphs = self._glyphs
        if is_single:
            return start, *glyphs.size_and_turn(start)
        middle, last = self._solid(start, end), end - 1
        nominal, size, turn = glyphs.setting(middle)
        if len(glyphs.scales) == 1 and glyphs.nominal_size(last) <= nominal:
            return middle, size, turn
        last_size, last_turn = glyphs.size_and_turn(last)
        if last_turn == turn and last_size > size * 1.02:
            return last, last_size, turn
        return middle, size, turn

    def _extents(self, end: int, operations: int, level: Frame) -> list[Extent]:
        """Return the extents of the drawing operations; where they are many, that of the last character alone."""
        glyphs = self._glyphs
        if 0 < operations <= MANY_OPERATIONS:
            return glyphs.extents(operations, level)
        last = _level_box(glyphs.box(end - 1), level)
        return [(last.x0, last.x1, last.bottom)]

    def _has_gap(self, start: int, end: int, parts: list[Extent], size: float) -> bool:
        if _SPACE.search(self._text, start, end) is None:
            return False
        return len(parts) == 1 or any(_is_jump(a[1], b[0], size) for a, b in pairwise(parts))

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
        at = piece.start
        for space in _SPACE.finditer(self._text, piece.start, piece.end):
            left, right = self._edges(space, level)
            if _is_jump(left, right, piece.size) and space.start() > at:
                yield self.measure(at, space.start())
                at = space.end()
        yield piece if at == piece.start else self.measure(at, piece.end)

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


def _is_jump(end: float, start: float, size: float) -> bool:
    """Whether words that follow one another in the file are too far apart, or go back, to be of one line."""
    return not -BACKWARDS * size <= start - end <= WIDE_GAP * size


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
    if len(apart) > MOST_BULLETS:
        return pieces
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


def _close_up(line: Line, glyphs: Glyphs) -> None:
    """Join the letters of words set with wide spacing: what looks like a space there is one only where it is wider."""
    text = line.sheet.text
    letters = [
        n for stretch in line.stretches for n in range(stretch.start, stretch.end) if not text[n].isspace()
    ]
    boxes = [glyphs.box(letter) for letter in letters]
    gaps = [after.x0 - before.x1 for before, after in pairwise(boxes)]
    limit = SPACED_WORD * max(median(gaps), 0.1 * line.size)
    glued = [False, *(gap < limit for gap in gaps)]
    line.stretches = [Stretch(n, n + 1, is_glued) for n, is_glued in zip(letters, glued, strict=True)]
    line.text = "".join(
        ("" if is_glued or not place else " ") + text[n]
        for place, (n, is_glued) in enumerate(zip(letters, glued, strict=True))
    )


def _drawn_once(lines: list[Line]) -> list[Line]:
    """Leave out lines drawn a second time in nearly the same place, as shadows and fake bold are."""
    places: dict[str, list[Line]] = {}
    kept: list[Line] = []
    for line in lines:
        twins = places.setdefault(line.text, [])
        near = twins[-MOST_TWINS:]
        if any(abs(t.x0 - line.x0) < SHADOW and abs(t.base - line.base) < SHADOW for t in near):
            continue
        twins.append(line)
        kept.append(line)
    return kept


def _with_bullets_set(lines: list[Line]) -> list[Line]:
    """Give bullets that are drawn apart from their text to the line they stand before."""
    bullets = [line for line in lines if len(line.text) == 1 and not line.text.isalnum()]
    if len(bullets) > MOST_BULLETS:
        return lines
    taken: set[int] = set()
    for bullet in bullets:
        for line in lines:
            if line is not bullet and _stands_before(bullet, line):
                line.is_dotted = True
                taken.add(id(bullet))
                break
    return [line for line in lines if id(line) not in taken] if taken else lines


def _stands_before(bullet: Line, line: Line) -> bool:
    return (
        bullet.turn == line.turn
        and abs(bullet.base - line.base) < 0.4 * line.size
        and 0 < line.x0 - bullet.x1 < LABEL_GAP * line.size
        and len(line.text) > 1
    )


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
    main = pieces[0] if len(pieces) == 1 else max(pieces, key=lambda piece: piece.end - piece.start)
    stretches: list[Stretch] = []
    text = ""
    for piece, is_glued in zip(pieces, glued, strict=True):
        stretches.append(Stretch(piece.start, piece.end, is_glued, piece.is_even and len(pieces) == 1))
        text += ("" if is_glued or not text else " ") + sheet.text[piece.start : piece.end]
    return Line(
        sheet,
        stretches,
        text,
        x0=main.x0 if len(pieces) == 1 else min(piece.x0 for piece in pieces),
        x1=main.x1 if len(pieces) == 1 else max(piece.x1 for piece in pieces),
        base=main.base,
        size=main.size,
        is_bold=main.is_bold,
        turn=main.turn,
        order=order,
        has_drop_cap=pieces[0].size > DROP_CAP * main.size,
    )
