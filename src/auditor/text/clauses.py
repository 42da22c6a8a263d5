"""Cuts a sentence into clauses, so that a negation or a hedge reaches no further than it is meant to."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.span import Span
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.text.phrases import PhraseSet

KEPT_SENTENCES = 2048
"""Sentences whose clause borders are remembered: several cues and several rules ask for those of one page."""


@dataclass(frozen=True, eq=False)
class Clauses:
    """Clause borders of sentences, found by the words and signs that begin a new statement."""

    breaks: PhraseSet

    def end(self, text: str, sentence: Span, offset: int) -> int:
        """Where the clause that goes on at `offset` ends."""
        borders = (start for start, _ in self._borders(text, sentence) if start >= offset)
        return min(borders, default=sentence.end)

    def around(self, text: str, sentence: Span, offset: int) -> Span:
        """The clause that holds `offset`."""
        borders = self._borders(text, sentence)
        start = max((end for _, end in borders if end <= offset), default=sentence.start)
        end = min((start for start, _ in borders if start > offset), default=sentence.end)
        return Span(min(start, end), end)

    def _borders(self, text: str, sentence: Span) -> list[tuple[int, int]]:
        by = sentence.start
        return [(start + by, end + by) for start, end in _borders_of(self, sentence.of(text))]


@lru_cache(maxsize=KEPT_SENTENCES)
def _borders_of(clauses: Clauses, words: str) -> tuple[tuple[int, int], ...]:
    return tuple((m.start, m.end) for m in clauses.breaks.find(words))


def words_after(text: str, start: int, end: int, count: int) -> int:
    """The offset behind the next `count` words of `text[start:end]`."""
    at = start
    for _ in range(count):
        while at < end and text[at].isspace():
            at += 1
        while at < end and not text[at].isspace():
            at += 1
    return at


def words_before(text: str, start: int, end: int, count: int) -> int:
    """The offset at which the last `count` words of `text[start:end]` begin."""
    at = end
    for _ in range(count):
        while at > start and text[at - 1].isspace():
            at -= 1
        while at > start and not text[at - 1].isspace():
            at -= 1
    return at
