"""Endings that the last word of a phrase may carry: `cure(s|d)`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.text.phrase_match import Either, Literal, Node, Row, Trigger, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def ended(node: Node, tails: Sequence[str]) -> Node:
    """Return what matches the same words, the last of them also with one of these endings."""
    if isinstance(node, Words):
        return Words(node.words.union(*({w + t for w in node.words} for t in tails)))
    if isinstance(node, Literal):
        longer = tuple(Literal(node.letters + t, node.is_stem) for t in tails)
        return Either((*longer, node), {}, (), tuple(range(len(tails) + 1)))
    if isinstance(node, Either):
        branches = tuple(ended(b, tails) for b in node.branches)
        return Either(branches, _widened(node.by_word, tails), node.by_stem, node.others)
    if isinstance(node, Row):
        last = node.steps[-1]
        return Row((*node.steps[:-1], replace(last, node=ended(last.node, tails))))
    if isinstance(node, Trigger):
        return Trigger(ended(node.inner, tails))
    return node


def _widened(by_word: Mapping[str, tuple[int, ...]], tails: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Let the index of alternatives know the words with their endings too."""
    wide: dict[str, set[int]] = {k: set(v) for k, v in by_word.items()}
    for key, numbers in by_word.items():
        for tail in tails:
            wide.setdefault(key + tail, set()).update(numbers)
    return {k: tuple(sorted(v)) for k, v in wide.items()}
