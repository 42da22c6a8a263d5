"""The program's own words for states, severities and numbers, in one place so that every pane says the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.model.analysis import Grade
from auditor.model.claim import ScopeKind, Validity
from auditor.model.decision import FindingState, Verdict
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity
from auditor.model.reaudit import Departure

if TYPE_CHECKING:
    from auditor.model.overview import Standing

_LONG_WORD = re.compile(r"[^\s/-]{24}(?=[^\s/-]{8})")
"""Stretches after which a word that goes on for long may be broken; at `/` and `-` Qt does so anyway."""

SEVERITY_WORDS: dict[Severity, str] = {
    Severity.CRITICAL: "Critical",
    Severity.HIGH: "High",
    Severity.MEDIUM: "Medium",
    Severity.LOW: "Low",
}

SEVERITY_MEANING: dict[Severity, str] = {
    Severity.CRITICAL: "The wording is banned or penalised in itself, or a person in danger is misdirected.",
    Severity.HIGH: "Regulators act on this when proof is absent.",
    Severity.MEDIUM: "Whether it may stand depends on the context.",
    Severity.LOW: "Good practice asks for better.",
}

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.VIOLATION: "Violation",
    Outcome.NEEDS_REVIEW: "Needs review",
}

OUTCOME_MEANING: dict[Outcome, str] = {
    Outcome.VIOLATION: "The words alone settle it.",
    Outcome.NEEDS_REVIEW: "The words alone do not settle it: a person has to decide.",
}

GRADE_WORDS: dict[Grade, str] = {
    Grade.NONE: "No support found here.",
    Grade.VAGUE: "Vague support: an authority without a name.",
    Grade.NAMED: "A source is named, but nothing leads to it.",
    Grade.LINKED: "A link leads to a source.",
    Grade.REFERENCED: "A mark resolves to a reference.",
}

VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.UNDECIDED: "Undecided",
    Verdict.CONFIRMED: "Confirmed",
    Verdict.NEEDS_SUBSTANTIATION: "Needs substantiation",
    Verdict.DISMISSED: "Dismissed",
    Verdict.APPROVED_CLAIM: "Approved claim",
    Verdict.LATER: "Later",
}

PRELIMINARY = "Preliminary"
"""Stands where a verdict would, of a finding whose document is still being read."""

PRELIMINARY_MEANING = "The document is still being read. It can be decided when all of it has been."

ONLY_PRELIMINARY = (
    "Only preliminary findings are left here. They can be decided when their documents have been read."
)

VERDICT_SIGNS: dict[Verdict, str] = {
    Verdict.UNDECIDED: "",
    Verdict.CONFIRMED: "✓",
    Verdict.NEEDS_SUBSTANTIATION: "?",
    Verdict.DISMISSED: "✕",
    Verdict.APPROVED_CLAIM: "★",
    Verdict.LATER: "…",
}
"""A sign beside the word, so that colour is never the only difference."""

VALIDITY_WORDS: dict[Validity, str] = {
    Validity.VALID: "✓ Valid",
    Validity.SOON: "! Ends soon",
    Validity.EXPIRED: "✕ Expired",
    Validity.WITHDRAWN: "– Withdrawn",
}
"""How an approved claim stands, with a sign, so that colour is never the only difference."""

SCOPE_WORDS: dict[ScopeKind, str] = {
    ScopeKind.EVERYWHERE: "Everywhere",
    ScopeKind.COUNTRY: "In these countries",
    ScopeKind.DOCUMENT: "In these documents",
}

STATE_WORDS: dict[FindingState, str] = {
    FindingState.NEW: "New",
    FindingState.OPEN: "As before",
    FindingState.STALE: "Decide again",
}

STATE_SIGNS: dict[FindingState, str] = {
    FindingState.NEW: "+",
    FindingState.OPEN: "=",
    FindingState.STALE: "≠",
}
"""A sign before the word, so that colour is never the only difference."""

DEPARTURE_WORDS: dict[Departure, str] = {
    Departure.WORDS_GONE: "The words are no longer there.",
    Departure.NO_LONGER_FLAGGED: "The words stand; what was missing is there now.",
    Departure.UNREADABLE: "The new version could not be read.",
    Departure.PARTLY_READ: "The new version could be read in part only.",
    Departure.RULE_ABSENT: "Its rule is no longer among those checked.",
    Departure.RULE_FAILED: "Its rule could not be checked this time.",
    Departure.RULES_CHANGED: "The rules have changed since.",
    Departure.OTHER_COUNTRY: "Judged for readers in another country.",
}

DISMISSALS: tuple[str, ...] = (
    "Said of medicine, not of the offer",
    "Quoted or mentioned, not claimed",
    "Supported elsewhere on the page",
    "Evidence is on file",
    "Opinion that readers take as such",
    "Outside the jurisdiction",
)
"""The usual reasons to dismiss a finding; any other can be written."""

STATUS_WORDS: dict[Status, str] = {
    Status.COMPLETE: "Audited",
    Status.PARTIAL: "Audited in part",
    Status.UNREADABLE: "Not audited",
}


def category_words(category: str) -> str:
    """Return a category as a reviewer reads it: `crisis-resource` → “Crisis resource”."""
    return category.replace("-", " ").capitalize()


def state_words(state: str) -> str:
    """Return how a finding stands to the version before; nothing where there was none."""
    if not state:
        return ""
    return f"{STATE_SIGNS[FindingState(state)]} {STATE_WORDS[FindingState(state)]}"


def departure_words(departure: Departure) -> str:
    """Return what became of a finding that has no counterpart: fixed, or nobody can say."""
    return "✓ Fixed" if departure.is_fixed else "? Not compared"


def short_name(name: str) -> str:
    """Return a document's name without what all addresses begin with."""
    return re.sub(r"^https?://(www\.)?", "", name)


def breakable(words: str) -> str:
    """Return words in which very long ones (addresses) may be broken over two lines, at places that are not seen."""
    return _LONG_WORD.sub(lambda found: f"{found[0]}\u200b", words)


def moment_words(stamp: str) -> str:
    """Return an ISO 8601 moment as people read it: “2026-11-22 10:30 UTC”."""
    return stamp.replace("T", " ").replace("Z", " UTC")[:16] + (" UTC" if stamp.endswith("Z") else "")


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: “1 finding”, “1,246 findings”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def place_words(*, is_whole_document: bool, page: int | None, paragraph: int | None, section: str) -> str:
    """Return where a finding stands, as exactly as the format allows."""
    if is_whole_document:
        return "Whole document"
    if page is not None:
        return f"Page {page}" + (f" · {section}" if section else "")
    if section:
        return section
    return f"Paragraph {paragraph}" if paragraph is not None else ""


def document_verdict(standing: Standing) -> str:
    """Return what the audit found in a document. One that was not wholly read never sounds clean."""
    if standing.row.status is Status.UNREADABLE:
        return "Could not be read"
    violations = standing.outcomes.get(Outcome.VIOLATION, 0)
    doubts = standing.outcomes.get(Outcome.NEEDS_REVIEW, 0)
    said = [counted(violations, "violation")] if violations else []
    said += [f"{doubts:,} to review"] if doubts else []
    unsure = ["read in part"] if standing.row.status is Status.PARTIAL else []
    unsure += [f"{counted(standing.unchecked, 'rule')} not checked"] if standing.unchecked else []
    words = ", ".join(said) or "Nothing flagged"
    return f"{words} ({'; '.join(unsure)})" if unsure else words
