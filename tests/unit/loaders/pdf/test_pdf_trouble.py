"""What cannot be read of a PDF is said, and the rest is read."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from pypdfium2 import PdfiumError
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from auditor.errors import LoadError
from auditor.loaders.base import Limits
from auditor.loaders.pdf import loader as pdf_loader
from auditor.loaders.pdf.loader import PdfLoader
from auditor.loaders.registry import load
from auditor.model.document import Status
from auditor.model.source import Source

TEXT = "The house was built for forty beds and holds sixty now, and those who work there say so."


def picture() -> ImageReader:
    buffer = io.BytesIO()
    Image.new("L", (60, 80), 200).save(buffer, "PNG")
    return ImageReader(buffer)


def scan(paper):
    paper.canvas.drawImage(picture(), 0, 0, paper.width, paper.height)


def codes(document):
    return [problem.code for problem in document.problems]


def said(document):
    return " ".join(problem.message for problem in document.problems)


def test_a_pdf_is_known_by_its_first_bytes(paper):
    loader = PdfLoader()
    assert loader.accepts(Source("a.bin", "", b"junk\n" + paper.content()))
    assert not loader.accepts(Source("a.pdf", "", b"PK\x03\x04"))
    assert not loader.accepts(Source("a.pdf", "", None))


def test_a_sound_pdf_has_no_problems(paper, read):
    paper.paragraph(50, 80, 400, TEXT)
    document = read(paper.content())
    assert (document.status, document.problems, document.media_type) == (
        Status.COMPLETE,
        (),
        "application/pdf",
    )


def test_a_scanned_document_is_unreadable_and_says_so(paper, read):
    for _ in range(2):
        scan(paper)
        paper.next()
    document = read(paper.content())
    assert (document.status, codes(document)) == (Status.UNREADABLE, ["no-text-layer"])
    assert said(document).startswith("Pages 1 and 2 are images without text")


def test_scanned_pages_are_named_and_the_others_read(paper, read):
    for number, kind in enumerate("tsssts"):
        if kind == "s":
            scan(paper)
        else:
            paper.paragraph(50, 200, 400, f"Page {'abcdef'[number]} follows. {TEXT}")
        paper.next()
    document = read(paper.content())
    assert (document.status, codes(document)) == (Status.PARTIAL, ["no-text-layer"])
    assert said(document).startswith("Pages 2–4 and 6 are images")
    assert document.text.count("forty beds") == 2


def test_a_picture_page_with_a_stamp_is_named(paper, read):
    scan(paper)
    paper.write(50, 800, "Received on 3 May")
    document = read(paper.content())
    assert (document.status, codes(document)) == (Status.PARTIAL, ["text-in-pictures"])


def test_a_picture_under_plenty_of_text_is_no_problem(paper, read):
    scan(paper)
    paper.paragraph(50, 80, 400, " ".join([TEXT] * 4))
    assert read(paper.content()).status is Status.COMPLETE


def test_letters_drawn_as_shapes_are_a_page_without_text(paper, read):
    paper.paragraph(50, 80, 400, TEXT)
    paper.next()
    for number in range(60):
        paper.canvas.circle(50 + 8 * (number % 50), 500 + 9 * (number // 50), 3)
    paper.next()
    assert codes(read(paper.content())) == ["no-text-layer"]


def test_an_empty_page_among_others_is_no_problem(paper, read):
    paper.paragraph(50, 80, 400, TEXT)
    paper.next()
    paper.next()
    assert read(paper.content()).status is Status.COMPLETE


def test_a_pdf_of_empty_pages_is_unreadable(paper, read):
    paper.next()
    document = read(paper.content())
    assert (document.status, codes(document)) == (Status.UNREADABLE, ["no-text-layer"])


def test_a_password_is_asked_for_in_plain_words(new_paper, read):
    paper = new_paper(encrypt=StandardEncryption("open sesame", ownerPassword="boss"))
    paper.write(50, 80, TEXT)
    with pytest.raises(LoadError, match="needs a password to be opened") as caught:
        read(paper.content())
    assert caught.value.code == "password"


def test_a_password_for_changes_alone_does_not_keep_it_shut(new_paper, read):
    paper = new_paper(encrypt=StandardEncryption("", ownerPassword="boss"))
    paper.write(50, 80, TEXT)
    assert read(paper.content()).text == TEXT


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x00" * 40])
def test_an_empty_file_is_called_empty(read, content):
    with pytest.raises(LoadError, match="is empty") as caught:
        read(content)
    assert caught.value.code == "empty-file"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n%%EOF", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF"]
)
def test_a_hopeless_file_is_called_damaged(read, content):
    with pytest.raises(LoadError, match="damaged or cut off") as caught:
        read(content)
    assert caught.value.code == "damaged-pdf"


def test_a_source_without_bytes_is_said_to_be_unreadable():
    with pytest.raises(LoadError) as caught:
        PdfLoader().load(Source("a.pdf", "", None), Limits())
    assert caught.value.code == "no-content"


@pytest.mark.parametrize("share", [0.99, 0.7])
def test_a_cut_off_file_gives_the_pages_it_still_has(paper, read, share):
    for number in range(6):
        paper.paragraph(50, 200, 400, f"Page {'abcdef'[number]} follows. {TEXT}")
        paper.next()
    content = paper.content()
    document = read(content[: int(len(content) * share)])
    assert (document.status, codes(document)) == (Status.PARTIAL, ["damaged-pdf"])
    assert "Page a follows." in document.text
    assert said(document).startswith("The file is damaged or cut off.")


def test_more_pages_than_the_limit_are_left_out_and_counted(paper, read):
    for number in range(4):
        paper.write(50, 200, f"Page {'abcd'[number]}")
        paper.next()
    document = read(paper.content(), Limits(pages=2))
    assert (document.status, codes(document)) == (Status.PARTIAL, ["too-many-pages"])
    assert "has 4 pages; only the first 2" in said(document)
    assert "Page c" not in document.text


def test_more_text_than_the_limit_is_refused(paper, read):
    paper.paragraph(50, 80, 400, TEXT)
    with pytest.raises(LoadError) as caught:
        read(paper.content(), Limits(text_chars=20))
    assert caught.value.code == "too-much-text"


def without_letters(content: bytes, *, page: int) -> bytes:
    """Return the file with the font of one page no longer saying which letters its signs are."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    fonts = writer.pages[page]["/Resources"]["/Font"]
    fonts = fonts.get_object()
    writer.pages[page][NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject(fonts)}
    )
    for name, font in fonts.items():
        if "/DescendantFonts" not in font.get_object():
            continue
        bare = DictionaryObject({**font.get_object(), NameObject("/Encoding"): NameObject("/Identity-H")})
        bare.pop("/ToUnicode", None)
        (inner,) = bare["/DescendantFonts"]
        system = DictionaryObject(
            {**inner.get_object()["/CIDSystemInfo"], NameObject("/Ordering"): TextStringObject("Identity")}
        )
        bare[NameObject("/DescendantFonts")] = ArrayObject(
            [DictionaryObject({**inner.get_object(), NameObject("/CIDSystemInfo"): system})]
        )
        writer.pages[page]["/Resources"]["/Font"][NameObject(name)] = bare
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_font_that_names_no_letters_is_said_and_left_out(new_paper, read):
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    paper = new_paper()
    for _ in range(2):
        paper.paragraph(50, 200, 400, TEXT, font="HeiseiMin-W3")
        paper.next()
    document = read(without_letters(paper.content(), page=1))
    assert (document.status, codes(document)) == (Status.PARTIAL, ["unreadable-font"])
    assert said(document).startswith("Page 2 uses a font")
    assert document.text == TEXT


def test_a_page_that_fails_does_not_cost_the_others(paper, read, monkeypatch):
    for number in range(3):
        paper.paragraph(50, 200, 400, f"Page {'abc'[number]} follows. {TEXT}")
        paper.next()
    whole = pdf_loader.read_page

    def failing(pdf, number):
        if number == 2:
            raise PdfiumError("Failed to load page.")
        return whole(pdf, number)

    monkeypatch.setattr(pdf_loader, "read_page", failing)
    content = paper.content()
    document = read(content)
    assert document.status is Status.COMPLETE  # the second reader had it
    assert [f"Page {letter} follows." in document.text for letter in "abc"] == [True, True, True]
    assert [run.page for run in document.runs if run.page == 2] == []
    monkeypatch.setattr(pdf_loader, "sheets_by_fallback", lambda *_: iter(()))
    document = read(content)
    assert (document.status, codes(document)) == (Status.PARTIAL, ["page-unreadable"])
    assert said(document) == "Page 2 could not be read and was not audited."


def test_the_second_reader_finds_tables_and_columns(paper, read, told, monkeypatch):
    paper.write(50, 60, "Visits", 18)
    paper.grid((50, 150, 250), (88, 104, 120))
    for x, y, text in ((55, 100, "Service"), (155, 100, "Visits"), (55, 116, "Sleep"), (155, 116, "98")):
        paper.write(x, y, text)
    paper.paragraph(50, 150, 220, TEXT)
    paper.paragraph(300, 150, 220, TEXT)

    def failing(pdf, number):
        raise PdfiumError("Failed to load page.")

    monkeypatch.setattr(pdf_loader, "read_page", failing)
    content = paper.content()
    document = read(content)
    assert told(document) == [
        "heading: Visits",
        "table-header: Service | Visits",
        "table-row: Sleep | 98",
        f"paragraph: {TEXT}",
        f"paragraph: {TEXT}",
    ]
    places = PdfLoader().locate(Source("a.pdf", "", content), document, [document.blocks[3].span])
    assert [(place.page, place.boxes) for place in places] == [(1, ())]


@pytest.fixture(scope="module")
def sound(new_paper):
    paper = new_paper()
    paper.write(50, 60, "Evening care", 20)
    paper.paragraph(50, 100, 200, TEXT)
    paper.paragraph(310, 100, 200, TEXT)
    paper.grid((50, 150, 250), (300, 316, 332))
    for x, y, text in ((55, 312, "Service"), (155, 312, "Visits"), (55, 328, "Sleep"), (155, 328, "98")):
        paper.write(x, y, text)
    paper.link(50, 90, 200, 104, "https://study.example/1")
    return paper.content()


@settings(max_examples=60, deadline=None)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=0, max_size=6)), min_size=1, max_size=12)
)
def test_no_damage_ends_in_anything_but_a_document_or_a_plain_error(sound, read, changes):
    content = bytearray(sound)
    for share, put in changes:
        at = int(share * (len(content) - 1))
        content[at : at + 3] = put
    try:
        document = read(bytes(content))
    except LoadError:
        return
    spans = [block.span for block in document.blocks]
    assert len(PdfLoader().locate(Source("a.pdf", "", bytes(content)), document, spans)) == len(spans)


def test_a_page_of_thousands_of_signs_is_read_in_good_time(paper, read):
    paper.canvas.setFont("Times-Roman", 4)
    for number in range(2_500):
        paper.canvas.drawString(20 + 7 * (number % 80), 20 + 12 * (number // 80), "·" if number % 2 else "7")
    begun = time.process_time()
    assert read(paper.content()).text
    assert time.process_time() - begun < 5


def test_graph_paper_is_no_table(paper, read, told):
    paper.grid([20 + 4 * n for n in range(120)], [20 + 4 * n for n in range(150)])
    paper.paragraph(50, 700, 300, TEXT)
    assert told(read(paper.content())) == [f"paragraph: {TEXT}"]


def test_the_registry_gives_pdfs_to_this_loader(paper):
    paper.write(50, 80, TEXT)
    assert load(Source("leaflet", "", paper.content()), Limits()).media_type == "application/pdf"
