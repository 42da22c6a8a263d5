"""Chooses the loader for a source by what its bytes are, and reads it."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, cast

from auditor.loaders.sniff import DOCX, HTML, MARKDOWN, MHTML, PDF, PLAIN, sniff, suffix_of
from auditor.model.document import Status
from auditor.model.source import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.loaders.base import Limits, Loader
    from auditor.model.document import Document, Place
    from auditor.model.source import Source
    from auditor.model.span import Span

# The module is imported only when its form turns up, so that a text file never pays for a PDF library.
_LOADERS = {
    PDF: ("auditor.loaders.pdf.loader", "PdfLoader"),
    DOCX: ("auditor.loaders.docx.loader", "DocxLoader"),
    MHTML: ("auditor.loaders.mhtml_loader", "MhtmlLoader"),
    HTML: ("auditor.loaders.html.loader", "HtmlLoader"),
    MARKDOWN: ("auditor.loaders.markdown.loader", "MarkdownLoader"),
    PLAIN: ("auditor.loaders.plain.loader", "PlainLoader"),
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
    form = sniff(source)
    loader = _loader(form)
    promised = _PAGED.get(suffix_of(source))
    if promised is None or promised == _CALLED[form]:
        return loader
    message = (
        f"“{source.name}” is named like {promised} but is {_CALLED[form]}, and was audited as that. "
        "Check that it is the right file."
    )
    return _Misnamed(loader, Problem("named-otherwise", message))


def load(source: Source, limits: Limits) -> Document:
    """Return the document in a source. Raises LoadError when nothing can be read."""
    return loader_for(source).load(source, limits)


class _Misnamed:
    """Reads a source whose name promises another format, and says so on the document."""

    def __init__(self, loader: Loader, problem: Problem) -> None:
        self.media_type = loader.media_type
        self.loader = loader
        self.problem = problem

    def accepts(self, source: Source) -> bool:
        """Whether the loader underneath can read the source."""
        return self.loader.accepts(source)

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the document with the problem on it; a doubt about the file makes it partial at best."""
        document = self.loader.load(source, limits)
        status = Status.PARTIAL if document.status is Status.COMPLETE else document.status
        return replace(document, status=status, problems=(*document.problems, self.problem))

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
        """Return what the loader underneath finds."""
        return self.loader.locate(source, document, spans)


def _loader(form: str) -> Loader:
    module, name = _LOADERS[form]
    # A web archive is opened by asking again what is inside, so that no loader needs to know another.
    make = getattr(import_module(module), name)
    return cast("Loader", make(loader_for) if form == MHTML else make())
