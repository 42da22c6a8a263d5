"""Reads a web page, as saved or fetched, into one canonical text in reading order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.loaders.html.drafts import Draft, write
from auditor.loaders.html.encoding import decode
from auditor.loaders.html.hidden import Visibility
from auditor.loaders.html.publication import publication_of
from auditor.loaders.html.readable import NO_TEXT, judge
from auditor.loaders.html.tree import ancestors_of, attribute, parse, text_of
from auditor.loaders.html.walk import Walk
from auditor.model.document import BlockKind, Place, Region
from auditor.model.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.loaders.base import Limits
    from auditor.loaders.html.tree import Element, Page
    from auditor.model.document import Document
    from auditor.model.source import Problem, Source
    from auditor.model.span import Span

_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|article|section|main|h1)\b", re.IGNORECASE
)
_ACCEPTED_HEAD = 4_096
"""Bytes looked at to recognise a page."""


class HtmlLoader:
    """Turns HTML into a document: what readers see, with regions tagged and hidden things left out."""

    media_type = "text/html"

    def accepts(self, source: Source) -> bool:
        """Whether the bytes begin like a page."""
        head = (source.content or b"")[:_ACCEPTED_HEAD].replace(b"\x00", b"")
        return _MARKUP.search(head) is not None

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the page. Raises LoadError when there is nothing in it or far too much."""
        content = source.content or b""
        if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
            raise LoadError("empty-file", f"“{source.name}” is empty.")
        if len(content) > limits.content_bytes:
            raise LoadError(
                "file-too-large",
                f"“{source.name}” is larger than {limits.content_bytes:,} bytes and was not audited.",
            )
        text, doubt = decode(content, source.charset)
        return self._read(text, source, limits, [doubt] if doubt else [])

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:  # noqa: ARG002 - every loader is asked alike
        """Return the element each span begins in and the offset in its text, white space counted once."""
        return tuple(_place(document, span) for span in spans)

    def _read(self, text: str, source: Source, limits: Limits, problems: list[Problem]) -> Document:
        with uncollected():
            page = parse(text, limits.nesting)
            document = self._document(page, source, limits, problems)
            page.release()
        return document

    def _document(self, page: Page, source: Source, limits: Limits, problems: list[Problem]) -> Document:
        walk = Walk(page, Visibility(page))
        walk.run()
        drafts = [*_head_drafts(page), *walk.drafts]
        status, found = judge(page, drafts)
        builder = DocumentBuilder(self.media_type, limits.text_chars, uri=source.final_uri or source.uri)
        builder.title = _title(page)
        builder.language = next(
            filter(None, (_language(page.first(name)) for name in ("html", "body"))), None
        )
        builder.publication = publication_of(page, walk.logos)
        builder.problems.extend([*problems, *found])
        write(drafts, builder)
        for name in walk.line.anchors():
            builder.add_anchor(name)
        if builder.is_empty and not builder.problems:
            builder.problems.append(NO_TEXT)
        return _without_own_links(builder.build(status))


def _language(tag: Element | None) -> str:
    return (attribute(tag, "lang") or attribute(tag, "xml:lang")) if tag is not None else ""


def _title(page: Page) -> str:
    """Return the page's title; drawings have titles of their own."""
    titles = (tag for tag in page.noted["title"] if all(outer.name != "svg" for outer in ancestors_of(tag)))
    return next((text_of(tag) for tag in titles), "")


def _without_own_links(document: Document) -> Document:
    """Drop the links of marks to notes of the page itself; pages saved from a browser write them in full."""
    names = {anchor.name for anchor in document.anchors}
    own = {mark.span for mark in document.marks if mark.target and mark.target[1:] in names}
    if not own:
        return document
    return replace(document, links=tuple(link for link in document.links if link.span not in own))


def _head_drafts(page: Page) -> Iterator[Draft]:
    """Yield what search engines and shared links show of the page: its titles and descriptions."""
    metas = {
        (attribute(m, "name") or attribute(m, "property")).lower(): attribute(m, "content")
        for m in reversed(page.noted["meta"])
    }
    shown = _title(page)
    if shown.strip():
        yield Draft(BlockKind.TITLE, [Inline(shown)], Region.HEAD, "title")
    for kind, names in (
        (BlockKind.TITLE, ("og:title",)),
        (BlockKind.DESCRIPTION, ("description", "og:description")),
    ):
        seen = shown if kind is BlockKind.TITLE else ""
        for name in names:
            text = " ".join(metas.get(name, "").split())
            if text and text not in " ".join(seen.split()):
                key = "property" if name.startswith("og:") else "name"
                yield Draft(kind, [Inline(text)], Region.HEAD, f'meta[{key}="{name}"]')
                seen = text


def _place(document: Document, span: Span) -> Place:
    block = document.block_at(span.start)
    if block is None:
        return Place()
    return Place(selector=block.locator.selector, offset=span.start - block.span.start)
