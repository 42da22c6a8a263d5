"""Finds quoted stretches in running text and tells quotation marks from apostrophes, inches and minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = regex.compile(r"[“”„«»\"]|(?<![\w.,!?…])[‘'](?=[\p{L}“\"])|(?<=[^\s(\[—–])[’'](?!\w)")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’'", "'": "'’"}
_SINGLES = frozenset("‘'")
_SENTENCE_MARKS = frozenset(".,!?…")
_ELISIONS = frozenset({"tis", "twas", "em", "til", "cause", "n", "s"})
_FIRST_WORD = regex.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What one block holds: whole quotations, marks included, and one that is still open at its end.

    `closed_at` is where a quotation carried over from the block before ends, None when nothing was carried.
    """

    spans: tuple[Span, ...] = ()
    opened_at: int | None = None
    mark: str = ""
    closed_at: int | None = None


def quotations(text: str, start: int, end: int, carried: str = "") -> Quoted:
    """Find the quotations in `text[start:end]`. `carried` is the opening mark of one still open before it."""
    spans: list[Span] = []
    begin: int | None = start if carried else None
    mark = carried
    closed_at: int | None = None
    for at in _marks(text, start, end):
        char = text[at]
        if begin is None:
            if _opens(text, start, at):
                begin, mark = at, char
        elif _closes(text, begin, end, at, mark):
            if mark == carried and closed_at is None and begin == start:
                closed_at = at + 1
            else:
                spans.append(Span(begin, at + 1))
            begin, mark = None, ""
    if mark in _SINGLES:
        begin, mark = None, ""
    return Quoted(tuple(spans), begin, mark, closed_at)


def resumes(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a block goes on with a quotation left open: it repeats the opening mark first, or closes it."""
    first = next(_marks(text, start, end), None)
    if first is None:
        return False
    if text[first] == mark and not text[start:first].strip():
        return True
    return text[first] in _CLOSERS[mark] and first > start and not text[first - 1].isspace()


def _marks(text: str, start: int, end: int) -> Iterator[int]:
    return (m.start() for m in _MARK.finditer(text, start, end))


def _opens(text: str, start: int, at: int) -> bool:
    char = text[at]
    if char in "”’»":
        return False
    before = text[at - 1] if at > start else " "
    if char == '"':
        return (
            not (before.isalnum() or before in _SENTENCE_MARKS)
            and at + 1 < len(text)
            and not text[at + 1].isspace()
        )
    if char == "'":
        word = _FIRST_WORD.match(text, at + 1)
        return not before.isalnum() and word is not None and word.group().casefold() not in _ELISIONS
    return True


def _closes(text: str, begin: int, end: int, at: int, mark: str) -> bool:
    char = text[at]
    if char not in _CLOSERS[mark] or (char == mark == '"' and text[at - 1].isspace()):
        return False
    return mark not in _SINGLES or not _is_possessive(text, begin, end, at)


def _is_possessive(text: str, begin: int, end: int, at: int) -> bool:
    """Whether the mark after a plural is an apostrophe, because a better closing mark follows before the next opening one."""
    if text[at - 1] != "s" or " " not in text[begin:at]:
        return False
    for later in _marks(text, at + 1, end):
        if text[later] in '‘“"':
            return False
        if text[later] in "’'":
            return True
    return False
