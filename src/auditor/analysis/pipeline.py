"""From a document to what the rules may ask about it, in a fixed order of steps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.analysis import language, page_kinds, sentences, statistics, unspoken, vacancies
from auditor.analysis.authorship import statements
from auditor.analysis.country import jurisdiction
from auditor.analysis.crisis import helplines, resource, topics
from auditor.analysis.promoter import seller as promoter
from auditor.analysis.support import citations, leads, references
from auditor.analysis.voices import speech
from auditor.model.analysis import Analysis

if TYPE_CHECKING:
    from collections.abc import Container

    from auditor.model.analysis import Language, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon


def analyse(
    document: Document, lexicon: Lexicon, *, country: str | None = None, in_haste: bool = False
) -> Analysis:
    """Analyse a document. `country` is the user's choice and wins over what is detected; `in_haste` is for somebody who waits.

    Then nothing is read as a whole but figures that words have found.

    What is read of a whole document is read with the words of its main language, a sentence with those of its own.
    """
    spoken = language.detect(document, lexicon)
    home = lexicon.of(spoken.spoken[0])
    seller = promoter.identify(document, home)
    notes = references.read(document, seller, home)
    parts, spoken = _in_languages(document, spoken, lexicon)
    parts = notes.with_roles(parts)
    where = jurisdiction.detect(document, parts, seller, home, chosen=country)
    parts = speech.with_voices(document, parts, seller, home)
    parts = citations.with_evidence(document, parts, notes, seller, home)
    contacts = helplines.find(document, parts, seller, where, home)
    mentions = topics.find(document, parts, home)
    hiring = vacancies.blocks(document, home)
    return Analysis(
        sentences=parts,
        statistics=statistics.collect(document, parts, seller, home, apart=hiring, in_haste=in_haste),
        references=notes.references,
        orphan_marks=notes.orphans,
        promoter=seller,
        contacts=contacts,
        crisis=resource.assess(document, mentions, contacts, where, home, seller.names),
        jurisdiction=where,
        authorship=statements.read(document, parts, where, home),
        language=spoken,
        page=page_kinds.read(document, parts, seller, home),
        own_links=leads.own_links(document, seller, home),
        vacancies=hiring,
    )


def _in_languages(
    document: Document, found: Language, lexicon: Lexicon
) -> tuple[tuple[Sentence, ...], Language]:
    """Split a document into sentences, each with its language."""
    parts, found = language.of_sentences(document, sentences.split(document), found, lexicon)
    return unspoken.told_apart(document, parts, found, lexicon)


def analyse_again(document: Document, before: Analysis, lexicon: Lexicon, blocks: Container[int]) -> Analysis:
    """Analyse a document of which a few words were changed: who sells what, to whom and where, stays as it was.

    Figures are read in these `blocks` only: to read those of the whole document takes longer than all the rest.
    """
    home = lexicon.of(before.language.spoken[0])
    seller = before.promoter
    notes = references.read(document, seller, home)
    parts, _ = _in_languages(document, before.language, lexicon)
    parts = speech.with_voices(document, notes.with_roles(parts), seller, home)
    parts = citations.with_evidence(document, parts, notes, seller, home)
    return replace(
        before,
        sentences=parts,
        statistics=statistics.collect(document, parts, seller, home, blocks, apart=before.vacancies),
        references=notes.references,
        orphan_marks=notes.orphans,
        contacts=helplines.find(document, parts, seller, before.jurisdiction, home),
    )
