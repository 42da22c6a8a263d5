"""Tells running heads, running feet and folios from the text they frame.

What stands in the margin zone of several pages near each other, at the same height and in the same words (numbers
may move along with the pages), belongs to the frame. It is taken out of the pages, so that it does not break
into paragraphs, and kept once. A note that stands at the foot of every page is none of it where a mark points to it.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.loaders.pdf.notes import label_at, labels_raised
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.loaders.pdf.sheet import Line, Sheet

REACH = 8
"""Pages to either side on which a repetition is looked for; running heads change with the chapter."""
ZONE = 0.14
"""Share of the page's height, at either end, in which running heads and feet stand."""
SAME_HEIGHT = 3.0
"""Points by which the height may differ from page to page."""
LARGEST = 1.25
"""Size relative to the body text up to which a line can be a running head; chapter titles are larger."""
MOST_ROWS = 4
"""Rows of a running head or foot."""
SHORT = 40
"""Characters under which a row is a title or a folio even right beside the text."""
CLOSE = 1.5
"""Ems between baselines within which a line of the same size belongs to the text next to it."""
LONGEST = 220
"""Characters of a running line."""
LONGEST_ALONE = 120
"""Characters of running lines with nothing between them, as on a page that holds a picture; more is text."""

_NUMBER = re.compile(r"\d+")
_FOLIO = re.compile(
    r"(?:page|p\.?)?\s*[-–—|·]?\s*(?P<number>\d{1,4})\s*(?:[-–—|·]|(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Sight:
    page: int
    base: float
    text: str


@dataclass(slots=True)
class RunningLines:
    """Remembers the margin lines of the pages seen, and takes those that run through the document."""

    _sights: dict[str, list[_Sight]] = field(default_factory=dict)
    _keys: deque[tuple[int, set[str]]] = field(default_factory=deque)
    _told: set[str] = field(default_factory=set)

    def see(self, sheet: Sheet) -> None:
        """Remember the margin lines of a page; pages must be seen up to REACH pages before they are taken from."""
        keys: set[str] = set()
        for line in sheet.lines:
            if _is_in_zone(line):
                key = _key(line.text)
                keys.add(key)
                self._sights.setdefault(key, []).append(_Sight(sheet.number, line.base, line.text))
        self._keys.append((sheet.number, keys))
        while self._keys[0][0] < sheet.number - 2 * REACH:
            self._forget(*self._keys.popleft())

    def take(self, sheet: Sheet, body_size: float) -> list[Line]:
        """Remove the running lines from a page; return those that were not told before, in reading order."""
        labels = labels_raised(sheet) if sheet.marks else set()
        running = {
            id(line)
            for line in sheet.lines
            if _is_in_zone(line)
            and self._is_running(line, body_size)
            and not (labels and label_at(line) in labels and self._is_steady(line))
        }
        taken = [line for rows in _ends(sheet) for line in _outermost(rows, running, sheet)]
        taken += [line for line in sheet.lines if line.turn and id(line) in running]
        if not taken:
            return []
        gone = {id(line) for line in taken}
        left = [line for line in sheet.lines if id(line) not in gone]
        if not left and not sheet.tables and sum(len(line.text) for line in taken) > LONGEST_ALONE:
            return []  # a page that comes again is no frame
        sheet.lines = left
        return [line for line in taken if self._is_news(line)]

    def _forget(self, page: int, keys: set[str]) -> None:
        for key in keys:
            kept = [sight for sight in self._sights[key] if sight.page > page]
            if kept:
                self._sights[key] = kept
            else:
                del self._sights[key]

    def _is_running(self, line: Line, body_size: float) -> bool:
        if line.size > LARGEST * body_size:
            return False
        sheet = line.sheet
        folio = _FOLIO.fullmatch(line.text)
        if folio and int(folio["number"]) == sheet.number:
            return True
        return any(
            _is_same(sight, line)
            for sight in self._sights.get(_key(line.text), ())
            if 0 < abs(sight.page - sheet.number) <= REACH
        )

    def _is_steady(self, line: Line) -> bool:
        """Whether it is the same on every page, its number too: a note that comes again, and no folio."""
        return all(sight.text == line.text for sight in self._sights[_key(line.text)])

    def _is_news(self, line: Line) -> bool:
        key = _key(line.text)
        if key in self._told:
            return False
        self._told.add(key)
        return True


@lru_cache(maxsize=1_024)
def _key(text: str) -> str:
    return _NUMBER.sub("#", text.casefold())


def _is_in_zone(line: Line) -> bool:
    if line.turn:
        return len(line.text) <= LONGEST
    height = line.sheet.height
    return len(line.text) <= LONGEST and not ZONE * height < line.base < (1 - ZONE) * height


def _is_same(sight: _Sight, line: Line) -> bool:
    if abs(sight.base - line.base) > SAME_HEIGHT:
        return False
    if sight.text == line.text:
        return True
    apart = line.sheet.number - sight.page
    numbers = zip(_NUMBER.findall(sight.text), _NUMBER.findall(line.text), strict=True)
    return all(int(there) in {int(here), int(here) - apart} for there, here in numbers)


def _ends(sheet: Sheet) -> tuple[list[list[Line]], list[list[Line]]]:
    """Return the rows of both margin zones, from the edge of the page inwards."""
    rows: dict[int, list[Line]] = {}
    for line in sheet.lines:
        if not line.turn and _is_in_zone(line):
            rows.setdefault(round(line.base / SAME_HEIGHT), []).append(line)
    head = [row for at, row in sorted(rows.items()) if at * SAME_HEIGHT < sheet.height / 2]
    foot = [row for at, row in sorted(rows.items(), reverse=True) if at * SAME_HEIGHT >= sheet.height / 2]
    return head, foot


def _outermost(rows: Iterable[list[Line]], running: set[int], sheet: Sheet) -> list[Line]:
    """Return the running lines from the edge up to the first row of proper text."""
    taken: list[list[Line]] = []
    for row in rows:
        if len(taken) > MOST_ROWS:
            return []  # text that comes again, not its frame
        if not all(id(line) in running for line in row):
            break
        taken.append(row)
    while taken and _is_in_text(taken[-1], taken, sheet):
        taken.pop()
    return [line for row in sorted(taken, key=lambda row: row[0].base) for line in row]


def _is_in_text(row: list[Line], taken: Iterable[list[Line]], sheet: Sheet) -> bool:
    """Whether a row is set as one with the text beside it that is not taken."""
    if max(len(line.text) for line in row) < SHORT:
        return False
    own = {id(line) for other in taken for line in other}
    first = row[0]
    return any(
        abs(line.base - first.base) < CLOSE * line.size
        and abs(line.size - first.size) < 0.07 * line.size
        and line.x0 < first.x1
        and first.x0 < line.x1
        for line in sheet.lines
        if id(line) not in own and not line.turn
    )
