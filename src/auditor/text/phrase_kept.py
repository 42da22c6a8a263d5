"""Turns the trees of word lists into plain values and back, so that they are read from their words once only.

A page meets thirty lists of some hundred phrases each; to read them takes 40 ms, to take them up again 3. The
alternatives of a list stay plain until a sentence has the word that one of them begins with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast, overload

from auditor.text.phrase_match import (
    AnyWord,
    Either,
    End,
    Ended,
    Gap,
    Literal,
    Named,
    Number,
    Row,
    Start,
    Stem,
    Step,
    Trigger,
    Words,
)

if TYPE_CHECKING:
    from auditor.text.phrase_match import Node

Plain = tuple[Any, ...]

_LEAVES: tuple[type[Any], ...] = (Words, Stem, Ended, Literal, AnyWord, Number, Gap, Start, End, Named)
"""Nodes that hold none; a plain node begins with its number in this row, or with the letter of its kind."""
_NUMBERS = {kind: number for number, kind in enumerate(_LEAVES)}


def plain(node: Node) -> Plain:
    """Return a tree as tuples, texts, numbers and sets."""
    if isinstance(node, Either):
        return ("|", tuple(map(plain, node.branches)), node.by_word, node.by_stem, node.others)
    if isinstance(node, Row):
        return ("+", tuple((plain(step.node), step.lead, step.is_optional) for step in node.steps))
    if isinstance(node, Trigger):
        return ("{", plain(node.inner))
    kind: Any = type(node)
    return (_NUMBERS[kind], *(getattr(node, name) for name in kind.__match_args__))


def node_of(kept: Plain) -> Node:
    """Return the tree of which `plain` told."""
    kind = kept[0]
    if kind == "|":
        return Either(_Branches(kept[1]), *kept[2:])
    if kind == "+":
        return Row(tuple(Step(node_of(node), lead, is_optional) for node, lead, is_optional in kept[1]))
    if kind == "{":
        return Trigger(node_of(kept[1]))
    return cast("Node", _LEAVES[kind](*kept[1:]))


class _Branches(Sequence["Node"]):
    """Alternatives, each made when it is first looked at."""

    def __init__(self, kept: tuple[Plain, ...]) -> None:
        self._kept = kept
        self._made: dict[int, Node] = {}

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, number: int) -> Node: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Node]: ...
    def __getitem__(self, number: int | slice) -> Node | Sequence[Node]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = node_of(self._kept[number])
        return made
