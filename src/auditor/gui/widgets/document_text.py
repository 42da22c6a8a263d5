"""Lays a document's canonical text out for reading: headings, lists, tables, notes, and where each word ended up.

The words stay exactly the canonical ones; only labels such as “Footer” are added between blocks. `TextMap` turns
spans of the canonical text into positions of the laid-out text and back.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from auditor.gui.tokens import GRID, SMALL_PX, Tokens
from auditor.gui.widgets.marks import marks_on, stretches
from auditor.model.document import Block, BlockKind, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.utf16 import Utf16Map
    from auditor.model.finding import Severity
    from auditor.model.listing import FindingMark
    from auditor.model.span import Span

BODY_PX = 14
HEADING_PX = {1: 20, 2: 17, 3: 15}
LINE_HEIGHT = 145
"""Per cent; easy to read at the width of the pane."""

TABLE_ROWS = 60
"""Rows in one table of the layout; a longer one is laid out as several, because the cost grows faster than the rows."""

_REGION_WORDS = {
    Region.NAV: "Navigation",
    Region.HEADER: "Page header",
    Region.FOOTER: "Page footer",
    Region.ASIDE: "Sidebar",
    Region.RUNNING: "Running head",
    Region.HEAD: "Not on the page: shown by browsers and search engines",
    Region.MAIN: "Main text",
}
_KIND_WORDS = {
    BlockKind.TITLE: "Title: ",
    BlockKind.DESCRIPTION: "Description: ",
    BlockKind.ALT_TEXT: "Image text: ",
    BlockKind.BUTTON: "Button: ",
    BlockKind.LABEL: "Form: ",
    BlockKind.FOOTNOTE: "Note: ",
}
_ROWS = {BlockKind.TABLE_HEADER, BlockKind.TABLE_ROW}

# Qt takes these for its own marks; one stands in for the other, so that every position keeps its place.
_STAND_INS = {ord("\n"): "\u2028", 0x2029: "\u2028", 0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0xFFFC: "\ufffd"}


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[span]` stands unbroken from `position` of the layout on, counted in UTF-16 units."""

    span: Span
    position: int


class TextMap:
    """Where each stretch of the canonical text stands in the layout."""

    def __init__(self, units: Utf16Map, pieces: Sequence[Piece]) -> None:
        self._units = units
        self._pieces = pieces
        self._starts = [piece.span.start for piece in pieces]
        self._positions = [piece.position for piece in pieces]

    def ranges(self, span: Span) -> list[tuple[int, int]]:
        """Return the stretches of the layout that show a span, in order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        found = []
        for piece in self._pieces[first:]:
            if piece.span.start >= span.end:
                break
            start, end = max(span.start, piece.span.start), min(span.end, piece.span.end)
            if start < end:
                found.append((self._at(piece, start), self._at(piece, end)))
        return found

    def offset(self, position: int) -> int | None:
        """Return the code point shown at a position of the layout, or None between the words of the document."""
        index = bisect_right(self._positions, position) - 1
        if index < 0:
            return None
        piece = self._pieces[index]
        units = self._units.to_units(piece.span.start) + position - piece.position
        offset = self._units.to_code_points(units)
        return offset if piece.span.holds(offset) else None

    def _at(self, piece: Piece, offset: int) -> int:
        return piece.position + self._units.to_units(offset) - self._units.to_units(piece.span.start)


def lay_out(
    text: str,
    units: Utf16Map,
    blocks: Sequence[Block],
    marks: Sequence[FindingMark],
    tokens: Tokens,
    font: QFont,
    zoom: float = 1.0,
) -> tuple[QTextDocument, TextMap]:
    """Return the layout of some blocks of a text, softly marked and so large, and the map into it.

    The marks come in the order of the text. They are written with the words: laying each over them afterwards
    would cost more than the whole layout.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(5 * GRID)
    body = QFont(font)
    body.setPixelSize(round(BODY_PX * zoom))
    document.setDefaultFont(body)
    writer = _Writer(document, text, marks, tokens, zoom)
    writer.write(blocks)
    return document, TextMap(units, writer.pieces)


class _Writer:
    """Writes block after block at the end of the layout and notes where each went."""

    def __init__(
        self, document: QTextDocument, text: str, marks: Sequence[FindingMark], tokens: Tokens, zoom: float
    ) -> None:
        self.pieces: list[Piece] = []
        self._marks = marks
        self._text = text
        self._tokens = tokens
        self._cursor = QTextCursor(document)
        self._is_fresh = True
        self._region: Region | None = None
        self._zoom = zoom
        self._label = _label_format(tokens, zoom)
        self._looks: dict[tuple[BlockKind, int, bool], tuple[QTextBlockFormat, QTextCharFormat]] = {}

    def write(self, blocks: Sequence[Block]) -> None:
        self._cursor.beginEditBlock()
        for key, run in groupby(blocks, key=_table_key):
            group = list(run)
            if key is None:
                for block in group:
                    self._enter(block.region)
                    self._write_block(block)
                continue
            self._enter(group[0].region)
            for start in range(0, len(group), TABLE_ROWS):
                self._write_table(group[start : start + TABLE_ROWS])
        self._cursor.endEditBlock()

    def _enter(self, region: Region) -> None:
        """Say where on the page we are, whenever that changes."""
        if region is self._region:
            return
        is_first = self._region is None
        self._region = region
        if is_first and region is Region.MAIN:
            return
        look = QTextBlockFormat()
        look.setTopMargin(0 if is_first else 5 * GRID)
        look.setBottomMargin(GRID)
        self._begin(look, self._label)
        self._cursor.insertText(_REGION_WORDS[region])

    def _write_block(self, block: Block) -> None:
        block_look, look = self._look(block)
        self._begin(block_look, look)
        if block.kind is BlockKind.LIST_ITEM:
            self._cursor.insertText("•\u2002")
        elif words := _KIND_WORDS.get(block.kind):
            self._cursor.insertText(words, self._label)
        self._insert(block.span, look)

    def _look(self, block: Block) -> tuple[QTextBlockFormat, QTextCharFormat]:
        key = (block.kind, block.level, block.region is Region.MAIN)
        if key not in self._looks:
            self._looks[key] = (_block_format(block), _char_format(block, self._tokens, self._zoom))
        return self._looks[key]

    def _write_table(self, rows: list[Block]) -> None:
        columns = max(*(len(row.cells) for row in rows), 1)
        self._begin(QTextBlockFormat(), QTextCharFormat())
        table = self._cursor.insertTable(len(rows), columns, _table_format(self._tokens, columns))
        for number, row in enumerate(rows):
            self._write_row(table, number, row)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True  # Qt leaves an empty block behind a table: the next one goes there

    def _write_row(self, table: QTextTable, number: int, row: Block) -> None:
        look = self._look(row)[1]
        for column, span in enumerate([cell.span for cell in row.cells] or [row.span]):
            self._cursor = table.cellAt(number, column).firstCursorPosition()
            self._insert(span, look)

    def _begin(self, block: QTextBlockFormat, look: QTextCharFormat) -> None:
        if self._is_fresh:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(look)
            self._is_fresh = False
        else:
            self._cursor.insertBlock(block, look)
        self._cursor.setCharFormat(look)

    def _insert(self, span: Span, look: QTextCharFormat) -> None:
        self.pieces.append(Piece(span, self._cursor.position()))
        for stretch, mark in stretches(span, marks_on(self._marks, span)):
            marked = look if mark is None else self._marked(look, mark.severity)
            self._cursor.insertText(stretch.of(self._text).translate(_STAND_INS), marked)

    def _marked(self, look: QTextCharFormat, severity: Severity) -> QTextCharFormat:
        hue = self._tokens.severity(severity)
        marked = QTextCharFormat(look)
        marked.setBackground(QColor(hue.soft))
        marked.setForeground(QColor(self._tokens.text))
        marked.setUnderlineColor(QColor(hue.ink))
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        return marked


def _table_key(block: Block) -> tuple[int | None, Region] | None:
    return (block.group, block.region) if block.kind in _ROWS else None


def _block_format(block: Block) -> QTextBlockFormat:
    look = QTextBlockFormat()
    look.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    look.setBottomMargin(2 * GRID)
    if block.kind is BlockKind.HEADING:
        look.setHeadingLevel(max(block.level, 1))
        look.setTopMargin(4 * GRID)
        look.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    elif block.kind is BlockKind.LIST_ITEM:
        depth = max(block.level, 1)
        look.setLeftMargin(depth * 5 * GRID)
        look.setTextIndent(-3.5 * GRID)
        look.setBottomMargin(GRID)
    elif block.kind in {BlockKind.QUOTE, BlockKind.CAPTION}:
        look.setLeftMargin(4 * GRID)
    return look


def _char_format(block: Block, tokens: Tokens, zoom: float) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(tokens.text if block.region is Region.MAIN else tokens.muted))
    if block.kind is BlockKind.HEADING:
        pixels = HEADING_PX.get(max(block.level, 1), BODY_PX)
        look.setProperty(QTextCharFormat.Property.FontPixelSize, round(pixels * zoom))
        look.setFontWeight(QFont.Weight.DemiBold)
    elif block.kind in {BlockKind.TABLE_HEADER, BlockKind.SUMMARY, BlockKind.TITLE}:
        look.setFontWeight(QFont.Weight.DemiBold)
    elif block.kind in {BlockKind.CAPTION, BlockKind.ALT_TEXT, BlockKind.FOOTNOTE}:
        look.setForeground(QColor(tokens.muted))
    return look


def _label_format(tokens: Tokens, zoom: float) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(tokens.muted))
    look.setProperty(QTextCharFormat.Property.FontPixelSize, round(SMALL_PX * zoom))
    look.setFontWeight(QFont.Weight.Medium)
    return look


def _table_format(tokens: Tokens, columns: int) -> QTextTableFormat:
    look = QTextTableFormat()
    look.setBorder(1)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QColor(tokens.line))
    look.setBorderCollapse(True)
    look.setCellPadding(1.5 * GRID)
    look.setCellSpacing(0)
    look.setTopMargin(GRID)
    look.setBottomMargin(3 * GRID)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns)
    return look
