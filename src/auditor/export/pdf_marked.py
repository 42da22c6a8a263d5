"""The audit as one marked PDF: each document on its own pages, or set as text, with numbered notes at the findings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from auditor.export.entries import numbered
from auditor.export.pdf_annotations import Note, PageAnnotator
from auditor.export.pdf_notes import note_words
from auditor.export.pdf_typeset import finding_list, front, typeset
from auditor.export.places import PDF
from auditor.export.safe_text import encodable, one_line
from auditor.model.document import Status
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.finding import Finding
    from auditor.model.template import Template

_UNFIT = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError)
"""What the library lets through of a PDF that is not as it should be."""

_AS_TEXT = "The pages of this PDF could not be marked; its text is shown instead."


def write_pdf(
    audit: Audit,
    stream: BinaryIO,
    content: Callable[[int], bytes | None],
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
            pages = content(position) if document.source.media_type == PDF else None
            _add(writer, document, findings, pages, template)
    author = encodable(prepared_by or template.organisation)
    writer.add_metadata({"/Title": "Health marketing audit", "/Author": author, "/Producer": "Auditor"})
    writer.write(stream)


def _add(
    writer: PdfWriter,
    document: DocumentAudit,
    findings: Sequence[tuple[int, Finding]],
    pages: bytes | None,
    template: Template,
) -> None:
    name = encodable(one_line(document.source.name))
    if pages is not None and _add_own_pages(writer, name, document, findings, pages, template):
        return
    remark = _AS_TEXT if document.source.media_type == PDF else ""
    writer.append(io.BytesIO(typeset(document, findings, remark, template)), name)


def _add_own_pages(
    writer: PdfWriter,
    name: str,
    document: DocumentAudit,
    findings: Sequence[tuple[int, Finding]],
    pages: bytes,
    template: Template,
) -> bool:
    """Add a PDF's own pages with notes; False, and nothing added, when they cannot be read."""
    marked = PdfWriter()
    try:
        marked.append(PdfReader(io.BytesIO(pages)), import_outline=False)
        _annotate(marked, document, findings, template)
        buffer = io.BytesIO()
        marked.write(buffer)
        writer.append(buffer, name, import_outline=False)
    except _UNFIT:
        return False
    if findings:
        writer.append(io.BytesIO(finding_list(document, findings, template)), f"{name}: findings")
    return True


def _annotate(
    writer: PdfWriter, document: DocumentAudit, findings: Sequence[tuple[int, Finding]], template: Template
) -> None:
    by_page: dict[int, list[Note]] = {}
    for number, finding in findings:
        page = finding.place.page if finding.place and finding.place.page else 1
        boxes = finding.place.boxes if finding.place else ()
        note = Note(number, finding.severity, boxes, note_words(document, finding, template))
        by_page.setdefault(min(page, len(writer.pages)), []).append(note)
    for page, notes in by_page.items():
        PageAnnotator(writer, writer.pages[page - 1]).add(notes)
