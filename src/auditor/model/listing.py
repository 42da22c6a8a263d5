"""An audit as lists show it: which findings are wanted, in which order, and the rows that answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from auditor.model.audit import PackRecord
from auditor.model.claim import ClaimMatch
from auditor.model.decision import NO_DECISION, Decision, FindingState, Verdict
from auditor.model.document import Status
from auditor.model.finding import Finding, Outcome, Severity
from auditor.model.reaudit import EarlierFinding
from auditor.model.sheet import Hit
from auditor.model.source import Problem
from auditor.model.span import Span
from auditor.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings to show. An empty set or None means: all of them.

    Every word of `text` has to occur, in any case, in the words found, the rule's title or the document's name.
    """

    text: str = ""
    severities: frozenset[Severity] = frozenset()
    categories: frozenset[str] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    rules: frozenset[str] = frozenset()
    document: int | None = None
    states: frozenset[FindingState] = frozenset()
    """How they stand to the version before."""

    @property
    def is_narrowing(self) -> bool:
        """Whether anything but the choice of document hides findings."""
        return replace(self, document=None, text=self.text.strip()) != Filter()


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
    decided: int = 0
    """Findings that wait for an answer no longer."""
    is_new_version: bool = False
    """Whether it took the place of an earlier version."""


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
    verdict: Verdict = Verdict.UNDECIDED
    has_note: bool = False
    state: str = ""
    """How it stands to the version before (`FindingState`); empty when there was none."""
    is_preliminary: bool = False
    """Whether only the beginning of its document was judged so far. No file holds such findings."""


@dataclass(frozen=True, slots=True)
class FindingMark:
    """Where a finding lies in its document's text."""

    id: int
    span: Span
    severity: Severity
    title: str
    verdict: Verdict = Verdict.UNDECIDED


@dataclass(frozen=True, slots=True)
class PageMark:
    """A finding's words, by which they are found on the page as it looks; `selector` leads to their element."""

    id: int
    quote: str
    trigger: str
    severity: Severity
    selector: str = ""


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A finding on a page that is drawn: its boxes there; none where the reader could not tell them."""

    id: int
    page: int
    boxes: Hit
    severity: Severity
    title: str


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A whole finding, with its number here and its document's."""

    id: int
    document: int
    document_name: str
    finding: Finding
    decision: Decision = NO_DECISION
    state: str = ""
    before: EarlierFinding | None = None
    """How it read in the version before, when its words, its rule or its support have changed since."""
    match: ClaimMatch | None = None
    """How its words stand to the register of approved claims."""
    is_preliminary: bool = False
    """Whether only the beginning of its document was judged so far. No file holds such findings."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of one rule on the same words, in the order of the audit, and in how many documents they stand."""

    ids: tuple[int, ...] = ()
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that share a rule, document or category: how many, how many of them are open, and the weightiest.

    Of preliminary ones none can be decided, so that nothing is said of their being open.
    """

    key: str
    label: str
    count: int
    open: int
    severity: Severity
    is_preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The numbers of the findings a table shows, in order; with groups, those of each group follow one another."""

    ids: list[int]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """How many findings each choice of a filter would show, the other filters being as they are."""

    shown: int = 0
    total: int = 0
    severities: Mapping[Severity, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    verdicts: Mapping[Verdict, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[FindingState, int] = field(default_factory=dict)
    """Empty where no document was compared with an earlier version."""
