"""Reads reference lists, page notes and footnotes, and resolves the marks that point to them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import field, replace
from typing import TYPE_CHECKING

from auditor.analysis.support.leads import Lead, lead_reader
from auditor.analysis.support.reference_lists import Entry, find_lists, label_of, reference_words
from auditor.analysis.support.unheaded_lists import unheaded_entries
from auditor.analysis.support.written_marks import asking_marks, labels_of, loose_marks, written_marks
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import OrphanMark, Reference, Role
from auditor.model.document import BlockKind, Mark, Region
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from auditor.analysis.support.leads import LeadReader
    from auditor.analysis.support.reference_lists import Lists, ReferenceWords
    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import PhraseSet

ANCHOR_SLACK = 4
"""Characters between an anchor and the entry it names: a label, a blank."""

_ADDRESS = regex.compile(
    r"https?://[^\s<>\"”’)\]|]+[^\s<>\"”’)\]|.,;:]|\bwww\.[^\s<>\"”’)\]|]+[^\s<>\"”’)\]|.,;:]"
)
_DOI = regex.compile(r"\b(?:doi:?\s?)?(?P<doi>10\.\d{4,9}/[^\s\"”’)\]|]+[^\s\"”’)\]|.,;:])", regex.IGNORECASE)
_PMID = regex.compile(r"\bPMID:?\s*(?P<id>\d{4,8})\b")


@dataclass(frozen=True, slots=True)
class Notes:
    """The references of a document. `resolved` maps the start of a mark's span to the indexes of its references."""

    references: tuple[Reference, ...] = ()
    orphans: tuple[OrphanMark, ...] = ()
    marks: tuple[Mark, ...] = ()
    """Every mark that is not an entry's own label, also those written as plain text, in reading order."""
    resolved: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    reference_blocks: frozenset[int] = frozenset()
    note_blocks: frozenset[int] = frozenset()
    menu_blocks: frozenset[int] = frozenset()
    entry_notes: frozenset[int] = frozenset()
    """Indexes of the references that are explaining notes rather than citations."""
    legal: tuple[Span, ...] = ()

    def with_roles(self, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        """Return the sentences with their role set from where they stand."""
        return tuple(self._with_role(s) for s in sentences)

    def _with_role(self, sentence: Sentence) -> Sentence:
        role = self._role(sentence)
        return sentence if role is sentence.role else replace(sentence, role=role)

    def _role(self, sentence: Sentence) -> Role:
        if sentence.block in self.reference_blocks:
            return Role.REFERENCE
        if sentence.block in self.note_blocks:
            return Role.NOTE
        if sentence.block in self.menu_blocks:
            return Role.MENU
        if any(sentence.span.overlaps(span) for span in self.legal):
            return Role.LEGAL
        return sentence.role


def read(document: Document, promoter: Promoter, lexicon: Lexicon) -> Notes:
    """Read the lists and notes of a document and tie its marks to them."""
    words = reference_words(lexicon)
    lists = find_lists(document, words)
    entries = _with_targets(document, lists)
    marks, resolved = _tied(document, entries, words)
    further = _unheaded(document, entries, _unanswered(marks, resolved), words)
    if further:
        entries = tuple(sorted((*entries, *further), key=lambda e: e.span))
        marks, resolved = _tied(document, entries, words)
    leads = lead_reader(document, promoter, lexicon)
    marks = tuple(m for m in marks if m.span.start in resolved or not _leads_out(document, m, leads))
    counts = Counter(i for found in resolved.values() for i in found)
    return Notes(
        references=tuple(_reference(document, entry, counts[i], leads) for i, entry in enumerate(entries)),
        orphans=tuple(
            OrphanMark(m.span, m.label)
            for m in marks
            if m.span.start not in resolved and _is_note_mark(document, m)
        ),
        marks=marks,
        resolved=resolved,
        reference_blocks=lists.headings | {e.block for e in entries if not e.is_note},
        note_blocks=frozenset(e.block for e in entries if e.is_note),
        menu_blocks=frozenset(b.index for b in document.blocks if b.region is Region.NAV),
        entry_notes=frozenset(i for i, e in enumerate(entries) if e.is_note),
        legal=tuple(_legal(document, phrases(lexicon, "legal-notices"))),
    )


def _tied(
    document: Document, entries: tuple[Entry, ...], words: ReferenceWords
) -> tuple[tuple[Mark, ...], dict[int, tuple[int, ...]]]:
    """Return the marks, and the entries each points to."""
    resolver = _Resolver(document, entries)
    written = _marks(document, entries, words)
    written.extend(_named_links(document, resolver, written, words))
    marks = tuple(sorted(written, key=lambda m: (m.span, m.label)))
    owners = {entry: m.label for m in marks if (entry := resolver.anchored(m)) is not None}
    return marks, {
        m.span.start: found
        for m in marks
        if (found := resolver.resolve(m)) and not _is_anothers(resolver, m, found, owners)
    }


def _is_anothers(resolver: _Resolver, mark: Mark, found: tuple[int, ...], owners: Mapping[int, str]) -> bool:
    """Whether a mark leads to a place that is missing, and the entry of its number is the one another mark leads to.

    Of a list without its sixth entry the sixth line is the seventh entry.
    """
    is_lost = (mark.target or "").startswith("#") and resolver.anchored(mark) is None
    return is_lost and any(owners.get(entry, mark.label) != mark.label for entry in found)


def _unheaded(
    document: Document, entries: tuple[Entry, ...], unanswered: dict[str, int], words: ReferenceWords
) -> tuple[Entry, ...]:
    """Return the entries under no heading that marks point to; what may be no mark asks for citations only."""
    taken = {e.block for e in entries}
    found = unheaded_entries(document, unanswered, taken, words)
    asked = _first_places(asking_marks(document))
    return (
        *found,
        *unheaded_entries(document, asked, taken | {e.block for e in found}, words, is_sure=False),
    )


def _unanswered(marks: Iterable[Mark], resolved: Mapping[int, object]) -> dict[str, int]:
    """Return the numbers that marks without an entry name, and where each first stands."""
    return _first_places([m for m in marks if m.span.start not in resolved and m.label.isalnum()])


def _first_places(marks: list[Mark]) -> dict[str, int]:
    return {label: m.span.start for m in reversed(marks) for label in labels_of(m.label)}


def address_in(text: str) -> str | None:
    """Return the first address, DOI or PubMed number written in a text, as an address."""
    if match := _ADDRESS.search(text):
        return str(match.group())
    if match := _DOI.search(text):
        return f"https://doi.org/{match['doi']}"
    if match := _PMID.search(text):
        return f"https://pubmed.ncbi.nlm.nih.gov/{match['id']}/"
    return None


def _with_targets(document: Document, lists: Lists) -> tuple[Entry, ...]:
    """Add to the entries found by shape the places that marks point to and that hold no entry yet."""
    offsets = {anchor.name: anchor.offset for anchor in reversed(document.anchors)}
    known = _EntryFinder(lists.entries)
    added: dict[int, Entry] = {}
    for mark in document.marks:
        offset = offsets.get((mark.target or "").removeprefix("#"))
        block = document.block_at(offset) if offset is not None else None
        if offset is None or block is None or offset in added or known.at(offset) is not None:
            continue
        label, _ = label_of(document.text[offset : block.span.end])
        note = block.kind is BlockKind.FOOTNOTE
        added[offset] = Entry(
            -1, label or mark.label, Span(offset, block.span.end), block.index, is_note=note
        )
    return tuple(sorted((*lists.entries, *added.values()), key=lambda e: e.span))


class _EntryFinder:
    """Finds the entry that an anchor names."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.starts = [e.span.start for e in entries]

    def at(self, offset: int) -> int | None:
        """Return the index of the entry that begins at `offset` or holds it."""
        index = bisect_right(self.starts, offset + ANCHOR_SLACK) - 1
        if index < 0 or offset >= max(self.entries[index].span.end, self.starts[index] + 1):
            return None
        return index


def _marks(document: Document, entries: tuple[Entry, ...], words: ReferenceWords) -> list[Mark]:
    """Return the marks of the format and, where entries bear them out, marks written as plain text."""
    own_labels = {e.span.start for e in entries}
    found = [m for m in document.marks if m.span.start not in own_labels]
    if entries:
        found.extend(written_marks(document, entries, words.named_mark))
    found.extend(loose_marks(document, entries, found))
    return found


def _named_links(
    document: Document, resolver: _Resolver, marks: Iterable[Mark], words: ReferenceWords
) -> Iterator[Mark]:
    """Yield the links in the text that lead to an entry by its name: "(NEDA)", "(Roe, 2010)".

    A link that speaks of the list itself ("our sources") leads to its first entry too, and supports nothing.
    """
    listed = {e.block for e in resolver.entries}
    marked = {at for m in marks for at in range(m.span.start, m.span.end)}
    for link in document.links:
        if not link.target.startswith("#") or not marked.isdisjoint(range(link.span.start, link.span.end)):
            continue
        block = document.block_at(link.span.start)
        if block is None or block.index in listed or block.region is Region.NAV:
            continue
        mark = Mark(link.span, link.span.of(document.text), link.target)
        entry = resolver.anchored(mark)
        if entry is None or block.span.start >= resolver.entries[entry].span.start:
            continue
        said = [mark.label.casefold(), *mark.label.casefold().split()]
        if link.span != block.span and words.headings.isdisjoint(said):
            yield mark


class _Resolver:
    """Finds the entry a mark points to: by its anchor, else by its label in the list that follows it."""

    def __init__(self, document: Document, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.places = _EntryFinder(entries)
        self.anchors = {a.name: a.offset for a in reversed(document.anchors)}
        self.by_label: dict[str, list[int]] = {}
        for index, entry in enumerate(entries):
            self.by_label.setdefault(entry.label.casefold(), []).append(index)

    def resolve(self, mark: Mark) -> tuple[int, ...]:
        """Return the indexes of the entries; empty when there is none."""
        anchored = self.anchored(mark)
        if anchored is not None:
            return (anchored,)
        return tuple(
            dict.fromkeys(
                i
                for label in labels_of(mark.label)
                if (i := self._labelled(label, mark.span.start)) is not None
            )
        )

    def anchored(self, mark: Mark) -> int | None:
        """Return the index of the entry that a mark leads to by its anchor."""
        offset = self.anchors.get((mark.target or "").removeprefix("#"))
        return self.places.at(offset) if offset is not None else None

    def _labelled(self, label: str, after: int) -> int | None:
        found = self.by_label.get(label.casefold(), [])
        following = [i for i in found if self.entries[i].span.start > after]
        return following[0] if following else found[-1] if found else None


def _is_note_mark(document: Document, mark: Mark) -> bool:
    """Whether a mark without an entry is one that a reader would look up; a star on a form's label is not."""
    block = document.block_at(mark.span.start)
    return block is not None and block.kind not in {BlockKind.LABEL, BlockKind.BUTTON}


def _leads_out(document: Document, mark: Mark, leads: LeadReader) -> bool:
    """Whether a mark is itself a link to somebody else's page: a reader who follows it finds the source."""
    return any(
        link.span.overlaps(mark.span) and leads.of(link.target) in {Lead.OUTSIDE, Lead.OWN_EVIDENCE}
        for link in document.links
    )


def _reference(document: Document, entry: Entry, marks: int, leads: LeadReader) -> Reference:
    text = entry.span.of(document.text)
    _, start = label_of(text)
    links = [
        link.target
        for link in document.links
        if link.span.overlaps(entry.span) and leads.of(link.target) is not Lead.PLACE
    ]
    url = links[0] if links else address_in(text)
    own = url is not None and leads.of(url, text) in {Lead.OWN_OFFER, Lead.CONTACT}
    return Reference(
        entry.label,
        text[start:].strip(),
        entry.span,
        url,
        marks,
        is_own_page=own and leads.of(url or "") is not Lead.CONTACT,
        list_number=max(entry.number, 0),
        is_note=entry.is_note,
    )


def _legal(document: Document, notices: PhraseSet) -> Iterator[Span]:
    """Yield the notices among the blocks at either end of a document and in its footer."""
    last = len(document.blocks) - 1
    for block in document.blocks:
        if block.region is Region.FOOTER or min(block.index, last - block.index) < 6:
            for match in notices.find(document.text, block.span.start, block.span.end):
                yield Span(match.start, match.end)
