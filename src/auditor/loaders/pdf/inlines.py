"""Writes lines of a page as inlines: joins them to running text, sets marks and links, keeps places.

Characters that follow one another in the page's text stay one stretch, so that a whole paragraph is mostly one
inline and the builder has little to do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from auditor.loaders.builder import Inline
from auditor.loaders.pdf.glyphs import LINE_END_HYPHEN
from auditor.loaders.pdf.hyphens import HYPHENS
from auditor.loaders.pdf.sheet import Raised
from auditor.loaders.text_marks import bracketed_marks, raised_marks
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from auditor.loaders.pdf.hyphens import Hyphens
    from auditor.loaders.pdf.sheet import Line, Linked, Sheet

JOINED_WITHOUT_SPACE = ("–", "—", "/")
"""Signs at a line end that hold two words together, unless a space stands before them."""
RAISED_DIGITS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Run:
    """Characters of one page that are written in one go."""

    sheet: Sheet
    start: int
    end: int


@dataclass(slots=True)
class InlineWriter:
    """Writes the lines of paragraphs and cells."""

    hyphens: Hyphens
    targets: Mapping[tuple[int, str], str]
    """Anchor of a page's notes by page number and label."""

    def write(
        self, lines: Sequence[Line], *, skip: int = 0, breaks: Collection[int] = (), label: int = 0
    ) -> list[Inline]:
        """Return the lines as inlines; `skip` characters are left out, the first `label` are no mark."""
        inlines: list[Inline] = []
        plain_until = lines[0].start + max(label, 1) if lines else 0
        for part in self._parts(lines, skip, breaks):
            if isinstance(part, Inline):
                inlines.append(part)
            else:
                is_first = part.start <= plain_until and part.sheet is lines[0].sheet
                inlines.extend(self._dressed(part, plain_until if is_first else 0, is_first=not inlines))
        return inlines

    def _parts(self, lines: Sequence[Line], skip: int, breaks: Collection[int]) -> Iterator[_Run | Inline]:
        run: _Run | None = None
        for number, line in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else None
            for place, stretch in enumerate(line.stretches):
                start = min(stretch.start + (skip if number == place == 0 else 0), stretch.end)
                if run is not None and _goes_on(
                    run, line.sheet, start, is_glued=stretch.is_glued and place > 0
                ):
                    run.end = stretch.end
                    continue
                if run is not None:
                    yield run
                    if not (stretch.is_glued and place):
                        yield Inline(" ")
                run = _Run(line.sheet, start, stretch.end)
            if run is None:
                continue
            ending = self._line_end(run, line, following, is_break=number in breaks)
            if ending is not None:
                yield run
                yield from ending
                run = None
        if run is not None:
            yield run

    def _line_end(
        self, run: _Run, line: Line, following: Line | None, *, is_break: bool
    ) -> list[Inline] | None:
        """Return what stands between two lines when it is not a plain space; `run` gives up its hyphen."""
        last = line.text[-1:]
        if is_break:
            return [Inline(is_break=True)]
        is_spaced = line.text[:-1].endswith(" ")
        if last in HYPHENS:
            ending = self._hyphen(run, line, following)
            return [*ending, Inline(" ")] if is_spaced else ending
        if following is not None and last in JOINED_WITHOUT_SPACE and not is_spaced:
            return []
        return None

    def _hyphen(self, run: _Run, line: Line, following: Line | None) -> list[Inline]:
        if following is None:
            is_kept = line.text[-1] != "\u00ad"
        else:
            is_kept = self.hyphens.keeps(line.text[:-1], following.text)
        if not is_kept:
            run.end -= 1
            return []
        if line.text[-1] != LINE_END_HYPHEN:
            return []
        run.end -= 1
        return [Inline("-", page=_page(run.sheet), offset=run.end)]

    def _dressed(self, run: _Run, plain_until: int, *, is_first: bool) -> Iterator[Inline]:
        """Yield a run with its marks and links set apart."""
        sheet = run.sheet
        marks = [mark for mark in _marks_in(run, is_first=is_first) if mark.start >= plain_until]
        links = _links_in(run)
        if not marks and not links:
            yield _plain(sheet, run.start, run.end, None)
            return
        at = run.start
        for mark in marks:
            if mark.start >= at:
                yield from _linked(sheet, at, mark.start, links)
                yield from self._mark(sheet, mark, _target_at(links, mark.start))
                at = mark.end
        yield from _linked(sheet, at, run.end, links)

    def _mark(self, sheet: Sheet, mark: Raised, link: str | None) -> Iterator[Inline]:
        at = mark.start
        for label in mark.labels:
            anchor = self.targets.get((sheet.number, label))
            place = sheet.text.find(label, at, mark.end)
            yield Inline(
                mark=label,
                mark_target=f"#{anchor}" if anchor else None,
                link=link,
                page=_page(sheet) if place >= 0 else None,
                offset=max(place, 0),
            )
            at = place + len(label) if place >= 0 else at


def _goes_on(run: _Run, sheet: Sheet, start: int, *, is_glued: bool) -> bool:
    if sheet is not run.sheet or start < run.end:
        return False
    between = sheet.text[run.end : start]
    return not between if is_glued else between.isspace()


def _marks_in(run: _Run, *, is_first: bool) -> list[Raised]:
    sheet, text = run.sheet, run.sheet.text[run.start : run.end]
    marks: list[Raised] = []
    if sheet.marks:
        low = bisect_left(sheet.marks, run.start, key=_start)
        high = bisect_left(sheet.marks, run.end, key=_start)
        marks = sheet.marks[low:high]
    shift = run.start
    if not is_first:
        text, shift = "x" + text, shift - 1  # so that a mark may stand at the very beginning
    if "[" in text:
        marks += [
            Raised(found.start + shift, found.end + shift, found.labels) for found in bracketed_marks(text)
        ]
    if not RAISED_DIGITS.isdisjoint(text):
        marks += [
            Raised(found.start + shift, found.end + shift, found.labels) for found in raised_marks(text)
        ]
    return sorted(marks, key=lambda mark: mark.start)


def _start(mark: Raised) -> int:
    return mark.start


def _links_in(run: _Run) -> list[Linked]:
    links = run.sheet.links
    if not links:
        return links
    low = bisect_right(links, run.start, key=lambda link: link.end)
    high = bisect_left(links, run.end, key=lambda link: link.start)
    return links[low:high]


def _linked(sheet: Sheet, start: int, end: int, links: Sequence[Linked]) -> Iterator[Inline]:
    at = start
    for link in links:
        first, last = max(link.start, at), min(link.end, end)
        if first < last:
            if at < first:
                yield _plain(sheet, at, first, None)
            yield _plain(sheet, first, last, link.target)
            at = last
    if at < end:
        yield _plain(sheet, at, end, None)


def _target_at(links: Sequence[Linked], position: int) -> str | None:
    return next((link.target for link in links if link.start <= position < link.end), None)


def _plain(sheet: Sheet, start: int, end: int, target: str | None) -> Inline:
    return Inline(sheet.text[start:end], link=target, page=_page(sheet), offset=start)


def _page(sheet: Sheet) -> int | None:
    return sheet.number if sheet.is_indexed else None
