"""Cuts blocks into sentences, offsets kept.

Footnote marks belong to the sentence they close. Headings, rows and bullets are statements of their own, and
a counter that a page splits over two blocks is joined again (see `counters`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.figures.counters import joined
from auditor.model.analysis import Sentence
from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.text import late_regex as regex
from auditor.text.abbreviations import belongs_to_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from auditor.model.document import Block, Document

_CANDIDATE = regex.compile(
    r"""
      (?<![.!?…])(?P<stop>[.!?…]++)
      (?P<tail>["'”’»)\]]*+
        (?:[ ]?(?:\[[^\[\]\s]{1,8}\])+ | \d{1,3}+(?:[,–-]\d{1,3}+)*(?=\s|\Z) | [¹²³⁰-⁹⁻]+ | [*†‡§¶]{1,2} | \#(?=\s) | \((?:\d{1,2}|[a-z]|[ivx]{2,4})\)(?=\s)
          | (?P<apart>[ \u00a0][*†‡§¶]{1,2}(?=\s)) )?+
        ["'”’»)\]]*+)
      (?: (?P<gap>\s++) (?= \(?[a-z]\)\s | ["'“‘«(\[¿¡]*+[\p{Lu}\p{Nd}$£€#~<>≈@•●▪◦‣✓✔➤►–—→★½¼¾]) | (?=(?P<none>\p{Lu}\p{Ll})) )
    | (?P<line>\n)
    | (?P<bullet>[•●▪◦‣✓✔➤►])(?=\s)
    """,
    regex.VERBOSE | regex.VERSION1,
)
_SIGN = regex.compile(r"\s*(?P<sign>[*†‡§¶]{1,2})")
_ADDRESS_LIKE = regex.compile(r"(?:[/@]|www\.|\w\.\w)\S*\Z")
_RUNS_ON = regex.compile(
    r"(?:[,&/–—-]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|our|your|their|his|her|its|my|is|are|was|were|that|as|than|into|el|los|las|de|del|al|en|con|para|por|y|sus?|un|una|nuestr[oa]s?|que))\s*\Z",
    regex.IGNORECASE,
)
_LINE_OPENS = regex.compile(r"[“‘\"'«(\[¿¡]*[\p{Lu}\p{Nd}$£€#•●▪◦‣✓✔➤►*–—★-]")
_BARE_FIGURE = regex.compile(r"[^\p{L}\n]*\d[^\p{L}\n]*\p{L}?[^\p{L}\n]*")
_MOST_CHARS = 2_000
"""Longer than any sentence, row or list without a stop that a person wrote; what is longer is cut between words, so that
no reading of a sentence costs more than it may."""
_WHOLE = frozenset({BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER})
_LINES_RUN_ON = frozenset({BlockKind.HEADING, BlockKind.TITLE, BlockKind.BUTTON})
"""Blocks whose line breaks are layout only."""


def split(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document in reading order. Table rows stay whole."""
    signs = _note_signs(document)
    pieces = [
        (block, span) for block in document.blocks for span in _block_spans(document.text, block, signs)
    ]
    return tuple(Sentence(i, span, block.index) for i, (block, span) in enumerate(joined(document, pieces)))


def sentence_spans(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    breaks: bool = True,
    signs: Collection[str] = (),
) -> Iterator[Span]:
    """Yield the sentences in `text[start:end]` without surrounding white space.

    With `breaks`, a line break ends a sentence where the next line plainly begins a new one. One of the `signs` behind
    a full stop and a blank is a mark of the sentence before; any other begins a note.
    """
    stop = len(text) if end is None else end
    begin = start
    for match in _CANDIDATE.finditer(text, start, stop):
        if (match["apart"] or "").strip() not in {"", *signs} or not _ends(
            text, begin, match, stop, breaks=breaks
        ):
            continue
        cut = match.start() if match["stop"] is None else match.end("tail")
        yield from _pieces(text, begin, cut)
        begin = cut
    yield from _pieces(text, begin, stop)


def _note_signs(document: Document) -> frozenset[str]:
    """The signs that a block begins with, as notes do."""
    found = (_SIGN.match(document.text, b.span.start, b.span.end) for b in document.blocks)
    return frozenset(match["sign"] for match in found if match is not None)


def _block_spans(text: str, block: Block, signs: Collection[str]) -> Iterator[Span]:
    if block.kind in _WHOLE and len(block.span) <= _MOST_CHARS:
        yield block.span
    elif block.kind in _WHOLE:
        yield from _pieces(text, block.span.start, block.span.end)
    else:
        yield from sentence_spans(
            text, block.span.start, block.span.end, breaks=block.kind not in _LINES_RUN_ON, signs=signs
        )


def _ends(text: str, begin: int, match: regex.Match[str], stop: int, *, breaks: bool) -> bool:
    if match["bullet"] is not None:
        return True
    if match["line"] is not None:
        return breaks and _line_ends(text, begin, match.start(), stop)
    at = match.start()
    if match["none"]:
        return _is_missing_blank(text, begin, at)
    if match["stop"] != ".":
        return True
    if (
        match["tail"][:1].isdigit()
        and text[at - 1].isdigit()
        and text[match.end() : match.end() + 1] in {"(", "["}
    ):
        return False  # "was 2.4 (95% CI …": a decimal, and no mark stuck to a full stop
    return not belongs_to_word(text, begin, at, match.end())


def _is_missing_blank(text: str, begin: int, at: int) -> bool:
    """Whether "depression.Many" is two sentences: three letters before, and no address."""
    return (
        text[max(begin, at - 3) : at].islower()
        and at - begin > 3
        and not _ADDRESS_LIKE.search(text, max(begin, at - 40), at)
    )


def _line_ends(text: str, begin: int, at: int, stop: int) -> bool:
    """Whether a line break also ends the statement."""
    if _LINE_OPENS.match(text, at + 1, stop) is None or _RUNS_ON.search(text, max(begin, at - 12), at):
        return False
    line = text[max(begin, text.rfind("\n", begin, at) + 1) : at]
    return _BARE_FIGURE.fullmatch(line) is None


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence, in pieces where it is too long to be one."""
    while end - start > _MOST_CHARS:
        space = text.rfind(" ", start + _MOST_CHARS // 2, start + _MOST_CHARS)
        cut = space if space > 0 else start + _MOST_CHARS
        if span := _trimmed(text, start, cut):
            yield span
        start = cut
    if span := _trimmed(text, start, end):
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
