"""Collects the sentences that make a quantitative claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.model.analysis import Promoter, Sentence, Statistic
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def collect(document: Document, sentences: tuple[Sentence, ...], promoter: Promoter, lexicon: Lexicon) -> tuple[Statistic, ...]:
    """Return every statistic in reading order, cited or not."""
    return ()
