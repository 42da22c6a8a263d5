"""Finds reference marks set smaller and higher than their line: digits, letters, stars and daggers.

The text alone cannot tell "care2" from a mark, so size and baseline are asked for, but only at characters that
could be one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.loaders.pdf.glyphs import LINE_END_HYPHEN
from auditor.loaders.pdf.sheet import Raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.loaders.pdf.glyphs import Glyphs
    from auditor.loaders.pdf.sheet import Sheet

SMALLER = 0.86
"""Size relative to its neighbour under which a character may be raised."""
HIGHER = 0.09
"""Ems of the neighbour by which its baseline must be higher."""
MUCH_HIGHER = 0.2
"""Ems by which a character of full size must be higher."""
NEAR = 5.0
"""Ems along the line within which a neighbour must stand."""
LONGEST_LABEL = 3
"""Characters of a label; longer numbers are figures."""
MOST_NAMED = 30
"""Labels a range such as 3-7 may stand for."""

_CANDIDATE = re.compile(r"\d+(?:\s?[,;–—-]\s?\d+)*|[*†‡§¶∗⁎]{1,3}|(?<![^\W\d_])[a-z](?:,[a-z])*(?![^\W\d_])")
_SIGN = re.compile(r"[*†‡§¶∗⁎]")
_GLUED_LETTER = re.compile(r"(?<=[a-z])[a-h](?![^\W\d_])")
_LETTER_NOTE = re.compile(r"^[a-h] ?[A-Z0-9‘“]", re.MULTILINE)
# A power or a square is raised and no mark: m², 10⁶, kg/m2.
_POWER_BEFORE = re.compile(r"(?:(?:^|[\s\d/(·.])(?:[kcmµμn]?m|ft|in|s)|(?<!\d)10|×\s?\d)$")
_FRACTION_AFTER = re.compile(r"\s{0,2}[/⁄]")
_STAR_FORMS = str.maketrans("∗⁎", "**")
_WORD_OR_STOP = re.compile(r"[^\W_]|[.,;:!?%)\]”’\"'»]")
_SIGN_END = re.compile(r"$|[\s.,;:!?)\]”’\"'»\x00]")


def raised_marks(sheet: Sheet, glyphs: Glyphs) -> list[Raised]:
    """Return the raised marks of a page in the order of its text."""
    text = sheet.text
    before = _letters_before(sheet)
    patterns = (_CANDIDATE, _GLUED_LETTER) if _LETTER_NOTE.search(text) else (_CANDIDATE,)
    found: list[Raised] = []
    for start, end in _uneven(sheet):
        for pattern in patterns:
            for match in pattern.finditer(text, start, end):
                first = _first_small(text, match, glyphs)
                labels = labels_of(text[first : match.end()])
                if labels and _is_mark(text, first, match.end(), glyphs, before.get(first)):
                    found.append(Raised(first, match.end(), labels))
    return sorted(found, key=lambda mark: mark.start)


def labels_of(written: str) -> tuple[str, ...]:
    """Return the labels that a mark names: "1,3-5" names 1, 3, 4 and 5; empty when it is no mark."""
    labels: list[str] = []
    for part in re.split(r"\s?[,;]\s?", written.translate(_STAR_FORMS)):
        numbers = re.split(r"\s?[–—-]\s?", part)
        if len(numbers) == 1 and len(part) <= LONGEST_LABEL:
            labels.append(part)
            continue
        if len(numbers) != 2 or not all(number.isdigit() for number in numbers):
            return ()
        first, last = int(numbers[0]), int(numbers[1])
        if not first < last <= first + MOST_NAMED:
            return ()
        labels.extend(str(number) for number in range(first, last + 1))
    return tuple(labels)


def _letters_before(sheet: Sheet) -> dict[int, int]:
    """Return, for each stretch that does not begin its line, the letter it follows there: not always that of the text."""
    return {
        stretch.start: earlier.end - 1
        for line in sheet.lines
        if len(line.stretches) > 1
        for earlier, stretch in pairwise(line.stretches)
    }


def _uneven(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the ranges in which something may be raised: where a line was drawn in several goes, or has a sign."""
    has_sign = _SIGN.search(sheet.text) is not None
    for line in sheet.lines:
        for stretch in line.stretches:
            if not stretch.is_even or (has_sign and _SIGN.search(line.text)):
                yield stretch.start, stretch.end


def _first_small(text: str, match: re.Match[str], glyphs: Glyphs) -> int:
    """Return where the small type at the end of a number begins; where it begins itself when it is all of one size."""
    start, end = match.span()
    if end - start < 2 or not text[start].isdigit():
        return start
    size = glyphs.size if len(glyphs.scales) > 1 else glyphs.nominal_size
    small = SMALLER * size(start)
    if size(end - 1) >= small:
        return start
    first = end - 1
    while first > start + 1 and size(first - 1) < small:
        first -= 1
    while not text[first].isdigit():
        first += 1
    return first


def _is_mark(text: str, start: int, end: int, glyphs: Glyphs, follows: int | None) -> bool:
    if text[start] in "*†‡§¶∗⁎":
        return _is_sign_mark(text, start, end)
    before = text[max(0, start - 6) : start]
    if _POWER_BEFORE.search(before) or _FRACTION_AFTER.match(text, end):
        return False
    near = [*([] if follows is None else [follows]), *_neighbours(text, start, end)]
    return _may_be_raised(text, glyphs, start, near) and _is_raised(glyphs, start, near)


def _may_be_raised(text: str, glyphs: Glyphs, start: int, near: Iterable[int]) -> bool:
    """Ask the cheap question first: set smaller than its neighbour, or stuck to it."""
    if len(glyphs.scales) > 1 or (start and text[start - 1].isalpha()):
        return True
    size = glyphs.nominal_size(start)
    return any(size < SMALLER * glyphs.nominal_size(neighbour) for neighbour in near)


def _is_sign_mark(text: str, start: int, end: int) -> bool:
    """Stars and daggers are high by nature: they are marks when they close a word."""
    if start == 0 or not _WORD_OR_STOP.match(text[start - 1]):
        return False
    return _SIGN_END.match(text, end) is not None and not (text[start] in "*∗⁎" and text[start - 1].isdigit())


def _is_raised(glyphs: Glyphs, start: int, near: Iterable[int]) -> bool:
    size, turn = glyphs.size_and_turn(start)
    place = glyphs.origin(start)
    for neighbour in near:
        full, other_turn = glyphs.size_and_turn(neighbour)
        along, rise = _way(place, glyphs.origin(neighbour), turn)
        if turn == other_turn and abs(rise) < full and abs(along) < NEAR * full:
            limit = HIGHER if size < SMALLER * full else MUCH_HIGHER
            return size <= 1.02 * full and rise > limit * full
    return False


def _neighbours(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the letters before and after, from whose line the candidate may be raised."""
    before = text[max(0, start - 4) : start].rstrip()
    if before and before[-1] != LINE_END_HYPHEN:
        yield max(0, start - 4) + len(before) - 1
    after = text[end : end + 4]
    if after.strip():
        yield end + len(after) - len(after.lstrip())


def _way(place: tuple[float, float], other: tuple[float, float], turn: int) -> tuple[float, float]:
    """Return how far along its own line and how far above `other` a character stands."""
    dx, dy = place[0] - other[0], place[1] - other[1]
    return ((dx, -dy), (dy, dx), (-dx, dy), (-dy, -dx))[turn]
