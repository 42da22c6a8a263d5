"""Pages are drawn in a process of their own: what kills it costs a page, never the window."""

from __future__ import annotations

import io
import os

import pytest
from reportlab.pdfgen.canvas import Canvas

from auditor.errors import LoadError
from auditor.loaders.pdf.render import DrawnPdf
from auditor.model.sheet import SheetSize, Tile
from auditor.workflow.page_renderer import PageRenderer, RenderError

WHOLE = Tile(1, 200, 100, 0, 0, 200, 100)


def paper(pages=2, **options):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 100), pageCompression=0, **options)
    for page in range(1, pages + 1):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 100, 100, fill=1, stroke=0)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(110, 80, f"Nobody relapses {page}")
        canvas.drawString(110, 60, "nobody")
        canvas.drawString(110, 46, "RELAPSES at all.")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pixel(pixels, tile, x, y):
    blue, green, red = pixels[(y * tile.width + x) * 4 :][:3]
    return red, green, blue


@pytest.fixture
def drawn():
    made = DrawnPdf("leaflet.pdf", paper(), 100)
    yield made
    made.close()


def test_a_page_is_drawn_whole_and_in_pieces(drawn):
    assert drawn.sizes() == (SheetSize(200, 100), SheetSize(200, 100))
    whole = drawn.draw(WHOLE)
    assert pixel(whole, WHOLE, 5, 5) == (255, 0, 0)
    assert pixel(whole, WHOLE, 195, 95) == (255, 255, 255)
    piece = Tile(1, 400, 200, 190, 50, 20, 10)
    pixels = drawn.draw(piece)
    assert pixel(pixels, piece, 2, 5) == (255, 0, 0)
    assert pixel(pixels, piece, 17, 5) == (255, 255, 255)


def test_words_are_found_in_any_case_and_over_line_ends(drawn):
    first, second = drawn.find("nobody  Relapses", 1)
    ((left, top, right, bottom),) = first
    assert 108 < left < 112
    assert 10 < top < bottom < 25
    assert len(second) == 2
    assert right > 150
    assert drawn.find("somebody", 1) == ()
    assert drawn.find("   ", 1) == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 and nothing more", "damaged-pdf"),
        (b"", "empty-file"),
        (paper(encrypt="secret"), "password"),
    ],
    ids=[
        "damaged",
        "empty",
        "locked",
    ],  # a PDF holds the second it was made in: both processes name the tests alike
)
def test_what_cannot_be_opened_says_why(content, code):
    with pytest.raises(LoadError) as refused:
        DrawnPdf("leaflet.pdf", content, 100)
    assert refused.value.code == code


@pytest.fixture
def renderer():
    made = PageRenderer()
    yield made
    made.close()


def test_the_process_answers_dies_comes_back_and_gives_a_document_up(renderer):
    with pytest.raises(RenderError, match="damaged"):
        renderer.open("broken.pdf", b"%PDF-1.7 and nothing more")
    assert len(renderer.open("leaflet.pdf", paper())) == 2
    assert pixel(renderer.draw(WHOLE), WHOLE, 5, 5) == (255, 0, 0)
    assert len(renderer.find("relapses", 2)) == 2
    for _ in range(2):
        os.kill(renderer.process_id, 9)
        with pytest.raises(RenderError, match="crashed the page renderer"):
            renderer.draw(WHOLE)
        assert len(renderer.draw(WHOLE)) == 200 * 100 * 4
    renderer.kill()
    with pytest.raises(RenderError, match="crashed"):
        renderer.find("x", 1)
    with pytest.raises(RenderError, match="again and again"):
        renderer.draw(WHOLE)
    assert len(renderer.open("leaflet.pdf", paper(1))) == 1  # another document begins anew


def test_a_process_that_does_not_answer_is_ended(renderer):
    renderer.open("leaflet.pdf", paper())
    stopped = renderer.process_id
    renderer._seconds = 0.2
    os.kill(stopped, 19)
    with pytest.raises(RenderError, match="too long"):
        renderer.draw(WHOLE)
    assert renderer.process_id is None
