"""`claim`: words of supremacy, flagged when they are said of what the page promotes.

Example: "the most advanced clinic in Leeds" said by the clinic, but not "the most common side effect", nor the
same words in a patient's story, in a regulator's list, or under "we do not claim to be".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
import regex

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.claim_subject import Claimed, Owner, Page, claimed_about
from auditor.engine.checks.claim_voice import not_asserted
from auditor.engine.checks.claim_words import Head
from auditor.model.analysis import Grade, Role, Voice
from auditor.model.document import BlockKind
from auditor.model.finding import Outcome, Severity
from auditor.model.span import Span
from auditor.text.phrases import compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.text.phrases import Match, PhraseSet


class Needs(StrEnum):
    """What has to be there for the words of a family to be a claim."""

    OFFER = "offer"
    """Strong words: a claim unless they are said of medicine or of somebody else."""
    OWNER = "owner"
    """Open words: a claim when the thing is the promoter's, or a scope or slogan makes it so."""
    STATED = "stated"
    """Turns of phrase that state supremacy by themselves: the offer only has to be near."""


class Article(StrEnum):
    """What has to stand before a word to make it a superlative."""

    NONE = ""
    ANY = "any"
    DEFINITE = "definite"


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind: `lists` of phrases, what they need to be a claim, and the message to give.

    `article` words need one before them, or an owner or a slogan around them ("the best", not "most clinics");
    `before_noun` words count only before the name of something on offer ("top surgeons", not "top tips");
    `owned_before` words only when the owner is named before them ("we are the only …", not "the only … we know").
    """

    lists: list[str]
    needs: Needs
    message: str = ""
    article: Article = Article.NONE
    before_noun: bool = False
    owned_before: bool = False


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The families of words, and the contexts that change what they say.

    `unless` contexts mean nothing of the kind, `unless_unowned` only when the promoter is not the subject;
    `internal` degrees after "our" compare among its own; `neutral` words after "most" count; `bare` are
    those that praise even without "the"; `member` phrases make it one of several; `aspiring` ones an aim; `past`
    ones history; `subjective` words are matters of taste; `ranking` phrases speak of an award or a league.
    """

    families: dict[str, Family]
    unless: list[str] = []
    unless_unowned: list[str] = []
    internal: list[str] = []
    neutral: list[str] = []
    bare: list[str] = []
    member: list[str] = []
    aspiring: list[str] = []
    past: list[str] = []
    subjective: list[str] = []
    ranking: list[str] = []
    seeking: list[str] = []
    in_quotations: bool = False


ARTICLE_CHARS = 30
"""How far before a word its article may stand ("the single ...")."""

_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
_ONE_STEP = {
    Severity.CRITICAL: Severity.HIGH,
    Severity.HIGH: Severity.MEDIUM,
    Severity.MEDIUM: Severity.LOW,
    Severity.LOW: Severity.LOW,
}
_SHOUTED = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BUTTON, BlockKind.DESCRIPTION})


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the lists."""
    judge = _Judge.of(params, lexicon)

    def examine(subject: Subject) -> Iterator[Verdict]:
        page = Page.of(subject, lexicon)
        for sentence in subject.analysis.sentences:
            if sentence.role is Role.BODY:
                yield from judge.sentence(page, sentence)

    return examine


@dataclass(frozen=True)
class _Judge:
    """The rule, compiled."""

    words: PhraseSet
    families: dict[str, Family]
    unless: PhraseSet
    unless_unowned: PhraseSet
    internal: frozenset[str]
    neutral: frozenset[str]
    bare: frozenset[str]
    member: PhraseSet
    aspiring: PhraseSet
    past: PhraseSet
    subjective: PhraseSet
    ranking: PhraseSet
    seeking: PhraseSet

    @classmethod
    def of(cls, params: Params, lexicon: Lexicon) -> _Judge:
        def phrases(names: list[str]) -> PhraseSet:
            return compile_phrases([p for n in names for p in lexicon.words(n)], lexicon.lists)

        families: dict[str, Family] = {}
        for family in params.families.values():
            for source in (p for name in family.lists for p in lexicon.words(name)):
                families.setdefault(source, family)
        return cls(
            words=compile_phrases(families, lexicon.lists),
            families=families,
            unless=phrases(params.unless),
            unless_unowned=phrases(params.unless_unowned),
            internal=frozenset(w for n in params.internal for w in lexicon.words(n)),
            neutral=frozenset(w for n in params.neutral for w in lexicon.words(n)),
            bare=frozenset(w for n in params.bare for w in lexicon.words(n)),
            member=phrases(params.member),
            aspiring=phrases(params.aspiring),
            past=phrases(params.past),
            subjective=phrases(params.subjective),
            ranking=phrases(params.ranking),
            seeking=phrases(params.seeking),
        )

    def sentence(self, page: Page, sentence: Sentence) -> Iterator[Verdict]:
        """Judge every candidate of a sentence; words of one noun phrase are one claim."""
        flagged = Span(0, 0)
        for trigger, family in self._candidates(page, sentence):
            claimed = claimed_about(page, sentence, trigger)
            reason = self._reason_to_pass(page, sentence, trigger, family, claimed)
            if reason == "":
                continue
            if reason is not None:
                yield Pass(trigger, reason)
            elif trigger.start >= flagged.end:
                flagged = Span(trigger.start, max(trigger.end, claimed.phrase.end))
                yield self._flag(page, sentence, trigger, family, claimed)

    def _candidates(self, page: Page, sentence: Sentence) -> Iterator[tuple[Span, Family]]:
        span, keys = sentence.span, page.keys(sentence)
        taken = span.start
        for match in self.words.find(page.text, span.start, span.end, keys):
            if match.trigger_start >= taken:
                taken = match.trigger_end
                yield Span(match.trigger_start, match.trigger_end), self.families[match.phrase.source]

    def _reason_to_pass(
        self, page: Page, sentence: Sentence, trigger: Span, family: Family, claimed: Claimed
    ) -> str | None:
        """Why a candidate is no claim; None when it is one; empty when the words are not even a candidate."""
        if self._is_no_degree(page, sentence, trigger, family, claimed):
            return ""
        return (
            self._set_phrase(page, sentence, trigger, claimed)
            or not_asserted(page, sentence, trigger, self.seeking)
            or _said_of_another(page, trigger, family, claimed, self.neutral)
            or (None if _is_claim(page, sentence, trigger, family, claimed) else "general")
            or _supported(sentence)
        )

    def _is_no_degree(
        self, page: Page, sentence: Sentence, trigger: Span, family: Family, claimed: Claimed
    ) -> bool:
        """Whether "most" only counts ("most clinics"), or the word needs a noun and has none ("leading to")."""
        words = trigger.of(page.text).casefold().split()
        before = max(sentence.span.start, trigger.start - ARTICLE_CHARS)
        if family.article is Article.DEFINITE:
            return not _DEFINITE.search(page.text, before, trigger.start)
        if family.article is Article.ANY and not _ARTICLE.search(page.text, before, trigger.start):
            if words[0] == "most" and words[-1] not in self.bare:
                return True
            owned = claimed.owner is Owner.OWN and claimed.head.is_house and not claimed.is_owned_after
            return not (claimed.is_fragment or claimed.is_inviting or (owned and words[0] != "most"))
        return family.before_noun and not claimed.head.is_offer

    def _set_phrase(self, page: Page, sentence: Sentence, trigger: Span, claimed: Claimed) -> str | None:
        """Pass idioms, what is past, and what only compares among the promoter's own ("our largest clinic")."""
        span, keys = sentence.span, page.keys(sentence)
        sets = [self.unless] if claimed.is_own_predicate else [self.unless, self.unless_unowned]
        if any(
            m.start <= trigger.start < m.end
            for s in sets
            for m in s.find(page.text, span.start, span.end, keys)
        ):
            return "everyday"
        if any(m.start < trigger.start for m in self.past.find(page.text, span.start, trigger.end, keys)):
            return "past"
        if (
            claimed.owns_directly
            and not claimed.has_scope
            and not claimed.head.is_standing
            and trigger.of(page.text).casefold() in self.internal
        ):
            return "internal"
        return None

    def _flag(self, page: Page, sentence: Sentence, trigger: Span, family: Family, claimed: Claimed) -> Flag:
        span, keys = sentence.span, page.keys(sentence)
        outcome, message, severity = Outcome.VIOLATION, family.message, None

        def said(phrases: PhraseSet) -> bool:
            return phrases.first(page.text, span.start, trigger.end, keys) is not None

        if self.ranking.first(page.text, span.start, span.end, keys) and _YEAR.search(
            page.text, span.start, span.end
        ):
            outcome, message = Outcome.NEEDS_REVIEW, "ranking"
        elif sentence.evidence.grade is Grade.NAMED:
            outcome, message = Outcome.NEEDS_REVIEW, "named"
        elif said(self.aspiring):
            outcome, message = Outcome.NEEDS_REVIEW, "aspiring"
        elif not claimed.has_scope and self.subjective.first(page.text, trigger.start, trigger.end, keys):
            outcome, message = Outcome.NEEDS_REVIEW, "subjective"
        return Flag(
            span,
            trigger,
            outcome,
            message,
            severity=severity,
            values={"thing": " ".join(claimed.phrase.words)},
            grade=sentence.evidence.grade,
        )


_DEFINITE = regex.compile(r"(?i:\b(?:the|our|its|your)|[’'’]s|s['’])\s+(?:very\s+)?$")
_ARTICLE = regex.compile(
    r"(?i:\b(?:the|a|an|our|my|your|its|their|his|her|two|three|is|are|was|were|be|being|remains|remain)|['’]s|s['’])\s+(?:\p{L}+ly\s+|very\s+|single\s+)?$"
)


def _said_of_another(
    page: Page, trigger: Span, family: Family, claimed: Claimed, neutral: frozenset[str]
) -> str | None:
    last = trigger.of(page.text).casefold().rsplit(maxsplit=1)[-1]
    if trigger.of(page.text).casefold().startswith("most ") and last in neutral:
        return "clinical"
    if claimed.owner is Owner.OTHER:
        return "other-party"
    if claimed.owner is Owner.READER and family.needs is not Needs.STATED:
        return "everyday"
    strong = family.needs is Needs.OFFER and claimed.owns_directly
    is_put_forward = claimed.is_own_predicate or (
        family.needs is Needs.OFFER and (claimed.is_inviting or claimed.is_fragment)
    )
    if claimed.head is Head.EVERYDAY and not strong and not is_put_forward:
        return "everyday"
    if Head.CLINICAL in {claimed.head, claimed.subject} and not strong:
        return "clinical"
    if claimed.head is Head.REMEDY and not strong and not claimed.is_own_predicate:
        return "clinical"
    return None


def _is_claim(page: Page, sentence: Sentence, trigger: Span, family: Family, claimed: Claimed) -> bool:
    """Whether the thing is the promoter's, or the way it is put makes it so."""
    if not page.is_selling:
        return claimed.owner is Owner.OWN and page.has_name
    if claimed.owner is Owner.OWN and not (family.owned_before and claimed.is_owned_after):
        return True
    if family.needs is Needs.OFFER:
        return True
    if family.needs is Needs.STATED:
        return _offer_is_near(page, sentence, claimed)
    head = claimed.head
    if claimed.has_scope and (head.is_offer or (claimed.is_fragment and head is not Head.EVERYDAY)):
        return True
    if claimed.is_inviting and (head.is_offer or claimed.has_scope):
        return True
    return claimed.is_fragment and head.is_house


def _offer_is_near(page: Page, sentence: Sentence, claimed: Claimed) -> bool:
    span = sentence.span
    if page.is_own(span.start, span.end) or claimed.head.is_offer or page.names_offer(span):
        return True
    return page.stands_by_offer(sentence)


def _supported(sentence: Sentence) -> str | None:
    return "cited" if sentence.evidence.grade in {Grade.LINKED, Grade.REFERENCED} else None
