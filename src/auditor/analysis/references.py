"""Reads reference lists, page notes and footnotes, and resolves the marks that point to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.model.analysis import OrphanMark, Promoter, Reference, Sentence
    from auditor.model.document import Document


@dataclass(frozen=True, slots=True)
class Notes:
    """The references of a document. `resolved` maps the start of a mark's span to the index of its reference."""

    references: tuple[Reference, ...] = ()
    orphans: tuple[OrphanMark, ...] = ()
    resolved: Mapping[int, int] = field(default_factory=dict)
    reference_blocks: frozenset[int] = frozenset()
    note_blocks: frozenset[int] = frozenset()

    def with_roles(self, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        """Return the sentences with their role set from where they stand."""
        return sentences


def read(document: Document, promoter: Promoter) -> Notes:
    """Read the lists and notes of a document and tie its marks to them."""
    return Notes()
