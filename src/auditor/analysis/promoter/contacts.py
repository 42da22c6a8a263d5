"""Collects the promoter's own hosts and telephone numbers, leaving out public lines and mail services."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from auditor.analysis.promoter.names import SCAN_CHARS, edge_blocks
from auditor.analysis.support import reference_lists
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span

MIN_LABEL_LETTERS = 4
MIN_PHONE_DIGITS = 7
MAX_PHONE_DIGITS = 15
"""The longest number the international plan allows."""

_MAIL = regex.compile(r"(?<=\w)@(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)", regex.IGNORECASE)
_DOMAIN = regex.compile(
    r"(?<![@\w/.-])(?P<scheme>https?://)?(?:www\.)?(?P<host>[a-z0-9-]+(?:\.(?!(?:md|txt|pdf|html?|docx?)\b)[a-z]{2,})+)\b(?![@\w])",
    regex.IGNORECASE,
)
_PATH = regex.compile(r"/[^\s<>\"”’)\]|]*")
_PATH_WORD = regex.compile(r"[a-z]+(?:-[a-z]+)*")
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
    """Return the hosts of mail addresses and domains in the text that could be the promoter's, in order."""
    typed = (m.group("host") for _, m in _typed(document))
    return _possible([*mail_hosts(document), *typed], words)


def naming_hosts(document: Document, words: HostWords, lexicon: Lexicon) -> tuple[str, ...]:
    """Return those of the mentioned hosts that may tell whose document it is.

    An entry of a reference list, or the full address of a page in running text, leads to whoever is cited.
    """
    typed = list(_typed(document))
    cited = _cited_spans(document, lexicon) if typed else []
    steps = frozenset(lexicon.words("own-selling-words"))
    found = mail_hosts(document)
    for start, match in typed:
        is_entry = any(span.start <= start < span.end for span in cited)
        if not is_entry and not _is_page_cited(match, steps):
            found.append(match.group("host"))
    return _possible(found, words)


def _typed(document: Document) -> Iterator[tuple[int, regex.Match[str]]]:
    """Yield the domains in the blocks at the edges, and where in the text they stand."""
    for block in edge_blocks(document):
        for match in _DOMAIN.finditer(block.span.of(document.text)):
            yield block.span.start + match.start(), match


def _possible(found: Iterable[str], words: HostWords) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h for h in map(bare_host, found) if not words.is_foreign(h)))


def _cited_spans(document: Document, lexicon: Lexicon) -> list[Span]:
    """The entries of reference lists and notes, headed or not, where they read as citations or stand in a list."""
    words = reference_lists.reference_words(lexicon)
    lines = (
        span
        for block in edge_blocks(document)
        for span in reference_lists.lines_of_entries(document, block)
        if reference_lists.label_of(said := span.of(document.text))[0]
        and reference_lists.cites_by_shape(said, words)
    )
    return [*(e.span for e in reference_lists.find_lists(document, words).entries if not e.is_note), *lines]


def _is_page_cited(match: regex.Match[str], steps: frozenset[str]) -> bool:
    """Whether an address is that of one page in full, and not of one where a reader books or writes."""
    path = _PATH.match(match.string, match.end()) if match.group("scheme") else None
    return path is not None and path.group() != "/" and steps.isdisjoint(_PATH_WORD.findall(path.group()))


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
