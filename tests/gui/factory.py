"""Invented audits for the window: a clinic's article, a brochure read in part, a scan, and as many more as a test wants."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.loaders.builder import DocumentBuilder, Inline
from auditor.model.analysis import Grade, Jurisdiction
from auditor.model.audit import DocumentAudit, PackRecord, RuleRecord, SourceRecord
from auditor.model.document import BlockKind, Document, Locator, Place, Region, Status
from auditor.model.finding import Basis, Finding, NotFlagged, Outcome, Severity
from auditor.model.source import Problem
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

PACK = PackRecord(
    "us",
    "United States",
    "1.0.0",
    "5f" * 32,
    (
        RuleRecord("us/superlative", "Supremacy without support", "superlative", Severity.HIGH, "us"),
        RuleRecord("us/uncited-statistic", "Figure without a source", "statistic", Severity.MEDIUM, "us"),
    ),
)
ASKED_PACK = PackRecord("shops", "App shops", "1.0.0", "6a" * 32, is_opt_in=True)

_FTC = Basis("FTC Act, section 5", "15 U.S.C. § 45(a)", "https://www.ftc.gov/legal-library/browse/statutes")
_GUIDE = Basis(
    "FTC Health Products Compliance Guidance", "II.B, substantiation", "https://www.ftc.gov/business-guidance"
)
_SAFETY = Basis(
    "Safe messaging guidelines", "Give a crisis line with every mention of suicide", "", verified=False
)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def source(name: str, media_type: str = "text/html") -> SourceRecord:
    return SourceRecord(name, f"https://harbor-clinic.example/{name}", media_type, 48_211, "9c" * 32)


def finding(
    document: Document,
    quote: str,
    trigger: str,
    severity: Severity,
    category: str,
    *,
    title: str,
    message: str,
    outcome: Outcome = Outcome.VIOLATION,
    **more: object,
) -> Finding:
    """A finding on words that stand in the document; no words make it one about the whole document."""
    at = document.text.index(quote) if quote else 0
    trigger_at = at + quote.index(trigger)
    values: dict[str, object] = {
        "fingerprint": f"{category}:{quote[:40]}",
        "rule": f"us/{title.lower().replace(' ', '-')}",
        "title": title,
        "category": category,
        "severity": severity,
        "outcome": outcome,
        "span": Span(at, at + len(quote)) if quote else None,
        "quote": quote,
        "trigger": Span(trigger_at, trigger_at + len(trigger)) if quote else None,
        "trigger_quote": trigger,
        "message": message,
        "advice": "Name the source beside the claim and link to it, or take the claim out.",
        "basis": (_FTC, _GUIDE),
        "place": Place(selector="main > p:nth-of-type(2)"),
    }
    return Finding(**{**values, **more})


def article(name: str = "opioids-and-depression.html") -> DocumentAudit:
    document = _article_text()
    audit = _audit(document, source(name), _article_findings(document), country="US")
    return replace(audit, not_flagged=_article_passed(document))


def brochure(name: str = "Summer brochure 2026.pdf") -> DocumentAudit:
    builder = DocumentBuilder("application/pdf", title="Find your way back: summer brochure")
    builder.add_block(BlockKind.HEADING, [Inline("Find your way back")], level=1)
    builder.add_block(
        BlockKind.PARAGRAPH, [Inline("A permanent cure for cravings, guaranteed in 21 days. 🌿")]
    )
    builder.add_block(BlockKind.QUOTE, [Inline("“I walked in broken and walked out free.” – Dana, alumna")])
    builder.add_block(BlockKind.PARAGRAPH, [Inline("Only 3 places left for July: call before Friday.")])
    builder.add_problem("no-text-layer", "Pages 2 and 3 are images without text and were not audited.")
    document = builder.build()
    cure = finding(
        document,
        "A permanent cure for cravings, guaranteed in 21 days. 🌿",
        "permanent cure",
        Severity.CRITICAL,
        "guarantee",
        title="Cure or permanence promised",
        message="“permanent cure” promises a result that no treatment can promise.",
        suggestion="Many of our patients report fewer cravings; ask us what the evidence shows.",
        place=Place(page=1, boxes=((72.0, 101.5, 310.2, 113.9),)),
    )
    story = finding(
        document,
        "“I walked in broken and walked out free.” – Dana, alumna",
        "walked out free",
        Severity.MEDIUM,
        "testimonial",
        title="Testimonial without typical results",
        message="A patient's story stands as proof; typical results are not given.",
        outcome=Outcome.NEEDS_REVIEW,
        place=Place(page=1),
    )
    hurry = finding(
        document,
        "Only 3 places left for July: call before Friday.",
        "Only 3 places left",
        Severity.LOW,
        "urgency",
        title="Pressure to decide",
        message="“Only 3 places left” presses people in need to decide at once.",
        place=Place(page=4),
    )
    return _audit(document, source(name, "application/pdf"), (cure, story, hurry), country="US")


def clean(name: str = "contact.html") -> DocumentAudit:
    builder = DocumentBuilder("text/html", title="How to reach us")
    builder.add_block(BlockKind.HEADING, [Inline("How to reach us")], level=1)
    builder.add_block(BlockKind.PARAGRAPH, [Inline("Write to us or visit the front desk on weekdays.")])
    return _audit(builder.build(), source(name), (), country="US")


def beginning(whole: DocumentAudit, blocks: int) -> DocumentAudit:
    """What the first blocks of a document tell when they are judged on their own."""
    end = whole.blocks[blocks - 1].span.end
    return replace(
        whole,
        status=Status.PARTIAL,
        problems=(Problem("beginning-only", "This is its beginning; the rest is still being read."),),
        text=whole.text[:end],
        blocks=whole.blocks[:blocks],
        findings=tuple(f for f in whole.findings if f.span and f.span.end <= end),
        not_flagged=(),
    )


def scan(name: str = "flyer-scan.pdf") -> DocumentAudit:
    problem = Problem(
        "no-text-layer", "All 4 pages are images without text. Ask for a version with text, or transcribe it."
    )
    return DocumentAudit(source(name, "application/pdf"), Status.UNREADABLE, (problem,))


def many(documents: int, findings: int) -> list[DocumentAudit]:
    """As many documents as wanted, each with so many findings, made of the article's."""
    model = article()
    repeated = tuple(
        replace(model.findings[i % len(model.findings)], fingerprint=f"f{i}") for i in range(findings)
    )
    return [replace(model, source=source(f"page-{n:04}.html"), findings=repeated) for n in range(documents)]


def long_report(pages: int) -> DocumentAudit:
    """A report of many pages, each with twenty paragraphs and ten findings."""
    builder = DocumentBuilder("application/pdf", title="Report on everything")
    for page in range(1, pages + 1):
        for number in range(20):
            words = f"Page {page} paragraph {number} says that ours is the most advanced way of all the ways there are. "
            builder.add_block(BlockKind.PARAGRAPH, [Inline(words * 2)], locator=Locator(page=page))
    document = builder.build()
    model = article().findings[3]
    found = [
        replace(
            model,
            fingerprint=str(block.index),
            span=block.span,
            quote=block.span.of(document.text),
            trigger=None,
            trigger_quote="most advanced",
            place=Place(page=block.locator.page),
        )
        for block in document.blocks[::2]
    ]
    return _audit(document, source("report.pdf", "application/pdf"), found, country="US")


def leaflet() -> tuple[bytes, DocumentAudit]:
    """A PDF of four pages and its audit: a finding on each of the first three, the last without boxes."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800))
    builder = DocumentBuilder("application/pdf", title="Leaflet")
    for page in range(1, 5):
        words = f"We are the most advanced clinic on page {page}."
        canvas.drawString(100, 690, words)
        canvas.showPage()
        builder.add_block(BlockKind.PARAGRAPH, [Inline(words)], locator=Locator(page=page))
    canvas.save()
    document = builder.build()
    found = [
        finding(
            document,
            block.span.of(document.text),
            "most advanced",
            severity,
            "superlative",
            title=f"Claim {block.locator.page}",
            message="It says so.",
            fingerprint=f"f{block.locator.page}",
            place=Place(page=block.locator.page, boxes=boxes),
        )
        for block, severity, boxes in zip(
            document.blocks[:3],
            (Severity.HIGH, Severity.CRITICAL, Severity.LOW),
            (((160.0, 98.0, 240.0, 114.0),), ((160.0, 98.0, 240.0, 114.0),), ()),
            strict=True,
        )
    ]
    content = buffer.getvalue()
    record = replace(source("leaflet.pdf", "application/pdf"), sha256=sha256(content))
    return content, _audit(document, record, found, country="US")


def _audit(
    document: Document, record: SourceRecord, findings: Sequence[Finding], *, country: str
) -> DocumentAudit:
    return DocumentAudit(
        record,
        document.status,
        document.problems,
        title=document.title,
        text=document.text,
        words=document.words,
        jurisdiction=Jurisdiction(country, "US telephone numbers and spelling"),
        findings=tuple(findings),
        blocks=document.blocks,
    )


def _article_passed(document: Document) -> tuple[NotFlagged, ...]:
    """A cited figure, a word of medicine, and a byline that concerns the whole document."""
    cited = "In a survey of 2,316 adults, 23% of those in treatment reported suicidal thoughts in the past year[1]."
    start = document.text.index(cited)
    sentence = Span(start, start + len(cited))
    word = Span(start + cited.index("past"), start + cited.index("past") + 4)
    return (
        NotFlagged("us/superlative", "past", "Said of medicine, not of the offer.", word, sentence),
        NotFlagged(
            "us/uncited-statistic",
            cited,
            "Cited: mark 1 resolves to “Larch B. Low mood.”.",
            sentence,
            sentence,
        ),
        NotFlagged("us/unsigned", "", "Named and dated: Dr A. Larch, 2026-03-01."),
    )


def _article_text() -> Document:
    builder = DocumentBuilder("text/html", title="Opioids and Depression: What Helps | Harbor Clinic")
    add = builder.add_block
    add(BlockKind.TITLE, [Inline("Opioids and Depression: What Helps | Harbor Clinic")], region=Region.HEAD)
    add(BlockKind.LABEL, [Inline("Treatments")], region=Region.NAV)
    add(BlockKind.LABEL, [Inline("About us")], region=Region.NAV)
    add(BlockKind.HEADING, [Inline("Opioids and depression: what helps")], level=1)
    add(
        BlockKind.PARAGRAPH,
        [
            Inline(
                "Long-term opioid use and low mood often go together. About 45% of people who use opioids daily also live with depression, and more than one in four have thought about ending their life."
            )
        ],
    )
    add(
        BlockKind.PARAGRAPH,
        [
            Inline(
                "In a survey of 2,316 adults, 23% of those in treatment reported suicidal thoughts in the past year",
                page=None,
            ),
            Inline(mark="1"),
            Inline("."),
        ],
    )
    add(BlockKind.HEADING, [Inline("Why our method works")], level=2)
    add(
        BlockKind.PARAGRAPH,
        [
            Inline(
                "The Harbor Method is the most advanced treatment for opioid dependence in the country 🧠. Studies show that patients recover twice as fast as with conventional rehab."
            )
        ],
    )
    add(BlockKind.LIST_ITEM, [Inline("93% of our patients stay clean after one stay")], level=1)
    add(BlockKind.LIST_ITEM, [Inline("Completely safe, with no side effects")], level=1)
    add(BlockKind.LIST_ITEM, [Inline("A team of nurses and counsellors around the clock")], level=1)
    builder.add_row(
        [[Inline("Programme")], [Inline("Length")], [Inline("Still well after a year")]],
        is_header=True,
        group=1,
    )
    builder.add_row(
        [[Inline("Harbor Method")], [Inline("21 days")], [Inline("93%")]],
        headers=["Programme", "Length", "Still well after a year"],
        group=1,
    )
    builder.add_row(
        [[Inline("Conventional rehab")], [Inline("90 days")], [Inline("31%")]],
        headers=["Programme", "Length", "Still well after a year"],
        group=1,
    )
    add(BlockKind.HEADING, [Inline("If you are in danger now")], level=2)
    add(
        BlockKind.PARAGRAPH,
        [
            Inline(
                "If you think of hurting yourself, call our care line at 555-0142 at any hour. Addicts who call are never judged."
            )
        ],
    )
    add(BlockKind.FOOTNOTE, [Inline("1. National Household Survey on Drug Use, 2024, table 6.21.")])
    add(
        BlockKind.PARAGRAPH,
        [Inline("© 2026 Harbor Clinic, 12 Quay Street, Portland, OR 97201")],
        region=Region.FOOTER,
    )
    return builder.build()


def _article_findings(document: Document) -> tuple[Finding, ...]:
    return (
        finding(
            document,
            "",
            "",
            Severity.CRITICAL,
            "crisis-resource",
            title="No public crisis line named",
            message="The page speaks of suicide and names no public crisis line for readers in the United States.",
            advice="Name the 988 Suicide & Crisis Lifeline (call or text 988) beside the first mention of suicide.",
            suggestion="If you are thinking about suicide, call or text 988 at any time to reach the Suicide & Crisis Lifeline.",
            evidence="Looked for: 988, 1-800-273-8255, Crisis Text Line. Found only 555-0142, the clinic's own number.",
            basis=(_SAFETY,),
        ),
        finding(
            document,
            "If you think of hurting yourself, call our care line at 555-0142 at any hour.",
            "our care line at 555-0142",
            Severity.CRITICAL,
            "helpline",
            title="Own number offered as crisis help",
            message="The clinic's admissions number stands where people in danger look for help.",
        ),
        finding(
            document,
            "About 45% of people who use opioids daily also live with depression, and more than one in four have thought about ending their life.",
            "45%",
            Severity.HIGH,
            "statistic",
            title="Figure without a source",
            message="Two figures about people stand here without a source.",
            grade=Grade.NONE,
            evidence="No mark, link or named source in the sentence or its paragraph.",
        ),
        finding(
            document,
            "The Harbor Method is the most advanced treatment for opioid dependence in the country 🧠.",
            "most advanced treatment",
            Severity.HIGH,
            "superlative",
            title="Superlative about what is sold",
            message="“most advanced treatment” ranks the clinic's own method above all others in the country, and nothing supports it.",
            suggestion="The Harbor Method combines medication and weekly counselling.",
        ),
        finding(
            document,
            "Studies show that patients recover twice as fast as with conventional rehab.",
            "Studies show",
            Severity.HIGH,
            "vague-authority",
            title="Authority without a name",
            message="“Studies show” names no study that a reader could look up.",
            grade=Grade.VAGUE,
        ),
        finding(
            document,
            "93% of our patients stay clean after one stay",
            "93% of our patients",
            Severity.HIGH,
            "statistic",
            title="Own outcome without a basis",
            message="The clinic's own success rate is given without period, number or method.",
            outcome=Outcome.NEEDS_REVIEW,
            grade=Grade.NONE,
        ),
        finding(
            document,
            "Completely safe, with no side effects",
            "Completely safe",
            Severity.CRITICAL,
            "guarantee",
            title="Safety stated without limits",
            message="“Completely safe” promises safety without naming a limit.",
            suggestion="Most people tolerate the treatment well; your doctor will go through the risks with you.",
        ),
        finding(
            document,
            "Harbor Method | 21 days | 93%",
            "93%",
            Severity.MEDIUM,
            "statistic",
            title="Figure without a source",
            message="The table gives outcomes without saying where they come from.",
            outcome=Outcome.NEEDS_REVIEW,
            grade=Grade.NONE,
        ),
        finding(
            document,
            "Addicts who call are never judged.",
            "Addicts",
            Severity.LOW,
            "stigma",
            title="Stigmatising label",
            message="“Addicts” makes the illness the person.",
            suggestion="People who call are never judged.",
        ),
    )
