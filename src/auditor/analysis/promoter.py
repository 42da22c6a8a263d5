"""Finds who is selling what: the promoter's names, its own method names, hosts and telephone numbers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.analysis.promoter_contacts import (
    host_words,
    label_of,
    mentioned_hosts,
    own_hosts,
    page_host,
    telephones,
)
from auditor.analysis.promoter_names import name_words, names_of
from auditor.analysis.promoter_offers import offer_words, offers_of
from auditor.model.analysis import Promoter
from auditor.text import late_regex as regex
from auditor.text.phrases import PhraseSet, compile_phrases, words_of

if TYPE_CHECKING:
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

SELLING_CHARS = 12_000
"""An offer shows itself within this many characters from either end of a document."""

SHORT_TEXT_WORDS = 120
"""A text shorter than this is a draft or an advertisement: it needs no call to action to count as selling."""

MANY_TIMES_I = 5
"""A page under the name of a business on which somebody says "I" or "my" this often is a practitioner's own."""

_FIRST_PERSON = {
    "en": regex.compile(r"\b(?:we|our|ours|us)\b", regex.IGNORECASE),
    "es": regex.compile(r"\b(?:nosotr[oa]s|nuestr[oa]s?|\p{L}{3,}[aei]mos)\b", regex.IGNORECASE),
}
_OF_ONE = {
    "en": regex.compile(r"\b(?:I|[Mm]y|me)\b"),
    "es": regex.compile(r"\b(?:yo|mis?|conmigo)\b", regex.IGNORECASE),
}


def identify(document: Document, lexicon: Lexicon) -> Promoter:
    """Identify the promoter from title, structured data, contact blocks and headings."""
    words, hosts = name_words(lexicon), host_words(lexicon)
    mentioned = mentioned_hosts(document, hosts)
    labels = [label_of(h) for h in (page_host(document), *mentioned) if h]
    names = names_of(document, labels, words)
    return Promoter(
        names=names,
        offers=offers_of(document, names, words, offer_words(lexicon)),
        hosts=own_hosts(document, names, mentioned),
        telephones=telephones(document),
        is_selling=not hosts.is_public(page_host(document)) and _offers_something(document, lexicon, names),
    )


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> tuple[PhraseSet, PhraseSet]:
    return (
        compile_phrases(lexicon.words("selling-cues"), lexicon.lists),
        compile_phrases(lexicon.words("impartial-cues"), lexicon.lists),
    )


def _offers_something(document: Document, lexicon: Lexicon, names: tuple[str, ...]) -> bool:
    """Whether the page offers something of its own; a law, ruling, agency leaflet or news report does not."""
    text = (
        document.text
        if len(document.text) <= 2 * SELLING_CHARS
        else document.text[:SELLING_CHARS] + document.text[-SELLING_CHARS:]
    )
    selling, impartial = _cues(lexicon)
    offers, reports = _count(selling, text), _count(impartial, text)
    if reports > max(offers, 1):
        return False
    if offers > 1 or document.words <= SHORT_TEXT_WORDS:
        return True
    if len(_FIRST_PERSON.get(lexicon.language, _FIRST_PERSON["en"]).findall(text)) > 1:
        return offers > 0 or bool(names)
    return len(_OF_ONE.get(lexicon.language, _OF_ONE["en"]).findall(text)) >= MANY_TIMES_I and _is_business(
        names, lexicon
    )


def _is_business(names: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether one of the names says what kind of business it is: "Rowan Osteopathy"."""
    words = frozenset(lexicon.words("business-words"))
    return any(word in words for name in names for word in name.casefold().split())


def _count(phrases: PhraseSet, text: str) -> int:
    """Count distinct cues, so that one sentence said twice does not outweigh the rest."""
    return sum(next(phrase.find(text), None) is not None for phrase in phrases.candidates(words_of(text)))
