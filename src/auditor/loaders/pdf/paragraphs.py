"""Makes paragraphs, headings and list items out of the lines of a block.

A printed page shows where a paragraph ends in several ways: a gap, an indent, a line that stops although the
next word would have fitted, a bullet. Each is weak alone; together they are how the eye reads.
"""

from __future__ import annotations

import re
from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.loaders.pdf.glyphs import LINE_END_HYPHEN
from auditor.model.document import BlockKind
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.loaders.pdf.order import Block
    from auditor.loaders.pdf.sheet import Line

INDENT = (0.7, 4.5)
"""Ems between which a first line's shift to the right is an indent."""
ALIGNED = 0.35
"""Ems within which two lines begin at the same place."""
ROOM = 1.15
"""Times the width of the next word that must have been free for a line end to be meant."""
BARE_ROOM = 0.6
"""Ems that must have been free besides."""
HEADING_SIZES = ((1.75, 1), (1.3, 2), (1.1, 3))
"""Size relative to the body text from which a line is a heading, and its level."""
BOLD_LEVEL = 4
"""Level of a heading set off only by its weight."""
LONGEST_HEADING = 220
"""Characters; longer text in large type is a lead."""
LONGEST_BOLD_HEADING = 130
"""Characters; longer bold text is an emphasised paragraph."""
SENTENCE_LENGTH = 60
"""Characters from which text in somewhat larger type that ends like a sentence is one."""
LEAST_CAPITALS = 8
"""Letters of a line in capitals that is a heading; shorter ones are initials and names."""
SHORT_FIGURE = 24
"""Characters of a figure in large type that speaks with the line below it, not for a section."""

BULLET = re.compile(r"[•◦▪▫■□●○‣⁃∙·➢➤►▶✓✔✗✘❖◆◇\ue000-\uf8ff]\s*|[-–—*o]\s+(?=\S)")
NUMBERED = re.compile(
    r"(?:\(?(?P<number>\d{1,3})[.)]|\[(?P<bracketed>\d{1,3})\]|\(?[a-z]\)|\(?[ivx]{1,4}\))\s+\S"
)
SIGNED = re.compile(r"(?:\*{1,3}|†{1,2}|‡{1,2}|§|¶)\s*(?=[^\s*†‡§¶])")
ENDS_SENTENCE = re.compile(r"[.!?…:;][)\]”’\"'»]*(?:\[?[\d,*†‡§a-h–-]{1,6}\]?)?$")
CAPTION = re.compile(r"(?:table|figure|fig\.|chart|exhibit)\s+\d{1,3}[a-z]?\s*(?:[.:|–—]|$)", re.IGNORECASE)
_LOWER_START = re.compile(r"[(\[“‘\"']?[a-zà-öø-ÿ]")
_FIGURE = re.compile(r"[£$€]?\d")
_LEADER = re.compile(r"[.…·_]{4,}\s*\d{1,4}$")


@dataclass(slots=True, eq=False)
class Paragraph:
    """Lines that belong together. `breaks` are numbers of lines after which the break is meant."""

    kind: BlockKind
    lines: list[Line]
    level: int = 0
    breaks: set[int] = field(default_factory=set)
    label: int = 0
    """Characters of a bullet to leave out at the beginning."""
    right: float = 0.0
    """Right edge of its column."""
    left: float = 0.0

    @property
    def text(self) -> str:
        """Its words, good enough to judge by."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """Size of its type."""
        return self.lines[0].size

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return ENDS_SENTENCE.search(self.lines[-1].text) is not None


def paragraphs_of(block: Block, column: tuple[float, float], body_size: float) -> list[Paragraph]:
    """Return the paragraphs of a block; `column` are the edges within which its lines were broken."""
    is_title = _heading_level(block.lines, body_size) > 0
    cuts = _Cuts(block.lines, column)
    groups = [block.lines] if is_title and not _is_list(block.lines) else cuts.groups()
    return [_paragraph(group, column, body_size, cuts) for group in groups]


def continues(before: Paragraph, after: Paragraph, *, is_near: bool) -> bool:
    """Whether `after`, found in another column or page (or just below: `is_near`), goes on with `before`."""
    first, last = after.lines[0], before.lines[-1]
    if not _may_go_on(before, after) or not _is_set_alike(last, first):
        return False
    if last.text.endswith(LINE_END_HYPHEN):
        return True
    if before.ends_sentence:
        return False
    if _LOWER_START.match(first.text):
        return len(before.lines) > 1 or len(before.text) >= SHORT_FIGURE
    if first.text[:1].isdigit() and not NUMBERED.match(first.text):
        return _is_full(before, first)
    is_indented = first.x0 - after.left > INDENT[0] * first.size
    return not is_near and not is_indented and len(before.lines) > 1 and _is_full(before, first)


def _is_full(before: Paragraph, following: Line) -> bool:
    """Whether the last line ran to the edge of its column, as far as the word that follows it tells."""
    return not is_deliberate(before.lines[-1], following, (before.left, before.right))


def _may_go_on(before: Paragraph, after: Paragraph) -> bool:
    kinds = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    return after.kind is BlockKind.PARAGRAPH and before.kind in kinds


def _is_set_alike(one: Line, other: Line) -> bool:
    is_alike = one.is_bold == other.is_bold and one.turn == other.turn
    return is_alike and abs(one.size - other.size) <= 0.07 * one.size


def is_deliberate(line: Line, following: Line, column: tuple[float, float]) -> bool:
    """Whether a line stopped although the next word would have fitted into the column."""
    if line.text.endswith((LINE_END_HYPHEN, "-", "–", "—", "/")):
        return False
    word = following.text.split(" ", 1)[0]
    width = (following.x1 - following.x0) / max(len(following.text), 1) * len(word)
    free = (column[1] - column[0]) - (line.x1 - min(line.x0, column[0] + 4 * line.size))
    if line.x0 - column[0] < line.size:
        free = column[1] - line.x1
    return free > ROOM * width + BARE_ROOM * line.size


class _Cuts:
    """Decides where the paragraphs of a block begin."""

    def __init__(self, lines: Sequence[Line], column: tuple[float, float]) -> None:
        self._lines = lines
        self._column = column
        self._left = min(line.x0 for line in lines)
        self._is_hanging = self._hangs()
        self.breaks: set[int] = set()
        """Lines (by identity) after which the break is meant although the paragraph goes on."""

    def groups(self) -> list[list[Line]]:
        groups = [[self._lines[0]]]
        for number, (before, line) in enumerate(pairwise(self._lines), 1):
            if self._begins(number, before, line, groups[-1]):
                groups.append([])
            groups[-1].append(line)
        return groups

    def _begins(self, number: int, before: Line, line: Line, group: Sequence[Line]) -> bool:
        if _is_same_row(before, line):
            return False
        stopped = is_deliberate(before, line, self._column)
        if self._begins_item(number, line, group[0], stopped=stopped) or _LEADER.search(before.text):
            return True
        if before.text.endswith(LINE_END_HYPHEN):
            return False
        if self._is_hanging:
            return self._is_left(line)
        is_indented = self._is_indented(number, before, line) and not _LOWER_START.match(line.text)
        is_other = line.is_bold != before.is_bold
        return is_indented or (stopped and (is_other or self._stops(before, line)))

    def _begins_item(self, number: int, line: Line, first: Line, *, stopped: bool) -> bool:
        if line.is_dotted or _is_raised_start(line):
            return True
        if line.text[:2].isalpha():
            return False  # most lines begin with a word
        before = self._lines[number - 1]
        ended = stopped or ENDS_SENTENCE.search(before.text) is not None
        if BULLET.match(line.text) or SIGNED.match(line.text):
            return ended or abs(first.x0 - line.x0) < ALIGNED * line.size
        return _is_numbered(line, first, ended=ended or self._begins_count(number, line))

    def _begins_count(self, number: int, line: Line) -> bool:
        """Whether a line numbered 1 is followed by one numbered 2 at the same place."""
        match = NUMBERED.match(line.text)
        if match is None or match["number"] != "1":
            return False
        return any(
            other.text.startswith(("2.", "2)", "(2)")) and abs(other.x0 - line.x0) < ALIGNED * line.size
            for other in self._lines[number + 1 :]
        )

    def _stops(self, before: Line, line: Line) -> bool:
        if ENDS_SENTENCE.search(before.text):
            return True
        if not _LOWER_START.match(line.text):
            self.breaks.add(id(before))
        return False

    def _is_left(self, line: Line) -> bool:
        return line.x0 - self._left < ALIGNED * line.size

    def _is_indented(self, number: int, before: Line, line: Line) -> bool:
        shift = (line.x0 - self._left) / line.size
        if not INDENT[0] <= shift <= INDENT[1] or not self._is_left(before) or before.has_drop_cap:
            return False
        following = self._lines[number + 1 : number + 2]
        return all(self._is_left(other) or _is_same_row(other, line) for other in following)

    def _hangs(self) -> bool:
        """Whether all but the first lines of the entries are indented."""
        if len(self._lines) < 2 or not self._is_left(self._lines[0]) or self._is_left(self._lines[1]):
            return False
        shifted = [line for line in self._lines[1:] if not self._is_left(line)]
        if any(self._is_left(line) and _LOWER_START.match(line.text) for line in self._lines[1:]):
            return False
        even = all(abs(line.x0 - shifted[0].x0) < ALIGNED * line.size for line in shifted)
        return even and shifted[0].x0 - self._left <= INDENT[1] * shifted[0].size


def _is_same_row(one: Line, other: Line) -> bool:
    return abs(one.base - other.base) < 0.3 * one.size


def _is_raised_start(line: Line) -> bool:
    return line.start in line.sheet.mark_starts


def _is_numbered(line: Line, first: Line, *, ended: bool) -> bool:
    match = NUMBERED.match(line.text)
    if match is None:
        return False
    number, before = match["number"], NUMBERED.match(first.text)
    follows = bool(number and before and before["number"] and int(before["number"]) + 1 == int(number))
    return ended or (follows and line.x0 - first.x0 < ALIGNED * line.size)


def _is_list(lines: Sequence[Line]) -> bool:
    return sum(bool(line.is_dotted or BULLET.match(line.text)) for line in lines) > 1


def _paragraph(lines: list[Line], column: tuple[float, float], body_size: float, cuts: _Cuts) -> Paragraph:
    breaks = {number for number, line in enumerate(lines[:-1]) if id(line) in cuts.breaks}
    made = Paragraph(BlockKind.PARAGRAPH, lines, breaks=breaks, left=column[0], right=column[1])
    first = lines[0]
    level = _heading_level(lines, body_size)
    bullet = BULLET.match(first.text)
    if first.is_dotted or (bullet and not _is_raised_start(first)):
        made.kind, made.level = BlockKind.LIST_ITEM, 1
        made.label = bullet.end() if bullet and not first.is_dotted else 0
    elif level:
        made.kind, made.level = BlockKind.HEADING, level
        made.breaks.clear()
    elif NUMBERED.match(first.text):
        made.kind, made.level = BlockKind.LIST_ITEM, 1
    elif CAPTION.match(first.text):
        made.kind = BlockKind.CAPTION
    return made


def _heading_level(lines: Sequence[Line], body_size: float) -> int:
    """Return the level of the heading that the lines make; 0 when they make none."""
    ratio = lines[0].size / body_size if body_size else 1.0
    level = next((level for least, level in HEADING_SIZES if ratio >= least), 0)
    is_bold = all(line.is_bold for line in lines)
    if not level and not is_bold and len(lines) > 1:
        return 0
    text = " ".join(line.text for line in lines)
    if not any(char.isalnum() for char in text) or CAPTION.match(text):
        return 0
    if level:
        is_figure = len(text) <= SHORT_FIGURE and _FIGURE.match(text) and not NUMBERED.match(text)
        is_sentence = len(text) > SENTENCE_LENGTH and ENDS_SENTENCE.search(text) and not is_bold
        return 0 if is_figure or is_sentence or len(text) > LONGEST_HEADING else level
    if ratio > 0.9 and len(text) <= LONGEST_BOLD_HEADING and not _ends_plainly(text):
        return BOLD_LEVEL if is_bold or _is_capital(lines, text) else 0
    return 0


def _is_capital(lines: Sequence[Line], text: str) -> bool:
    """Whether a line by itself is set in capitals, as headings are where there is no bold type."""
    letters = [char for char in text if char.isalpha()]
    return len(lines) == 1 and len(letters) >= LEAST_CAPITALS and " " in text and text == text.upper()


def _ends_plainly(text: str) -> bool:
    return text.rstrip("”’\"')").endswith((".", ";", ",", ":"))
