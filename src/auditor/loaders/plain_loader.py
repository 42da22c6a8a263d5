"""Reads plain text: paragraphs out of lines, in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.loaders.encoding import decode
from auditor.model.document import BlockKind, Locator, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.loaders.base import Limits
    from auditor.model.document import Document
    from auditor.model.source import Source
    from auditor.model.span import Span

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


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
        for number, paragraph in enumerate(_BLANK_LINES.split(text.replace("\r\n", "\n")), 1):
            builder.add_block(BlockKind.PARAGRAPH, [Inline(paragraph)], locator=Locator(paragraph=number))
        if builder.is_empty:
            raise LoadError("no-text", f"There is no readable text in “{source.name}”.")
        return builder.build()

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:  # noqa: ARG002
        """Return the number of the paragraph each span begins in."""
        blocks = [document.block_at(span.start) for span in spans]
        return tuple(Place(paragraph=block.locator.paragraph if block else None) for block in blocks)
