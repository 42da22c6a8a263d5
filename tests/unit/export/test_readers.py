"""Other programs read the same cells out of the workbook: two libraries that know nothing of each other, and LibreOffice.

LibreOffice also saves a workbook that was answered in, and what it saved is taken in. It is started once for all of it.
"""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from auditor.export.base import Format, write_audit
from auditor.model.decision import Author, Decision, Verdict
from auditor.model.listing import AuditHeader
from auditor.store.audits import AuditFile
from auditor.workflow.round_trip import preview_return, take_in

from . import factory

BEN = Author("Ben", "2026-11-25T09:30:00Z")
ODD = (
    "=1+1",
    "+44 20 7946 0000",
    "@SUM(1)",
    "a\x1b[31mred\x00",
    "_x0041_ and _x000D_",
    "<b>&amp;\"'</b> ]]>",
    "שלום עולם, مرحبا",
    "私たちの治療 👩‍⚕️ 👨‍👩‍👧",
    "first\nsecond",
    "TRUE",
    "00123",
)

pytestmark = pytest.mark.xdist_group("libreoffice")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with a review, its workbook, that workbook answered in, and both as LibreOffice saved them."""
    path = tmp_path_factory.mktemp("readers")
    documents = [*factory.audit().documents, *(factory.hostile(words) for words in ODD)]
    with AuditFile(path / "review.audit") as review:
        review.set_header(AuditHeader("1", factory.AUDITED_AT, factory.PACKS))
        review.save(list(enumerate(documents)))
        with (path / "audit.xlsx").open("wb") as stream:
            write_audit(review.audit(), stream, Format.XLSX)
    answer_in(path / "audit.xlsx", path / "answered.xlsx")
    if shutil.which("soffice"):
        saved_by_libreoffice(path, "audit.xlsx", "answered.xlsx")
    return path


def answer_in(path, target):
    book = openpyxl.load_workbook(path)
    sheet = book["Findings"]
    titles = {cell.value: cell.column for cell in sheet[1]}
    for title, value in {
        "Decision": "Dismissed",
        "Reason": "=not a formula",
        "Response": "Gone,\nsince May",
    }.items():
        cell = sheet.cell(3, titles[title], value)
        cell.data_type = "s"
    sheet.row_dimensions[4].hidden = True
    sheet.title = "Réponses & answers"
    book.move_sheet(sheet.title, 3)
    book.save(target)


def saved_by_libreoffice(path, *names):
    subprocess.run(
        [
            *(
                "soffice",
                f"-env:UserInstallation=file://{path}/profile",
                "--headless",
                "--convert-to",
                "xlsx",
            ),
            *("--outdir", str(path / "saved"), *(str(path / name) for name in names)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def by_openpyxl(path):
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: {
            (cell.row, cell.column): _typed(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book
    }


def by_calamine(path):
    book = CalamineWorkbook.from_path(path)
    found = {}
    for name in book.sheet_names:
        rows = enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        cells = ((at, column, value) for at, row in rows for column, value in enumerate(row, 1))
        found[name] = {(at, column): _typed(value) for at, column, value in cells if value != ""}
    return found


def _typed(value):
    """Return what stands in a cell; one library leaves the format's own way of writing an underscore in it."""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d %H:%M}"
    return float(value) if isinstance(value, int | float) else str(value).replace("_x005F_", "_")


def test_two_libraries_read_the_same_cells(folder):
    ours, other = by_openpyxl(folder / "audit.xlsx"), by_calamine(folder / "audit.xlsx")
    assert [*ours] == [*other]
    for name, cells in ours.items():
        assert cells == other[name]
    assert sum(map(len, ours.values())) > 500


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_reads_the_same_cells(folder):
    ours, saved = by_calamine(folder / "audit.xlsx"), by_calamine(folder / "saved" / "audit.xlsx")
    assert [*ours] == [*saved]
    for name, cells in ours.items():
        assert cells == saved[name]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_what_libreoffice_saved_is_taken_in(folder):
    with AuditFile(folder / "review.audit") as review:
        untouched = preview_return(folder / "saved" / "audit.xlsx", review)
        assert (untouched.proposals, untouched.refusals) == ((), ())
        preview = preview_return(folder / "saved" / "answered.xlsx", review)
        assert preview.refusals == ()
        (proposal,) = preview.proposals
        take_in(preview, review, BEN)
        assert review.findings.one(proposal.finding.id).decision == Decision(
            Verdict.DISMISSED, "=not a formula", "", "Ben", BEN.at, "Gone,\nsince May"
        )
        review.decisions.undo(BEN)


def test_every_odd_text_is_read_as_it_was_or_visibly_replaced(folder):
    shown = [text for cells in by_calamine(folder / "audit.xlsx").values() for text in cells.values()]
    replaced = {"a\x1b[31mred\x00": "a␛[31mred␀"}
    for words in ODD:
        assert replaced.get(words, words) in shown
