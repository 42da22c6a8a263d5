"""What one audit looks like in each format, written down beside the tests.

`AUDITOR_WRITE_GOLDEN=1 pytest tests/unit/export` writes the dumps anew; look at what changed before you keep it.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from auditor.export.base import ExportOptions, Format, write_audit

from . import factory

GOLDEN = Path(__file__).parents[2] / "golden" / "export"
WRITES = os.environ.get("AUDITOR_WRITE_GOLDEN") == "1"


def written(format_):
    stream = io.BytesIO()
    options = ExportOptions(with_text=True, prepared_by="Jane Example")
    write_audit(factory.audit(), stream, format_, options)
    return stream.getvalue()


def workbook_dump():
    """The workbook in lines that a person can compare: each cell that holds something, with its link."""
    book = openpyxl.load_workbook(io.BytesIO(written(Format.XLSX)), rich_text=True)
    lines = []
    for sheet in book:
        lines.append(f"== {sheet.title}")
        lines += [cell_line(cell) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return "\n".join(lines) + "\n"


def cell_line(cell):
    link = f" -> {cell.hyperlink.target}#{cell.hyperlink.location or ''}" if cell.hyperlink else ""
    return f"{cell.coordinate} {shown(cell.value)}{link}"


def shown(value):
    if isinstance(value, CellRichText):
        value = "".join(f"**{part}**" if isinstance(part, TextBlock) else part for part in value)
    return str(value).replace("\n", "\\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("audit.json", lambda: written(Format.JSON)),
        ("audit.csv", lambda: written(Format.CSV)),
        ("audit.xlsx.dump", lambda: workbook_dump().encode()),
    ],
)
def test_an_audit_is_exported_as_it_is_written_down(name, content):
    expected = GOLDEN / name
    if WRITES:
        expected.write_bytes(content())
    assert content() == expected.read_bytes()


def test_the_dumps_are_not_being_written():
    assert not WRITES
