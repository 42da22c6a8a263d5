"""PDFs as a browser, a word processor and a layout program write them, with the document each is read as beside it.

`AUDITOR_WRITE_GOLDEN=1 pytest tests/golden` writes the dumps anew; look at what changed before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.loaders.base import Limits
from auditor.loaders.pdf.loader import PdfLoader
from auditor.loaders.registry import load
from auditor.model.source import Source

if TYPE_CHECKING:
    from auditor.model.document import Block, Document

SAMPLES = sorted((Path(__file__).parent / "pdf").glob("*.pdf"))
WRITES = os.environ.get("AUDITOR_WRITE_GOLDEN") == "1"


@pytest.mark.parametrize("sample", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_pdf_is_read_as_it_is_written_down(sample: Path) -> None:
    source = Source(sample.name, f"file:///{sample.name}", sample.read_bytes())
    document = load(source, Limits())
    written = dump(source, document)
    expected = sample.with_name(f"{sample.name}.dump")
    if WRITES:
        expected.write_text(written, "utf-8")
    assert written == expected.read_text("utf-8")


def test_there_are_samples_and_the_dumps_are_not_being_written() -> None:
    assert len(SAMPLES) > 2
    assert not WRITES


def dump(source: Source, document: Document) -> str:
    """A document in lines that a person can compare, with the place of each block's first box."""
    places = PdfLoader().locate(source, document, [block.span for block in document.blocks])
    boxes = [place.boxes[0] if place.boxes else "-" for place in places]
    lines = [
        f"status {document.status} {[problem.code for problem in document.problems]}",
        f"title {document.title}",
        f"language {document.language}",
        f"authors {document.publication.authors} modified {document.publication.modified_on}",
        *(line(document, block, box) for block, box in zip(document.blocks, boxes, strict=True)),
        *(f"mark {mark.span.start} [{mark.label}] -> {mark.target}" for mark in document.marks),
        *(f"link {link.span.of(document.text)!r} -> {link.target}" for link in document.links),
        *(
            f"anchor {anchor.name} at {document.text[anchor.offset : anchor.offset + 20]!r}"
            for anchor in document.anchors
        ),
    ]
    return "\n".join(lines) + "\n"


def line(document: Document, block: Block, box: object) -> str:
    extras = [f"level={block.level}"] if block.level else []
    extras += [f"group={block.group}"] if block.group is not None else []
    headers = [cell.header for cell in block.cells]
    extras += [f"headers={headers}"] if any(headers) else []
    words = block.span.of(document.text)
    said = " ".join([f"{block.locator.page or '-'} {block.region} {block.kind}", *extras, repr(words)])
    return f"{said}\n    {box}"
