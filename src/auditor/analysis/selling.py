"""Tells whether a page offers something of its own; a law, ruling, agency leaflet or news report does not.

Offers show in what a page asks its reader to do ("book a visit") and in who speaks ("our surgeons"). Many real pages
do neither in the part at hand, and yet sell: their tone tells ("tired of wearing glasses?", "life-changing"), or a
price, or a name beside a single offer, or that
they begin with a treatment, a product or a provider and go on to speak to a customer, and no reporter, charity or
public body is seen to speak.
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
"""A text shorter than this is a draft or an advertisement: it needs no call to action to count as selling."""

MANY_TIMES_I = 5
"""A page under the name of a business on which somebody says "I" or "my" this often is a practitioner's own."""

MANY_TIMES_WE = 4
"""A page on health on which somebody says "we" or "our" this often speaks for a house, and no reporter is seen."""

ENOUGH_SIGNS = 2
"""Different signs of selling, by what is offered or by tone, that make a page one that sells."""

OPENING_CHARS = 300
"""Title and first words, in which a page says what it is about."""

_COINED = regex.compile(r"\p{Ll}\p{Lu}")
_SIGN = regex.compile(r"\s?[™®]")


class _Persons(NamedTuple):
    """By what a page speaks of itself and to its reader, and names a price."""

    we: regex.Pattern[str]
    i: regex.Pattern[str]
    reader: regex.Pattern[str]
    price: regex.Pattern[str]


@lru_cache(maxsize=4)
def _persons(lexicon: Lexicon) -> _Persons:
    codes, scales = one_of(lexicon.words("price-codes")), one_of(lexicon.words("no-price-scales"))
    return _Persons(
        we=any_word(lexicon.words("we-words")),
        i=regex.compile(rf"\b{one_of(lexicon.words('i-words'))}\b"),
        reader=any_word(lexicon.words("reader-address")),
        price=regex.compile(rf"(?:[$£€₹]|\b{codes})\s?\d[\d.,]*+(?!\s?{scales})"),
    )


class _Cues(NamedTuple):
    """Phrases by which a page sells, by which it merely sounds like it, and by which it reports."""

    offers: PhraseSet
    tone: PhraseSet
    reports: PhraseSet
    treatments: PhraseSet
    """What can be on offer: a page that begins with it tells of treatment, not of an illness."""


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> _Cues:
    names = ("selling-cues", "selling-tone", "impartial-cues", "selling-subjects")
    return _Cues(*(compile_phrases(lexicon.words(name), lexicon.lists) for name in names))


def is_impartial(document: Document, lexicon: Lexicon) -> bool:
    """Whether a page plainly informs and sells nothing: a public body, a charity, a reporter or a journal is seen to speak.

    Nor does an encyclopedia speak to anybody. Of a page that is neither this nor sells, nobody can tell: what it promises
    is a promise.
    """
    text = _ends(document.text)
    offers, reports = _weighed(document, lexicon)
    if reports:
        return reports > max(offers, 1) or offers == 0
    persons = _persons(lexicon)
    return offers == 0 and persons.reader.search(text) is None and persons.we.search(text) is None


def is_selling(
    document: Document, lexicon: Lexicon, names: tuple[str, ...], offers_by_name: tuple[str, ...] = ()
) -> bool:
    """Whether the page offers something of its own.

    `names` are the promoter's, `offers_by_name` those of what it sells, as far as they are known.
    """
    text = _ends(document.text)
    cues, persons = _cues(lexicon), _persons(lexicon)
    offers, reports = _weighed(document, lexicon)
    if reports > max(offers, 1):
        return False
    if offers > 1 or document.words <= SHORT_TEXT_WORDS:
        return True
    signs = offers + _count(cues.tone, text)
    if not reports and (
        signs >= ENOUGH_SIGNS
        or (_opens_with_offer(cues, text) and _speaks_to(text, signs, persons))
        or (offers and names)
        or persons.price.search(text)
    ):
        return True
    if not reports and _is_branded(offers_by_name, text) and _speaks_to(text, signs, persons):
        return True
    return _speaks_for_itself(lexicon, names, text, has_offer=offers > 0, is_reporting=reports > 0)


def _speaks_for_itself(
    lexicon: Lexicon, names: tuple[str, ...], text: str, *, has_offer: bool, is_reporting: bool
) -> bool:
    """Whether a house or a practitioner is heard to speak: "we", or "I" of somebody who offers something."""
    persons = _persons(lexicon)
    spoken = len(persons.we.findall(text))
    if spoken >= MANY_TIMES_WE and not is_reporting:
        return True
    if spoken > 1:
        return has_offer or bool(names)
    is_offering = (has_offer and _speaks_to(text, 0, persons)) or _is_business(names, lexicon)
    return is_offering and len(persons.i.findall(text)) >= MANY_TIMES_I


def _weighed(document: Document, lexicon: Lexicon) -> tuple[int, int]:
    """How many signs of an offer and how many of a report stand in a document."""
    text, cues = _ends(document.text), _cues(lexicon)
    return _count(cues.offers, text), _count(cues.reports, text)


def _opens_with_offer(cues: _Cues, text: str) -> bool:
    """Whether the page begins with what somebody can sell, and nobody else is seen to speak."""
    return cues.treatments.first(text[:OPENING_CHARS]) is not None


def _speaks_to(text: str, signs: int, persons: _Persons) -> bool:
    """Whether it goes on as sellers do: with a sign of selling, or speaking to a reader; an encyclopedia does neither."""
    return signs > 0 or len(persons.reader.findall(text)) > 1


def _is_branded(offers: tuple[str, ...], text: str) -> bool:
    """Whether it names a thing as only its maker would: "SpringSync", "Aria™"."""
    return any(
        _COINED.search(offer) or regex.search(rf"{regex.escape(offer)}{_SIGN.pattern}", text)
        for offer in offers
    )


def _ends(text: str) -> str:
    return text if len(text) <= 2 * SELLING_CHARS else text[:SELLING_CHARS] + text[-SELLING_CHARS:]


def _is_business(names: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether one of the names says what kind of business it is: "Rowan Osteopathy"."""
    words = frozenset(lexicon.words("business-words"))
    return any(word in words for name in names for word in name.casefold().split())


def _count(phrases: PhraseSet, text: str) -> int:
    """Count distinct cues, so that one sentence said twice does not outweigh the rest."""
    return sum(next(phrase.find(text), None) is not None for phrase in phrases.candidates(words_of(text)))
