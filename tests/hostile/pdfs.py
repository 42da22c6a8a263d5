"""Hostile PDFs, written object by object."""

from __future__ import annotations

import random
import zlib

from .case import CLAIM, Case

ONE_PAGE = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def packed(content: bytes, entries: str = "", times: int = 1, effort: int = 9) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, effort)
    return stream(content, f"/Filter [{'/FlateDecode ' * times}] {entries}")


def text(words: str, y: int = 800) -> bytes:
    return f"BT /F 12 Tf 40 {y} Td ({words}) Tj ET\n".encode()


def pdf(objects: dict[int, bytes | str] | None = None, trailer: str = "", tail: bytes = b"%%EOF\n") -> bytes:
    """Return a file of a sound page that shows the claim, with some of its objects put in place of the sound ones."""
    made: dict[int, bytes | str] = {1: CATALOG, 2: ONE_PAGE, 3: PAGE, 4: stream(text(CLAIM)), 5: FONT}
    made |= objects or {}
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in made.items():
        places[number] = len(out)
        out += (
            f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
        )
    start = len(out)
    last = max(made) + 1
    out += f"xref\n0 {last}\n0000000000 65535 f \n".encode()
    for number in range(1, last):
        out += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    return (
        bytes(out)
        + f"trailer\n<< /Size {last} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n".encode()
        + tail
    )


def page_with(content: bytes, resources: str = "", extra: str = "") -> dict[int, bytes | str]:
    page = PAGE.replace("/Font <<", f"{resources} /Font <<").replace("/Type /Page ", f"/Type /Page {extra} ")
    return {3: page, 4: content}


def _flipped(scale: int) -> bytes:
    content = bytearray(pdf({4: packed(text(CLAIM))}))
    dice = random.Random(scale)  # noqa: S311 - the same damage every time
    for _ in range(12):
        content[dice.randrange(9, len(content))] ^= 1 << dice.randrange(8)
    return bytes(content)


def _deep_tree(scale: int) -> bytes:
    depth = 50 * scale
    kids = {
        6
        + n: f"<< /Type /Pages /Parent {5 + n if n else 2} 0 R /Count 1 /Kids [{7 + n if n < depth - 1 else 3} 0 R] >>"
        for n in range(depth)
    }
    return pdf({2: "<< /Type /Pages /Count 1 /Kids [6 0 R] >>", **kids})


def _object_stream(scale: int) -> bytes:
    count = 1_000 * scale
    index = " ".join(f"{100 + n} {n * 3}" for n in range(count)).encode() + b" "
    body = packed(index + b"[] " * count, f"/Type /ObjStm /N {count} /First {len(index)}")
    return pdf({6: body})


def _endless_object_stream(_: int) -> bytes:
    return pdf({6: packed(b"6 0 7 3 [] []", "/Type /ObjStm /N 99999999 /First 8 /Extends 6 0 R")})


def _forms(scale: int) -> bytes:
    """Each form draws the next one ten times: a billion drawings in a kilobyte."""
    depth = 3 + len(str(scale)) * 2
    forms = {}
    for level in range(depth):
        content = b"/X Do " * 10 if level < depth - 1 else text("again", 500)
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> /XObject << /X {21 + level} 0 R >> >>"
        forms[20 + level] = stream(content, entries)
    return pdf(page_with(stream(text(CLAIM) + b"/X Do"), "/XObject << /X 20 0 R >>") | forms)


def _own_form(_: int) -> bytes:
    entries = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    return pdf(
        page_with(stream(text(CLAIM) + b"/X Do"), "/XObject << /X 6 0 R >>") | {6: stream(b"/X Do", entries)}
    )


def _own_glyph(_: int) -> bytes:
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 7 0 R >> "
        "/Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [9] /Resources << /Font << /G 6 0 R >> >> >>"
    )
    page = PAGE.replace("/F 5 0 R", "/F 5 0 R /G 6 0 R")
    content = stream(text(CLAIM) + b"BT /G 9 Tf 9 9 Td (aaa) Tj ET")
    return pdf({3: page, 4: content, 6: font, 7: stream(b"9 0 d0 BT /G 9 Tf (aaa) Tj ET")})


def _own_map(catalog: str):
    def make(scale: int) -> bytes:
        ranges = b"100 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 100 + b"endbfrange\n"
        cmap = packed(b"/CIDInit findresource begin begincmap /Own usecmap\n" + ranges * scale + b"endcmap")
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
        return pdf({1: catalog, 5: font, 6: cmap})

    return make


def _boxes(box: str):
    return lambda _: pdf({3: PAGE.replace("[0 0 595 842]", box)})


def _same_page(scale: int) -> bytes:
    count = 500 * scale
    kids = "3 0 R " * count
    return pdf({2: f"<< /Type /Pages /Count {count} /Kids [{kids}] >>"})


def _nested(opening: bytes, closing: bytes):
    def make(scale: int) -> bytes:
        depth = 1_000 * scale
        return pdf(
            {6: opening * depth + closing * depth, 1: "<< /Type /Catalog /Pages 2 0 R /Extra 6 0 R >>"}
        )

    return make


def _outlines(_: int) -> bytes:
    item = "<< /Title (Again) /Parent 6 0 R /Next 7 0 R /Prev 7 0 R /First 7 0 R /Last 7 0 R /Dest [3 0 R /Fit] >>"
    root = "<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 99999999 >>"
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>", 6: root, 7: item})


def _fields(_: int) -> bytes:
    field = "<< /FT /Tx /T (a) /V (b) /Kids [7 0 R 7 0 R] /Parent 7 0 R >>"
    return pdf(
        {1: "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>", 6: "<< /Fields [7 0 R 7 0 R] >>", 7: field}
    )


def _links(scale: int) -> bytes:
    link = (
        "<< /Type /Annot /Subtype /Link /Rect [40 90 300 115] /A << /S /URI /URI (https://a.example/) >> >> "
    )
    page = PAGE.replace("/Type /Page ", f"/Type /Page /Annots [{link * 25 * scale}] ")
    return pdf({3: page})


def _scripts(_: int) -> bytes:
    run = "/OpenAction << /S /JavaScript /JS (while \\(true\\) {}) >> /AA << /WC << /S /Launch /F (/bin/sh) >> >>"
    return pdf({1: f"<< /Type /Catalog /Pages 2 0 R {run} >>"})


def _picture(_: int) -> bytes:
    entries = "/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    page = page_with(stream(text(CLAIM) + b"595 0 0 842 0 0 cm /X Do"), "/XObject << /X 6 0 R >>")
    return pdf(page | {6: packed(b"\0" * 10_000, entries)})


def _predictor(_: int) -> bytes:
    parameters = (
        "/DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 2000000000 /BitsPerComponent 32 >>"
    )
    return pdf({6: packed(b"\2" * 100, parameters)} | page_with(packed(text(CLAIM), parameters)))


def _letters(scale: int) -> bytes:
    """Every letter set by itself, one above the other."""
    letters = b"".join(
        b"1 0 0 1 %d %d Tm (%c) Tj " % (n % 590, n % 830, 97 + n % 26) for n in range(250 * scale)
    )
    return pdf({4: packed(text(CLAIM) + b"BT /F 3 Tf " + letters + b"ET")})


def _rules(scale: int) -> bytes:
    """So many lines that every pair of them could be the edge of a table."""
    lines = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S " % (n % 595, n % 595, n % 842, n % 842)
        for n in range(100 * scale)
    )
    return pdf({4: packed(text(CLAIM) + lines)})


def _words(scale: int) -> bytes:
    lines = b"".join(text("sleep and rest and sleep again", 800 - n % 790) for n in range(100 * scale))
    return pdf({4: packed(text(CLAIM) + lines)})


def _long_string(scale: int) -> bytes:
    return pdf({4: packed(text(CLAIM) + b"BT /F 1 Tf 0 9 Td (" + b"sleep " * 1_000 * scale + b") Tj ET")})


def _depth_of_state(scale: int) -> bytes:
    return pdf({4: packed(b"q " * 10_000 * scale + text(CLAIM))})


PDFS = (
    *(
        Case(f"truncated-{share}.pdf", lambda _, s=share: pdf()[: len(pdf()) * s // 100], shows_claim=False)
        for share in (3, 40, 75, 98)
    ),
    *(Case(f"bits-flipped-{n}.pdf", lambda _, n=n: _flipped(n), shows_claim=False) for n in range(8)),
    Case("head-only.pdf", lambda _: b"%PDF-1.7\n"),
    Case("pages-hold-themselves.pdf", lambda _: pdf({2: "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"})),
    Case(
        "pages-hold-their-parent.pdf",
        lambda _: pdf(
            {
                6: "<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R /Count 9 >>",
                2: "<< /Type /Pages /Kids [6 0 R 3 0 R] /Count 10 >>",
            }
        ),
    ),
    Case("page-is-its-own-parent.pdf", lambda _: pdf({3: PAGE.replace("/Parent 2 0 R", "/Parent 3 0 R")})),
    Case(
        "page-inherits-in-a-circle.pdf",
        lambda _: pdf(
            {
                3: PAGE.replace("/MediaBox [0 0 595 842]", ""),
                2: ONE_PAGE.replace("/Count 1", "/Count 1 /Parent 6 0 R"),
                6: "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] >>",
            }
        ),
    ),
    Case("root-is-itself.pdf", lambda _: pdf({1: "1 0 R"}), shows_claim=False),
    Case(
        "root-is-itself-and-pages-are-none.pdf",
        lambda _: pdf({1: "1 0 R", 3: PAGE.replace("/Type /Page ", "/Type /Pa ")}),
        shows_claim=False,
    ),
    Case(
        "root-in-a-circle-and-pages-are-none.pdf",
        lambda _: pdf({1: "6 0 R", 6: "1 0 R", 3: PAGE.replace("/Type /Page ", "/Type /Pa ")}),
        shows_claim=False,
    ),
    Case(
        "length-of-itself.pdf",
        lambda _: pdf({4: b"<< /Length 4 0 R >>\nstream\n" + text(CLAIM) + b"\nendstream"}),
    ),
    Case(
        "contents-are-themselves.pdf",
        lambda _: pdf({4: "[4 0 R 6 0 R]", 6: stream(text(CLAIM))}),
        shows_claim=False,
    ),
    Case("box-is-itself.pdf", lambda _: pdf({3: PAGE.replace("[0 0 595 842]", "6 0 R"), 6: "6 0 R"})),
    Case("xref-before-itself.pdf", lambda _: pdf(trailer="/Prev 9")),
    Case(
        "xref-in-a-circle.pdf",
        lambda _: pdf(trailer=f"/Prev {pdf().rindex(b'xref', 0, pdf().rindex(b'startxref'))}"),
    ),
    Case("deep-page-tree.pdf", _deep_tree),
    Case("object-stream-bomb.pdf", _object_stream),
    Case("object-stream-of-itself.pdf", _endless_object_stream),
    Case(
        "flate-bomb.pdf",
        lambda scale: pdf({4: packed(text(CLAIM) + b" " * 500_000 * scale, times=2, effort=1)}),
    ),
    Case(
        "flate-bomb-of-moves.pdf",
        lambda scale: pdf({4: packed(text(CLAIM) + b"0 0 m " * 10_000 * scale, times=2)}),
    ),
    Case(
        "flate-bomb-in-xmp.pdf",
        lambda scale: pdf(
            {
                1: "<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>",
                6: packed(b"<x>" * 150_000 * scale, "/Type /Metadata /Subtype /XML", times=2),
            }
        ),
    ),
    Case("filters-forty-deep.pdf", lambda _: pdf({4: packed(text(CLAIM), times=40)})),
    Case("forms-billionfold.pdf", _forms),
    Case("form-draws-itself.pdf", _own_form),
    Case("glyph-draws-itself.pdf", _own_glyph),
    Case("character-map-of-itself.pdf", _own_map(CATALOG), shows_claim=False),
    Case("character-map-of-millions-and-root-is-itself.pdf", _own_map("1 0 R"), shows_claim=False),
    Case("box-a-billion-wide.pdf", _boxes("[0 0 1000000000 1000000000]")),
    Case("box-of-nothing.pdf", _boxes("[0 0 0 0]")),
    Case("box-inside-out.pdf", _boxes("[595 842 0 0]")),
    Case("box-beyond-numbers.pdf", _boxes("[-1e99 -99999999999999999999 1e400 99999999999999999999]")),
    Case("box-of-names.pdf", _boxes("[/a (b) null << >>]")),
    Case("million-pages-declared.pdf", lambda _: pdf({2: "<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"})),
    Case(
        "minus-pages-declared.pdf", lambda _: pdf({2: "<< /Type /Pages /Kids [3 0 R] /Count -2147483648 >>"})
    ),
    Case("million-times-one-page.pdf", _same_page),
    Case("arrays-nested.pdf", _nested(b"[", b"]")),
    Case("dictionaries-nested.pdf", _nested(b"<</A", b">>")),
    Case("outlines-in-a-circle.pdf", _outlines),
    Case("fields-in-a-circle.pdf", _fields),
    Case("links-by-the-thousand.pdf", _links),
    Case("scripts-and-launches.pdf", _scripts),
    Case("picture-two-billion-wide.pdf", _picture),
    Case("predictor-two-billion-wide.pdf", _predictor, shows_claim=False),
    Case("letters-on-letters.pdf", _letters, shows_claim=False),
    Case("ruled-to-black.pdf", _rules, shows_claim=False),
    Case("words-on-words.pdf", _words, shows_claim=False),
    Case("string-without-end.pdf", _long_string, shows_claim=False),
    Case("states-never-restored.pdf", _depth_of_state),
    Case(
        "title-of-ten-megabytes.pdf",
        lambda scale: pdf({6: f"<< /Title ({'A' * 5_000 * scale}) >>"}, trailer="/Info 6 0 R"),
    ),
    Case(
        "user-unit.pdf",
        lambda _: pdf({3: PAGE.replace("/Type /Page ", "/Type /Page /UserUnit 1e30 /Rotate 99999999991 ")}),
    ),
)
