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
from auditor.text.phrases import compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Contact, Crisis, TopicMention
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span
    from auditor.text.phrases import PhraseSet

LINES_SHOWN = 3
"""Lines suggested in the advice: enough to choose from."""

FIRST_TOPICS = 2
"""What a line is there for stands first among its topics."""

_WANTED = {
    "suicide": ("suicide", "mental-health-crisis", "emotional-support"),
    "self-harm": ("suicide", "mental-health-crisis", "emotional-support"),
    "overdose": ("emergency", "overdose", "substance-use"),
    "withdrawal": ("emergency", "substance-use"),
    "violence": ("domestic-violence", "sexual-assault", "violence", "emergency"),
    "eating-disorder": ("eating-disorder", "suicide"),
}
"""The kinds of line to suggest for a topic, the most fitting first."""

_PLACES = {"only-in-footer": "crisis-line-in-footer", "only-in-image": "crisis-line-in-image"}
_ISO = {"UK": "GB"}


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`report` is what to look for: a missing line, a retired line that is printed, or another country's."""

    report: str
    said_closed: list[str] = []
    """`retired`: words by which a sentence says itself that the line is closed or was replaced."""

    def __post_init__(self) -> None:
        if self.report not in {"missing", "retired", "other-country"}:
            raise ValueError("report is one of missing, retired, other-country")


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Return the examination that fits what is to be reported."""

    def missing(subject: Subject) -> Iterator[Verdict]:
        crisis = subject.analysis.crisis
        if crisis.verdict is CrisisVerdict.PRESENT:
            reason = next((_PLACES[n] for n in crisis.notes if n in _PLACES), "crisis-line-present")
            yield Pass(crisis.resources[0].span, reason, {"line": crisis.resources[0].resource_name})
        elif crisis.verdict is not CrisisVerdict.NOT_REQUIRED:
            yield _flag(crisis, _suggested(subject, lexicon))
        for mention in _in_passing(crisis):
            yield Pass(mention.span, "topic-in-passing", {"topic": mention.topic.replace("-", " ")})

    said_closed = compile_phrases(params.said_closed, lexicon.lists)

    def printed(subject: Subject) -> Iterator[Verdict]:
        seen: set[str] = set()
        for contact in subject.analysis.crisis.unfit:
            is_wanted = contact.is_active == (params.report == "other-country") and not _is_right_country(
                subject, contact
            )
            if is_wanted and contact.number not in seen:
                seen.add(contact.number)
                yield _printed(subject, contact, lexicon, said_closed)

    return missing if params.report == "missing" else printed


def _printed(subject: Subject, contact: Contact, lexicon: Lexicon, said_closed: PhraseSet) -> Verdict:
    sentence = _sentence(subject, contact)
    if contact.is_active and _is_for_others(subject, contact, sentence, lexicon):
        return Pass(contact.span, "line-for-others", {"country": contact.resource_country})
    if not contact.is_active and said_closed.first(subject.document.text, sentence.start, sentence.end):
        return Pass(contact.span, "line-said-to-be-closed", {"line": contact.resource_name})
    values = {
        "line": contact.resource_name,
        "country": contact.resource_country,
        "suggested": _suggested(subject, lexicon),
    }
    if _is_superseded(contact, lexicon):
        return Flag(sentence, contact.span, message="superseded", values=values, severity=Severity.MEDIUM)
    return Flag(sentence, contact.span, values=values)


def _is_superseded(contact: Contact, lexicon: Lexicon) -> bool:
    """Whether a line was replaced by another: its number may still be answered, and leads readers the long way."""
    return any(line.id == contact.resource and line.status == "superseded" for line in lexicon.lines)


def _is_for_others(subject: Subject, contact: Contact, sentence: Span, lexicon: Lexicon) -> bool:
    """Whether a line stands beside one that fits and the sentence says for which country it is."""
    if subject.analysis.crisis.verdict is not CrisisVerdict.PRESENT:
        return False
    code = contact.resource_country.lower()
    names = [n for kind in ("regions", "places") for n in lexicon.lists.get(f"{kind}-{code}", ())]
    found = compile_phrases(names, lexicon.lists).find(subject.document.text, sentence.start, sentence.end)
    return any(subject.document.text[m.start].isupper() for m in found)


def _in_passing(crisis: Crisis) -> list[TopicMention]:
    """Return the first mention of each topic that the page names without speaking of it."""
    first: dict[str, TopicMention] = {}
    for mention in crisis.mentions:
        if mention.topic not in crisis.topics:
            first.setdefault(mention.topic, mention)
    return list(first.values())


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
    """Whether an active line is answered for some of the page's readers, and only its topic does not fit."""
    where = subject.analysis.jurisdiction
    if where.country is None:  # whose readers they are is not known, and so no line is another country's
        return contact.is_active
    return contact.is_active and contact.resource_country in {
        where.country,
        where.runner_up if where.is_mixed else where.country,
    }


def _suggested(subject: Subject, lexicon: Lexicon) -> str:
    """Name active lines of the readers' country for the page's topics, the ones that are there for a topic first."""
    country = subject.analysis.jurisdiction.country
    kinds = [kind for topic in subject.analysis.crisis.topics for kind in _WANTED[topic]]
    theirs = [
        line
        for line in lexicon.lines
        if line.country == _ISO.get(country or "", country) and line.status == "active" and line.written
    ]
    chosen = (line for kind in dict.fromkeys(kinds) for line in theirs if kind in line.topics[:FIRST_TOPICS])
    lines = [f"{line.name} ({line.written[0]})" for line in dict.fromkeys(chosen)]
    return "; ".join(lines[:LINES_SHOWN]) or "a public crisis line of the readers' country"


def _sentence(subject: Subject, contact: Contact) -> Span:
    for sentence in subject.analysis.sentences:
        if sentence.span.contains(contact.span):
            return sentence.span
    return contact.span
