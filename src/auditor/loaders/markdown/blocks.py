"""Walks the tokens of a Markdown text and collects its blocks, before marks and entries are settled."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, ClassVar

from markdown_it import MarkdownIt

from auditor.loaders.markdown.html import InlineHtml, read_html
from auditor.loaders.runs import Run, RunBlock, RunWriter, visible
from auditor.model.document import BlockKind
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

    from auditor.loaders.markdown.html import HtmlPart

MAX_OPEN_BRACKETS = 300
"""Brackets never closed from which links are not looked for: the parser looks for the end of each from the next on."""
MAX_NESTING = 200
"""Levels the parser follows; every list takes two. What lies deeper is lost, which `is_too_deep` tells."""


@dataclass(slots=True)
class MarkdownWalk:
    """Reads tokens into blocks. `is_too_deep` is True when something lay deeper than the parser follows."""

    blocks: list[RunBlock] = field(default_factory=list)
    is_too_deep: bool = False
    _lists: list[int] = field(default_factory=list)
    _groups: int = 0
    _quotes: int = 0
    _is_item_start: bool = False
    _heading: int = 0
    _row: list[tuple[Run, ...]] | None = None
    _headers: tuple[str, ...] = ()
    _in_head: bool = False
    _table: int = 0

    def read(self, markdown: str) -> None:
        """Read a text, and add its blocks."""
        parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
        if markdown.count("[") - markdown.count("]") > MAX_OPEN_BRACKETS:
            parser.disable(["link", "image"])
        for token in parser.parse(markdown):
            self.is_too_deep = self.is_too_deep or token.level >= MAX_NESTING - 1
            self._take(token)

    def read_note(self, label: str, markdown: str) -> None:
        """Read a footnote's text; its first block carries the label."""
        first = len(self.blocks)
        self.read(markdown)
        for index in range(first, len(self.blocks)):
            block = replace(self.blocks[index], kind=BlockKind.FOOTNOTE)
            self.blocks[index] = replace(block, note=label, anchor=f"fn-{label}") if index == first else block

    def _take(self, token: Token) -> None:
        handler = self._HANDLERS.get(token.type)
        if handler is not None:
            handler(self, token)

    def _open_list(self, _: Token) -> None:
        self._groups += 1
        self._lists.append(self._groups)

    def _close_list(self, _: Token) -> None:
        self._lists.pop()

    def _open_item(self, _: Token) -> None:
        self._is_item_start = True

    def _open_quote(self, _: Token) -> None:
        self._quotes += 1

    def _close_quote(self, _: Token) -> None:
        self._quotes -= 1

    def _open_heading(self, token: Token) -> None:
        self._heading = int(token.tag[1])

    def _close_heading(self, _: Token) -> None:
        self._heading = 0

    def _open_table(self, _: Token) -> None:
        self._groups += 1
        self._table = self._groups
        self._headers = ()

    def _open_head(self, _: Token) -> None:
        self._in_head = True

    def _close_head(self, _: Token) -> None:
        self._in_head = False

    def _open_row(self, _: Token) -> None:
        self._row = []

    def _close_row(self, _: Token) -> None:
        cells = tuple(self._row or ())
        kind = BlockKind.TABLE_HEADER if self._in_head else BlockKind.TABLE_ROW
        headers = () if self._in_head else self._headers
        if self._in_head:
            self._headers = tuple(visible(cell) for cell in cells)
        self.blocks.append(RunBlock(kind, cells=cells, headers=headers, group=self._table))
        self._row = None

    def _inline(self, token: Token) -> None:
        writer = read_inline(token.children or ())
        if self._row is not None:
            alts = (Run(alt) for alt in writer.alts)
            self._row.append((*writer.runs, *alts))
            return
        kind, level = self._kind()
        self._add(kind, writer, level=level)

    def _kind(self) -> tuple[BlockKind, int]:
        if self._heading:
            return BlockKind.HEADING, self._heading
        if self._quotes:
            return BlockKind.QUOTE, len(self._lists)
        if self._lists and self._is_item_start:
            self._is_item_start = False
            return BlockKind.LIST_ITEM, len(self._lists)
        return BlockKind.PARAGRAPH, 0

    def _code(self, token: Token) -> None:
        writer = RunWriter()
        for line in token.content.splitlines():
            writer.text(line, plain=False)
            writer.line_break()
        self._add(BlockKind.PARAGRAPH, writer)

    def _html(self, token: Token) -> None:
        self._groups += 1
        for part in read_html(token.content):
            if part.cells:
                self._add_html_row(part)
            else:
                is_item = part.kind is BlockKind.LIST_ITEM
                group = self._groups if is_item else None
                self._add(part.kind, part.writer, level=1 if is_item else part.level, group=group)

    def _add_html_row(self, part: HtmlPart) -> None:
        kind = BlockKind.TABLE_HEADER if part.is_header else BlockKind.TABLE_ROW
        cells = tuple(tuple(cell.runs) for cell in part.cells)
        self.blocks.append(RunBlock(kind, cells=cells, group=self._groups))

    def _add(self, kind: BlockKind, writer: RunWriter, *, level: int = 0, group: int | None = None) -> None:
        group = self._lists[-1] if self._lists and group is None else group
        if writer.runs:
            self.blocks.append(RunBlock(kind, tuple(writer.runs), level=level, group=group))
        self.blocks.extend(RunBlock(BlockKind.ALT_TEXT, (Run(alt),), group=group) for alt in writer.alts)

    _HANDLERS: ClassVar[dict[str, Callable[[MarkdownWalk, Token], None]]] = {
        "bullet_list_open": _open_list,
        "ordered_list_open": _open_list,
        "bullet_list_close": _close_list,
        "ordered_list_close": _close_list,
        "list_item_open": _open_item,
        "blockquote_open": _open_quote,
        "blockquote_close": _close_quote,
        "heading_open": _open_heading,
        "heading_close": _close_heading,
        "table_open": _open_table,
        "thead_open": _open_head,
        "thead_close": _close_head,
        "tr_open": _open_row,
        "tr_close": _close_row,
        "inline": _inline,
        "fence": _code,
        "code_block": _code,
        "html_block": _html,
    }


def read_inline(children: Sequence[Token]) -> RunWriter:
    """Return the inline content of one paragraph, heading or cell."""
    writer = RunWriter()
    html = InlineHtml(writer)
    for child in children:
        if child.type == "html_inline":
            html.feed(child.content)
        elif not html.unseen:
            _take_inline(writer, child)
    return writer


def _take_inline(writer: RunWriter, child: Token) -> None:
    if child.type in {"text", "code_inline", "text_special"}:
        writer.text(child.content, plain=child.type != "code_inline")
    elif child.type == "softbreak":
        writer.text(" ")
    elif child.type == "hardbreak":
        writer.line_break()
    elif child.type == "link_open":
        writer.open_link(str(child.attrs.get("href", "")))
    elif child.type == "link_close":
        writer.close_link()
    elif child.type == "image":
        writer.image(_alt(child))


def _alt(image: Token) -> str:
    return "".join(_words(image.children or ()))


def _words(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        yield child.content if child.type != "softbreak" else " "
