"""Lays two versions of a document beside each other: which places belong together, and which words changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from auditor.model.span import Span
from auditor.text.likeness import Kind, differences, folded, likeness, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.document import Block

ALIKE = 0.4
"""Share of words that a paragraph keeps when it is edited; below it, one was taken out and another put in."""

AHEAD = 12
"""Paragraphs looked through for the counterpart of one that was edited."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Places that belong together, in order, and the words that stand in one version only."""

    anchors: tuple[tuple[int, int], ...]
    removed: tuple[Span, ...]
    added: tuple[Span, ...]

    def to_new(self, offset: int) -> int:
        """Return the place in the new text that belongs to one in the old."""
        return _along([a for a, _ in self.anchors], [b for _, b in self.anchors], offset)

    def to_old(self, offset: int) -> int:
        """Return the place in the old text that belongs to one in the new."""
        return _along([b for _, b in self.anchors], [a for a, _ in self.anchors], offset)


def side_by_side(old: str, old_blocks: Sequence[Block], new: str, new_blocks: Sequence[Block]) -> SideBySide:
    """Compare two texts paragraph by paragraph, and where a paragraph was edited, word by word."""
    anchors, removed, added = [(0, 0)], [], []
    for before, after in _pairs(old, old_blocks, new, new_blocks):
        if before is not None and after is not None:
            anchors.append((before.start, after.start))
            gone, come = _changed(old, before, new, after)
            removed += gone
            added += come
        elif before is not None:
            removed.append(before)
        elif after is not None:
            added.append(after)
    anchors.append((len(old), len(new)))
    return SideBySide(tuple(_rising(anchors)), tuple(removed), tuple(added))


_Pair = tuple[Span | None, Span | None]


def _pairs(old: str, old_blocks: Sequence[Block], new: str, new_blocks: Sequence[Block]) -> Iterator[_Pair]:
    before = [block.span for block in old_blocks]
    after = [block.span for block in new_blocks]
    said, says = [folded(s.of(old)) for s in before], [folded(s.of(new)) for s in after]
    for tag, i, j, k, m in SequenceMatcher(None, said, says, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(before[i:j], after[k:m], strict=True)
        else:
            yield from _edited(before[i:j], said[i:j], after[k:m], says[k:m])


def _edited(before: list[Span], said: list[str], after: list[Span], says: list[str]) -> Iterator[_Pair]:
    """Pair paragraphs that were edited, each with the first behind the last pair that is like it."""
    reading = [words(text) for text in says]
    at = 0
    for span, text in zip(before, said, strict=True):
        mine = words(text)
        near = range(at, min(at + AHEAD, len(after)))
        found = next((n for n in near if likeness(mine, reading[n], ALIKE) >= ALIKE), None)
        if found is None:
            yield span, None
            continue
        yield from ((None, new) for new in after[at:found])
        yield span, after[found]
        at = found + 1
    yield from ((None, new) for new in after[at:])


def _changed(old: str, before: Span, new: str, after: Span) -> tuple[list[Span], list[Span]]:
    """Return the words of a paragraph that were taken out, and those that were put in."""
    gone, come = [], []
    then, now = before.start, after.start
    for stretch in differences(before.of(old), after.of(new)):
        length = len(stretch.text)
        if stretch.kind is Kind.REMOVED:
            gone.append(Span(then, then + length))
        elif stretch.kind is Kind.ADDED:
            come.append(Span(now, now + length))
        then += length if stretch.kind is not Kind.ADDED else 0
        now += length if stretch.kind is not Kind.REMOVED else 0
    return gone, come


def _rising(anchors: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Leave out anchors that would lead backwards: a block inside another, an empty text."""
    last = (-1, -1)
    for old, new in anchors:
        if old > last[0] and new >= last[1]:
            last = (old, new)
            yield last


def _along(here: list[int], there: list[int], offset: int) -> int:
    """Go as far between two anchors there as here."""
    index = max(bisect_right(here, offset) - 1, 0)
    if index + 1 >= len(here):
        return there[index]
    width = here[index + 1] - here[index]
    share = (offset - here[index]) / width if width else 0.0
    return round(there[index] + min(share, 1.0) * (there[index + 1] - there[index]))
