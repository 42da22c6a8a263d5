"""Decides whose readers a document addresses: signals are scored, the reasons kept, the runner-up named.

An address or the promoter's own telephone number says more than a body it cites; what a page cites in its
reference list says nothing. Without a clear winner there is no country, and only the general rules apply. A page
that is plainly at home in a second country too has the winner's rules, and says so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.country.names import countries_known, named, spelled
from auditor.analysis.country.shapes import Signal, shapes
from auditor.analysis.country.short_numbers import short_numbers
from auditor.analysis.promoter.contacts import bare_host, host_words, mail_hosts, page_host
from auditor.model.analysis import Jurisdiction, Role
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

FIRST = ("US", "UK", "IE", "AU", "CA", "NZ", "ZA", "IN")
"""The order in which ties are listed; the others follow by code."""

CLEAR = 2.0
"""The least score a country needs."""
AHEAD = 1.0
"""How far it must be ahead of the next, so that a page gets no country by accident."""
AT_HOME = 3.0
"""What must point to a second country, and not to the winner, before a page counts as mixed: an address, or a number and money."""

NAMED_FIRST = 0.9
"""What the address or number that stands first adds: of two alike it is more likely the page's seat, but does not settle it."""

MAX_SCANNED = 400_000
"""Code points read for signals: the first and last halves of it, where addresses and names stand."""

DATA_WEIGHT, HOST_WEIGHT, MAIL_WEIGHT = 4.0, 3.0, 2.0

_ENDINGS = {
    "uk": "UK", "ie": "IE", "au": "AU", "ca": "CA", "nz": "NZ", "us": "US", "za": "ZA", "in": "IN", "de": "DE",
    "fr": "FR", "es": "ES", "it": "IT", "nl": "NL", "pt": "PT", "at": "AT", "be": "BE", "ch": "CH", "dk": "DK",
    "se": "SE", "no": "NO", "fi": "FI", "pl": "PL", "br": "BR", "mx": "MX", "jp": "JP",
}  # fmt: skip
_LANGUAGES = {
    "en-gb": ("UK", 1.0),
    "en-us": ("US", 0.5),
    "en-ie": ("IE", 2.0),
    "en-au": ("AU", 2.0),
    "en-ca": ("CA", 2.0),
    "fr-ca": ("CA", 2.0),
    "en-nz": ("NZ", 2.0),
    "en-za": ("ZA", 2.0),
    "en-in": ("IN", 2.0),
    "es-us": ("US", 2.0),
}
CALLED = "called-"
"""Begins the names of the lists of what a country is called."""


def detect(
    document: Document,
    sentences: Sequence[Sentence],
    promoter: Promoter,
    lexicon: Lexicon,
    *,
    chosen: str | None = None,
) -> Jurisdiction:
    """Return the readers' country with the reasons; the user's choice wins."""
    if chosen:
        return Jurisdiction(chosen, "chosen by the user", chosen_by_user=True)
    return _decided(tuple(_signals(document, sentences, promoter, lexicon)), countries_known(lexicon))


def _decided(signals: Sequence[Signal], known: Sequence[str]) -> Jurisdiction:
    order = (*FIRST, *(c for c in known if c not in FIRST))
    scores = {c: sum(s.weight for s in signals if c in s.countries) for c in order}
    ranked = sorted((c for c in order if scores[c] > 0), key=lambda c: (-scores[c], order.index(c)))
    if not ranked:
        return Jurisdiction(None, "nothing points to a country")
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    said = _reasons(signals, best)
    if scores[best] < CLEAR or (second and scores[best] - scores[second] < AHEAD):
        rivals = f" but also to {second} ({_reasons(signals, second)})" if second else ""
        return Jurisdiction(None, f"no clear winner: {said} point to {best}{rivals}", runner_up=best)
    other = _at_home_too(signals, best, ranked[1:])
    if other:
        also = _reasons([s for s in signals if best not in s.countries], other)
        return Jurisdiction(
            best, f"mixed: {said}; also points to {other}: {also}", runner_up=other, is_mixed=True
        )
    return Jurisdiction(best, said, runner_up=second)


def _at_home_too(signals: Sequence[Signal], best: str, rivals: Sequence[str]) -> str | None:
    """Return the country that the page is at home in besides the winner: only what does not point to the winner counts."""
    apart = {c: [s for s in signals if c in s.countries and best not in s.countries] for c in rivals}
    weights = {c: sum(s.weight for s in found) for c, found in apart.items() if any(s.is_own for s in found)}
    first = max(weights, key=lambda c: weights[c], default=None)
    return first if first is not None and weights[first] >= AT_HOME else None


def _reasons(signals: Sequence[Signal], country: str) -> str:
    """Return what points to a country, the heaviest first; what is shared with others comes last."""
    found = sorted(
        (s for s in signals if country in s.countries and s.reason),
        key=lambda s: (len(s.countries) > 1, -s.weight),
    )
    return "; ".join(dict.fromkeys(s.reason for s in found)) or "spelling"


def _signals(
    document: Document, sentences: Sequence[Sentence], promoter: Promoter, lexicon: Lexicon
) -> Iterator[Signal]:
    read = [(s, words_of(s.span.of(document.text))) for s in _read(document, sentences)]
    yield from _declared(document, lexicon)
    yield from _hosts(document, promoter, lexicon)
    scanned = _scanned(document, [s for s, _ in read])
    found = list(shapes(scanned, _public_lines(lexicon), lexicon))
    yield from found
    yield from short_numbers(scanned, lexicon)
    yield from _first(found)
    yield from named(document, read, lexicon)
    yield from spelled(document, read, lexicon)


def _first(signals: Sequence[Signal]) -> Iterator[Signal]:
    """Yield the advantage of the country whose address or number stands first."""
    placed = [s for s in signals if s.at is not None and len(s.countries) == 1]
    if placed:
        yield Signal(min(placed, key=lambda s: s.at or 0).countries, NAMED_FIRST, "")


def _read(document: Document, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences whose names count: no reference lists, and of a long text its beginning and end."""
    edge = len(document.text) - MAX_SCANNED // 2
    return [
        s
        for s in sentences
        if s.role is not Role.REFERENCE and (s.span.start < MAX_SCANNED // 2 or s.span.start >= edge)
    ]


def _scanned(document: Document, sentences: Sequence[Sentence]) -> str:
    """Return the text that is searched for shapes, with the page's own data and the numbers its links dial."""
    dialled = (link.target[4:] for link in document.links if link.target.startswith("tel:"))
    facts = (*document.publication.addresses, *document.publication.telephones, *dialled)
    return "\n".join([*(s.span.of(document.text) for s in sentences), *facts])


def _public_lines(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(number for line in lexicon.lines for number in line.numbers)


@lru_cache(maxsize=4)
def _called(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the countries by what they are called."""
    lists = (name for name in lexicon.lists if name.startswith(CALLED))
    return {called: name.removeprefix(CALLED).upper() for name in lists for called in lexicon.words(name)}


def _declared(document: Document, lexicon: Lexicon) -> Iterator[Signal]:
    called = _called(lexicon)
    for name in dict.fromkeys(document.publication.countries):
        country = called.get(name.strip().casefold())
        if country:
            yield Signal(frozenset({country}), DATA_WEIGHT, "the publisher's address in the page's data")
    language = _LANGUAGES.get((document.language or "").replace("_", "-").casefold())
    if language:
        yield Signal(frozenset({language[0]}), language[1], "the declared language", is_own=False)


def _hosts(document: Document, promoter: Promoter, lexicon: Lexicon) -> Iterator[Signal]:
    own = {bare_host(h) for h in (*promoter.hosts, page_host(document)) if h}
    yield from _endings(own, HOST_WEIGHT, "the site's address")
    words = host_words(lexicon)
    mail = {h for h in map(bare_host, mail_hosts(document)) if h not in own and not words.is_foreign(h)}
    yield from _endings(mail, MAIL_WEIGHT, "a mail address")


def _endings(hosts: set[str], weight: float, reason: str) -> Iterator[Signal]:
    for country in sorted({_ENDINGS[e] for h in hosts if (e := h.rpartition(".")[2]) in _ENDINGS}):
        yield Signal(frozenset({country}), weight, reason)
