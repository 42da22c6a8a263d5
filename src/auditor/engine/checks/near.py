"""Which statements stand near enough to the words that ask for them, or are tied to them by a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from auditor.engine.checks.base import Subject
    from auditor.model.analysis import Sentence
    from auditor.model.document import Block, Document

_SIGNS = regex.compile(r"\[?(?P<sign>[*†‡§¶#∗✱]{1,3}|[¹²³⁰-⁹]{1,2}|(?<=\[)\d{1,2}(?=\]))\]?")


@dataclass(frozen=True, slots=True)
class Place:
    """How near is near: in the same section, in a neighbouring block or in the same block."""

    within: Literal["section", "next-block", "block"]
    is_tied: bool = False


def places_near(subject: Subject, sentence: Sentence, spans: list[Span], place: Place) -> list[Span]:
    """Return the spans that stand near a sentence, or before which its sign stands again."""
    area = _area(subject.document, subject.block(sentence), place)
    near = [span for span in spans if area.overlaps(span)]
    if near or not place.is_tied:
        return near
    signs = _signs_at(subject, sentence)
    return [span for span in spans if _is_signed(subject, span, signs)]


def _area(document: Document, block: Block, place: Place) -> Span:
    if place.within == "block":
        return block.span
    if place.within == "next-block":
        first = document.blocks[max(0, block.index - 1)]
        last = document.blocks[min(len(document.blocks) - 1, block.index + 1)]
        return first.span.cover(last.span)
    return section_of(document, block)


def section_of(document: Document, block: Block) -> Span:
    """Return what reaches from the heading over a block to the next heading of its rank or a higher one."""
    first = _heading_over(document, block)
    level = first.level or 1
    last = first
    for other in document.blocks[first.index + 1 :]:
        if other.kind is BlockKind.HEADING and (other.level or 1) <= level and other.index > block.index:
            break
        last = other
    return first.span.cover(last.span)


def _heading_over(document: Document, block: Block) -> Block:
    for index in range(block.index, -1, -1):
        if document.blocks[index].kind is BlockKind.HEADING:
            return document.blocks[index]
    return document.blocks[0]


def _signs_at(subject: Subject, sentence: Sentence) -> frozenset[str]:
    """The signs in a sentence and in the heading over it."""
    heading = _heading_over(subject.document, subject.block(sentence))
    spans = [sentence.span, heading.span] if heading.kind is BlockKind.HEADING else [sentence.span]
    return frozenset(m["sign"] for span in spans for m in _SIGNS.finditer(subject.words(span)))


def _is_signed(subject: Subject, span: Span, signs: frozenset[str]) -> bool:
    """Whether one of the signs stands before the words of a statement, on their line."""
    block = subject.document.block_at(span.start)
    if block is None:
        return False
    before = subject.words(Span(block.span.start, span.start)).rpartition("\n")[2]
    return any(m["sign"] in signs for m in _SIGNS.finditer(before))
