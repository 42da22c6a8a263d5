"""What became of a document's earlier version: which findings went on, and which are gone and why."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from auditor.model.decision import NO_DECISION, Decision, FindingState, Verdict
from auditor.model.finding import Finding
from auditor.model.values import dataclass


class Departure(StrEnum):
    """Why a finding of the earlier version has no counterpart. Only the first two mean that it is mended."""

    WORDS_GONE = "words-gone"
    NO_LONGER_FLAGGED = "no-longer-flagged"
    """The words stand as before, and what the rule missed is there now."""
    UNREADABLE = "unreadable"
    PARTLY_READ = "partly-read"
    RULE_ABSENT = "rule-absent"
    RULE_FAILED = "rule-failed"
    RULES_CHANGED = "rules-changed"
    OTHER_COUNTRY = "other-country"

    @property
    def is_fixed(self) -> bool:
        """Whether the finding is mended, rather than beyond comparison."""
        return self in {Departure.WORDS_GONE, Departure.NO_LONGER_FLAGGED}


class Tie(StrEnum):
    """What ties a finding to one of the earlier version."""

    SAME = "same"
    """The same rule on the same words: what was decided holds."""
    SIMILAR = "similar"
    """The words have changed: what was decided no longer fits."""
    OTHER_RULE = "other-rule"
    """The same words under another rule of the same kind: what was decided was about something else."""
    OTHER_SUPPORT = "other-support"
    """The same words under the same rules, but with other support or another outcome than was decided about."""


@dataclass(frozen=True, slots=True)
class Link:
    """A finding and the one of the earlier version whose place it takes, each by its fingerprint."""

    later: str
    earlier: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two versions of a document compared: findings that go on, and those of the earlier version that do not."""

    links: tuple[Link, ...] = ()
    gone: tuple[tuple[str, Departure], ...] = ()


@dataclass(frozen=True, slots=True)
class GoneFinding:
    """A finding of the earlier version that has no counterpart, with what had been decided about it."""

    finding: Finding
    departure: Departure
    decision: Decision = NO_DECISION


@dataclass(frozen=True, slots=True)
class GoneRow:
    """The same as a list shows it; `id` is the finding's number in the file."""

    id: int
    document_name: str
    quote: str
    title: str
    departure: Departure
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A finding of now beside the one of before, each by its number in the file; one of them may be missing.

    `place` is where the words stand: in the present text, or in the earlier one where only that has them.
    """

    now: int | None
    then: int | None
    state: FindingState | None
    departure: Departure | None
    title: str
    words: str
    place: int


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """How a finding read in the version before, when its words or its rule have changed since."""

    fingerprint: str
    quote: str
    rule: str
    decision: Decision = NO_DECISION


@dataclass(frozen=True, slots=True)
class Comparison:
    """The version a document was compared with. `before` is by the fingerprint that the finding has now."""

    name: str
    uri: str
    sha256: str
    audited_at: str = ""
    gone: tuple[GoneFinding, ...] = ()
    before: tuple[tuple[str, EarlierFinding], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How the findings of one or more documents stand to their earlier versions."""

    fixed: int = 0
    new: int = 0
    open: int = 0
    decided: int = 0
    stale: int = 0
    not_compared: int = 0

    def __add__(self, other: Standing) -> Standing:
        return Standing(
            self.fixed + other.fixed,
            self.new + other.new,
            self.open + other.open,
            self.decided + other.decided,
            self.stale + other.stale,
            self.not_compared + other.not_compared,
        )

    @property
    def words(self) -> str:
        """Return it as one line: “7 fixed, 2 new, 5 still open, 1 decision no longer fits”."""
        fits = "decision no longer fits" if self.stale == 1 else "decisions no longer fit"
        said = [f"{self.fixed:,} fixed", f"{self.new:,} new"]
        said += [f"{self.open:,} still open"] if self.open else []
        said += [f"{self.decided:,} decided as before"] if self.decided else []
        said += [f"{self.stale:,} {fits}"] if self.stale else []
        said += [f"{self.not_compared:,} could not be compared"] if self.not_compared else []
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """When a document was audited, and by which packs: each with its id and hash."""

    audited_at: str = ""
    packs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of an audit, as a new version is recognised by it."""

    id: int
    name: str
    uri: str
    title: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which document a new one replaces: one, none, or several that it may be and nobody guesses between."""

    document: int | None = None
    choices: tuple[int, ...] = field(default=())


def state_of(tie: Tie | None, decision: Decision) -> FindingState:
    """Return how a finding stands to the earlier version; `decision` is what had been decided there."""
    if tie is None:
        return FindingState.NEW
    is_decided = not decision.verdict.is_open
    return FindingState.STALE if is_decided and tie is not Tie.SAME else FindingState.OPEN


def tally(state: FindingState | None, *, is_open: bool) -> Standing:
    """Return the standing of one finding; without a state it has none."""
    return Standing(
        new=state is FindingState.NEW,
        stale=state is FindingState.STALE,
        open=state is FindingState.OPEN and is_open,
        decided=state is FindingState.OPEN and not is_open,
    )
