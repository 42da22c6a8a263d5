"""What is said of an audit when it is done, counted while its documents pass: none of them is kept for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, Self

from auditor.model.decision import NO_DECISION, Verdict
from auditor.model.document import Status
from auditor.model.reaudit import Standing
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.finding import Finding, Severity
    from auditor.model.source import Problem

MOST_NAMED = 1_000
"""Documents of which a line is kept, of those that were audited and of those that were not; nobody reads more."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in short."""

    name: str
    status: Status
    problems: tuple[Problem, ...]
    severities: Counter[Severity]
    crisis: str = ""
    """How it stands with crisis lines, where it needs them."""

    @classmethod
    def of(cls, document: DocumentAudit) -> Self:
        """Return what is said of a document."""
        severities = Counter(finding.severity for finding in document.findings)
        crisis = document.crisis.verdict.value if document.crisis else ""
        return cls(document.source.name, document.status, document.problems, severities, crisis)


@dataclass(slots=True)
class Tally:
    """An audit counted."""

    documents: int = 0
    unread: int = 0
    partial: int = 0
    failures: int = 0
    approved: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    not_audited: list[DocumentLine] = field(default_factory=list)
    audited: list[DocumentLine] = field(default_factory=list)
    worst: Severity | None = None
    """The highest severity of a finding that no register approves."""
    standing: Standing | None = None
    """How the findings stand to the versions audited before; None where nothing was compared."""

    @classmethod
    def of(cls, audit: Audit) -> Self:
        """Count a whole audit."""
        made = cls()
        for document in audit.documents:
            made.add(document)
        return made

    def counted(self, documents: Iterable[DocumentAudit]) -> Iterator[DocumentAudit]:
        """Hand documents on, each counted."""
        for document in documents:
            self.add(document)
            yield document

    def add(self, document: DocumentAudit) -> None:
        """Count one document."""
        is_unread = document.status is Status.UNREADABLE
        self.documents += 1
        self.unread += is_unread
        self.partial += document.status is Status.PARTIAL
        self.failures += len(document.failures)
        named = self.not_audited if is_unread else self.audited
        if len(named) < MOST_NAMED:
            named.append(DocumentLine.of(document))
        for finding in document.findings:
            self._add_finding(document, finding)
        if document.states or document.comparison:
            self.standing = (self.standing or Standing()) + document.standing

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return self.severities.total()

    @property
    def unnamed(self) -> int:
        """Documents of which no line was kept."""
        return self.documents - len(self.not_audited) - len(self.audited)

    @property
    def is_incomplete(self) -> bool:
        """Whether something was not audited in full, and so may hold anything."""
        return bool(self.unread or self.partial or self.failures)

    def _add_finding(self, document: DocumentAudit, finding: Finding) -> None:
        self.severities[finding.severity] += 1
        self.categories[finding.category] += 1
        decision = document.decisions.get(finding.fingerprint, NO_DECISION)
        if decision.verdict is Verdict.APPROVED_CLAIM:
            self.approved += 1
        elif self.worst is None or finding.severity.rank < self.worst.rank:
            self.worst = finding.severity
