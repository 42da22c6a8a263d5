"""Tells a review that is copied from a site of reviews from what is looked for there: “Trustpilot: “…””."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from auditor.model.span import Span
    from auditor.text.phrases import PhraseSet

STORY_WORDS = 4
"""Shorter words are a review only beside a score: “Worth every rand.”"""

_RATING = regex.compile(r"\b[1-5](?:[.,]\d{1,2})?\s?/\s?5\b|[★⭐]")
_STATED = regex.compile(r"[.!…]\W*$")
_SEARCHED = regex.compile(r"^\W*\p{Ll}")
"""What is typed into a search begins small: “opening hours near me”."""


@dataclass(frozen=True)
class ReviewSites:
    """What sites of reviews are called, before a colon."""

    names: PhraseSet

    def lead_in(self, around: str) -> bool:
        """Whether all that stands around a quotation is where it comes from."""
        return around.endswith(":") and self.names.first(around) is not None

    def is_review(self, text: str, block: Span, words: str) -> bool:
        """Whether a quotation says something of the offer: beside a score, or as a sentence of some length."""
        if _SEARCHED.match(words):
            return False
        is_rated = _RATING.search(text, block.start, block.end) is not None
        is_long = len(words.split()) >= STORY_WORDS
        return _STATED.search(words) is not None and (is_rated or is_long)
