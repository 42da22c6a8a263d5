"""Tells telephone numbers, text codes and chats apart: public crisis lines, and the promoter's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.model.analysis import Contact, Jurisdiction, Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def find(
    document: Document, sentences: tuple[Sentence, ...], promoter: Promoter, jurisdiction: Jurisdiction, lexicon: Lexicon
) -> tuple[Contact, ...]:
    """Return every contact in reading order."""
    return ()
