"""Templates: read with mistakes told, written and read alike, and applied to every export that shows something."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from auditor.errors import ExportError
from auditor.export.base import ExportOptions, Format, write_audit
from auditor.export.logo import LARGEST, logo_of
from auditor.export.template_file import read_template, template_text
from auditor.export.xlsx import findings as xlsx_findings
from auditor.model.colour import READABLE, WHITE, contrast, ink_on, readable
from auditor.model.template import COLUMNS, PLAIN, Template

from . import factory
from .workbook_rules import broken_rules


def picture(form="PNG", size=(60, 20), mode="RGB", **more):
    buffer = io.BytesIO()
    Image.new(mode, size, "purple").save(buffer, form, **more)
    return buffer.getvalue()


@pytest.fixture
def file(tmp_path):
    (tmp_path / "logo.png").write_bytes(picture())
    (tmp_path / "torn.png").write_bytes(picture()[:60])
    (tmp_path / "drawing.svg").write_text("<svg/>")
    return tmp_path / "house.toml"


WHOLE = """\
organisation = "Northfield  Clinic Group"
logo = "logo.png"
disclaimer = \"\"\"
For internal review.
Ask us.\"\"\"
columns = [
  "decision", "No.",
  "How to fix",
]

[colours]
band = "#5b2a6e"
accent = "8A2F6B"
"""


def test_a_template_is_read(file):
    file.write_text(WHOLE)
    read = read_template(file)
    assert (read.organisation, read.disclaimer) == (
        "Northfield Clinic Group",
        "For internal review.\nAsk us.",
    )
    assert (read.band, read.accent, read.columns) == ("5B2A6E", "8A2F6B", ("Decision", "No.", "How to fix"))
    assert (read.logo.width, read.logo.height) == (60, 20)
    file.write_text("")
    assert read_template(file) == PLAIN


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        (
            1,
            'organization = "N"',
            "line 1: “organization” is no part of a template (did you mean “organisation”?)",
        ),
        (1, "organisation = 3", "line 1: expected words in quotation marks"),
        (1, f'organisation = "{"n" * 101}"', "line 1: expected at most 100 characters and found 101"),
        (1, "organisation = Northfield", "line 1: this is no TOML"),
        (2, 'logo = "gone.png"', "line 2: there is no picture “gone.png”"),
        (2, 'logo = "torn.png"', "line 2: The logo “torn.png” is damaged"),
        (2, 'logo = "drawing.svg"', "line 2: The logo “drawing.svg” is no PNG or JPEG picture"),
        (7, '"Sentense",', "line 7: there is no column “Sentense” (did you mean “Sentence”?)"),
        (7, '"how to fix",', "line 8: the column “How to fix” is named twice"),
        (7, '"Fingerprint",', "line 7: “Fingerprint” is always there, hidden"),
        (6, "columns = [ 1,", "line 6: expected a list such as columns"),
        (11, "[colors]", "line 11: “colors” is no part of a template"),
        (12, 'band = "purple"', 'line 12: expected a colour such as "#1F3A4D", and found “purple”'),
        (12, 'bande = "#5B2A6E"', "line 12: “bande” is no part of the colours (did you mean “band”?)"),
        (13, 'accent = "#FFE000"', "line 13: #FFE000 is too pale for words on white: its contrast is 1."),
    ],
)
def test_a_mistake_is_told_with_its_line(file, line, instead, said):
    lines = WHOLE.splitlines()
    lines[line - 1] = instead
    file.write_text("\n".join(lines))
    with pytest.raises(ExportError, match=re.escape(f"house.toml, {said}")):
        read_template(file)


@pytest.mark.parametrize("content", [b"\xff\xfeo", b"#" * 100_001], ids=["no text", "large"])
def test_what_is_no_template_is_refused(file, content):
    with pytest.raises(ExportError, match=r"no template|house.toml"):
        read_template(file)
    file.write_bytes(content)
    with pytest.raises(ExportError, match=r"house.toml"):
        read_template(file)


COLOUR = st.text("0123456789ABCDEF", min_size=6, max_size=6)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Zs", "Zl", "Zp", "Cc")), max_size=40)


@settings(max_examples=30, deadline=None)
@given(WORDS, WORDS, st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True), COLOUR)
def test_what_is_written_is_read_as_the_same(tmp_path_factory, name, disclaimer, columns, band):
    template = Template(name, None, band, readable(band, WHITE), tuple(columns), disclaimer)
    path = tmp_path_factory.getbasetemp() / "written.toml"
    path.write_text(template_text(template), "utf-8")
    assert read_template(path) == template


@settings(max_examples=40, deadline=None)
@given(COLOUR)
def test_words_are_readable_on_and_in_any_colour(colour):
    assert contrast(ink_on(colour), colour) >= READABLE
    assert contrast(readable(colour, WHITE), WHITE) >= READABLE


def test_a_logo_keeps_its_pixels_alone_and_is_no_larger_than_needed():
    exif = Image.Exif()
    exif[0x9286], exif[0x0112] = "taken at home", 6  # a comment, and turned by a quarter
    logo = logo_of(picture("JPEG", (300, 900), exif=exif), "logo.jpg")
    assert (logo.width, logo.height) == (900, 300)
    assert b"home" not in logo.png
    assert max(logo.width / LARGEST[0], logo.height / LARGEST[1]) <= 1
    assert logo_of(picture("JPEG", (30, 30), "CMYK"), "print.jpg").width == 30
    with pytest.raises(ExportError, match="too large: 6,000 by 6,000"):
        logo_of(picture(size=(6000, 6000), mode="1"), "huge.png")


def test_the_columns_are_those_of_the_spreadsheet():
    assert [column.title for column in xlsx_findings.COLUMNS] == [*COLUMNS, "Fingerprint"]


HOUSE = Template(
    "North & field", logo_of(picture(), ""), "FFE14D", "8A2F6B", ("Sentence", "Response", "Why"), "Ours."
)


def written(format_, template=HOUSE):
    stream = io.BytesIO()
    write_audit(factory.audit(), stream, format_, ExportOptions(template=template))
    stream.seek(0)
    return stream


def test_the_spreadsheet_wears_it():
    stream = written(Format.XLSX)
    book = openpyxl.load_workbook(stream)
    summary, findings = book["Summary"], book["Findings"]
    said = [cell.value for row in summary.iter_rows(max_row=15) for cell in row if cell.value]
    assert said[0] == "North & field"
    assert "Ours. This is no legal clearance." in said
    assert [cell.value for cell in findings[1]] == ["Sentence", "Response", "Why", "Fingerprint"]
    assert findings["A1"].fill.fgColor.rgb.endswith("FFE14D")
    assert findings["A1"].font.color.rgb.endswith("000000")
    assert findings.column_dimensions["D"].hidden
    assert "North && field" in findings.oddFooter.left.text
    assert broken_rules(stream.getvalue()) == []
    with ZipFile(stream) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
        assert archive.read("xl/media/image1.png") == HOUSE.logo.png
    assert written(Format.XLSX).getvalue() == stream.getvalue()
    assert 'name="Chart" descr="Findings by category: ' in drawing
    assert 'descr="Logo of North &amp; field"' in drawing


def test_the_report_wears_it():
    page = written(Format.HTML).read().decode()
    head, _, body = page.partition("<body>")
    assert "img-src data:" in head
    assert "background: #FFE14D; color: #000000" in head
    assert body.startswith('\n<div class="house">')
    assert "North &amp; field" in body
    assert body.count("Ours. This is no legal clearance.") == 2
    assert "How to fix it" not in body
    assert '<span class="chip' not in body
    card = body[body.index('id="finding-2"') :].partition("</article>")[0]
    assert card.index('class="context"') < card.index("<p>")
    plain = written(Format.HTML, PLAIN).read().decode()
    assert "img-src" not in plain
    assert "house" not in plain


def test_the_marked_pdf_wears_it():
    reader = PdfReader(written(Format.PDF))
    front = reader.pages[0].extract_text()
    assert "North & field" in front
    assert "Ours. This is no legal clearance." in front
    assert len(reader.pages[0].images) == 1
    assert reader.metadata.author == "North & field"
    assert not any("How to fix it" in page.extract_text() for page in reader.pages)


def test_a_disclaimer_that_says_so_itself_is_left_alone():
    own = Template(disclaimer="We checked it; it is NO legal\nclearance.")
    assert "This is no" not in written(Format.HTML, own).read().decode()
