"""Finds what supports each sentence, here in this document, and grades it.

The order is that of a reviewer: a mark that resolves, a link that leads to somebody else, a source named in the
sentence, the source of the sentence it goes on with, the table's caption or the list's lead-in, nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis.support import block_sources, carrying, release_sources
from auditor.analysis.support.leads import lead_reader
from auditor.analysis.support.own_support import SupportReader
from auditor.analysis.support.source_words import source_words
from auditor.analysis.support.sources import SourceFinder
from auditor.model.analysis import Role
from auditor.text.names import folded

if TYPE_CHECKING:
    from auditor.analysis.support.references import Notes
    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

_JUDGED = frozenset({Role.BODY, Role.NOTE})
MIN_NAME = 3
"""Letters of a promoter's name that can be told from a chance match."""


def with_evidence(
    document: Document, sentences: tuple[Sentence, ...], notes: Notes, promoter: Promoter, lexicon: Lexicon
) -> tuple[Sentence, ...]:
    """Return the sentences with their evidence set."""
    own = frozenset(name for n in (*promoter.names, *promoter.offers) if len(name := folded(n)) >= MIN_NAME)
    leads = lead_reader(document, promoter, lexicon)

    def reader_of(language: str) -> SupportReader:
        words = source_words(lexicon.of(language))
        return SupportReader(document, notes, leads, SourceFinder(words, own), words)

    readers = {code: reader_of(code) for code in {s.language for s in sentences} | {lexicon.language}}
    evidence = {s.index: readers[s.language].read(s) for s in sentences if s.role in _JUDGED}
    evidence |= {
        s.index: e
        for s in sentences
        if s.role is Role.NOTE and (e := readers[s.language].of_note(s)) is not None
    }
    block_sources.spread(document, sentences, evidence, readers[lexicon.language])
    if promoter.announces:
        release_sources.spread(document, sentences, evidence, readers[lexicon.language].words, lexicon)
    carrying.carry(document, sentences, evidence, {code: r.words for code, r in readers.items()})
    return tuple(
        replace(s, evidence=e) if (e := evidence.get(s.index)) and e != s.evidence else s for s in sentences
    )
