"""Decides at a line end whether a hyphen belongs to the word or only to the line.

"exam-/ple" is one word, "evidence-/based" keeps its hyphen. The document itself is the best witness: the word as
it stands elsewhere, whole or hyphenated. Without one, a page set without automatic hyphenation has hyphens at its
line ends only where the words have them. A list of common parts of compounds settles the rest.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from auditor.loaders.pdf.glyphs import LINE_END_HYPHEN
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.loaders.pdf.sheet import Sheet

HYPHENS = "-\u2010\u00ad" + LINE_END_HYPHEN
HYPHENATED_SHARE = 0.012
"""Share of lines that end in a hyphen, from which a document is taken to be hyphenated by its program."""
LEAST_PART = 2
"""Letters a program leaves on either side of the hyphen, at least."""

WITNESSES = 30
"""Pages whose words are asked; those further off are forgotten where no hyphen has called for them."""
LEAST_TAIL = 4
"""Letters behind a known first part; shorter ones are endings, as in self-ish."""

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BREAK = re.compile(rf"{LINE_END_HYPHEN}|[-\u2010]\r\n")
_LAST_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*$")
_FIRST_WORD = re.compile(r"[^\W_]+")


@cache
def _parts() -> dict[str, frozenset[str]]:
    """Return the known parts of compounds by their place in the word; the list stands beside this module."""
    parts: dict[str, set[str]] = {}
    section = ""
    for line in files("auditor.loaders.pdf").joinpath("compound_words.txt").read_text("utf-8").splitlines():
        word = line.strip()
        if word.startswith("["):
            section = word.strip("[]")
        elif word and not word.startswith("#"):
            parts.setdefault(section, set()).add(word)
    return {name: frozenset(words) for name, words in parts.items()}


def _without_broken(text: str) -> str:
    """Leave out the words that a line end cuts in two: their halves are no witnesses."""
    whole: list[str] = []
    at = 0
    for match in _BREAK.finditer(text):
        start, end = match.span()
        while start > at and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        whole.append(text[at:start])
        at = end
    return " ".join([*whole, text[at:]])


def _is_compound(head: str, tail: str) -> bool:
    parts = _parts()
    if head in parts["prefix"]:
        return False
    return tail in parts["second"] or (head in parts["first"] and len(tail) >= LEAST_TAIL)


@dataclass(slots=True)
class Hyphens:
    """What the pages seen so far say about the words of the document; asked only when a line ends in a hyphen."""

    _unread: deque[str] = field(default_factory=lambda: deque(maxlen=WITNESSES))
    _words: set[str] = field(default_factory=set)
    _lines: int = 0
    _broken: int = 0

    def see(self, sheet: Sheet) -> None:
        """Remember the words of a page."""
        self._unread.append(sheet.text)
        breaks = sheet.text.count("\n")
        broken = (
            sheet.text.count(LINE_END_HYPHEN) + sheet.text.count("-\r\n") + sheet.text.count("\u2010\r\n")
        )
        self._lines += breaks + broken + 1
        self._broken += broken

    def _read(self) -> None:
        """Take in the pages that were only put aside so far."""
        while self._unread:
            text = self._unread.popleft()
            self._words.update(_WORD.findall(_without_broken(text).lower()))

    def keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen between two lines belongs to the word; `before` ends without it."""
        left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
        if left is None or right is None or "/" in before.rsplit(" ", 1)[-1]:
            return True  # numbers, signs and addresses
        self._read()
        head, tail = left.group().lower(), right.group().lower()
        if not right.group()[0].islower() or head[-1].isdigit() or len(head) < LEAST_PART:
            return True
        return self._keeps_between(head, tail)

    def _keeps_between(self, head: str, tail: str) -> bool:
        last = re.split("[-\u2010]", head)[-1]
        if last != head or f"{head}-{tail}" in self._words:
            return True  # the document writes it so, or it is one more part of state-of-the-art
        if f"{head}{tail}" in self._words:
            return False
        if not self._is_hyphenated or _is_compound(head, tail):
            return True
        return head in self._words and tail in self._words

    @property
    def _is_hyphenated(self) -> bool:
        return self._broken >= HYPHENATED_SHARE * max(self._lines, 1)
