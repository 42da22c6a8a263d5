"""The audit of a document that was never opened or never finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.audit import DocumentAudit, SourceRecord
from auditor.model.document import Status

if TYPE_CHECKING:
    from auditor.model.source import Problem, Request, Source

UNKNOWN_TYPE = "application/octet-stream"


def unread_request(request: Request, problem: Problem) -> DocumentAudit:
    """Return the audit of a request that was never opened or never finished."""
    record = SourceRecord(request.name, request.location, UNKNOWN_TYPE, 0, "")
    return DocumentAudit(record, Status.UNREADABLE, (problem,))


def unread_source(source: Source, problem: Problem) -> DocumentAudit:
    """Return the audit of a document that could not be read."""
    return DocumentAudit(record_of(source, source.media_type or UNKNOWN_TYPE), Status.UNREADABLE, (problem,))


def record_of(source: Source, media_type: str) -> SourceRecord:
    """Return what is kept of a source beside its findings."""
    return SourceRecord(
        source.name,
        source.final_uri or source.uri,
        media_type,
        source.size,
        source.sha256,
        source.retrieved_at,
    )
