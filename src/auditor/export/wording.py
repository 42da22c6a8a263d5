"""The words in which every export speaks of severities, outcomes, grades, states and verdicts.

One home for them, so that the spreadsheet, the table and the pages say the same thing the same way.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from auditor.model.analysis import CrisisVerdict, Grade
from auditor.model.claim import MatchKind
from auditor.model.decision import FindingState, Verdict
from auditor.model.document import Status
from auditor.model.finding import Outcome, Severity
from auditor.model.reaudit import Departure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.model.analysis import Contact, Evidence, Support
    from auditor.model.audit import Audit, DocumentAudit
    from auditor.model.finding import Basis, Finding
    from auditor.model.reaudit import EarlierFinding
    from auditor.model.template import Template

_MATCHES = {
    MatchKind.APPROVED: "approved",
    MatchKind.EXPIRED: "whose approval has ended",
    MatchKind.ELSEWHERE: "approved for other places only",
    MatchKind.NEAR: "near an approved wording",
}

NO_CLEARANCE = (
    "This audit lists wording that a regulator may question and says why. It is no legal clearance: "
    "a person decides, and material without findings is not thereby lawful."
)

CLEARANCE_ALONE = "This is no legal clearance."
"""Said behind an organisation's own disclaimer that does not say so itself."""

SEVERITY = {
    Severity.CRITICAL: "Critical",
    Severity.HIGH: "High",
    Severity.MEDIUM: "Medium",
    Severity.LOW: "Low",
}
OUTCOME = {Outcome.VIOLATION: "Violation", Outcome.NEEDS_REVIEW: "Needs review"}
GRADE = {
    Grade.NONE: "No support",
    Grade.VAGUE: "Vague authority",
    Grade.NAMED: "Named source",
    Grade.LINKED: "Linked source",
    Grade.REFERENCED: "Reference",
}
DECISION = {
    Verdict.UNDECIDED: "Undecided",
    Verdict.LATER: "Undecided",
    Verdict.CONFIRMED: "Confirmed",
    Verdict.NEEDS_SUBSTANTIATION: "Needs substantiation",
    Verdict.DISMISSED: "Dismissed",
    Verdict.APPROVED_CLAIM: "Approved claim",
}
STATUS = {
    Status.COMPLETE: "Read in full",
    Status.PARTIAL: "Read in part",
    Status.UNREADABLE: "Could not be read",
}
VERDICT = {
    CrisisVerdict.PRESENT: "Present",
    CrisisVerdict.MISSING: "Missing",
    CrisisVerdict.COMMERCIAL_ONLY: "Own number only",
    CrisisVerdict.NOT_REQUIRED: "Not required",
}
STATE = {
    FindingState.NEW: "New",
    FindingState.OPEN: "As before",
    FindingState.STALE: "Decision no longer fits",
}
DEPARTURE = {
    Departure.WORDS_GONE: "The words are no longer there.",
    Departure.NO_LONGER_FLAGGED: "The words stand as before, and what was missing is there now.",
    Departure.UNREADABLE: "The new version could not be read.",
    Departure.PARTLY_READ: "The new version could be read in part only.",
    Departure.RULE_ABSENT: "Its rule is no longer among those that were checked.",
    Departure.RULE_FAILED: "Its rule could not be checked on the new version.",
    Departure.RULES_CHANGED: "The words may stand as before, but the rules have changed since.",
    Departure.OTHER_COUNTRY: "The new version was judged for readers in another country.",
}
CRISIS_NOTE = {
    "only-in-footer": "Named only in the footer",
    "only-in-image": "Named only in the words of an image",
    "in-passing": "Named in passing, not spoken of",
    "not-served": "No line for this topic",
    "no-line-of-its-own": "Only a general line for this topic",
    "other-topic": "A line for another trouble",
    "retired": "No longer in service",
    "other-country": "A line of another country",
}
"""Sentences for the notes of the analysis, by their code; what it is about follows the code and a colon."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def notice(template: Template) -> str:
    """Return the disclaimer of an export; whatever its wording, that it is no legal clearance is said."""
    own = template.disclaimer
    if not own:
        return NO_CLEARANCE
    return own if "no legal clearance" in " ".join(own.casefold().split()) else f"{own} {CLEARANCE_ALONE}"


def joined(*parts: str) -> str:
    """Return the parts that say something, with commas between them."""
    return ", ".join(filter(None, parts))


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: “1 finding”, “12,000 findings”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def category(name: str) -> str:
    """Return a category's name as a heading: `vague-authority` is “Vague authority”."""
    return name.replace("-", " ").capitalize()


def moment(stamp: str) -> datetime | None:
    """Return an ISO 8601 time in UTC, or None when the text is none."""
    try:
        time = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def spelled_moment(stamp: str) -> str:
    """Return a time as a reader writes it, in UTC; the text itself when it is no time."""
    time = moment(stamp)
    if time is None:
        return stamp
    return f"{time.day} {MONTHS[time.month - 1]} {time.year}, {time:%H:%M} UTC"


def departure(reason: Departure) -> str:
    """Return what became of a finding that has no counterpart in the new version."""
    return "Fixed" if reason.is_fixed else "Could not be compared"


def earlier(before: EarlierFinding | None) -> str:
    """Return how a finding read before and what had been decided about it then."""
    if before is None:
        return ""
    decision = before.decision
    said = [f"“{before.quote}”"] if before.quote else []
    if not decision.verdict.is_open:
        reason = f" ({decision.reason})" if decision.reason else ""
        said.append(
            f"{DECISION[decision.verdict]}{reason}, {decision.reviewer}, {spelled_moment(decision.decided_at)}"
        )
    return "\n".join(said)


def problems(document: DocumentAudit) -> str:
    """Return why the document was not wholly read, one sentence a line."""
    return "\n".join(problem.message for problem in document.problems)


def basis(entries: Iterable[Basis]) -> str:
    """Return the laws and codes a rule rests on, one a line."""
    return "\n".join(_one_basis(entry) for entry in entries)


def _one_basis(entry: Basis) -> str:
    clause = f", {entry.clause}" if entry.clause else ""
    return f"{entry.title}{clause}{'' if entry.verified else ' (not verified)'}"


def evidence(finding: Finding) -> str:
    """Return what supports the finding's words: the grade, where there is one, and the sentence."""
    parts = [GRADE[finding.grade]] if finding.grade is not None else []
    if finding.evidence:
        parts.append(finding.evidence)
    return ". ".join(part.rstrip(".") for part in parts) + ("." if len(parts) > 1 else "")


def approvals(audit: Audit) -> str:
    """Return how the findings stand to the register of approved claims; empty when none was asked or nothing is like one."""
    if audit.register is not None and audit.register.trouble:
        return audit.register.trouble
    kinds = Counter(match.kind for document in audit.documents for match in document.approvals.values())
    said = ", ".join(f"{kinds[kind]:,} {words}" for kind, words in _MATCHES.items() if kinds[kind])
    if audit.register is None:
        return said
    return f"{counted(audit.register.claims, 'claim')} in {audit.register.name}: {said or 'none found here'}"


def supports(found: Evidence) -> str:
    """Return what the statement rests on and what was looked at and did not count, one a line."""
    lines = [_one_support(support) for support in found.supports]
    lines += [f"Not counted: {reason}" for reason in found.rejected]
    return "\n".join(dict.fromkeys(lines))


def _one_support(support: Support) -> str:
    if not support.target or support.target == support.quote:
        return support.quote
    return f"{support.quote} → {support.target}" if support.quote else support.target


def contact(entry: Contact) -> str:
    """Return a telephone number or chat with the name of the line it belongs to."""
    name = f"{entry.resource_name}: " if entry.resource_name else ""
    country = f" ({entry.resource_country})" if entry.resource_country else ""
    return f"{name}{entry.number}{country}{'' if entry.is_active else ', closed or replaced'}"


def crisis_note(note: str) -> str:
    """Return a note on crisis resources as a reader writes it; the note itself when it is no code."""
    code, _, about = note.partition(":")
    if code not in CRISIS_NOTE:
        return note
    return f"{CRISIS_NOTE[code]}: {about}" if about else CRISIS_NOTE[code]


def document_verdict(document: DocumentAudit) -> str:
    """Return what the audit found in a document. A document that was not wholly read never sounds clean."""
    if document.status is Status.UNREADABLE:
        return "Not audited: could not be read"
    counts = Counter(finding.outcome for finding in document.findings)
    nothing = "nothing shown" if document.left_out else "nothing flagged"
    parts = [counted(counts[Outcome.VIOLATION], "violation")] if counts[Outcome.VIOLATION] else []
    if counts[Outcome.NEEDS_REVIEW]:
        parts.append(f"{counts[Outcome.NEEDS_REVIEW]:,} to review")
    said = ", ".join(parts) or nothing
    unsure = [words for words, holds in _reservations(document) if holds]
    said = f"{said} ({'; '.join(unsure)})" if unsure else said
    return said[0].upper() + said[1:]


def _reservations(document: DocumentAudit) -> tuple[tuple[str, bool], ...]:
    return (
        (f"{counted(document.left_out, 'finding')} left out by the filter", bool(document.left_out)),
        ("only part was read", document.status is Status.PARTIAL),
        (f"{counted(len(document.failures), 'rule')} not checked", bool(document.failures)),
    )


def found_words(audit: Audit) -> str:
    """Return how many findings there are, and of how many when a filter leaves some out."""
    if audit.selection is None:
        return counted(sum(len(d.findings) for d in audit.documents), "finding")
    return f"{audit.selection.shown:,} of {counted(audit.selection.total, 'finding')}"


def inside(sentence: str) -> str:
    """Return a sentence as it stands behind a colon."""
    return sentence[0].lower() + sentence[1:]


def filter_words(audit: Audit) -> str:
    """Return which findings are in an export."""
    if audit.selection is None:
        return "None; every finding is in it."
    chosen = audit.selection
    left = counted(chosen.total - chosen.shown, "finding")
    return f"Only findings with {chosen.words}: {chosen.shown:,} of {chosen.total:,}. {left} left out."


def unread_words(audit: Audit) -> str:
    """Return which documents could not be read."""
    if not audit.unread:
        return "None; every document could be read." if audit.documents else "There were no documents."
    names = ", ".join(document.source.name for document in audit.unread)
    return f"{len(audit.unread):,} of {counted(len(audit.documents), 'document')}: {names}"


def headline(audit: Audit) -> str:
    """Return the audit in one line: how many documents, findings and documents that could not be read."""
    parts = [
        counted(len(audit.documents), "document"),
        found_words(audit),
    ]
    if audit.unread:
        parts.append(f"{counted(len(audit.unread), 'document')} could not be read")
    return "  ·  ".join(parts)
