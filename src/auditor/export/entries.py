"""Puts the audit's findings in the order of every export and joins each with what stands beside it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from auditor.export import wording
from auditor.model.decision import NO_DECISION
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.analysis import Statistic
    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.decision import Decision
    from auditor.model.finding import Finding
    from auditor.model.reaudit import EarlierFinding
    from auditor.model.span import Span


SOURCE_MARK = "@"
_SOURCE_DIGITS = 12


def identity(document: DocumentAudit, finding: Finding, *, with_source: bool) -> str:
    """Return what a row is known by; `with_source` where nothing else in it says which document it is about.

    The same sentence in two documents has the same fingerprint.
    """
    source = f"{SOURCE_MARK}{document.source.sha256[:_SOURCE_DIGITS]}" if with_source else ""
    return f"{finding.fingerprint}{source}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its number in the export and its document."""

    number: int
    document: DocumentAudit
    finding: Finding


def entries(audit: Audit) -> Iterator[Entry]:
    """Yield all findings, numbered from 1, document by document in the order of the audit."""
    before = 0
    for document in audit.documents:
        for number, finding in numbered(document, before):
            yield Entry(number, document, finding)
        before += len(document.findings)


def numbered(document: DocumentAudit, before: int) -> list[tuple[int, Finding]]:
    """Return a document's findings with their numbers, on from `before`; in part of an audit, with those of the whole."""
    counted = enumerate(in_reading_order(document), before + 1)
    return [(document.numbers.get(finding.fingerprint, number), finding) for number, finding in counted]


def answer(document: DocumentAudit, finding: Finding) -> Decision:
    """Return what was decided; one that was put off for later is as undecided as before."""
    decision = document.decisions.get(finding.fingerprint, NO_DECISION)
    return NO_DECISION if decision.verdict.is_open else decision


def response(document: DocumentAudit, finding: Finding) -> str:
    """Return what those who answer for the material wrote back."""
    return document.decisions.get(finding.fingerprint, NO_DECISION).response


def before(document: DocumentAudit, finding: Finding) -> EarlierFinding | None:
    """Return how a finding read in the version before, when its words, rule or support have changed since."""
    known = document.comparison.before if document.comparison else ()
    return next((earlier for name, earlier in known if name == finding.fingerprint), None)


def in_reading_order(document: DocumentAudit) -> list[Finding]:
    """Return a document's findings: those about the whole document first, then as they stand in the text."""
    return sorted(document.findings, key=_position)


def _position(finding: Finding) -> tuple[int, int, int, str, str]:
    span = finding.trigger or finding.span
    start, end = (span.start, span.end) if span else (-1, -1)
    return start, finding.severity.rank, end, finding.rule, finding.fingerprint


def statistic_words(document: DocumentAudit, statistic: Statistic) -> str:
    """Return the words of a statistic; only its figures where the text was not kept."""
    words = statistic.span.of(document.text)
    return words or "; ".join(figure.quote for figure in statistic.figures)


class SourceFinder:
    """Finds the sources that the statements of one document rest on."""

    def __init__(self, document: DocumentAudit) -> None:
        self._statistics = sorted(document.statistics, key=lambda s: s.span)
        self._starts = [s.span.start for s in self._statistics]
        self._reach = list(accumulate((s.span.end for s in self._statistics), max))

    def sources(self, span: Span | None) -> str:
        """Return the sources of the statistics that share words with `span`, one a line."""
        if span is None:
            return ""
        lines: list[str] = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self._statistics[at].span.overlaps(span):
                lines[:0] = wording.supports(self._statistics[at].evidence).splitlines()
            at -= 1
        return "\n".join(dict.fromkeys(lines))
