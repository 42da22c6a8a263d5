"""A second look: a sample of what was decided and of what was not flagged, judged again by somebody who does not know how.

What comes of it is said rule by rule: how often both agree, what should have been flagged, and how many findings stand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from enum import StrEnum

from auditor.model.decision import NO_DECISION, Decision, Verdict
from auditor.model.span import Span
from auditor.model.values import dataclass

PROBLEMS = frozenset({Verdict.CONFIRMED, Verdict.NEEDS_SUBSTANTIATION})
"""What says that something is wrong with the words; `dismissed` says that nothing is."""

ENOUGH = 20
"""Items below which kappa says more about chance than about people."""


class Kind(StrEnum):
    """How an item was left by the first person, or by the program."""

    DISMISSED = "dismissed"
    UPHELD = "upheld"
    NOT_FLAGGED = "not-flagged"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many items of each kind are drawn.

    Some that were upheld are mixed in: else everybody would know of every finding here that it had been dismissed.
    """

    dismissed: int = 20
    not_flagged: int = 20
    upheld: int = 10

    def of(self, kind: Kind) -> int:
        """Return how many of one kind."""
        return {
            Kind.DISMISSED: self.dismissed,
            Kind.NOT_FLAGGED: self.not_flagged,
            Kind.UPHELD: self.upheld,
        }[kind]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What can be drawn: a decided finding by its fingerprint, or something not flagged by its place in the ledger."""

    kind: Kind
    rule: str
    document: int
    fingerprint: str = ""
    place: int = -1

    @property
    def key(self) -> str:
        """What tells it from all others of the file."""
        return f"{self.kind.value}:{self.document}:{self.fingerprint}:{self.place}"


@dataclass(frozen=True, slots=True)
class Look:
    """One second look: who drew it and when (ISO 8601 UTC), by which seed, and how many items came of it."""

    id: int
    seed: str
    sizes: Sizes
    reviewer: str
    drawn_at: str
    items: int = 0


@dataclass(frozen=True, slots=True)
class First:
    """How an item stood when it was drawn; `reason` is the program's, for what was not flagged."""

    kind: Kind
    decision: Decision = NO_DECISION
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SecondItem:
    """One item as the second reviewer sees it. `first` is None as long as it is not judged: it must not be known."""

    id: int
    document: int
    document_name: str
    rule: str
    title: str
    category: str
    words: str
    sentence: str
    message: str
    finding: int | None = None
    """The finding's number; None for what was not flagged."""
    span: Span | None = None
    judgement: Decision = NO_DECISION
    first: First | None = None

    @property
    def is_finding(self) -> bool:
        """Whether the program flagged it."""
        return self.finding is not None

    @property
    def agrees(self) -> bool | None:
        """Whether both say the same; None as long as it is not judged."""
        if self.first is None:
            return None
        return (self.judgement.verdict in PROBLEMS) == (self.first.kind is Kind.UPHELD)

    @property
    def is_missed(self) -> bool:
        """Whether it was not flagged and should have been."""
        return (
            self.first is not None
            and self.first.kind is Kind.NOT_FLAGGED
            and self.judgement.verdict in PROBLEMS
        )


@dataclass(frozen=True, slots=True)
class RuleTrust:
    """What people made of a rule: findings upheld and dismissed in the whole audit, and how the second look came out."""

    rule: str
    title: str
    upheld: int = 0
    dismissed: int = 0
    judged: int = 0
    agreed: int = 0
    missed: int = 0
    kappa: float | None = None
    """Cohen's kappa; None where there are too few items, or one of the two always said the same."""

    @property
    def upheld_rate(self) -> float | None:
        """The share of decided findings that stand."""
        decided = self.upheld + self.dismissed
        return self.upheld / decided if decided else None

    @property
    def agreement(self) -> float | None:
        """The share of judged items on which both agree."""
        return self.agreed / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class SecondReport:
    """The newest second look with its items, and every rule that somebody decided about, the most decided first."""

    look: Look | None = None
    items: tuple[SecondItem, ...] = ()
    rules: tuple[RuleTrust, ...] = ()
    total: RuleTrust = field(default_factory=lambda: RuleTrust("", "All rules"))
    first_reviewers: frozenset[str] = frozenset()
    """Who decided first about the findings in the sample."""

    @property
    def judged(self) -> int:
        """How many items have been judged."""
        return sum(item.first is not None for item in self.items)

    @property
    def missed(self) -> tuple[SecondItem, ...]:
        """What was not flagged and should have been."""
        return tuple(item for item in self.items if item.is_missed)

    def is_first(self, reviewer: str) -> bool:
        """Whether somebody would look at own decisions."""
        return reviewer.strip().casefold() in {name.strip().casefold() for name in self.first_reviewers}


def trust(items: tuple[SecondItem, ...], decided: dict[str, tuple[str, int, int]]) -> tuple[RuleTrust, ...]:
    """Return what people made of each rule; `decided` gives title, upheld and dismissed findings by rule."""
    titles = {item.rule: item.title for item in items if item.first} | {
        rule: title for rule, (title, _, _) in decided.items()
    }
    made = [_rule_trust(rule, titles[rule], items, decided.get(rule, ("", 0, 0))) for rule in titles]
    return tuple(sorted(made, key=lambda t: (-(t.upheld + t.dismissed), -t.judged, t.rule)))


def total(items: tuple[SecondItem, ...], decided: dict[str, tuple[str, int, int]]) -> RuleTrust:
    """Return the same for all rules together."""
    upheld = sum(entry[1] for entry in decided.values())
    dismissed = sum(entry[2] for entry in decided.values())
    return _trust_of("", "All rules", items, upheld, dismissed)


def _rule_trust(
    rule: str, title: str, items: tuple[SecondItem, ...], decided: tuple[str, int, int]
) -> RuleTrust:
    own = tuple(item for item in items if item.rule == rule)
    return _trust_of(rule, title, own, decided[1], decided[2])


def _trust_of(rule: str, title: str, items: tuple[SecondItem, ...], upheld: int, dismissed: int) -> RuleTrust:
    judged = [item for item in items if item.first is not None]
    return RuleTrust(
        rule,
        title,
        upheld,
        dismissed,
        len(judged),
        sum(item.agrees is True for item in judged),
        sum(item.is_missed for item in judged),
        kappa(
            [
                (item.first.kind is Kind.UPHELD, item.judgement.verdict in PROBLEMS)
                for item in judged
                if item.first
            ]
        ),
    )


def kappa(pairs: list[tuple[bool, bool]]) -> float | None:
    """Return Cohen's kappa of two people who each said yes or no to the same items.

    None for fewer than `ENOUGH` items, and where one of them always said the same: chance alone would then agree as often.
    """
    count = len(pairs)
    cells = Counter(pairs)
    first = cells[True, True] + cells[True, False]
    second = cells[True, True] + cells[False, True]
    if count < ENOUGH or first in {0, count} or second in {0, count}:
        return None
    observed = (cells[True, True] + cells[False, False]) / count
    chance = (first * second + (count - first) * (count - second)) / count**2
    return (observed - chance) / (1 - chance)
