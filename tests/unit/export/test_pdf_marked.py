"""The marked PDF: real annotations where the words stand, with the numbers of every other export."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from auditor.errors import ExportError
from auditor.export.base import ExportOptions, Format, write_audit
from auditor.export.entries import entries
from auditor.model.audit import DocumentAudit, SourceRecord
from auditor.model.document import Place, Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.workflow.export import write

from .factory import audit, brochure, clean_page, hostile, unread, web_page

WHOLE = audit(web_page(), brochure(), clean_page(), unread())


def paper(turn=0, crop=None):
    """Return a page on which “Nobody relapses” stands at 100 points from the left and 60 from the bottom."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 200))
    canvas.drawString(100, 60, "Nobody relapses")
    canvas.save()
    writer = PdfWriter(clone_from=buffer)
    writer.pages[0].rotate(turn)
    if crop:
        writer.pages[0].cropbox = RectangleObject(crop)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def on_paper(box, number=1):
    places = (box,) if box else ()
    found = Finding(
        f"f{number}", "core/claim", "Claim", "guarantee", Severity.HIGH, Outcome.VIOLATION, None,
        "Nobody relapses", None, "", "No proof is given — “really” ☺.", "Give it.", place=Place(page=1, boxes=places),
    )  # fmt: skip
    source = SourceRecord("paper.pdf", "paper.pdf", "application/pdf", 1, "ab" * 32)
    return DocumentAudit(source, Status.COMPLETE, (), text="Nobody relapses", findings=(found,))


def written(found, content=lambda _: None):
    stream = io.BytesIO()
    write_audit(found, stream, Format.PDF, ExportOptions(prepared_by="Ada Example", content=content))
    return PdfReader(stream)


def annotations(reader):
    return [
        (page, entry.get_object())
        for page in reader.pages
        for entry in page.get("/Annots", ())
        if "auditor-" in entry.get_object().get("/NM", "")
    ]


@pytest.mark.parametrize(
    ("turn", "shown", "rect"),
    [
        (0, (100, 128, 190, 142), (100, 58, 190, 72)),
        (90, (58, 100, 72, 190), (100, 58, 190, 72)),
        (180, (110, 58, 200, 72), (100, 58, 190, 72)),
        (270, (128, 110, 142, 200), (100, 58, 190, 72)),
    ],
)
def test_the_words_are_highlighted_however_the_page_is_turned(turn, shown, rect):
    reader = written(audit(on_paper(shown)), lambda _: paper(turn))
    (_, highlight), (_, number) = annotations(reader)
    assert [float(side) for side in highlight["/Rect"]] == pytest.approx(rect)
    assert (highlight["/Subtype"], number["/Subtype"]) == ("/Highlight", "/FreeText")
    assert number["/Contents"] == "1"
    assert "No proof is given — “really” ☺." in highlight["/Contents"]
    assert "How to fix it: Give it." in highlight["/Contents"]
    assert highlight["/AP"]["/N"].get_object().get_data()


def test_a_cropped_page_is_marked_where_it_shows_the_words():
    reader = written(audit(on_paper((50, 78, 140, 92))), lambda _: paper(crop=(50, 0, 250, 150)))
    (_, highlight), _ = annotations(reader)
    assert [float(side) for side in highlight["/Rect"]] == pytest.approx((100, 58, 190, 72))


@pytest.mark.parametrize("turn", [0, 90])
def test_numbers_without_a_place_stay_on_the_page_however_many_there_are(turn):
    found = on_paper(None)
    many = tuple(replace(found.findings[0], fingerprint=f"f{n}") for n in range(60))
    marks = annotations(written(audit(replace(found, findings=many)), lambda _: paper(turn)))
    rects = [tuple(float(side) for side in mark["/Rect"]) for _, mark in marks]
    assert len({*rects}) == 60
    assert all(0 <= x0 < x1 <= 300 and 0 <= y0 < y1 <= 200 for x0, y0, x1, y1 in rects)


def test_a_finding_of_the_whole_document_is_named_at_the_top_of_the_page():
    ((page, number),) = annotations(written(audit(on_paper(None)), lambda _: paper()))
    assert number["/Contents"] == "1"
    assert float(number["/Rect"][3]) > float(page.mediabox.top) - 20


def test_findings_have_the_numbers_of_every_other_export():
    document = on_paper((100, 128, 190, 142))
    found = audit(web_page(), document)
    numbers = {
        int(entry["/Contents"])
        for _, entry in annotations(written(found, lambda _: paper()))
        if entry["/Subtype"] == "/FreeText"
    }
    assert numbers == {entry.number for entry in entries(found) if entry.document is document}


def test_what_has_no_pages_is_set_as_text_with_its_findings():
    reader = written(WHOLE)
    shown = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for entry in entries(WHOLE):
        assert " ".join(entry.finding.message.split()) in shown
    assert "no legal clearance" in shown
    assert "Could not be read, and so not audited" in shown
    assert all(f"version {pack.version}" in shown for pack in WHOLE.packs)


@pytest.mark.parametrize("pages", [None, b"", b"%PDF-1.7 broken", paper()[:300]])
def test_pages_that_cannot_be_marked_are_replaced_by_their_text(pages):
    reader = written(audit(on_paper((100, 128, 190, 142))), lambda _: pages)
    shown = " ".join(page.extract_text() for page in reader.pages)
    assert "its text is shown instead" in " ".join(shown.split())
    assert "No proof is given" in shown


@pytest.mark.parametrize("words", ["<b>&amp;<para>", "=1+1", "שלום 你好 🙂", "a" * 9_000, "\x07\ud800\u202e"])
def test_hostile_words_are_set_as_words(words):
    assert len(written(audit(hostile(words))).pages) >= 2


def test_without_the_audited_files_there_is_none(tmp_path):
    with pytest.raises(ExportError, match="only a review keeps"):
        write(WHOLE, "pdf", tmp_path / "a.pdf")
