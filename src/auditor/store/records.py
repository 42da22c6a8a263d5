"""Values and their columns: what of a document or finding is written where, and how rows become values again."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Self

from auditor.model.analysis import Reference, Statistic
from auditor.model.decision import Verdict
from auditor.model.document import Block, BlockKind, Status
from auditor.model.finding import Finding, NotFlagged, Outcome, RuleFailure, Severity
from auditor.model.listing import DocumentRow, FindingRow
from auditor.model.passed import PassedRow
from auditor.model.source import Problem
from auditor.model.values import dataclass
from auditor.store import codec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.model.audit import DocumentAudit, RuleRecord
    from auditor.model.span import Span

SEVERITIES = tuple(Severity)
"""A severity by its rank, which is what the file holds: it sorts."""

PARTS: dict[str, type[Any]] = {
    "blocks": Block,
    "statistics": Statistic,
    "references": Reference,
    "not_flagged": NotFlagged,
    "failures": RuleFailure,
}
"""The fields of a document of which there may be thousands, each kept as a row of its own."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The headings of a document, by where they start."""

    starts: tuple[int, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, document: DocumentAudit) -> Self:
        """Read them off the blocks."""
        heads = [block.span for block in document.blocks if block.kind is BlockKind.HEADING]
        return cls(tuple(h.start for h in heads), tuple(h.of(document.text) for h in heads))

    def at(self, span: Span | None) -> str:
        """Return the heading a place stands under, or an empty string."""
        above = bisect_right(self.starts, span.start) if span else 0
        return self.words[above - 1] if above else ""


def finding_columns(
    finding: Finding, document: DocumentAudit, sections: Sections
) -> tuple[str | int | None, ...]:
    """Return what is written of a finding beside its document's number."""
    return (
        finding.span.start if finding.span else -1,
        finding.span.end if finding.span else -1,
        finding.severity.rank,
        finding.outcome.value,
        finding.category,
        finding.quote,
        trigger_at(finding),
        finding.trigger_quote,
        finding.title,
        finding.place.page if finding.place else None,
        finding.place.paragraph if finding.place else None,
        sections.at(finding.span),
        searched(finding, document.source.name),
        codec.dump(finding),
        finding.fingerprint,
        finding.rule,
        (finding.trigger_quote or finding.quote).lower(),
    )


def searched(finding: Finding, name: str) -> str:
    """Return in what the words of a filter are looked for; `name` is the document's."""
    words = (finding.quote, finding.title, finding.message, finding.category, finding.rule, name)
    return "\n".join(words).casefold()


def finding_row(row: tuple[Any, ...]) -> FindingRow:
    """Return a row of the table of findings."""
    return FindingRow(
        id=row[0],
        document=row[1],
        document_name=row[2],
        severity=SEVERITIES[row[3]],
        outcome=Outcome(row[4]),
        category=row[5],
        quote=row[6],
        trigger_at=row[7],
        trigger_quote=row[8],
        title=row[9],
        is_whole_document=bool(row[10]),
        page=row[11],
        paragraph=row[12],
        section=row[13],
        verdict=Verdict(row[14]),
        has_note=bool(row[15]),
        state=row[16],
    )


def document_columns(document: DocumentAudit) -> tuple[str | int, ...]:
    """Return what the list of documents asks for."""
    source = document.source
    problems = codec.dump_all(document.problems)
    return (
        source.name,
        source.uri,
        source.media_type,
        document.status,
        document.title,
        document.words,
        problems,
    )


def document_row(row: tuple[Any, ...], counts: dict[Severity, int], decided: int) -> DocumentRow:
    """Return a row of the list of documents."""
    return DocumentRow(
        id=row[0],
        position=row[1],
        name=row[2],
        uri=row[3],
        media_type=row[4],
        status=Status(row[5]),
        title=row[6],
        words=row[7],
        problems=codec.load_all(Problem, row[8]),
        counts=counts,
        decided=decided,
        is_new_version=bool(row[9]),
    )


def part_rows(number: int, document: DocumentAudit) -> Iterator[tuple[int, str, int, str]]:
    """Yield a row for every block, statistic and so on."""
    for kind in PARTS:
        for place, part in enumerate(getattr(document, kind)):
            yield number, kind, place, codec.dump(part)


def trigger_at(finding: Finding) -> int | None:
    """Where the trigger begins in the quote; the quote may have been tidied, so the words decide."""
    if not finding.trigger_quote:
        return None
    if finding.span and finding.trigger:
        at = finding.trigger.start - finding.span.start
        if at >= 0 and finding.quote.startswith(finding.trigger_quote, at):
            return at
    at = finding.quote.find(finding.trigger_quote)
    return at if at >= 0 else None


def passed_row(passed: NotFlagged, text: str, rules: Mapping[str, RuleRecord]) -> PassedRow:
    """Return a candidate that was not flagged with its sentence and what its rule is called."""
    rule = rules.get(passed.rule)
    return PassedRow(
        passed.quote,
        passed.sentence.of(text) if passed.sentence else "",
        passed.reason,
        passed.rule,
        rule.title if rule else passed.rule,
        rule.category if rule else "",
        passed.span,
    )
