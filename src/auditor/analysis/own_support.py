"""Reads the support that a sentence carries itself: marks, links, addresses, named sources."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from auditor.analysis.leads import Lead
from auditor.analysis.references import address_in
from auditor.analysis.sources import has_source
from auditor.model.analysis import Evidence, Grade, Support, SupportKind
from auditor.model.span import Span
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.analysis.leads import LeadReader
    from auditor.analysis.references import Notes
    from auditor.analysis.source_words import SourceWords
    from auditor.analysis.sources import SourceFinder
    from auditor.model.analysis import Reference, Sentence
    from auditor.model.document import Document, Link, Mark

SHOWN_CHARS = 90
"""So much of an entry is shown to the reviewer."""


class SupportReader:
    """Reads direct support for the sentences of one document."""

    def __init__(
        self, document: Document, notes: Notes, leads: LeadReader, finder: SourceFinder, words: SourceWords
    ) -> None:
        self.document = document
        self.notes = notes
        self.leads = leads
        self.finder = finder
        self.words = words
        self._mark_starts = [m.span.start for m in notes.marks]
        self._links = sorted(document.links, key=lambda x: x.span)
        self._link_ends = [x.span.end for x in self._links]
        self._note_sources: dict[int, bool] = {}

    def read(self, sentence: Sentence) -> Evidence:
        """Return the evidence that stands in the sentence itself."""
        return self.at(sentence.span)

    def at(self, span: Span) -> Evidence:
        """Return the evidence that stands in a stretch of text."""
        marks, refused = self._marks(span)
        links, not_counted = self._linked(span)
        rejected = (*refused, *not_counted)
        if marks:
            return Evidence(Grade.REFERENCED, (*marks, *links), rejected)
        if links:
            return Evidence(Grade.LINKED, links, rejected)
        text = self.document.text
        found = self.finder.find(text, span.start, span.end, words_of(span.of(text)))
        if found is None:
            return Evidence(rejected=rejected)
        kind = SupportKind.NAMED_SOURCE if found.is_named else SupportKind.UNNAMED_AUTHORITY
        support = Support(kind, text[found.start : found.end], Span(found.start, found.end))
        if refused:
            return Evidence(Grade.NONE, (support,), rejected, in_doubt=found.is_named)
        return Evidence(Grade.NAMED if found.is_named else Grade.VAGUE, (support,), rejected)

    def marks_in(self, span: Span) -> list[Mark]:
        """Return the marks in a stretch of text."""
        first = bisect_left(self._mark_starts, span.start)
        last = bisect_left(self._mark_starts, span.end)
        return list(self.notes.marks[first:last])

    def _marks(self, span: Span) -> tuple[tuple[Support, ...], tuple[str, ...]]:
        supports: list[Support] = []
        rejected: list[str] = []
        for mark in self.marks_in(span):
            found = self.notes.resolved.get(mark.span.start, ())
            if not found:
                rejected.append(f"mark {mark.label} has no entry")
            for index in found:
                reference = self.notes.references[index]
                reason = self._refusal(index, reference)
                if reason:
                    rejected.append(f"mark {mark.label} {reason}")
                else:
                    target = f"{reference.label}: {reference.text[:SHOWN_CHARS]}"
                    supports.append(
                        Support(SupportKind.MARK, mark.span.of(self.document.text), mark.span, target)
                    )
        return tuple(supports), tuple(rejected)

    def _refusal(self, index: int, reference: Reference) -> str:
        if reference.is_own_page:
            return "leads to the promoter's own page"
        if index in self.notes.entry_notes and not self._note_has_source(index, reference):
            return "leads to a note that names no source"
        return ""

    def _note_has_source(self, index: int, reference: Reference) -> bool:
        if index not in self._note_sources:
            linked = any(True for _ in self._links_in(reference.span))
            self._note_sources[index] = linked or has_source(
                self.finder, self.words.disclaimers, reference.text, words_of(reference.text)
            )
        return self._note_sources[index]

    def _links_in(self, span: Span) -> Iterator[Link]:
        at = bisect_left(self._link_ends, span.start + 1)
        while at < len(self._links) and self._links[at].span.start < span.end:
            yield self._links[at]
            at += 1

    def _linked(self, span: Span) -> tuple[tuple[Support, ...], tuple[str, ...]]:
        supports: list[Support] = []
        rejected: list[str] = []
        text = self.document.text
        for link in self._links_in(span):
            lead = self.leads.of(link.target, link.span.of(text))
            if lead in {Lead.OUTSIDE, Lead.OWN_EVIDENCE}:
                supports.append(Support(SupportKind.LINK, link.span.of(text), link.span, link.target))
            elif lead is Lead.OWN_OFFER:
                rejected.append(f"the link “{link.span.of(text)}” leads to the promoter's own page")
        if (
            not supports
            and (address := address_in(span.of(text)))
            and self.leads.of(address) in {Lead.OUTSIDE, Lead.OWN_EVIDENCE}
        ):
            supports.append(Support(SupportKind.LINK, address, span, address))
        return tuple(supports), tuple(rejected)
