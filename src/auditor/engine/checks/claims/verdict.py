"""Decides whether words of supremacy are a claim: what they are said of, how, and whether anything supports them.

Each function answers one question of a reviewer and names the sentence of the ledger when the answer clears the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claims.page import Owner
from auditor.engine.checks.claims.words import Head
from auditor.model.analysis import Grade
from auditor.model.span import Span
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from auditor.engine.checks.claim import Family
    from auditor.engine.checks.claims.page import Page
    from auditor.engine.checks.claims.subject import Claimed
    from auditor.model.analysis import Sentence
    from auditor.text.phrases import PhraseSet

INNER_CAPITAL = regex.compile(r"\p{L}*\p{Ll}\p{Lu}\p{Ll}+")
NAME_INSIDE = regex.compile(r"\p{Lu}\p{Ll}+ (?P<name>\p{Lu}\p{Ll}+) \p{Ll}")

ARTICLE_CHARS = 30
"""How far before a word its article may stand ("the single most …")."""


def whole_degree(page: Page, start: int, end: int) -> Span:
    """The words of a match, with what is tied to a degree: "longest-running", "best-read"."""
    tied = page.vocabulary.grammar.tied.match(page.text, end)
    return Span(start, tied.end() if tied else end)


def covers(page: Page, sentence: Sentence, trigger: Span, phrases: PhraseSet) -> bool:
    """Whether one of the phrases holds the beginning of the trigger."""
    span = sentence.span
    found = phrases.find(page.text, span.start, span.end, page.keys(sentence))
    return any(m.start <= trigger.start < m.end for m in found)


def spans_statements(page: Page, start: int, end: int) -> bool:
    """Whether what is denied ends before the comparison begins: "No method removes a scar, and dark skin needs gentler"."""
    return page.vocabulary.grammar.denied_before.match(page.text, start, end) is not None


def is_coined(page: Page, trigger: Span) -> bool:
    """Whether a word is written as only names are, with a capital inside it: "SoberNest"."""
    word = trigger.of(page.text)
    return INNER_CAPITAL.fullmatch(word) is not None


def is_superlative(
    page: Page, sentence: Sentence, trigger: Span, family: Family, claimed: Claimed, bare: frozenset[str]
) -> bool:
    """Whether the words are a superlative at all: "the most advanced", not "most clinics" or "leading to"."""
    before = max(sentence.span.start, trigger.start - ARTICLE_CHARS)
    if family.article == "definite":
        definite = page.vocabulary.grammar.definite_before
        if claimed.is_definite or definite.search(page.text, before, trigger.start) is not None:
            return True
        return claimed.is_fragment and claimed.head.is_offer and claimed.is_first
    if family.article == "any" and not _has_article(page, before, trigger, claimed):
        return _stands_without(page, trigger, claimed, bare)
    return claimed.head.is_offer if family.before_noun else True


def _has_article(page: Page, before: int, trigger: Span, claimed: Claimed) -> bool:
    if claimed.is_definite is not None:
        return claimed.is_definite
    grammar = page.vocabulary.grammar
    pattern = grammar.most_before if _is_most(page, trigger) else grammar.superlative_before
    return pattern.search(page.text, before, trigger.start) is not None


def _is_most(page: Page, trigger: Span) -> bool:
    return trigger.of(page.text).casefold().startswith(page.vocabulary.grammar.most)


def _stands_without(page: Page, trigger: Span, claimed: Claimed, bare: frozenset[str]) -> bool:
    """Whether a superlative without an article is one all the same: in a slogan, or of the promoter's own."""
    if _is_name_inside(page, trigger):
        return False
    if claimed.is_fragment or claimed.is_inviting:
        return not _is_most(page, trigger) or last_word(page.text, trigger) in bare
    if _is_most(page, trigger):
        return False
    if claimed.owner is Owner.OWN and claimed.head.is_house and not claimed.is_owned_after:
        return True
    return claimed.head is Head.CARE and claimed.is_first


def _is_name_inside(page: Page, trigger: Span) -> bool:
    """Whether a word has the capital of a name in running text: "Stiftung Warentest examined six lamps"."""
    text = page.text
    around = NAME_INSIDE.match(text, text.rfind(" ", 0, max(0, trigger.start - 1)) + 1)
    return around is not None and around.start("name") == trigger.start


def last_word(text: str, trigger: Span) -> str:
    """The last word of a trigger: the adjective behind "most"."""
    return trigger.of(text).casefold().rsplit(maxsplit=1)[-1]


def said_of_another(
    page: Page, trigger: Span, family: Family, claimed: Claimed, neutral: frozenset[str]
) -> str | None:
    """Pass what is said of medicine, of somebody else, or of everyday things."""
    if _is_most(page, trigger) and last_word(page.text, trigger) in neutral:
        return "clinical"
    if claimed.owner is Owner.OTHER:
        return "other-party"
    if claimed.is_natural:
        return "general"
    if claimed.owner is Owner.READER and family.needs != "stated":
        return "everyday"
    if family.needs == "offer" and claimed.owns_directly:
        return None
    reason = _by_noun(family, claimed)
    is_whatever = family.of_anything and claimed.owner is Owner.OWN
    return None if reason == "everyday" and is_whatever else reason


def _by_noun(family: Family, claimed: Claimed) -> str | None:
    """Pass what the noun itself puts outside the offer."""
    if claimed.is_for_sale and claimed.head in {Head.EVERYDAY, Head.CLINICAL}:
        return None
    if claimed.head is Head.EVERYDAY and not _is_put_forward(family, claimed):
        return "everyday"
    if claimed.head is Head.CLINICAL or (claimed.subject is Head.CLINICAL and not _is_apposed(claimed)):
        return "clinical"
    is_sold = claimed.is_own_predicate or (family.needs == "offer" and claimed.is_fragment)
    return "clinical" if claimed.head is Head.REMEDY and not is_sold else None


def _is_apposed(claimed: Claimed) -> bool:
    """Whether the noun stands beside its subject and tells what that is ("the group, a leader in heart surgery")."""
    return claimed.head.is_house and not claimed.is_predicate


def _is_put_forward(family: Family, claimed: Claimed) -> bool:
    """Whether the everyday noun is what the offer is said to be ("our plan is the fastest way")."""
    strong = family.needs == "offer" and (claimed.is_inviting or claimed.is_fragment)
    return claimed.is_own_predicate or strong


def is_claim(page: Page, sentence: Sentence, family: Family, claimed: Claimed) -> bool:
    """Whether the thing is the promoter's, or the way it is put makes it so."""
    owned = claimed.owner is Owner.OWN and not (family.owned_before and claimed.is_owned_after)
    if not page.is_selling:
        return owned and (page.has_name or page.names_offer(sentence.span))
    if owned or family.needs == "offer":
        return True
    if family.needs == "stated":
        return _offer_is_near(page, sentence, claimed)
    return _reads_as_claim(family, claimed)


def _reads_as_claim(family: Family, claimed: Claimed) -> bool:
    """Whether open words without an owner claim something by a scope, an invitation or as a slogan."""
    if claimed.has_scope and claimed.is_fragment:
        return claimed.head is not Head.EVERYDAY
    if claimed.head is Head.CARE and claimed.is_first:
        return True
    if claimed.has_scope and claimed.is_said_of_something and _may_be_offer(claimed):
        return True
    if claimed.is_inviting:
        return claimed.head.is_offer or claimed.has_scope
    if family.any_slogan and claimed.is_fragment:
        return claimed.head.is_offer
    return claimed.is_fragment and claimed.head.is_house


def _may_be_offer(claimed: Claimed) -> bool:
    """Whether the noun names an offer, or nothing known of which the subject is not medicine's either."""
    if claimed.head.is_offer or claimed.is_for_sale:
        return True
    return (
        claimed.head is Head.UNKNOWN and claimed.is_predicate and claimed.subject in {Head.UNKNOWN, Head.NONE}
    )


def _offer_is_near(page: Page, sentence: Sentence, claimed: Claimed) -> bool:
    span = sentence.span
    if page.is_own(span.start, span.end) or claimed.head.is_offer or page.names_offer(span):
        return True
    if claimed.has_scope:
        return True
    return page.stands_by_offer(sentence)


def supported(sentence: Sentence) -> str | None:
    """Pass what a link or a mark that resolves supports."""
    return "cited" if sentence.evidence.grade in {Grade.LINKED, Grade.REFERENCED} else None
