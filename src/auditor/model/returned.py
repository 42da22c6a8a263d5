"""A spreadsheet that came back: what its rows say, and what taking them in would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.model.decision import Decision, Verdict
from auditor.model.finding import Outcome, Severity


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row as it came back, in its own words.

    `place` says where it stands (“Findings, row 12”); `told` are the cells that nobody should have changed, by
    column; `decided_at` is ISO 8601 UTC or empty; `trouble` says why the row cannot be used, in a sentence; `lacking`
    are the columns for answers that the spreadsheet does not have; `source` is how the SHA-256 of the document begins,
    where that stands beside the fingerprint; `written` stands for the longer cells that nobody should have changed,
    `strange` for those of columns that may be somebody's own, or some of ours under another title.
    """

    place: str
    number: int | None
    fingerprint: str
    told: Mapping[str, str]
    decision: str = ""
    reason: str = ""
    reviewer: str = ""
    decided_at: str = ""
    response: str = ""
    trouble: str = ""
    lacking: frozenset[str] = frozenset()
    source: str = ""
    written: Mapping[str, bytes | str] = field(default_factory=dict)
    strange: Mapping[str, bytes | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedTable:
    """All rows that came back. `hashes` are the SHA-256 of the documents the file was made from, by name."""

    rows: tuple[ReturnedRow, ...]
    hashes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What the reader has to say about the whole file."""


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding in the review, as far as a returned row has to fit it."""

    id: int
    document_id: int
    document: str
    sha256: str
    fingerprint: str
    rule: str
    category: str
    severity: Severity
    outcome: Outcome
    quote: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Proposal:
    """What taking in one row would change: how the finding stands now, and how it would stand.

    In a conflict the reviewer has decided here, and somebody in the spreadsheet, since it was written.
    """

    finding: KeptFinding
    place: str
    then: Decision
    is_conflict: bool = False

    @property
    def changes_decision(self) -> bool:
        """Whether the verdict or its reason would change, not only the response."""
        now = self.finding.decision
        return (now.verdict, now.reason) != (self.then.verdict, self.then.reason)

    @property
    def changes_response(self) -> bool:
        """Whether what marketing wrote would change."""
        return self.finding.decision.response != self.then.response

    def without_decision(self) -> Decision:
        """How the finding stands when the decision made here is kept and only the response is taken in."""
        now = self.finding.decision
        return Decision(now.verdict, now.reason, now.note, now.reviewer, now.decided_at, self.then.response)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken in, and the reason as a sentence."""

    place: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking in a spreadsheet would do. Nothing has changed yet."""

    proposals: tuple[Proposal, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unchanged: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Proposal, ...]:
        """Those that were decided both here and there."""
        return tuple(p for p in self.proposals if p.is_conflict)


UNDECIDED = frozenset({Verdict.UNDECIDED, Verdict.LATER})
"""Verdicts that leave the program as “Undecided”."""
