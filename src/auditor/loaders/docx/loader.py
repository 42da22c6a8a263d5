"""Reads Word files (DOCX): body, tables, lists, notes, text boxes, headers and footers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.loaders.builder import DocumentBuilder
from auditor.loaders.docx.body import BodyReader
from auditor.loaders.docx.context import Context, notes_for
from auditor.loaders.docx.notes import read_margins, read_notes
from auditor.loaders.docx.package import Package, text_of
from auditor.loaders.docx.styles import read_styles
from auditor.loaders.docx.xml import Element, child
from auditor.loaders.places import paragraph_places
from auditor.loaders.run_marks import write_blocks
from auditor.loaders.sniff import DOCX, sniff
from auditor.model.document import Publication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.loaders.base import Limits
    from auditor.loaders.runs import RunBlock
    from auditor.model.document import Document, Place
    from auditor.model.source import Source
    from auditor.model.span import Span


class DocxLoader:
    """Turns a Word file into blocks, links and marks, as Word shows it with all changes accepted."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def accepts(self, source: Source) -> bool:
        """Whether the bytes are a Word file."""
        try:
            return sniff(source) == DOCX
        except LoadError:
            return False

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the document. Raises LoadError when it is damaged, locked, too large or without text."""
        try:
            return self._load(source, limits)
        except RecursionError as error:
            message = f"“{source.name}” is nested deeper than any document needs and was not opened."
            raise LoadError("too-deep", message) from error

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:  # noqa: ARG002
        """Return the number of the paragraph in which each span begins; headers, footers and notes have none."""
        return paragraph_places(document, spans)

    def _load(self, source: Source, limits: Limits) -> Document:
        package = Package(source, limits.unpacked_bytes)
        styles = read_styles(_related(package, "styles"), _related(package, "numbering"))
        root = package.required_tree(package.main)
        context = Context(package, styles, notes_for(root))
        builder = DocumentBuilder(
            self.media_type, max_chars=limits.text_chars, uri=source.uri, language=styles.language
        )
        _describe(builder, package)
        write_blocks(builder, _blocks(context, root))
        for problem in context.problems:
            builder.add_problem(problem.code, problem.message)
        if builder.is_empty:
            raise LoadError(
                "no-text", f"There is no readable text in “{source.name}”; words in pictures are not read."
            )
        return builder.build()


def _blocks(context: Context, root: Element) -> list[RunBlock]:
    body = child(root, "w:body")
    if body is None:
        return []
    reader = BodyReader(context, context.package.main)
    reader.read(body)
    settings = _related(context.package, "settings")
    headers, footers = read_margins(context, body, settings)
    return [*headers, *reader.blocks, *read_notes(context), *footers]


def _related(package: Package, kind: str) -> Element | None:
    return package.tree(package.related(package.main, kind))


def _describe(builder: DocumentBuilder, package: Package) -> None:
    core = package.tree(package.related("", "core-properties"))
    extended = package.tree(package.related("", "extended-properties"))
    creator, company = text_of(core, "creator"), text_of(extended, "Company")
    builder.title = text_of(core, "title")
    builder.language = text_of(core, "language") or builder.language
    builder.publication = Publication(
        organisations=(company,) if company else (),
        authors=(creator,) if creator else (),
        modified_on=text_of(core, "modified").partition("T")[0] or None,
    )
