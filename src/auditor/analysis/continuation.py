"""Tells whether a sentence plainly goes on with the one before it, so that its source holds for it too."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from auditor.analysis.source_words import SourceWords

OPENING_CHARS = 60
"""Where a sentence shows by its first words that it goes on."""
TOPIC_LETTERS = 5
"""Shorter words are too common to show a shared topic."""

_WORD = regex.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LATE_SUBJECT = regex.compile(
    r"\W*of\s(?:the\s|these\s|those\s|all\s)?\d|"
    r"\W*(?:with|without|in|on|at|for|by|after|before|among|during|under|from|\w+\s(?:years?|months?|weeks?)\s(?:earlier|later|on))\b[^.;:]{0,50}?,?\s(?:it|they)\s(?:had\s|has\s|have\s)?(?:fell|rose|was|were|dropped|had|did|reached|climbed|stood|went|been|lost|gained|stayed)\b",
    regex.IGNORECASE,
)


class Tie(Enum):
    """How surely a sentence goes on with another."""

    NONE = 0
    LIKELY = 1
    """It tells, in the past tense, of the same topic."""
    PLAIN = 2
    """It begins with "it", "of these", "the figure", or speaks of the other arm of the same trial."""


def tie(previous: str, sentence: str, words: SourceWords) -> Tie:
    """Return how surely `sentence` goes on with `previous`."""
    if (
        words.continued_subject.match(sentence)
        or words.continuing.search(sentence)
        or _LATE_SUBJECT.match(sentence)
    ):
        return Tie.PLAIN
    if _is_past(sentence, words) and _topics(previous) & _topics(sentence):
        return Tie.LIKELY
    return Tie.NONE


def _is_past(sentence: str, words: SourceWords) -> bool:
    return any(
        w in words.past or (w.endswith("ed") and len(w) > 4)
        for w in map(str.casefold, _WORD.findall(sentence))
    )


def _topics(sentence: str) -> set[str]:
    """The long words of a sentence, without their plural."""
    return {w.casefold().rstrip("s") for w in _WORD.findall(sentence) if len(w) >= TOPIC_LETTERS} - _COMMON


_COMMON: frozenset[str] = frozenset(
    {
        "people",
        "patient",
        "person",
        "about",
        "after",
        "before",
        "their",
        "there",
        "those",
        "these",
        "which",
        "while",
        "where",
        "would",
        "could",
        "should",
        "other",
        "among",
        "between",
        "under",
        "every",
        "later",
        "still",
        "than",
        "three",
        "seven",
        "eight",
        "percent",
        "cent",
        "month",
        "year",
        "week",
    }
)
