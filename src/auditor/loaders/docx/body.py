"""Reads a part of a Word file (body, header, footer, note) into blocks, in reading order."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, ClassVar

from auditor.loaders.docx.drawing import branch
from auditor.loaders.docx.inline import InlineReader
from auditor.loaders.docx.table import columns, read_grid
from auditor.loaders.docx.xml import attribute, child, children, is_on, name_of
from auditor.loaders.runs import Run, RunBlock, visible
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.loaders.docx.context import Context
    from auditor.loaders.docx.drawing import Drawn
    from auditor.loaders.docx.styles import Numbering
    from auditor.loaders.docx.table import Grid, GridCell
    from auditor.loaders.docx.xml import Element

_UNREAD = frozenset(
    {"w:del", "w:moveFrom", "w:sectPr", "w:tblPr", "w:tblGrid", "w:tcPr", "w:trPr", "w:sdtPr", "w:sdtEndPr"}
)


@dataclass(slots=True)
class BodyReader:
    """Reads one part. `number` counts the paragraphs met, which is where findings point."""

    context: Context
    part: str
    region: Region = Region.MAIN
    blocks: list[RunBlock] = field(default_factory=list)
    number: int = 0
    _inline: InlineReader = field(init=False)
    _carried: list[Run] = field(default_factory=list)
    _list: tuple[str, int] | None = None
    _counters: dict[str, int] = field(default_factory=dict)
    _card: int | None = None

    def __post_init__(self) -> None:
        self._inline = InlineReader(self.context, self.context.package.relationships(self.part))

    def read(self, container: Element) -> None:
        """Read everything inside an element."""
        for element in children(container):
            name = name_of(element)
            handler = self._HANDLERS.get(name)
            if handler is not None:
                handler(self, element)
            elif name not in _UNREAD:
                self.read(element)

    def _paragraph(self, element: Element) -> None:
        self.number += 1
        place = self.number
        writer, drawn = self._inline.read(element)
        runs = [*self._carried, *writer.runs]
        properties = child(element, "w:pPr")
        # A deleted paragraph end, or a big first letter set apart, joins this paragraph to the next.
        is_joined = is_on(properties, "w:rPr", "w:del") or (
            child(properties, "w:framePr") is not None and _is_drop_cap(properties)
        )
        self._carried = runs if is_joined else []
        if not is_joined:
            self._add(replace(self._block(properties), runs=tuple(runs), paragraph=place))
        self._add_drawn(drawn, place)

    def _block(self, properties: Element | None) -> RunBlock:
        styles = self.context.styles
        region = styles.region(properties) if self.region is Region.MAIN else self.region
        level = styles.heading_level(properties)
        if level:
            return RunBlock(BlockKind.HEADING, level=level, region=region)
        numbering = styles.numbering(properties)
        if numbering is not None:
            return self._item(numbering, region)
        return RunBlock(styles.kind(properties) or BlockKind.PARAGRAPH, group=self._card, region=region)

    def _item(self, numbering: Numbering, region: Region) -> RunBlock:
        if self._list is None or self._list[0] != numbering.list_id:
            self._list = (numbering.list_id, self.context.new_group())
        number = self._counters[numbering.list_id] = self._counters.get(numbering.list_id, 0) + 1
        anchor = str(number) if self.context.styles.has_brackets(numbering) else None
        return RunBlock(
            BlockKind.LIST_ITEM, level=numbering.depth + 1, group=self._list[1], region=region, note=anchor
        )

    def _add(self, block: RunBlock) -> None:
        if block.kind is BlockKind.LIST_ITEM and block.note is not None:
            # A list that numbers itself [1], [2] shows the number; the text has to show it too.
            label = Run(f"[{block.note}] ", plain=False)
            block = replace(block, runs=(label, *block.runs), note=None)
        if not visible(block.runs).strip():
            self.blocks.extend([block] if any(run.anchor for run in block.runs) else [])
            return
        if block.kind is not BlockKind.LIST_ITEM:
            self._list = None
        self.blocks.append(block)

    def _add_drawn(self, drawn: Drawn, place: int) -> None:
        for words in drawn.words:
            self._add(RunBlock(BlockKind.PARAGRAPH, (Run(words),), region=self.region, paragraph=place))
        for box in drawn.boxes:
            self._in_card(box)
        for alt in drawn.alts:
            self._add(RunBlock(BlockKind.ALT_TEXT, (Run(alt),), region=self.region, paragraph=place))
        for diagram in drawn.diagrams:
            self._diagram(diagram, place)
        if drawn.charts:
            self.context.add_problem(
                "chart-not-read",
                "The figures in the charts of this document were not read. Check them by eye.",
            )

    def _in_card(self, container: Element) -> None:
        """Read a text box or a cell used for layout: its paragraphs belong together."""
        outer = (self._card, self._list, self._inline)
        self._card, self._list = self.context.new_group(), None
        self._inline = InlineReader(self.context, self._inline.ties)
        self.read(container)
        self._card, self._list, self._inline = outer

    def _diagram(self, relationship: str, place: int) -> None:
        known = self._inline.ties.get(relationship)
        root = self.context.package.tree(known.target) if known is not None else None
        for paragraph in root.iter("{*}p") if root is not None else ():
            words = "".join(text.text or "" for text in paragraph.iter("{*}t"))
            self._add(RunBlock(BlockKind.PARAGRAPH, (Run(words),), region=self.region, paragraph=place))

    def _table(self, element: Element) -> None:
        grid = read_grid(element)
        self._list = None
        if grid.is_layout:
            for row in grid.rows:
                for cell in row.cells:
                    self._in_card(cell.element)
        else:
            self._data_table(grid)
        self._list = None

    def _data_table(self, grid: Grid) -> None:
        group = self.context.new_group()
        places = []
        read = []
        drawn: list[tuple[Drawn, int]] = []
        for row in grid.rows:
            places.append(self.number + 1)
            read.append([self._cell(cell, drawn) for cell in row.cells])
        texts = [[visible(cell).strip() for cell in cells] for cells in read]
        headers: dict[int, str] = {}
        count = grid.header_rows(texts)
        for index, (row, cells) in enumerate(zip(grid.rows, read, strict=True)):
            kind = BlockKind.TABLE_HEADER if index < count else BlockKind.TABLE_ROW
            over = tuple(headers.get(cell.column, "") for cell in row.cells) if index >= count else ()
            rows = RunBlock(
                kind, cells=tuple(map(tuple, cells)), headers=over, group=group, region=self.region
            )
            self.blocks.append(replace(rows, paragraph=places[index]))
            if index < count:
                for column, text in columns(row, texts[index]).items():
                    headers[column] = f"{headers.get(column, '')} {text}".strip()
        for one, place in drawn:
            self._add_drawn(one, place)

    def _cell(self, cell: GridCell, drawn: list[tuple[Drawn, int]]) -> list[Run]:
        runs: list[Run] = []
        for paragraph in cell.paragraphs:
            self.number += 1
            writer, pictures = self._inline.read(paragraph)
            drawn.append((pictures, self.number))
            if writer.runs and not cell.is_continued:
                runs.extend([*([Run(is_break=True)] if runs else []), *writer.runs])
        return runs

    def _control(self, element: Element) -> None:
        content = child(element, "w:sdtContent")
        if content is not None and child(element, "w:sdtPr", "w:showingPlcHdr") is None:
            self.read(content)

    def _alternative(self, element: Element) -> None:
        chosen = branch(element)
        if chosen is not None:
            self.read(chosen)

    def _embedded(self, _: Element) -> None:
        self.context.add_problem(
            "embedded-part",
            "A piece inserted from another file was not read. Copy its text into the document.",
        )

    def _bookmark(self, element: Element) -> None:
        name = attribute(element, "name")
        if name and name != "_GoBack":
            self._carried.append(Run(anchor=name))

    _HANDLERS: ClassVar[dict[str, Callable[[BodyReader, Element], None]]] = {
        "w:p": _paragraph,
        "w:tbl": _table,
        "w:sdt": _control,
        "w:altChunk": _embedded,
        "w:subDoc": _embedded,
        "w:bookmarkStart": _bookmark,
        "mc:AlternateContent": _alternative,
    }


def _is_drop_cap(properties: Element | None) -> bool:
    return attribute(child(properties, "w:framePr"), "dropCap") in {"drop", "margin"}
