"""First bytes of the binary formats people send by mistake, with the words to name each to a reviewer."""

from __future__ import annotations

from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Foreign:
    """A format that is recognised but not audited: what it is called and what the reviewer can do."""

    called: str
    remedy: str
    code: str = "unsupported-format"


_AS_PDF = "Save it as PDF or DOCX and audit that."
_UNPACK = "Unpack it and audit the files inside."

IMAGE = Foreign("an image", "Words in pictures are not read; audit the text behind it.", "image-without-text")
MEDIA = Foreign("a sound or video recording", "Audit its transcript.")
ARCHIVE = Foreign("a packed archive", _UNPACK)
ZIP = Foreign("a ZIP archive", _UNPACK)
PROGRAM = Foreign("a program", "Only documents can be audited.")
WORKBOOK = Foreign("a spreadsheet", "Save its text as PDF, DOCX or plain text and audit that.")
SLIDES = Foreign("a slide presentation", _AS_PDF)
OPEN_DOCUMENT = Foreign("an OpenDocument text", _AS_PDF)
EBOOK = Foreign("an e-book", _AS_PDF)
PAGES = Foreign("an Apple iWork document", _AS_PDF)
RICH_TEXT = Foreign("a rich text (RTF) file", _AS_PDF)
OLD_WORD = Foreign("a Word document of the old kind (DOC)", _AS_PDF)
OLD_OFFICE = Foreign("an old Office file (DOC, XLS, PPT or MSG)", _AS_PDF)
LOCKED_OFFICE = Foreign(
    "an Office file protected by a password", "Remove the password and audit it again.", "encrypted-file"
)
DATABASE = Foreign("a database", "Open audit files with “Open project”; other databases cannot be audited.")
FONT = Foreign("a font", "Only documents can be audited.")
POSTSCRIPT = Foreign("a PostScript file", _AS_PDF)
PROPERTY_LIST = Foreign("a binary property list", "Only documents can be audited.")
BINARY = Foreign("not text and no format that is known here", "Save it as PDF, DOCX, HTML or plain text.")
DATA = Foreign("data for programs (JSON)", "Audit the page or document that shows it to readers.")
FEED = Foreign("a news feed", "Audit the pages it lists.")
SITEMAP = Foreign("a sitemap", "Audit the pages it lists.")
XML = Foreign("data for programs (XML)", "Save it as PDF, DOCX, HTML or plain text.")

SIGNATURES: tuple[tuple[bytes, Foreign], ...] = (
    (b"\x89PNG\r\n\x1a\n", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF87a", IMAGE),
    (b"GIF89a", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"8BPS", IMAGE),
    (b"\x00\x00\x01\x00", IMAGE),
    (b"\x1aE\xdf\xa3", MEDIA),
    (b"OggS", MEDIA),
    (b"ID3", MEDIA),
    (b"fLaC", MEDIA),
    (b"\xff\xfb", MEDIA),
    (b"\x00\x00\x01\xba", MEDIA),
    (b"FLV\x01", MEDIA),
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\x00", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", ARCHIVE),
    (b"MSCF", ARCHIVE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\x00asm", PROGRAM),
    (b"{\\rtf", RICH_TEXT),
    (b"%!PS", POSTSCRIPT),
    (b"SQLite format 3\x00", DATABASE),
    (b"wOFF", FONT),
    (b"wOF2", FONT),
    (b"OTTO\x00", FONT),
    (b"\x00\x01\x00\x00\x00", FONT),
    (b"bplist00", PROPERTY_LIST),
)

TEXTUAL = frozenset({b"MZ", b"BZh", b"ID3", b"MSCF", b"wOFF", b"wOF2", b"8BPS", b"OggS"})
"""Signatures of plain letters: a text may begin with them, so they count only when control bytes follow."""

RIFF_KINDS = {b"WEBP": IMAGE, b"AVI ": MEDIA, b"WAVE": MEDIA}
"""By bytes 8 to 12 of a RIFF file."""

ISO_MEDIA_IMAGES = (b"heic", b"heix", b"mif1", b"avif", b"avis", b"hevc")
"""Brands of the `ftyp` box that are pictures; every other brand is a recording."""

OLD_OFFICE_STREAMS = (
    ("EncryptedPackage", LOCKED_OFFICE),
    ("WordDocument", OLD_WORD),
    ("Workbook", WORKBOOK),
    ("PowerPoint Document", SLIDES),
)
"""Stream names inside an OLE file and what they make of it."""
