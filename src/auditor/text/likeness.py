"""How alike two sentences are, and in which words they differ."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\w+(?:[.,'’]\w+)*|[^\w\s]")
_PIECE = re.compile(r"\s+|\w+(?:[.,'’]\w+)*|[^\w\s]")
_ISLAND = re.compile(r"[\s,.;:]*")


class Kind(StrEnum):
    """Whether a stretch stands in both texts or in one of them."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words, and in which of two texts they stand."""

    kind: Kind
    text: str


def folded(text: str) -> str:
    """Return the text without what case and line breaks make of it."""
    return " ".join(text.casefold().split())


def words(text: str) -> tuple[str, ...]:
    """Return the words and signs of a text, without regard to case."""
    return tuple(_WORD.findall(text.casefold()))


def likeness(one: tuple[str, ...], other: tuple[str, ...], least: float = 0.0) -> float:
    """Return the share of words that two texts have in common, in the same order: 1.0 for the same, 0.0 for none.

    Below `least` the answer may be 0.0: that is told from the number of words alone, without looking at their order.
    """
    total = len(one) + len(other)
    if not total:
        return 1.0
    if 2 * (Counter(one) & Counter(other)).total() / total < least:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def differences(before: str, after: str) -> tuple[Stretch, ...]:
    """Return both texts as one run of stretches: what stands in both, what was removed, what was added."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    found: list[Stretch] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch(Kind.SAME, "".join(old[i:j])))
            continue
        found += [Stretch(Kind.REMOVED, "".join(old[i:j]))] if i < j else []
        found += [Stretch(Kind.ADDED, "".join(new[k:m]))] if k < m else []
    return _joined(found)


def _joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Join changes that only a space or comma parts: a reader takes them for one."""
    made: list[Stretch] = []
    removed = added = ""

    def put_down() -> None:
        nonlocal removed, added
        made.extend(Stretch(k, t) for k, t in ((Kind.REMOVED, removed), (Kind.ADDED, added)) if t)
        removed = added = ""

    for number, stretch in enumerate(stretches):
        if stretch.kind is Kind.REMOVED:
            removed += stretch.text
        elif stretch.kind is Kind.ADDED:
            added += stretch.text
        elif (removed or added) and number + 1 < len(stretches) and _ISLAND.fullmatch(stretch.text):
            removed, added = removed + stretch.text, added + stretch.text
        else:
            put_down()
            made.append(stretch)
    put_down()
    return tuple(made)
