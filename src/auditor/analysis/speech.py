"""Decides who speaks a sentence and how: asserted, asked, quoted, held up as a mention, negated, hedged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def with_voices(document: Document, sentences: tuple[Sentence, ...], promoter: Promoter, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """Return the sentences with voice, quotes, negations and hedges set."""
    return sentences
