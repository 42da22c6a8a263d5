"""The audit of a document that was never opened or never finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.audit import DocumentAudit, SourceRecord
from auditor.model.document import Status

if TYPE_CHECKING:
    from auditor.model.source import Problem, Request

UNKNOWN_TYPE = "application/octet-stream"


def unread_request(request: Request, problem: Problem) -> DocumentAudit:
    """Return the audit of a request that was never opened or never finished."""
    record = SourceRecord(request.name, request.location, UNKNOWN_TYPE, 0, "")
    return DocumentAudit(record, Status.UNREADABLE, (problem,))
