"""Makes the samples that are not plain text: two PDFs, a scanned PDF, a Word file and a saved web page.

Run it after changing a text here: `.venv/bin/python packaging/make_samples.py`. All organisations are invented.
"""

from __future__ import annotations

import io
from email.message import EmailMessage
from pathlib import Path

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", parent=STYLES["BodyText"], fontSize=10, leading=13.5)
NOTE = ParagraphStyle("note", parent=BODY, fontSize=8, leading=10)
GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8eef4")),
        ("FONTSIZE", (0, 0), (-1, -1), 9),
    ]
)


def main() -> None:
    """Write all five."""
    make_knee_leaflet(SAMPLES / "knee-replacement-leaflet.pdf")
    make_weight_brochure(SAMPLES / "weight-loss-brochure.pdf")
    make_scan(SAMPLES / "scanned-flyer.pdf")
    make_fertility_draft(SAMPLES / "fertility-clinic-draft.docx")
    make_hearing_page(SAMPLES / "hearing-aids.mhtml")


def _mark(number: int) -> str:
    return f'<super size="6">{number}</super>'


def make_knee_leaflet(path: Path) -> None:
    """A careful leaflet: marks that resolve, a table with its source, a balanced text."""
    doc = BaseDocTemplate(
        str(path),
        pagesize=A4,
        title="Knee replacement: what to expect",
        author="Harrowgate Vale Hospital",
        invariant=1,
    )

    def foot(canvas: Canvas, _page: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(
            56,
            34,
            f"Harrowgate Vale Hospital, Vale Road, Harrogate HG1 4QX · 01423 496 010 · page {doc.page}",
        )

    doc.addPageTemplates([PageTemplate("one", [Frame(50, 55, A4[0] - 100, A4[1] - 110)], onPage=foot)])
    doc.build(
        [
            Paragraph("Knee replacement: what to expect", STYLES["Title"]),
            Paragraph(
                "Reviewed by Miss Odile Tranter FRCS, consultant orthopaedic surgeon, 5 February 2026", NOTE
            ),
            Paragraph("Is it for me?", STYLES["Heading2"]),
            Paragraph(
                "A knee replacement is considered when pain keeps you awake, when walking has become short, and when exercise, weight loss "
                "and painkillers have been tried properly. Surgery is not the only way, and for some people it is not the right one. In a "
                "Danish trial, people who had surgery gained about twice as much on the knee score after a year as people who had physiotherapy "
                f"alone, but had more serious complications.{_mark(1)}",
                BODY,
            ),
            Paragraph("How long does it last?", STYLES["Heading2"]),
            Paragraph(
                f"Registry data from several countries suggest that 82% of total knee replacements last for 25 years.{_mark(2)}",
                BODY,
            ),
            Spacer(1, 6),
            Paragraph(f"Table 1. Total knee replacements still in place{_mark(2)}", NOTE),
            Table(
                [["Years after surgery", "Still in place"], ["15", "93%"], ["20", "90%"], ["25", "82%"]],
                style=GRID,
                hAlign="LEFT",
            ),
            Paragraph("What can go wrong?", STYLES["Heading2"]),
            Paragraph(
                "Any operation carries risks. Deep infection occurs in around 1% of operations. Blood clots, stiffness and numbness beside "
                "the scar are other possible complications. Most people are walking with a frame on the first day; the lowest effective "
                "dose of painkillers is used, and the dose is reviewed daily.",
                BODY,
            ),
            Paragraph(
                "Of the 588 patients whom we treated in 2024, 521 returned their Oxford Knee Score at six months; the mean gain was 17.1 points. "
                "The Care Quality Commission rated the hospital Good in March 2025.",
                BODY,
            ),
            Paragraph(
                "Call the ward on 01423 496 010 if the calf swells or the wound leaks. In an emergency call 999.",
                BODY,
            ),
            Paragraph("References", STYLES["Heading2"]),
            Paragraph(
                "1. Skou ST, and others. A randomized, controlled trial of total knee replacement. N Engl J Med. 2015;373:1597-606.",
                NOTE,
            ),
            Paragraph(
                "2. Evans JT, and others. How long does a knee replacement last? Lancet. 2019;393:655-63.",
                NOTE,
            ),
            Paragraph(
                "This leaflet is general information and does not replace advice from your own team.", NOTE
            ),
        ]
    )


def make_weight_brochure(path: Path) -> None:
    """A brochure in two columns that names prescription medicines and promises a good deal."""
    doc = BaseDocTemplate(
        str(path), pagesize=A4, title="Lighter by summer", author="Pennywort Clinics", invariant=1
    )
    width = (A4[0] - 110) / 2

    def foot(canvas: Canvas, _page: object) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(46, 30, f"Pennywort Clinics Ltd, 9 Quay Street, Bristol BS1 4QT · guide {doc.page}")

    frames = [Frame(46, 45, width, A4[1] - 95), Frame(64 + width, 45, width, A4[1] - 95)]
    doc.addPageTemplates([PageTemplate("two", frames, onPage=foot)])
    heading, text = STYLES["Heading2"], lambda words: Paragraph(words, BODY)
    doc.build(
        [
            Paragraph("Lighter by summer", STYLES["Title"]),
            text(
                "A members' guide to weight-loss injections from Pennywort, the UK's number one slimming clinic."
            ),
            Paragraph("Why the jab?", heading),
            text(
                "Diets fail, and you know it. In the SURMOUNT-1 trial, published in the New England Journal of Medicine in 2022, adults on the 15 mg "
                "dose of tirzepatide lost 20.9 per cent of their weight in 72 weeks. Our members do even better: four stone in five months is our average."
            ),
            text(
                "Mounjaro from Pennywort melts fat away for good. There is no hunger, no effort and there are no side effects to speak of."
            ),
            Paragraph("What members say", heading),
            text("“Three dress sizes in ten weeks. I feel thirty again.” Lorraine, 54, Bath"),
            text("9 in 10 members reach the weight they dreamed of.*"),
            Paragraph("Is it safe?", heading),
            text(
                "You are in the safest hands in the country. The manufacturer's leaflet lists nausea, vomiting and diarrhoea as very common, which means "
                "more than one person in ten. Tell us if you have ever had anorexia or bulimia. If low mood or thoughts of suicide come, "
                "call or text 988, the Suicide and Crisis Lifeline."
            ),
            Paragraph("Join before the wave", heading),
            text(
                "Stock is short. Order before the 28th and skip the queue. Ring the members' desk on 0117 496 0144, 8 to 8."
            ),
            Spacer(1, 8),
            Paragraph("*The 903 members who answered a text message in May 2026, out of 4,118 asked.", NOTE),
            Paragraph("Results vary.", NOTE),
        ]
    )


def make_scan(path: Path) -> None:
    """A flyer that was photographed: a page without a single letter of text."""
    image = Image.new("L", (1240, 1754), 246)
    draw = ImageDraw.Draw(image)
    lines = (
        "FEEL NEW AGAIN",
        "The only clinic in Kent with the Aurora laser.",
        "97% of clients love their skin.",
        "Only 9 places left: 01622 496 033",
    )
    for number, line in enumerate(lines):
        draw.text(
            (150, 260 + 190 * number),
            line,
            fill=40,
            font=ImageFont.load_default(size=64 if number == 0 else 40),
        )
    buffer = io.BytesIO()
    image.rotate(0.6, fillcolor=238).save(buffer, "JPEG", quality=60)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle("scan0007")
    canvas.drawImage(ImageReader(io.BytesIO(buffer.getvalue())), 0, 0, *A4)
    canvas.save()


def make_fertility_draft(path: Path) -> None:
    """A draft in Word: headings, a list, a table, a hyperlink and superscript marks without a list."""
    document = Document()
    document.core_properties.title = "Website copy, draft 3"
    document.core_properties.author = "Marketing, Silverbirch Fertility"
    document.add_heading("Silverbirch Fertility, Dublin", 0)
    document.add_paragraph("Ireland's leading fertility team, now in Sandyford.")
    document.add_heading("Our results", 1)
    paragraph = document.add_paragraph("Seven in ten of our couples go home with a baby")
    paragraph.add_run("4").font.superscript = True
    paragraph.add_run(". No other clinic in Leinster comes close.")
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, words in zip(
        table.rows[0].cells, ("Age at treatment", "Silverbirch", "All clinics"), strict=True
    ):
        cell.text = words
    for row in (("Under 35", "61%", "42%"), ("35 to 37", "54%", "33%"), ("38 to 40", "39%", "23%")):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_heading("What we offer", 1)
    for item in (
        "IVF and ICSI, from €5,400 a cycle",
        "Egg freezing, clinically proven to keep your options open",
        "Counselling before and after treatment",
    ):
        document.add_paragraph(item, style="List Bullet")
    paragraph = document.add_paragraph(
        "The Human Fertilisation and Embryology Authority reported a live birth rate of "
    )
    _add_link(
        paragraph,
        "https://www.hfea.gov.uk/about-us/publications/",
        "42 per cent per embryo transferred for patients aged 18 to 34 in 2022",
    )
    paragraph.add_run(" in the United Kingdom.")
    document.add_heading("Why wait?", 1)
    document.add_paragraph(
        "Every month you wait costs you eggs that will not come back. Book a consultation with Dr Niamh Corrigan on 01 555 0171."
    )
    document.add_paragraph("Success rates vary with age and diagnosis.")
    document.save(str(path))


def _add_link(paragraph: object, target: str, words: str) -> None:
    """python-docx reads hyperlinks but has no call to write one."""
    relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("r:id"), relation)
    text.text = words
    run.append(text)
    link.append(run)
    paragraph._p.append(link)  # noqa: SLF001


HEARING = """<!DOCTYPE html><html lang="en-CA"><head><meta charset="utf-8"><title>Hearing aids that disappear | Maplewood Hearing</title></head>
<body><header><p>Maplewood Hearing, Ottawa</p></header><main>
<h1>Hearing aids that disappear</h1>
<p>The Whisper 4 is a state-of-the-art hearing aid that sits deep in the ear. It is one of the smallest we fit, and most people need two or three visits before it feels right.</p>
<p>About three in five Canadians aged 40 to 79 have hearing loss at high frequencies, according to the Canadian Health Measures Survey.</p>
<p>Experts agree that early treatment keeps the brain young. Hearing loss doubles the risk of dementia.</p>
<p>Our clients tell us that they have fallen in love with birdsong again.</p>
<p>A hearing test is covered by some plans; OHIP does not pay for hearing aids for most adults. Call 613-555-0149 to book.</p>
<p>We will refund the device in full if you return it within 60 days.</p>
</main><footer><p>© 2026 Maplewood Hearing, 410 Bronson Avenue, Ottawa, ON K1R 6J5</p></footer></body></html>
"""


def make_hearing_page(path: Path) -> None:
    """A page as a browser saves it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "https://maplewoodhearing.example/whisper"
    message["Subject"] = "Hearing aids that disappear | Maplewood Hearing"
    message.set_content(HEARING, subtype="html", cte="quoted-printable")
    message["Content-Location"] = "https://maplewoodhearing.example/whisper"
    outer = EmailMessage()
    for name in ("From", "Snapshot-Content-Location", "Subject"):
        outer[name] = message[name]
        del message[name]
    outer["MIME-Version"] = "1.0"
    outer["Content-Type"] = (
        'multipart/related; type="text/html"; boundary="----MultipartBoundary--maplewood----"'
    )
    outer.set_payload([message])
    path.write_bytes(outer.as_bytes())


if __name__ == "__main__":
    main()
