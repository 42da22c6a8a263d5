"""What the file says about itself is believed where a person said it."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from auditor.model.document import BlockKind, Region


def described(paper, language=None, **properties):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper.content())))
    writer.add_metadata({f"/{name}": value for name, value in properties.items()})
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "title", ["Evening care at Linnet House", "Größe und Gewicht", "Ten questions about sleep?"]
)
def test_a_title_that_a_person_wrote_is_a_block_of_its_own(paper, read, title):
    paper.write(50, 80, "A heading", 20)
    document = read(described(paper, Title=title))
    assert document.title == title
    block = document.blocks[0]
    assert (block.kind, block.region, block.span.of(document.text)) == (BlockKind.TITLE, Region.HEAD, title)


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - leaflet final.doc",
        "leaflet_v3.indd",
        "10811.exe",
        "untitled",
        "(anonymous)",
        "PowerPoint Presentation",
        "Layout 1",
        "Document1",
        "https://clinic.example/print",
        "x",
        "2024-05-01",
        "",
    ],
)
def test_a_title_that_a_program_wrote_gives_way_to_the_first_heading(paper, read, title):
    paper.write(50, 60, "Evening care", 20)
    paper.paragraph(50, 100, 400, "The house was built for forty beds and holds sixty now.")
    document = read(described(paper, Title=title))
    assert document.title == "Evening care"
    assert [block.kind.value for block in document.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ada Example", ("Ada Example",)),
        ("Linnet Clinic, press office", ("Linnet Clinic, press office",)),
        ("anonymous", ()),
        ("Administrator", ()),
        ("user2", ()),
        ("", ()),
    ],
)
def test_an_author_is_a_person_or_a_body(paper, read, author, expected):
    paper.write(50, 80, "Text")
    assert read(described(paper, Author=author)).publication.authors == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("D:20260204093000+01'00'", "2026-02-04"),
        ("D:202602", "2026-02"),
        ("2026", "2026"),
        ("D:20261399", "2026"),
        ("last spring", None),
    ],
)
def test_a_file_date_is_when_it_was_changed_not_when_it_was_published(paper, read, written, expected):
    paper.write(50, 80, "Text")
    publication = read(described(paper, ModDate=written, CreationDate="never")).publication
    assert (publication.published_on, publication.modified_on) == (None, expected)


@pytest.mark.parametrize(
    ("language", "expected"), [("en-GB", "en-GB"), ("de", "de"), ("English (UK)", None), (None, None)]
)
def test_the_language_is_as_declared(paper, read, language, expected):
    paper.write(50, 80, "Text")
    assert read(described(paper, language)).language == expected


def test_the_same_bytes_give_the_same_document(paper, read):
    paper.write(50, 60, "Evening care", 20)
    paper.paragraph(50, 100, 200, "The house was built for forty beds and holds sixty now.")
    content = paper.content()
    assert read(content) == read(content)
