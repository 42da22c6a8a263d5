"""Decides whether a page names a crisis line that fits its topics and its readers' country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.topics import TOPICS
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Crisis, CrisisVerdict
from auditor.model.document import Region

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.model.analysis import Contact, Jurisdiction, TopicMention
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

FITS = {
    "suicide": frozenset(
        {"suicide", "mental-health-crisis", "emotional-support", "mental-health", "urgent-care", "emergency"}
    ),
    "self-harm": frozenset(
        {"suicide", "mental-health-crisis", "emotional-support", "mental-health", "urgent-care", "emergency"}
    ),
    "overdose": frozenset(
        {"overdose", "emergency", "substance-use", "poison", "suicide", "mental-health-crisis"}
    ),
    "withdrawal": frozenset(
        {"emergency", "overdose", "substance-use", "urgent-care", "suicide", "mental-health-crisis"}
    ),
    "violence": frozenset(
        {
            "domestic-violence",
            "sexual-assault",
            "violence",
            "emergency",
            "child",
            "suicide",
            "mental-health-crisis",
        }
    ),
    "eating-disorder": frozenset(
        {"eating-disorder", "suicide", "mental-health-crisis", "emotional-support", "emergency"}
    ),
}
"""Which kinds of line help with which topic; general crisis lines take every caller."""

LINES_OF_THEIR_OWN = frozenset({"US", "CA"})
"""Countries where one short number reaches a suicide line: there an emergency number alone is not enough for suicide."""

GENERAL = frozenset({"emergency", "overdose", "urgent-care"})
"""What the emergency and urgent-care numbers of a country serve: they are named for wounds and fevers too."""

SUBSTANCE_TOPICS = frozenset({"overdose", "withdrawal"})
ANYWHERE = frozenset({"INT"})


def assess(
    document: Document,
    mentions: tuple[TopicMention, ...],
    contacts: tuple[Contact, ...],
    jurisdiction: Jurisdiction,
    lexicon: Lexicon,
) -> Crisis:
    """Return topics, verdict and the lines found."""
    topics = tuple(t for t in TOPICS if any(m.topic == t and m.strong for m in mentions))
    lines = [c for c in contacts if c.resource]
    near = _blocks_in_danger(document, mentions, lexicon)
    fit = [c for c in lines if _fits(c, topics, jurisdiction.country) and _is_meant(document, c, near)]
    unfit = [c for c in lines if c not in fit and _is_crisis_line(c)]
    commercial = [c for c in contacts if c.in_danger_context]
    verdict = _verdict(document, topics, fit, unfit, commercial, contacts, lexicon)
    return Crisis(
        topics=topics,
        verdict=verdict,
        resources=tuple(fit),
        unfit=tuple(unfit) if topics else (),
        commercial=tuple(commercial),
        mentions=mentions,
        notes=tuple(_notes(document, topics, fit, unfit)),
    )


def _fits(contact: Contact, topics: Sequence[str], country: str | None) -> bool:
    if not contact.is_active:
        return False
    if (
        contact.resource_country not in ANYWHERE
        and country is not None
        and contact.resource_country != country
        and not _is_union_line(contact, country)
    ):
        return False
    return not topics or any(_helps(contact, topic, country) for topic in topics)


def _blocks_in_danger(
    document: Document, mentions: Sequence[TopicMention], lexicon: Lexicon
) -> frozenset[int]:
    """Return the blocks that speak of a crisis topic or to somebody in danger."""
    blocks = {b.index for m in mentions if (b := document.block_at(m.span.start))}
    words = phrases(lexicon, "danger-words")
    blocks.update(b.index for b in document.blocks if words.first(document.text, b.span.start, b.span.end))
    return frozenset(blocks)


def _is_meant(document: Document, contact: Contact, near: frozenset[int]) -> bool:
    """Whether a line is named as help for the crisis: a general emergency number beside another trouble is not."""
    if not GENERAL.issuperset(contact.topics):
        return True
    block = document.block_at(contact.span.start)
    return block is not None and not near.isdisjoint(range(block.index - 1, block.index + 2))


def _is_union_line(contact: Contact, country: str) -> bool:
    return contact.resource_country == "EU" and country not in {"US", "CA", "AU", "NZ"}


def _helps(contact: Contact, topic: str, country: str | None) -> bool:
    kinds = FITS[topic]
    if topic in {"suicide", "self-harm"} and country in LINES_OF_THEIR_OWN:
        kinds = kinds - {"emergency"}
    return not kinds.isdisjoint(contact.topics)


def _is_crisis_line(contact: Contact) -> bool:
    return any(not kinds.isdisjoint(contact.topics) for kinds in FITS.values())


def _verdict(
    document: Document,
    topics: Sequence[str],
    fit: Sequence[Contact],
    unfit: Sequence[Contact],
    commercial: Sequence[Contact],
    contacts: Sequence[Contact],
    lexicon: Lexicon,
) -> CrisisVerdict:
    if not topics:
        return CrisisVerdict.NOT_REQUIRED
    if fit:
        return CrisisVerdict.PRESENT
    if any(c.number for c in commercial):
        return CrisisVerdict.COMMERCIAL_ONLY
    if (
        not unfit
        and not SUBSTANCE_TOPICS.isdisjoint(topics)
        and _invites_to_call(document, contacts, lexicon)
    ):
        return CrisisVerdict.COMMERCIAL_ONLY
    return CrisisVerdict.MISSING


def _invites_to_call(document: Document, contacts: Sequence[Contact], lexicon: Lexicon) -> bool:
    """Whether an own number stands in the main text with an invitation to call it for help."""
    invitations = phrases(lexicon, "call-invitation")
    for contact in contacts:
        block = document.block_at(contact.span.start)
        if contact.resource or block is None or block.region is not Region.MAIN:
            continue
        near = document.blocks[max(0, block.index - 1) : block.index + 2]
        if any(invitations.first(document.text, b.span.start, b.span.end) for b in near):
            return True
    return False


def _notes(
    document: Document, topics: Sequence[str], fit: Sequence[Contact], unfit: Sequence[Contact]
) -> Iterator[str]:
    if topics and fit and all(_region(document, c) is Region.FOOTER for c in fit):
        yield "only-in-footer"
    for contact in unfit if topics else ():
        if not contact.is_active:
            yield f"retired:{contact.resource_name}"
        else:
            yield f"other-country:{contact.resource_name}"


def _region(document: Document, contact: Contact) -> Region | None:
    block = document.block_at(contact.span.start)
    return block.region if block else None
