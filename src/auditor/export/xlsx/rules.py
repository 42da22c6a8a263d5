"""The sheet of rules: each rule that was at hand, what it rests on, and how often it fired or failed."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.export.xlsx.sheet import Column, TableSheet
from auditor.export.xlsx.styles import SEVERITY_WORDS, Kind

if TYPE_CHECKING:
    from auditor.export.xlsx.cells import Value
    from auditor.export.xlsx.sheet import Book
    from auditor.model.audit import Audit, RuleRecord

COLUMNS = (
    Column("No.", 6, Kind.INDEX),
    Column("Rule", 34),
    Column("Title", 44),
    Column("Category", 18),
    Column("Severity", 11, Kind.CHIP, SEVERITY_WORDS),
    Column("Pack", 10, Kind.CHIP),
    Column("Findings", 10, Kind.NUMBER),
    Column("Documents", 11, Kind.NUMBER),
    Column("Not checked on", 11, Kind.NUMBER),
    Column("Basis", 54),
    Column("Where to read it", 44),
)


class _Counts:
    """How often each rule fired, in how many documents, and on how many it could not be run."""

    def __init__(self, audit: Audit) -> None:
        self.findings: Counter[str] = Counter()
        self.documents: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        for document in audit.documents:
            fired = [finding.rule for finding in document.findings]
            self.findings.update(fired)
            self.documents.update(set(fired))
            self.failures.update(failure.rule for failure in document.failures)

    def of(self, rule: str) -> tuple[int, int, int]:
        return self.findings[rule], self.documents[rule], self.failures[rule]


def write_rules(audit: Audit, book: Book) -> None:
    """Write the sheet. Rules that fired but stand in no pack's list follow at the end."""
    sheet = TableSheet(book, "Rules", COLUMNS, empty="No rules")
    counts = _Counts(audit)
    listed = [rule for pack in audit.packs for rule in pack.rules]
    numbers = count(1)
    for rule in listed:
        sheet.add((next(numbers), *_rule(rule, counts)))
    known = {rule.id for rule in listed}
    for name in sorted({*counts.findings, *counts.failures} - known):
        sheet.add((next(numbers), name, None, None, None, None, *counts.of(name), None, None))
    sheet.finish()


def _rule(rule: RuleRecord, counts: _Counts) -> tuple[Value, ...]:
    return (
        rule.id,
        rule.title,
        wording.category(rule.category),
        wording.SEVERITY[rule.severity],
        rule.pack,
        *counts.of(rule.id),
        wording.basis(rule.basis),
        "\n".join(dict.fromkeys(entry.url for entry in rule.basis if entry.url)),
    )
