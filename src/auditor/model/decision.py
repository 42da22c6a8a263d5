"""What a reviewer decided about a finding: never overwritten, only followed by the next decision."""

from __future__ import annotations

from enum import StrEnum

from auditor.model.values import dataclass


class Verdict(StrEnum):
    """What was decided. `later` is a reminder, not an answer: it stays open and leaves the program as undecided."""

    UNDECIDED = "undecided"
    CONFIRMED = "confirmed"
    NEEDS_SUBSTANTIATION = "needs-substantiation"
    DISMISSED = "dismissed"
    APPROVED_CLAIM = "approved-claim"
    LATER = "later"

    @property
    def is_open(self) -> bool:
        """Whether the finding still waits for an answer."""
        return self in {Verdict.UNDECIDED, Verdict.LATER}


class FindingState(StrEnum):
    """How a finding stands to the version audited before.

    `stale`: it was decided, but the words changed since.
    """

    NEW = "new"
    OPEN = "open"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Decision:
    """How a finding stands: the verdict with its reason, the reviewer's note, who decided and when (ISO 8601 UTC).

    `response` is what those who answer for the material wrote back.
    """

    verdict: Verdict = Verdict.UNDECIDED
    reason: str = ""
    note: str = ""
    reviewer: str = ""
    decided_at: str = ""
    response: str = ""


NO_DECISION = Decision()
"""How a finding stands that nobody decided about."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, and when (ISO 8601 UTC): passed in, so that nothing below reads a clock."""

    reviewer: str
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the reviewer's, undone as a whole. `words` say what it did; `undoes` is the change it took back.

    An automatic one is the program's own, and undoing passes over it.
    """

    id: int
    author: Author
    words: str
    findings: int
    undoes: int | None = None
    is_automatic: bool = False
