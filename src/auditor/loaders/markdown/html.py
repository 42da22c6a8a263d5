"""Reads the raw HTML that Markdown may contain: its words stay, its tags go, what is not shown is dropped."""

from __future__ import annotations

import re
from dataclasses import field
from html.parser import HTMLParser

from auditor.loaders.runs import Run, RunWriter
from auditor.model.document import BlockKind
from auditor.model.values import dataclass

MAX_STRAY_SIGNS = 200
"""Signs that open no tag in one piece of HTML; commented-out markup has a few."""

_STRAY_SIGN = re.compile(r"<(?![^<>]*+>)")
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object"})
_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "summary": BlockKind.SUMMARY,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "button": BlockKind.BUTTON,
    "tr": BlockKind.TABLE_ROW,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "ul",
        "ol",
        "dl",
        "table",
        "tbody",
        "thead",
    }
    | {"details", "figure", "blockquote", "form", "center", "pre", "address", "hr"}
    | set(_KINDS)
)


@dataclass(slots=True)
class HtmlPart:
    """A block found in raw HTML: plain runs, or the cells of a row."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    writer: RunWriter = field(default_factory=RunWriter)
    cells: list[RunWriter] = field(default_factory=list)
    is_header: bool = False

    @property
    def runs(self) -> list[Run]:
        """The inline content of a block that is no row."""
        return self.writer.runs


class InlineHtml(HTMLParser):
    """Applies the tags inside a paragraph to its writer."""

    def __init__(self, writer: RunWriter) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = writer
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open links, raised text and breaks; note pictures and anchors."""
        values = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self.unseen += 1
        for name in ("id", "name"):
            if values.get(name):
                self.writer.anchor(values[name])
        if tag == "a":
            self.writer.open_link(values.get("href", ""))
        elif tag == "sup":
            self.writer.open_raised()
        elif tag in {"br", "hr"}:
            self.writer.line_break()
        elif tag == "img":
            self.writer.image(values.get("alt", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag opened."""
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        elif tag == "a":
            self.writer.close_link()
        elif tag == "sup":
            self.writer.close_raised()

    def handle_data(self, data: str) -> None:
        """Keep words that are shown."""
        if not self.unseen:
            self.writer.text(data)


class BlockHtml(InlineHtml):
    """Cuts a piece of raw HTML into blocks."""

    def __init__(self) -> None:
        self.parts: list[HtmlPart] = [HtmlPart()]
        super().__init__(self.parts[0].writer)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or cell where the tag does."""
        if tag in _BLOCKS:
            self._begin(
                HtmlPart(_KINDS.get(tag, BlockKind.PARAGRAPH), level=int(tag[1]) if tag in _HEADINGS else 0)
            )
        elif tag in {"td", "th"}:
            row = self.parts[-1]
            row.is_header = tag == "th" and (row.is_header or not row.cells)
            row.cells.append(RunWriter())
            self.writer = row.cells[-1]
        super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a block where the tag does."""
        super().handle_endtag(tag)
        if tag in _BLOCKS:
            self._begin(HtmlPart())

    def _begin(self, part: HtmlPart) -> None:
        self.parts.append(part)
        self.writer = part.writer


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def read_html(markup: str) -> list[HtmlPart]:
    """Return the blocks in a piece of raw HTML, in order; blocks without words are left out by the builder."""
    reader = BlockHtml()
    reader.feed(_without_stray_signs(markup))
    reader.close()
    return reader.parts


def _without_stray_signs(markup: str) -> str:
    """Return the markup with opening signs that no tag closes as text, where there are absurdly many of them."""
    # The parser looks to the end of the text for each of them.
    if len(_STRAY_SIGN.findall(markup)) <= MAX_STRAY_SIGNS:
        return markup
    return _STRAY_SIGN.sub("&lt;", markup)
