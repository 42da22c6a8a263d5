"""The sheets behind the findings: every figure, crisis line, reference, document and rule of the audit."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.entries import statistic_words
from auditor.export.places import WHOLE, PlaceFinder, source_address, web_address
from auditor.export.xlsx.cells import Linked, Marked
from auditor.export.xlsx.page import A3
from auditor.export.xlsx.second_look import MISSED, missed_cells
from auditor.export.xlsx.sheet import Column, TableSheet
from auditor.export.xlsx.styles import (
    GRADE_WORDS,
    ORANGE,
    STATUS_WORDS,
    VERDICT_WORDS,
    YELLOW,
    Kind,
)
from auditor.model.document import Status
from auditor.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.export.xlsx.cells import Value
    from auditor.export.xlsx.sheet import Book
    from auditor.model.analysis import Contact, Crisis, Reference, Statistic
    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.finding import NotFlagged

YES, NO = "Yes", "No"
NOT_POINTED_AT = "No mark points to it"
OWN_PAGE = "The promoter's own page"

STATISTICS = (
    Column("No.", 6, Kind.INDEX),
    Column("Document", 30),
    Column("Place", 28),
    Column("Statement", 64),
    Column("Figures", 18),
    Column("Cited", 8, Kind.CHIP),
    Column("Grade", 16, Kind.CHIP, GRADE_WORDS),
    Column("Source it resolves to", 52),
    Column("Remarks", 30),
)
CRISIS = (
    Column("No.", 6, Kind.INDEX),
    Column("Document", 28),
    Column("Verdict", 18, Kind.CHIP, VERDICT_WORDS),
    Column("Topics", 26),
    Column("Lines that fit", 40),
    Column("Lines that do not fit", 34),
    Column("Own numbers offered as help", 30),
    Column("Remarks", 34),
)
REFERENCES = (
    Column("No.", 6, Kind.INDEX),
    Column("Document", 28),
    Column("Label", 8, Kind.CHIP),
    Column("Reference", 72),
    Column("Address", 40),
    Column("Marks", 8, Kind.NUMBER),
    Column("Pointed at", 18, Kind.CHIP, {NOT_POINTED_AT: YELLOW}),
    Column("Remarks", 24, tints={OWN_PAGE: ORANGE}),
)
DOCUMENTS = (
    Column("No.", 6, Kind.INDEX),
    Column("Document", 28),
    Column("State", 14, Kind.CHIP, STATUS_WORDS),
    Column("Problems", 34),
    Column("Verdict", 24),
    *(Column(wording.SEVERITY[severity], 9, Kind.NUMBER) for severity in Severity),
    Column("Country", 9, Kind.CHIP),
    Column("Why that country", 46),
    Column("Language", 10, Kind.CHIP),
    Column("Words", 9, Kind.NUMBER),
    Column("Title", 26),
    Column("Author", 16),
    Column("Reviewer", 16),
    Column("Reviewed on", 12),
    Column("Published on", 12),
    Column("Disclaimer", 24),
    Column("Type", 16),
    Column("Bytes", 12, Kind.NUMBER),
    Column("Retrieved (UTC)", 16, Kind.MOMENT),
    Column("Address", 32),
    Column("SHA-256", 36, Kind.CODE),
)
NOT_FLAGGED = (
    Column("No.", 6, Kind.INDEX),
    Column("Document", 28),
    Column("Place", 28),
    Column("Category", 15),
    Column("Rule", 26),
    Column("Sentence", 60),
    Column("Why it was let pass", 60),
)


def write_statistics(audit: Audit, book: Book) -> None:
    """Write every figure found, cited or not."""
    sheet = TableSheet(book, "Statistics", STATISTICS, empty="No figures found")
    numbers = count(1)
    for document in audit.documents:
        places = PlaceFinder(document)
        for statistic in document.statistics:
            sheet.add((next(numbers), *_statistic(document, statistic, places)))
    sheet.finish()


def write_crisis_resources(audit: Audit, book: Book) -> None:
    """Write for each document whether it names a crisis line that fits."""
    sheet = TableSheet(book, "Crisis resources", CRISIS, empty="No documents")
    for number, document in enumerate(audit.documents, 1):
        name = document.source.name
        if document.crisis is not None:
            sheet.add((number, name, *_crisis(document.crisis)))
        else:
            state = wording.STATUS[Status.UNREADABLE]
            sheet.add((number, name, state, None, None, None, None, wording.problems(document)))
    sheet.finish()


def write_references(audit: Audit, book: Book) -> None:
    """Write the entries of all reference lists."""
    sheet = TableSheet(book, "References", REFERENCES, empty="No reference lists found")
    numbers = count(1)
    for document in audit.documents:
        for reference in document.references:
            sheet.add((next(numbers), document.source.name, *_reference(reference)))
    sheet.finish()


def write_documents(audit: Audit, book: Book) -> None:
    """Write what was audited, by its bytes, and how far it could be read."""
    sheet = TableSheet(book, "Documents", DOCUMENTS, paper=A3, empty="No documents")
    for number, document in enumerate(audit.documents, 1):
        sheet.add((number, *_outcome(document), *_understood(document), *_origin(document)))
    sheet.finish()


def write_not_flagged(audit: Audit, book: Book) -> None:
    """Write what the rules saw and let pass, so that a second reviewer can sample it."""
    has_missed = any(document.missed for document in audit.documents)
    columns = (*NOT_FLAGGED, *MISSED) if has_missed else NOT_FLAGGED
    sheet = TableSheet(book, "Not flagged", columns, empty="Nothing was seen and let pass")
    categories = {rule.id: rule.category for pack in audit.packs for rule in pack.rules}
    numbers = count(1)
    for document in audit.documents:
        places = PlaceFinder(document)
        for at, passed in enumerate(document.not_flagged):
            category = wording.category(categories.get(passed.rule, ""))
            cells = _let_pass(document, passed, places, category)
            more = missed_cells(document.missed.get(at)) if has_missed else ()
            sheet.add((next(numbers), *cells, *more))
    sheet.finish()


def _let_pass(
    document: DocumentAudit, passed: NotFlagged, places: PlaceFinder, category: str
) -> tuple[Value, ...]:
    place = places.of_span(passed.span) if passed.span else None
    where = Linked(place.label, place.address) if place else WHOLE
    words = _words_let_pass(document, passed)
    return document.source.name, where, category, passed.rule, words, passed.reason


def _words_let_pass(document: DocumentAudit, passed: NotFlagged) -> Value:
    """Return the sentence with the words in bold, or the words alone where no sentence holds them."""
    sentence = passed.sentence.of(document.text) if passed.sentence and document.text else ""
    if not (passed.span and passed.sentence and sentence):
        return passed.quote or None
    if passed.span == passed.sentence:
        return sentence
    start = passed.span.start - passed.sentence.start
    return Marked(sentence, ((start, start + len(passed.span)),))


def _statistic(document: DocumentAudit, statistic: Statistic, places: PlaceFinder) -> tuple[Value, ...]:
    place = places.of_span(statistic.span)
    evidence = statistic.evidence
    return (
        document.source.name,
        Linked(place.label, place.address),
        Marked(statistic_words(document, statistic), _figure_ranges(document, statistic)),
        "; ".join(figure.quote for figure in statistic.figures),
        NO if evidence.grade.rank == 0 else YES,
        wording.GRADE[evidence.grade],
        wording.supports(evidence),
        _statistic_remarks(statistic),
    )


def _figure_ranges(document: DocumentAudit, statistic: Statistic) -> tuple[tuple[int, int], ...]:
    if not document.text:
        return ()
    start = statistic.span.start
    ranges = [(f.span.start - start, f.span.end - start) for f in statistic.figures]
    return tuple(sorted(r for r in ranges if r[0] >= 0))


def _statistic_remarks(statistic: Statistic) -> str:
    remarks = (
        ("The promoter's own results", statistic.own_outcome),
        ("May be let pass", statistic.in_doubt),
        ("Reads like no claim as a whole", statistic.reads_otherwise),
        ("The tie to the source is uncertain", statistic.evidence.in_doubt),
    )
    return "\n".join(words for words, holds in remarks if holds)


def _crisis(crisis: Crisis) -> tuple[Value, ...]:
    return (
        wording.VERDICT[crisis.verdict],
        ", ".join(crisis.topics),
        _contacts(crisis.resources),
        _contacts(crisis.unfit),
        _contacts(crisis.commercial),
        "\n".join(wording.crisis_note(note) for note in crisis.notes),
    )


def _contacts(contacts: Iterable[Contact]) -> str:
    return "\n".join(dict.fromkeys(wording.contact(entry) for entry in contacts))


def _reference(reference: Reference) -> tuple[Value, ...]:
    url = reference.url or ""
    return (
        reference.label,
        reference.text,
        Linked(url, web_address(url)),
        reference.marks,
        YES if reference.marks else NOT_POINTED_AT,
        OWN_PAGE if reference.is_own_page else None,
    )


def _outcome(document: DocumentAudit) -> tuple[Value, ...]:
    counts = [sum(f.severity is severity for f in document.findings) for severity in Severity]
    unread = document.status is Status.UNREADABLE
    return (
        Linked(document.source.name, source_address(document.source)),
        wording.STATUS[document.status],
        wording.problems(document),
        wording.document_verdict(document),
        *(None if unread else count for count in counts),
    )


def _understood(document: DocumentAudit) -> tuple[Value, ...]:
    country, authorship = document.jurisdiction, document.authorship
    return (
        country.country if country else None,
        country.reason if country else None,
        document.language.code if document.language else None,
        None if document.status is Status.UNREADABLE else document.words,
        document.title,
        authorship.author if authorship else None,
        authorship.reviewer if authorship else None,
        authorship.reviewed_on if authorship else None,
        authorship.published_on if authorship else None,
        authorship.disclaimer if authorship else None,
    )


def _origin(document: DocumentAudit) -> tuple[Value, ...]:
    source = document.source
    retrieved = wording.moment(source.retrieved_at) if source.retrieved_at else None
    return (
        source.media_type,
        source.bytes if source.sha256 else None,  # of what was never opened nothing is known
        retrieved or source.retrieved_at,
        source.uri,
        source.sha256,
    )
