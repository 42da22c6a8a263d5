"""What can be told of an entry of a reference list: whether the text leads to it, and whether it can be looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Role
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.engine.checks.base import Subject
    from auditor.model.analysis import Reference

HEADING_CHARS = 60
"""A longer block over a list is text, not its heading."""
TITLE_WORDS = 4
"""Words, the author's or body's included, that with a year lead to one thing."""
LONG_TITLE_WORDS = 7
"""Words that lead to one thing without a year."""

_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_IDENTIFIER = regex.compile(
    r"https?://|www\.|\bdoi\b|\b10\.\d{4,}/|\bPMC?(?:ID)?:?\s?\d{4,}|\bISBN\b|\bNCT\d{6,}|\bISRCTN\d+"
    r"|(?:19|20)\d\d\s?;\s?\d{1,4}\s?(?:\([\w\s-]+\))?\s?:\s?\w"
    r"|\d{1,4}\s?(?:\(\w+\))?\s?:\s?[\w.]+\s?[–-]|\b[A-Z]{2,}\d{2,}\b|\b(?:CFR|U\.?S\.?C\.?|SI|S\.I\.)\s?\d",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"\p{L}[\p{L}'’-]+")
_LEADING = regex.compile(r"[\W\d]*(?P<name>\p{Lu}[\p{L}'’-]{2,})")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading over a list, or its first entry where it has none."""

    words: str
    span: Span


def heading_over(subject: Subject, entry: Reference) -> Heading:
    """Return the heading of the list that begins with `entry`."""
    block = subject.document.block_at(entry.span.start)
    if block is not None:
        first_line = block.span.of(subject.document.text).partition("\n")[0]
        if entry.span.start > block.span.start and len(first_line) <= HEADING_CHARS:
            return Heading(first_line, Span(block.span.start, block.span.start + len(first_line)))
        if block.index:
            over = subject.document.blocks[block.index - 1].span
            if len(over) <= HEADING_CHARS:
                return Heading(over.of(subject.document.text), over)
    return Heading("", entry.span)


def cited_entries(subject: Subject, entries: Iterable[Reference]) -> bool:
    """Whether some sentence rests on one of the entries by its author's name."""
    targets = tuple(f"{e.label}: {e.text[:40]}" for e in entries)
    return any(
        support.target.startswith(targets)
        for sentence in subject.analysis.sentences
        for support in sentence.evidence.supports
        if support.target
    )


def is_named_in_text(subject: Subject, entry: Reference) -> bool:
    """Whether the text names whom the entry begins with: an author or a body."""
    match = _LEADING.match(entry.text)
    if match is None:
        return False
    name = regex.compile(rf"\b{regex.escape(match['name'])}\b")
    return any(
        name.search(subject.words(s.span))
        for s in subject.analysis.sentences
        if s.role in {Role.BODY, Role.NOTE}
    )


def is_findable(entry: Reference, small: frozenset[str]) -> bool:
    """Whether a reader can look an entry up: an address or number, a title with a year, or a long title.

    `small` are words that tell nothing of a title.
    """
    if entry.url or _IDENTIFIER.search(entry.text):
        return True
    words = [w for w in _WORD.findall(entry.text) if w.casefold() not in small]
    has_year = _YEAR.search(entry.text) is not None
    return len(words) >= (TITLE_WORDS if has_year else LONG_TITLE_WORDS)
