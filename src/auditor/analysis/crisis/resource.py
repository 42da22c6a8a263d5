"""Decides whether a page names a crisis line that fits its topics and its readers' country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.crisis import notes as crisis_notes
from auditor.analysis.crisis.directory import EMERGENCY_ONLY, LINES_OF_THEIR_OWN
from auditor.analysis.crisis.topics import TOPICS
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Crisis, CrisisVerdict
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.model.analysis import Contact, Jurisdiction, TopicMention
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import PhraseSet

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

AT_HAND = ("suicide", "overdose")
"""Topics that a page raises by offering its own contact to somebody in danger: each has its list `at-hand-<topic>`."""

CALLED_NEXT = 2
"""So many blocks behind the one on a danger still invite its readers to call."""

LABEL_CHARS = 40
"""So far before a number stands what it is for: "Donations: 555 0126"."""

SUBSTANCE_TOPICS = frozenset({"overdose", "withdrawal"})
ANYWHERE = frozenset({"INT"})

_SENTENCE_END = regex.compile(r"[.!?;\n]")
_CAPITAL = regex.compile(r"\p{Lu}[\p{L}’'-]+")


def assess(
    document: Document,
    mentions: tuple[TopicMention, ...],
    contacts: tuple[Contact, ...],
    jurisdiction: Jurisdiction,
    lexicon: Lexicon,
    names: Sequence[str] = (),
) -> Crisis:
    """Return topics, verdict and the lines found; `names` are those of the promoter."""
    commercial = [c for c in contacts if c.in_danger_context]
    topics = tuple(t for t in TOPICS if any(m.topic == t and m.strong for m in mentions))
    topics = topics or _at_hand(document, commercial, lexicon)
    lines = [c for c in contacts if c.resource]
    near = _blocks_in_danger(document, mentions, lexicon)
    general = phrases(lexicon, "emergency-in-general") if "overdose" in topics else None
    replaced = frozenset(line.id for line in lexicon.lines if line.status == "superseded")
    reader = _Reader(jurisdiction.country, _audiences(document, lines, lexicon), _listed(lexicon), replaced)
    fit = [c for c in lines if reader.fits(c, topics) and _is_meant(document, c, near, general)]
    unfit = [c for c in lines if (c not in fit or not c.is_active) and _is_crisis_line(c)]
    anywhere = not SUBSTANCE_TOPICS.isdisjoint(topics)
    served = frozenset(t for t in topics if any(reader.helps(c, t) for c in fit))
    return Crisis(
        topics=topics,
        verdict=_verdict(
            topics,
            served,
            unfit,
            commercial,
            lambda: _invites_to_call(document, contacts, None if anywhere else near, names, lexicon),
        ),
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
    replaced: frozenset[str]
    """The lines whose old number still leads to the new one."""

    def fits(self, contact: Contact, topics: Sequence[str]) -> bool:
        """Whether a line is answered, for these readers, and for one of the topics."""
        if not (contact.is_active or contact.resource in self.replaced) or not self._is_theirs(contact):
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


def _is_meant(document: Document, contact: Contact, near: frozenset[int], general: PhraseSet | None) -> bool:
    """Whether a line is named as help for the crisis: an emergency number beside another trouble is not.

    One that is named for any emergency is, with the words of `general`, where the page speaks of overdose.
    """
    if not EMERGENCY_ONLY.issuperset(contact.topics):
        return True
    block = document.block_at(contact.span.start)
    if block is None:
        return False
    if not near.isdisjoint(range(block.index - 1, block.index + 2)):
        return True
    return general is not None and general.first(document.text, block.span.start, block.span.end) is not None


def _at_hand(document: Document, commercial: Sequence[Contact], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the dangers beside which the own contact is plainly offered, on a page that names no topic outright."""
    plain = [c for c in commercial if c.number and not c.offer_in_doubt]
    if not plain or phrases(lexicon, "public-care").first(document.text):
        return ()
    blocks = [block for c in plain if (block := document.block_at(c.span.start))]
    other = phrases(lexicon, "at-hand-unless")
    spans = [b.span for b in blocks if not other.first(document.text, b.span.start, b.span.end)]
    return tuple(
        topic
        for topic in AT_HAND
        if any(phrases(lexicon, f"at-hand-{topic}").first(document.text, s.start, s.end) for s in spans)
    )


def _is_crisis_line(contact: Contact) -> bool:
    kinds = {ALIKE.get(kind, kind) for kind in contact.topics}
    return not kinds.isdisjoint(AUDIENCES) or any(not kinds.isdisjoint(fitting) for fitting in FITS.values())


def _verdict(
    topics: Sequence[str],
    served: frozenset[str],
    unfit: Sequence[Contact],
    commercial: Sequence[Contact],
    invites: Callable[[], bool],
) -> CrisisVerdict:
    """Return the verdict; `invites` says whether the page plainly asks its readers to call an own number."""
    if not topics:
        return CrisisVerdict.NOT_REQUIRED
    if served and GRAVE.intersection(topics) <= served:
        return CrisisVerdict.PRESENT
    if any(c.number for c in commercial):
        return CrisisVerdict.COMMERCIAL_ONLY
    return CrisisVerdict.COMMERCIAL_ONLY if not unfit and not served and invites() else CrisisVerdict.MISSING


def _invites_to_call(
    document: Document,
    contacts: Sequence[Contact],
    near: frozenset[int] | None,
    names: Sequence[str],
    lexicon: Lexicon,
) -> bool:
    """Whether an own number stands in the main text with an invitation to call it for help, at one of the blocks `near` if given."""
    invitations, desks = phrases(lexicon, "call-invitation"), phrases(lexicon, "contact-desks")
    for contact in contacts:
        block = document.block_at(contact.span.start)
        if contact.resource or block is None or block.region is not Region.MAIN:
            continue
        if near is not None and not _goes_on_from(document, block.index, near):
            continue
        before = max(block.span.start, contact.span.start - LABEL_CHARS)
        if desks.first(document.text, before, contact.span.start):
            continue
        if _is_named_by_others(document.text[before : contact.span.start], names, lexicon):
            continue
        around = document.blocks[max(0, block.index - 1) : block.index + 2]
        if any(invitations.first(document.text, b.span.start, b.span.end) for b in around):
            return True
    return False


def _goes_on_from(document: Document, number: int, near: frozenset[int]) -> bool:
    """Whether a block, or one right above it under the same heading, is among those `near` danger."""
    for index in range(number, max(-1, number - CALLED_NEXT - 1), -1):
        if index in near:
            return True
        if document.blocks[index].kind is BlockKind.HEADING:
            return False
    return False


def _is_named_by_others(label: str, names: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words before a number name a line that is not the promoter's: “Call the Wessex Support Line on”."""
    said = _SENTENCE_END.split(label)[-1]
    others = phrases(lexicon, "lines-of-others").first(said)
    if others is None:
        return False
    named = said[others.start : others.end]
    return not any(word in name for name in names for word in _CAPITAL.findall(named))
