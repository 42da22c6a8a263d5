"""Decides whether a page names a crisis line that fits its topics and its readers' country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Crisis

if TYPE_CHECKING:
    from auditor.model.analysis import Contact, Jurisdiction, Sentence, TopicMention
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def assess(
    document: Document,
    sentences: tuple[Sentence, ...],
    mentions: tuple[TopicMention, ...],
    contacts: tuple[Contact, ...],
    jurisdiction: Jurisdiction,
    lexicon: Lexicon,
) -> Crisis:
    """Return topics, verdict and the lines found."""
    return Crisis()
