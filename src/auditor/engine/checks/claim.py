"""`claim`: words of supremacy, flagged when they are said of what the page promotes.

Example: "the most advanced clinic in Leeds" said by the clinic, but not "the most common side effect", nor the
same words in a patient's story, in a regulator's list, or under "we do not claim to be".
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.checks.claims.page import Owner, Page
from auditor.engine.checks.claims.subject import claimed_about
from auditor.engine.checks.claims.subject_first import claimed_about as claimed_first
from auditor.engine.checks.claims.verdict import (
    covers,
    is_claim,
    is_coined,
    is_superlative,
    said_of_another,
    spans_statements,
    supported,
    whole_degree,
)
from auditor.engine.checks.claims.voice import not_asserted
from auditor.model.analysis import Grade
from auditor.model.finding import Outcome, Severity
from auditor.model.values import dataclass
from auditor.text import late_regex as regex
from auditor.text.phrases import compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.engine.checks.claims.subject import Claimed
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon
    from auditor.model.span import Span
    from auditor.text.phrases import PhraseSet


class Needs(StrEnum):
    """What has to be there for the words of a family to be a claim."""

    OFFER = "offer"
    """Strong words: a claim unless they are said of medicine or of somebody else."""
    OWNER = "owner"
    """Open words: a claim when the thing is the promoter's, or a scope or slogan makes it so."""
    STATED = "stated"
    """Turns of phrase that state supremacy by themselves: the offer only has to be near."""

    @property
    def rank(self) -> int:
        """Which of two families reads words that both know: the one that asks for less."""
        return (Needs.STATED, Needs.OFFER, Needs.OWNER).index(self)


class Article(StrEnum):
    """What has to stand before a word to make it a superlative."""

    NONE = "none"
    ANY = "any"
    DEFINITE = "definite"


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind: `lists` of phrases, what they need to be a claim, and the message to give.

    `article` words need one before them, or an owner or a slogan around them ("the best", not "most clinics");
    `before_noun` words count only before the name of something on offer ("top surgeons", not "top tips");
    `owned_before` words only when the owner is named before them ("we are the only …", not "the only … we know");
    `any_slogan` words make a claim of any slogan about an offer, not only about what belongs to a provider;
    `of_anything` words praise whatever they are said of when it is the promoter's ("our unparalleled fit").
    """

    lists: list[str]
    needs: Needs
    message: str
    article: Article = Article.NONE
    before_noun: bool = False
    owned_before: bool = False
    any_slogan: bool = False
    of_anything: bool = False


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The families of words, and the contexts that change what they say. All are names of lists.

    `not_degrees` only look like degrees ("harvest", names in "-crest"), `unpraising` ones praise nobody ("the hardest week") unless
    another word is tied to them. `compared` phrases set it above other treatments,
    which is a comparison unless they are what the page is about. `unless` contexts mean nothing of the kind, `unless_unowned` only when the promoter is not the subject;
    `vouched` phrases rank those who vouch for the offer, unless these are the promoter's own people;
    `internal` degrees after "our" compare among its own; `neutral` words after "most" count rather than praise;
    `bare` are those that praise even without "the"; `member` phrases make it one of several; `aspiring` ones an
    aim; `past` ones history; `subjective` words are matters of taste; `ranking` phrases speak of an award or a
    league; `seeking` ones open a question that the page itself answers. `grave` are lists of subjects for which
    the severity rises to critical when the title or a main heading names one.
    """

    families: dict[str, Family]
    not_degrees: list[str] = []
    unpraising: list[str] = []
    unless: list[str] = []
    compared: list[str] = []
    unless_unowned: list[str] = []
    vouched: list[str] = []
    internal: list[str] = []
    neutral: list[str] = []
    bare: list[str] = []
    member: list[str] = []
    aspiring: list[str] = []
    past: list[str] = []
    subjective: list[str] = []
    ranking: list[str] = []
    seeking: list[str] = []
    grave: list[str] = []


_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the lists."""
    judge = _compiled(params, lexicon)

    def examine(subject: Subject) -> Iterator[Verdict]:
        page = Page.of(subject, lexicon)
        for sentence in page.body():
            yield from judge.sentence(page, sentence)

    return examine


def _is_own(claimed: Claimed) -> bool:
    """Whether the words are the promoter's own beyond doubt: of itself, or of what it has in a place or field."""
    return claimed.is_own_predicate or (claimed.owner is Owner.OWN and claimed.has_near_scope)


@dataclass(frozen=True)
class _Judge:
    """The rule, compiled; the fields are those of the parameters."""

    words: PhraseSet
    families: Mapping[str, Family]
    not_degrees: frozenset[str]
    not_endings: tuple[str, ...]
    unpraising: frozenset[str]
    internal: frozenset[str]
    neutral: frozenset[str]
    bare: frozenset[str]
    unless: PhraseSet
    compared: PhraseSet
    unless_unowned: PhraseSet
    vouched: PhraseSet
    member: PhraseSet
    aspiring: PhraseSet
    past: PhraseSet
    subjective: PhraseSet
    ranking: PhraseSet
    seeking: PhraseSet
    grave: PhraseSet

    def sentence(self, page: Page, sentence: Sentence) -> Iterator[Verdict]:
        """Judge every candidate of a sentence; words of one noun phrase are one claim."""
        said_until = -1
        find = claimed_first if page.vocabulary.grammar.is_noun_first else claimed_about
        for trigger, family in self._candidates(page, sentence):
            claimed = find(page, sentence, trigger)
            if not is_superlative(page, sentence, trigger, family, claimed, self.bare):
                continue
            reason = self._reason_to_pass(page, sentence, trigger, family, claimed)
            if reason is not None:
                yield Pass(trigger, reason)
            elif trigger.start >= said_until:
                said_until = max(trigger.end, claimed.phrase.end)
                yield self._flag(page, sentence, trigger, family, claimed)

    def _candidates(self, page: Page, sentence: Sentence) -> Iterator[tuple[Span, Family]]:
        span = sentence.span
        taken = span.start
        found = self.words.find(page.text, span.start, span.end, page.keys(sentence))
        for match in sorted(
            found, key=lambda m: (m.trigger_start, self.families[m.phrase.source].needs.rank)
        ):
            trigger = whole_degree(page, match.trigger_start, match.trigger_end)
            family = self.families[match.phrase.source]
            if family.needs is Needs.STATED and spans_statements(page, match.start, match.end):
                continue
            if trigger.start >= taken and self._is_degree(page, trigger):
                taken = trigger.end
                yield trigger, family

    def _is_degree(self, page: Page, trigger: Span) -> bool:
        """Whether a word of the right shape is one that ranks: "kindest", not "harvest" or "the loneliest hour"."""
        word = trigger.of(page.text).casefold()
        if word in self.not_degrees or word.endswith(self.not_endings) or is_coined(page, trigger):
            return False
        return word not in self.unpraising

    def _reason_to_pass(
        self, page: Page, sentence: Sentence, trigger: Span, family: Family, claimed: Claimed
    ) -> str | None:
        """Why a superlative is no claim; None when it is one."""
        return (
            self._set_phrase(page, sentence, trigger, claimed)
            or not_asserted(page, sentence, trigger, self.seeking, is_own=_is_own(claimed))
            or said_of_another(page, trigger, family, claimed, self.neutral)
            or (None if is_claim(page, sentence, family, claimed) else "general")
            or supported(sentence)
        )

    def _set_phrase(self, page: Page, sentence: Sentence, trigger: Span, claimed: Claimed) -> str | None:
        """Pass idioms, what is past, and what only compares among the promoter's own ("our largest clinic")."""
        span, keys = sentence.span, page.keys(sentence)
        is_particular = claimed.is_own_predicate or claimed.has_near_scope
        sets = [self.unless] if is_particular else [self.unless, self.unless_unowned]
        if any(covers(page, sentence, trigger, phrases) for phrases in sets):
            return "everyday"
        if not claimed.owns_directly and covers(page, sentence, trigger, self.vouched):
            return "vouched"
        compared = self.compared.find(page.text, span.start, span.end, keys)
        if any(m.start <= trigger.start < m.end and not page.is_topic(m.start, m.end) for m in compared):
            return "compared"
        if any(m.start < trigger.start for m in self.past.find(page.text, span.start, trigger.end, keys)):
            return "past"
        among_own = claimed.owns_directly and not claimed.has_near_scope and not claimed.head.is_standing
        return "internal" if among_own and trigger.of(page.text).casefold() in self.internal else None

    def _flag(self, page: Page, sentence: Sentence, trigger: Span, family: Family, claimed: Claimed) -> Flag:
        doubt = self._doubt(page, sentence, trigger, claimed)
        return Flag(
            sentence.span,
            trigger,
            Outcome.NEEDS_REVIEW if doubt else Outcome.VIOLATION,
            doubt or family.message,
            severity=self._severity(page, sentence, trigger, doubt),
            grade=sentence.evidence.grade,
        )

    def _doubt(self, page: Page, sentence: Sentence, trigger: Span, claimed: Claimed) -> str:
        """The message for what only the promoter's file can settle; empty when the words settle it."""
        span, keys = sentence.span, page.keys(sentence)
        ranked = self.ranking.first(page.text, span.start, span.end, keys) is not None
        if ranked and _YEAR.search(page.text, span.start, span.end):
            return "ranking"
        if sentence.evidence.grade is Grade.NAMED:
            return "named"
        if self.aspiring.first(page.text, span.start, trigger.end, keys) is not None:
            return "aspiring"
        of_taste = self.subjective.first(page.text, trigger.start, trigger.end, keys) is not None
        return "subjective" if of_taste and not claimed.has_scope else ""

    def _severity(self, page: Page, sentence: Sentence, trigger: Span, doubt: str) -> Severity | None:
        """Lower for one of several, for taste and for awards; critical where the subject is grave."""
        if doubt:
            return Severity.LOW if doubt in {"ranking", "subjective"} else Severity.MEDIUM
        member = self.member.find(page.text, sentence.span.start, trigger.start, page.keys(sentence))
        if any(m.end <= trigger.start and not page.text[m.end : trigger.start].strip(" ,") for m in member):
            return Severity.MEDIUM
        return Severity.CRITICAL if self.grave and page.is_about(self.grave) else None


def _compiled(params: Params, lexicon: Lexicon) -> _Judge:
    families: dict[str, Family] = {}
    for family in params.families.values():
        for source in (p for name in family.lists for p in lexicon.words(name)):
            families.setdefault(source, family)

    def words(names: list[str]) -> list[str]:
        return [w for name in names for w in lexicon.words(name)]

    def phrases(names: list[str]) -> PhraseSet:
        return compile_phrases(words(names), lexicon.lists)

    return _Judge(
        words=compile_phrases(families, lexicon.lists),
        families=families,
        not_degrees=frozenset(words(params.not_degrees)),
        not_endings=tuple(w.removeprefix("-") for w in words(params.not_degrees) if w.startswith("-")),
        unpraising=frozenset(words(params.unpraising)),
        internal=frozenset(words(params.internal)),
        neutral=frozenset(words(params.neutral)),
        bare=frozenset(words(params.bare)),
        unless=phrases(params.unless),
        compared=phrases(params.compared),
        unless_unowned=phrases(params.unless_unowned),
        vouched=phrases(params.vouched),
        member=phrases(params.member),
        aspiring=phrases(params.aspiring),
        past=phrases(params.past),
        subjective=phrases(params.subjective),
        ranking=phrases(params.ranking),
        seeking=phrases(params.seeking),
        grave=phrases(params.grave),
    )
