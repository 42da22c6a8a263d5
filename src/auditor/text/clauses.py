"""Cuts a sentence into clauses, so that a negation or a hedge reaches no further than it is meant to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.model.span import Span

if TYPE_CHECKING:
    from auditor.text.phrases import PhraseSet


@dataclass(frozen=True)
class Clauses:
    """Clause borders of sentences, found by the words and signs that begin a new statement."""

    breaks: PhraseSet

    def end(self, text: str, sentence: Span, offset: int) -> int:
        """Where the clause that goes on at `offset` ends."""
        return min((m.start for m in self.breaks.find(text, offset, sentence.end)), default=sentence.end)

    def around(self, text: str, sentence: Span, offset: int) -> Span:
        """The clause that holds `offset`."""
        found = self.breaks.find(text, sentence.start, sentence.end)
        start = max((m.end for m in found if m.end <= offset), default=sentence.start)
        end = min((m.start for m in found if m.start > offset), default=sentence.end)
        return Span(min(start, end), end)


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
