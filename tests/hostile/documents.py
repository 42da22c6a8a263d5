"""Hostile Word files."""

from __future__ import annotations

import io
import warnings
import zipfile

from .case import CANARY, CLAIM, Case

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
DOCUMENT = "word/document.xml"


def tie(name: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}" {mode}/>'


def p(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def body(content: str, prologue: str = "") -> str:
    return f'<?xml version="1.0"?>{prologue}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{p(CLAIM)}{content}</w:body></w:document>'


def docx(parts: dict[str, str | bytes | None] | None = None) -> bytes:
    """Return a sound file that shows the claim, with parts put in place of the sound ones; None leaves one out."""
    made: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(tie("a", "officeDocument", DOCUMENT)),
        DOCUMENT: body(""),
    }
    made |= parts or {}
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # names that stand twice are meant
        for name, content in made.items():
            if content is not None:
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _with(*ties: str, **parts: str):
    named = {name.replace("__", "/") + ".xml": part for name, part in parts.items()}
    return docx({"word/_rels/document.xml.rels": RELATIONS.format("".join(ties)), **named})


def _deep(opening: str, closing: str, depth: int = 15):
    return lambda scale: docx(
        {DOCUMENT: body(opening * depth * scale + p("sleep") + closing * depth * scale)}
    )


def _bomb(scale: int) -> bytes:
    """A text that unpacks to hundreds of times its size, written piece by piece: in full it is half a gigabyte."""
    buffer = io.BytesIO(docx({DOCUMENT: None}))
    before, after = body(p("{}")).encode().split(b"{}")
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(DOCUMENT, "w") as text,
    ):
        text.write(before)
        for _ in range(scale):
            text.write(b"sleep " * 10_000)
        text.write(after)
    return buffer.getvalue()


def _bomb_aside(scale: int) -> bytes:
    return docx({"word/media/image1.png": b"\0" * 500_000 * scale})


def _overlapping(scale: int) -> bytes:
    """Many names in the directory for the bytes of one part."""
    content = docx()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.start_dir
        entry = archive.getinfo(DOCUMENT)
    directory, end = content[start:-22], content[-22:]
    one = directory[directory.index(b"word/document.xml") - 46 :][: 46 + len(entry.filename)]
    more = min(3_000 * scale, 60_000)
    size = (len(directory) + more * len(one)).to_bytes(4, "little")
    tail = end[:8] + (3 + more).to_bytes(2, "little") * 2 + size + end[16:]
    return content[:start] + directory + one * more + tail


def _lying_size(_: int) -> bytes:
    content = bytearray(docx({DOCUMENT: body(p("sleep " * 300_000))}))
    at = content.rindex(b"word/document.xml") - 46 + 24
    content[at : at + 4] = (99).to_bytes(4, "little")
    return bytes(content)


def _styles(_: int) -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/><w:link w:val="{1}"/></w:style>'
    styles = f'<w:styles xmlns:w="{W}">{style.format("A", "B")}{style.format("B", "A")}{style.format("C", "C")}</w:styles>'
    return docx(
        {
            "word/_rels/document.xml.rels": RELATIONS.format(tie("s", "styles", "styles.xml")),
            "word/styles.xml": styles,
            DOCUMENT: body(p("Sleep.", "A") + p("Sleep.", "C")),
        }
    )


def _numbering(_: int) -> bytes:
    numbering = f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum><w:num w:numId="99999999999999999999"><w:abstractNumId w:val="-7"/></w:num><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999999999999"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Sleep</w:t></w:r></w:p>'
    return docx(
        {
            "word/_rels/document.xml.rels": RELATIONS.format(tie("n", "numbering", "numbering.xml")),
            "word/numbering.xml": numbering,
            DOCUMENT: body(item),
        }
    )


def _notes(_: int) -> bytes:
    note = '<w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/><w:t>See itself.</w:t></w:r></w:p></w:footnote>'
    return docx(
        {
            "word/_rels/document.xml.rels": RELATIONS.format(tie("f", "footnotes", "footnotes.xml")),
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>',
            DOCUMENT: body(
                '<w:p><w:r><w:footnoteReference w:id="1"/><w:footnoteReference w:id="x"/></w:r></w:p>'
            ),
        }
    )


ENTITY = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "{}">{}]>'
ABOVE = "../" * 40 + CANARY.as_posix().lstrip("/")
LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
TABLE = "<w:tbl><w:tr><w:tc>"
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://[x" </w:instrText></w:r></w:p>'

WORD_FILES = (
    Case("zip-bomb.docx", _bomb),
    Case("zip-bomb-aside.docx", _bomb_aside),
    Case("zip-overlapping.docx", _overlapping),
    Case("zip-lying-size.docx", _lying_size),
    Case("zip-many-names.docx", lambda scale: docx({f"word/media/{n}.png": b"" for n in range(30 * scale)})),
    Case("zip-cut.docx", lambda _: docx()[:-30]),
    Case("zip-head-only.docx", lambda _: docx()[:200]),
    Case("zip-behind-rubbish.docx", lambda _: docx() + b"\0" * 70_000),
    Case(
        "entity-of-a-file.docx",
        lambda _: docx({DOCUMENT: body(p("&x;"), ENTITY.format(CANARY.as_uri(), ""))}),
    ),
    Case(
        "entity-of-an-address.docx",
        lambda _: docx({DOCUMENT: body(p("&x;"), ENTITY.format("http://127.0.0.1:9/", ""))}),
    ),
    Case("entities-laughing.docx", lambda _: docx({DOCUMENT: body(p("&l11;"), ENTITY.format("x", LAUGHS))})),
    Case(
        "entity-in-relations.docx",
        lambda _: docx(
            {
                "_rels/.rels": ENTITY.format(CANARY.as_uri(), "").replace("w:document", "Relationships")
                + RELATIONS.format(tie("a", "officeDocument", DOCUMENT))
            }
        ),
    ),
    Case(
        "path-absolute.docx",
        lambda _: _with(tie("f", "footnotes", CANARY.as_posix()), tie("s", "styles", CANARY.as_uri())),
    ),
    Case(
        "path-above.docx",
        lambda _: _with(tie("f", "footnotes", ABOVE), tie("s", "styles", "..\\..\\x.xml")),
    ),
    Case(
        "names-above.docx",
        lambda _: docx(
            {
                "../../evil.txt": "x",
                f"{CANARY.parent.as_posix()}/evil.txt": "x",
                "C:\\evil.txt": "x",
                "word/../../evil": "x",
            }
        ),
    ),
    Case(
        "main-part-above.docx",
        lambda _: docx({"_rels/.rels": RELATIONS.format(tie("a", "officeDocument", ABOVE))}),
    ),
    Case(
        "main-part-outside.docx",
        lambda _: docx(
            {
                "_rels/.rels": RELATIONS.format(
                    tie("a", "officeDocument", "http://a.example/x", 'TargetMode="External"')
                )
            }
        ),
    ),
    Case("no-content-types.docx", lambda _: docx({"[Content_Types].xml": None})),
    Case("no-relations.docx", lambda _: docx({"_rels/.rels": None})),
    Case("no-document.docx", lambda _: docx({DOCUMENT: None})),
    Case("empty-document.docx", lambda _: docx({DOCUMENT: ""})),
    Case("document-of-something-else.docx", lambda _: docx({DOCUMENT: "<html><body>x</body></html>"})),
    Case(
        "parts-missing.docx",
        lambda _: _with(
            tie("f", "footnotes", "gone.xml"),
            tie("s", "styles", "gone2.xml"),
            tie("n", "numbering", "gone3.xml"),
        ),
    ),
    Case(
        "parts-are-the-document.docx",
        lambda _: _with(
            tie("f", "footnotes", "document.xml"),
            tie("s", "styles", "document.xml"),
            tie("h", "header", "document.xml"),
        ),
    ),
    Case("styles-in-a-circle.docx", _styles),
    Case("numbering-in-a-circle.docx", _numbering),
    Case("note-of-itself.docx", _notes),
    Case("tables-nested.docx", _deep(TABLE, "</w:tc></w:tr></w:tbl>")),
    Case("elements-nested.docx", _deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")),
    Case("insertions-nested.docx", _deep("<w:p><w:ins>", "</w:ins></w:p>")),
    Case(
        "spans-billionfold.docx",
        lambda _: docx(
            {
                DOCUMENT: body(
                    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
                )
            }
        ),
    ),
    Case("fields-never-end.docx", lambda scale: docx({DOCUMENT: body(FIELD * 15 * scale)})),
    Case(
        "runs.docx",
        lambda scale: docx({DOCUMENT: body("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 500 * scale + "</w:p>")}),
    ),
    Case("paragraphs.docx", lambda scale: docx({DOCUMENT: body(p("Sleep.") * 150 * scale)})),
    Case(
        "values-odd.docx",
        lambda _: docx(
            {
                DOCUMENT: body(
                    '<w:p><w:pPr><w:pStyle/><w:outlineLvl w:val="x"/><w:numPr/></w:pPr><w:r><w:rPr><w:sz w:val="1e9"/><w:vertAlign w:val=""/></w:rPr><w:sym w:char="ZZZZ"/><w:sym/><w:t/><w:tab/><w:br w:type="?"/></w:r></w:p>'
                )
            }
        ),
    ),
    Case(
        "symbols-odd.docx",
        lambda _: docx(
            {
                DOCUMENT: body(
                    '<w:p><w:r><w:sym w:font="Symbol" w:char="FFFFFFFFFF"/><w:sym w:font="Symbol" w:char="D800"/></w:r></w:p>'
                )
            }
        ),
    ),
    Case("encoding-odd.docx", lambda _: docx({DOCUMENT: body("").replace("?>", " encoding='utf-7'?>", 1)})),
)
