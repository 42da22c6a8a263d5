"""Finds the words that say who answers for a page and since when, and how far what they say reaches.

“Reviewed by” is such a word in “Reviewed by Dr Lim”, in “This leaflet was reviewed by Dr Lim” and behind a stroke or a
dot on a line of such things; in “Each plan is reviewed by Dr Lim” it speaks of something else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Role
from auditor.model.span import Span
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.model.analysis import Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import PhraseSet

REACH = 130
"""Code points after a cue in which its date stands: a name with titles and posts comes between."""
NEXT_BLOCKS = 2
"""Blocks after one that ends in a cue (“Medical reviewer”) in which the name or date may stand."""
DATE_WORDS = 5
SHORT_WORDS = 14
"""A longer block is text again."""

AHEAD = "next-review-cues"
"""Words that speak of a review to come; those that overlap them speak of none that was."""

IN_REFERENCES = frozenset({"reviewer-cues", "review-date-cues", AHEAD})
"""Words that no entry of a reference list begins a sentence with."""

KINDS = (
    "reviewer-cues",
    "author-cues",
    "maker-cues",
    "review-date-cues",
    "update-cues",
    "publication-date-cues",
    AHEAD,
)

_STROKES = regex.compile(r"[|·•–—\n✓✔]|\s-\s")
"""What parts the pieces of a byline from one another."""
_PLAIN_WORD = regex.compile(r"\b\p{Ll}{3,}\b")
_WORD = regex.compile(r"\p{L}[\p{L}'’]*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of a byline: its kind, the span of the words, and where what it says ends."""

    kind: str
    span: Span
    end: int


class Bylines:
    """The cues of one document, by kind, in reading order."""

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon
        self._ends = frozenset({"", *lexicon.words("byline-ends")})
        found = [cue for s in sentences for cue in self._cues_of(s) if _may_stand(s, cue)]
        ahead = [cue.span for cue in found if cue.kind == AHEAD]
        found = [c for c in found if c.kind == AHEAD or not any(c.span.overlaps(a) for a in ahead)]
        starts = sorted({cue.span.start for cue in found})
        self._cues: Mapping[str, list[Cue]] = {
            kind: [self._bounded(c, starts) for c in found if c.kind == kind] for kind in KINDS
        }

    def of(self, *kinds: str) -> Iterator[Cue]:
        """Yield the cues of some kinds, one kind after the other."""
        for kind in kinds:
            yield from self._cues[kind]

    def places(self, cue: Cue) -> Iterator[Span]:
        """Yield where the cue's name or date can stand: behind it, and under it when its block ends there."""
        yield Span(cue.span.end, cue.end)
        blocks = self._document.blocks
        block = self._document.block_at(cue.span.start)
        rest = self._document.text[cue.span.end : block.span.end] if block else ""
        if block is None or rest.casefold().strip(" :–—\n") not in self._ends:
            return
        for other in blocks[block.index + 1 : block.index + 1 + NEXT_BLOCKS]:
            if len(other.span.of(self._document.text).split()) > SHORT_WORDS:
                return
            yield other.span

    def line_under(self, cue: Cue) -> Span | None:
        """The next block, when it is hardly longer than a date."""
        block = self._document.block_at(cue.span.start)
        if block is None or block.index + 1 == len(self._document.blocks):
            return None
        under = self._document.blocks[block.index + 1].span
        return under if len(under.of(self._document.text).split()) <= DATE_WORDS else None

    def _cues_of(self, sentence: Sentence) -> Iterator[Cue]:
        text, span = self._document.text, sentence.span
        keys = words_of(span.of(text))
        lexicon = self._lexicon.of(sentence.language)
        for kind in KINDS:
            for match in _longest(phrases(lexicon, kind), text, span, keys):
                if _is_of_the_page(text[span.start : match.start], lexicon):
                    yield Cue(kind, match, span.end)

    def _bounded(self, cue: Cue, starts: list[int]) -> Cue:
        """Let a cue reach to the next one, not beyond its block."""
        block = self._document.block_at(cue.span.start)
        end = min(block.span.end if block else cue.end, cue.span.end + REACH)
        return Cue(cue.kind, cue.span, next((s for s in starts if cue.span.end <= s < end), end))


def _may_stand(sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue can be one of the page's: a last reference often runs on into “Reviewed by …”, never into “published”."""
    if sentence.role is not Role.REFERENCE:
        return True
    return cue.kind in IN_REFERENCES and cue.span.start == sentence.span.start


def _is_of_the_page(before: str, lexicon: Lexicon) -> bool:
    """Whether what stands before a cue in its sentence leaves it to speak of the page."""
    filling = frozenset(lexicon.words("byline-words"))
    piece = _STROKES.split(before)[-1]
    if _is_filling(piece, filling) or phrases(lexicon, "page-nouns").first(piece):
        return True
    if not _is_filling(_commas(lexicon).split(piece)[-1], filling):
        return False
    return not _PLAIN_WORD.search(piece) or any(phrases(lexicon, kind).first(piece) for kind in KINDS)


@lru_cache(maxsize=4)
def _commas(lexicon: Lexicon) -> regex.Pattern[str]:
    """Return what may part the pieces of a byline, and stands in every sentence too."""
    joints = one_of(lexicon.words("byline-joints"))
    return regex.compile(rf"[;:/]|[.!?]\s|,\s|\b{joints}\b", regex.IGNORECASE)


def _is_filling(piece: str, filling: frozenset[str]) -> bool:
    """Whether a piece says nothing of what was reviewed: it is empty, or “this last” and the like."""
    return all(word.casefold() in filling for word in _WORD.findall(piece))


def _longest(cues: PhraseSet, text: str, span: Span, keys: frozenset[str]) -> list[Span]:
    """Matches that do not overlap, the longest first to be kept."""
    kept: list[Span] = []
    for match in sorted(
        cues.find(text, span.start, span.end, keys), key=lambda m: (m.start - m.end, m.start)
    ):
        found = Span(match.start, match.end)
        if not any(found.overlaps(k) for k in kept):
            kept.append(found)
    return sorted(kept)
