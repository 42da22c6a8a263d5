"""Finds tables whose columns set the offer against others.

The head only says who stands where; what is claimed is claimed by the rows. So a table is one finding, from its head to the
last row that tells the columns apart, and a table whose every row leads to its source is none.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.claims.words import Head
from auditor.model.analysis import Grade
from auditor.model.document import BlockKind
from auditor.model.finding import Outcome
from auditor.model.span import Span
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.engine.checks.base import Verdict
    from auditor.engine.checks.claims.page import Page
    from auditor.engine.checks.comparisons.scene import ComparisonWords
    from auditor.model.document import Block

ROWS = frozenset({BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})

MARKED_ROWS = 12
"""Rows of a long table that are marked: enough to see what it does."""

_COLUMN_SIDES = frozenset({Head.PROVIDER, Head.PEOPLE, Head.METHOD, Head.REMEDY})
_FOUND = frozenset({Grade.LINKED, Grade.REFERENCED})
_PRICE = regex.compile(r"\p{Sc}\s?\d")


def tables(page: Page, words: ComparisonWords) -> Iterator[Verdict]:
    """Judge tables that set the offer against others, once each, unless the caption is a finding already."""
    blocks = page.subject.document.blocks
    for head in blocks:
        if head.kind is not BlockKind.TABLE_HEADER or not _sets_against(page, head, words):
            continue
        if _sells_each(page, head):
            continue
        rows = _telling_rows(page, words, head)
        above = blocks[head.index - 1] if head.index else None
        caption = above if above is not None and above.kind is BlockKind.CAPTION else None
        if rows and not (caption and _is_versus(page, caption, words)):
            yield _verdict(page, Span((caption or head).span.start, rows[-1].span.end), rows)


def _verdict(page: Page, span: Span, rows: Sequence[Block]) -> Verdict:
    grades = _grades(page, rows)
    if grades <= _FOUND:
        return Pass(span, "cited")
    if grades <= _FOUND | {Grade.NAMED}:
        return Flag(span, span, Outcome.NEEDS_REVIEW, "named", grade=Grade.NAMED)
    return Flag(span, span, Outcome.VIOLATION, "table")


def _grades(page: Page, rows: Sequence[Block]) -> set[Grade]:
    """How well the rows are supported, each by what its figures rest on; one without a figure claims what nothing supports."""
    found: dict[int, set[Grade]] = {row.index: set() for row in rows}
    for sentence in page.subject.analysis.sentences:
        if sentence.block in found and page.subject.has_figure(sentence):
            found[sentence.block].add(page.subject.evidence(sentence).grade)
    return {grade for grades in found.values() for grade in grades or {Grade.NONE}}


def _telling_rows(page: Page, words: ComparisonWords, head: Block) -> list[Block]:
    """The rows below, of the first so many, that do not say the same of every column."""
    first = 0 if _is_own_side(page, words, head.cells[0].span) else 1  # else it says what is compared
    return [row for row in _rows_below(page, head)[:MARKED_ROWS] if _tells_apart(page, row, first)]


def _tells_apart(page: Page, row: Block, first: int) -> bool:
    said = {cell.span.of(page.text).strip().casefold() for cell in row.cells[first:]}
    return len(said) > 1


def _rows_below(page: Page, head: Block) -> list[Block]:
    rows = page.subject.document.blocks[head.index + 1 :]
    return list(takewhile(lambda b: b.kind is BlockKind.TABLE_ROW and b.group == head.group, rows))


def _is_versus(page: Page, caption: Block, words: ComparisonWords) -> bool:
    """Whether a caption sets two sides against each other in so many words, and so is a finding by itself."""
    found = words.openers.find(page.text, caption.span.start, caption.span.end)
    return any(m.phrase.source in words.listed["versus"] for m in found)


def _sets_against(page: Page, head: Block, words: ComparisonWords) -> bool:
    own = [_is_own_side(page, words, c.span) for c in head.cells]
    if not any(own):
        return _names_rivals(page, head, words)
    others = [c.span for c, is_own in zip(head.cells, own, strict=True) if not is_own and len(c.span)]
    if any(
        phrases.first(page.text, span.start, span.end) is not None
        for span in others
        for phrases in (words.rivals, words.treatments, words.columns)
    ) or _is_theirs(page, head, own, words):
        return True
    beside = [s for s in others if s != head.cells[0].span]  # the first column names what is compared
    return _is_scored(page, head, words) and any(_is_a_side(page, words, span) for span in beside)


def _sells_each(page: Page, head: Block) -> bool:
    """Whether the page puts a price on each thing compared, on lines of their own: whoever sells all of them takes no side."""
    sides = [said for cell in head.cells[1:] if (said := cell.span.of(page.text).strip().casefold())]
    lines = [
        said.casefold()
        for block in page.subject.document.blocks
        if block.kind not in ROWS and _PRICE.search(said := block.span.of(page.text))
    ]
    return len(sides) > 1 and all(any(line.startswith(side) for line in lines) for side in sides)


def _is_theirs(page: Page, head: Block, own: Sequence[bool], words: ComparisonWords) -> bool:
    """Whether what is theirs stands beside the same of the offer or the offer alone: "Their fee | Our fee", not "Our team | Their post"."""
    said = [cell.span.of(page.text).casefold().split() for cell in head.cells]
    theirs = {
        heading[-1]
        for cell, heading, is_own in zip(head.cells, said, own, strict=True)
        if not is_own and words.columns_theirs.first(page.text, cell.span.start, cell.span.end) is not None
    }
    ours = [heading for heading, is_own in zip(said, own, strict=True) if is_own]
    return bool(theirs) and any(len(heading) == 1 or heading[-1] in theirs for heading in ours)


def _names_rivals(page: Page, head: Block, words: ComparisonWords) -> bool:
    """Whether the head of a column holds others and nothing else: "The leading brand", beside a product nobody knows."""
    return any(
        (found := words.rivals.first(page.text, c.span.start, c.span.end)) is not None
        and not page.text[c.span.start : found.start].strip()
        and not page.text[found.end : c.span.end].strip()
        for c in head.cells[1:]
    )


def _is_own_side(page: Page, words: ComparisonWords, span: Span) -> bool:
    """Whether a head of a column stands for the promoter: its name, the first word of that, "us", a name in the title."""
    if page.is_own(span.start, span.end) or page.is_side(span.start, span.end):
        return True
    said = span.of(page.text).strip()
    if not said[:1].isupper() or words.treatments.first(said) is not None:
        return False
    return page.is_short_name(said.casefold()) or page.is_titled(said.split()[0])


def _is_a_side(page: Page, words: ComparisonWords, span: Span) -> bool:
    """Whether the head of a column names somebody or something that could take the offer's place."""
    if page.first_head(span.start, span.end) in _COLUMN_SIDES:
        return True
    if words.firms.first(page.text, span.start, span.end) is not None:
        return True
    return page.vocabulary.grammar.otherness.match(f" {span.of(page.text)}") is not None


def _is_scored(page: Page, head: Block, words: ComparisonWords) -> bool:
    """Whether the rows below give ticks and crosses, or yes and no, to each column."""
    return any(
        words.ticks.first(page.text, c.span.start, c.span.end)
        for row in _rows_below(page, head)
        for c in row.cells[1:]
    )
