"""What a file is follows from its bytes; what cannot be audited is named to the reviewer."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import LoadError
from auditor.loaders.sniff import byte_order, sniff
from auditor.model.source import Problem, Source


def source(content: bytes | None, name: str = "file") -> Source:
    return Source(name, f"file:///{name}", content)


def zipped(*names: str, **texts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, text in texts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


PAGE = "<!DOCTYPE html><html><head><title>T</title></head><body><p>Hello</p></body></html>"
MAIL = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

FORMS = [
    ("a PDF", "x.pdf", b"%PDF-1.7\n1 0 obj", "pdf"),
    ("a PDF after mail rubbish", "x", b"\r\n\x00\x01 junk\n%PDF-1.4\n", "pdf"),
    ("a page that writes of %PDF-", "x", f"<html><body>%PDF-1.4 {PAGE}".encode(), "html"),
    ("a Word file", "x.docx", zipped("[Content_Types].xml", "word/document.xml"), "docx"),
    ("a Word file named as a page", "x.html", zipped("word/document.xml"), "docx"),
    ("a page", "x.html", PAGE.encode(), "html"),
    ("a page named as text", "x.txt", PAGE.encode(), "html"),
    ("a page named as PDF", "x.pdf", PAGE.encode(), "html"),
    ("a page after a BOM", "x", b"\xef\xbb\xbf" + PAGE.encode(), "html"),
    ("a page in UTF-16 with BOM", "x", PAGE.encode("utf-16"), "html"),
    ("a page in UTF-16 without BOM", "x", PAGE.encode("utf-16-le"), "html"),
    ("a page after a comment", "x", b"\n\n<!-- made\n by hand --> \n" + PAGE.encode(), "html"),
    ("a page after a long comment", "x", b"<!--" + b" licence" * 4000 + b"-->" + PAGE.encode(), "html"),
    ("an XHTML page", "x", b'<?xml version="1.0"?>\n' + PAGE.encode(), "html"),
    ("a fragment of a page", "x", b"<div class='a'><p>Hello there</p></div>", "html"),
    (
        "a page after a server's warning",
        "x",
        b"Warning: line 3\n<html>\n<head></head><body>Hi</body>",
        "html",
    ),
    ("text with a few tags", "x.txt", b"Use <b>bold</b> and <html> with care.", "plain"),
    ("text that begins with a tag", "x.txt", b"<b>Note</b> the clinic is closed.", "plain"),
    ("text", "x.txt", b"We are open.", "plain"),
    ("text named as a page", "x.html", b"We are open.", "plain"),
    ("text in UTF-16", "x.txt", "We are open.".encode("utf-16"), "plain"),
    ("text in UTF-32", "x.txt", "We are open.".encode("utf-32"), "plain"),
    ("text that begins with BM", "x.txt", b"BMI below 18.5 is low.", "plain"),
    ("text that begins with MZ", "x.txt", b"MZ twins share genes.", "plain"),
    ("text that begins with ID3", "x.txt", b"ID3 is a protein.", "plain"),
    ("one letter", "x.txt", b"a", "plain"),
    ("Markdown by its name", "x.md", b"Plain words.", "markdown"),
    ("Markdown that begins with a comment", "x.md", b"<!-- draft -->\n\n# Title", "markdown"),
    ("Markdown that begins with an element", "x.md", b"<p align=center>Hi</p>\n\n# Title", "markdown"),
    ("Markdown by its writing", "notes", b"# Title\n\nSee [us](https://a.example).\n", "markdown"),
    ("a table drawn in a text file", "x.txt", b"| a | b |\n|---|---|\n| 1 | 2 |\n", "plain"),
    ("a page named as Markdown", "x.md", PAGE.encode(), "html"),
    ("a web archive", "x.mht", MAIL.encode(), "mhtml"),
    ("a web archive named as a page", "x.html", MAIL.encode(), "mhtml"),
    ("a letter with mail headers", "x.txt", b"From: a@b.example\nSubject: Hello\n\nDear member", "plain"),
]


@pytest.mark.parametrize(
    ("name", "content", "form"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS]
)
def test_a_file_is_what_its_bytes_say(name: str, content: bytes, form: str) -> None:
    assert sniff(source(content, name)) == form


REFUSED = [
    ("nothing", "x.txt", b"", "empty-file", "is empty"),
    ("white space alone", "x.txt", b" \r\n\t\n", "empty-file", "is empty"),
    ("a byte order mark alone", "x.txt", b"\xef\xbb\xbf", "empty-file", "is empty"),
    ("a ZIP", "x.zip", zipped("a.txt"), "unsupported-format", "a ZIP archive"),
    ("a ZIP named as PDF", "x.pdf", zipped("a.txt"), "not-a-pdf", "named like a PDF file but is a ZIP"),
    ("a ZIP named as DOCX", "x.docx", zipped("a.txt"), "not-a-docx", "a ZIP archive"),
    ("a cut-off DOCX", "x.docx", zipped("word/document.xml")[:60], "damaged-file", "damaged"),
    ("a workbook", "x.xlsx", zipped("xl/workbook.xml"), "unsupported-format", "a spreadsheet"),
    ("slides", "x.pptx", zipped("ppt/presentation.xml"), "unsupported-format", "a slide presentation"),
    (
        "an OpenDocument text",
        "x.odt",
        zipped(mimetype="application/vnd.oasis.opendocument.text"),
        "unsupported-format",
        "an OpenDocument text",
    ),
    ("an e-book", "x.epub", zipped(mimetype="application/epub+zip"), "unsupported-format", "an e-book"),
    ("rich text", "x.rtf", b"{\\rtf1 Hello}", "unsupported-format", "RTF"),
    ("an old Word file", "x.doc", OLE + "WordDocument".encode("utf-16-le"), "unsupported-format", "DOC"),
    ("an old workbook", "x.xls", OLE + "Workbook".encode("utf-16-le"), "unsupported-format", "a spreadsheet"),
    ("a locked DOCX", "x.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted-file", "password"),
    ("a PNG", "ad.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "image-without-text", "an image"),
    ("a JPEG named as PDF", "ad.pdf", b"\xff\xd8\xff\xe0" + b"\x00" * 20, "image-without-text", "an image"),
    ("a WEBP", "ad", b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image-without-text", "an image"),
    ("a HEIC", "ad", b"\x00\x00\x00\x18ftypheic\x00\x00", "image-without-text", "an image"),
    (
        "an SVG",
        "ad.svg",
        b'<?xml version="1.0"?><svg xmlns="x"><text>Hi</text></svg>',
        "image-without-text",
        "an image",
    ),
    ("a film", "ad.mp4", b"\x00\x00\x00\x18ftypisom\x00\x00", "unsupported-format", "a sound or video"),
    (
        "a sound",
        "ad.mp3",
        b"ID3\x04\x00\x00\x00\x00\x00\x00\x00\x01\x02",
        "unsupported-format",
        "a sound or video",
    ),
    ("a program", "x.exe", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "unsupported-format", "a program"),
    ("a packed archive", "x.tgz", b"\x1f\x8b\x08\x00", "unsupported-format", "a packed archive"),
    (
        "a tape archive",
        "x.tar",
        b"a.txt".ljust(257, b"\x00") + b"ustar\x0000",
        "unsupported-format",
        "a packed archive",
    ),
    ("a database", "x.db", b"SQLite format 3\x00", "unsupported-format", "a database"),
    ("a news feed", "x", b'<?xml version="1.0"?><rss><channel/></rss>', "unsupported-format", "a news feed"),
    ("a sitemap", "x", b'<?xml version="1.0"?><urlset></urlset>', "unsupported-format", "a sitemap"),
    ("program data", "x.json", b'{"a": 1}', "unsupported-format", "JSON"),
    ("other XML", "x.xml", b'<?xml version="1.0"?><order/>', "unsupported-format", "XML"),
    ("noise", "x.bin", bytes(range(32)) * 20, "unsupported-format", "not text"),
]


@pytest.mark.parametrize(
    ("name", "content", "code", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_cannot_be_audited_is_named(name: str, content: bytes, code: str, words: str) -> None:
    with pytest.raises(LoadError) as caught:
        sniff(source(content, name))
    assert caught.value.code == code
    assert words in caught.value.message
    assert f"“{name}”" in caught.value.message


def test_a_source_without_bytes_says_why() -> None:
    failed = Source("x.html", "x.html", None, trouble=Problem("no-permission", "You may not."))
    with pytest.raises(LoadError, match="You may not") as caught:
        sniff(failed)
    assert caught.value.code == "no-permission"


def test_a_text_of_many_zero_bytes_is_no_text() -> None:
    with pytest.raises(LoadError) as caught:
        sniff(source(b"\x00" * 50_000 + b"abc"))
    assert caught.value.code == "unsupported-format"


@given(st.binary(max_size=400))
def test_any_bytes_are_a_form_or_a_plain_sentence(content: bytes) -> None:
    said = sniffed(content)
    assert said in {"pdf", "docx", "mhtml", "html", "markdown", "plain"} or said.endswith(".")


def sniffed(content: bytes) -> str:
    try:
        return sniff(source(content, "x"))
    except LoadError as error:
        return error.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_are_known_by_their_bytes(encoding: str) -> None:
    content = "Ten words in plain English, more or less.".encode(encoding)
    found = byte_order(content)
    assert found is not None
    assert "Ten words" in content.decode(found)
