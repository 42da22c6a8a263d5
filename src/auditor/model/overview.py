"""An audit as a whole: what was found, how far deciding has come, and how each document stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from auditor.model.decision import Verdict
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity
from auditor.model.listing import DocumentRow
from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings share a category, a severity and a decision."""

    category: str
    severity: Severity
    verdict: Verdict
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How one document stands; `unchecked` rules failed in it."""

    row: DocumentRow
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    unchecked: int = 0

    @property
    def findings(self) -> int:
        """How many findings it has."""
        return sum(self.row.counts.values())

    @property
    def open(self) -> int:
        """How many of them wait for an answer."""
        return self.findings - self.row.decided

    @property
    def weight(self) -> tuple[int, ...]:
        """Sorts the worst first: what could not be read, then by the number of findings from critical to low."""
        is_read = self.row.status is not Status.UNREADABLE
        return (int(is_read), *(-self.row.counts.get(severity, 0) for severity in Severity))


@dataclass(frozen=True, slots=True)
class Overview:
    """The documents in the order of the audit and the findings of all of them, counted."""

    documents: tuple[Standing, ...] = ()
    tallies: tuple[Tally, ...] = ()

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(tally.count for tally in self.tallies)

    @property
    def open(self) -> int:
        """How many of them wait for an answer."""
        return sum(tally.count for tally in self.tallies if tally.verdict.is_open)

    @property
    def unread(self) -> int:
        """How many documents could not be audited."""
        return sum(standing.row.status is Status.UNREADABLE for standing in self.documents)

    def count(
        self, severity: Severity | None = None, category: str | None = None, verdict: Verdict | None = None
    ) -> int:
        """Return how many findings have all that is asked for."""
        return sum(
            tally.count
            for tally in self.tallies
            if severity in {None, tally.severity}
            and category in {None, tally.category}
            and verdict in {None, tally.verdict}
        )

    def categories(self) -> tuple[str, ...]:
        """Return the categories found, the most frequent first."""
        found = dict.fromkeys(tally.category for tally in self.tallies)
        return tuple(sorted(found, key=lambda name: (-self.count(category=name), name)))

    def worst(self, most: int) -> tuple[Standing, ...]:
        """Return the documents with the weightiest findings; what could not be read has none to be counted."""
        found = [standing for standing in self.documents if standing.findings]
        return tuple(sorted(found, key=lambda standing: standing.weight)[:most])
