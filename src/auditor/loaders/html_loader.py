"""Reads a web page, as saved or fetched, into one canonical text in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, NavigableString, Tag

from auditor.errors import LoadError
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.loaders.encoding import decode
from auditor.model.document import BlockKind, Place, Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.loaders.base import Limits
    from auditor.model.document import Document
    from auditor.model.source import Source
    from auditor.model.span import Span

_BLOCKS = {
    "p": BlockKind.PARAGRAPH,
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "summary": BlockKind.SUMMARY,
    "button": BlockKind.BUTTON,
    "label": BlockKind.LABEL,
}
_BOXES = frozenset(
    "div section article main nav header footer aside ul ol dl dt dd table tr td th figure form body address".split()
)
_REGIONS = {"nav": Region.NAV, "header": Region.HEADER, "footer": Region.FOOTER, "aside": Region.ASIDE}
_UNSEEN = frozenset("script style template noscript head iframe object video audio canvas".split())


class HtmlLoader:
    """Turns HTML into a document."""

    media_type = "text/html"

    def accepts(self, source: Source) -> bool:
        """Whether the bytes begin like a page."""
        head = (source.content or b"")[:2_000].lower()
        return b"<html" in head or b"<!doctype html" in head or b"<body" in head

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the page. Raises LoadError when it is empty."""
        if not (source.content or b"").strip():
            raise LoadError("empty-file", f"“{source.name}” is empty.")
        text, problem = decode(source)
        soup = BeautifulSoup(text, "lxml")
        builder = DocumentBuilder(self.media_type, limits.text_chars, uri=source.final_uri or source.uri)
        if problem is not None:
            builder.problems.append(problem)
        if soup.html is not None:
            builder.language = str(soup.html.get("lang") or "") or None
        if soup.title is not None:
            builder.title = soup.title.get_text()
            builder.add_block(BlockKind.TITLE, [Inline(builder.title)], region=Region.HEAD)
        _Walk(builder).run(soup)
        return builder.build()

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
        """Return where each span stands."""
        return tuple(Place() for _ in spans)


class _Walk:
    def __init__(self, builder: DocumentBuilder) -> None:
        self.builder = builder
        self.inlines: list[Inline] = []

    def run(self, soup: BeautifulSoup) -> None:
        stack: list[tuple[object, BlockKind, Region, str | None]] = [
            (soup, BlockKind.PARAGRAPH, Region.MAIN, None)
        ]
        while stack:
            node, kind, region, link = stack.pop()
            if node is None:
                self.flush(kind, region)
            elif isinstance(node, Tag):
                self.enter(node, kind, region, link, stack)
            elif type(node) is NavigableString:
                self.inlines.append(Inline(str(node), link=link))
        self.flush(BlockKind.PARAGRAPH, Region.MAIN)

    def enter(self, tag: Tag, kind: BlockKind, region: Region, link: str | None, stack: list) -> None:
        name = tag.name
        if (
            name in _UNSEEN
            or "hidden" in tag.attrs
            or "display:none" in str(tag.get("style", "")).replace(" ", "")
        ):
            return
        if name == "br":
            self.inlines.append(Inline(is_break=True))
            return
        region = _REGIONS.get(name, region)
        if name == "a":
            link = str(tag.get("href") or "") or link
        if name in _BLOCKS or name in _BOXES or (len(name) == 2 and name[0] == "h" and name[1].isdigit()):
            self.flush(kind, region)
            kind = BlockKind.HEADING if name[0] == "h" and name[1:].isdigit() else _BLOCKS.get(name, kind)
            stack.append((None, kind, region, None))
        stack.extend((child, kind, region, link) for child in reversed(tag.contents))

    def flush(self, kind: BlockKind, region: Region) -> None:
        if self.inlines:
            self.builder.add_block(kind, self.inlines, region=region)
            self.inlines = []
