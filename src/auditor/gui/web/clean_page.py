"""A document without a look of its own (word processor files, drafts) as a plain page for reading."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from auditor.loaders.builder import CELL_SEPARATOR
from auditor.model.document import BlockKind, Region

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.document import Block

_STYLE = """
body { font: 16px/1.55 Inter, "Segoe UI", "Noto Sans", sans-serif; color: #17202a; max-width: 44em; margin: 2em auto; padding: 0 1.5em; }
h1 { font-size: 1.6em; line-height: 1.25; } h2 { font-size: 1.25em; } h3 { font-size: 1.05em; }
table { border-collapse: collapse; margin: 1em 0; } td, th { border: 1px solid #d9dfe5; padding: .3em .7em; text-align: left; vertical-align: top; }
blockquote { border-left: 3px solid #d9dfe5; margin-left: 0; padding-left: 1em; }
.note, .aside { color: #52606d; font-size: .9em; }
"""
_ROWS = {BlockKind.TABLE_HEADER: "th", BlockKind.TABLE_ROW: "td"}
_NOTES = {BlockKind.FOOTNOTE, BlockKind.CAPTION}
_ASIDE = {Region.HEADER, Region.FOOTER, Region.NAV, Region.ASIDE, Region.RUNNING}


def clean_page(title: str, text: str, blocks: Sequence[Block]) -> str:
    """Return the document as HTML, its words exactly those of the canonical text."""
    body = "\n".join(_elements(text, blocks))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )


def _elements(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    open_tag = ""
    for block in blocks:
        if block.region is Region.HEAD:
            continue
        wanted = "table" if block.kind in _ROWS else "ul" if block.kind is BlockKind.LIST_ITEM else ""
        if wanted != open_tag:
            if open_tag:
                yield f"</{open_tag}>"
            if wanted:
                yield f"<{wanted}>"
            open_tag = wanted
        yield _element(block, block.span.of(text))
    if open_tag:
        yield f"</{open_tag}>"


def _element(block: Block, words: str) -> str:
    safe = escape(words).replace("\n", "<br>")
    if block.kind in _ROWS:
        cell = _ROWS[block.kind]
        return "<tr>" + "".join(f"<{cell}>{c}</{cell}>" for c in safe.split(CELL_SEPARATOR)) + "</tr>"
    if block.kind is BlockKind.LIST_ITEM:
        return f"<li>{safe}</li>"
    if block.kind is BlockKind.HEADING:
        level = min(max(block.level or 2, 1), 6)
        return f"<h{level}>{safe}</h{level}>"
    if block.kind is BlockKind.QUOTE:
        return f"<blockquote>{safe}</blockquote>"
    kind = "note" if block.kind in _NOTES else "aside" if block.region in _ASIDE else ""
    return f'<p class="{kind}">{safe}</p>'
