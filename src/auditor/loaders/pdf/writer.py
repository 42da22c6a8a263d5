"""Writes the pages of a PDF into the canonical text: one flow, however columns and pages cut it.

A paragraph may go on over a table, a note, a column or a page; so the last paragraph stays open until it is
clear what follows it, and what stands in between waits.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from auditor.loaders.builder import Inline
from auditor.loaders.pdf.inlines import InlineWriter
from auditor.loaders.pdf.notes import note_label
from auditor.loaders.pdf.paragraphs import Paragraph, continues
from auditor.loaders.pdf.tables import Headers, header_of, is_header
from auditor.model.document import BlockKind, Locator, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.loaders.builder import DocumentBuilder
    from auditor.loaders.pdf.flow import Element
    from auditor.loaders.pdf.hyphens import Hyphens
    from auditor.loaders.pdf.sheet import Line, Sheet, Table

NEAR = 2.2
"""Ems under a paragraph within which the next block may still be the same paragraph, cut by a raised mark."""
LIST_INDENT = 1.0
"""Ems by which an item must stand further in to be one level deeper."""
DEEPEST_LEVEL = 6
"""Levels of lists that are told apart."""


@dataclass(slots=True)
class FlowWriter:
    """Writes elements in reading order; call `finish` after the last page."""

    builder: DocumentBuilder
    hyphens: Hyphens
    first_heading: str = ""
    _open: Paragraph | None = None
    _waiting: list[tuple[Sheet, Element]] = field(default_factory=list)
    _running: list[tuple[int, list[Inline]]] = field(default_factory=list)
    _targets: dict[tuple[int, str], str] = field(default_factory=dict)
    _locators: dict[int, Locator] = field(default_factory=dict)
    _group: int = 0
    _group_key: object = None
    _list_indents: list[float] = field(default_factory=list)
    _headers: Headers = field(default_factory=Headers)

    def add_page(self, sheet: Sheet, elements: Iterable[Element], running: Iterable[Line]) -> None:
        """Write a page; its last paragraph stays open for the next one."""
        self._running += [(sheet.number, self._inlines.write([line])) for line in running]
        elements = list(elements)
        self._name_notes(sheet, elements)
        for element in elements:
            self._add(sheet, element)
        for text in sheet.fields:
            self._close()
            self.builder.add_block(BlockKind.LABEL, [Inline(text)], locator=self._locator(sheet.number))

    def finish(self) -> None:
        """Write what is still open, then the running heads and feet, once each."""
        self._close()
        for page, inlines in self._running:
            self.builder.add_block(
                BlockKind.PARAGRAPH, inlines, region=Region.RUNNING, locator=self._locator(page)
            )

    @property
    def _inlines(self) -> InlineWriter:
        return InlineWriter(self.hyphens, self._targets)

    def _locator(self, page: int) -> Locator:
        return self._locators.setdefault(page, Locator(page=page))

    def _name_notes(self, sheet: Sheet, elements: Iterable[Element]) -> None:
        for element in elements:
            if isinstance(element, Paragraph) and element.kind is BlockKind.FOOTNOTE:
                label = note_label(element)
                self._targets.setdefault((sheet.number, label), f"page-{sheet.number}-note-{label}")

    def _add(self, sheet: Sheet, element: Element) -> None:
        if not isinstance(element, Paragraph) or element.kind in {BlockKind.FOOTNOTE, BlockKind.CAPTION}:
            self._wait_or_write(sheet, element)
            return
        if self._open is not None:
            if _is_boxed(element) and not _is_boxed(self._open):
                self._wait_or_write(sheet, element)
                return
            if _is_boxed(element) == _is_boxed(self._open) and continues(
                self._open, element, is_near=_is_just_below(self._open, element)
            ):
                _append(self._open, element)
                return
        self._close()
        if element.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and not element.ends_sentence:
            self._open = element
        else:
            self._write(sheet, element)

    def _wait_or_write(self, sheet: Sheet, element: Element) -> None:
        if self._open is None:
            self._write(sheet, element)
        else:
            self._waiting.append((sheet, element))

    def _close(self) -> None:
        if self._open is not None:
            opened, self._open = self._open, None
            self._write(opened.lines[0].sheet, opened)
        waiting, self._waiting = self._waiting, []
        for sheet, element in waiting:
            self._write(sheet, element)

    def _write(self, sheet: Sheet, element: Element) -> None:
        if isinstance(element, Paragraph):
            self._write_paragraph(element)
        else:
            self._write_table(sheet, element)

    def _write_paragraph(self, paragraph: Paragraph) -> None:
        page = paragraph.lines[0].sheet.number
        is_item = paragraph.kind is BlockKind.LIST_ITEM
        label = ""
        if paragraph.kind is BlockKind.FOOTNOTE:
            label = note_label(paragraph)
            self.builder.add_anchor(f"page-{page}-note-{label}")
        if paragraph.kind is BlockKind.HEADING and not self.first_heading:
            self.first_heading = paragraph.text
        inlines = self._inlines.write(
            paragraph.lines, skip=paragraph.label, breaks=paragraph.breaks, label=len(label)
        )
        self.builder.add_block(
            paragraph.kind,
            _set_off(inlines, label) if label else inlines,
            locator=self._locator(page),
            level=self._list_level(paragraph) if is_item else paragraph.level,
            group=self._group_of(paragraph),
        )

    def _list_level(self, item: Paragraph) -> int:
        first = item.lines[0]
        indents = self._list_indents
        if self._group_key != "list":
            indents.clear()
        while indents and first.x0 < indents[-1] - LIST_INDENT * first.size / 2:
            indents.pop()
        if not indents or first.x0 > indents[-1] + LIST_INDENT * first.size:
            indents.append(first.x0)
        return min(len(indents), DEEPEST_LEVEL)

    def _group_of(self, paragraph: Paragraph) -> int | None:
        """Number lists, and boxes, so that their parts are known to belong together."""
        first = paragraph.lines[0]
        if paragraph.kind is BlockKind.LIST_ITEM:
            key: object = "list"
        elif _is_boxed(paragraph):
            key = (first.sheet.number, first.box)
        else:
            self._group_key = None
            return None
        if key != self._group_key:
            self._group, self._group_key = self._group + 1, key
        return self._group

    def _write_table(self, sheet: Sheet, table: Table) -> None:
        first = table.rows[0]
        headers = header_of(table)
        goes_on = self._group_key == "table" and self._headers.are_repeated(headers)
        if not goes_on:
            self._group, self._group_key = self._group + 1, "table"
            self._headers.set(headers)
        for row in table.rows:
            is_head = row is first and is_header(table)
            if is_head and goes_on:
                continue
            cells = row.cells
            while len(cells) > 1 and not cells[-1]:
                cells = cells[:-1]
            self.builder.add_row(
                [self._inlines.write(cell) for cell in cells],
                headers=() if is_head else self._headers.for_row(len(row.cells))[: len(cells)],
                is_header=is_head,
                locator=self._locator(sheet.number),
                group=self._group,
            )


def _is_boxed(paragraph: Paragraph) -> bool:
    return paragraph.lines[0].box >= 0


def _is_just_below(before: Paragraph, after: Paragraph) -> bool:
    last, first = before.lines[-1], after.lines[0]
    return last.sheet is first.sheet and first.base > last.base and first.x0 < last.x1


def _append(before: Paragraph, after: Paragraph) -> None:
    shift = len(before.lines)
    before.lines.extend(after.lines)
    before.breaks.update(number + shift for number in after.breaks)
    before.right, before.left = after.right, after.left


def _set_off(inlines: list[Inline], label: str) -> Iterator[Inline]:
    """Put a space behind the label of a note that stands right before its first word."""
    rest = len(label)
    for inline in inlines:
        text = inline.text
        if 0 < rest <= len(text):
            yield Inline(text[:rest], page=inline.page, offset=inline.offset)
            yield Inline(" ")
            yield Inline(text[rest:], link=inline.link, page=inline.page, offset=inline.offset + rest)
        else:
            yield inline
        rest -= len(text)
