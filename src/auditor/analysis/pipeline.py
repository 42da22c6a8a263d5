"""From a document to what the rules may ask about it, in a fixed order of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis import (
    authorship,
    citations,
    crisis,
    helplines,
    jurisdiction,
    language,
    page_kinds,
    promoter,
    references,
    sentences,
    speech,
    statistics,
    topics,
)
from auditor.model.analysis import Analysis

if TYPE_CHECKING:
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def analyse(document: Document, lexicon: Lexicon, *, country: str | None = None) -> Analysis:
    """Analyse a document. `country` is the user's choice and wins over what is detected."""
    seller = promoter.identify(document, lexicon)
    notes = references.read(document, seller, lexicon)
    parts = notes.with_roles(sentences.split(document))
    where = jurisdiction.detect(document, parts, seller, lexicon, chosen=country)
    parts = speech.with_voices(document, parts, seller, lexicon)
    parts = citations.with_evidence(document, parts, notes, seller, lexicon)
    contacts = helplines.find(document, parts, where, lexicon)
    mentions = topics.find(document, parts, lexicon)
    return Analysis(
        sentences=parts,
        statistics=statistics.collect(document, parts, seller, lexicon),
        references=notes.references,
        orphan_marks=notes.orphans,
        promoter=seller,
        contacts=contacts,
        crisis=crisis.assess(document, mentions, contacts, where, lexicon),
        jurisdiction=where,
        authorship=authorship.read(document, parts, where, lexicon),
        language=language.detect(document, lexicon),
        page=page_kinds.read(document, parts, seller, lexicon),
    )
