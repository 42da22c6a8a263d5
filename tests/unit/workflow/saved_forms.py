"""Saves a table of findings as different programs would: with other parts, other kinds of cells and no looks at all."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from xlsxwriter import Workbook as OtherWorkbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def by_openpyxl(rows, path):
    """One library: shared strings, every row filtered or hidden as in a program's own filter."""
    book = Workbook()
    book.active.title = "Claims to check"
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = book.active.cell(at, column, _escaped(value))
            if isinstance(value, str):
                cell.data_type = "s"
        book.active.row_dimensions[at].hidden = at > 2 and at % 2 == 0
    book.active.auto_filter.ref = f"A2:{get_column_letter(len(rows[1]))}{len(rows)}"
    book.active.column_dimensions["C"].hidden = True
    book.save(path)


def _escaped(value):
    return value.replace("_x", "_x005F_x") if isinstance(value, str) else value


def by_xlsxwriter(rows, path):
    """Another library, on the second sheet, under a line that says who wrote it."""
    with OtherWorkbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.add_worksheet("Ours")
        sheet, dates = book.add_worksheet("Findings (2)"), book.add_format({"num_format": "d mmm yyyy hh:mm"})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(at, column, value, dates)
                elif isinstance(value, str) and value:
                    sheet.write_string(at, column, value)
                elif value is not None and value != "":
                    sheet.write(at, column, value)


def online(rows, path):
    """As sheets on the web give them out: shared strings, no looks, cells without places, times as bare numbers."""
    _pack(path, _sheet(rows, _shared), strings=True)


def inline(rows, path):
    """As small scripts write them, in the strict kind of the format and with a prefix before every name."""
    _pack(path, _sheet(rows, _inline), strict=True)


def as_csv(rows, path):
    """Plain text, with semicolons, as in countries whose comma stands in numbers."""
    _write_csv(rows, path, ";", "utf-8-sig")


def as_unicode_text(rows, path):
    """Plain text with tabs in sixteen bits a letter, as Excel calls “Unicode text”."""
    _write_csv(rows, path, "\t", "utf-16")


def _write_csv(rows, path, delimiter, encoding):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([_plain(value) for value in row] for row in rows)
    path.with_suffix(".csv").write_bytes(stream.getvalue().encode(encoding))


def _plain(value):
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return "" if value is None else str(value)


FORMS = {
    form.__name__: form for form in (by_openpyxl, by_xlsxwriter, online, inline, as_csv, as_unicode_text)
}


def _typed(text):
    return escape(_escaped(text).replace("\n", "_x000D_\n"))


def _shared(value, strings):
    if isinstance(value, str):
        strings.append(value)
        return f'<c t="s"><v>{len(strings) - 1}</v></c>'
    return f"<c><v>{_days(value) if isinstance(value, datetime) else float(value)}</v></c>"


def _inline(value, _):
    if isinstance(value, str):
        half = len(value) // 2
        runs = "".join(f"<r><t>{_typed(part)}</t></r>" for part in (value[:half], value[half:]))
        return f'<c t="inlineStr"><is>{runs}<rPh sb="0" eb="1"><t>aloud</t></rPh></is></c>'
    return f"<c><v>{_days(value) if isinstance(value, datetime) else value}</v></c>"


def _days(moment):
    return (moment - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001


def _sheet(rows, cell):
    strings: list[str] = []
    lines = [
        "<row>" + "".join("<c/>" if v in {None, ""} else cell(v, strings) for v in row) + "</row>"
        for row in rows
    ]
    return f'<dimension ref="A1:XFD1048576"/><sheetData>{"".join(lines)}</sheetData>', strings


def _pack(path, made, *, strings=False, strict=False):
    body, texts = made
    main, office = (STRICT, STRICT_OFFICE) if strict else (MAIN, OFFICE)
    sheet = f'<worksheet xmlns="{main}">{body}</worksheet>'
    if strict:
        sheet = (
            sheet.replace("</", "</x:")
            .replace("<", "<x:")
            .replace("<x:/x:", "</x:")
            .replace("xmlns=", "xmlns:x=")
        )
    sheets = '<sheets><sheet name="Réponses" sheetId="7" r:id="a"/></sheets>'
    links = f'<Relationship Id="a" Type="{office}/worksheet" Target="/xl/pages/one.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if strings:
            links += f'<Relationship Id="b" Type="{office}/sharedStrings" Target="texts.xml"/>'
            every = "".join(f'<si><t xml:space="preserve">{_typed(text)}</t></si>' for text in texts)
            archive.writestr("xl/texts.xml", f'<sst xmlns="{main}">{every}</sst>')
        archive.writestr("xl/pages/one.xml", sheet)
        archive.writestr("xl/book.xml", f'<workbook xmlns="{main}" xmlns:r="{office}">{sheets}</workbook>')
        archive.writestr(
            "xl/_rels/book.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        )
        root = f'<Relationship Id="r" Type="{office}/officeDocument" Target="xl/book.xml"/>'
        archive.writestr(
            "_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{root}</Relationships>'
        )
