"""Sets what has no pages of its own: the front of the marked PDF, documents that came as text, and lists of findings."""

from __future__ import annotations

import io
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from auditor.export import wording
from auditor.export.pdf.annotations import COLOURS
from auditor.export.pdf.fonts import BOLD, NOT_DRAWN, REGULAR, drawn, is_drawn_whole
from auditor.export.pdf.house import heading_ink, house
from auditor.export.pdf.notes import note_words
from auditor.export.places import PlaceFinder
from auditor.export.safe_text import encodable, visible
from auditor.model.document import BlockKind
from auditor.model.template import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.finding import Finding, Severity
    from auditor.model.template import Template

Numbered = tuple[int, "Finding"]

_MARGIN = 20 * mm
_GREY = colors.HexColor("#52606d")

_BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=10, leading=14.5, spaceAfter=7)
_QUIET = ParagraphStyle("quiet", parent=_BODY, fontSize=8.5, leading=12, textColor=_GREY, spaceAfter=4)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName=BOLD, fontSize=20, leading=25, spaceAfter=8)
_HEAD = ParagraphStyle(
    "head", parent=_BODY, fontName=BOLD, fontSize=13, leading=17, spaceBefore=10, spaceAfter=5
)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=5 * mm)
_ENTRY = ParagraphStyle("entry", parent=_BODY, fontSize=9, leading=12.5, spaceAfter=8)
_ALARM = ParagraphStyle("alarm", parent=_BODY, textColor=colors.HexColor("#b4182d"))


def front(audit: Audit, prepared_by: str, template: Template = PLAIN) -> bytes:
    """Return the first pages: what was audited by whom, what could not be read, and by which rules."""
    program = f"Auditor {audit.tool_version}"
    who = f"{prepared_by}, with {program}" if prepared_by else program
    story = [
        *house(template, BOLD),
        Paragraph(f'<font color="#{heading_ink(template)}">Health marketing audit</font>', _TITLE),
        Paragraph(_safe(wording.headline(audit)), _BODY),
        Paragraph(_safe(f"Audited {wording.spelled_moment(audit.audited_at)} by {who}."), _QUIET),
        Paragraph(
            _safe(f"Filter: {wording.inside(wording.filter_words(audit))}"),
            _BODY if audit.selection else _QUIET,
        ),
        Paragraph(_safe(wording.notice(template)), _BODY),
    ]
    if audit.unread:
        story.append(Paragraph("Could not be read, and so not audited", _HEAD))
        said = (f"{document.source.name}: {wording.problems(document)}" for document in audit.unread)
        story += [Paragraph(_safe(words), _ALARM) for words in said]
    story.append(Paragraph("Documents", _HEAD))
    said = (f"{d.source.name}: {wording.document_verdict(d)}" for d in audit.documents)
    story += [Paragraph(_safe(words), _BODY) for words in said]
    story.append(Paragraph("Rules applied", _HEAD))
    story += [
        Paragraph(_safe(f"{pack.title} ({pack.id}), version {pack.version}, SHA-256 {pack.sha256}"), _QUIET)
        for pack in audit.packs
    ]
    return _set(story)


def typeset(
    document: DocumentAudit, findings: Sequence[Numbered], remark: str = "", template: Template = PLAIN
) -> bytes:
    """Return a document's canonical text on pages, its findings marked and numbered, and the list of them."""
    marks = _Marks(findings)
    story = [*_title(document, remark)]
    for block in document.blocks:
        words = marks.of_block(document.text, block.span.start, block.span.end)
        style = _HEAD if block.kind in {BlockKind.HEADING, BlockKind.TITLE} else _BODY
        if block.kind is BlockKind.LIST_ITEM:
            words, style = f"• {words}", _ITEM
        story.append(Paragraph(words, style))
    return _set([*story, *_list(document, findings, template)])


def finding_list(
    document: DocumentAudit, findings: Sequence[Numbered], remark: str = "", template: Template = PLAIN
) -> bytes:
    """Return the findings of a document whose pages stand before; `remark` says how those came about."""
    told = (Paragraph(_safe(words), _QUIET) for words in filter(None, (remark,)))
    return _set([*_title(document, ""), *told, *_list(document, findings, template)])


class _Marks:
    """Which stretch of the text carries which findings."""

    def __init__(self, findings: Sequence[Numbered]) -> None:
        placed = [(f.trigger or f.span, number, f.severity) for number, f in findings]
        self._placed = sorted(((s.start, s.end, n, v) for s, n, v in placed if s), key=lambda p: p[:3])

    def of_block(self, text: str, start: int, end: int) -> str:
        """Return the markup of a block: backgrounds by the weightiest finding, a number where each begins."""
        here = [p for p in self._placed if p[0] < end and p[1] > start]
        cuts = sorted({start, end, *(min(max(at, start), end) for p in here for at in p[:2])})
        parts = []
        for low, high in pairwise(cuts):
            over = [p for p in here if p[0] <= low < p[1]]
            parts += [_number(p[2], p[3]) for p in over if max(p[0], start) == low]
            parts.append(
                _coloured(
                    _safe(text[low:high]), min((p[3] for p in over), key=lambda s: s.rank, default=None)
                )
            )
        return "".join(parts)


def _number(number: int, severity: Severity) -> str:
    return f'<font name="{BOLD}" size="7" backColor="{_hex(severity)}"> {number} </font> '


def _coloured(words: str, severity: Severity | None) -> str:
    return words if severity is None else f'<font backColor="{_hex(severity)}">{words}</font>'


def _hex(severity: Severity) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in COLOURS[severity])


def _title(document: DocumentAudit, remark: str) -> Iterator[Paragraph]:
    source = document.source
    yield Paragraph(_safe(document.title or source.name), _TITLE)
    yield Paragraph(_safe(f"{source.name} · {wording.document_verdict(document)}"), _QUIET)
    yield Paragraph(_safe(f"SHA-256 {source.sha256}"), _QUIET)
    if remark:
        yield Paragraph(_safe(remark), _ALARM)
    if not is_drawn_whole((document.title, source.name, document.text)):
        yield Paragraph(NOT_DRAWN, _QUIET)
    if document.problems:
        yield Paragraph(_safe(wording.problems(document)), _ALARM)


def _list(document: DocumentAudit, findings: Sequence[Numbered], template: Template) -> Iterator[Paragraph]:
    if not findings:
        return
    places = PlaceFinder(document)
    yield Paragraph("Findings", _HEAD)
    for number, finding in findings:
        words = finding.trigger_quote or finding.quote if template.shows("Sentence") else ""
        said = f"“{_safe(words)}”" if words else ""
        place = _safe(places.of_finding(finding).label) if template.shows("Place") else ""
        kind, *lines = note_words(document, finding, template).splitlines()
        head = " · ".join(filter(None, (f"<b>{_safe(kind)}</b>", " ".join(filter(None, (place, said))))))
        told = "<br/>".join([head, *map(_safe, lines)])
        yield Paragraph(f"{_number(number, finding.severity)}{told}", _ENTRY)


def _safe(text: str) -> str:
    return escape(drawn(encodable(visible(text))), quote=False).replace("\n", "<br/>")


def _set(story: Iterable[Paragraph]) -> bytes:
    buffer = io.BytesIO()
    page = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        invariant=1,
    )
    page.build([*story, Spacer(1, 1)])
    return buffer.getvalue()
