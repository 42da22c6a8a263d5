"""Finds the crisis topics a document speaks of, in any wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.model.analysis import Sentence, TopicMention
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def find(document: Document, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> tuple[TopicMention, ...]:
    """Return the mentions of crisis topics in reading order."""
    return ()
