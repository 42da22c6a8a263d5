"""Finds the named reviewer, the dates and the disclaimer of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Authorship

if TYPE_CHECKING:
    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def read(document: Document, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> Authorship:
    """Return who answers for the document and when."""
    return Authorship()
