"""Decides whether a page names a crisis line that fits its topics and its readers' country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.crisis import notes as crisis_notes
from auditor.analysis.crisis.topics import TOPICS
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Crisis, CrisisVerdict
from auditor.model.document import Region
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

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

GRAVE = frozenset({"suicide", "self-harm"})
"""Topics that a line for another trouble on the page does not serve."""

AUDIENCES = ("child", "perinatal", "veterans", "lgbtq", "indigenous")
"""Kinds of line that are for some readers only; each has its list `audience-<kind>`."""
ALIKE = {"youth": "child", "lgbtq-youth": "lgbtq"}

LINES_OF_THEIR_OWN = frozenset({"US", "CA"})
"""Countries where one short number reaches a suicide line: there an emergency number alone is not enough for suicide."""

GENERAL = frozenset({"emergency", "overdose", "urgent-care"})
"""What the emergency and urgent-care numbers of a country serve: they are named for wounds and fevers too."""

LABEL_CHARS = 40
"""So far before a number stands what it is for: "Donations: 555 0126"."""

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
    reader = _Reader(jurisdiction.country, _audiences(document, lines, lexicon), _listed(lexicon))
    fit = [c for c in lines if reader.fits(c, topics) and _is_meant(document, c, near)]
    unfit = [c for c in lines if c not in fit and _is_crisis_line(c)]
    commercial = [c for c in contacts if c.in_danger_context]
    served = frozenset(t for t in topics if any(reader.helps(c, t) for c in fit))
    return Crisis(
        topics=topics,
        verdict=_verdict(document, topics, served, unfit, commercial, contacts, near, lexicon),
        resources=tuple(fit),
        unfit=tuple(unfit) if topics else (),
        commercial=tuple(commercial),
        mentions=mentions,
        notes=crisis_notes.read(document, topics, mentions, served, fit, unfit, jurisdiction),
    )


@dataclass(frozen=True)
class _Reader:
    """Whom the page addresses: their country, and the groups that have lines of their own."""

    country: str | None
    audiences: frozenset[str]
    listed: frozenset[str]

    def fits(self, contact: Contact, topics: Sequence[str]) -> bool:
        """Whether a line is answered, for these readers, and for one of the topics."""
        if not contact.is_active or not self._is_theirs(contact):
            return False
        return not topics or any(self.helps(contact, topic) for topic in topics)

    def helps(self, contact: Contact, topic: str) -> bool:
        """Whether a line is there for a topic, or for readers of a group that the page addresses."""
        kinds = FITS[topic]
        if topic in GRAVE and self.country in LINES_OF_THEIR_OWN:
            kinds = kinds - {"emergency"}
        if topic not in SUBSTANCE_TOPICS:
            kinds = kinds | {k for k in contact.topics if ALIKE.get(k, k) in self.audiences}
        return not kinds.isdisjoint(contact.topics)

    def _is_theirs(self, contact: Contact) -> bool:
        if contact.resource_country in ANYWHERE:
            return self.country is None or self.country not in self.listed
        if self.country is None or contact.resource_country == self.country:
            return True
        return contact.resource_country == "EU" and self.country not in {"US", "CA", "AU", "NZ"}


def _listed(lexicon: Lexicon) -> frozenset[str]:
    """The countries with lines of their own: their readers are not sent to a directory of the world's."""
    return frozenset("UK" if line.country == "GB" else line.country for line in lexicon.lines)


def _audiences(document: Document, lines: Sequence[Contact], lexicon: Lexicon) -> frozenset[str]:
    """Return the groups that the page speaks of, among those that a line on it is for."""
    wanted = {ALIKE.get(k, k) for c in lines for k in c.topics} & set(AUDIENCES)
    return frozenset(k for k in wanted if phrases(lexicon, f"audience-{k}").first(document.text))


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


def _is_crisis_line(contact: Contact) -> bool:
    kinds = {ALIKE.get(kind, kind) for kind in contact.topics}
    return not kinds.isdisjoint(AUDIENCES) or any(not kinds.isdisjoint(fitting) for fitting in FITS.values())


def _verdict(
    document: Document,
    topics: Sequence[str],
    served: frozenset[str],
    unfit: Sequence[Contact],
    commercial: Sequence[Contact],
    contacts: Sequence[Contact],
    near: frozenset[int],
    lexicon: Lexicon,
) -> CrisisVerdict:
    if not topics:
        return CrisisVerdict.NOT_REQUIRED
    if served and GRAVE.intersection(topics) <= served:
        return CrisisVerdict.PRESENT
    if any(c.number for c in commercial):
        return CrisisVerdict.COMMERCIAL_ONLY
    anywhere = not SUBSTANCE_TOPICS.isdisjoint(topics)
    if not unfit and not served and _invites_to_call(document, contacts, None if anywhere else near, lexicon):
        return CrisisVerdict.COMMERCIAL_ONLY
    return CrisisVerdict.MISSING


def _invites_to_call(
    document: Document, contacts: Sequence[Contact], near: frozenset[int] | None, lexicon: Lexicon
) -> bool:
    """Whether an own number stands in the main text with an invitation to call it for help, in one of the blocks `near` if given."""
    invitations, desks = phrases(lexicon, "call-invitation"), phrases(lexicon, "contact-desks")
    for contact in contacts:
        block = document.block_at(contact.span.start)
        if contact.resource or block is None or block.region is not Region.MAIN:
            continue
        if near is not None and block.index not in near:
            continue
        if desks.first(
            document.text, max(block.span.start, contact.span.start - LABEL_CHARS), contact.span.start
        ):
            continue
        around = document.blocks[max(0, block.index - 1) : block.index + 2]
        if any(invitations.first(document.text, b.span.start, b.span.end) for b in around):
            return True
    return False
