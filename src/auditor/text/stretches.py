"""Things that each stand on a stretch of a text, found again by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.model.span import Span

T = TypeVar("T")


class Stretches(Generic[T]):
    """Spans with what stands on them. To ask costs a few steps, however many there are, as long as none is very long."""

    def __init__(self, placed: Iterable[tuple[Span, T]]) -> None:
        self._placed = sorted(placed, key=lambda each: each[0])
        self._starts = [span.start for span, _ in self._placed]
        self._longest = max((len(span) for span, _ in self._placed), default=0)

    def within(self, span: Span) -> list[T]:
        """Return what shares at least one code point with a span, in the order of the text."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [thing for where, thing in self._placed[first:last] if where.overlaps(span)]
