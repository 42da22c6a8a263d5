"""Tells a figure about the promoter's own results from one about a disease or somebody else's study."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.model.analysis import Grade, SupportKind
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.names import names_pattern

if TYPE_CHECKING:
    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

_SHORT_WORDS = 7
"""A counter, heading or row without a subject speaks of the page's own results."""
_SUBJECTLESS = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.TABLE_ROW,
        BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
        BlockKind.TITLE,
        BlockKind.DESCRIPTION,
    }
)


@dataclass(frozen=True)
class OwnFigures:
    """Judges the sentences of one document."""

    document: Document
    promoter: Promoter
    names: regex.Pattern[str] | None
    own: regex.Pattern[str]
    results: regex.Pattern[str]
    strong: regex.Pattern[str]

    def speaks_of_results(self, sentence: Sentence) -> bool:
        """Whether the sentence tells how the promoter's own patients fare."""
        text = sentence.span.of(self.document.text)
        if not self.promoter.is_selling or not self.results.search(text) or self._is_somebody_elses(sentence):
            return False
        if self.speaks_of_itself(sentence):
            return True
        return (
            bool(self.strong.search(text))
            and len(text.split()) <= _SHORT_WORDS
            and self._is_short_block(sentence)
        )

    def speaks_of_itself(self, sentence: Sentence) -> bool:
        """Whether the sentence says "we" or "our", or names the promoter or what it offers."""
        text = sentence.span.of(self.document.text)
        return bool(self.own.search(text) or (self.names is not None and self.names.search(text)))

    def _is_short_block(self, sentence: Sentence) -> bool:
        return self.document.blocks[sentence.block].kind in _SUBJECTLESS

    def _is_somebody_elses(self, sentence: Sentence) -> bool:
        """Whether a mark, link or named body stands behind the figure, or an unnamed study is its subject."""
        if sentence.evidence.grade.rank >= Grade.LINKED.rank:
            return True
        return any(s.kind is SupportKind.UNNAMED_AUTHORITY for s in sentence.evidence.supports)


def own_figures(document: Document, promoter: Promoter, lexicon: Lexicon) -> OwnFigures:
    """Return the judge for a document."""
    names = names_pattern((*promoter.names, *promoter.offers))
    return OwnFigures(document, promoter, names, *_patterns(lexicon))


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    return (
        _whole_words(lexicon.words("own-result-owners")),
        _whole_words(lexicon.words("own-result-words")),
        _whole_words(lexicon.words("own-result-strong")),
    )


def _whole_words(words: tuple[str, ...]) -> regex.Pattern[str]:
    parts = "|".join(regex.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return regex.compile(rf"(?<![\w’'])(?:{parts})(?!\w)", regex.IGNORECASE)
