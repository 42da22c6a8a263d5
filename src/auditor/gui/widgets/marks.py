"""Which findings lie on a stretch of a text, and which of several is shown where they overlap."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import TYPE_CHECKING

from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.listing import FindingMark

REACH = 8
"""Marks looked at before a stretch for one that reaches into it; sentences seldom nest deeper."""


def marks_on(marks: Sequence[FindingMark], span: Span) -> list[FindingMark]:
    """Return the marks that share something with a span. They come in the order of the text."""
    first = bisect_left(marks, span.start, key=_start)
    end = bisect_left(marks, span.end, key=_start)
    return [mark for mark in marks[max(first - REACH, 0) : end] if mark.span.overlaps(span)]


def stretches(span: Span, marks: Sequence[FindingMark]) -> Iterator[tuple[Span, FindingMark | None]]:
    """Cut a span where marks begin and end; where several lie, the weightiest is shown, then the shortest."""
    edges = {span.start, span.end}
    for mark in marks:
        edges |= {min(max(edge, span.start), span.end) for edge in (mark.span.start, mark.span.end)}
    cuts = sorted(edges)
    for start, end in itertools.pairwise(cuts):
        stretch = Span(start, end)
        lying = [mark for mark in marks if mark.span.contains(stretch)]
        yield stretch, min(lying, key=_weight, default=None)


def _start(mark: FindingMark) -> int:
    return mark.span.start


def _weight(mark: FindingMark) -> tuple[int, int]:
    return mark.severity.rank, len(mark.span)
