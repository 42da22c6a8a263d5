"""Finds advertisements for staff: what they ask of a nurse and offer her is said to nobody who looks for care.

"At least two years' experience", "apply by 30 June", "you will be the only pharmacist on night duty" are no claims there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.vocabulary import phrases
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

CUES = 4
"""A page with so many different signs of an advertisement for staff may be one as a whole."""
WORDS_A_CUE = 100
"""It is one when it is no longer than so many words for each: a clinic's page with a line on vacancies is longer."""


def blocks(document: Document, lexicon: Lexicon) -> frozenset[int]:
    """Return the indexes of the blocks in which somebody is looked for to work there."""
    if _is_whole(document, lexicon):
        return frozenset(block.index for block in document.blocks)
    heads = phrases(lexicon, "vacancy-headings")
    found: set[int] = set()
    level = 0
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            if heads.first(block.span.of(document.text)) is not None:
                level = level if 0 < level < block.level else block.level
            elif level and block.level <= level:
                level = 0
        if level:
            found.add(block.index)
    return frozenset(found)


def _is_whole(document: Document, lexicon: Lexicon) -> bool:
    cues = phrases(lexicon, "vacancy-cues")
    if document.words > WORDS_A_CUE * len(cues.phrases):
        return False  # too long whatever it says: nothing is searched for in a book
    told = sum(next(phrase.find(document.text), None) is not None for phrase in cues.phrases)
    return told >= CUES and document.words <= WORDS_A_CUE * told
