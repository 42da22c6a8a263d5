"""Collects the promoter's own hosts and telephone numbers, leaving out public lines and mail services."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from auditor.analysis.promoter.names import SCAN_CHARS, edge_blocks
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

MIN_LABEL_LETTERS = 4
MIN_PHONE_DIGITS = 7
MAX_PHONE_DIGITS = 15
"""The longest number the international plan allows."""

_MAIL = regex.compile(r"(?<=\w)@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)", regex.IGNORECASE)
_DOMAIN = regex.compile(
    r"(?<![@\w/.-])(?:https?://)?(?:www\.)?(?P<host>[a-z0-9-]+(?:\.(?!(?:md|txt|pdf|html?|docx?)\b)[a-z]{2,})+)\b(?![@\w])",
    regex.IGNORECASE,
)
_TEL = regex.compile(r"^tel:(?P<number>[+\d().\s-]+)", regex.IGNORECASE)


@dataclass(frozen=True)
class HostWords:
    """Hosts that are never the promoter's: mail and social services, public bodies, crisis lines."""

    common: frozenset[str]
    public: tuple[str, ...]

    def is_foreign(self, host: str) -> bool:
        """Whether the host belongs to somebody else."""
        return host in self.common or self.is_public(host)

    def is_public(self, host: str) -> bool:
        """Whether the host belongs to a public body or university."""
        return any(host.endswith(p) or host == p.lstrip(".") for p in self.public)


@lru_cache(maxsize=4)
def host_words(lexicon: Lexicon) -> HostWords:
    """Read the lists once a process."""
    lines = {bare_host(h) for line in lexicon.lines for h in line.hosts}
    return HostWords(frozenset(lexicon.words("common-hosts")) | lines, tuple(lexicon.words("public-hosts")))


def page_host(document: Document) -> str:
    """Return the host a document was fetched from, or nothing for a file; archives give whatever address they like."""
    try:
        parts = urlsplit(document.uri)
    except ValueError:
        return ""
    return bare_host(parts.hostname or "") if parts.scheme in {"http", "https"} else ""


def mentioned_hosts(document: Document, words: HostWords) -> tuple[str, ...]:
    """Return the hosts of mail addresses and bare domains in the text that could be the promoter's, in order."""
    found = mail_hosts(document)
    for block in edge_blocks(document):
        found.extend(m.group("host") for m in _DOMAIN.finditer(block.span.of(document.text)))
    return tuple(dict.fromkeys(h for h in map(bare_host, found) if not words.is_foreign(h)))


def mail_hosts(document: Document) -> list[str]:
    """Return the hosts of the mail addresses in the text, as written."""
    return [m.group("host") for m in _MAIL.finditer(document.text[:SCAN_CHARS])]


def label_of(host: str) -> str:
    """Return the label that names the owner: "larkspurclinic" for "www.larkspurclinic.co.uk"."""
    parts = host.split(".")
    while len(parts) > 1 and (
        len(parts[-1]) <= 3 or parts[-1] in {"info", "clinic", "health", "example", "test", "care"}
    ):
        parts = parts[:-1]
    return folded(parts[-1])


def own_hosts(document: Document, names: tuple[str, ...], mentioned: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts that are the promoter's: the page's own, and those of the `mentioned` that are named after it."""
    host = page_host(document)
    keys = [folded(n) for n in names if len(folded(n)) >= MIN_LABEL_LETTERS]
    own = [h for h in mentioned if any(_same(label_of(h), key) for key in keys)]
    return tuple(sorted({*own, *([host] if host else [])}))


def telephones(document: Document) -> tuple[str, ...]:
    """Return the numbers of structured data and `tel:` links in header, footer and contact blocks, as digits with `+`."""
    found = [*document.publication.telephones, *_linked(document)]
    return tuple(
        dict.fromkeys(
            n for n in map(_digits, found) if MIN_PHONE_DIGITS <= len(n.lstrip("+")) <= MAX_PHONE_DIGITS
        )
    )


def bare_host(host: str) -> str:
    """Return a host in lower case without "www."."""
    return host.casefold().strip(".").removeprefix("www.")


def _linked(document: Document) -> Iterator[str]:
    edges = [b.span for b in edge_blocks(document)]
    for link in document.links:
        if (match := _TEL.match(link.target)) and any(span.overlaps(link.span) for span in edges):
            yield match.group("number")


def _digits(number: str) -> str:
    return ("+" if number.strip().startswith("+") else "") + "".join(c for c in number if c.isdigit())


def _same(label: str, key: str) -> bool:
    return (
        label == key or label.startswith(key) or (key.startswith(label) and len(label) >= MIN_LABEL_LETTERS)
    )
