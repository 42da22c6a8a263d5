"""Reads plain text: paragraphs, headings, lists, tables and reference marks out of bare lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.loaders.builder import DocumentBuilder
from auditor.loaders.encoding import decode
from auditor.loaders.places import paragraph_places
from auditor.loaders.plain.lines import mail_subject, read_pieces
from auditor.loaders.plain.regions import with_regions
from auditor.loaders.text_entries import find_entries
from auditor.loaders.text_marks import MarkContext, glued_marks, linked_inlines, marked_inlines
from auditor.model.document import BlockKind, Locator, Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.loaders.base import Limits
    from auditor.loaders.pieces import Piece
    from auditor.loaders.text_entries import Entries
    from auditor.loaders.text_marks import Found
    from auditor.model.document import Document, Place
    from auditor.model.source import Source
    from auditor.model.span import Span


class PlainLoader:
    """Turns a text file into paragraphs, list items, table rows, headings and marks."""

    media_type = "text/plain"

    def accepts(self, source: Source) -> bool:
        """Whether there are bytes; every text that is nothing else is plain text."""
        return source.content is not None

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the document. Raises LoadError when there is no text in it."""
        text, problem = decode(source)
        builder = DocumentBuilder(self.media_type, max_chars=limits.text_chars, uri=source.uri)
        if problem is not None:
            builder.add_problem(problem.code, problem.message)
        pieces = with_regions(read_pieces(text))
        builder.title = mail_subject(text) or _title(pieces)
        _write(builder, pieces)
        if builder.is_empty:
            raise LoadError("no-text", f"There is no readable text in “{source.name}”.")
        return builder.build()

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:  # noqa: ARG002
        """Return the number of the paragraph in which each span begins."""
        return paragraph_places(document, spans)


def _title(pieces: Sequence[Piece]) -> str:
    """Return the first heading that says something; a single word such as "Contact" only when there is no other."""
    headings = [piece for piece in pieces if piece.kind is BlockKind.HEADING and piece.region is Region.MAIN]
    telling = [piece for piece in headings if piece.words > 1]
    return (telling or headings)[0].text if headings else ""


def _write(builder: DocumentBuilder, pieces: Sequence[Piece]) -> None:
    entries = find_entries(pieces)
    context = MarkContext(entries.targets, frozenset(entries.symbols.values()))
    glued = glued_marks(
        ["" if _is_entry(entries, i) or p.cells else p.text for i, p in enumerate(pieces)], entries.count
    )
    for index, piece in enumerate(pieces):
        anchor = entries.anchor(index)
        if anchor is not None:
            builder.add_anchor(anchor)
        locator = Locator(paragraph=index + 1)
        if piece.cells:
            _write_row(builder, piece, locator, context)
        else:
            _write_block(builder, piece, locator, context, glued[index], is_entry=anchor is not None)


def _is_entry(entries: Entries, index: int) -> bool:
    return index in entries.labels or index in entries.symbols


def _write_row(builder: DocumentBuilder, piece: Piece, locator: Locator, context: MarkContext) -> None:
    builder.add_row(
        [marked_inlines(cell, context) for cell in piece.cells],
        headers=piece.headers,
        is_header=piece.kind is BlockKind.TABLE_HEADER,
        region=piece.region,
        locator=locator,
        group=piece.group,
    )


def _write_block(
    builder: DocumentBuilder,
    piece: Piece,
    locator: Locator,
    context: MarkContext,
    glued: Sequence[Found],
    *,
    is_entry: bool,
) -> None:
    is_note = is_entry and piece.kind is BlockKind.PARAGRAPH
    builder.add_block(
        BlockKind.FOOTNOTE if is_note else piece.kind,
        linked_inlines(piece.text) if is_entry else marked_inlines(piece.text, context, glued),
        region=piece.region,
        locator=locator,
        level=piece.level,
        group=piece.group,
    )
