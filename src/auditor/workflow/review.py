"""The review of an audit: the file in which it is kept, with the audited bytes and what reviewers decide."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from auditor import places
from auditor.errors import StoreError, UserError
from auditor.model.listing import AuditHeader
from auditor.model.reaudit import JudgedBy
from auditor.store.audits import AuditFile
from auditor.workflow.claims import recognise_in, registers_of
from auditor.workflow.in_use import check_free
from auditor.workflow.kept import taken
from auditor.workflow.unfinished import put_in_place, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from auditor.model.audit import Audit, DocumentAudit

Content = Callable[[int], bytes | None]
"""Gives the audited bytes of a document by its position in the audit."""

ENDING = ".audit"

_BATCH = 50
"""Documents written in one transaction, with their bytes."""


def write_review(audit: Audit, kept_in: Path, target: Path, register: Path | None = None) -> None:
    """Write an audit with the bytes kept in a folder as a new review, as `write_streamed_review` does."""
    write_streamed_review(audit, audit.documents, kept_in, target, register)


def write_streamed_review(
    head: Audit,
    arriving: Iterable[DocumentAudit],
    kept_in: Path,
    target: Path,
    register: Path | None = None,
) -> None:
    """Write documents as they come, with the bytes kept in a folder, as a new review; it appears only when it is whole.

    `head` says what is true of all of them. From then on the review uses the shared register, and what that approves is recognised.

    Raises StoreError when it cannot be written, UserError when there is a file already: it may hold decisions.
    """
    if places.exists(target):
        raise UserError(
            f"“{target.name}” exists already and may hold decisions.", "Choose another name for the review."
        )
    with unfinished(target) as path:
        with AuditFile(path) as file:
            header = AuditHeader(head.tool_version, head.audited_at, head.packs)
            file.set_header(header)
            for batch in _batches(arriving):
                numbers = file.save(batch)
                documents = [document for _, document in batch]
                file.sources.keep(taken(zip(numbers, documents, strict=True), kept_in))
                file.versions.judge_by(numbers, judged_by(header))
            if register is not None:
                file.approvals.use_shared(str(register.absolute()))
                recognise_in(file, registers_of(file).entries, head.audited_at)
        put_in_place(path, target)


def read_review(path: Path) -> Audit:
    """Return a review with its decisions. The file stays as it is. Raises StoreError."""
    with AuditFile(path, is_read_only=True) as file:
        return file.audit()


def open_review(path: Path, *, is_read_only: bool) -> AuditFile:
    """Open a review that is there; to write into it only when no window has it open. Raises StoreError and PlaceError."""
    places.check_reachable(path)
    if not places.exists(path):
        raise StoreError(f"There is no audit file “{path.name}”.", "It may have been moved or renamed.")
    if not is_read_only:
        check_free(path)
    return AuditFile(path, is_read_only=is_read_only)


def judged_by(header: AuditHeader) -> JudgedBy:
    """Return when and by which packs, as it is kept beside each document."""
    return JudgedBy(header.audited_at, tuple((pack.id, pack.sha256) for pack in header.packs))


def kept_content(file: AuditFile) -> Content:
    """Return what gives the audited bytes of a document by its position in the audit; None where they are not kept."""
    rows = file.document_rows()

    def content(position: int) -> bytes | None:
        number = rows[position].id
        try:
            return file.sources.content(number, file.document(number).source.sha256)
        except StoreError:
            return None

    return content


def _batches(arriving: Iterable[DocumentAudit]) -> Iterator[list[tuple[int, DocumentAudit]]]:
    documents = iter(enumerate(arriving))
    while batch := list(islice(documents, _BATCH)):
        yield batch
