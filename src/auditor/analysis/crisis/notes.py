"""Says what a reviewer should know about the crisis lines of a page besides the verdict, as codes with what each is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.crisis.topics import TOPICS
from auditor.model.document import BlockKind, Region

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from auditor.model.analysis import Contact, Jurisdiction, TopicMention
    from auditor.model.document import Document

OWN = {
    "suicide": frozenset({"suicide", "mental-health-crisis", "emotional-support"}),
    "self-harm": frozenset({"suicide", "mental-health-crisis", "emotional-support"}),
    "overdose": frozenset({"overdose", "emergency", "poison"}),
    "withdrawal": frozenset({"emergency", "overdose", "substance-use", "urgent-care"}),
    "violence": frozenset({"domestic-violence", "sexual-assault", "violence", "child"}),
    "eating-disorder": frozenset({"eating-disorder"}),
}
"""The kinds of line that are there for a topic: where only others fit, the page is told so."""


def read(
    document: Document,
    topics: Sequence[str],
    mentions: Sequence[TopicMention],
    served: Collection[str],
    fit: Sequence[Contact],
    unfit: Sequence[Contact],
    jurisdiction: Jurisdiction,
) -> tuple[str, ...]:
    """Return the notes: topics named in passing, where the lines stand, what they leave unserved, and lines that do not fit."""
    passing = [f"in-passing:{t}" for t in TOPICS if t not in topics and any(m.topic == t for m in mentions)]
    if not topics:
        return tuple(passing)
    return (
        *passing,
        *_places(document, fit),
        *(_coverage(topics, served, fit) if served else ()),
        *dict.fromkeys(_misfit(contact, jurisdiction) for contact in unfit),
    )


def _places(document: Document, fit: Sequence[Contact]) -> Iterator[str]:
    where = {_where(document, c) for c in fit}
    if where and "text" not in where:
        yield "only-in-footer" if "footer" in where else "only-in-image"


def _where(document: Document, contact: Contact) -> str:
    """Say where a line stands: in the footer, only as an image's words, or where readers read."""
    block = document.block_at(contact.span.start)
    if block is not None and block.region is Region.FOOTER:
        return "footer"
    return "image" if block is not None and block.kind is BlockKind.ALT_TEXT else "text"


def _coverage(topics: Sequence[str], served: Collection[str], fit: Sequence[Contact]) -> Iterator[str]:
    for topic in topics:
        if topic not in served:
            yield f"not-served:{topic}"
        elif all(OWN[topic].isdisjoint(c.topics) for c in fit):
            yield f"no-line-of-its-own:{topic}"


def _misfit(contact: Contact, jurisdiction: Jurisdiction) -> str:
    if not contact.is_active:
        return f"retired:{contact.resource_name}"
    elsewhere = contact.resource_country != jurisdiction.country
    return f"{'other-country' if elsewhere else 'other-topic'}:{contact.resource_name}"
