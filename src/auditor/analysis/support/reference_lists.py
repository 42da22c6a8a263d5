"""Finds the entries of reference lists, page notes and footnotes, with their labels."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.document import BlockKind, Region
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from auditor.model.document import Block, Document
    from auditor.model.lexicon import Lexicon

HEADING_WORDS = 7
"""A longer line is no heading over a list of references."""
LIKE_CITATION = 2
"""Signs of a citation (a year, a volume, a name with initials, an address …) that make an entry one."""
MAX_ENTRY_CHARS = 900
"""A longer paragraph under "Sources" is text again."""

_LABEL = regex.compile(
    r"\s*(?:\[(?P<bracket>\d{1,3}|[a-z]|[ivx]{2,4}|[*†‡§¶]{1,3}|\#)\] | \((?P<paren>\d{1,3}|[a-z]|[ivx]{2,4})\) | (?P<raised>[¹²³⁰-⁹]{1,3}) "
    r"| (?P<sign>[*†‡§¶]{1,3}|\#(?=\s)) | (?P<number>\d{1,3})(?:[.)](?=\s*\D)|\s+(?=[\p{Lu}“\"‘']|https?:)) | (?P<letter>[a-z])[.)](?=\s) )\s*",
    regex.VERBOSE,
)
_HASH_MARK = regex.compile(r"[\p{L}\p{N}.%)”]\#(?=[\s.,;|]|\Z)")
"""A hash that may point to a note; without one, a hash at the head of a line is a heading or a number sign."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_INNER_LABEL = regex.compile(
    r"(?<![^\s.;])(?:(?:\[(?P<label>\d{1,3}|[a-z]|[ivx]{2,4})\]|\((?P<label>\d{1,3}|[a-z]|[ivx]{2,4})\))\s+"
    r"|(?P<label>[¹²³⁰-⁹]{1,3})\s*)(?=\S)"
    r"|(?:^|(?<=[.;]\s))(?P<label>\d{1,2})[.)]?\s(?=\p{Lu})"
    r"|(?:^|(?<=\s))(?P<label>[*†‡§¶]{1,3})(?:(?=\p{Lu})|(?<=(?:^|[.;]\s)[*†‡§¶]{1,3})\s*(?=\S))"
)
"""A label inside a paragraph of entries; a sign stands apart from what is before it, or it would be a mark."""
SERIES = (
    tuple(str(n) for n in range(1, 1000)),
    tuple("abcdefghijklmnopqrstuvwxyz"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"),
)
"""How labels count."""
_HEADING_TRIM = regex.compile(r"^[\W\d_]+|[\W\d_]+$")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_IDENTIFIER = regex.compile(r"https?://|www\.|\bdoi\b|\b10\.\d{4,}/|\bPMID\b|\bet al\b", regex.IGNORECASE)
_HEADS = frozenset({BlockKind.HEADING, BlockKind.SUMMARY, BlockKind.CAPTION, BlockKind.BUTTON})
_APART = frozenset({Region.FOOTER, Region.NAV, Region.HEADER})
_ENTRY_KINDS = frozenset(
    {BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.TABLE_ROW, BlockKind.QUOTE}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list or a note by itself. `number` is the list it belongs to, counted through the document."""

    number: int
    label: str
    span: Span
    block: int
    is_note: bool = False
    """A page note or footnote that explains, not a citation."""
    is_printed: bool = True
    """Whether the label stands before the entry; otherwise it is its place in the list."""


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """The headings of reference lists, what makes an entry look like a citation, and how marks are written out."""

    headings: frozenset[str]
    citation: regex.Pattern[str]
    author: regex.Pattern[str]
    """The first author of an entry, with initials."""
    paper: regex.Pattern[str]
    """A kind of paper that has no author: "technical file", "data on file"."""
    volume: regex.Pattern[str]
    named_mark: regex.Pattern[str]
    """ "Reference 4"."""
    classes: tuple[str, ...]

    @property
    def signs(self) -> tuple[regex.Pattern[str], ...]:
        """What shows a citation by its shape."""
        return (_YEAR, self.volume, self.author, self.paper, _IDENTIFIER)


@lru_cache(maxsize=4)
def reference_words(lexicon: Lexicon) -> ReferenceWords:
    """Read the lists once a process."""
    words = sorted(lexicon.words("citation-words"), key=len, reverse=True)
    pattern = regex.compile(r"(?<!\w)(?:" + "|".join(map(regex.escape, words)) + r")(?!\w)", regex.IGNORECASE)
    joints, volume, pages, marks, mark_joints = (
        one_of(lexicon.words(name))
        for name in ("entry-author-joints", "entry-volume", "entry-pages", "mark-words", "mark-joints")
    )
    return ReferenceWords(
        headings=frozenset(lexicon.words("reference-headings")),
        citation=pattern,
        author=regex.compile(
            rf"\p{{Lu}}[\p{{L}}'’-]+,?\s(?:\p{{Lu}}\.?[\s-]?){{1,3}}(?:,|\.|&|\(|{joints}\b)"
        ),
        paper=regex.compile(rf"\b{one_of(lexicon.words('entry-papers'))}\b", regex.IGNORECASE),
        volume=regex.compile(
            r"\d{1,4}\s?(?:\(\w+\))?\s?:\s?[\w.]+\s?[–-]"
            rf"|\b{volume}\.?\s?\d|\b{pages}\.\s?\d",
            regex.IGNORECASE,
        ),
        named_mark=regex.compile(
            rf"\b(?P<mark>{marks}[ \u00a0]+(?P<label>\d{{1,3}}(?:\s?(?:,|{mark_joints}|&|–|-)\s?\d{{1,3}})*))(?!\w)",
            regex.IGNORECASE,
        ),
        classes=lexicon.words("reference-classes"),
    )


@dataclass(frozen=True, slots=True)
class Lists:
    """All entries in reading order, and the blocks that hold nothing but a list's heading."""

    entries: tuple[Entry, ...]
    headings: frozenset[int]


def find_lists(document: Document, words: ReferenceWords) -> Lists:
    """Return every list, footnote and signed note of a document."""
    entries: list[Entry] = []
    headings: set[int] = set()
    taken: set[int] = set()
    for block in document.blocks:
        if block.index in taken:
            continue
        if inner := _headed_lines(document, block, words):
            headings.add(block.index)
            entries.extend(_numbered(document, block, inner, len(headings), words))
        is_named = is_heading(document, block, words)
        if not is_named and block.kind is not BlockKind.HEADING:
            continue
        section = list(_section(document, block, words))
        if section and (is_named or _lists_papers(document, section, words)):
            headings.add(block.index)
            taken.update(b.index for b in section)
            found = _entries(document, section, len(headings), words)
            entries.extend(found if is_named else map(_uncounted, found))
    for block in document.blocks:
        if block.index not in taken and block.index not in headings:
            entries.extend(_loose(document, block, words))
    if not _HASH_MARK.search(document.text):
        entries = [e for e in entries if e.label != "#"]
    return Lists(tuple(sorted(entries, key=lambda e: e.span)), frozenset(headings))


def is_heading(document: Document, block: Block, words: ReferenceWords) -> bool:
    """Whether a block is a heading such as "References" or "Sources:", whatever it is marked up as."""
    if len(block.span) > 60 or block.kind is BlockKind.TITLE or block.region is Region.NAV:
        return False
    return _is_heading_line(block.span.of(document.text), words)


def _is_heading_line(text: str, words: ReferenceWords) -> bool:
    line = _HEADING_TRIM.sub("", text).casefold()
    return len(line.split()) <= HEADING_WORDS and line in words.headings


def _headed_lines(document: Document, block: Block, words: ReferenceWords) -> list[Span]:
    """The labelled lines of a block whose first line is the heading of the list: "References", "1. Lee …"."""
    first, *lines = block.span.of(document.text).split("\n")
    if block.region is Region.NAV or not lines or not _is_heading_line(first, words):
        return []
    if not label_of(lines[0])[0]:
        return []
    return _lines_of(block, [first, *lines], joins=lambda line: not label_of(line)[0])[1:]


def _numbered(
    document: Document, block: Block, lines: list[Span], number: int, words: ReferenceWords
) -> Iterator[Entry]:
    for span in lines:
        label, _ = label_of(span.of(document.text))
        note = _is_sign(label) and not looks_like_citation(span.of(document.text), words)
        yield Entry(number, label, span, block.index, is_note=note)


def looks_like_citation(text: str, words: ReferenceWords) -> bool:
    """Whether a text cites: a year, a volume with pages, names with initials, an address, a journal's word."""
    signs = sum(sign.search(text) is not None for sign in words.signs)
    return signs + (words.citation.search(text) is not None) >= LIKE_CITATION


def cites_by_shape(text: str, words: ReferenceWords) -> bool:
    """Whether a note cites a paper: by shape alone, since a note on one's own survey has the same words."""
    return sum(sign.search(text) is not None for sign in words.signs) >= LIKE_CITATION


def label_of(text: str) -> tuple[str, int]:
    """Return the printed label an entry begins with, and where its text begins."""
    match = _LABEL.match(text)
    if match is None:
        return "", 0
    label = next(g for g in match.groups() if g is not None)
    return label.translate(_RAISED), match.end()


def _section(document: Document, heading: Block, words: ReferenceWords) -> Iterator[Block]:
    """Yield the blocks under a heading, to the next heading or to where text begins again."""
    style: tuple[bool, bool] | None = None
    for index in range(heading.index + 1, len(document.blocks)):
        block = document.blocks[index]
        if block.region is Region.RUNNING:
            continue
        if block.region is not heading.region and block.region in _APART:
            return
        if block.kind not in _ENTRY_KINDS | _HEADS or not _reads_as_entry(
            document, block, words, is_first=style is None
        ):
            return
        found = (block.kind is BlockKind.LIST_ITEM, label_of(block.span.of(document.text))[0] != "")
        if style is not None and any(style) and not any(found):
            return
        style = style or found
        yield block


def _lists_papers(document: Document, section: list[Block], words: ReferenceWords) -> bool:
    """Whether what stands under a heading of any words is a bibliography: authors and years from its first entry on."""
    texts = [span.of(document.text) for block in section for span in lines_of_entries(document, block)]
    authors = sum(words.author.search(text) is not None for text in texts)
    return len(texts) > 1 and all(cites_by_shape(text, words) for text in texts) and 2 * authors > len(texts)


def _reads_as_entry(
    document: Document, block: Block, words: ReferenceWords, *, is_first: bool = False
) -> bool:
    text = block.span.of(document.text)
    if len(text) > MAX_ENTRY_CHARS and "\n" not in text and label_of(text)[0] == "":
        return False
    if block.kind in _HEADS:
        return label_of(text)[0] != "" and looks_like_citation(text, words)
    if block.kind is BlockKind.LIST_ITEM or label_of(text)[0]:
        return True
    return looks_like_citation(text, words) or (
        is_first and len(text) < MAX_ENTRY_CHARS and words.citation.search(text) is not None
    )


def _entries(document: Document, section: list[Block], number: int, words: ReferenceWords) -> Iterator[Entry]:
    """Cut a section into entries; an entry without a printed label is known by its place in the list."""
    position = 0
    for block in section:
        for span in lines_of_entries(document, block):
            label, _ = label_of(span.of(document.text))
            position += 1
            yield Entry(
                number,
                label or str(position),
                span,
                block.index,
                is_note=_is_sign(label) and not looks_like_citation(span.of(document.text), words),
                is_printed=label != "",
            )


def _uncounted(entry: Entry) -> Entry:
    """An entry of a bibliography under another heading: known by its author, unless its number is printed."""
    return entry if entry.is_printed else replace(entry, label="")


def lines_of_entries(document: Document, block: Block) -> Iterator[Span]:
    """The entries of one block: "[1] Lee … [2] Roe …", "(a) Lee … (b) Roe …" in one paragraph, or lines with labels of their own."""
    text = block.span.of(document.text)
    starts = _running_labels(text)
    lines = text.split("\n")
    labelled = sum(label_of(line)[0] != "" for line in lines)
    if len(starts) > 1 and len(starts) >= labelled:
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            yield Span(block.span.start + start, block.span.start + end)
        return
    if len(lines) == 1 or 0 < labelled < len(lines) - labelled:
        yield block.span
        return
    yield from _lines_of(block, lines, joins=lambda line: labelled > 0 and not label_of(line)[0])


def _running_labels(text: str) -> list[int]:
    """Where the labels [1], [2], [3] …, (a), (b), (c) … or *, † … stand that count through a paragraph from its beginning."""
    found = [(m.start(), m["label"].translate(_RAISED)) for m in _INNER_LABEL.finditer(text)]
    if not found or found[0][0]:
        return []
    if _is_sign(found[0][1]):
        first = {label: start for start, label in reversed(found) if _is_sign(label)}
        return sorted(first.values())
    is_bare = text[0].isdecimal()
    alike = [(start, label) for start, label in found if text[start].isdecimal() == is_bare]
    return max((_counted(text, alike, series) for series in SERIES), key=len)


def _counted(text: str, found: list[tuple[int, str]], series: tuple[str, ...]) -> list[int]:
    """Where those of the labels stand that count as a series does; one in square brackets or raised may be left out."""
    starts: list[int] = []
    following = 0
    for start, label in found:
        is_strict = not starts or text[start] == "(" or text[start].isdecimal()
        near = series[following : following + (1 if is_strict else 2)]
        if label in near:
            starts.append(start)
            following += near.index(label) + 1
    return starts


def _lines_of(block: Block, lines: list[str], joins: Callable[[str], bool]) -> list[Span]:
    """The spans of the lines; a line that `joins` goes on with the one before."""
    at = block.span.start
    pieces: list[Span] = []
    for line in lines:
        span = Span(at, at + len(line))
        if pieces and joins(line):
            pieces[-1] = pieces[-1].cover(span)
        elif line.strip():
            pieces.append(span)
        at = span.end + 1
    return pieces


def _loose(document: Document, block: Block, words: ReferenceWords) -> Iterable[Entry]:
    """Notes outside any list: footnote blocks, and paragraphs that begin with a note sign."""
    text = block.span.of(document.text)
    if block.kind in {BlockKind.FOOTNOTE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.LIST_ITEM}:
        lines = _lines_of(block, text.split("\n"), joins=lambda line: not label_of(line)[0])
        is_run = len(lines) == 1 and (block.kind is BlockKind.FOOTNOTE or _is_sign(label_of(text)[0]))
        for span in lines_of_entries(document, block) if is_run else lines:
            words_of_note = span.of(document.text)
            label, _ = label_of(words_of_note)
            if (block.kind is BlockKind.FOOTNOTE and label) or (
                _is_sign(label) and len(text) <= MAX_ENTRY_CHARS
            ):
                yield Entry(0, label, span, block.index, is_note=not cites_by_shape(words_of_note, words))


def _is_sign(label: str) -> bool:
    return label != "" and not label.isalnum()
