"""The audit of a batch of documents: what the exports, the store and the window show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from auditor.model.analysis import Authorship, Crisis, Jurisdiction, Language, Reference, Statistic
from auditor.model.claim import ClaimMatch
from auditor.model.decision import NO_DECISION, Decision, FindingState
from auditor.model.document import Block, Status
from auditor.model.finding import Basis, Finding, NotFlagged, RuleFailure, Severity
from auditor.model.reaudit import Comparison, Standing, tally
from auditor.model.second_look import SecondReport
from auditor.model.source import Problem
from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source without its bytes."""

    name: str
    uri: str
    media_type: str
    bytes: int
    sha256: str
    retrieved_at: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentAudit:
    """One document's result. For an unreadable one, everything after `problems` is empty or None."""

    source: SourceRecord
    status: Status
    problems: tuple[Problem, ...]
    title: str = ""
    text: str = ""
    words: int = 0
    language: Language | None = None
    jurisdiction: Jurisdiction | None = None
    statistics: tuple[Statistic, ...] = ()
    findings: tuple[Finding, ...] = ()
    crisis: Crisis | None = None
    authorship: Authorship | None = None
    references: tuple[Reference, ...] = ()
    not_flagged: tuple[NotFlagged, ...] = ()
    failures: tuple[RuleFailure, ...] = ()
    blocks: tuple[Block, ...] = ()
    """The blocks of `text`, so that it can be shown as headings, lists and tables."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """What was decided, by the finding's fingerprint; findings nobody decided about are not in it."""
    states: Mapping[str, FindingState] = field(default_factory=dict)
    """How findings stand to the version audited before, by fingerprint; empty when there was none."""
    missed: Mapping[int, Decision] = field(default_factory=dict)
    """What of `not_flagged` a second reviewer would have flagged, by its place there, with the note."""
    approvals: Mapping[str, ClaimMatch] = field(default_factory=dict)
    """How findings stand to the register of approved claims, by fingerprint; those like no approved claim are not in it."""
    comparison: Comparison | None = None
    """The version audited before, and what of its findings is gone; None when there was none."""
    left_out: int = 0
    """Findings that a filter leaves out of this audit; `findings` are then not all there are."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The number of each finding in the whole audit, by fingerprint; empty when the audit is whole."""

    @property
    def standing(self) -> Standing:
        """How its findings stand to the version audited before."""
        total = Standing()
        for finding in self.findings:
            state = self.states.get(finding.fingerprint)
            decision = self.decisions.get(finding.fingerprint, NO_DECISION)
            total += tally(state, is_open=decision.verdict.is_open)
        for gone in self.comparison.gone if self.comparison else ():
            total += Standing(fixed=gone.departure.is_fixed, not_compared=not gone.departure.is_fixed)
        return total


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """A rule that was at hand in the audit, for the exports' list of rules."""

    id: str
    title: str
    category: str
    severity: Severity
    pack: str
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class PackRecord:
    """A rule pack used in an audit, pinned by version and content hash."""

    id: str
    title: str
    version: str
    sha256: str
    rules: tuple[RuleRecord, ...] = ()
    is_opt_in: bool = False
    """Whether it runs only when it is asked for by name."""


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """The register of approved claims an audit was held against; `trouble` says why it could not be."""

    name: str
    claims: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """The filter an audit was narrowed by, in words, and how many of its findings passed."""

    words: str
    shown: int
    total: int


@dataclass(frozen=True, slots=True)
class Audit:
    """A whole audit, in input order. `audited_at` is ISO 8601 UTC, passed in."""

    tool_version: str
    audited_at: str
    packs: tuple[PackRecord, ...]
    documents: tuple[DocumentAudit, ...]
    second_look: SecondReport | None = None
    register: RegisterRecord | None = None
    selection: Selection | None = None
    """What of it was chosen; None when it is whole."""

    @property
    def findings(self) -> tuple[tuple[DocumentAudit, Finding], ...]:
        """Every finding with its document, in document order."""
        return tuple((document, finding) for document in self.documents for finding in document.findings)

    @property
    def standing(self) -> Standing | None:
        """How its findings stand to the versions audited before; None where nothing was compared."""
        if not any(document.states or document.comparison for document in self.documents):
            return None
        return sum((document.standing for document in self.documents), Standing())

    @property
    def unread(self) -> tuple[DocumentAudit, ...]:
        """Documents that could not be audited at all."""
        return tuple(d for d in self.documents if d.status is Status.UNREADABLE)
