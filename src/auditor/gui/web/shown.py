"""What the viewer shows of a document: the page as it was saved, a plain page of its words, or nothing but the text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from auditor.errors import StoreError
from auditor.gui.web.clean_page import clean_page
from auditor.gui.web.private_copy import private_copy
from auditor.model.document import Status
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit
    from auditor.model.listing import PageMark
    from auditor.store.audits import AuditFile

_PAGES = {"text/html"}
_WITHOUT_PAGE = {"application/pdf", "text/plain"}
"""PDFs have pages of their own, and plain text looks like its text."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page ready for the viewer, with the words to mark on it."""

    html: str
    marks: tuple[PageMark, ...]


def can_browse() -> bool:
    """Whether the browser can run: it refuses to work for an administrator, unless its sandbox is switched off."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return not is_root or bool(os.environ.get("QTWEBENGINE_DISABLE_SANDBOX"))


def shown_page(file: AuditFile, number: int, document: DocumentAudit) -> ShownPage | None:
    """Return the page of a document, or None when there is only its text. Raises StoreError."""
    media_type = document.source.media_type
    if document.status is Status.UNREADABLE or media_type in _WITHOUT_PAGE or not can_browse():
        return None
    if media_type not in _PAGES:
        html = clean_page(document.title, document.text, document.blocks)
        return ShownPage(html, file.findings.page_marks(number))
    try:
        content = file.sources.content(number, document.source.sha256)
    except StoreError:  # made without its source, or changed since: the text is there all the same
        return None
    return ShownPage(private_copy(content), file.findings.page_marks(number))
