"""A document without a look of its own (word processor files, drafts) as a plain page for reading.

Its words are exactly those of the canonical text, and each finding is tied to its own words: the stretches a finding
covers carry its number, so that nothing has to be looked for on the page.
"""

from __future__ import annotations

import itertools
import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from auditor.gui.widgets.marks import marks_on
from auditor.loaders.builder import CELL_SEPARATOR
from auditor.model.document import Block, BlockKind, Region
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.listing import FindingMark

_STYLE = """
body { font: 16px/1.55 Inter, "Segoe UI", "Noto Sans", sans-serif; color: #17202a; max-width: 44em; margin: 2em auto; padding: 0 1.5em; }
h1 { font-size: 1.6em; line-height: 1.25; } h2 { font-size: 1.25em; } h3 { font-size: 1.05em; } h4, h5, h6 { font-size: 1em; }
table { border-collapse: collapse; margin: 1em 0; } td, th { border: 1px solid #d9dfe5; padding: .3em .7em; text-align: left; vertical-align: top; }
th { background: #f3f5f7; } ul { padding-left: 1.4em; } li { margin: .25em 0; } sup { line-height: 0; font-size: .75em; }
blockquote { border-left: 3px solid #d9dfe5; margin-left: 0; padding-left: 1em; }
.note, .aside { color: #52606d; font-size: .9em; } hr { border: 0; border-top: 1px solid #d9dfe5; width: 8em; margin: 2em 0 1em; }
.alt-text::before { content: "Image text: "; } .button::before { content: "Button: "; } .label::before { content: "Form: "; }
.alt-text::before, .button::before, .label::before { color: #52606d; font-size: .85em; }
"""
_ROWS = {BlockKind.TABLE_HEADER: "th", BlockKind.TABLE_ROW: "td"}
_NOTES = {BlockKind.FOOTNOTE, BlockKind.CAPTION}
_LABELLED = {BlockKind.ALT_TEXT, BlockKind.BUTTON, BlockKind.LABEL}
_ASIDE = {Region.HEADER, Region.FOOTER, Region.NAV, Region.ASIDE, Region.RUNNING}
_NOTE_MARK = re.compile(r"\[(?:\d{1,3}|[a-z*†‡§])\]")


def clean_page(title: str, text: str, blocks: Sequence[Block], marks: Sequence[FindingMark] = ()) -> str:
    """Return the document as HTML. The marks come in the order of the text."""
    body = "\n".join(_Writer(text, marks).write(blocks))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )


class _Writer:
    """Writes the blocks of one text."""

    def __init__(self, text: str, marks: Sequence[FindingMark]) -> None:
        self._text, self._marks = text, marks

    def write(self, blocks: Sequence[Block]) -> Iterator[str]:
        shown = [block for block in blocks if block.region is not Region.HEAD]
        has_notes = False
        for (kind, _), run in groupby(shown, key=_container):
            if kind is BlockKind.TABLE_ROW:
                yield f"<table>{''.join(map(self._row, run))}</table>"
            elif kind is BlockKind.LIST_ITEM:
                yield from self._list(run)
            else:
                for block in run:
                    if block.kind is BlockKind.FOOTNOTE and not has_notes:
                        has_notes = True
                        yield "<hr>"
                    yield self._element(block)

    def _row(self, block: Block) -> str:
        cell = _ROWS[block.kind]
        spans = [c.span for c in block.cells] or list(_cut(block.span, self._text))
        return "<tr>" + "".join(f"<{cell}>{self._words(span)}</{cell}>" for span in spans) + "</tr>"

    def _list(self, items: Iterator[Block]) -> Iterator[str]:
        depth = 0
        for block in items:
            wanted = min(max(block.level, 1), 9)
            yield from itertools.repeat("<ul>", wanted - depth)
            yield from itertools.repeat("</ul>", depth - wanted)
            yield f"<li>{self._words(block.span)}</li>"
            depth = wanted
        yield "</ul>" * depth

    def _element(self, block: Block) -> str:
        words = self._words(block.span)
        if block.kind is BlockKind.HEADING:
            level = min(max(block.level or 2, 1), 6)
            return f"<h{level}>{words}</h{level}>"
        if block.kind is BlockKind.QUOTE:
            return f"<blockquote>{words}</blockquote>"
        names = [
            "note" if block.kind in _NOTES else "aside" if block.region in _ASIDE else "",
            block.kind.value if block.kind in _LABELLED else "",
        ]
        return f'<p class="{" ".join(filter(None, names))}">{words}</p>'

    def _words(self, span: Span) -> str:
        """Return the words of a span, those of findings with the numbers of the findings."""
        marks = marks_on(self._marks, span)
        edges = {span.start, span.end}
        for mark in marks:
            edges |= {min(max(edge, span.start), span.end) for edge in (mark.span.start, mark.span.end)}
        pieces = []
        for start, end in itertools.pairwise(sorted(edges)):
            stretch = Span(start, end)
            numbers = " ".join(str(mark.id) for mark in marks if mark.span.contains(stretch))
            words = _safe(stretch.of(self._text))
            pieces.append(f'<span data-findings="{numbers}">{words}</span>' if numbers else words)
        return "".join(pieces)


def _container(block: Block) -> tuple[BlockKind | None, int | None]:
    """Return what neighbours must share to stand in one table or list."""
    if block.kind in _ROWS:
        return BlockKind.TABLE_ROW, block.group
    return (BlockKind.LIST_ITEM if block.kind is BlockKind.LIST_ITEM else None), None


def _cut(span: Span, text: str) -> Iterator[Span]:
    """Yield the cells of a row that does not say where they are."""
    start = span.start
    for cell in span.of(text).split(CELL_SEPARATOR):
        yield Span(start, start + len(cell))
        start += len(cell) + len(CELL_SEPARATOR)


def _safe(words: str) -> str:
    raised = _NOTE_MARK.sub(lambda mark: f"<sup>{mark.group()}</sup>", escape(words))
    return raised.replace("\n", "<br>")
