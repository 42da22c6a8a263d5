"""Invented audits for the store: small, with every severity, outcome and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.model.audit import DocumentAudit, SourceRecord
from auditor.model.document import Block, BlockKind, Locator, Place, Region, Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.source import Problem
from auditor.model.span import Span
from auditor.store.audits import AuditFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Our results\n\nThe most advanced clinic in Ohio. Nine out of ten patients agree.\n\nHelp\n\nCall us if in crisis."


def source(name: str = "page.html") -> SourceRecord:
    return SourceRecord(name, f"https://clinic.example/{name}", "text/html", 100, "ab" * 32)


def finding(quote: str, severity: Severity, outcome: Outcome = Outcome.VIOLATION, **more: object) -> Finding:
    at = TEXT.find(quote)
    values = {
        "fingerprint": f"f-{quote}",
        "rule": "core/claim",
        "title": "Claim without support",
        "category": "superlative",
        "severity": severity,
        "outcome": outcome,
        "span": Span(at, at + len(quote)) if at >= 0 else None,
        "quote": quote,
        "trigger": None,
        "trigger_quote": "",
        "message": "Nothing here supports it.",
        "advice": "Name the source.",
    }
    return Finding(**{**values, **more})


def blocks() -> tuple[Block, ...]:
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
    start, made = 0, []
    for index, (kind, words) in enumerate(zip(kinds, TEXT.split("\n\n"), strict=True)):
        made.append(Block(index, Span(start, start + len(words)), kind, Region.MAIN, Locator(selector="p")))
        start += len(words) + 2
    return tuple(made)


def document(name: str = "page.html") -> DocumentAudit:
    clinic = finding(
        "The most advanced clinic in Ohio.",
        Severity.HIGH,
        trigger=Span(17, 30),
        trigger_quote="most advanced",
        place=Place(page=3),
    )
    nine = finding(
        "Nine out of ten patients agree.", Severity.MEDIUM, Outcome.NEEDS_REVIEW, category="statistic"
    )
    crisis = finding(
        "", Severity.CRITICAL, span=None, category="crisis-resource", title="No crisis line named"
    )
    return DocumentAudit(
        source(name),
        Status.COMPLETE,
        (),
        title="Ohio Clinic",
        text=TEXT,
        words=18,
        findings=(clinic, nine, crisis),
        blocks=blocks(),
    )


def unreadable(name: str = "scan.pdf") -> DocumentAudit:
    return DocumentAudit(
        source(name), Status.UNREADABLE, (Problem("no-text-layer", "The pages are images."),)
    )


@pytest.fixture
def audit_file(tmp_path: Path) -> Iterator[AuditFile]:
    with AuditFile(tmp_path / "session.audit") as file:
        yield file
