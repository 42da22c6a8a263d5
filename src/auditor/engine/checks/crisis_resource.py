"""`crisis-resource`: a page that speaks of danger names a public crisis line that fits its readers' country.

The finding belongs to the whole document. Retired lines and another country's lines that are printed are
findings of their own, on the number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.model.analysis import CrisisVerdict
from auditor.model.finding import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Contact, Crisis
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span

LINES_SHOWN = 3
"""Lines suggested in the advice: enough to choose from."""

_ISO = {"UK": "GB"}


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`report` is what to look for: a missing line, a retired line that is printed, or another country's."""

    report: str

    def __post_init__(self) -> None:
        if self.report not in {"missing", "retired", "other-country"}:
            raise ValueError("report is one of missing, retired, other-country")


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Return the examination that fits what is to be reported."""

    def missing(subject: Subject) -> Iterator[Verdict]:
        crisis = subject.analysis.crisis
        if crisis.verdict is CrisisVerdict.PRESENT:
            yield Pass(
                crisis.resources[0].span, "crisis-line-present", {"line": crisis.resources[0].resource_name}
            )
        elif crisis.verdict is not CrisisVerdict.NOT_REQUIRED:
            yield _flag(crisis, _suggested(subject, lexicon))

    def printed(subject: Subject) -> Iterator[Verdict]:
        seen: set[str] = set()
        for contact in subject.analysis.crisis.unfit:
            is_wanted = contact.is_active == (params.report == "other-country") and not _is_right_country(
                subject, contact
            )
            if is_wanted and contact.number not in seen:
                seen.add(contact.number)
                values = {
                    "line": contact.resource_name,
                    "country": contact.resource_country,
                    "suggested": _suggested(subject, lexicon),
                }
                yield Flag(_sentence(subject, contact), contact.span, values=values)

    return missing if params.report == "missing" else printed


def _flag(crisis: Crisis, suggested: str) -> Flag:
    commercial = crisis.verdict is CrisisVerdict.COMMERCIAL_ONLY
    return Flag(
        span=None,
        trigger=None,
        message="commercial-only" if commercial else "violation",
        values={"topics": ", ".join(t.replace("-", " ") for t in crisis.topics), "suggested": suggested},
        severity=Severity.CRITICAL if commercial else None,
        outcome=Outcome.VIOLATION,
        evidence="; ".join(f"{c.number}: {c.resource_name} ({c.resource_country})" for c in crisis.unfit),
    )


def _is_right_country(subject: Subject, contact: Contact) -> bool:
    """Whether an active line belongs to the readers' country and only its topic does not fit."""
    return contact.is_active and contact.resource_country == subject.analysis.jurisdiction.country


def _suggested(subject: Subject, lexicon: Lexicon) -> str:
    """Name active lines of the readers' country that help with the page's topics."""
    country = subject.analysis.jurisdiction.country
    wanted = {"suicide", "mental-health-crisis", "emotional-support"} | set(subject.analysis.crisis.topics)
    lines = [
        f"{line.name} ({line.written[0]})"
        for line in lexicon.lines
        if line.country == _ISO.get(country or "", country)
        and line.status == "active"
        and line.written
        and wanted & set(line.topics)
    ]
    return "; ".join(lines[:LINES_SHOWN]) or "a public crisis line of the readers' country"


def _sentence(subject: Subject, contact: Contact) -> Span:
    for sentence in subject.analysis.sentences:
        if sentence.span.contains(contact.span):
            return sentence.span
    return contact.span
