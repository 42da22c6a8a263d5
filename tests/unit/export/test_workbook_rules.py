"""The workbook is valid by the published rules of its format and by Excel's own demands."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from auditor.export.xlsx.sheet import Limits
from auditor.export.xlsx.workbook import write_xlsx

from . import factory
from .workbook_rules import broken_rules

ODD = "=1+1 _x0041_ <b>&\"' \x1b \ud83d שלום 👩‍⚕️ ]]> " + "A sentence that never ends. " * 20


def written(audit, **options):
    stream = io.BytesIO()
    write_xlsx(audit, stream, prepared_by="Jane Example", **options)
    return stream.getvalue()


def every_sheet():
    """Return a workbook with each kind of sheet there is, some on several pages, and hostile text on them."""
    documents = (*factory.audit().documents, factory.compared_page(), factory.hostile(ODD))
    return written(factory.audit(*documents), limits=Limits(rows=7, text=300, links=3))


@pytest.fixture(scope="module")
def content():
    return every_sheet()


def by_the_published_rules(path) -> list[str]:
    found = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=20).validate(path).errors
    # Text may stand in its cell. The validator holds that Excel would move it on saving, which is no fault.
    return [str(error) for error in found if "inline-string" not in error.description]


def test_the_published_rules_are_kept(content, tmp_path):
    path = tmp_path / "audit.xlsx"
    path.write_bytes(content)
    assert by_the_published_rules(path) == []


def test_excels_own_demands_are_kept(content):
    assert broken_rules(content) == []
    assert broken_rules(written(replace(factory.audit(), documents=(), packs=()))) == []


def spoiled(content, part, old, new):
    """Return the workbook with something in one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                data, times = re.subn(old, new, data, count=1)
                assert times
            after.writestr(name, data)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet2.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (SHEET, rb'r="A2"', b'r="Z2"', "cells of row 2 are out of order"),
        (SHEET, rb'<row r="3"', b'<row r="2"', "rows are out of order"),
        (SHEET, rb' s="\d+"', b' s="999"', "has a style that is not there"),
        (SHEET, rb"Document</t>", b"Page</t>", "says otherwise than its columns"),
        (SHEET, rb'dxfId="\d+"', b'dxfId="99"', "a look that is not there"),
        (SHEET, rb'r:id="linkC2"', b'r:id="linkC9"', "the link of C2 leads nowhere"),
        ("xl/tables/table1.xml", rb'displayName="Findings"', b'displayName="A1"', "no name for a table"),
        ("xl/workbook.xml", rb'name="Rules"', b'name="Findings"', "two sheets share a name"),
        ("[Content_Types].xml", rb"/xl/tables/table1.xml", b"/xl/tables/table99.xml", "missing"),
        ("xl/worksheets/_rels/sheet2.xml.rels", rb"table1.xml", b"table99.xml", "which is missing"),
    ],
)
def test_a_fault_would_be_seen(part, old, new, said):
    content = written(factory.audit(factory.web_page()))
    assert any(said in rule for rule in broken_rules(spoiled(content, part, old, new)))
