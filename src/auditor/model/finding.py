"""What a rule says about a place in a document."""

from __future__ import annotations

from enum import StrEnum

from auditor.model.analysis import Grade
from auditor.model.document import Place
from auditor.model.span import Span
from auditor.model.values import dataclass


class Severity(StrEnum):
    """How much a finding weighs.

    critical: the wording is banned or penalised in itself, or a person in danger is misdirected;
    high: regulators act when proof is absent; medium: depends on context; low: good practice.
    """

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for critical down to 3 for low: sorts the weightiest first."""
        return list(Severity).index(self)


class Outcome(StrEnum):
    """`violation` where the words settle it, `needs-review` where only a person or the promoter's file can."""

    VIOLATION = "violation"
    NEEDS_REVIEW = "needs-review"


@dataclass(frozen=True, slots=True)
class Basis:
    """The law, code or guideline a rule rests on; `verified` is False where the source is general knowledge."""

    title: str
    clause: str = ""
    url: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a reviewer has to decide about. Document findings have neither `span` nor `trigger`."""

    fingerprint: str
    rule: str
    title: str
    category: str
    severity: Severity
    outcome: Outcome
    span: Span | None
    quote: str
    trigger: Span | None
    trigger_quote: str
    message: str
    advice: str
    suggestion: str | None = None
    grade: Grade | None = None
    evidence: str = ""
    """What supports it, or what was looked for, as one sentence."""
    basis: tuple[Basis, ...] = ()
    place: Place | None = None
    occurrences: int = 1


@dataclass(frozen=True, slots=True)
class NotFlagged:
    """A candidate a rule saw and let pass, with the reason."""

    rule: str
    quote: str
    reason: str
    span: Span | None = None
    sentence: Span | None = None
    """The sentence in which the words stand; None when they are of the whole document, or of several sentences."""


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that could not be run on a document: our bug or a time-out, never silence."""

    rule: str
    document: str
    error: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that the rules said of one document."""

    findings: tuple[Finding, ...]
    not_flagged: tuple[NotFlagged, ...]
    failures: tuple[RuleFailure, ...]
    unwritten: tuple[tuple[str, str], ...] = ()
    """Rules that apply and have no words for a language of the document: (rule, language)."""
