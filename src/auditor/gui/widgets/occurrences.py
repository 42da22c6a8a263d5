"""Where words stand in a text, in any case and over line ends, and which of the places is shown."""

from __future__ import annotations

import re
from bisect import bisect_left

from auditor.model.span import Span

MOST = 10_000
"""Places remembered; somebody who looks for one letter needs no more."""


class Occurrences:
    """The places of some words, in order, one of them current."""

    def __init__(self, text: str = "", words: str = "") -> None:
        self.spans = _places(text, words)
        self.at = -1

    @property
    def current(self) -> Span | None:
        """The place shown."""
        return self.spans[self.at] if self.at >= 0 else None

    def begin_at(self, offset: int) -> None:
        """Show the first place from an offset on, else the first of all."""
        if self.spans:
            self.at = bisect_left(self.spans, offset, key=lambda span: span.start) % len(self.spans)

    def step(self, by: int) -> None:
        """Go to the next or previous place, from the other end at the end."""
        if self.spans:
            self.at = (self.at + by) % len(self.spans)

    def around(self, span: Span, most: int) -> list[Span]:
        """Return the places within a stretch, those nearest to the current one when there are too many."""
        first = bisect_left(self.spans, span.start, key=lambda each: each.start)
        end = bisect_left(self.spans, span.end, key=lambda each: each.start)
        if end - first > most:
            first = min(max(first, self.at - most // 2), end - most)
        return self.spans[first : min(end, first + most)]


def _places(text: str, words: str) -> list[Span]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    if not pattern:
        return []
    found: list[Span] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        found.append(Span(*match.span()))
        if len(found) == MOST:
            break
    return found
