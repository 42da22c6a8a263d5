"""Decides whose readers a document addresses: signals are scored, the reasons kept, the runner-up named.

An address or the promoter's own telephone number says more than a body it cites; what a page cites in its
reference list says nothing. Without a clear winner there is no country, and only the general rules apply.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Jurisdiction
from auditor.text import late_regex as regex
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from auditor.model.analysis import Promoter
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

COUNTRIES = ("US", "UK", "IE", "AU", "CA", "NZ")
"""Countries told apart, in the order in which ties are listed."""

CLEAR = 2.0
"""The least score a country needs."""
AHEAD = 1.0
"""How far it must be ahead of the next, so that a mixed page gets no country by accident."""

MAX_SCANNED = 400_000
"""Code points read for signals: the first and last halves of it, where addresses and names stand."""

_POSTCODES = {
    "US": regex.compile(
        r"\b(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])\.?,?\s+\d{5}(?:-\d{4})?\b"
    ),
    "UK": regex.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b"),
    "IE": regex.compile(r"\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[0-9AC-FHKNPRTV-Y]{4}\b(?<=\d\w{0,3})"),
    "AU": regex.compile(r"\b(?:NSW|VIC|Vic|QLD|Qld|SA|WA|TAS|Tas|ACT|NT)\.?,?\s+\d{4}\b"),
    "CA": regex.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s\d[A-Z]\d\b"),
}
_PHONES = {
    "US": regex.compile(r"(?<![\d+])(?:\+?1[\s.\-])?\(?[2-9]\d{2}\)?[\s.\-]\d{3}[\s.\-]\d{4}(?!\d)"),
    "UK": regex.compile(
        r"\+44[\s\d()]{9,}|(?<!\d)(?:01\d{3}\s\d{3}\s?\d{3}|01\d1\s\d{3}\s\d{4}|02\d\s\d{4}\s\d{4}|0[38]\d{2}\s\d{3}\s\d{3,4}|07\d{3}\s\d{3}\s?\d{3})(?!\d)"
    ),
    "IE": regex.compile(
        r"\+353[\s\d()]{7,}|(?<!\d)(?:0(?:1|2\d|4\d|5\d|6\d|7\d|9\d)\s\d{3}\s\d{4}|1800\s\d{3}\s\d{3})(?!\d)"
    ),
    "AU": regex.compile(
        r"\+61[\s\d()]{8,}|(?<!\d)(?:\(?0[23478]\)?\s\d{4}\s\d{4}|1300\s\d{3}\s\d{3}|04\d{2}\s\d{3}\s\d{3})(?!\d)"
    ),
    "NZ": regex.compile(r"\+64[\s\d()]{7,}|(?<!\d)0(?:3|4|6|7|9)\s\d{3}\s\d{4}(?!\d)"),
}
_MONEY = {
    "UK": regex.compile(r"£\s?\d"),
    "IE": regex.compile(r"€\s?\d"),
    "AU": regex.compile(r"\b(?:A\$|AUD)\s?\d"),
    "CA": regex.compile(r"\b(?:C\$|CAD|CA\$)\s?\d"),
    "NZ": regex.compile(r"\b(?:NZ\$|NZD)\s?\d"),
    "US": regex.compile(r"\b(?:US\$|USD)\s?\d"),
}
_ENDINGS = {"uk": "UK", "ie": "IE", "au": "AU", "ca": "CA", "nz": "NZ", "us": "US"}
_LANGUAGES = {
    "en-gb": ("UK", 1.0),
    "en-us": ("US", 0.5),
    "en-ie": ("IE", 2.0),
    "en-au": ("AU", 2.0),
    "en-ca": ("CA", 2.0),
    "fr-ca": ("CA", 2.0),
    "en-nz": ("NZ", 2.0),
    "es-us": ("US", 2.0),
}
_NAMES = {
    "us": "US",
    "usa": "US",
    "united states": "US",
    "gb": "UK",
    "uk": "UK",
    "united kingdom": "UK",
    "ie": "IE",
    "ireland": "IE",
    "au": "AU",
    "australia": "AU",
    "ca": "CA",
    "canada": "CA",
    "nz": "NZ",
    "new zealand": "NZ",
}

BRITISH = ("UK", "IE", "AU", "NZ", "CA")


@dataclass(frozen=True, slots=True)
class _Signal:
    country: str
    weight: float
    reason: str


def detect(
    document: Document, promoter: Promoter, lexicon: Lexicon, *, chosen: str | None = None
) -> Jurisdiction:
    """Return the readers' country with the reasons; the user's choice wins."""
    if chosen:
        return Jurisdiction(chosen, "chosen by the user", chosen_by_user=True)
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, list[str]] = defaultdict(list)
    for signal in _signals(document, promoter, lexicon):
        scores[signal.country] += signal.weight
        if signal.reason:
            reasons[signal.country].append(signal.reason)
    return _decided(scores, reasons)


def _decided(scores: Mapping[str, float], reasons: Mapping[str, list[str]]) -> Jurisdiction:
    ranked = sorted(
        (c for c in COUNTRIES if scores.get(c, 0) > 0), key=lambda c: (-scores[c], COUNTRIES.index(c))
    )
    if not ranked:
        return Jurisdiction(None, "nothing points to a country")
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    said = "; ".join(dict.fromkeys(reasons[best])) or "spelling"
    if scores[best] < CLEAR or (second and scores[best] - scores[second] < AHEAD):
        rivals = f" but also to {second}" if second else ""
        return Jurisdiction(None, f"no clear winner: {said} point to {best}{rivals}", runner_up=best)
    return Jurisdiction(best, said, runner_up=second)


def _signals(document: Document, promoter: Promoter, lexicon: Lexicon) -> Iterator[_Signal]:
    text = _scanned(document.text)
    yield from _declared(document)
    yield from _hosts(document, promoter)
    yield from _patterns(_POSTCODES, text, 3.0, "a postcode")
    yield from _telephones(text)
    yield from _patterns(_MONEY, text, 1.5, "its currency")
    yield from _named(text, lexicon)
    yield from _spelling(text, lexicon)


def _scanned(text: str) -> str:
    if len(text) <= MAX_SCANNED:
        return text
    return text[: MAX_SCANNED // 2] + "\n" + text[-MAX_SCANNED // 2 :]


def _declared(document: Document) -> Iterator[_Signal]:
    for name in document.publication.countries:
        country = _NAMES.get(name.strip().casefold())
        if country:
            yield _Signal(country, 4.0, "the publisher's address in the page's data")
    language = _LANGUAGES.get((document.language or "").replace("_", "-").casefold())
    if language:
        yield _Signal(language[0], language[1], "the declared language")


def _hosts(document: Document, promoter: Promoter) -> Iterator[_Signal]:
    hosts = {h for h in (*promoter.hosts, urlsplit(document.uri).hostname or "") if h}
    for country in sorted({_ENDINGS[e] for h in hosts if (e := h.rpartition(".")[2].casefold()) in _ENDINGS}):
        yield _Signal(country, 3.0, "the site's address")


def _patterns(
    patterns: Mapping[str, regex.Pattern[str]], text: str, weight: float, reason: str
) -> Iterator[_Signal]:
    for country, pattern in patterns.items():
        match = pattern.search(text)
        if match:
            yield _Signal(country, weight, f"{reason} ({match.group().strip()})")


def _telephones(text: str) -> Iterator[_Signal]:
    for signal in _patterns(_PHONES, text, 1.5, "a telephone number"):
        yield signal
        if signal.country == "US":  # the same numbering plan serves Canada
            yield _Signal("CA", 1.5, "")


def _named(text: str, lexicon: Lexicon) -> Iterator[_Signal]:
    keys = words_of(text)
    for country in COUNTRIES:
        bodies = _distinct(text, keys, lexicon, f"bodies-{country.lower()}")
        places = _distinct(text, keys, lexicon, f"places-{country.lower()}")
        if bodies:
            yield _Signal(country, min(2.0, 0.8 * len(bodies)), f"bodies named ({', '.join(bodies[:3])})")
        if places:
            yield _Signal(country, min(3.0, 0.8 * len(places)), f"places named ({', '.join(places[:3])})")


def _distinct(text: str, keys: frozenset[str], lexicon: Lexicon, name: str) -> list[str]:
    """Return the distinct names found, as written; a name in lower case is an ordinary word."""
    found: Iterable[str] = (text[m.start : m.end] for m in phrases(lexicon, name).find(text, keys=keys))
    return list(dict.fromkeys(w for w in found if w[0].isupper() or " " in w))


def _spelling(text: str, lexicon: Lexicon) -> Iterator[_Signal]:
    keys = words_of(text)
    british = len(
        {text[m.start : m.end].casefold() for m in phrases(lexicon, "spelling-british").find(text, keys=keys)}
    )
    american = len(
        {
            text[m.start : m.end].casefold()
            for m in phrases(lexicon, "spelling-american").find(text, keys=keys)
        }
    )
    if british > american:
        for country in BRITISH:
            yield _Signal(country, min(2.0, 0.5 * (british - american)), "")
    elif american > british:
        yield _Signal("US", min(2.0, 0.5 * (american - british)), "American spelling")
        yield _Signal("CA", min(1.0, 0.25 * (american - british)), "")
