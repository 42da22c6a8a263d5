"""Claims that were approved because their substantiation is on file, and how the words of a finding stand to them."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date, timedelta
from enum import StrEnum

from auditor.model.decision import Author, Decision, Verdict
from auditor.model.finding import Finding
from auditor.model.span import Span
from auditor.model.values import dataclass

SOON_DAYS = 30
"""An approval that ends within so many days is said to end soon: time enough to renew the evidence."""

LEAST_WORDS = 3
"""Words a wording needs: shorter ones would be recognised in sentences that claim something else."""


class ScopeKind(StrEnum):
    """Where an approval holds."""

    EVERYWHERE = "everywhere"
    COUNTRY = "country"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Scope:
    """`places` are countries by their code, or documents by their address or name."""

    kind: ScopeKind = ScopeKind.EVERYWHERE
    places: tuple[str, ...] = ()

    def covers(self, country: str | None, names: tuple[str, ...]) -> bool:
        """Whether it takes in a document of these names whose readers are in this country."""
        if self.kind is ScopeKind.EVERYWHERE:
            return True
        held = {place.casefold() for place in self.places}
        asked = names if self.kind is ScopeKind.DOCUMENT else (country or "",)
        return any(name.casefold() in held for name in asked if name)

    @property
    def words(self) -> str:
        """The scope as people read it."""
        return ", ".join(self.places) if self.places else "everywhere"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that substantiates a claim; its bytes are kept in the register under their hash."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What substantiates a claim: a file on record, a link, a written reference, or several of them."""

    reference: str = ""
    link: str = ""
    file: EvidenceFile | None = None

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing at all."""
        return not (self.reference or self.link or self.file)

    @property
    def words(self) -> str:
        """The evidence as people read it."""
        parts = (self.file.name if self.file else "", self.reference, self.link)
        return "; ".join(part for part in parts if part)


class Validity(StrEnum):
    """How an approval stands on a day."""

    VALID = "valid"
    SOON = "soon"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Claim:
    """What may be said, in which wordings, on which evidence, where, and until when (`expires_on`, its last day)."""

    wordings: tuple[str, ...]
    evidence: Evidence
    scope: Scope = field(default_factory=Scope)
    approver: str = ""
    expires_on: str = ""
    note: str = ""
    is_withdrawn: bool = False

    def standing(self, today: str) -> Validity:
        """Return how it stands on a day (ISO); an approval without an end is valid."""
        if self.is_withdrawn:
            return Validity.WITHDRAWN
        if not self.expires_on:
            return Validity.VALID
        if today > self.expires_on:
            return Validity.EXPIRED
        last_calm_day = date.fromisoformat(self.expires_on) - timedelta(days=SOON_DAYS)
        return Validity.SOON if date.fromisoformat(today) >= last_calm_day else Validity.VALID


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in a register. A change is a new revision; `register` names a shared file, and is empty for the review's own."""

    key: str
    number: int
    revision: int
    claim: Claim
    author: Author
    register: str = ""

    @property
    def name(self) -> str:
        """What the entry is called where it is referred to."""
        return f"register entry {self.number}" + (f" of {self.register}" if self.register else "")


class MatchKind(StrEnum):
    """How the words of a finding stand to an approved claim."""

    APPROVED = "approved"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"
    """Approved, but for other documents or countries."""
    NEAR = "near-miss"
    """Like an approved wording, but not the same."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the approved wording, and what stands in their place; either may be empty."""

    approved: str
    found: str

    @property
    def words(self) -> str:
        """The difference as people read it."""
        if self.approved and self.found:
            return f"the approved wording says “{self.approved}”, this says “{self.found}”"
        return f"this adds “{self.found}”" if self.found else f"this leaves out “{self.approved}”"


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    """How a finding's words stand to one entry of a register."""

    kind: MatchKind
    key: str
    number: int
    register: str
    wording: str
    evidence: str
    approver: str
    approved_at: str
    scope: str = "everywhere"
    expires_on: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def words(self) -> str:
        """What a reviewer is told, as sentences."""
        name = f"register entry {self.number}" + (f" of {self.register}" if self.register else "")
        if self.kind is MatchKind.APPROVED:
            until = f", until {self.expires_on}" if self.expires_on else ""
            return f"Approved in {name}{until}. Evidence: {self.evidence}."
        if self.kind is MatchKind.EXPIRED:
            return f"Approval expired on {self.expires_on} ({name}; evidence: {self.evidence})."
        if self.kind is MatchKind.ELSEWHERE:
            return f"These words are approved in {name}, but only for {self.scope}."
        said = "; ".join(difference.words for difference in self.differences)
        return f"Close to {name}: {said}."

    def decision(self, before: Decision) -> Decision:
        """Return the decision it stands for; note and response stay."""
        return Decision(
            Verdict.APPROVED_CLAIM, self.words, before.note, self.approver, self.approved_at, before.response
        )


@dataclass(frozen=True, slots=True)
class Flagged:
    """A finding as far as a register is asked about it: its sentence, the words that fired, and whose they are."""

    quote: str
    trigger: Span | None
    """In the quote."""
    country: str | None
    names: tuple[str, ...]
    """By which its document is known: address and name."""


def told(finding: Finding, match: ClaimMatch | None) -> Finding:
    """Return a finding whose evidence says what the register knows of its words.

    Of an approved claim the decision itself speaks.
    """
    if match is None or match.kind is MatchKind.APPROVED:
        return finding
    return replace(finding, evidence=f"{finding.evidence} {match.words}".strip())
