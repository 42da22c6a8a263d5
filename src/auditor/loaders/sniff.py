"""Tells from a source's bytes what it is; its name decides only between kinds of plain text."""

from __future__ import annotations

import codecs
import re
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from auditor.errors import LoadError
from auditor.loaders import signatures as known

if TYPE_CHECKING:
    import zipfile

    from auditor.model.source import Source

HEAD_BYTES = 8_192
"""How much of a file is looked at; enough to get past long comments, prologs and mail headers."""
MAIL_BYTES = 1_000_000
"""How much of a mail is looked at when its headers go on past that."""
PDF_JUNK_BYTES = 1_024
"""The PDF readers in use accept the header anywhere in this many bytes."""
MAX_CONTROL_SHARE = 0.02
"""Share of control characters above which bytes are not text; real texts have none or a stray form feed."""

PDF, DOCX, MHTML, HTML, MARKDOWN, PLAIN = "pdf", "docx", "mhtml", "html", "markdown", "plain"

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx"})
_NAMED_FORMS = {".pdf": "PDF", ".docx": "DOCX", ".html": "HTML", ".htm": "HTML", ".mhtml": "MHTML"}

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BLANK_BYTES = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"
"""White space, byte order marks and the zero bytes of wide encodings."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
# Comments, prologs and other things that may stand before the first element of a page.
_PREAMBLE = re.compile(r"\s*(?:<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|\s+)", re.DOTALL)
_PAGE_START = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|frameset)\b", re.IGNORECASE)
_ELEMENT_START = re.compile(
    r"<(?:link|script|style|base|noscript|table|div|p|h[1-6]|section|article|main|header|footer|nav|aside|ul|ol|dl|form|"
    r"center|font|span|a|img|br|hr|b|strong|em|i|blockquote|figure|details|template|iframe)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK_END = re.compile(
    r"</(?:table|div|p|h[1-6]|section|article|main|ul|ol|dl|form|blockquote|figure|body)\s*>", re.IGNORECASE
)
_LATE_PAGE = re.compile(r"^\s*<(?:!doctype\s+html|html)\b[^>]*>", re.IGNORECASE | re.MULTILINE)
_XML_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_MAIL_HEADER = re.compile(r"[!-9;-~]+:[ \t]?")
_MAIL_BODY_TYPES = re.compile(r"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_MIME_VERSION = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
_JSON_START = re.compile(r'\A\s*(?:\{\s*"[^"\n]*"\s*:|\[\s*[\[{])')
_MARKDOWN_SIGNS = tuple(
    re.compile(sign, re.MULTILINE)
    for sign in (
        r"^#{1,6} \S",
        r"^\|(?:\s*:?-{2,}:?\s*\|)+\s*$",
        r"(?<!\!)\[[^\]\n]+\]\([^)\s]+\)",
        r"!\[[^\]\n]*\]\([^)\s]+\)",
        r"(?<![\w*])\*\*[^*\s][^*\n]*\*\*(?!\w)",
        r"^```",
        r"^\[\^?[\w-]+\]: \S",
        r"\A---\n(?:[\w-]+:.*\n)+---\n",
    )
)
_SIGNS_OF_MARKDOWN = 2
"""Different kinds of Markdown writing that must occur before a file without its ending is taken for it."""


def sniff(source: Source) -> str:
    """Return "pdf", "docx", "mhtml", "html", "markdown" or "plain".

    Raises LoadError for what has no bytes, is empty, or is of a kind that is not audited; the code tells which.
    """
    content = _content(source)
    if _is_pdf(content):
        return PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(source, content)
    foreign = _foreign(content)
    if foreign is not None:
        raise refusal(source, foreign)
    return _sniff_text(source, head_text(content))


def refusal(source: Source, foreign: known.Foreign) -> LoadError:
    """Return the error that names what the source really is; a lying name is part of the sentence."""
    promised = _NAMED_FORMS.get(suffix_of(source))
    if promised is None:
        return LoadError(foreign.code, f"“{source.name}” is {foreign.called}. {foreign.remedy}")
    code = f"not-a-{promised.lower()}" if foreign.code == "unsupported-format" else foreign.code
    return LoadError(
        code, f"“{source.name}” is named like a {promised} file but is {foreign.called}. {foreign.remedy}"
    )


def suffix_of(source: Source) -> str:
    """Return the ending of the source's name in lower case, with its dot; empty when it has none."""
    return PurePosixPath(source.name.replace("\\", "/")).suffix.lower()


def byte_order(content: bytes) -> str | None:
    """Return the encoding that a byte order mark, or the rhythm of zero bytes, gives away."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    head = content[:1_024]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) >= 4 and odd > len(head) * 0.2 and even < len(head) * 0.02:
        return "utf-16-le"
    if len(head) >= 4 and even > len(head) * 0.2 and odd < len(head) * 0.02:
        return "utf-16-be"
    return None


def head_text(content: bytes) -> str:
    """Return the beginning of a text, decoded well enough to recognise markup in it."""
    encoding = byte_order(content)
    head = content[:HEAD_BYTES]
    if encoding is None:
        return head.decode("latin-1")
    return head.decode(encoding, errors="ignore").lstrip("\ufeff")


def _content(source: Source) -> bytes:
    if source.trouble is not None:
        raise LoadError(source.trouble.code, source.trouble.message)
    if source.content is None:
        raise LoadError("no-content", f"“{source.name}” could not be read.")
    if not source.content[:HEAD_BYTES].strip(_BLANK_BYTES) and not source.content.strip(_BLANK_BYTES):
        raise LoadError("empty-file", f"“{source.name}” is empty.")
    return source.content


def _is_pdf(content: bytes) -> bool:
    at = content.find(b"%PDF-", 0, PDF_JUNK_BYTES)
    return at == 0 or (at > 0 and b"<" not in content[:at] and content[at + 5 : at + 6].isdigit())


def _foreign(content: bytes) -> known.Foreign | None:
    return _boxed_media(content) or _old_office(content) or _signed(content)


def _boxed_media(content: bytes) -> known.Foreign | None:
    if content[4:8] == b"ftyp":
        return known.IMAGE if content[8:12] in known.ISO_MEDIA_IMAGES else known.MEDIA
    if content.startswith(b"RIFF"):
        return known.RIFF_KINDS.get(content[8:12], known.MEDIA)
    if content.startswith(b"BM") and content[6:10] == b"\x00\x00\x00\x00":
        return known.IMAGE
    return known.ARCHIVE if content[257:262] == b"ustar" else None


def _signed(content: bytes) -> known.Foreign | None:
    for signature, foreign in known.SIGNATURES:
        if content.startswith(signature) and (signature not in known.TEXTUAL or not _reads_as_text(content)):
            return foreign
    return None


def _old_office(content: bytes) -> known.Foreign | None:
    if not content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return None
    for stream, foreign in known.OLD_OFFICE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return foreign
    return known.OLD_OFFICE


def _reads_as_text(content: bytes) -> bool:
    head = head_text(content)
    return len(_CONTROL.findall(head)) <= MAX_CONTROL_SHARE * len(head)


def _sniff_zip(source: Source, content: bytes) -> str:
    import zipfile  # noqa: PLC0415 - pages need none of it, and it brings three compressors along

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = _open_document_kind(archive, names)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged_zip(source, content) from error
    if "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(n.startswith("word/") for n in names)
    ):
        return DOCX
    raise refusal(source, kind or _zip_kind(names))


def _damaged_zip(source: Source, content: bytes) -> LoadError:
    if suffix_of(source) in {".docx", ".docm"} or b"word/" in content[:HEAD_BYTES]:
        return LoadError(
            "damaged-file", f"“{source.name}” is damaged or cut off. Save it again and audit that copy."
        )
    return refusal(source, known.ZIP)


def _open_document_kind(archive: zipfile.ZipFile, names: set[str]) -> known.Foreign | None:
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return None
    media_type = archive.read("mimetype").decode("latin-1")
    for part, foreign in (
        ("epub", known.EBOOK),
        ("opendocument.text", known.OPEN_DOCUMENT),
        ("opendocument.spreadsheet", known.WORKBOOK),
        ("opendocument.presentation", known.SLIDES),
    ):
        if part in media_type:
            return foreign
    return None


def _zip_kind(names: set[str]) -> known.Foreign:
    for folder, foreign in (("xl/", known.WORKBOOK), ("ppt/", known.SLIDES), ("Index/", known.PAGES)):
        if any(name.startswith(folder) for name in names):
            return foreign
    return known.ZIP


def _sniff_text(source: Source, head: str) -> str:
    if len(_CONTROL.findall(head)) > MAX_CONTROL_SHARE * len(head):
        raise refusal(source, known.BINARY)
    if _is_mail(head) or (
        _is_all_headers(head) and _is_mail(_content(source)[:MAIL_BYTES].decode("latin-1"))
    ):
        return MHTML
    if suffix_of(source) in MARKDOWN_SUFFIXES:
        return HTML if _starts_page(_after_preamble(head)) else MARKDOWN
    if _is_html(head):
        return HTML
    _refuse_data(source, head)
    return MARKDOWN if _is_markdown(source, head) else PLAIN


def _is_all_headers(head: str) -> bool:
    """Whether a mail would have to say further on what it is: servers on the way add headers by the page."""
    return (
        len(head) >= HEAD_BYTES // 2
        and "\n\n" not in head.replace("\r\n", "\n")
        and bool(_MAIL_HEADER.match(head))
    )


def _is_mail(head: str) -> bool:
    text = head.replace("\r\n", "\n").lstrip("\ufeff\n ")
    headers, _, _ = text.partition("\n\n")
    return bool(
        _MAIL_HEADER.match(headers) and _MIME_VERSION.search(headers) and _MAIL_BODY_TYPES.search(headers)
    )


def _after_preamble(head: str) -> str:
    text = head.removeprefix("ï»¿")
    at = 0
    while (match := _PREAMBLE.match(text, at)) is not None:
        at = match.end()
    return text[at:]


def _starts_page(rest: str) -> bool:
    # A comment longer than what is looked at stands only at the head of pages.
    return _PAGE_START.match(rest) is not None or (rest.startswith("<!--") and len(rest) > HEAD_BYTES // 2)


def _is_html(head: str) -> bool:
    rest = _after_preamble(head)
    if _starts_page(rest):
        return True
    if _ELEMENT_START.match(rest):
        return _BLOCK_END.search(rest) is not None
    late = _LATE_PAGE.search(head)
    return late is not None and re.search(r"<(?:head|body)\b", head[late.end() :], re.IGNORECASE) is not None


def _refuse_data(source: Source, head: str) -> None:
    rest = _after_preamble(head)
    if _JSON_START.match(head) and (source.content or b"").rstrip()[-1:] in {b"}", b"]"}:
        raise refusal(source, known.DATA)
    if not head.lstrip("\ufeffï»¿ \r\n\t").startswith("<?xml") and not rest.startswith("<svg"):
        return
    root = _XML_ROOT.match(re.sub(r"\A<!DOCTYPE[^>]*>\s*", "", rest))
    name = root.group(1).lower() if root else ""
    by_root = {
        "svg": known.IMAGE,
        "rss": known.FEED,
        "feed": known.FEED,
        "urlset": known.SITEMAP,
        "sitemapindex": known.SITEMAP,
    }
    raise refusal(source, by_root.get(name, known.XML))


def _is_markdown(source: Source, head: str) -> bool:
    """Judge a text without a telling name by its writing; a `.txt` needs one sign more."""
    text = head.replace("\r\n", "\n")
    signs = sum(sign.search(text) is not None for sign in _MARKDOWN_SIGNS)
    return signs >= _SIGNS_OF_MARKDOWN + (suffix_of(source) == ".txt")
