"""Reads the support that a sentence carries itself: marks, links, addresses, named sources."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from auditor.analysis.support.author_years import AuthorYears
from auditor.analysis.support.leads import Lead
from auditor.analysis.support.references import address_in
from auditor.model.analysis import Evidence, Grade, Support, SupportKind
from auditor.model.span import Span
from auditor.text import late_regex as regex
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.analysis.support.leads import LeadReader
    from auditor.analysis.support.references import Notes
    from auditor.analysis.support.source_words import SourceWords
    from auditor.analysis.support.sources import SourceFinder, SourceFound
    from auditor.model.analysis import Reference, Sentence
    from auditor.model.document import Document, Link, Mark

_PUBLISHED = regex.compile(
    r"\.\s+\p{Lu}[\p{L} .&-]{2,40}(?::\s*\p{Lu}[\p{L} .&-]{2,40})?[;,]\s*(?:19|20)\d\d\W*$"
    r"|\b(?:19|20)\d\d\s*;\s*\d+\s*(?:\(\d+\))?\s*[:,]\s*e?\d+"
)
"""An entry as bibliographies write it: place and year ("Canberra; 2020."), or year, volume and page."""
_NAME = regex.compile(r"\p{Lu}[\p{L}’'-]{2,}")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HOST = regex.compile(r"(?<![@\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>”’)\]]*[\w/])?(?![@\w])")
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
        spans = {index: notes.references[index].span for index in notes.entry_notes}
        self._note_starts = sorted((span.start, index) for index, span in spans.items())
        self._longest_note = max(map(len, spans.values()), default=0)
        self._authors = AuthorYears(
            (r for i, r in enumerate(notes.references) if i not in notes.entry_notes and not r.is_own_page),
            words.cited,
        )
        self._note_worth: dict[int, Grade | None] = {}

    def read(self, sentence: Sentence) -> Evidence:
        """Return the evidence that stands in the sentence itself."""
        return self.at(sentence.span)

    def of_note(self, sentence: Sentence) -> Evidence | None:
        """Return the evidence of a note that itself says where its figures come from."""
        for index in self._notes_at(sentence.span):
            reference = self.notes.references[index]
            grade = self._worth(index, reference)
            if grade is not None:
                support = Support(SupportKind.NAMED_SOURCE, reference.text[:SHOWN_CHARS], reference.span)
                return Evidence(min(grade, Grade.NAMED, key=lambda g: g.rank), (support,))
        return None

    def _notes_at(self, span: Span) -> list[int]:
        """The notes that share words with a stretch of text, in their order."""
        first = bisect_left(self._note_starts, (span.start - self._longest_note,))
        last = bisect_left(self._note_starts, (span.end,))
        near = [index for _, index in self._note_starts[first:last]]
        return sorted(index for index in near if self.notes.references[index].span.overlaps(span))

    def at(self, span: Span) -> Evidence:
        """Return the evidence that stands in a stretch of text."""
        marks, refused = self._marks(span)
        links, not_counted = self._linked(span)
        rejected = (*refused, *not_counted)
        grades = {grade for _, grade in marks}
        if Grade.REFERENCED in grades or (marks and not links):
            grade = Grade.REFERENCED if Grade.REFERENCED in grades else Grade.NAMED
            return Evidence(grade, (*(support for support, _ in marks), *links), rejected)
        if links:
            return Evidence(Grade.LINKED, links, rejected)
        cited = self._cited(span) if not refused else None
        return (
            Evidence(Grade.REFERENCED, (cited,), rejected) if cited else self._told(span, refused, rejected)
        )

    def _cited(self, span: Span) -> Support | None:
        """An author with a year, who has an entry."""
        cited = self._authors.first(span.of(self.document.text))
        if cited is None:
            return None
        words = Span(span.start + cited.start, span.start + cited.end)
        return _entry_named(words.of(self.document.text), words, cited.reference)

    def _told(self, span: Span, refused: tuple[str, ...], rejected: tuple[str, ...]) -> Evidence:
        """Who is named as the source in a stretch of text without a mark or link, or what only sounds like one."""
        text = self.document.text
        found = self.finder.find(text, span.start, span.end, words_of(span.of(text)))
        if found is None:
            return Evidence(rejected=rejected)
        listed = self._listed(found, text[span.start : span.end]) if found.is_named else None
        words = Span(found.start, found.end)
        if listed is not None and not refused:
            return Evidence(Grade.REFERENCED, (_entry_named(words.of(text), words, listed),), rejected)
        kind = SupportKind.NAMED_SOURCE if found.is_named else SupportKind.UNNAMED_AUTHORITY
        support = Support(kind, words.of(text), words)
        if any(reason.startswith("mark ") for reason in refused):
            return Evidence(Grade.NONE, (support,), rejected, in_doubt=found.is_named)
        return Evidence(Grade.NAMED if found.is_named else Grade.VAGUE, (support,), rejected)

    def _listed(self, found: SourceFound, sentence: str) -> Reference | None:
        """The one entry that an author named with a year, or with colleagues, has in the document's own list."""
        said = set(_NAME.findall(found.name))
        years = set(_YEAR.findall(sentence))
        entries = [
            reference
            for index, reference in enumerate(self.notes.references)
            if index not in self.notes.entry_notes
            and not reference.is_own_page
            and (first := _NAME.match(reference.text)) is not None
            and first.group() in said
        ]
        dated = [e for e in entries if years.intersection(_YEAR.findall(e.text))]
        if len(dated) == 1:
            return dated[0]
        with_others = self.words.cited.with_others.search(found.name) is not None
        return entries[0] if len(entries) == 1 and not years and with_others else None

    def host_named(self, span: Span) -> Evidence:
        """Return the support of a bare host in a stretch of text ("nida.nih.gov"), if it is somebody else's."""
        match = _HOST.search(span.of(self.document.text))
        if match is None or self.leads.of(f"https://{match.group()}") is not Lead.OUTSIDE:
            return Evidence()
        return Evidence(Grade.LINKED, (Support(SupportKind.LINK, match.group(), span, match.group()),))

    def marks_in(self, span: Span) -> list[Mark]:
        """Return the marks in a stretch of text."""
        first = bisect_left(self._mark_starts, span.start)
        last = bisect_left(self._mark_starts, span.end)
        return list(self.notes.marks[first:last])

    def _marks(self, span: Span) -> tuple[list[tuple[Support, Grade]], tuple[str, ...]]:
        """The marks that count, with the grade each gives, and why the others do not."""
        supports: list[tuple[Support, Grade]] = []
        rejected: list[str] = []
        for mark in self.marks_in(span):
            found = self.notes.resolved.get(mark.span.start, ())
            if not found:
                rejected.append(f"mark {mark.label} has no entry")
            for index in found:
                reference = self.notes.references[index]
                grade = self._worth(index, reference)
                if grade is not None:
                    target = f"{reference.label}: {reference.text[:SHOWN_CHARS]}"
                    supports.append(
                        (
                            Support(SupportKind.MARK, mark.span.of(self.document.text), mark.span, target),
                            grade,
                        )
                    )
                elif reference.is_own_page:
                    rejected.append(f"mark {mark.label} leads to the promoter's own page")
                else:
                    rejected.append(f"note {mark.label} names no source")
        return supports, tuple(rejected)

    def _worth(self, index: int, reference: Reference) -> Grade | None:
        """The grade an entry gives; an explaining note gives one only if it says where the figure comes from."""
        if reference.is_own_page:
            return None
        if index not in self.notes.entry_notes:
            return Grade.REFERENCED
        if index not in self._note_worth:
            self._note_worth[index] = self._note(reference)
        return self._note_worth[index]

    def _note(self, reference: Reference) -> Grade | None:
        linked, _ = self._linked(reference.span)
        if linked:
            return Grade.REFERENCED
        text = reference.text
        keys = words_of(text)
        found = self.finder.named(text, 0, len(text))
        if found is not None or _PUBLISHED.search(text) is not None:
            return Grade.REFERENCED
        if self.finder.heads(text):
            return Grade.REFERENCED if _YEAR.search(text) else Grade.NAMED
        if self.finder.cites(text) and self.words.disclaimers.first(text, keys=keys) is None:
            return Grade.REFERENCED
        described = self.finder.own_survey(text, 0, len(text), keys) or self.words.same_source_noun.search(
            text
        )
        return Grade.NAMED if described and self.words.disclaimers.first(text, keys=keys) is None else None

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


def _entry_named(quote: str, words: Span, reference: Reference) -> Support:
    """The support of an entry whose author the sentence names."""
    label = f"{reference.label}: " if reference.label else ""
    return Support(SupportKind.NAMED_SOURCE, quote, words, label + reference.text[:SHOWN_CHARS])
