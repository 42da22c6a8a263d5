"""Reads the promoter's names off a document: title, letterhead, copyright line, domain, "At Larkspur, we …"."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.promoter import names_first as promoter_names_first
from auditor.analysis.promoter.names_first import first_patterns
from auditor.analysis.promoter.patterns import MAX_NAME_WORDS, NAME, name_patterns
from auditor.model.document import BlockKind, Region
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.analysis.promoter.names_first import FirstPatterns
    from auditor.analysis.promoter.patterns import NamePatterns
    from auditor.model.document import Block, Document
    from auditor.model.lexicon import Lexicon

SCAN_CHARS = 60_000
"""Names are looked for in this many characters from the start; a promoter names itself long before that."""

EDGE_BLOCKS = 12
"""Blocks at either end of a document in which letterhead, imprint and contact lines stand."""

MIN_LABEL_MATCH = 3
"""Letters by which a run is set aside before it is compared with a label in full."""

MIN_SHORT_LETTERS = 4
MIN_ACRONYM_LETTERS = 3
MIN_LABEL_LETTERS = 5
"""A domain label shorter than this is too likely to begin like an unrelated word."""

ENOUGH = 2
"""Weight of evidence from which a name counts as the promoter's."""

SHORT_TEXT_CHARS = 800
"""A text shorter than this is a draft or an advertisement: one mention of a business is enough."""

_SEGMENT = regex.compile(r"\s+[|–—·»•:\-]+\s+|[,:?!]\s+")
_IMPRINT_END = regex.compile(r"\s*[|·•,–—\n]\s*")


@dataclass(frozen=True)
class NameWords:
    """The word lists that names are read with."""

    business: frozenset[str]
    entities: frozenset[str]
    legal: tuple[str, ...]
    common: frozenset[str]
    places: frozenset[str]
    articles: frozenset[str]
    the: frozenset[str]
    endings: frozenset[str]
    sure_greetings: tuple[str, ...]
    patterns: NamePatterns
    first: FirstPatterns | None
    """How names stand where the kind of business comes before them; None in languages that put it behind."""
    entities_first: frozenset[str] = frozenset()
    """Kinds of business that stand before the name, in languages that put them there: "Clínica Azahar"."""

    @cached_property
    def legal_form(self) -> regex.Pattern[str]:
        """A capitalised run with a legal form behind it."""
        forms = "|".join(regex.escape(f) for f in sorted(self.legal, key=len, reverse=True))
        return regex.compile(rf"(?P<name>{self.patterns.run}),?\s+(?:(?:{forms})\b\.?\s*)+")

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset({f.casefold().strip(".") for f in self.legal} | self.endings)

    def is_generic(self, words: Iterable[str]) -> bool:
        """Whether none of the words tells one business from another."""
        return all(
            w.casefold() in self.business
            or w in self.places
            or w in self.articles
            or len(w) == 1
            or w[0].islower()
            for w in words
        )

    def has_business_word(self, name: str) -> bool:
        """Whether a word of the name says what kind of business it is."""
        return any(w.casefold() in self.business for w in name.split())

    def is_entity(self, name: str) -> bool:
        """Whether the name ends as businesses do: "Larkspur Clinic"."""
        first, _, last = name.rpartition(" ")
        return bool(first) and last.casefold() in self.entities

    def without_legal_form(self, name: str) -> str:
        """Drop "Ltd", "LLC", "logo" and the like from the end of a name."""
        parts = name.split()
        while parts and parts[-1].casefold().strip(".,") in self._endings:
            parts.pop()
        return " ".join(parts)

    def is_common(self, name: str) -> bool:
        """Whether the name is an established treatment, body or place."""
        return name in self.common or name in self.places


@lru_cache(maxsize=4)
def name_words(lexicon: Lexicon) -> NameWords:
    """Read the lists once a process."""
    lines = {line.name for line in lexicon.lines}
    return NameWords(
        business=frozenset(w.casefold() for w in lexicon.words("business-words")),
        entities=frozenset(lexicon.words("entity-words")),
        legal=lexicon.words("legal-forms"),
        common=frozenset(lexicon.words("common-names")) | lines,
        places=frozenset(lexicon.words("places")),
        articles=frozenset(lexicon.words("name-articles")),
        the=frozenset(lexicon.words("name-the")),
        endings=frozenset(lexicon.words("name-endings")),
        sure_greetings=lexicon.words("name-sure-greetings"),
        patterns=name_patterns(lexicon),
        first=first_patterns(lexicon),
        entities_first=frozenset(lexicon.lists.get("entities-first", ())),
    )


def names_of(document: Document, labels: Iterable[str], words: NameWords) -> tuple[str, ...]:
    """Return the promoter's names, long forms and short, longest first. `labels` are those of its domains."""
    scan = document.text[:SCAN_CHARS]
    weights: Counter[str] = Counter()
    for name, weight in _candidates(document, scan, tuple(labels), words):
        weights[name] += weight
    enough = 1 if len(document.text) < SHORT_TEXT_CHARS else ENOUGH
    full = [
        n
        for n, w in weights.items()
        if w >= enough and not words.is_common(n) and not words.is_generic(n.split())
    ]
    short = [s for n in full for s in _short_forms(n, words) if not _reads_as_place(s, scan, words)]
    return tuple(sorted({*full, *short}, key=lambda n: (-len(n), n)))


def _short_forms(name: str, words: NameWords) -> Iterator[str]:
    if short := short_form(name, words):
        yield short
    behind = promoter_names_first.short_form(name, words) if words.entities_first else None
    if behind and behind != name and _may_be_short(behind.split(), words):
        yield behind


def short_form(name: str, words: NameWords) -> str | None:
    """Return the distinctive words a name begins with: "Larkspur" for "The Larkspur Clinic"."""
    parts = name.split()
    if parts and parts[0] in words.the:
        parts = parts[1:]
    kept: list[str] = []
    for part in parts:
        if part.casefold() in words.business or part[0].islower():
            break
        kept.append(part)
    short = " ".join(kept)
    return short if short != name and _may_be_short(kept, words) else None


def _may_be_short(kept: list[str], words: NameWords) -> bool:
    """Whether so few words still tell one business from others."""
    short = " ".join(kept)
    least = MIN_ACRONYM_LETTERS if short.isupper() else MIN_SHORT_LETTERS
    if not kept or len(folded(short)) < least:
        return False
    return not words.is_generic(kept) and not words.is_common(short)


def edge_blocks(document: Document) -> list[Block]:
    """Return the blocks where a document says whose it is: both ends, header and footer."""
    blocks = document.blocks
    if len(blocks) <= 2 * EDGE_BLOCKS:
        return list(blocks)
    middle = blocks[EDGE_BLOCKS:-EDGE_BLOCKS]
    return [
        *blocks[:EDGE_BLOCKS],
        *(b for b in middle if b.region in {Region.FOOTER, Region.HEADER}),
        *blocks[-EDGE_BLOCKS:],
    ]


def _candidates(
    document: Document, scan: str, labels: tuple[str, ...], words: NameWords
) -> Iterator[tuple[str, int]]:
    publication = document.publication
    for name in (publication.site_name, *publication.organisations, *publication.logo_alts):
        if name and (cleaned := _cleaned(_SEGMENT.split(name)[0], words)):
            yield cleaned, ENOUGH
    yield from _from_title(document, scan, words)
    yield from _from_edges(document, words)
    for match in words.patterns.greeting.finditer(scan):
        if cleaned := _cleaned(match.group("name"), words):
            yield cleaned, _greeting_weight(match.group(), cleaned, words)
    for match in words.patterns.placed.finditer(scan[:SHORT_TEXT_CHARS]):
        if (cleaned := _cleaned(match.group("name"), words)) and words.is_entity(cleaned):
            yield cleaned, 1
    yield from _from_domains(scan, labels, words)
    if words.first is not None:
        edges = (b.span.of(document.text) for b in edge_blocks(document))
        for name, is_sure in promoter_names_first.names_in(document.title, edges, scan, words, words.first):
            if cleaned := _cleaned(name, words):
                yield cleaned, ENOUGH if is_sure else 1


def _greeting_weight(said: str, name: str, words: NameWords) -> int:
    """“At Larkspur, we …” names the promoter; “Larkspur is a …” does so only of a business."""
    if words.has_business_word(name):
        return ENOUGH
    return ENOUGH if said.lower().startswith(words.sure_greetings) else 0


def _from_title(document: Document, scan: str, words: NameWords) -> Iterator[tuple[str, int]]:
    title = document.title or next(
        (b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.TITLE), ""
    )
    headings = {
        b.span.of(document.text) for b in document.blocks[:EDGE_BLOCKS] if b.kind is BlockKind.HEADING
    }
    body = scan.replace(title, "", 1) if title else scan
    segments = [s.strip() for s in _SEGMENT.split(title) if s.strip()]
    for segment in segments if len(segments) > 1 else [*segments, *_after_at(title, words)]:
        name = _cleaned(segment, words)
        if name is None or segment in headings or not words.patterns.whole.fullmatch(name):
            continue
        yield name, _title_weight(name, body, words)
    for name in _after_at(title, words):
        if (cleaned := _cleaned(name, words)) and words.has_business_word(cleaned):
            yield cleaned, _title_weight(cleaned, body, words)


def _after_at(title: str, words: NameWords) -> list[str]:
    return [m.group("name") for m in words.patterns.after.finditer(title)]


def _title_weight(name: str, body: str, words: NameWords) -> int:
    """A name in the title counts when the text uses it as a name; a topic in the title is not one."""
    distinctive = short_form(name, words) or name
    if words.is_generic(name.split()):
        return 0
    alone = words.patterns.alone.replace(NAME, regex.escape(distinctive))
    if regex.search(alone, body) and not _reads_as_place(distinctive, body, words):
        return ENOUGH
    if words.is_entity(name):
        return ENOUGH
    return 1 if words.has_business_word(name) and distinctive in body else 0


def _from_edges(document: Document, words: NameWords) -> Iterator[tuple[str, int]]:
    first = document.blocks[:3]
    for block in edge_blocks(document):
        text = block.span.of(document.text)
        for pattern in (words.patterns.copyrighted, words.legal_form):
            for match in pattern.finditer(text):
                if cleaned := _cleaned(match.group("name"), words):
                    yield (
                        cleaned,
                        2
                        if pattern is words.patterns.copyrighted
                        or block.region is not Region.MAIN
                        or block in document.blocks[-EDGE_BLOCKS:]
                        else 1,
                    )
        if block in first or block.region in {Region.FOOTER, Region.HEADER}:
            yield from _letterhead(text, words)


def _letterhead(text: str, words: NameWords) -> Iterator[tuple[str, int]]:
    """A name that begins an imprint or stands alone at the top."""
    piece = _IMPRINT_END.split(text.strip(), maxsplit=1)[0]
    name = _cleaned(piece, words)
    is_run = name is not None and words.patterns.whole.fullmatch(name) is not None
    if name and is_run and words.has_business_word(name) and not words.is_generic(name.split()):
        yield name, ENOUGH if words.is_entity(name) else 1


def _from_domains(scan: str, labels: tuple[str, ...], words: NameWords) -> Iterator[tuple[str, int]]:
    known = [label for label in labels if len(label) >= MIN_LABEL_LETTERS]
    if not known:
        return
    starts = {label[:MIN_LABEL_MATCH] for label in known}
    for run in dict.fromkeys(m.group() for m in words.patterns.whole.finditer(scan)):
        if folded(run[: 2 * MIN_LABEL_MATCH])[:MIN_LABEL_MATCH] not in starts:
            continue
        for name in filter(None, (_named_by(run, label, words) for label in known)):
            yield name, ENOUGH


def _named_by(run: str, label: str, words: NameWords) -> str | None:
    """Return the part of a capitalised run that a domain label is made of, or that the label begins with."""
    parts = run.split()
    for count in range(len(parts), 0, -1):
        if folded(" ".join(parts[:count])) == label:
            return _cleaned(" ".join(parts[:count]), words)
    name = _cleaned(run, words)
    if name is None or words.is_generic(name.split()):
        return None
    distinctive = folded(short_form(name, words) or name)
    return name if len(distinctive) >= MIN_LABEL_LETTERS and label.startswith(distinctive) else None


def _cleaned(name: str, words: NameWords) -> str | None:
    """Strip legal forms, "logo" and punctuation; None when nothing that names a business is left."""
    bare = words.patterns.copyright_word.sub("", name.replace("™", "").replace("®", ""))
    result = words.without_legal_form(bare).strip(" ,.;:|-–—&")
    if not 1 <= len(result.split()) <= MAX_NAME_WORDS or len(folded(result)) < 3 or words.is_common(result):
        return None
    return result


def _reads_as_place(name: str, text: str, words: NameWords) -> bool:
    """Whether the text uses the word as a place: "in Ashford", "near Ashford"."""
    return regex.search(rf"\b{words.patterns.before_place}\s+{regex.escape(name)}\b", text) is not None
