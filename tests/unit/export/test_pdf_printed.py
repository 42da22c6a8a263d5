"""Pages that a browser printed: marks where it put the words, the rest as it was, and the reason where it printed nothing."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from auditor.export.base import ExportOptions, Format, write_audit
from auditor.model.printed import MARK_ADDRESS, Printed

from .factory import audit, web_page

PAGE = web_page()
WIDE = 1190.552
"""Points: twice as wide as A4, so that everything comes out half as large."""


def sheet(*pages):
    """Return what a browser printed: on each page links, each with its box from the bottom left."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDE, 1000))
    for links in pages:
        canvas.drawString(100, 600, "Words of the page")
        for address, box in links:
            canvas.linkURL(address, box)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def mark(*numbers):
    return MARK_ADDRESS + "-".join(map(str, numbers))


def written(printed, document=PAGE):
    stream = io.BytesIO()
    options = ExportOptions(printed=lambda _: printed)
    write_audit(audit(document), stream, Format.PDF, options)
    reader = PdfReader(stream)
    first = next(at for at, page in enumerate(reader.pages) if "Words of the page" in page.extract_text())
    return reader, reader.pages[first:]


def notes(page):
    found = [entry.get_object() for entry in page.get("/Annots", ())]
    return [entry for entry in found if "auditor-" in entry.get("/NM", "")]


def numbers_of(document):
    return {finding.fingerprint: 40 + at for at, finding in enumerate(document.findings)}


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_words_are_marked_where_the_browser_put_them_whatever_the_paper():
    links = [(mark(40), (200, 600, 300, 620)), (mark(41, 40), (302, 600, 360, 620))]
    _, pages = written(Printed(sheet(links), numbers_of(PAGE)))
    assert float(pages[0].mediabox.width) == pytest.approx(595.276, abs=0.01)
    rects = {
        str(note["/NM"]): [float(side) for side in note["/Rect"]]
        for note in notes(pages[0])
        if note["/Subtype"] == "/Highlight"
    }
    assert pytest.approx([100, 300, 180, 310], abs=0.1) in rects.values()
    assert pytest.approx([151, 300, 180, 310], abs=0.1) in rects.values()


def test_a_finding_that_goes_on_over_the_page_has_one_number():
    first, second = [(mark(40), (200, 60, 300, 80))], [(mark(40), (200, 900, 300, 920))]
    _, pages = written(Printed(sheet(first, second), numbers_of(PAGE)))
    name = next(n["/NM"] for n in notes(pages[1])).split("-")[1]
    kinds = [[n["/NM"] for n in notes(page) if f"-{name}-" in n["/NM"]] for page in pages[:2]]
    assert kinds == [[f"auditor-{name}-highlight", f"auditor-{name}-freetext"], [f"auditor-{name}-highlight"]]


def test_what_was_opened_and_what_cannot_be_seen_is_said():
    """Words for screen readers alone are a point wide: nobody would find them there."""
    links = [(mark(40), (200, 600, 300, 620)), (mark(41), (10, 10, 11, 11))]
    reader, pages = written(Printed(sheet(links), numbers_of(PAGE), opened=frozenset({40})))
    said = text_of(reader)
    assert "as it looks on a screen, printed without its scripts and without the network" in said
    assert "opened for print: no. " in said
    assert "numbered at the top of the first of them: no" in said
    shown = {note["/NM"].split("-")[1] for note in notes(pages[0])}
    assert shown == {str(number) for number in range(1, len(PAGE.findings) + 1)}


def test_characters_without_a_font_are_said_by_their_scripts():
    printed = Printed(
        sheet([]), numbers_of(PAGE), undrawn="\N{CJK UNIFIED IDEOGRAPH-4E2D}\N{TROPHY}\N{HEBREW LETTER SHIN}"
    )
    said = text_of(written(printed)[0])
    assert (
        "no font for some of its characters (Chinese, Hebrew, emoji and other signs): boxes stand for them"
        in said
    )
    assert "no font" not in text_of(written(Printed(sheet([]), numbers_of(PAGE)))[0])


def test_light_words_on_a_dark_ground_stay_light():
    links = [(mark(40), (200, 600, 300, 620))]
    for pale, blend in ((frozenset({40}), "/Screen"), (frozenset(), "/Multiply")):
        _, pages = written(Printed(sheet(links), numbers_of(PAGE), pale=pale))
        (highlight,) = (n for n in notes(pages[0]) if n["/Subtype"] == "/Highlight")
        assert highlight["/AP"]["/N"]["/Resources"]["/ExtGState"]["/Under"]["/BM"] == blend


def test_links_of_the_page_are_kept_but_those_that_name_files_of_this_computer():
    links = [("https://clinic.example/", (10, 10, 90, 30)), ("file:///home/ada/page.html", (10, 40, 90, 60))]
    _, pages = written(Printed(sheet(links), numbers_of(PAGE)))
    kept = [e.get_object()["/A"]["/URI"] for e in pages[0]["/Annots"] if "/A" in e.get_object()]
    assert kept == ["https://clinic.example/"]


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        (Printed(reason="it took too long"), "it took too long"),
        (Printed(b"%PDF-1.4 damaged"), "what the browser printed cannot be read"),
    ],
)
def test_where_nothing_was_printed_the_text_is_set_and_the_reason_said(printed, reason):
    stream = io.BytesIO()
    write_audit(audit(replace(PAGE, title="")), stream, Format.PDF, ExportOptions(printed=lambda _: printed))
    said = text_of(PdfReader(stream))
    assert f"could not be printed as it looks ({reason}); its text is shown instead" in said
