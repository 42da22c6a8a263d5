"""Finds lists that hold words up: items that each begin with a few words in quotation marks and go on to speak of them.

“Guaranteed”. Nothing in medicine is. — “Painless”. Patients know better. A list of praise is none: there a name
follows the quotation, or nothing does; nor are questions with their answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.document import BlockKind
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.document import Block, Document

LEAST_ITEMS = 3
"""So many items in a row make it a list of words; one or two may be chance."""

SPOKEN_OF_SHARE = 0.6
"""Share of the items that have to say something of their words."""

_TERM = regex.compile(
    r"^[\s*_]*[“\"‘«](?P<term>[^“”\"«»?!]{2,45}?)[.,]?[”\"’»][\s*_]*(?P<rest>.*)", regex.DOTALL
)
_SIGNED = regex.compile(r"^\W*(?:[—–―-]|\(|,)\s*\p{Lu}[\p{L}.'’]*(?:[\s,]+\p{Lu}[\p{L}.'’]*)*\W*$")


def blocks_of_terms(document: Document) -> frozenset[int]:
    """Return the numbers of the items that hold words up."""
    found: set[int] = set()
    for run in _lists(document):
        matches = [_TERM.match(b.span.of(document.text)) for b in run]
        if len(run) < LEAST_ITEMS or not all(matches):
            continue
        spoken_of = sum(m is not None and _speaks_of_it(m["rest"]) for m in matches)
        if spoken_of >= len(run) * SPOKEN_OF_SHARE:
            found.update(b.index for b in run)
    return frozenset(found)


def _speaks_of_it(rest: str) -> bool:
    return len(rest.split()) > 1 and not _SIGNED.match(rest)


def _lists(document: Document) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in document.blocks:
        if block.kind is BlockKind.LIST_ITEM:
            run.append(block)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run
