"""Writes the audit as an Excel workbook that a compliance officer can send on as it is.

Rows are written out as they are made, so that a hundred thousand findings need no more memory than one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from auditor.export import wording
from auditor.export.xlsx.findings import write_findings
from auditor.export.xlsx.lists import (
    write_crisis_resources,
    write_documents,
    write_not_flagged,
    write_references,
    write_statistics,
)
from auditor.export.xlsx.package import save
from auditor.export.xlsx.rules import write_rules
from auditor.export.xlsx.second_look import write_second_look
from auditor.export.xlsx.sheet import Book, Limits
from auditor.export.xlsx.summary import TITLE, open_summary, write_summary
from auditor.export.xlsx.versions import write_gone
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from typing import BinaryIO

    from auditor.model.audit import Audit
    from auditor.model.template import Template

SHEETS = (
    write_findings,
    write_gone,
    write_statistics,
    write_crisis_resources,
    write_references,
    write_documents,
    write_rules,
    write_not_flagged,
    write_second_look,
)
"""In the order of their tabs, behind the summary."""


def write_xlsx(
    audit: Audit,
    stream: BinaryIO,
    *,
    prepared_by: str = "",
    limits: Limits | None = None,
    template: Template = PLAIN,
) -> None:
    """Write the workbook to an open binary stream. `prepared_by` names the person who audits."""
    filtered = wording.found_words(audit) if audit.selection else ""
    made = wording.spelled_moment(audit.audited_at)
    footer = wording.joined(template.organisation, TITLE, filtered, made)
    with Book(Workbook(write_only=True), footer, limits or Limits(), template) as book:
        summary = open_summary(book)
        for write in SHEETS:
            write(audit, book)
        book.finish()
        if audit.selection:
            book.notes.append("The filter holds for the counts on the sheet “Rules” too.")
        write_summary(summary, audit, book, prepared_by)
        author = prepared_by or template.organisation
        save(book, stream, title=TITLE, author=author, made_at=wording.moment(audit.audited_at))
