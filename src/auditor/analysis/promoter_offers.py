"""Finds the names of what the promoter sells: its own methods, programmes and products."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from auditor.analysis.promoter_names import RUN, SCAN_CHARS
from auditor.model.document import BlockKind
from auditor.text.names import names_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.analysis.promoter_names import NameWords
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

MIN_REPEATS = 3
"""A capitalised word with "the" before it is a product's name when the text keeps using it."""

OWNING_CHARS = 60
"""How far before a name the words that claim it may stand ("our own answer to the gap is the …")."""

CLAIMING_CHARS = 160
"""How far behind a name the next sentence may claim it ("We developed it …")."""

_CLAIMED_IT = regex.compile(
    r"\b(?:we|our\s+\w+)\s+(?:\w+\s+)?(?:developed|built|created|designed|invented|pioneered)\s+(?:it|this)\b",
    regex.IGNORECASE,
)
_TITLE_CASED = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.BUTTON, BlockKind.LABEL})
_TRADEMARK = regex.compile(rf"(?P<name>{RUN})\s?(?:™|®|\((?:TM|R)\))")
_DEFINED = regex.compile(rf"(?P<name>{RUN})[™®]?\s+\((?P<short>\p{{Lu}}[\p{{Lu}}\p{{N}}\-]{{1,6}})\)")
_OUR = regex.compile(rf"\b[Oo]ur\s+(?:own\s+|new\s+|signature\s+|proprietary\s+|unique\s+)?(?P<name>{RUN})")
_THE = regex.compile(r"(?<=[\p{Ll},;:]\s)the\s+(?P<name>\p{Lu}\p{Ll}[\p{L}\-]+)(?!\s+\p{Lu})")
_INTRODUCED = regex.compile(rf"^(?:Meet|Introducing|Discover)\s+(?:the\s+)?(?P<name>{RUN})\s*[™®]?[.!:]?$")
_OWNED = regex.compile(
    r"\b(?:(?:we|our\s+\w+)\s+(?:\w+\s+)?(?:developed|built|created|designed|invented|pioneered|call|named)"
    r"|our\s+own|proprietary|signature|founder\b.{0,40}(?:developed|created)|(?:called|named)\s+the)\b",
    regex.IGNORECASE,
)


@lru_cache(maxsize=4)
def method_pattern(lexicon: Lexicon) -> regex.Pattern[str]:
    """A capitalised run that ends in, or is followed by, a word such as "Method" or "Drops"."""
    nouns = "|".join(regex.escape(w) for w in lexicon.words("method-words"))
    return regex.compile(rf"(?P<name>{RUN})(?:\s+(?:{nouns})s?\b)?")


def offers_of(
    document: Document, names: tuple[str, ...], words: NameWords, method: regex.Pattern[str]
) -> tuple[str, ...]:
    """Return the names of the promoter's methods and products, longest first."""
    scan = document.text[:SCAN_CHARS]
    found = (
        *_marked(scan),
        *_owned(document, scan),
        *_with_name(scan, names, method),
        *_claimed_next(scan, method),
        *_repeated(document, scan),
    )
    kept = {n for n in (words.without_legal_form(_bare(f)) for f in found) if _is_distinct(n, names, words)}
    return tuple(sorted(kept | set(_tails(kept, names, scan, words)), key=lambda n: (-len(n), n)))


def _marked(text: str) -> Iterator[str]:
    for match in _TRADEMARK.finditer(text):
        yield match.group("name")


def _owned(document: Document, scan: str) -> Iterator[str]:
    """As in “our Paired Care programme” or “the Anchor Reset (AR), which our founder developed”: the name and its short form."""
    for block in document.blocks:
        if block.span.start > SCAN_CHARS:
            return
        if block.kind in _TITLE_CASED:
            continue
        for match in _OUR.finditer(scan, block.span.start, block.span.end):
            yield match.group("name")
    for match in _DEFINED.finditer(scan):
        before = scan[max(0, match.start() - OWNING_CHARS) : match.start()]
        after = scan[match.end() : match.end() + OWNING_CHARS]
        if _OWNED.search(before) or _OWNED.search(after) or regex.search(r"\b[Oo]ur\s+(?:own\s+)?$", before):
            yield match.group("name")
            yield match.group("short")
    for match in regex.finditer(
        rf"{_OWNED.pattern}[^.;:\n]{{0,30}}?\b(?:the\s+)?(?P<name>(?-i:{RUN}))", scan, regex.IGNORECASE
    ):
        yield match.group("name")


def _claimed_next(scan: str, method: regex.Pattern[str]) -> Iterator[str]:
    """As in “The Halden Method … We developed it in 2015”."""
    for match in method.finditer(scan):
        name = match.group("name")
        last = name.rpartition(" ")[2]
        if (
            last != name
            and method.fullmatch(f"X {last.casefold()}")
            and _CLAIMED_IT.search(scan, match.end(), match.end() + CLAIMING_CHARS)
        ):
            yield name


def _with_name(scan: str, names: tuple[str, ...], method: regex.Pattern[str]) -> Iterator[str]:
    """As in “the Halden Method” on the pages of Halden Neurology."""
    own = names_pattern(names)
    if own is None:
        return
    for match in method.finditer(scan):
        name = match.group("name")
        if len(name.split()) > 1 and own.match(_bare(name)) and name not in names:
            yield name


def _repeated(document: Document, scan: str) -> Iterator[str]:
    """As in “the Glide”, used again and again and set up in a heading or caption."""
    shown = " ".join(_shown(document))
    counted = Counter(m.group("name") for m in _THE.finditer(scan))
    yield from (n for n, c in counted.items() if c >= MIN_REPEATS and n in shown)
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and (match := _INTRODUCED.match(block.span.of(document.text))):
            name = _bare(match.group("name"))
            if name and scan.count(name) > 1:
                yield name


def _shown(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TITLE, BlockKind.ALT_TEXT}:
            yield block.span.of(document.text)


def _tails(names: Iterable[str], owners: tuple[str, ...], scan: str, words: NameWords) -> Iterator[str]:
    """Yield what the text calls a thing for short: "the Bridge", or "Calm Drops" for "Larkspur Calm Drops"."""
    for name in names:
        rest = next((name.removeprefix(o).strip() for o in owners if name.startswith(o + " ")), "")
        if len(rest.split()) > 1 and not words.is_generic(rest.split()) and not words.is_common(rest):
            yield rest
        tail = name.rpartition(" ")[2]
        used = (
            regex.findall(rf"\b[Tt]he\s+{regex.escape(tail)}\b(?!\s+\p{{Lu}})", scan) if tail != name else []
        )
        if len(used) > 1 and not words.is_generic([tail]):
            yield tail


def _bare(name: str) -> str:
    """Strip what a heading puts before a name: "Meet the Tandem Way" gives "Tandem Way"."""
    return name.strip(" ™®,.;:").rpartition(" the ")[2].removeprefix("The ").removeprefix("Our ")


def _is_distinct(name: str, names: tuple[str, ...], words: NameWords) -> bool:
    """Whether it is a name of its own: not the promoter's, not an established treatment, not "Medical Team"."""
    return (
        len(name) >= 3
        and name not in names
        and not words.is_common(name)
        and not words.is_generic(name.split())
    )
