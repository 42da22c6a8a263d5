"""Findings get a page and boxes, in points from the top left of the page as it is shown."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from auditor.loaders.pdf.loader import PdfLoader
from auditor.model.source import Source
from auditor.model.span import Span

TEXT = (
    "The house was built for forty beds and holds sixty now, and those who work there say that it is the "
    "corridor which has changed most, because nobody waits in it any more."
)


def places(content, document, *words):
    spans = [Span(document.text.index(word), document.text.index(word) + len(word)) for word in words]
    return PdfLoader().locate(Source("leaflet.pdf", "", content), document, spans)


def words_in(content, page, box):
    """The words pdfium finds in a box, by the page's own coordinates; pages that are neither turned nor cropped."""
    with pypdfium2.PdfDocument(content) as pdf:
        height = pdf[page - 1].get_height()
        x0, top, x1, bottom = box
        return (
            pdf[page - 1]
            .get_textpage()
            .get_text_bounded(x0 - 1, height - bottom - 1, x1 + 1, height - top + 1)
        )


def test_a_finding_has_the_page_and_the_box_of_its_words(paper, read):
    paper.write(50, 80, "On the first page")
    paper.next()
    paper.write(100, 200, "The best care of all", 20)
    content = paper.content()
    (place,) = places(content, read(content), "best care")
    ((x0, top, x1, bottom),) = place.boxes
    assert place.page == 2
    assert (x0, x1) == pytest.approx((134, 212), abs=8)
    assert (top, bottom) == pytest.approx((186, 200), abs=2)
    assert words_in(content, 2, place.boxes[0]).strip() == "best care"


def test_a_finding_over_two_lines_has_a_box_for_each(paper, read):
    lines = paper.wrap(TEXT, 300)
    paper.lines(50, 80, lines)
    content = paper.content()
    words = f"{lines[0].split()[-1]} {lines[1].split()[0]}"
    (place,) = places(content, read(content), words)
    first, second = place.boxes
    assert first[0] > second[2]
    assert first[3] < second[3]


def test_a_finding_over_two_pages_is_shown_on_the_first(paper, read):
    lines = paper.wrap(TEXT, 300)
    paper.lines(50, 700, lines[:1])
    paper.next()
    paper.lines(50, 80, lines[1:])
    content = paper.content()
    (place,) = places(content, read(content), TEXT)
    assert place.page == 1
    assert len(place.boxes) == 1


def test_marks_and_joined_words_have_places_too(paper, read):
    paper.marked(50, 80, "Seven in ten felt better", ("3", True), " in a")
    paper.lines(50, 92.5, ["treat-", "ment room of depression-free days"])
    content = paper.content()
    document = read(content)
    mark, word = places(content, document, "[3]", "treatment")
    assert [len(place.boxes) for place in (mark, word)] == [1, 2]


@pytest.mark.parametrize(
    ("turn", "size"), [(0, (595, 842)), (90, (842, 595)), (180, (595, 842)), (270, (842, 595))]
)
def test_places_on_turned_pages_are_those_of_the_page_as_shown(paper, read, turn, size):
    paper.paragraph(50, 80, 300, TEXT)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper.content())))
    writer.pages[0].rotate(turn)
    buffer = io.BytesIO()
    writer.write(buffer)
    content = buffer.getvalue()
    document = read(content)
    assert document.text == TEXT
    (place,) = places(content, document, "house")
    ((x0, top, x1, bottom),) = place.boxes
    assert 0 < x0 < x1 < size[0]
    assert 0 < top < bottom < size[1]
    # "house" stands near the top left of the page before it is turned.
    corner = {0: (78, 76), 90: (842 - 76, 78), 180: (595 - 78, 842 - 76), 270: (76, 595 - 78)}[turn]
    assert ((x0 + x1) / 2, (top + bottom) / 2) == pytest.approx(corner, abs=6)


def test_places_on_cropped_pages_are_counted_from_the_crop(paper, read):
    paper.write(150, 300, "The best care")
    paper.canvas.setCropBox((100, 100, 500, 700))
    content = paper.content()
    (place,) = places(content, read(content), "The best care")
    x0, _, _, bottom = place.boxes[0]
    assert x0 == pytest.approx(50, abs=2)
    assert bottom == pytest.approx(300 - (paper.height - 700), abs=3)


def test_what_is_asked_for_comes_back_in_its_order(paper, read):
    for word in ("first", "second", "third"):
        paper.write(50, 200, f"The {word} page of three")
        paper.next()
    content = paper.content()
    found = places(content, read(content), "third", "first", "second")
    assert [place.page for place in found] == [3, 1, 2]


def test_nothing_asked_is_nothing_done(paper, read):
    paper.write(50, 80, TEXT[:40])
    content = paper.content()
    assert PdfLoader().locate(Source("leaflet.pdf", "", content), read(content), []) == ()


@pytest.fixture(scope="module")
def leaflet(new_paper, read):
    paper = new_paper()
    paper.write(50, 60, "Two columns and a table", 20)
    paper.paragraph(50, 100, 220, TEXT)
    paper.paragraph(310, 100, 220, TEXT.replace("house", "clinic"))
    paper.grid((50, 150, 250), (300, 316, 332))
    for x, y, text in ((55, 312, "Service"), (155, 312, "Visits"), (55, 328, "Sleep"), (155, 328, "98")):
        paper.write(x, y, text)
    content = paper.content()
    return content, read(content)


@settings(max_examples=60, deadline=None)
@given(start=st.integers(0, 400), length=st.integers(1, 60))
def test_the_boxes_of_any_span_hold_its_words(leaflet, start, length):
    content, document = leaflet
    start = min(start, len(document.text) - 1)
    span = Span(start, min(start + length, len(document.text)))
    (place,) = PdfLoader().locate(Source("leaflet.pdf", "", content), document, [span])
    shown = " ".join(words_in(content, 1, box) for box in place.boxes)
    for word in span.of(document.text).replace("|", " ").split():
        assert word in shown
