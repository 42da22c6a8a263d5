"""Finds the names of what the promoter sells: its own methods, programmes and products."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.promoter import offers_first as promoter_offers_first
from auditor.analysis.promoter.names import SCAN_CHARS
from auditor.analysis.promoter.offers_first import first_offers
from auditor.analysis.promoter.patterns import name_patterns, offer_patterns
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.names import names_pattern
from auditor.text.phrases import PhraseSet, compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.analysis.promoter.names import NameWords
    from auditor.analysis.promoter.offers_first import FirstOffers
    from auditor.analysis.promoter.patterns import OfferPatterns
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

MIN_REPEATS = 3
"""A capitalised word with "the" before it is a product's name when the text keeps using it."""

HEAD_CHARS = 400
"""How far from the start a page without a known name sets up what it is about."""

MIN_MENTIONS = 4
"""So often a text names what it sells, where it names nobody who sells it."""

MIN_INSIDE = 2
"""So often the name stands inside a sentence, where only names have a capital."""

MIN_ALONE = 2
"""Times a text uses the last word of a name by itself before it counts as its short form."""

OWNING_CHARS = 60
"""How far from a name the words that claim it may stand ("our own answer to the gap is the …")."""

CLAIMING_CHARS = 160
"""How far behind a name the next sentence may claim it ("We developed it …")."""

_TITLE_CASED = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.BUTTON, BlockKind.LABEL})
_SHOWN = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TITLE, BlockKind.ALT_TEXT})
_SIGN = regex.compile(r"™|®|\((?:TM|R)\)")
_SHORT_FORM = regex.compile(r"\s\((?P<short>\p{Lu}[\p{Lu}\p{N}\-]{1,6})\)")
_CAMEL = regex.compile(r"\p{Ll}\p{Lu}")
_NEXT_WORD = r"\s+(?P<next>\w+)"
_SAME_LINE = regex.compile(r"[^.;:\n]*")


@dataclass(frozen=True)
class OfferWords:
    """The nouns that, at the end of a capitalised run, make it the name of a method or product ("… Method")."""

    nouns: frozenset[str]
    ills: PhraseSet
    """Illnesses, which texts on them name again and again as well."""
    run: regex.Pattern[str]
    """A run of capitalised words."""
    patterns: OfferPatterns
    first: FirstOffers | None
    """How what is sold is named where its kind stands first; None in languages that put it behind."""


@lru_cache(maxsize=4)
def offer_words(lexicon: Lexicon) -> OfferWords:
    """Read the list once a process."""
    ills = [p for name in ("diseases", "ailments", "serious-conditions") for p in lexicon.words(name)]
    return OfferWords(
        frozenset(lexicon.words("method-words")),
        compile_phrases(ills, lexicon.lists),
        name_patterns(lexicon).whole,
        offer_patterns(lexicon),
        first_offers(lexicon),
    )


def offers_of(
    document: Document, names: tuple[str, ...], words: NameWords, nouns: OfferWords
) -> tuple[str, ...]:
    """Return the names of the promoter's methods and products, longest first."""
    scan = document.text[:SCAN_CHARS]
    found = (
        *_marked(scan, nouns),
        *_after_our(document, scan, nouns),
        *_defined(scan, names, nouns),
        *_made(scan, nouns),
        *_in_runs(scan, names, nouns),
        *_repeated(document, scan, nouns),
        *(() if names else _named_throughout(document, scan, nouns)),
        *(promoter_offers_first.offers_in(scan, nouns.nouns, nouns.first) if nouns.first else ()),
    )
    kept = {
        n for n in (words.without_legal_form(_bare(f, nouns)) for f in found) if _is_distinct(n, names, words)
    }
    return tuple(sorted(kept | set(_tails(kept, names, scan, words, nouns)), key=lambda n: (-len(n), n)))


def _marked(scan: str, nouns: OfferWords) -> Iterator[str]:
    """Yield what a trademark sign stands behind."""
    for sign in _SIGN.finditer(scan):
        if name := _name_before(scan, sign.start(), nouns):
            yield name


def _name_before(scan: str, at: int, nouns: OfferWords) -> str | None:
    match = nouns.patterns.before.search(scan, max(0, at - OWNING_CHARS), at)
    return match.group("name") if match else None


def _after_our(document: Document, scan: str, nouns: OfferWords) -> Iterator[str]:
    """Yield as from "our Paired Care programme"; in title case every noun has a capital, so headings are left out."""
    for block in document.blocks:
        if block.span.start > SCAN_CHARS:
            return
        if block.kind not in _TITLE_CASED and block.region is not Region.NAV:
            for match in nouns.patterns.our.finditer(scan, block.span.start, block.span.end):
                if _reads_as_name(scan, match, nouns):
                    yield match.group("name")


def _reads_as_name(scan: str, match: regex.Match[str], nouns: OfferWords) -> bool:
    """Whether a capitalised word after "our" is a name: more than one, capitals inside, or "… programme" behind."""
    name = match.group("name")
    if " " in name or _CAMEL.search(name):
        return True
    used = regex.finditer(rf"\b{regex.escape(name)}{_NEXT_WORD}", scan)
    return any(m.group("next").casefold() in nouns.nouns for m in used)


def _defined(scan: str, names: tuple[str, ...], nouns: OfferWords) -> Iterator[str]:
    """Yield both forms of "the Anchor Reset (AR), which our founder developed", when it is claimed."""
    for match in _SHORT_FORM.finditer(scan):
        name = _name_before(scan, match.start(), nouns)
        if name is None:
            continue
        before = scan[max(0, match.start() - len(name) - OWNING_CHARS) : match.start() - len(name)]
        is_ours = nouns.patterns.behind_our.search(before) is not None
        if match.group("short") in names or is_ours or _is_made(scan, match, before, nouns):
            yield name
            yield match.group("short")


def _is_made(scan: str, short: regex.Match[str], before: str, nouns: OfferWords) -> bool:
    """Whether the words around a name say that the promoter made it."""
    after = scan[short.end() : short.end() + OWNING_CHARS]
    maker, making = nouns.patterns.maker, nouns.patterns.making
    return any(maker.search(s, 0, m.start()) for s in (before, after) for m in making.finditer(s))


def _made(scan: str, nouns: OfferWords) -> Iterator[str]:
    """Yield as from "we built the Lantern Walk" or "our signature Lantern Walk"."""
    for making in nouns.patterns.making.finditer(scan):
        if not nouns.patterns.maker.search(scan, max(0, making.start() - OWNING_CHARS), making.start()):
            continue
        name = nouns.run.search(scan, making.end())
        if name is None or name.start() - making.end() > OWNING_CHARS:
            continue
        if _SAME_LINE.fullmatch(scan, making.end(), name.start()):
            yield name.group()


def _in_runs(scan: str, names: tuple[str, ...], nouns: OfferWords) -> Iterator[str]:
    """Yield "the Halden Method": on the pages of Halden Neurology, or when the next sentence says "we developed it"."""
    own = names_pattern(names)
    for match in nouns.run.finditer(scan):
        name = match.group()
        if " " not in name or name in names:
            continue
        if (own is not None and own.match(_bare(name, nouns))) or _is_claimed_next(scan, match, nouns):
            yield name


def _is_claimed_next(scan: str, name: regex.Match[str], nouns: OfferWords) -> bool:
    """Whether a method's name is followed by "we developed it"."""
    if name.group().rpartition(" ")[2].casefold() not in nouns.nouns:
        return False
    return nouns.patterns.claimed_it.search(scan, name.end(), name.end() + CLAIMING_CHARS) is not None


def _repeated(document: Document, scan: str, nouns: OfferWords) -> Iterator[str]:
    """Yield as from "the Glide", used again and again and set up in a heading or caption."""
    shown = [
        b.span.of(document.text) for b in document.blocks if b.kind in _SHOWN and b.span.start < SCAN_CHARS
    ]
    together = " ".join(shown)
    counted = Counter(m.group("name") for m in nouns.patterns.the.finditer(scan))
    yield from (n for n, c in counted.items() if c >= MIN_REPEATS and n in together)
    for text in shown:
        if match := nouns.patterns.introduced.match(text):
            name = _bare(match.group("name"), nouns)
            if name and scan.count(name) > 1:
                yield name


def _named_throughout(document: Document, scan: str, nouns: OfferWords) -> Iterator[str]:
    """Yield what a page that names no business is about by name: set up at its head, and named all through its text."""
    head = f"{document.title}\n{scan[:HEAD_CHARS]}"
    words = {w for run in nouns.run.finditer(head) for w in _beginnings(run.group())}
    for name in sorted(words):
        if nouns.ills.first(name) is None and _is_named_throughout(name, scan):
            yield name


def _beginnings(run: str) -> Iterator[str]:
    """Yield a run of capitalised words and what may be its short form."""
    parts = run.split()
    yield from (
        " ".join(parts[:n]) for n in {1, 2, len(parts)} if parts[n - 1 : n] and parts[n - 1][0].isupper()
    )


def _is_named_throughout(name: str, scan: str) -> bool:
    if name.isupper() and " " not in name:
        return False  # what is spelled in capitals is mostly medicine's
    is_camel = _CAMEL.search(name) is not None
    if scan.count(name) < (MIN_INSIDE if is_camel else MIN_MENTIONS):
        return (
            False  # as of most names; to compile patterns for them took half the time of looking for offers
        )
    if regex.search(rf"\b{regex.escape(name.casefold())}\b", scan) is not None:
        return False
    found = rf"\b{regex.escape(name)}\b(?!['’]s|\s\p{{Lu}})"
    inside = regex.findall(rf"(?<=\p{{Ll}},?\s){found}", scan)
    if is_camel:
        return len(inside) > 0 and len(regex.findall(found, scan)) >= MIN_INSIDE
    return len(inside) >= MIN_INSIDE and len(regex.findall(found, scan)) >= MIN_MENTIONS


def _tails(
    names: Iterable[str], owners: tuple[str, ...], scan: str, words: NameWords, nouns: OfferWords
) -> Iterator[str]:
    """Yield what the text calls a thing for short: "the Bridge", or "Calm Drops" for "Larkspur Calm Drops"."""
    for name in names:
        rest = next((name.removeprefix(o).strip() for o in owners if name.startswith(o + " ")), "")
        if len(rest.split()) > 1 and not words.is_generic(rest.split()) and not words.is_common(rest):
            yield rest
        if (
            rest
            and " " not in rest
            and not words.is_generic([rest])
            and not words.is_common(rest)
            and _is_only_a_name(rest, scan)
        ):
            yield rest
        first, _, tail = name.rpartition(" ")
        if first and not words.is_generic([tail]) and _is_used_alone(tail, scan, nouns):
            yield tail


def _is_only_a_name(word: str, scan: str) -> bool:
    """Whether a word is used without its owner before it, and never written like a common noun."""
    alone = regex.findall(rf"(?<!\p{{Lu}}\w+\s){regex.escape(word)}\b", scan)
    return len(alone) >= MIN_ALONE and regex.search(rf"\b{regex.escape(word.casefold())}", scan) is None


def _is_used_alone(tail: str, scan: str, nouns: OfferWords) -> bool:
    found = regex.findall(rf"\b{nouns.patterns.articles}\s+{regex.escape(tail)}\b(?!\s+\p{{Lu}})", scan)
    return len(found) > 1


def _bare(name: str, nouns: OfferWords) -> str:
    """Strip what a heading puts before a name: "Meet the Lantern Walk" gives "Lantern Walk"."""
    bare = name.strip(" ™®,.;:")
    for article in nouns.patterns.inner_articles:
        bare = bare.rpartition(article)[2]
    for opener in nouns.patterns.openers:
        bare = bare.removeprefix(opener)
    return bare


def _is_distinct(name: str, names: tuple[str, ...], words: NameWords) -> bool:
    """Whether it is a name of its own: not the promoter's, not an established treatment, not "Medical Team"."""
    return (
        len(name) >= 3
        and name not in names
        and not words.is_common(name)
        and not words.is_generic(name.split())
    )
