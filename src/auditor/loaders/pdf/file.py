"""Opens a PDF with pdfium and reads what the file says about itself.

pdfium is not made for several threads, so one file at a time is open in a process. Its errors become LoadError
here and nowhere else.
"""

from __future__ import annotations

import ctypes
import re
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2 import PdfiumError

from auditor.errors import LoadError
from auditor.loaders.pdf.rescue import with_new_page_list
from auditor.model.document import Publication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.source import Source

TAIL_BYTES = 65_536
"""Bytes at the end of a file in which its end mark must stand; some servers pad what they send."""
LONGEST_TITLE = 300
"""Characters of a title; longer ones are a text somebody put there."""

_PDFIUM_LOCK = RLock()
_SOLID = re.compile(rb"[^\x00 \r\n\t]")
_LANGUAGE_BYTES = 128
_FILE_NAME = re.compile(
    r"\.(?:docx?|dotx?|odt|rtf|txt|html?|pdf|pptx?|xlsx?|indd|qxp|qxd|pub|pages|ai|psd|eps|svg|tex|dvi|md|jpe?g|png|tiff?)$",
    re.IGNORECASE,
)
_NAME_WITH_ENDING = re.compile(r"\S+\.[A-Za-z0-9]{2,4}")
_MADE_BY_PROGRAM = re.compile(
    r"(?:microsoft \w+ -|powerpoint presentation$|slide \d+$|untitled|unbenannt|sans titre|\(?anonymous\)?$|document\d*$|"
    r"layout \d|presentation\d*$|blank page|about:|https?:|file:|[a-z]:\\|print\b|scan\d*\b|scanned|doc\d|img[_ -]?\d|new document|no title|\(?unspecified\)?$)",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\(?(?:anonymous|unspecified|unknown|administrator|admin|user\d*|owner|root|default|author|pc|windows user|"
    r"microsoft office user|preferred customer)\)?$",
    re.IGNORECASE,
)
_DATE = re.compile(r"D?:?(?P<year>(?:19|20)\d\d)(?P<month>\d\d)?(?P<day>\d\d)?")


@contextmanager
def opened(source: Source) -> Iterator[Any]:
    """Open the source's bytes as a pdfium document. Raises LoadError when that cannot be done."""
    if source.content is None:
        raise LoadError("no-content", f"“{source.name}” could not be read.")
    if not _SOLID.search(source.content):
        raise LoadError("empty-file", f"“{source.name}” is empty.")
    with _PDFIUM_LOCK:
        document = _open(source)
        try:
            yield document
        finally:
            document.close()


def is_cut_off(content: bytes) -> bool:
    """Whether the mark that ends every PDF is missing."""
    return content.rfind(b"%%EOF", max(0, len(content) - TAIL_BYTES)) < 0


def title_of(document: Any) -> str:
    """Return the title from the file's properties when a person wrote it; else nothing."""
    title = _property(document, "Title")
    letters = sum(char.isalpha() for char in title)
    if (
        letters < 3
        or len(title) > LONGEST_TITLE
        or _NAME_WITH_ENDING.fullmatch(title)
        or _FILE_NAME.search(title)
        or _MADE_BY_PROGRAM.match(title)
    ):
        return ""
    return title


def language_of(document: Any) -> str | None:
    """Return the language the file declares, as written."""
    buffer = (ctypes.c_ushort * (_LANGUAGE_BYTES // 2))()
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, buffer, _LANGUAGE_BYTES)
    written = _decoded(buffer, min(size, _LANGUAGE_BYTES)).strip()
    return written if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*", written) else None


def publication_of(document: Any) -> Publication:
    """Return who wrote the file and when it was last saved.

    The dates of a file say when it was exported, not when its content was published, so none of them is taken
    for a date of publication.
    """
    author, company = _property(document, "Author"), _property(document, "Company")
    return Publication(
        authors=(author,) if _is_person(author) else (),
        organisations=(company,) if _is_person(company) else (),
        modified_on=_iso_date(_property(document, "ModDate"))
        or _iso_date(_property(document, "CreationDate")),
    )


def _open(source: Source) -> Any:
    content = source.content or b""
    try:
        return pypdfium2.PdfDocument(content)
    except PdfiumError as error:
        rescued = with_new_page_list(content) if error.err_code == pdfium.FPDF_ERR_FORMAT else None
        if rescued is None:
            raise _load_error(source, error) from error
    try:
        return pypdfium2.PdfDocument(rescued)
    except PdfiumError as error:
        raise _load_error(source, error) from error


def _load_error(source: Source, error: PdfiumError) -> LoadError:
    if error.err_code == pdfium.FPDF_ERR_PASSWORD:
        return LoadError(
            "password",
            f"“{source.name}” needs a password to be opened. Save a copy without one and audit that.",
        )
    if error.err_code == pdfium.FPDF_ERR_SECURITY:
        return LoadError(
            "password",
            f"“{source.name}” is protected in a way that cannot be opened. Save a copy without protection and audit that.",
        )
    return LoadError(
        "damaged-pdf",
        f"“{source.name}” is damaged or cut off and could not be read. Export it again and audit that copy.",
    )


def _property(document: Any, name: str) -> str:
    size = pdfium.FPDF_GetMetaText(document.raw, name.encode(), None, 0)
    if not 2 < size <= 8_192:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDF_GetMetaText(document.raw, name.encode(), buffer, size)
    return " ".join(_decoded(buffer, size).split())


def _decoded(buffer: Any, size: int) -> str:
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "ignore").split("\x00", 1)[0]


def _is_person(name: str) -> bool:
    return sum(char.isalpha() for char in name) > 2 and not _NO_PERSON.match(name)


def _iso_date(written: str) -> str | None:
    match = _DATE.match(written)
    if match is None:
        return None
    month, day = match["month"] or "", match["day"] or ""
    if not "01" <= month <= "12":
        return match["year"]
    return f"{match['year']}-{month}-{day}" if "01" <= day <= "31" else f"{match['year']}-{month}"
