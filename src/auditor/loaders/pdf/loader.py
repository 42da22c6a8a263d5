"""Reads PDF brochures, leaflets and reports: columns in reading order, tables as rows, notes and marks kept."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import field
from typing import TYPE_CHECKING, Any

from pypdfium2 import PdfiumError

from auditor.errors import LoadError
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.loaders.pdf.boxes import places_of
from auditor.loaders.pdf.fallback import sheets_by_fallback
from auditor.loaders.pdf.file import language_of, opened, publication_of, title_of
from auditor.loaders.pdf.flow import flow_of
from auditor.loaders.pdf.hyphens import Hyphens
from auditor.loaders.pdf.page import read_page
from auditor.loaders.pdf.running import RunningLines
from auditor.loaders.pdf.sheet import Sheet
from auditor.loaders.pdf.trouble import Troubles
from auditor.loaders.pdf.writer import FlowWriter
from auditor.model.document import BlockKind, Place, Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.loaders.base import Limits
    from auditor.model.document import Document
    from auditor.model.source import Source
    from auditor.model.span import Span

LOOK_AHEAD = 8
"""Pages read before one is written: enough to know running heads, the size of the body text, and words."""
PAGES_AT_ONCE = 50
"""Pages read before the file is closed and opened again."""
DEFAULT_SIZE = 10.0
"""Points of body text where a document has none to measure."""
SIGNATURE_BYTES = 1_024
"""Bytes in which a PDF's signature must stand."""


class PdfLoader:
    """Turns a PDF into blocks, and finds the boxes of findings on its pages."""

    media_type = "application/pdf"

    def accepts(self, source: Source) -> bool:
        """Whether the bytes begin as those of a PDF."""
        return source.content is not None and b"%PDF-" in source.content[:SIGNATURE_BYTES]

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the document. Raises LoadError when nothing of it can be read."""
        builder = DocumentBuilder(self.media_type, max_chars=limits.text_chars, uri=source.uri)
        try:
            with opened(source) as pdf:
                _describe(builder, pdf)
                all_pages = len(pdf)
            pages = min(all_pages, limits.pages)
            reading = _Reading(builder, Troubles(pages=pages, all_pages=all_pages))
            return reading.document(_sheets(source, pages), source)
        except LoadError as error:
            if error.code != "damaged-pdf":
                raise
            return _recovered(source, builder, limits, error)

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
        """Return page and boxes of each span, in points from the top left of the page as shown."""
        if not spans:
            return ()
        if not document.runs:
            blocks = [document.block_at(span.start) for span in spans]
            return tuple(Place(page=block.locator.page if block else None) for block in blocks)
        with opened(source) as pdf:
            return places_of(pdf, document, spans)


@dataclass(slots=True)
class _Reading:
    """Takes pages in order and writes them a few pages later, when their surroundings are known."""

    builder: DocumentBuilder
    troubles: Troubles
    hyphens: Hyphens = field(default_factory=Hyphens)
    running: RunningLines = field(default_factory=RunningLines)
    sizes: Counter[float] = field(default_factory=Counter)

    def document(self, sheets: Iterable[Sheet], source: Source) -> Document:
        writer = FlowWriter(self.builder, self.hyphens)
        ahead: deque[Sheet] = deque()
        for sheet in sheets:
            self._see(sheet)
            ahead.append(sheet)
            if len(ahead) > LOOK_AHEAD:
                self._write(ahead.popleft(), writer)
        while ahead:
            self._write(ahead.popleft(), writer)
        writer.finish()
        self.troubles.report(self.builder, source)
        self.builder.title = self.builder.title or writer.first_heading
        return self.builder.build(self.troubles.status)

    def _see(self, sheet: Sheet) -> None:
        self.troubles.see(sheet)
        self.running.see(sheet)
        self.hyphens.see(sheet)
        for line in sheet.lines:
            self.sizes[round(line.size * 2) / 2] += len(line.text)

    def _write(self, sheet: Sheet, writer: FlowWriter) -> None:
        size = self.sizes.most_common(1)[0][0] if self.sizes else DEFAULT_SIZE
        running = self.running.take(sheet, size)
        writer.add_page(sheet, flow_of(sheet, size), running)
        sheet.forget()


def _describe(builder: DocumentBuilder, pdf: Any) -> None:
    builder.language = language_of(pdf)
    builder.publication = publication_of(pdf)
    title = title_of(pdf)
    if title:
        builder.title = title
        builder.add_block(BlockKind.TITLE, [Inline(title)], region=Region.HEAD)


def _sheets(source: Source, pages: int) -> Iterator[Sheet]:
    """Yield the pages. pdfium keeps what it has parsed until a file is closed, so long files are opened anew at times."""
    for first in range(1, pages + 1, PAGES_AT_ONCE):
        with opened(source) as pdf:
            pdf.init_forms()
            for number in range(first, min(first + PAGES_AT_ONCE, pages + 1)):
                yield _sheet(pdf, source, number)


def _sheet(pdf: Any, source: Source, number: int) -> Sheet:
    try:
        return read_page(pdf, number)
    except PdfiumError as error:
        rescued = next(sheets_by_fallback(source.content or b"", [number]), None)
        return rescued or Sheet(number, "", 0.0, 0.0, error=str(error))


def _recovered(source: Source, builder: DocumentBuilder, limits: Limits, error: LoadError) -> Document:
    """Read what another reader still finds in a damaged file. Raises the error again when that is nothing."""
    sheets = [sheet for sheet in sheets_by_fallback(source.content or b"") if sheet.text][: limits.pages]
    if not sheets:
        raise error
    reading = _Reading(builder, Troubles(pages=len(sheets), all_pages=len(sheets), is_damaged=True))
    return reading.document(sheets, source)
