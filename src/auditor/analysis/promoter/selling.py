"""Tells whether a page offers something of its own; a law, ruling, agency leaflet or news report does not.

Who has a page audited asks whether its claims stand. So it is taken to sell unless a public body, a charity, a reporter or a
journal is seen to speak: many real pages ask nobody to book and never say "we" in the part at hand, but praise a method, and
sell by that.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from auditor.text import late_regex as regex
from auditor.text.alternatives import any_word, one_of
from auditor.text.phrases import PhraseSet, compile_phrases, words_of

if TYPE_CHECKING:
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

SELLING_CHARS = 12_000
"""An offer shows itself within this many characters from either end of a document."""

SHORT_TEXT_WORDS = 120
"""A text shorter than this is a draft or an advertisement."""

MANY_TIMES_I = 5
"""A page under the name of a business on which somebody says "I" or "my" this often is a practitioner's own."""


class _Cues(NamedTuple):
    """By what a page sells, by what it reports, and how it speaks of itself."""

    offers: PhraseSet
    reports: PhraseSet
    we: regex.Pattern[str]
    i: regex.Pattern[str]
    business: frozenset[str]


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> _Cues:
    return _Cues(
        offers=compile_phrases(lexicon.words("selling-cues"), lexicon.lists),
        reports=compile_phrases(lexicon.words("impartial-cues"), lexicon.lists),
        we=any_word(lexicon.words("we-words")),
        i=regex.compile(rf"\b{one_of(lexicon.words('i-words'))}\b"),
        business=frozenset(lexicon.words("business-words")),
    )


def is_selling(document: Document, lexicon: Lexicon, names: tuple[str, ...]) -> bool:
    """Whether the page offers something of its own. `names` are the promoter's, as far as they are known."""
    text, cues = _ends(document.text), _cues(lexicon)
    offers, reports = _count(cues.offers, text), _count(cues.reports, text)
    if reports > max(offers, 1):
        return False
    return not reports or offers > 0 or document.words <= SHORT_TEXT_WORDS or _speaks(cues, names, text)


def _speaks(cues: _Cues, names: tuple[str, ...], text: str) -> bool:
    """Whether a house or a practitioner is heard to speak: "we" under a name, or "I" under that of a business."""
    if len(cues.we.findall(text)) > 1:
        return bool(names)
    is_business = any(word in cues.business for name in names for word in name.casefold().split())
    return is_business and len(cues.i.findall(text)) >= MANY_TIMES_I


def _ends(text: str) -> str:
    return text if len(text) <= 2 * SELLING_CHARS else text[:SELLING_CHARS] + text[-SELLING_CHARS:]


def _count(phrases: PhraseSet, text: str) -> int:
    """Count distinct cues, so that one sentence said twice does not outweigh the rest."""
    return sum(next(phrase.find(text), None) is not None for phrase in phrases.candidates(words_of(text)))
