"""How a document can be shown: the page as it was saved, the pages of a PDF, a plain page of its words, or its text alone.

What reads pages and web archives is loaded with the first document: the parsers are a tenth of the window's start.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from auditor.errors import LoadError, StoreError
from auditor.model.document import Status
from auditor.model.source import Source
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from auditor.model.audit import DocumentAudit
    from auditor.model.listing import BoxMark, PageMark
    from auditor.store.audits import AuditFile

_HTML = "text/html"
_PDF = "application/pdf"
_TEXT = "text/plain"
_ARCHIVE = "multipart/related"

_NO_RIGHTS = "the program runs as administrator, and web pages are not opened with such rights"

_NO_BROWSER = (
    "Shown as text: the program runs as administrator, and web pages are not opened with such rights. "
    "Start it as an ordinary user to see pages as they look."
)


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page ready for the browser, with the words to mark on it."""

    html: str
    marks: tuple[PageMark, ...]
    is_own: bool = False
    """Whether the program made it, with the numbers of its findings."""


@dataclass(frozen=True, slots=True)
class ShownSheets:
    """A PDF ready to be drawn, with the boxes to mark on its pages."""

    content: bytes
    marks: tuple[BoxMark, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to see besides the text: one of the two, or neither; `notice` says why what could be expected is not there."""

    page: ShownPage | None = None
    sheets: ShownSheets | None = None
    notice: str = ""

    @property
    def is_text_only(self) -> bool:
        """Whether there is nothing but the text."""
        return self.page is None and self.sheets is None


def can_browse() -> bool:
    """Whether the browser can run: it refuses to work for an administrator, unless its sandbox is switched off."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return not is_root or bool(os.environ.get("QTWEBENGINE_DISABLE_SANDBOX"))


def look_of(file: AuditFile, number: int, document: DocumentAudit) -> Look:
    """Return how a document looks. Raises StoreError when the audit file cannot be read."""
    media_type = document.source.media_type
    if media_type == _PDF:
        return _sheets(file, number, document)
    if document.status is Status.UNREADABLE or media_type == _TEXT:
        return Look()
    if not can_browse():
        return Look(notice=_NO_BROWSER)
    if media_type == _HTML:
        return _saved_page(file, number, document)
    if media_type == _ARCHIVE:
        return _archived_page(file, number, document)
    return Look(page=_own_page(file, number, document))


def look_to_print(file: AuditFile, number: int, document: DocumentAudit) -> Look:
    """Return how a document looks on paper, where even a plain text needs the browser: it draws every script.

    Raises StoreError.
    """
    if not can_browse():
        return Look(notice=_NO_RIGHTS)
    if document.source.media_type == _TEXT and document.status is not Status.UNREADABLE:
        return Look(page=_own_page(file, number, document))
    return look_of(file, number, document)


def _own_page(file: AuditFile, number: int, document: DocumentAudit) -> ShownPage:
    from auditor.gui.web.clean_page import clean_page  # noqa: PLC0415 - see above

    html = clean_page(document.title, document.text, document.blocks, file.findings.marks(number))
    return ShownPage(html, file.findings.page_marks(number), is_own=True)


def _archived_page(file: AuditFile, number: int, document: DocumentAudit) -> Look:
    """Return the page inside a web archive; of one that holds a mere letter, a plain page of its words."""
    from auditor.gui.web.private_copy import private_copy  # noqa: PLC0415 - see above
    from auditor.loaders.mhtml_loader import page_inside  # noqa: PLC0415

    try:
        content = file.sources.content(number, document.source.sha256)
        page = page_inside(Source(document.source.name, document.source.uri, content))
    except StoreError as error:
        return Look(page=_own_page(file, number, document), notice=f"Shown plainly. {error}")
    except LoadError:  # it was read once, so it can only be of a kind that has no look
        page = None
    if page is None or page.content is None:
        return Look(page=_own_page(file, number, document))
    html = private_copy(page.content, page.charset)
    return Look(page=ShownPage(html, file.findings.page_marks(number)))


def _saved_page(file: AuditFile, number: int, document: DocumentAudit) -> Look:
    from auditor.gui.web.private_copy import private_copy  # noqa: PLC0415 - see above

    try:
        content = file.sources.content(number, document.source.sha256)
    except StoreError as error:  # made without its source, or changed since: the text is there all the same
        return Look(notice=_as_text(error))
    return Look(page=ShownPage(private_copy(content), file.findings.page_marks(number)))


def _sheets(file: AuditFile, number: int, document: DocumentAudit) -> Look:
    try:
        content = file.sources.content(number, document.source.sha256)
    except StoreError as error:
        return Look(notice="" if document.status is Status.UNREADABLE else _as_text(error))
    return Look(sheets=ShownSheets(content, file.findings.box_marks(number)))


def _as_text(error: StoreError) -> str:
    return f"Shown as text. {error}"
