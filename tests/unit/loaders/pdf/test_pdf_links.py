"""Links lie over the words under their rectangle; what is typed onto a page is read too."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from auditor.model.document import BlockKind


def links(document):
    return [(link.span.of(document.text), link.target) for link in document.links]


def test_a_link_covers_the_words_under_it(paper, read):
    start = paper.write(50, 80, "Read the ")
    end = paper.write(start, 80, "full study")
    paper.write(end, 80, " before you decide.")
    paper.link(start, 70, end, 84, "https://study.example/1")
    assert links(read(paper.content())) == [("full study", "https://study.example/1")]


def test_a_link_over_two_lines_is_one_link(paper, read):
    paper.lines(50, 80, ["A link that covers the end", "of two lines of text"])
    paper.link(50, 70, 200, 84, "https://study.example/2")
    paper.link(50, 84, 200, 97, "https://study.example/2")
    assert links(read(paper.content())) == [
        ("A link that covers the end of two lines of text", "https://study.example/2")
    ]


def test_a_link_on_a_mark_lies_on_the_mark(paper, read):
    end = paper.marked(50, 80, "Seven in ten felt better", ("3", True))
    paper.link(end - 4, 70, end, 80, "https://study.example/3")
    document = read(paper.content())
    assert links(document) == [("[3]", "https://study.example/3")]
    assert [mark.label for mark in document.marks] == ["3"]


def test_addresses_written_out_are_links(paper, read):
    paper.write(50, 80, "See www.clinic.example/facts, https://study.example/a and doi:10.1000/xyz123.")
    assert links(read(paper.content())) == [
        ("www.clinic.example/facts", "https://www.clinic.example/facts"),
        ("https://study.example/a", "https://study.example/a"),
        ("doi:10.1000/xyz123", "https://doi.org/10.1000/xyz123"),
    ]


def test_an_address_under_a_link_is_one_link(paper, read):
    end = paper.write(50, 80, "https://study.example/a")
    paper.link(50, 70, end, 84, "https://study.example/a?from=leaflet")
    assert links(read(paper.content())) == [
        ("https://study.example/a", "https://study.example/a?from=leaflet")
    ]


def test_a_link_on_nothing_and_a_link_within_the_file_are_no_links(paper, read):
    paper.write(50, 80, "Plain words")
    paper.link(300, 300, 400, 320, "https://study.example/nothing")
    paper.canvas.bookmarkPage("end")
    paper.canvas.linkAbsolute("", "end", (50, paper.height - 84, 120, paper.height - 70))
    assert links(read(paper.content())) == []


def test_filled_fields_are_read_with_their_labels(paper, read, told):
    paper.write(50, 80, "Application")
    paper.canvas.acroForm.textfield(
        name="a", tooltip="Your aim", x=50, y=600, value="Sleep better", width=200, height=16
    )
    paper.canvas.acroForm.textfield(name="b", tooltip="Left empty", x=50, y=500, width=200, height=16)
    paper.canvas.acroForm.checkbox(name="c", tooltip="I agree", x=50, y=400)
    assert told(read(paper.content()))[1:] == ["label: Your aim: Sleep better"]


def test_text_typed_onto_a_page_is_read(paper, read):
    paper.write(50, 80, "A draft")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper.content())))
    writer.add_annotation(0, FreeText(text="New: painless from day one", rect=(50, 500, 250, 550)))
    buffer = io.BytesIO()
    writer.write(buffer)
    document = read(buffer.getvalue())
    last = document.blocks[-1]
    assert (last.kind, last.span.of(document.text)) == (BlockKind.LABEL, "New: painless from day one")
