"""Judges the beginning of a long document on its own, so that a reviewer has something to look at meanwhile.

What is found there is preliminary: it is shown until the whole document is judged, and never stored, counted or
exported. Left out is what only the whole can tell: what its end may clear (a source in a list of references, a
statement in the footer), and everything that is said of the document as such. Of its sentences only those are read as wholes in which
words have found something, to see whether they stand: to read all would take some times as long as all the rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis.pipeline import analyse
from auditor.engine.runner import judge
from auditor.errors import LoadError
from auditor.loaders.registry import loader_for
from auditor.model.analysis import Grade
from auditor.model.audit import DocumentAudit
from auditor.model.document import BlockKind, Region, Status
from auditor.model.source import Problem
from auditor.sources.gather import open_request
from auditor.text import late_regex as regex
from auditor.workflow.document import placed
from auditor.workflow.unread import record_of

if TYPE_CHECKING:
    from auditor.engine.pack import RuleBook
    from auditor.loaders.base import Limits, Loader
    from auditor.model.analysis import Analysis
    from auditor.model.document import Block, Document
    from auditor.model.finding import Finding
    from auditor.model.source import Request, Source
    from auditor.model.span import Span
    from auditor.workflow.options import Options

MOST_BYTES = 5_000_000
"""A larger file, except a PDF, takes seconds to be parsed before its beginning is known."""
PAGES = 12
"""Pages of a PDF that are read: what runs along all pages is known by then, and they cost a twentieth of a second."""
BEGINNING_CHARS = 2_400
"""Text of the page itself that is judged: with what is read of it less than a fifth of a second of work, so that a finding is seen within 0.3 s."""
LONG_CHARS = 2 * BEGINNING_CHARS
"""Of a text shorter than this the beginning is nearly all."""
MOST_CHARS = 20_000
"""What the beginning may have in all, menus and the like included."""

PROBLEM = Problem(
    "beginning-only",
    "This is its beginning, and what was found there is preliminary: the rest is still being read.",
)

_BESIDE = frozenset({Region.HEAD, Region.NAV, Region.RUNNING})
"""Where little is judged, and what is long of it says nothing about the text."""

_ROWS = frozenset({BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW})

_SIGN = regex.compile(r"[*†‡§¶∗✱]|[¹²³⁰-⁹]|[(\[]\s?(?:\d{1,2}|\p{Ll})(?:\s?[,;–-]\s?\d{1,2})*\s?[)\]]")
"""What may lead to an entry that is still to come: a star, a raised figure, “(4)”, “(1, 2)”."""


def audit_beginning(request: Request, book: RuleBook, options: Options) -> DocumentAudit | None:
    """Return what the beginning of a document tells, or None where there is nothing to tell, or the whole is as quick."""
    source = open_request(request, options.limits)
    if source.trouble is not None:
        return None
    try:
        loader = loader_for(source)
        document = _read(source, loader, options.limits)
    except LoadError:
        return None
    return None if document is None else _audited(source, loader, document, book, options)


def beginning_of(document: Document) -> Document:
    """Return a document that ends after its first blocks; one that is short as it is."""
    count = _blocks_within(document)
    if count == len(document.blocks):
        return document
    blocks = document.blocks[:count]
    end = blocks[-1].span.end
    return replace(
        document,
        text=document.text[:end],
        blocks=blocks,
        links=tuple(link for link in document.links if link.span.end <= end),
        marks=tuple(mark for mark in document.marks if mark.span.end <= end),
        anchors=tuple(anchor for anchor in document.anchors if anchor.offset <= end),
    )


def _read(source: Source, loader: Loader, limits: Limits) -> Document | None:
    """Return the beginning; None where the document is short, or too large to be parsed twice."""
    is_paged = loader.media_type == "application/pdf"
    if not is_paged and source.size > MOST_BYTES:
        return None
    document = loader.load(source, replace(limits, pages=min(limits.pages, PAGES)))
    has_more = any(problem.code == "too-many-pages" for problem in document.problems)
    if document.status is Status.UNREADABLE or not (has_more or len(document.text) >= LONG_CHARS):
        return None
    start = beginning_of(document)
    is_part = has_more or start is not document
    return start if is_part and len(start.text) <= MOST_CHARS else None


def _blocks_within(document: Document) -> int:
    read = 0
    for count, block in enumerate(document.blocks):
        if read >= BEGINNING_CHARS or block.span.end > MOST_CHARS:
            return max(count, 1)
        read += 0 if block.region in _BESIDE else len(block.span)
    return len(document.blocks)


def _audited(
    source: Source, loader: Loader, document: Document, book: RuleBook, options: Options
) -> DocumentAudit | None:
    analysis = analyse(document, book.lexicon, country=options.country, in_haste=True)
    judgement = judge(document, analysis, book, source.name, options.packs, options.today, in_haste=True)
    findings = tuple(
        f
        for f in judgement.findings
        if not (book.rule(f.rule).needs_whole or _awaits_more(document, analysis, f))
    )
    if not findings:
        return None
    return DocumentAudit(
        source=record_of(source, document.media_type),
        status=Status.PARTIAL,
        problems=(PROBLEM,),
        title=document.title,
        text=document.text,
        blocks=document.blocks,
        words=document.words,
        language=analysis.language,
        jurisdiction=analysis.jurisdiction,
        findings=placed(source, loader, document, findings),
    )


def _awaits_more(document: Document, analysis: Analysis, finding: Finding) -> bool:
    """Whether more has to be read: of the whole document, or for the support of words that are judged by it.

    That may stand in a list at the end, under a table or in the next words, or be carried on from the words before.
    """
    last = document.blocks[-1]
    if (
        finding.span is None or finding.span.end > last.span.start
    ):  # a quotation or sentence may go on after it
        return True
    if finding.grade is None:
        return False
    block = document.block_at(finding.span.start)
    if block is None or block.kind in _ROWS:
        return True
    is_marked = any(mark.span.overlaps(block.span) for mark in document.marks)
    has_sign = _SIGN.search(document.text, block.span.start, block.span.end) is not None
    return is_marked or has_sign or _has_source_before(analysis, block, finding.span)


def _has_source_before(analysis: Analysis, block: Block, words: Span) -> bool:
    """Whether a source is named before some words in their block: whether it is theirs depends on all that stands between.

    One in the block above rarely is: to await it, too, would keep back two findings in five for one in fifty that goes.
    """
    return any(
        sentence.evidence.grade is not Grade.NONE
        for sentence in analysis.sentences
        if block.span.start <= sentence.span.start < words.start
    )
