"""Tells where a link or address leads, as far as evidence goes: to somebody else, to the promoter's offer, or nowhere."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from auditor.analysis.promoter.contacts import bare_host, label_of
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.names import folded

if TYPE_CHECKING:
    from auditor.model.analysis import Promoter
    from auditor.model.document import Document, Link
    from auditor.model.lexicon import Lexicon


NAME_LETTERS = 6
"""Letters of a name that is its owner's alone in the name of a host."""


class Lead(Enum):
    """What a link is worth as evidence."""

    OUTSIDE = "outside"
    """Somebody else's page: counts."""
    OWN_EVIDENCE = "own evidence"
    """The promoter's own report, register or paper: counts."""
    OWN_OFFER = "own offer"
    """The promoter's own selling, booking or other pages: does not count."""
    CONTACT = "contact"
    """A telephone number, an address for mail, a shop, a map or a social network: does not count."""
    PLACE = "place"
    """A place on the same page."""


@dataclass(frozen=True)
class LeadReader:
    """Judges addresses for one document."""

    own_hosts: frozenset[str]
    not_evidence: frozenset[str]
    evidence_words: frozenset[str]
    file_words: frozenset[str]
    """Words of evidence on a file only: a "research" page of one's own is a page like any other."""
    selling_words: frozenset[str]
    selling_steps: frozenset[str] = frozenset()
    """Pages on which a reader books or buys, whoever's they are."""

    def of(self, target: str, words: str = "") -> Lead:
        """Return what a link to `target` on the text `words` is worth."""
        address = target.strip()
        if address.startswith("#") or not address:
            return Lead.PLACE
        # Written without its scheme an address would pass for a page of the site's own.
        parts = _split(f"https://{address}" if address.casefold().startswith("www.") else address)
        if parts is None or (parts.scheme and parts.scheme not in {"http", "https"}):
            return Lead.CONTACT
        host = (parts.hostname or "").casefold().removeprefix("www.")
        if host in self.not_evidence:
            return Lead.CONTACT
        if parts.path.casefold().strip("/").rpartition("/")[2] in self.selling_steps:
            return Lead.OWN_OFFER
        own = next((own for own in self.own_hosts if host == own or host.endswith(f".{own}")), None)
        if host and own is None:
            return Lead.OUTSIDE
        said = f"{host.removesuffix(own or '')} {parts.path} {words}"
        return self._own(said, is_file=parts.path.casefold().endswith(_FILES))

    def _own(self, said: str, *, is_file: bool) -> Lead:
        parts = _WORD.findall(said.casefold())
        keys = {*parts, *(f"{a}-{b}" for a, b in pairwise(parts))}
        shown = keys & (self.evidence_words | self.file_words if is_file else self.evidence_words)
        if shown and not keys & self.selling_words:
            return Lead.OWN_EVIDENCE
        return Lead.OWN_OFFER


_FILES = (".pdf", ".doc", ".docx", ".xlsx", ".csv")
_WORD = regex.compile(r"[a-z]+")


def lead_reader(document: Document, promoter: Promoter, lexicon: Lexicon) -> LeadReader:
    """Return the reader for a document: its own host and the promoter's are own, and so are relative links."""
    parts = _split(document.uri)
    host = (
        (parts.hostname or "").casefold().removeprefix("www.")
        if parts and parts.scheme in {"http", "https"}
        else ""
    )
    linked = _named_after(document, promoter)
    hosts = frozenset(h.casefold().removeprefix("www.") for h in (*promoter.hosts, *linked, host) if h)
    return LeadReader(hosts, *_words(lexicon))


def _named_after(document: Document, promoter: Promoter) -> frozenset[str]:
    """The hosts of links that bear the promoter's whole name: a saved page does not say what host it came from."""
    names = {name for n in promoter.names if len(name := folded(n)) >= NAME_LETTERS}
    if not names:
        return frozenset()
    parts = (_split(link.target) for link in document.links if "://" in link.target)
    hosts = {bare_host(p.hostname or "") for p in parts if p is not None}
    return frozenset(h for h in hosts if label_of(h) in names)


def own_links(document: Document, promoter: Promoter, lexicon: Lexicon) -> tuple[Link, ...]:
    """Return the links that lead to the promoter's own selling pages."""
    leads = lead_reader(document, promoter, lexicon)
    return tuple(
        link
        for link in document.links
        if leads.of(link.target, link.span.of(document.text)) is Lead.OWN_OFFER
    )


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    return (
        frozenset(lexicon.words("not-evidence-hosts")),
        frozenset(lexicon.words("own-evidence-words")),
        frozenset(lexicon.words("own-evidence-files")),
        frozenset(lexicon.words("own-selling-words")),
        frozenset(lexicon.words("selling-steps")),
    )


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None
