"""The audit as one marked PDF: each document on its own pages, or set as text, with numbered notes at the findings."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from auditor.export.entries import numbered
from auditor.export.pdf.annotations import Note, PageAnnotator
from auditor.export.pdf.fonts import named_scripts
from auditor.export.pdf.notes import note_words
from auditor.export.pdf.printed import taken_marks
from auditor.export.pdf.typeset import finding_list, front, typeset
from auditor.export.places import PDF
from auditor.export.safe_text import encodable, one_line
from auditor.model.document import Status
from auditor.model.template import PLAIN
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.finding import Finding
    from auditor.model.printed import Printed
    from auditor.model.template import Template

_UNFIT = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError)
"""What the library lets through of a PDF that is not as it should be."""

_AS_TEXT = "The pages of this PDF could not be marked; its text is shown instead."

_NOT_PRINTED = "This document could not be printed as it looks ({}); its text is shown instead."

_PRINTED = "The pages before this one are the document as it looks on a screen, printed without its scripts and without the network."

_NO_FONT = (
    "This computer has no font for some of its characters ({}): boxes stand for them on these pages; the spreadsheet and "
    "the HTML report have the characters themselves."
)

Numbered = tuple[int, "Finding"]


@dataclass(frozen=True, slots=True)
class _Part:
    """What the PDF shows of a document, and `remark`, how it came about."""

    name: str
    document: DocumentAudit
    findings: Sequence[Numbered]
    template: Template
    remark: str = ""

    def annotate(self, writer: PdfWriter, by_page: dict[int, list[Note]]) -> None:
        """Mark the pages."""
        for page, notes in by_page.items():
            PageAnnotator(writer, writer.pages[page]).add(notes)

    def words(self, finding: Finding) -> str:
        """Return what is said of a finding."""
        return note_words(self.document, finding, self.template)


def write_pdf(
    audit: Audit,
    stream: BinaryIO,
    content: Callable[[int], bytes | None],
    printed: Callable[[int], Printed | None],
    *,
    prepared_by: str = "",
    template: Template = PLAIN,
) -> None:
    """Write the PDF; findings have the numbers they have in every other export."""
    writer = PdfWriter()
    writer.append(io.BytesIO(front(audit, prepared_by, template)), "Audit")
    number = 0
    for position, document in enumerate(audit.documents):
        findings = numbered(document, number)
        number += len(findings)
        if document.status is not Status.UNREADABLE:
            name = encodable(one_line(document.source.name))
            part = _Part(name, document, findings, template)
            if document.source.media_type == PDF:
                _add_own(writer, part, content(position))
            else:
                _add_printed(writer, part, printed(position))
    author = encodable(prepared_by or template.organisation)
    writer.add_metadata({"/Title": "Health marketing audit", "/Author": author, "/Producer": "Auditor"})
    writer.write(stream)


def _add_own(writer: PdfWriter, part: _Part, pages: bytes | None) -> None:
    """Add a PDF's own pages with notes."""
    if pages is None or not _add_pages(writer, part, pages, _annotate_own):
        _add_text(writer, replace(part, remark=_AS_TEXT))


def _add_printed(writer: PdfWriter, part: _Part, printed: Printed | None) -> None:
    """Add a document as a browser printed it, with notes."""
    if printed is None:
        _add_text(writer, part)
        return
    reason = printed.reason

    def annotate(marked: PdfWriter, part: _Part) -> _Part:
        return _annotate_printed(marked, part, printed)

    if reason or not _add_pages(writer, part, printed.content, annotate):
        reason = reason or "what the browser printed cannot be read"
        _add_text(writer, replace(part, remark=_NOT_PRINTED.format(reason)))


def _add_text(writer: PdfWriter, part: _Part) -> None:
    pages = typeset(part.document, part.findings, part.remark, part.template)
    writer.append(io.BytesIO(pages), part.name)


def _add_pages(
    writer: PdfWriter, part: _Part, pages: bytes, annotate: Callable[[PdfWriter, _Part], _Part]
) -> bool:
    """Add pages with notes; False, and nothing added, when they cannot be read."""
    marked = PdfWriter()
    try:
        marked.append(PdfReader(io.BytesIO(pages)), import_outline=False)
        part = annotate(marked, part)
        buffer = io.BytesIO()
        marked.write(buffer)
        writer.append(buffer, part.name, import_outline=False)
    except _UNFIT:
        return False
    if part.findings or part.remark:
        listed = finding_list(part.document, part.findings, part.remark, part.template)
        writer.append(io.BytesIO(listed), f"{part.name}: findings")
    return True


def _annotate_own(writer: PdfWriter, part: _Part) -> _Part:
    by_page: dict[int, list[Note]] = {}
    for number, finding in part.findings:
        page = finding.place.page if finding.place and finding.place.page else 1
        boxes = finding.place.boxes if finding.place else ()
        note = Note(number, finding.severity, boxes, part.words(finding))
        by_page.setdefault(min(page, len(writer.pages)) - 1, []).append(note)
    part.annotate(writer, by_page)
    return part


def _annotate_printed(writer: PdfWriter, part: _Part, printed: Printed) -> _Part:
    placed = taken_marks(writer)
    by_page: dict[int, list[Note]] = {}
    lost, opened = [], []
    for number, finding in part.findings:
        mark = printed.numbers.get(finding.fingerprint, 0)
        if mark in printed.opened:
            opened.append(number)
        if mark not in placed and finding.span is not None:
            lost.append(number)
        for at, (page, boxes) in enumerate(placed.get(mark, {0: ()}).items()):
            words, is_pale = part.words(finding), mark in printed.pale
            note = Note(number, finding.severity, boxes, words, goes_on=at > 0, is_pale=is_pale)
            by_page.setdefault(page, []).append(note)
    part.annotate(writer, by_page)
    fonts = (_NO_FONT.format(named_scripts(printed.undrawn)),) if printed.undrawn else ()
    return replace(part, remark=" ".join((_PRINTED, *fonts, *_remarks(opened, lost))))


def _remarks(opened: Sequence[int], lost: Sequence[int]) -> Iterator[str]:
    if opened:
        yield f"Hidden there until a reader opens it, and opened for print: {_named(opened)}."
    if lost:
        yield (
            f"Not to be seen on the printed pages, and so numbered at the top of the first of them: {_named(lost)}. "
            "The document shows these words in another way, or not at all."
        )


def _named(numbers: Sequence[int]) -> str:
    """Name findings by their numbers: “no. 3”, “nos. 3, 4 and 9”."""
    *others, last = (f"{number:,}" for number in numbers)
    return f"nos. {', '.join(others)} and {last}" if others else f"no. {last}"
