"""What every loader is: stateless, bytes in, one `Document` out; limits and errors they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.model.document import Document, Place
    from auditor.model.source import Source
    from auditor.model.span import Span


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an untrusted file is read before it is refused or cut, each with its own problem code."""

    content_bytes: int = 200_000_000
    text_chars: int = 20_000_000
    pages: int = 5_000
    nesting: int = 2_000
    """Element depth in HTML; deeper content is read flat."""
    unpacked_bytes: int = 500_000_000
    """Sum of the parts of a zip-based file (DOCX)."""


class Loader(Protocol):
    """Reads one format. `accepts` looks at first bytes and name only and is cheap; `load` raises LoadError."""

    media_type: str

    def accepts(self, source: Source) -> bool:
        """Whether this loader can read the source, judged by content first and name second."""

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the document. Raises LoadError when nothing can be read."""

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
        """Return where each span stands in the source, for the findings alone."""
