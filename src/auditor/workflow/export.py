"""Writes an audit out, to a file or to standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from auditor.export.base import ExportOptions, Format, export_audit, write_audit

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.model.audit import Audit

FORMATS = tuple(f.value for f in Format)
"""File endings an audit can be written as."""


def write(
    audit: Audit, form: str, target: Path | None, *, with_text: bool = False, prepared_by: str = ""
) -> None:
    """Write the audit; without a target to standard output. Raises ExportError."""
    options = ExportOptions(with_text=with_text, prepared_by=prepared_by)
    if target is None:
        write_audit(audit, sys.stdout.buffer, Format(form), options)
    else:
        export_audit(audit, target, Format(form), options)


def json_schema() -> str:
    """Return the JSON schema of an audit."""
    from auditor.export.json_data import schema  # noqa: PLC0415 - asked for by one command alone

    return schema()
