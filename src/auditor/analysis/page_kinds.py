"""Tells what kind of page a document is: an article that explains, an offer, a product page, a price list, a contact page, a notice.

What is owed differs: an article on an illness names who reviewed it, a list of opening hours does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.analysis.vocabulary import phrases
from auditor.model.analysis import Page, PageKind, Role
from auditor.model.document import BlockKind, Region
from auditor.text.phrases import words_of

if TYPE_CHECKING:
    from auditor.model.analysis import Promoter, Sentence
    from auditor.model.document import Document
    from auditor.model.lexicon import Lexicon

PROSE_WORDS = 6
"""A shorter sentence is a label, a heading or a slogan, not prose."""
NOTICE_WORDS = 170
"""So little prose is a flyer, an advertisement or a teaser, not a page that explains."""
EXPLAINING = ((6, 0.5), (10, 0.38))
"""Sentences that explain something of medicine in an article, at least, and the part they make of all prose."""
ARTICLE_WORDS = 120
"""A shorter text explains nothing at length."""
LISTED_SHARE = 0.4
"""The part of the blocks that prices, or contact lines, make of a list of such."""
LISTED_BLOCKS = 4
"""Fewer blocks are no list."""
PRODUCT_SIGNS = 3
"""Different signs of something that is sent or sold over a counter."""

_CONTENT = frozenset({Region.MAIN, Region.ASIDE})
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_ROW})
_UNCOUNTED = frozenset({BlockKind.TITLE, BlockKind.DESCRIPTION, BlockKind.ALT_TEXT, BlockKind.BUTTON})


def read(document: Document, sentences: tuple[Sentence, ...], promoter: Promoter, lexicon: Lexicon) -> Page:
    """Return the kind of page and how many of its sentences explain something of medicine."""
    prose = [s for s in sentences if _is_prose(document, s)]
    words = sum(len(s.span.of(document.text).split()) for s in prose)
    medical, explaining = _told(document, prose, lexicon)
    return Page(_kind(document, lexicon, promoter, words, len(prose), explaining), words, medical)


def _kind(
    document: Document, lexicon: Lexicon, promoter: Promoter, words: int, prose: int, explaining: int
) -> PageKind:
    if words >= ARTICLE_WORDS and any(
        explaining >= least and explaining >= share * prose for least, share in EXPLAINING
    ):
        return PageKind.ARTICLE
    listed = _listed(document, lexicon)
    if listed is not None:
        return listed
    if words < NOTICE_WORDS:
        return PageKind.NOTICE
    if promoter.is_selling and _signs(document, "product-cues", lexicon) >= PRODUCT_SIGNS:
        return PageKind.PRODUCT
    return PageKind.OFFER if promoter.is_selling else PageKind.OTHER


def _is_prose(document: Document, sentence: Sentence) -> bool:
    block = document.blocks[sentence.block]
    is_content = block.region in _CONTENT and block.kind in _PROSE
    return (
        is_content
        and sentence.role is Role.BODY
        and sentence.span.of(document.text).count(" ") >= PROSE_WORDS - 1
    )


def _told(document: Document, prose: list[Sentence], lexicon: Lexicon) -> tuple[int, int]:
    """How many sentences speak of medicine, and how many of these in no voice of business."""
    terms, offers = phrases(lexicon, "medical-terms"), phrases(lexicon, "offering-words")
    medical = explaining = 0
    for sentence in prose:
        start, end = sentence.span.start, sentence.span.end
        keys = words_of(document.text[start:end])
        if terms.first(document.text, start, end, keys):
            medical += 1
            explaining += offers.first(document.text, start, end, keys) is None
    return medical, explaining


def _listed(document: Document, lexicon: Lexicon) -> PageKind | None:
    """The kind of list a document is, when prices or contact lines make most of it."""
    blocks = [b for b in document.blocks if b.region in _CONTENT and b.kind not in _UNCOUNTED]
    if len(blocks) < LISTED_BLOCKS:
        return None
    contact = phrases(lexicon, "contact-cues")
    priced = reached = 0
    for block in blocks:
        text = block.span.of(document.text)
        priced += any(sign in text for sign in "£€$")
        reached += contact.first(text) is not None
    if priced >= LISTED_SHARE * len(blocks):
        return PageKind.PRICES
    return PageKind.CONTACT if reached >= LISTED_SHARE * len(blocks) else None


def _signs(document: Document, cues: str, lexicon: Lexicon) -> int:
    """Count distinct cues."""
    candidates = phrases(lexicon, cues).candidates(words_of(document.text))
    return sum(next(phrase.find(document.text), None) is not None for phrase in candidates)
