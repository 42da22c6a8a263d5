"""Lays the quotations of a document end to end: marked ones, over several blocks if need be, and set-off quotes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.model.document import BlockKind
from auditor.model.span import Span
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.quotation import quotations, resumes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.document import Block, Document
    from auditor.model.lexicon import Lexicon

MOST_BLOCKS = 6
"""Blocks that one quotation may run over; a mark still open after that was never closed."""

POSTED_BLOCKS = 2
"""A posted comment has so many paragraphs at most."""

SHORT_STORY_WORDS = 60
"""What a first name alone signs is no longer; longer ones are letters and articles."""

TAIL_CHARS = 100
"""A signature at the end of a paragraph is shorter than this."""

_DASHED_TAIL = regex.compile(r"\s*(?:\n\s*|[.!?…\s]\s*)(?:[—–―]|-{1,2})\s*[^\s—–―][^—–―\n]{0,88}$")
_DASHED_LINE = regex.compile(r"^\s*(?:[—–―]|-{1,2})\s*\S")
_SIGNABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_BARRIERS = frozenset({BlockKind.HEADING, BlockKind.TABLE_ROW, BlockKind.TABLE_HEADER, BlockKind.BUTTON})


class Signatures(NamedTuple):
    """How people sign what they say, in the words of a lexicon."""

    signed_tail: regex.Pattern[str]
    lone_name_tail: regex.Pattern[str]
    poster: regex.Pattern[str]
    """Above a comment: a first name, an initial, and how long ago it was posted. A full name signs an article."""


@lru_cache(maxsize=4)
def signatures(lexicon: Lexicon) -> Signatures:
    """Read the lists once a process."""
    titles, ages = lexicon.words("signed-no-title"), one_of(lexicon.words("signed-age"))
    no_names = one_of((*titles, *lexicon.words("signed-no-name")))
    counts, units, ago = (one_of(lexicon.words(f"posted-{name}")) for name in ("counts", "units", "ago"))
    return Signatures(
        signed_tail=regex.compile(
            rf"\s*[(\[—–―~-]{{1,2}}\s*(?!{one_of(titles)}\b)"
            rf"(?:\p{{Lu}}\p{{Ll}}+(?:\s\p{{Lu}}[\p{{L}}.'’]*)?,\s(?:{ages}\s)?\d{{2}}(?=[,)\]\s]|$)"
            r"|(?:\p{Lu}\.\s?){1,2},\s\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+\s\p{Lu}\.,\s\p{Lu}\p{Ll}+)(?:,\s[^()\[\]—–―.!?\n]{0,40})?[)\]]?\s*$"
        ),
        lone_name_tail=regex.compile(
            rf"\s+(?:[—–―]|-{{1,2}})\s?(?!{no_names}\b)\p{{Lu}}\p{{Ll}}+(?:\s\p{{Lu}}\.?)?"
            r"(?:,\s\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?)?\s*$"
        ),
        poster=regex.compile(
            rf"^\W*\p{{Lu}}\p{{Ll}}+(?:\s\p{{Lu}}\.?)?\W+(?:\d{{1,2}}|{counts})\s{units}s?\.?\s{ago}\W*$"
        ),
    )


def find(document: Document, signs: Signatures) -> tuple[tuple[Span, Block], ...]:
    """Return every quotation, marks included, with the block in which it ends, in reading order."""
    found: list[tuple[Span, Block]] = []
    open_at, mark = 0, ""
    blocks_open = 0
    for block in document.blocks:
        here = quotations(document.text, block.span.start, block.span.end, mark)
        if mark and here.closed_at is not None:
            found.append((Span(open_at, here.closed_at), block))
        found.extend((span, block) for span in here.spans)
        if not mark and not here.spans and here.opened_at is None:
            found.extend(
                _set_off(document, block)
                if block.kind is BlockKind.QUOTE
                else _unmarked(document, block, signs)
            )
        still_open = here.opened_at is not None
        starts_here = still_open and not (
            mark and here.closed_at is None and here.opened_at == block.span.start
        )
        open_at, blocks_open = (here.opened_at or 0, 0) if starts_here else (open_at, blocks_open + 1)
        mark = here.mark if still_open else ""
        if mark and (blocks_open >= MOST_BLOCKS or not _goes_on(document, block, mark)):
            found.append((Span(open_at, block.span.end), block))
            mark = ""
    return tuple(found)


def _goes_on(document: Document, block: Block, mark: str) -> bool:
    if block.index + 1 >= len(document.blocks):
        return False
    after = document.blocks[block.index + 1]
    return after.kind not in _BARRIERS and resumes(document.text, after.span.start, after.span.end, mark)


def _unmarked(document: Document, block: Block, signs: Signatures) -> Iterator[tuple[Span, Block]]:
    """Yield a paragraph without marks that somebody has posted or signed."""
    if block.kind in _SIGNABLE and _is_posted(document, block, signs):
        yield block.span, block
    else:
        yield from _signed(document, block, signs)


def _is_posted(document: Document, block: Block, signs: Signatures) -> bool:
    """Whether the line above, or above the paragraph before, says who posted it and how long ago."""
    if signs.poster.match(block.span.of(document.text)):
        return False
    for above in reversed(document.blocks[max(0, block.index - POSTED_BLOCKS) : block.index]):
        if above.kind not in _SIGNABLE:
            return False
        if signs.poster.match(above.span.of(document.text)):
            return True
    return False


def _signed(document: Document, block: Block, signs: Signatures) -> Iterator[tuple[Span, Block]]:
    """Yield a paragraph without marks that is signed with a name and an age, with initials and a place, or a short one with a name."""
    if block.kind not in _SIGNABLE:
        return
    words = block.span.of(document.text)
    near = max(0, len(words) - TAIL_CHARS)
    tail = signs.signed_tail.search(words, near)
    if tail is None and len(words.split()) <= SHORT_STORY_WORDS:
        tail = signs.lone_name_tail.search(words, near)
    if tail and tail.start() and words[: tail.start()].rstrip()[-1:] in {".", "!", "?", "…"}:
        yield Span(block.span.start, block.span.start + tail.start()), block


def _set_off(document: Document, block: Block) -> Iterator[tuple[Span, Block]]:
    """Yield a set-off quotation without marks, less the line that names its speaker."""
    words = block.span.of(document.text)
    if _DASHED_LINE.match(words):
        return
    tail = _DASHED_TAIL.search(words)
    end = block.span.start + (tail.start() + 1 if tail and tail.start() else len(words))
    yield Span(block.span.start, end), block
