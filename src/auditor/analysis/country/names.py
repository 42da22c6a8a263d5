"""The names by which a country shows: its places, regulators, payers and offices, and its spelling.

A name in a sentence about research, training or travel says little of the readers; one in a sentence about the
page's own rooms, register or payer says much.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.country.shapes import POSTCODE_WEIGHT, Signal
from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Voice
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match

NAMED = 0.8
"""A place or body named in passing."""
OWN_PLACE = 1.2
TITLED = 2.0
"""A place in the page's own title or description: "Dentist in Leeds"."""
PAIRED = 2.0
"""A town with its region behind it in a heading or in a line like an address: "Dayton, Ohio"."""
PROVIDER = 2.2
"""A public service that stands at the head of a page or in a line like an address: it decides alone."""
OWN_BODY = 1.6
"""A register the page is on, or a payer that pays for it."""
ELSEWHERE = 0.3
"""What is left of a name in a sentence about research, training or travel."""
MOST = 3.0
"""So much all the places of a country weigh together at most, and all its bodies."""
NAMES_SHOWN = 3

BRITISH = frozenset({"UK", "IE", "AU", "NZ", "CA", "ZA", "IN"})
SPELLED, SPELLED_MOST = 0.5, 2.0
MIXED_SPELLING_MOST = 1.0
"""British words beside American ones are Canadian usage."""

ADDRESS_WORDS = 10
"""A line like an address has no more words."""
TOWN_REACH = 60
"""Characters before a region in which its town stands."""

TITLE_REACH = 40
"""Characters before a name in which a person's title may stand."""

_SHOWN = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.DESCRIPTION})
_TITLES = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION})
_EDGES = frozenset({Region.HEADER, Region.FOOTER})
_CODES_BEHIND = {
    "NZ": regex.compile(r",?\s+(?!(?:19|20)\d\d\b)\d{4}\b(?![,.]\d)"),
    "ZA": regex.compile(r",?\s+(?!(?:19|20)\d\d\b)\d{4}\b(?![,.]\d)"),
    "AU": regex.compile(r",?\s+(?!(?:19|20)\d\d\b)\d{4}\b(?![,.]\d)"),
    "IN": regex.compile(r"(?:\s?[-–]\s?|,?\s+)[1-8]\d{2}\s?\d{3}\b(?![,.]\d)"),
    "US": regex.compile(r",?\s+\d{5}(?:-\d{4})?\b(?![,.]\d)"),
}
"""Postcodes that are told from other numbers only by the place they follow."""
_DUBLIN = regex.compile(r"\s+(?:[1-9]|1[0-8]|2[024]|6W)\b(?![\d,.]*\d|\s+\p{Ll})")
_NEXT_WORD = regex.compile(r"[\s.]+([\p{L}]+)(?:\s+([\p{L}]+))?")
_INSIDE = regex.compile(r",\s+")
_TOWN = regex.compile(r"(?P<lead>,\s+)?\b(?P<town>\p{Lu}[\p{L}’'-]++(?:\s++\p{Lu}[\p{L}’'-]++)*+),\s+\Z")
"""What ends before a region that says where a town lies."""


@dataclass(frozen=True, slots=True)
class _Names:
    """All places, regions and bodies in one set, with the countries each belongs to."""

    found: PhraseSet
    countries: Mapping[str, frozenset[str]]
    bodies: frozenset[str]
    regions: frozenset[str]
    providers: frozenset[str]
    """The bodies that run hospitals and lines for a country's people."""
    schemes: frozenset[str]
    """What weighs as a body does and is none: rebates, plans, numbers of a register."""


@dataclass(frozen=True, slots=True)
class _Name:
    countries: frozenset[str]
    words: str
    weight: float
    is_body: bool
    is_scheme: bool = False


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> _Names:
    countries: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for name, entries in lexicon.lists.items():
        kind, _, code = name.partition("-")
        if kind in {"bodies", "schemes", "providers", "regions", "places"} and len(code) == 2:
            for entry in entries:
                countries[entry].add(code.upper())
                kinds[kind].add(entry)
    return _Names(
        compile_phrases(countries, lexicon.lists),
        {entry: frozenset(codes) for entry, codes in countries.items()},
        frozenset(kinds["bodies"] | kinds["providers"] | kinds["schemes"]),
        frozenset(kinds["regions"]),
        frozenset(kinds["providers"]),
        frozenset(kinds["schemes"]),
    )


@lru_cache(maxsize=4)
def countries_known(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the countries that have a list of places, by code."""
    return tuple(
        sorted(
            n.removeprefix("places-").upper()
            for n in lexicon.lists
            if n.startswith("places-") and len(n) == 9
        )
    )


def named(
    document: Document, sentences: Sequence[tuple[Sentence, frozenset[str]]], lexicon: Lexicon
) -> Iterator[Signal]:
    """Yield one signal a country for its places and one for its bodies, and one for each address."""
    best: dict[tuple[bool, frozenset[str]], dict[str, float]] = defaultdict(dict)
    schemes: set[str] = set()
    for sentence, keys in sentences:
        found = _matches(document.text, sentence, keys, lexicon)
        if not found:
            continue
        yield from _addresses(document.text, found, _names(lexicon))
        for name in _in_sentence(_Tie(document, sentence, keys, lexicon), found):
            weights = best[name.is_body, name.countries]
            weights[name.words] = max(weights.get(name.words, 0.0), name.weight)
            if name.is_scheme:
                schemes.add(name.words)
    for (is_body, countries), weights in best.items():
        reason = _told([*weights], schemes) if is_body else f"places named ({_listed([*weights])})"
        yield Signal(
            countries, min(MOST, sum(weights.values())), reason, is_own=max(weights.values()) >= OWN_PLACE
        )


def _told(names: Sequence[str], schemes: Container[str]) -> str:
    """Say which bodies are named; where there is none, which schemes."""
    bodies = [name for name in names if name not in schemes]
    return f"bodies named ({_listed(bodies)})" if bodies else f"schemes named ({_listed(names)})"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMES_SHOWN])


def _matches(text: str, sentence: Sentence, keys: frozenset[str], lexicon: Lexicon) -> list[Match]:
    """Return the names in a sentence, in order: the longest where several overlap, and none within other names."""
    span, names = sentence.span, _names(lexicon)
    found = names.found.find(text, span.start, span.end, keys)
    if not found:
        return []
    taken = phrases(lexicon, "place-unless").find(text, span.start, span.end, keys)
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: m.start - m.end):
        if not _is_written_as_name(text[match.start : match.end], match.phrase.source, names):
            continue
        if not any(match.start < k.end and k.start < match.end for k in (*kept, *taken)):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _is_written_as_name(words: str, source: str, names: _Names) -> bool:
    """Whether an acronym stands in capitals and a name begins with one; a body's name of several words may be common words."""
    if source.isupper():
        return words == source
    if words[0].isupper():
        return True
    return source in names.bodies and " " in source


def _in_sentence(tie: _Tie, found: Sequence[Match]) -> Iterator[_Name]:
    text, names = tie.document.text, _names(tie.lexicon)
    for number, match in enumerate(found):
        source = match.phrase.source
        is_body = source in names.bodies
        if is_body or _is_place(text, match, found[number + 1 :], tie.lexicon):
            words = " ".join(text[match.start : match.end].split())
            weight = tie.body_of(source, names) if is_body else tie.place_of(match, names)
            yield _Name(names.countries[source], words, weight, is_body, source in names.schemes)


@dataclass(frozen=True, slots=True)
class _Tie:
    """How closely a sentence ties the names in it to the page's own business."""

    document: Document
    sentence: Sentence
    keys: frozenset[str]
    lexicon: Lexicon

    @property
    def body(self) -> float:
        if self._has("own-tie-words"):
            return OWN_BODY * (0.5 if self._has("elsewhere-words") else 1.0)
        return NAMED * (ELSEWHERE if self._has("elsewhere-words") else 1.0)

    @property
    def place(self) -> float:
        if self._has("elsewhere-words"):
            return NAMED * ELSEWHERE
        block = self.document.blocks[self.sentence.block]
        if block.kind in _TITLES:
            return TITLED
        is_own = block.kind in _SHOWN or block.region in _EDGES or self._has("own-place-words")
        return OWN_PLACE if is_own else NAMED

    def body_of(self, source: str, names: _Names) -> float:
        """The weight of a body; a service that cares for the page's readers or is its own decides."""
        is_own = source in names.providers and not self._has("elsewhere-words")
        return PROVIDER if is_own and (self._is_address_like or self._has("own-place-words")) else self.body

    def place_of(self, match: Match, names: _Names) -> float:
        """The weight of a place; a region behind its town says where the page is at home."""
        if self._is_paired(match, names) and not self._has("elsewhere-words"):
            return max(PAIRED, self.place)
        return self.place

    @property
    def _is_shown(self) -> bool:
        return self.document.blocks[self.sentence.block].kind in _SHOWN

    @property
    def _is_address_like(self) -> bool:
        """Whether it is a heading, or short enough for an address, and nobody's words."""
        words = self.sentence.span.of(self.document.text).split()
        return self._is_shown or (
            len(words) <= ADDRESS_WORDS and self.sentence.voice is Voice.ASSERTED and words[0][0].isalnum()
        )

    def _is_paired(self, match: Match, names: _Names) -> bool:
        """Whether a region stands behind its town or county, where addresses stand; a given name alone is no town."""
        source, text = match.phrase.source, self.document.text
        if not self._is_address_like:
            return False
        if source not in names.regions:
            return source.rpartition(" ")[2] in names.regions
        before = max(self.sentence.span.start, match.start - TOWN_REACH)
        if _counties(self.lexicon).search(text, before, match.start):
            return True
        town = _TOWN.search(text, before, match.start)
        return town is not None and (self._is_shown or town["lead"] is not None or " " in town["town"])

    def _has(self, words: str) -> bool:
        span = self.sentence.span
        return (
            phrases(self.lexicon, words).first(self.document.text, span.start, span.end, self.keys)
            is not None
        )


def _is_place(text: str, match: Match, later: Sequence[Match], lexicon: Lexicon) -> bool:
    """Whether a name is that of a place: no person's, street's or scale's, and not a town in another country's region."""
    if _titled(lexicon).search(text, max(0, match.start - TITLE_REACH), match.start):
        return False
    behind = _NEXT_WORD.match(text, match.end)
    followers = lexicon.words("place-followers")
    if behind and (behind[1].casefold() in followers or f"{behind[1]} {behind[2]}".casefold() in followers):
        return False
    return not (later and _is_inside(text, match, later[0], _names(lexicon)))


@lru_cache(maxsize=4)
def _counties(lexicon: Lexicon) -> regex.Pattern[str]:
    """Return what ends before the name of a county: “Co. Mayo”."""
    return regex.compile(rf"\b{one_of(lexicon.words('county-words'))}\.?\s+\Z")


@lru_cache(maxsize=4)
def _titled(lexicon: Lexicon) -> regex.Pattern[str]:
    """Return a person's title, with given names, that ends before a name."""
    titles = one_of(lexicon.words("titles-before-places"))
    return regex.compile(rf"\b{titles}\.?\s+(?:\p{{Lu}}[\p{{L}}'’-]+\s+){{0,2}}$")


def _is_inside(text: str, town: Match, region: Match, names: _Names) -> bool:
    """Whether a region follows that says where the town lies: “London, Ontario”."""
    one, two = town.phrase.source, region.phrase.source
    return (
        two in names.regions
        and one not in names.regions
        and names.countries[one].isdisjoint(names.countries[two])
        and _INSIDE.fullmatch(text, town.end, region.start) is not None
    )


def _addresses(text: str, found: Sequence[Match], names: _Names) -> Iterator[Signal]:
    """Yield the places that their postcode follows."""
    for match in found:
        source = match.phrase.source
        for country in names.countries[source] if source not in names.bodies else ():
            shape = _DUBLIN if source == "Dublin" else _CODES_BEHIND.get(country)
            code = shape.match(text, match.end) if shape else None
            if code:
                shown = " ".join(text[match.start : code.end()].split())
                yield Signal(frozenset({country}), POSTCODE_WEIGHT, f"an address ({shown})")


def spelled(
    document: Document, sentences: Sequence[tuple[Sentence, frozenset[str]]], lexicon: Lexicon
) -> Iterator[Signal]:
    """Yield what the spelling says: British words for many countries, American ones, and the Canadian mixture."""
    british = _distinct(document.text, sentences, lexicon, "spelling-british")
    american = _distinct(document.text, sentences, lexicon, "spelling-american")
    if british > american:
        yield Signal(BRITISH, min(SPELLED_MOST, SPELLED * (british - american)), "", is_own=False)
    elif american > british:
        weight = min(SPELLED_MOST, SPELLED * (american - british))
        yield Signal(frozenset({"US"}), weight, "American spelling", is_own=False)
        yield Signal(frozenset({"CA"}), weight / 2, "", is_own=False)
    if british and american:
        weight = min(MIXED_SPELLING_MOST, SPELLED * min(british, american))
        yield Signal(frozenset({"CA"}), weight, "British and American spelling side by side", is_own=False)


def _distinct(
    text: str, sentences: Sequence[tuple[Sentence, frozenset[str]]], lexicon: Lexicon, name: str
) -> int:
    words = phrases(lexicon, name)
    return len(
        {
            text[m.start : m.end].casefold()
            for sentence, keys in sentences
            for m in words.find(text, sentence.span.start, sentence.span.end, keys)
        }
    )
