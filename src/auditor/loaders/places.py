"""Finds the place of a span in formats that are counted by paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.document import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.model.document import Document
    from auditor.model.span import Span


def paragraph_places(document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
    """Return the number of the paragraph in which each span begins."""
    blocks = [document.block_at(span.start) for span in spans]
    return tuple(Place(paragraph=block.locator.paragraph if block else None) for block in blocks)
