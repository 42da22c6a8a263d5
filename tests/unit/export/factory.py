"""Audits made by hand, for the tests of the exports. All names and texts are invented."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.analysis import (
    Authorship,
    Contact,
    Crisis,
    CrisisVerdict,
    Evidence,
    Figure,
    FigureKind,
    Grade,
    Jurisdiction,
    Language,
    Reference,
    Statistic,
    Support,
    SupportKind,
)
from auditor.model.audit import Audit, DocumentAudit, PackRecord, RuleRecord, SourceRecord
from auditor.model.decision import Decision, FindingState, Verdict
from auditor.model.document import Block, BlockKind, Locator, Place, Region, Status
from auditor.model.finding import Basis, Finding, NotFlagged, Outcome, RuleFailure, Severity
from auditor.model.reaudit import Comparison, Departure, EarlierFinding, GoneFinding
from auditor.model.source import Problem
from auditor.model.span import Span

AUDITED_AT = "2026-11-22T10:00:00Z"

FAIR_TRADE = Basis("Fair Claims in Health Code", "3.1", "https://codes.example/health#3-1")
GUIDE = Basis("Guide to Proof in Advertising", "section B", "https://codes.example/proof", verified=False)

SUPERLATIVE = RuleRecord(
    "us/unsupported-superlative",
    "Superlative without support",
    "superlative",
    Severity.HIGH,
    "us",
    (FAIR_TRADE, GUIDE),
)
STATISTIC = RuleRecord(
    "us/uncited-statistic", "Figure without a source", "statistic", Severity.MEDIUM, "us", (GUIDE,)
)
GUARANTEE = RuleRecord(
    "core/cure-promise", "Promise of a cure", "guarantee", Severity.CRITICAL, "core", (FAIR_TRADE,)
)
CRISIS = RuleRecord(
    "core/crisis-line", "No crisis line named", "crisis-resource", Severity.CRITICAL, "core", ()
)
DATED = RuleRecord("core/undated", "No date on medical content", "authorship", Severity.LOW, "core", (GUIDE,))

PACKS = (
    PackRecord("core", "Core rules", "1.2.0", "c0" * 32, (GUARANTEE, CRISIS, DATED)),
    PackRecord("us", "United States", "1.0.1", "a5" * 32, (SUPERLATIVE, STATISTIC)),
)

ADVICE = {
    "superlative": "Say what was compared, with whom and when, or leave the superlative out.",
    "statistic": "Name the study or survey, its year and its numbers, or leave the figure out.",
    "guarantee": "Say what treatment can do for some people, and what is not known.",
    "crisis-resource": "Name the national crisis line near the top of the page.",
    "authorship": "Name who reviewed the page and when.",
}


def source(name: str = "page.html", uri: str = "", media_type: str = "text/html", **more) -> SourceRecord:
    """Return a source with a made-up hash."""
    made = SourceRecord(name, uri or f"https://clinic.example/{name}", media_type, 48_211, "5e" * 32)
    return replace(made, **more)


def blocks_of(
    paragraphs: list[tuple[BlockKind, str]], locators: list[Locator]
) -> tuple[str, tuple[Block, ...]]:
    """Return the canonical text of some paragraphs and its blocks."""
    text, blocks = "", []
    for (kind, words), locator in zip(paragraphs, locators, strict=True):
        text += "\n\n" if text else ""
        span = Span(len(text), len(text) + len(words))
        blocks.append(Block(len(blocks), span, kind, Region.MAIN, locator))
        text += words
    return text, tuple(blocks)


def span_of(text: str, words: str) -> Span:
    """Return where `words` stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def fingerprint_of(text: str, rule: RuleRecord, quote: str) -> str:
    """Return what names a finding here."""
    return f"{rule.category[:4]}{text.index(quote):06d}{len(quote):04d}"


def finding(text: str, rule: RuleRecord, quote: str, trigger: str, **more) -> Finding:
    """Return a finding of `rule` on words of `text`."""
    whole = span_of(text, quote)
    inner = span_of(quote, trigger).shift(whole.start)
    made = Finding(
        fingerprint=fingerprint_of(text, rule, quote),
        rule=rule.id,
        title=rule.title,
        category=rule.category,
        severity=rule.severity,
        outcome=Outcome.VIOLATION,
        span=whole,
        quote=quote,
        trigger=inner,
        trigger_quote=trigger,
        message=f"“{trigger}” is a claim that has to be proved, and no proof is given here.",
        advice=ADVICE[rule.category],
        basis=rule.basis,
    )
    return replace(made, **more)


def document_finding(rule: RuleRecord, message: str, **more) -> Finding:
    """Return a finding about a whole document."""
    made = Finding(
        fingerprint=f"{rule.category[:4]}document",
        rule=rule.id,
        title=rule.title,
        category=rule.category,
        severity=rule.severity,
        outcome=Outcome.VIOLATION,
        span=None,
        quote="",
        trigger=None,
        trigger_quote="",
        message=message,
        advice=ADVICE[rule.category],
        basis=rule.basis,
    )
    return replace(made, **more)


def web_page() -> DocumentAudit:
    """Return a page with findings of several kinds, in an order that is not the reading order."""
    superlative = "Our Lantern Method is the most advanced care for depression in the country."
    figure = "More than 90% of our guests stay well for a year, according to studies."
    cited = "About 1 in 5 adults lives with a mental illness [1]."
    promise = "We guarantee that you will be cured, completely and for good."
    crisis = "If you think of suicide, call us at 555-0100."
    text, blocks = blocks_of(
        [
            (BlockKind.TITLE, "Lantern House"),
            (BlockKind.HEADING, "Why Lantern House"),
            (BlockKind.PARAGRAPH, superlative),
            (BlockKind.PARAGRAPH, f"{figure} {cited}"),
            (BlockKind.HEADING, "Our promise"),
            (BlockKind.PARAGRAPH, f"{promise} {crisis}"),
        ],
        [Locator(selector=f"main > p:nth-of-type({n})") for n in range(6)],
    )
    selector = Place(selector="main > p:nth-of-type(2)", offset=0)
    survey = Support(
        SupportKind.UNNAMED_AUTHORITY, "according to studies", span_of(text, "according to studies")
    )
    mark = Support(
        SupportKind.MARK, "[1]", span_of(text, "[1]"), "National Survey of Health and Use, 2024, table 8.1"
    )
    contact = Contact(span_of(text, "555-0100"), "555-0100", in_danger_context=True)
    return DocumentAudit(
        source=source(retrieved_at="2026-11-22T09:58:12Z"),
        status=Status.COMPLETE,
        problems=(),
        title="Lantern House",
        text=text,
        words=len(text.split()),
        language=Language("en", is_supported=True),
        jurisdiction=Jurisdiction("US", "Telephone number and spelling", runner_up="CA"),
        statistics=(
            Statistic(
                span_of(text, figure),
                1,
                (Figure(span_of(text, "More than 90%"), FigureKind.PERCENTAGE, "More than 90%"),),
                Evidence(Grade.VAGUE, (survey,)),
                own_outcome=True,
            ),
            Statistic(
                span_of(text, cited),
                2,
                (Figure(span_of(text, "1 in 5"), FigureKind.RATIO, "1 in 5"),),
                Evidence(Grade.REFERENCED, (mark,), ("mark 7 has no entry",)),
            ),
        ),
        findings=(
            finding(text, GUARANTEE, promise, "guarantee that you will be cured", place=selector),
            finding(
                text,
                STATISTIC,
                figure,
                "More than 90% of our guests",
                place=selector,
                grade=Grade.VAGUE,
                evidence="Only unnamed studies are mentioned.",
                suggestion="In our survey of 212 guests in 2025, 131 said they were well after a year.",
            ),
            finding(
                text,
                SUPERLATIVE,
                superlative,
                "the most advanced care",
                place=selector,
                outcome=Outcome.NEEDS_REVIEW,
                occurrences=3,
            ),
            document_finding(CRISIS, "The page speaks of suicide and names no public crisis line."),
        ),
        crisis=Crisis(
            topics=("suicide",),
            verdict=CrisisVerdict.COMMERCIAL_ONLY,
            commercial=(contact,),
            notes=("Own number only.",),
        ),
        authorship=Authorship(author="Ada Example", published_on="2026-03-01"),
        references=(
            Reference(
                "1", "National Survey of Health and Use, 2024", Span(0, 3), "https://survey.example/2024", 1
            ),
            Reference("2", "What we do", Span(3, 6), "https://clinic.example/offer", 0, is_own_page=True),
        ),
        not_flagged=(
            NotFlagged(
                STATISTIC.id,
                cited,
                "Cited: mark 1 resolves to “National Survey of Health and Use, 2024”.",
                span_of(text, cited),
                span_of(text, cited),
            ),
            NotFlagged(
                SUPERLATIVE.id,
                "adults",
                "Said of medicine, not of the offer.",
                span_of(text, "adults"),
                span_of(text, cited),
            ),
            NotFlagged(SUPERLATIVE.id, "", "Named and dated: Dr A. Example, 2026-03-01."),
        ),
        blocks=blocks,
        decisions={
            fingerprint_of(text, GUARANTEE, promise): Decision(
                Verdict.CONFIRMED,
                "No cure can be promised.",
                "",
                "Ada Example",
                "2026-11-22T10:30:00Z",
                response="We will take the sentence out.",
            ),
            fingerprint_of(text, STATISTIC, figure): Decision(
                Verdict.LATER, "", "Ask for the survey.", "Ada Example", "2026-11-22T10:31:00Z"
            ),
        },
    )


def compared_page() -> DocumentAudit:
    """Return the web page beside the version before: one finding new, one as before, one worded otherwise."""
    document = web_page()
    promise, figure, superlative, crisis = document.findings
    states = {
        crisis.fingerprint: FindingState.OPEN,
        promise.fingerprint: FindingState.STALE,
        figure.fingerprint: FindingState.OPEN,
        superlative.fingerprint: FindingState.NEW,
    }
    return replace(
        document,
        states=states,
        decisions={figure.fingerprint: document.decisions[promise.fingerprint]},
        comparison=comparison(promise.fingerprint),
    )


def comparison(changed: str) -> Comparison:
    """Return how the page stood before: a promise worded otherwise, one claim that is mended and one nobody can tell of."""
    told = Decision(Verdict.DISMISSED, "Opinion", "", "Ada Example", "2026-10-01T10:00:00Z")
    promise = "We promise that you will be cured."
    before = EarlierFinding("11" * 8, promise, GUARANTEE.id, told)
    words = "The very first clinic of its kind."
    gone = finding(words, SUPERLATIVE, words, "very first")
    lost = document_finding(CRISIS, "The page names a line that is closed.")
    return Comparison(
        *("page.html", "https://lantern.example/page.html", "cd" * 32, "2026-10-01T09:00:00Z"),
        gone=(
            GoneFinding(gone, Departure.WORDS_GONE, told),
            GoneFinding(lost, Departure.RULES_CHANGED),
        ),
        before=((changed, before),),
    )


def brochure() -> DocumentAudit:
    """Return a PDF read in part, with a finding on page 3 and a rule that could not be run."""
    words = "Nobody else has results like ours.\n\nNobody."
    text, blocks = blocks_of(
        [(BlockKind.HEADING, "Results"), (BlockKind.PARAGRAPH, words)], [Locator(page=2), Locator(page=3)]
    )
    return DocumentAudit(
        source=source(
            "Brochure & prices.pdf", "file:///work%20files/Brochure%20%26%20prices.pdf", "application/pdf"
        ),
        status=Status.PARTIAL,
        problems=(Problem("no-text-layer", "Pages 4 and 5 are images without text."),),
        title="Results",
        text=text,
        words=8,
        language=Language("en", is_supported=True),
        jurisdiction=Jurisdiction(None, "No address, number or spelling tells the country"),
        findings=(
            finding(
                text,
                SUPERLATIVE,
                words,
                "Nobody else",
                place=Place(page=3, boxes=((72.0, 101.5, 310.2, 113.9),)),
            ),
        ),
        crisis=Crisis(),
        authorship=Authorship(),
        failures=(
            RuleFailure(STATISTIC.id, "Brochure & prices.pdf", "not checked: a pattern took too long"),
        ),
        blocks=blocks,
    )


def clean_page() -> DocumentAudit:
    """Return a page in which nothing was flagged."""
    text = "We offer talks with trained listeners."
    return DocumentAudit(
        source=source("about.html"),
        status=Status.COMPLETE,
        problems=(),
        title="About",
        text=text,
        words=6,
        language=Language("en", is_supported=True),
        jurisdiction=Jurisdiction("US", "Spelling"),
        crisis=Crisis(),
        authorship=Authorship(reviewer="Dr B. Example", reviewed_on="2026-01-15"),
    )


def unread() -> DocumentAudit:
    """Return a document that could not be read."""
    return DocumentAudit(
        source=source("scan.pdf", "file:///work/scan.pdf", "application/pdf"),
        status=Status.UNREADABLE,
        problems=(Problem("no-text-layer", "All 4 pages are images without text."),),
    )


def audit(*documents: DocumentAudit) -> Audit:
    """Return an audit of the documents given, or of one of each kind."""
    chosen = documents or (web_page(), brochure(), clean_page(), unread())
    return Audit("0.1.0", AUDITED_AT, PACKS, chosen)


def hostile(words: str) -> DocumentAudit:
    """Return a document in which every text field that comes from outside is `words`."""
    span = Span(0, len(words))
    evidence = Evidence(Grade.NAMED, (Support(SupportKind.NAMED_SOURCE, words, span, words),), (words,))
    return DocumentAudit(
        source=SourceRecord(words, words, words, 1, "", words),
        status=Status.PARTIAL,
        problems=(Problem("odd", words),),
        title=words,
        text=words,
        words=1,
        language=Language("en", is_supported=True),
        jurisdiction=Jurisdiction("US", words),
        statistics=(Statistic(span, 0, (Figure(span, FigureKind.COUNT, words),), evidence),),
        findings=(
            Finding(
                fingerprint="f1",
                rule=SUPERLATIVE.id,
                title="t",
                category="superlative",
                severity=Severity.LOW,
                outcome=Outcome.VIOLATION,
                span=span,
                quote=words,
                trigger=span,
                trigger_quote=words,
                message=words,
                advice=words,
                suggestion=words,
                evidence=words,
                basis=(Basis(words, words, words),),
            ),
        ),
        crisis=Crisis(topics=(words,), notes=(words,), resources=(Contact(span, words, "x", words),)),
        authorship=Authorship(words, words, words, words, words),
        references=(Reference(words, words, span, words),),
        not_flagged=(NotFlagged(SUPERLATIVE.id, words, words, span),),
        failures=(RuleFailure(SUPERLATIVE.id, words, words),),
    )
