"""The typed rows that leave the store: what lists, filters and marks need, without the whole audit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.model.audit import PackRecord  # noqa: TC001 - read at run time to open an audit file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.model.document import Status
    from auditor.model.finding import Finding, Outcome, Severity
    from auditor.model.source import Problem
    from auditor.model.span import Span


@dataclass(frozen=True, slots=True)
class AuditHeader:
    """What is true of the audit as a whole: the program, the moment (ISO 8601 UTC) and the rule packs."""

    tool_version: str
    audited_at: str
    packs: tuple[PackRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as the list of documents shows it; `counts` are its findings by severity."""

    id: int
    position: int
    name: str
    uri: str
    media_type: str
    status: Status
    title: str
    words: int
    problems: tuple[Problem, ...]
    counts: Mapping[Severity, int]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as the table shows it.

    `trigger_at` is where `trigger_quote` begins in `quote`; `section` is the heading it stands under.
    """

    id: int
    document: int
    document_name: str
    severity: Severity
    outcome: Outcome
    category: str
    quote: str
    trigger_at: int | None
    trigger_quote: str
    title: str
    is_whole_document: bool
    page: int | None
    paragraph: int | None
    section: str


@dataclass(frozen=True, slots=True)
class FindingMark:
    """Where a finding lies in its document's text."""

    id: int
    span: Span
    severity: Severity
    title: str


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A whole finding, with its number here and its document's."""

    id: int
    document: int
    document_name: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Facets:
    """How many findings each choice of a filter would show, the other filters being as they are."""

    shown: int = 0
    total: int = 0
    severities: Mapping[Severity, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
