"""How long a workbook of 20,000 findings takes beside XlsxWriter, and how its memory grows to 100,000.

The yardstick writes the same cells of all sheets with their words in bold, their links and formats, in constant memory.
It is given them ready made, while ours works them out from the audit; both run by turns in one process.
"""

from __future__ import annotations

import pickle
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openxml_audit import FileFormat, OpenXmlValidator
from python_calamine import CalamineWorkbook

from auditor.export.base import Format, write_audit
from auditor.model.analysis import Evidence, Figure, FigureKind, Grade, Statistic, Support, SupportKind
from auditor.model.audit import Audit, PackRecord, RuleRecord
from auditor.model.decision import Decision, Verdict

from .large_review import FINDINGS, TRIGGERS, document

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.model.audit import DocumentAudit
    from auditor.model.finding import Finding

pytestmark = pytest.mark.benchmark

MAX_RATIO = 3.0
MAX_GROWTH = 1.2
PAIRS = 3
DISTINCT = 5
"""Documents that are made; others are read from the same files again."""

SCRIPT = Path(__file__).parent / "workbook_memory.py"

Cell = tuple[int, int, Any, "str | None", str]
"""Row, column, value, where it leads, and the name of its format."""


def filled(number: int) -> DocumentAudit:
    """Return a document whose findings have something in every column."""
    made = document(number)
    told = Decision(
        Verdict.DISMISSED,
        "Shown on the next page",
        "",
        "Ada Example",
        "2026-01-06T10:00:00Z",
        "We have a survey.",
    )
    findings = tuple(
        replace(
            finding,
            suggestion="In our survey of 212 guests in 2025, 131 said that they were well after a year.",
            grade=Grade.VAGUE,
            evidence="Only studies without a name are mentioned.",
        )
        for finding in made.findings
    )
    return replace(
        made,
        findings=findings,
        statistics=tuple(_statistic(finding) for finding in findings),
        decisions={finding.fingerprint: told for finding in findings},
    )


def _statistic(finding: Finding) -> Statistic:
    assert finding.span is not None
    figure = Figure(finding.span, FigureKind.COUNT, finding.quote)
    support = Support(
        SupportKind.NAMED_SOURCE, "Survey of House 7, 2025", finding.span, "Survey of House 7, 2025, p. 4"
    )
    return Statistic(finding.span, 0, (figure,), Evidence(Grade.NAMED, (support,)))


def audit_of(findings: int) -> Audit:
    rules = tuple(RuleRecord(f"us/{name}", name, name, severity, "us") for name, _, severity in TRIGGERS)
    documents = tuple(filled(number) for number in range(findings // FINDINGS))
    return Audit("1.0.0", "2026-01-05T10:00:00Z", (PackRecord("us", "Us", "1", "0" * 64, rules),), documents)


def ours(audit: Audit, path: Path) -> None:
    with path.open("wb") as stream:
        write_audit(audit, stream, Format.XLSX)


def cells_of(path: Path) -> dict[str, list[Cell]]:
    book = openpyxl.load_workbook(path, rich_text=True)
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, cell.value, _target(cell), str(cell.number_format))
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        for sheet in book
    }


def _target(cell: Any) -> str | None:
    link = cell.hyperlink
    return f"{link.target}#{link.location}" if link and link.location else link and link.target


def yardstick(sheets: dict[str, list[Cell]], path: Path) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        look = {"text_wrap": True, "valign": "top", "font_size": 10}
        plain, bold = book.add_format(look), book.add_format({"bold": True, **look})
        for title, cells in sheets.items():
            sheet = book.add_worksheet(title)
            for row, column, value, target, _ in cells:
                if target:
                    sheet.write_url(row, column, target, plain, string=str(value))
                elif isinstance(value, CellRichText) and len(value) == 1:
                    sheet.write_string(row, column, str(value), bold)
                elif isinstance(value, CellRichText):
                    sheet.write_rich_string(row, column, *_fragments(value, bold), plain)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, plain)
                else:
                    sheet.write(row, column, value, plain)


def _fragments(value: CellRichText, bold: Any) -> list[Any]:
    parts: list[Any] = []
    for part in value:
        parts += [bold, part.text] if isinstance(part, TextBlock) else [part]
    return parts


def seconds(call: Callable[[Any, Path], None], subject: Any, path: Path) -> float:
    start = time.perf_counter()
    call(subject, path)
    return time.perf_counter() - start


def test_twenty_thousand_findings_take_at_most_thrice_the_yardstick(tmp_path: Path, figures) -> None:
    audit = audit_of(20_000)
    ours(audit, tmp_path / "ours.xlsx")
    cells = cells_of(tmp_path / "ours.xlsx")
    count = sum(map(len, cells.values()))
    pairs = [
        (seconds(ours, audit, tmp_path / "ours.xlsx"), seconds(yardstick, cells, tmp_path / "other.xlsx"))
        for _ in range(PAIRS)
    ]
    for name in ("ours.xlsx", "other.xlsx"):
        rows = CalamineWorkbook.from_path(tmp_path / name).get_sheet_by_name("Findings").to_python()
        assert len(rows) == 20_001
        assert all(cell != "" for cell in rows[-1])
    ratio = statistics.median(own / other for own, other in pairs)
    figures(
        "A workbook of 20,000 findings with something in every column",
        f"{ratio:.2f} times the time, {count:,} cells",
        f"at most {MAX_RATIO:.0f} times",
        beside="XlsxWriter in constant memory writing the same cells with words in bold and links",
        is_met=ratio <= MAX_RATIO,
        uses=("xlsxwriter",),
    )
    assert ratio <= MAX_RATIO


def test_a_large_workbook_keeps_the_published_rules(tmp_path: Path) -> None:
    ours(audit_of(1_600), tmp_path / "ours.xlsx")
    errors = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(tmp_path / "ours.xlsx").errors
    # Text may stand in its cell; that Excel would move it on saving is no fault.
    assert [str(error) for error in errors if "inline-string" not in error.description] == []


def peak(folder: Path, documents: int) -> int:
    kept = folder / f"{documents}"
    kept.mkdir()
    for number in range(documents):
        if number < DISTINCT:
            (kept / f"{number:04}").write_bytes(pickle.dumps(filled(number)))
        else:
            (kept / f"{number:04}").symlink_to(kept / f"{number % DISTINCT:04}")
    run = [sys.executable, str(SCRIPT), str(kept), str(folder / f"{documents}.xlsx")]
    return int(subprocess.run(run, check=True, capture_output=True, text=True, timeout=600).stdout)


def test_a_hundred_times_the_findings_need_no_more_memory(tmp_path: Path, figures) -> None:
    small, large = peak(tmp_path, 1), peak(tmp_path, 125)
    figures(
        f"Peak memory of writing a workbook of {125 * FINDINGS:,} findings",
        f"{large / small:.2f} times, {large / 1024:.0f} MB",
        f"at most {MAX_GROWTH} times",
        beside=f"the same program with {FINDINGS} findings, documents taken up one at a time",
        is_met=large / small <= MAX_GROWTH,
        uses=("msgspec",),
    )
    assert large / small <= MAX_GROWTH
