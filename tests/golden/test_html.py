"""Pages as builders write them, with the document each is read as beside it.

`AUDITOR_WRITE_GOLDEN=1 pytest tests/golden` writes the dumps anew; look at what changed before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.loaders.base import Limits
from auditor.loaders.registry import load
from auditor.model.source import Source

if TYPE_CHECKING:
    from auditor.model.document import Block, Document

SAMPLES = sorted((Path(__file__).parent / "html").glob("*.html"))
WRITES = os.environ.get("AUDITOR_WRITE_GOLDEN") == "1"


@pytest.mark.parametrize("sample", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_a_page_is_read_as_it_is_written_down(sample: Path) -> None:
    document = load(Source(sample.name, f"file:///{sample.name}", sample.read_bytes()), Limits())
    expected = sample.with_name(f"{sample.name}.dump")
    if WRITES:
        expected.write_text(dump(document), "utf-8")
    assert dump(document) == expected.read_text("utf-8")


def test_there_are_samples_and_the_dumps_are_not_being_written() -> None:
    assert len(SAMPLES) > 5
    assert not WRITES


def dump(document: Document) -> str:
    """A document in lines that a person can compare."""
    publication = document.publication
    lines = [
        f"status {document.status} {[problem.code for problem in document.problems]}",
        f"title {document.title}",
        f"language {document.language}",
        *(f"{name} {value!r}" for name in publication.__slots__ if (value := getattr(publication, name))),
        *(line(document, block) for block in document.blocks),
        *(f"mark {mark.span.start} [{mark.label}] -> {mark.target}" for mark in document.marks),
        *(f"link {link.span.of(document.text)!r} -> {link.target}" for link in document.links),
        *(
            f"anchor {anchor.name} at {document.text[anchor.offset : anchor.offset + 20]!r}"
            for anchor in document.anchors
        ),
    ]
    return "\n".join(lines) + "\n"


def line(document: Document, block: Block) -> str:
    extras = [f"level={block.level}"] if block.level else []
    extras += [f"group={block.group}"] if block.group is not None else []
    headers = [cell.header for cell in block.cells]
    extras += [f"headers={headers}"] if any(headers) else []
    shown = " ".join([f"{block.region} {block.kind}", *extras, repr(block.span.of(document.text))])
    return f"{shown}\n    {block.locator.selector} {' '.join(block.classes)}"
