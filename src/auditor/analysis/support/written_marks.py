"""Finds marks that are written as plain text, where the entries of the document bear them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.document import Mark
from auditor.model.span import Span
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from auditor.analysis.support.reference_lists import Entry
    from auditor.model.document import Document

_BRACKETED_MARK = regex.compile(r"(?<=\S)\s?(?P<mark>\[(?P<label>\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\])")
_RAISED_MARK = regex.compile(r"(?<=[\p{L}.,;:!?%)”’\"])(?P<mark>(?P<label>[¹²³⁰-⁹]+))")
_GLUED_MARK = regex.compile(
    r"(?<=\p{Ll}{2}[”’\")]?[.!?])(?P<mark>(?P<label>\d{1,2}))(?=\s+[“\"(]?\p{Lu}|\s*\Z)"
)
"""A number stuck to the full stop before it, as careless extraction leaves raised marks."""
_SIGN_MARK = regex.compile(
    r"(?:(?<=[\w.,!?%)”\"])|(?<=[.!?%)”\"]\s))(?P<mark>(?P<label>[*†‡§¶]{1,3}|\#))(?=[\s.,;:!?)”|]|\Z)"
    r"|(?<=\w[ \u00a0])(?P<mark>(?P<label>[*†‡§¶]{1,3}))(?=[.,;:!?)]|[ \t]*(?:\n|\Z))"
)
"""A sign behind a word or stop, or behind a blank where it closes a clause; at the head of a line it labels a note."""
_ROUND_MARK = regex.compile(
    r"(?<=[\p{L}\p{N}%)”.,;])(?<!\(\w\))\s?(?P<mark>\((?P<label>\d{1,2}(?:\s?[,;–-]\s?\d{1,2})*)\))(?=[.,;:!?](?:\s|\Z)|\s*\Z|\s*\n|(?<=[.!?]\s?\(\d{1,2}\))\s\p{Lu})"
)
"""A number in round brackets at the end of a clause or sentence; one before a word counts points of a list."""
_LETTER_MARK = regex.compile(
    r"(?<=[\p{L}%)”.,;!?])(?!(?<=\p{L})\(s\))(?P<mark>\((?P<label>[a-z]|[ivx]{2,4})\))(?=[.,;:!?](?:\s|\Z)|\s*\Z|\s*\n|(?<=[.!?”]\([a-z]{1,4}\))\s)"
)
"""A letter or Roman number in round brackets stuck to what it closes: one behind a blank speaks of a point of a list."""
HABIT = 2
"""So many marks in round brackets with an entry show that the rest of the numbers are marks too; a letter may be anything."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = regex.compile(r"\d+")


def loose_marks(document: Document, entries: tuple[Entry, ...], found: list[Mark]) -> Iterator[Mark]:
    """Yield numbers in square brackets that no entry bears out: nothing else in a text is written so."""
    listed = {e.block for e in entries}
    taken = {m.span.start for m in found}
    yield from (m for m in _matches(document, _BRACKETED_MARK, listed) if m.span.start not in taken)


def written_marks(
    document: Document, entries: tuple[Entry, ...], named: regex.Pattern[str]
) -> Iterator[Mark]:
    """Yield what looks like a mark and has an entry, and numbers in round brackets where those are a habit.

    `named` are marks that are written out: "reference 4".
    """
    labels = {e.label for e in entries}
    listed = {e.block for e in entries}
    taken = {m.span.start for m in document.marks}
    for pattern in (_BRACKETED_MARK, _RAISED_MARK, named, _SIGN_MARK, _GLUED_MARK):
        for mark in _matches(document, pattern, listed):
            if mark.span.start not in taken and labels.intersection(labels_of(mark.label)):
                taken.add(mark.span.start)
                yield mark
    round_marks = [m for m in asking_marks(document, listed) if m.span.start not in taken]
    answered = [m for m in round_marks if labels.intersection(labels_of(m.label))]
    yield from (m for m in round_marks if m.label[0].isdigit()) if len(answered) >= HABIT else ()
    yield from (m for m in answered if len(answered) < HABIT or not m.label[0].isdigit())


def asking_marks(document: Document, listed: Collection[int] = ()) -> list[Mark]:
    """Return the numbers and letters in round brackets that close a clause: marks, if a list answers them."""
    return [m for pattern in (_ROUND_MARK, _LETTER_MARK) for m in _matches(document, pattern, listed)]


def _matches(document: Document, pattern: regex.Pattern[str], listed: Collection[int]) -> Iterator[Mark]:
    """Yield what a pattern finds outside the `listed` blocks."""
    for match in pattern.finditer(document.text):
        start = match.start("mark")
        block = document.block_at(start)
        if block is not None and block.index not in listed and start > block.span.start:
            yield Mark(Span(start, match.end()), match["label"].translate(_RAISED))


def labels_of(label: str) -> Iterable[str]:
    """The labels a mark names: "3", "1,2", "4–6"."""
    numbers = _NUMBER.findall(label)
    if not numbers:
        return (label.strip("[]()"),)
    if len(numbers) == 2 and any(sign in label for sign in "–-"):
        return tuple(str(n) for n in range(int(numbers[0]), min(int(numbers[1]), int(numbers[0]) + 30) + 1))
    return tuple(numbers)
