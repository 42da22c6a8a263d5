"""Reads Markdown: headings, lists, quotes, tables, links, footnotes and front matter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.loaders.encoding import decode
from auditor.loaders.markdown.blocks import MarkdownWalk
from auditor.loaders.markdown.front import flattened, split_front, split_notes
from auditor.loaders.places import paragraph_places
from auditor.loaders.run_marks import write_blocks
from auditor.loaders.sniff import MARKDOWN_SUFFIXES, suffix_of
from auditor.model.document import BlockKind, Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.loaders.base import Limits
    from auditor.loaders.markdown.front import Front
    from auditor.loaders.runs import RunBlock
    from auditor.model.document import Document, Place
    from auditor.model.source import Source
    from auditor.model.span import Span


class MarkdownLoader:
    """Turns a Markdown file into blocks, links and marks."""

    media_type = "text/markdown"

    def accepts(self, source: Source) -> bool:
        """Whether the name says Markdown; text of another name is judged by the sniffer."""
        return source.content is not None and suffix_of(source) in MARKDOWN_SUFFIXES

    def load(self, source: Source, limits: Limits) -> Document:
        """Return the document. Raises LoadError when there is no text in it."""
        text, problem = decode(source)
        builder = DocumentBuilder(self.media_type, max_chars=limits.text_chars, uri=source.uri)
        if problem is not None:
            builder.add_problem(problem.code, problem.message)
        front, body = split_front(_lines(text))
        walk = _walked(body)
        if walk.is_too_deep:
            builder.add_problem(
                "too-deep", "Lists or quotations nested very deep in this text were not read to the end."
            )
        _write_front(builder, front, walk.blocks)
        write_blocks(
            builder, [replace(block, paragraph=number) for number, block in enumerate(walk.blocks, 1)]
        )
        if builder.is_empty:
            raise LoadError("no-text", f"There is no readable text in “{source.name}”.")
        return builder.build()

    def locate(self, source: Source, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:  # noqa: ARG002
        """Return the number of the paragraph in which each span begins."""
        return paragraph_places(document, spans)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _walked(body: str) -> MarkdownWalk:
    text, notes = split_notes(flattened(body))
    walk = MarkdownWalk()
    walk.read(text)
    for label, note in notes:
        walk.read_note(label, note)
    return walk


def _write_front(builder: DocumentBuilder, front: Front, blocks: Sequence[RunBlock]) -> None:
    heading = next((block.text.strip() for block in blocks if block.kind is BlockKind.HEADING), "")
    builder.title = front.title or heading
    builder.language = front.language
    builder.publication = front.publication
    if front.title and front.title != heading:
        builder.add_block(BlockKind.TITLE, [Inline(front.title)], region=Region.HEAD)
    builder.add_block(BlockKind.DESCRIPTION, [Inline(front.description)], region=Region.HEAD)
