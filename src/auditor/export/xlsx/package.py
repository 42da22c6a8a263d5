"""Packs the workbook into its file: joins the rows to their sheets and leaves the clock out.

The library stamps each part with the time of day and signs with its own name; here the time is the audit's
own and the parts carry the earliest date the format knows, so that the same audit always gives the same bytes.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.packaging.relationship import get_rels_path
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP, ARC_CORE, ARC_STYLE, ARC_WORKBOOK, REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, tostring

from auditor.export.safe_text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from typing import Any, BinaryIO

    from auditor.export.xlsx.rows import SheetRows
    from auditor.export.xlsx.sheet import Book

EARLIEST = (1980, 1, 1, 0, 0, 0)
COPY_BYTES = 1 << 20
"""Rows are copied into the file in pieces of this size."""

COMPRESSION = 4
"""Of 9. The usual 6 takes half as long again and makes files a tenth smaller."""

PROGRAM = "Auditor"

FONT_PARTS = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u"),
    *("vertAlign", "sz", "color", "name", "family", "charset", "scheme"),
)
"""In the order that the format's rules want a font told in; the library begins with its name."""

_NO_ROWS = re.compile(rb"<sheetData\s*(?:/>|>\s*</sheetData>)")
_BEHIND_LINKS = re.compile(rb"<(?:printOptions|pageMargins)\b")
_REPEATED = re.compile(r"('[^'<]+'!\$\d+:\$\d+),('[^'<]+'!\$[A-Z]+:\$[A-Z]+)")
DRAWINGS = "xl/drawings/drawing"
END_OF_RELATIONS = b"</Relationships>"


def save(book: Book, stream: BinaryIO, *, title: str, author: str, made_at: datetime | None) -> None:
    """Write the workbook to an open binary stream."""
    own_parts = {ARC_CORE: _core_properties(title, author, made_at), ARC_APP: _program_properties()}
    archive = _Archive(stream, own_parts, book.pages, book.chart_words)
    for sheet in book.workbook.worksheets:
        _frame_in_memory(sheet)
    try:
        ExcelWriter(book.workbook, archive).save()
    except BaseException:
        archive.fp = None  # it would still write its directory later, when the stream is long gone
        raise


def _frame_in_memory(sheet: Any) -> None:
    """Let the library write what stands around a sheet's rows in memory: a file would be left where the process is killed."""
    sheet._writer = _Frame(sheet, BytesIO())  # noqa: SLF001 - it offers no other way
    sheet._writer.write_top()  # noqa: SLF001 - as above


class _Frame(WorksheetWriter):
    def cleanup(self) -> None:
        """Leave nothing to be removed."""


def _core_properties(title: str, author: str, made_at: datetime | None) -> str | bytes:
    time = made_at or datetime(*EARLIEST, tzinfo=UTC)
    properties = DocumentProperties(
        title=title, creator=PROGRAM, lastModifiedBy=one_line(author) or PROGRAM, created=time, modified=time
    )
    return tostring(properties.to_tree())


def _program_properties() -> str | bytes:
    program = ExtendedProperties()
    program.Application = PROGRAM
    program.AppVersion = None
    return tostring(program.to_tree())


def _in_order(styles: str | bytes) -> str | bytes:
    """Return the styles with what each font is made of in the order of the format's rules."""
    tree = fromstring(styles)
    for font in tree.iter(f"{{{SHEET_MAIN_NS}}}font"):
        font[:] = sorted(font, key=lambda part: FONT_PARTS.index(part.tag.rpartition("}")[2]))
    return tostring(tree)


def _columns_first(workbook: str | bytes) -> str:
    """Return the workbook's part with what is repeated in print told as Excel tells it; the library begins with the rows."""
    text = workbook if isinstance(workbook, str) else workbook.decode()
    return _REPEATED.sub(r"\2,\1", text)


class _Archive(ZipFile):
    """A zip file without times, in which some parts are our own and rows are let into their sheets."""

    def __init__(
        self,
        stream: BinaryIO,
        own_parts: Mapping[str, str | bytes],
        pages: Sequence[SheetRows],
        chart_words: str,
    ) -> None:
        super().__init__(stream, "w", ZIP_DEFLATED, allowZip64=True, compresslevel=COMPRESSION)
        self._own_parts = own_parts
        self._pages = pages
        self._chart_words = chart_words

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        if name.lstrip("/").startswith(DRAWINGS):
            data = self._described(data)
        page = self._page_of(name, is_relations=True)
        if name == ARC_STYLE:
            super().writestr(_part(name), _in_order(data))
        elif name == ARC_WORKBOOK:
            super().writestr(_part(name), _columns_first(data))
        elif page is None:
            super().writestr(_part(name), self._own_parts.get(name, data))
        else:
            self._write_relations(_part(name), data, page)

    def write(self, filename: Any, arcname: str | PathLike[str] | None = None, *_: Any, **__: Any) -> None:
        name = str(arcname)
        content = cast("BytesIO", filename).getvalue()  # of `_Frame`
        page = self._page_of(name)
        if page is None:
            super().writestr(_part(name), content)
        else:
            self._write_sheet(_part(name), content, page)

    def _described(self, drawing: bytes | str) -> bytes:
        """Return a drawing whose chart says what it shows; the library gives it a number only."""
        whole = drawing.encode() if isinstance(drawing, str) else drawing
        words = f'name="Chart" descr={quoteattr(self._chart_words)}'
        return whole.replace(b'name="Chart 1"', words.encode())

    def _page_of(self, name: str, *, is_relations: bool = False) -> SheetRows | None:
        for page in self._pages:
            path = _relations_of(page.sheet.path) if is_relations else page.sheet.path
            if path.lstrip("/") == name.lstrip("/"):
                return page
        return None

    def _write_sheet(self, part: ZipInfo, frame: bytes, page: SheetRows) -> None:
        """Write the sheet's frame with its rows and links let in."""
        top, middle, bottom = _gaps(frame)
        part.file_size = len(frame) + page.rows.size + page.links.size
        with self.open(part, "w") as target:
            target.write(top + b"<sheetData>")
            shutil.copyfileobj(page.rows.rewound(), target, COPY_BYTES)
            target.write(b"</sheetData>" + middle)
            if page.links.size:
                target.write(f'<hyperlinks xmlns:r="{REL_NS}">'.encode())
                shutil.copyfileobj(page.links.rewound(), target, COPY_BYTES)
                target.write(b"</hyperlinks>")
            target.write(bottom)

    def _write_relations(self, part: ZipInfo, data: bytes | str, page: SheetRows) -> None:
        """Write what the sheet refers to, with the addresses of its links added."""
        whole = data.encode() if isinstance(data, str) else data
        top, end, rest = whole.rpartition(END_OF_RELATIONS)
        with self.open(part, "w") as target:
            target.write(top)
            shutil.copyfileobj(page.relations.rewound(), target, COPY_BYTES)
            target.write(end + rest)


def _gaps(frame: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the frame in three parts: before the rows, between rows and links, behind the links."""
    rows = _NO_ROWS.search(frame)
    links = _BEHIND_LINKS.search(frame, rows.end()) if rows else None
    if rows is None or links is None:
        raise RuntimeError("the spreadsheet library writes its sheets in another way than this one knows")
    return frame[: rows.start()], frame[rows.end() : links.start()], frame[links.start() :]


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name.lstrip("/"), EARLIEST)
    part.compress_type = ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    part.create_system = 3
    return part


def _relations_of(path: str) -> str:
    return str(get_rels_path(path))  # type: ignore[no-untyped-call]
