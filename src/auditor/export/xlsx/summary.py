"""The summary: what a reader who opens only the first sheet has to know, the worst first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from auditor.export import wording
from auditor.export.xlsx.canvas import Canvas
from auditor.export.xlsx.chart import Stack, stacked_bars
from auditor.export.xlsx.fit import ROW_HEIGHT
from auditor.export.xlsx.logo import LOGO_ROW, add_logo
from auditor.export.xlsx.page import A4, new_sheet
from auditor.export.xlsx.styles import SEVERITY_TINT, Kind
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from auditor.export.xlsx.rows import SheetRows
    from auditor.export.xlsx.sheet import Book
    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.template import Template

TITLE = "Health marketing audit"
SHEET = "Summary"
CHART = "Findings by category"

WIDTHS = (2, 38, 10, 10, 10, 10, 10, 3, 66)
LABEL, FIRST, TOTAL, WIDE = 2, 3, 7, 9
"""Columns: names; the first severity; the totals; behind a gap, texts and the chart."""

CHART_WIDTH = 12.3
"""Centimetres: the wide column."""

ROW_CENTIMETRES = ROW_HEIGHT * 2.54 / 72
"""Height of a row with one line."""

MIN_CHART_ROWS = 13
"""Below this the chart's legend and axis leave no room for bars."""

MAX_LISTED = 200
"""Documents or remarks in one list here; all of them are on the sheet of documents."""

SEVERITIES = tuple(Severity)


def open_summary(book: Book) -> SheetRows:
    """Make the first sheet. It is written last, when all that has to be said is known."""
    sheet = new_sheet(book.workbook, SHEET, at=None, footer=book.footer, paper=A4)
    sheet.sheet_view.showGridLines = False
    return book.rows_of(sheet)


def write_summary(rows: SheetRows, audit: Audit, book: Book, prepared_by: str) -> None:
    """Write the sheet."""
    canvas = Canvas(rows, WIDTHS)
    if book.template.logo is not None:
        canvas.space(LOGO_ROW)
        add_logo(rows.sheet, book.template.logo, book.template.organisation, column=LABEL)
    _write_head(canvas, audit, book.template, prepared_by)
    _write_unread(canvas, audit)
    _write_totals(canvas, rows.sheet, audit, book)
    _write_documents(canvas, audit)
    _write_not_checked(canvas, audit, book)
    _write_packs(canvas, audit)


def _write_head(canvas: Canvas, audit: Audit, template: Template, prepared_by: str) -> None:
    canvas.band("", Kind.TITLE, 8)
    if template.organisation:
        canvas.band(template.organisation, Kind.SUBTITLE, 20)
    canvas.band(TITLE, Kind.TITLE, 30)
    canvas.band(wording.headline(audit), Kind.SUBTITLE, 26)
    canvas.space(8)
    program = f"Auditor {audit.tool_version}"
    _fact(canvas, "Audited by", f"{prepared_by}, with {program}" if prepared_by else program)
    _fact(canvas, "Audited at", wording.spelled_moment(audit.audited_at))
    _fact(canvas, "Documents", _states(audit))
    _fact(canvas, "Findings", _outcomes(audit))
    _fact(canvas, "Filter", wording.filter_words(audit))
    if audit.standing is not None:
        _fact(canvas, "Since the version before", audit.standing.words)
    if approved := wording.approvals(audit):
        _fact(canvas, "Approved claims", approved)
    _fact(canvas, "What this is", wording.notice(template))


def _fact(canvas: Canvas, label: str, text: str) -> None:
    canvas.line({LABEL: (label, Kind.LABEL), FIRST: (text, Kind.FACT)}, merged=(FIRST, WIDE))


def _states(audit: Audit) -> str:
    counts = Counter(document.status for document in audit.documents)
    said = [f"{counts[status]:,} {wording.STATUS[status].lower()}" for status in Status if counts[status]]
    return f"{len(audit.documents):,}: {', '.join(said)}" if said else "None"


def _outcomes(audit: Audit) -> str:
    counts = Counter(finding.outcome for document in audit.documents for finding in document.findings)
    if not counts:
        return "None" if audit.selection is None else f"None of {audit.selection.total:,}"
    of_all = f" of {audit.selection.total:,}" if audit.selection else ""
    violations = wording.counted(counts[Outcome.VIOLATION], "violation")
    return f"{counts.total():,}{of_all}: {violations}, {counts[Outcome.NEEDS_REVIEW]:,} to review"


def _section(canvas: Canvas, title: str) -> None:
    canvas.space(10)
    canvas.line({LABEL: (title, Kind.SECTION)})
    canvas.space(4)


def _write_unread(canvas: Canvas, audit: Audit) -> None:
    if not audit.unread:
        return
    _section(canvas, "Could not be read, and so not audited")
    for document in audit.unread[:MAX_LISTED]:
        reason = wording.problems(document) or "No reason was given."
        cells = {LABEL: (document.source.name, Kind.ALARM), FIRST: (reason, Kind.ALARM)}
        canvas.line(cells, merged=(FIRST, WIDE), is_ruled=True)
    _write_more(canvas, len(audit.unread))


def _write_more(canvas: Canvas, number: int) -> None:
    if number > MAX_LISTED:
        more = f"… and {number - MAX_LISTED:,} more, on the sheet “Documents”."
        canvas.line({LABEL: (more, Kind.NOTE)}, merged=(LABEL, WIDE))


def _write_totals(canvas: Canvas, sheet: Worksheet, audit: Audit, book: Book) -> None:
    _section(canvas, "Findings by category and severity")
    table = _by_category(audit)
    if not table:
        canvas.line({LABEL: (_nothing_flagged(audit), Kind.ENTRY)}, merged=(LABEL, WIDE))
        return
    head = canvas.next_row
    _write_header(canvas, "Category")
    for name, counts in table.items():
        _write_counts(canvas, wording.category(name), counts, PLAIN)
    columns = [sum(column) for column in zip(*table.values(), strict=True)]
    _write_counts(canvas, "Total", columns, SUM)
    while canvas.next_row - head < MIN_CHART_ROWS:
        canvas.space()
    height = (canvas.next_row - head) * ROW_CENTIMETRES
    chart = stacked_bars(
        _stack(table, head + 1, book.palette.heading), CHART, width=CHART_WIDTH, height=height
    )
    told = ", ".join(f"{wording.category(name)} {sum(counts):,}" for name, counts in table.items())
    book.chart_words = f"{CHART}: {told}"
    sheet.add_chart(chart, f"{get_column_letter(WIDE)}{head}")


def _nothing_flagged(audit: Audit) -> str:
    if not audit.documents:
        return "There were no documents."
    if len(audit.unread) == len(audit.documents):
        return "Nothing could be audited."
    if audit.selection is not None:
        return "No finding passes the filter."
    return "Nothing was flagged in what could be read."


def _by_category(audit: Audit) -> dict[str, list[int]]:
    """Return the findings of each category by severity, the category with the weightiest findings first."""
    table: dict[str, list[int]] = {}
    for document in audit.documents:
        for finding in document.findings:
            table.setdefault(finding.category, [0] * len(SEVERITIES))[finding.severity.rank] += 1
    return dict(sorted(table.items(), key=lambda entry: ([-count for count in entry[1]], entry[0])))


@dataclass(frozen=True, slots=True)
class _Look:
    """How a row of counts is set."""

    label: Kind = Kind.ENTRY
    count: Kind = Kind.COUNT
    total: Kind = Kind.TOTAL


PLAIN = _Look()
SUM = _Look(Kind.TOTAL_LABEL, Kind.TOTAL)


def _write_header(canvas: Canvas, label: str, wide: str | None = None) -> None:
    cells: dict[int, tuple[str | int | None, Kind]] = {LABEL: (label, Kind.HEADER)}
    for at, severity in enumerate(SEVERITIES):
        cells[FIRST + at] = (wording.SEVERITY[severity], Kind.HEADER_NUMBER)
    cells[TOTAL] = ("Total", Kind.HEADER_NUMBER)
    if wide:
        cells |= {TOTAL + 1: (None, Kind.HEADER), WIDE: (wide, Kind.HEADER)}
    canvas.line(cells)


def _write_counts(
    canvas: Canvas, label: str, counts: Sequence[int], look: _Look, wide: str | None = None
) -> None:
    cells: dict[int, tuple[str | int | None, Kind]] = {LABEL: (label, look.label)}
    cells |= {FIRST + at: (count, look.count) for at, count in enumerate(counts)}
    cells[TOTAL] = (sum(counts), look.total)
    if wide is not None:
        cells |= {TOTAL + 1: (None, look.label), WIDE: (wide, look.label)}
    canvas.line(cells, is_ruled=True)


def _stack(table: dict[str, list[int]], first_row: int, ink: str) -> Stack:
    return Stack(
        sheet=SHEET,
        first_row=first_row,
        label_column=LABEL,
        first_column=FIRST,
        categories=[wording.category(name) for name in table],
        names=[wording.SEVERITY[severity] for severity in SEVERITIES],
        colours=[SEVERITY_TINT[severity].solid for severity in SEVERITIES],
        figures=list(table.values()),
        ink=ink,
    )


def _write_documents(canvas: Canvas, audit: Audit) -> None:
    _section(canvas, "Documents")
    if not audit.documents:
        canvas.line({LABEL: ("There were none.", Kind.ENTRY)})
        return
    _write_header(canvas, "Document", "Verdict")
    for document in audit.documents[:MAX_LISTED]:
        verdict = wording.document_verdict(document)
        if document.status is Status.UNREADABLE:
            _write_unread_row(canvas, document.source.name, verdict)
        else:
            _write_counts(canvas, document.source.name, _by_severity(document), PLAIN, verdict)
    _write_more(canvas, len(audit.documents))


def _write_unread_row(canvas: Canvas, name: str, verdict: str) -> None:
    """Write a document without counts: a nought would be taken for a clean one."""
    cells: dict[int, tuple[str | int | None, Kind]] = dict.fromkeys(range(LABEL, WIDE), (None, Kind.ALARM))
    canvas.line(cells | {LABEL: (name, Kind.ALARM), WIDE: (verdict, Kind.ALARM)}, is_ruled=True)


def _by_severity(document: DocumentAudit) -> list[int]:
    counts = Counter(finding.severity for finding in document.findings)
    return [counts[severity] for severity in SEVERITIES]


def _write_not_checked(canvas: Canvas, audit: Audit, book: Book) -> None:
    _section(canvas, "What was not checked")
    gaps = _gaps(audit)
    for name, reason in gaps[:MAX_LISTED]:
        cells = {LABEL: (name, Kind.ENTRY), FIRST: (reason, Kind.ENTRY)}
        canvas.line(cells, merged=(FIRST, WIDE), is_ruled=True)
    _write_more(canvas, len(gaps))
    if not gaps:
        canvas.line({LABEL: (_all_checked(audit), Kind.ENTRY)}, merged=(LABEL, WIDE))
    for note in book.notes:
        canvas.line(
            {LABEL: ("This workbook", Kind.ENTRY), FIRST: (note, Kind.ENTRY)},
            merged=(FIRST, WIDE),
            is_ruled=True,
        )


def _all_checked(audit: Audit) -> str:
    if not audit.documents:
        return "There was nothing to check."
    rest = " besides the documents named above" if audit.unread else ""
    return f"Nothing was left out{rest}: all text was read and every rule could be run."


def _gaps(audit: Audit) -> list[tuple[str, str]]:
    """Return what was read in part and which rules could not be run, each with its document and the reason."""
    gaps = []
    for document in audit.documents:
        name = document.source.name
        if document.status is Status.PARTIAL:
            gaps.append((name, wording.problems(document) or wording.STATUS[Status.PARTIAL]))
        gaps += [(name, f"Rule {failure.rule}: {failure.error}") for failure in document.failures]
    return gaps


def _write_packs(canvas: Canvas, audit: Audit) -> None:
    _section(canvas, "Rule packs")
    if not audit.packs:
        canvas.line({LABEL: ("None was used.", Kind.ENTRY)})
    for pack in audit.packs:
        rules = wording.counted(len(pack.rules), "rule")
        said = f"{pack.id} {pack.version}, {rules}\nSHA-256 {pack.sha256}"
        canvas.line(
            {LABEL: (pack.title, Kind.ENTRY), FIRST: (said, Kind.ENTRY)}, merged=(FIRST, WIDE), is_ruled=True
        )
