"""Chooses the loader for a source by what its bytes are, and reads it."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from auditor.loaders.sniff import DOCX, HTML, MARKDOWN, MHTML, PDF, PLAIN, sniff, suffix_of
from auditor.model.document import Status
from auditor.model.source import Problem

if TYPE_CHECKING:
    from auditor.loaders.base import Limits, Loader
    from auditor.model.document import Document
    from auditor.model.source import Source

# The module is imported only when its form turns up, so that a text file never pays for a PDF library.
_LOADERS = {
    PDF: ("auditor.loaders.pdf_loader", "PdfLoader"),
    DOCX: ("auditor.loaders.docx_loader", "DocxLoader"),
    MHTML: ("auditor.loaders.mhtml_loader", "MhtmlLoader"),
    HTML: ("auditor.loaders.html_loader", "HtmlLoader"),
    MARKDOWN: ("auditor.loaders.markdown_loader", "MarkdownLoader"),
    PLAIN: ("auditor.loaders.plain_loader", "PlainLoader"),
}

_PAGED = {".pdf": "a PDF", ".docx": "a Word document"}
"""Names that promise a laid-out document; a page or text under such a name is often an error message saved as one."""
_CALLED = {
    HTML: "a web page",
    MHTML: "a web archive",
    PLAIN: "plain text",
    MARKDOWN: "plain text",
    PDF: "a PDF",
    DOCX: "a Word document",
}


def loader_for(source: Source) -> Loader:
    """Return the loader for a source.

    Raises LoadError with a code of its own for what is missing, empty, binary or unsupported.
    """
    return _loader(sniff(source))


def load(source: Source, limits: Limits) -> Document:
    """Return the document in a source, with a problem when it is something else than its name promises.

    Raises LoadError when nothing can be read.
    """
    form = sniff(source)
    document = _loader(form).load(source, limits)
    promised = _PAGED.get(suffix_of(source))
    if promised is None or promised == _CALLED[form]:
        return document
    problem = Problem(
        "named-otherwise",
        f"“{source.name}” is named like {promised} but is {_CALLED[form]}, and was audited as that. Check that it is the right file.",
    )
    status = Status.PARTIAL if document.status is Status.COMPLETE else document.status
    return replace(document, status=status, problems=(*document.problems, problem))


def _loader(form: str) -> Loader:
    module, name = _LOADERS[form]
    # A web archive is opened by asking again what is inside, so that no loader needs to know another.
    make = getattr(import_module(module), name)
    return cast("Loader", make(loader_for) if form == MHTML else make())
