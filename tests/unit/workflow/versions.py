"""Invented versions of a clinic's page: sentences with what a rule says of them, in paragraphs under headings."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from auditor.model.analysis import Grade
from auditor.model.audit import DocumentAudit, PackRecord, RuleRecord, SourceRecord
from auditor.model.document import Block, BlockKind, Locator, Region, Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.source import Problem
from auditor.model.span import Span

BEST, FIGURE, CRISIS = "core/superlative", "core/uncited-statistic", "core/crisis-resource"


def pack(sha256="aa", rules=(BEST, FIGURE, CRISIS)):
    records = tuple(
        RuleRecord(r, r.partition("/")[2], r.partition("/")[2], Severity.HIGH, "core") for r in rules
    )
    return PackRecord("core", "Core", "1.0.0", sha256, records)


def page(*claims, name="page.html", title="Our clinic", filler=3, **more):
    """A page of paragraphs: a plain string is said and not flagged, a pair is words and the rule that flags them."""
    text, blocks, findings = "", [], []
    for number, claim in enumerate(claims):
        words, rule = claim if isinstance(claim, tuple) else (claim, None)
        kind = BlockKind.HEADING if words.startswith("# ") else BlockKind.PARAGRAPH
        span = Span(len(text), len(text) + len(words))
        blocks.append(Block(number, span, kind, Region.MAIN, Locator(selector="p")))
        text += words + "\n\n"
        if rule:
            findings.append(finding(words, rule, span))
    made = DocumentAudit(
        SourceRecord(name, f"file:///old/{name}", "text/html", len(text), sha(text)),
        Status.COMPLETE,
        (),
        title=title,
        text=text,
        blocks=tuple(blocks),
        words=len(text.split()),
        findings=tuple(findings),
    )
    return replace(made, **more)


def finding(words, rule, span=None, **more):
    name = hashlib.sha256(f"{rule}|{words.casefold()}".encode()).hexdigest()[:16]
    values = {
        "fingerprint": name,
        "rule": rule,
        "title": rule.partition("/")[2],
        "category": rule.partition("/")[2],
        "severity": Severity.HIGH,
        "outcome": Outcome.VIOLATION,
        "span": span,
        "quote": words if span else "",
        "trigger": None,
        "trigger_quote": "",
        "message": f"{words} has no support.",
        "advice": "Name the source.",
        "grade": Grade.NONE if span else None,
    }
    return Finding(**{**values, **more})


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def at(document, uri):
    return replace(document, source=replace(document.source, uri=uri))


def unreadable(document):
    problem = Problem("no-text-layer", "All pages are images without text.")
    source = replace(document.source, sha256="ee" * 32)
    return DocumentAudit(source, Status.UNREADABLE, (problem,))
