"""Whatever a page says, every export says it whole, as text; the same audit gives the same bytes wherever it is written."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from auditor.export.base import Format, write_audit
from auditor.export.pdf.fonts import drawn
from auditor.export.safe_text import visible

from . import factory

LONG = " ".join(f"claim {number} of our endless promise," for number in range(1_200))
"""More than a cell can hold: 40,000 characters."""

TEXTS = {
    "equals": "=1+1",
    "plus": "+44 20 7946 0000",
    "minus": "-2+3 is one",
    "at": "@SUM(A1)",
    "tab": "\t=cmd|' /C calc'!A0",
    "return": "\r=1",
    "wide": "＝1＋1",
    "controls": "red \x1b[31m and \x00 end",
    "surrogate": "half \ud83d a pair",
    "impossible": "last \ufffe\uffff ones",
    "escapes": "_x0041_ and _x000D_",
    "markup": "<b>&amp;\"'</b> ]]> <!-- &#x26;",
    "delimiters": 'a;=b,"c"|d',
    "directions": "safe \u202eback\u202c and \u200fforth",
    "scripts": "שלום, مرحبا, 私たち, 👩‍⚕️",
    "true": "TRUE",
    "number": "00123",
    "sheet": "[Findings]'!*?/\\:",
}


def squeezed(text):
    """Return a text without what may differ between exports: spaces, and the apostrophe that disarms."""
    return "".join(text.split()).replace("'", "")


def in_workbook(content):
    """Return all text of the findings' sheet with what goes on elsewhere put where it belongs."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    findings = book.get_sheet_by_name("Findings").to_python()
    rest = [
        row
        for row in book.get_sheet_by_name("Long texts").to_python()
        if row[0] == "Findings" and row[2] == "Why"
    ]
    at = findings[0].index("Why")
    return "\n".join(str(row[at]).partition(" … [continued")[0] for row in findings) + "".join(
        r[4] for r in rest
    )


def in_table(content):
    return "\n".join(
        row["Why"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    )


def in_data(content):
    found = json.loads(content)["documents"]
    return "\n".join(finding["message"] for document in found for finding in document["findings"])


def in_report(content):
    return BeautifulSoup(content.decode("utf-8"), "lxml").get_text()


def in_pages(content):
    document = PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


READERS = {
    Format.XLSX: in_workbook,
    Format.CSV: in_table,
    Format.JSON: in_data,
    Format.HTML: in_report,
    Format.PDF: in_pages,
}


def written(format_, audit):
    stream = io.BytesIO()
    write_audit(audit, stream, format_)
    return stream.getvalue()


@pytest.fixture(scope="module")
def audit():
    short = factory.hostile("short")
    # The long text stands last, so that what goes on elsewhere can be put behind all others.
    long = replace(short, findings=(replace(short.findings[0], message=LONG),))
    return factory.audit(*(factory.hostile(words) for words in TEXTS.values()), long)


@pytest.mark.parametrize("format_", [*READERS])
def test_every_text_is_there_whole(audit, format_):
    shown = squeezed(READERS[format_](written(format_, audit)))
    for name, words in (*TEXTS.items(), ("long", LONG)):
        expected = drawn(visible(words)) if format_ is Format.PDF else visible(words)
        if format_ is Format.JSON:
            expected = words.replace("\ud83d", "\ufffd")
        assert squeezed(expected) in shown, name


CHILD = """
import hashlib, importlib.util, io, sys
from auditor.export.base import Format, write_audit
spec = importlib.util.spec_from_file_location("factory", sys.argv[1])
factory = importlib.util.module_from_spec(spec)
spec.loader.exec_module(factory)
for format_ in Format:
    stream = io.BytesIO()
    write_audit(factory.audit(factory.compared_page(), *factory.audit().documents), stream, format_)
    print(hashlib.sha256(stream.getvalue()).hexdigest())
"""


def test_another_process_on_another_clock_writes_the_same_bytes():
    other = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LANG": "de_DE.UTF-8"}
    run = [sys.executable, "-c", CHILD, str(Path(factory.__file__))]
    done = subprocess.run(run, check=True, capture_output=True, text=True, timeout=60, env=other)
    audit = factory.audit(factory.compared_page(), *factory.audit().documents)
    assert done.stdout.split() == [hashlib.sha256(written(format_, audit)).hexdigest() for format_ in Format]
