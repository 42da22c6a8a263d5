"""Writes an audit out, to a file or to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import places
from auditor.errors import ExportError, UserError
from auditor.export.base import STREAMED as _STREAMED
from auditor.export.base import (
    ExportOptions,
    Format,
    export_audit,
    export_documents,
    write_audit,
    write_documents,
)
from auditor.export.base import format_of as _format_of
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.printed import Printed
    from auditor.model.template import Template
    from auditor.store.audits import AuditFile
    from auditor.workflow.review import Content

FORMATS = tuple(f.value for f in Format)
"""File endings an audit can be written as."""

STREAMED = frozenset(form.value for form in _STREAMED)
"""Those of them that are written as documents are done."""


def prepare(form: str) -> None:
    """Load what writes a format, where that is quick, so that nobody waits for it at the end.

    Raises ExportError when it is not installed.
    """
    if form in {Format.JSON, Format.JSONL}:
        import auditor.export.json_data  # noqa: F401, PLC0415
    if form == Format.PARQUET:
        from auditor.export.parquet import check_installed  # noqa: PLC0415

        check_installed()


def write(
    audit: Audit,
    form: str,
    target: Path | None,
    *,
    with_text: bool = False,
    prepared_by: str = "",
    content: Content | None = None,
    printed: Callable[[int], Printed | None] | None = None,
    template: Template = PLAIN,
) -> None:
    """Write the audit; without a target to standard output. `content` and `printed` give what a marked PDF is made of.

    Raises ExportError.
    """
    if content is None and form == Format.PDF.value:
        raise ExportError(
            "A marked PDF needs the audited files, which only a review keeps.",
            "Write a review (.audit) first, then export it: auditor review export REVIEW FILE.pdf",
        )
    options = ExportOptions(
        with_text, prepared_by, content or _nothing_kept, printed or _nothing_kept, template
    )
    if target is None:
        write_audit(audit, sys.stdout.buffer, Format(form), options)
    else:
        export_audit(audit, target, Format(form), options)


def write_streamed(
    head: Audit,
    documents: Iterable[DocumentAudit],
    form: str,
    target: Path | None,
    *,
    with_text: bool = False,
    template: Template = PLAIN,
) -> None:
    """Write documents as they come, in one of the forms that are `STREAMED`; `head` says what is true of all of them.

    Raises ExportError.
    """
    options = ExportOptions(with_text, template=template)
    if target is None:
        write_documents(head, documents, sys.stdout.buffer, Format(form), options)
    else:
        export_documents(head, documents, target, Format(form), options)


def write_kept(
    audit: Audit,
    review: AuditFile,
    target: Path,
    *,
    with_text: bool = False,
    prepared_by: str = "",
    template: Template = PLAIN,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write an audit, or part of one, that a review keeps, in the form that the file's ending names.

    Printing takes the longest: `progress` is told which document of how many comes to that. Raises ExportError.
    """
    form = format_of(target)
    if form != Format.PDF:
        write(audit, form, target, with_text=with_text, prepared_by=prepared_by, template=template)
        return
    from auditor.workflow.print_pages import page_printer  # noqa: PLC0415 - for this form alone
    from auditor.workflow.review import kept_content  # noqa: PLC0415

    with page_printer(review, progress or (lambda *_: None)) as printed:
        write(
            *(audit, form, target),
            prepared_by=prepared_by,
            content=kept_content(review),
            printed=printed,
            template=template,
        )


def _nothing_kept(_position: int) -> None:
    return None


def format_of(target: Path) -> str:
    """Return the form that the file's ending names. Raises ExportError."""
    return _format_of(target).value


def check_target(target: Path, inputs: Sequence[str]) -> None:
    """Check, before the work is done, that the audit can be written there and would replace none of its inputs.

    Raises UserError.
    """
    places.check_reachable(target)
    for item in inputs:
        if places.exists(target) and places.exists(item) and os.path.samefile(item, target):  # noqa: PTH121 - an input can be an address
            raise UserError(
                f"“{target}” is one of the documents to audit.", "Choose another name for the audit."
            )
    folder = target.absolute().parent
    if not places.is_folder(folder):
        raise UserError(f"The folder “{folder}” does not exist.", "Make it, or choose another.")
    if places.is_folder(target):
        raise UserError(f"“{target}” is a folder.", "Give the name of a file.")
    if not os.access(target if places.exists(target) else folder, os.W_OK):
        raise UserError(f"You may not write “{target}”.", "Choose another folder.")


def template_of(name: str | None) -> Template:
    """Return the template in a file, checked before any work is done; the program's own without one.

    Raises ExportError.
    """
    if not name:
        return PLAIN
    from auditor.export.template_file import read_template  # noqa: PLC0415 - most audits have none

    return read_template(Path(name))


def json_schema(*, of_lines: bool = False) -> str:
    """Return the JSON schema of an audit, or of one line of it as JSON Lines."""
    if of_lines:
        from auditor.export.json_lines import line_schema  # noqa: PLC0415 - as below

        return line_schema()
    from auditor.export.json_data import schema  # noqa: PLC0415 - asked for by one command alone

    return schema()
