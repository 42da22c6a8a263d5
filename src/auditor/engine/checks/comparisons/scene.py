"""One sentence as the search for comparisons sees it: the offer, the others, and the statement they stand in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import Head
from auditor.model.document import BlockKind
from auditor.model.values import dataclass
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.checks.claims.page import Page
    from auditor.engine.checks.grammar import Grammar
    from auditor.model.analysis import Sentence
    from auditor.model.span import Span
    from auditor.text.phrases import Match, PhraseSet

COMPARED_WORDS = 8
"""Words behind "than" in which the other side of a comparison is named."""

ANSWER_WORDS = 4
"""Words at the beginning of the next sentence in which the offer answers."""

_NEVER_OFFERED = frozenset({Head.CLINICAL, Head.EVERYDAY, Head.REMEDY})

SLOGANS = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.TITLE,
        BlockKind.CAPTION,
        BlockKind.BUTTON,
        BlockKind.DESCRIPTION,
        BlockKind.ALT_TEXT,
        BlockKind.LIST_ITEM,
        BlockKind.TABLE_ROW,
    }
)


@dataclass(frozen=True)
class ComparisonWords:
    """The lists of a comparison rule, compiled; see the rule's parameters for what each holds.

    `openers` are the lists a comparison can begin with, as one set of phrases, so that a sentence without any of
    them is put aside after one look-up.
    """

    openers: PhraseSet
    listed: Mapping[str, frozenset[str]]
    treatments: PhraseSet
    rivals: PhraseSet
    institutions: PhraseSet
    belittling: PhraseSet
    firm: PhraseSet
    belittled: PhraseSet
    plainly: PhraseSet
    mildly: PhraseSet
    contrast: PhraseSet
    firms: PhraseSet
    figures: PhraseSet
    neutral: PhraseSet
    routine: PhraseSet
    conditions: PhraseSet
    columns: PhraseSet
    columns_theirs: PhraseSet
    ticks: PhraseSet
    ills: PhraseSet
    complaints: PhraseSet
    grave: PhraseSet
    weak: PhraseSet
    fair: PhraseSet
    kind: PhraseSet
    everyday: PhraseSet
    helpful: PhraseSet
    done_to: PhraseSet
    friends: PhraseSet
    marked: PhraseSet
    medical: PhraseSet
    hedges: PhraseSet
    wished: PhraseSet
    seeking: PhraseSet
    unless: PhraseSet
    measured: PhraseSet
    vouchers: PhraseSet


OPENERS = (
    "than",
    "degrees",
    "gains",
    "outdo",
    "outdone",
    "anything",
    "elided",
    "unlike",
    "conceding",
    "fail",
    "outright",
    "rivals",
    "treatments",
    "foils",
    "slights",
    "scorned",
    "scorn",
    "sneers",
    "trades",
    "asked",
    "priced",
    "refused",
    "rejected",
    "apart",
    "figures",
    "versus",
)
"""The lists whose words open a comparison."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that compare; `kind` names the message."""

    trigger: Span
    kind: str
    can_be_negated: bool = True
    can_be_asked: bool = False
    """The question is part of what runs the others down."""


@dataclass(frozen=True)
class Scene:
    """A sentence, the page it stands on and the words to look for."""

    page: Page
    sentence: Sentence
    words: ComparisonWords

    @cached_property
    def opened(self) -> list[Match]:
        """The words of the sentence that a comparison can begin with."""
        keys = self.page.keys(self.sentence)
        return self.words.openers.find(self.page.text, self.span.start, self.span.end, keys)

    @property
    def grammar(self) -> Grammar:
        """How the language of the sentence puts statements together."""
        return self.page.vocabulary.grammar

    @property
    def span(self) -> Span:
        """The sentence."""
        return self.sentence.span

    @property
    def is_slogan(self) -> bool:
        """Whether the sentence stands where slogans do: a heading, a button, a bullet."""
        return self.page.subject.block(self.sentence).kind in SLOGANS

    @property
    def stands_alone(self) -> bool:
        """Whether the sentence is all that its block says."""
        return (
            self.page.subject.block(self.sentence).span.of(self.page.text).strip()
            == self.span.of(self.page.text).strip()
        )

    @property
    def has_figure(self) -> bool:
        """Whether the sentence gives a figure."""
        return self.page.subject.has_figure(self.sentence)

    def all(self, name: str) -> list[Match]:
        """The matches of one of the lists a comparison can begin with."""
        return [m for m in self.opened if m.phrase.source in self.words.listed[name]]

    def first(self, phrases: PhraseSet, start: int, end: int) -> Match | None:
        """The first match of a list in a stretch of the sentence."""
        return phrases.first(self.page.text, start, end, self.page.keys(self.sentence))

    def others(self, start: int, end: int, *, with_treatments: bool) -> Match | None:
        """The others named in a stretch; treatments the page itself sells are not among them."""
        rival = self.first(self.words.rivals, start, end)
        if rival is not None or not with_treatments:
            return rival
        keys = self.page.keys(self.sentence)
        lists = (self.words.treatments, self.words.institutions)
        found = (m for phrases in lists for m in phrases.find(self.page.text, start, end, keys))
        return next((m for m in found if not self.page.is_topic(m.start, m.end)), None)

    def is_offer(self, start: int, end: int) -> bool:
        """Whether the stretch speaks of what the page offers: by name, by pronoun, by the page's own topic."""
        if self.page.is_own(start, end) or self.page.is_topic(start, end):
            return True
        if self.page.is_coined(start, end) and self.others(start, end, with_treatments=True) is None:
            return True
        if self.grammar.is_noun_first and not self.page.text[start:end].strip():
            return self.follows_offer()  # a verb without a subject goes on with the one before
        return self.page.links_back(self.sentence, start, end)

    def may_be_offer(self, start: int, end: int) -> bool:
        """Whether a stretch speaks of something that a page can be selling, though nothing says that it does."""
        if self.goes_on(start, end) or self.page.is_topic_kind(start, end):
            return True
        if self.others(start, end, with_treatments=True) is not None:
            return False
        if self.page.vocabulary.readers.first(self.page.text, start, end) is not None:
            return False
        return self.page.first_head(start, end) not in _NEVER_OFFERED

    def goes_on(self, start: int, end: int) -> bool:
        """Whether "it" goes on about what the page is about, which the sentence before begins with."""
        if self.grammar.link_back.match(self.page.text[start:end]) is None:
            return False
        before = self.page.before(self.sentence)
        if before is None:
            return False
        begins = words_end(self.page.text, before.span.start, before.span.end, ANSWER_WORDS)
        return self.page.is_topic(before.span.start, begins)

    def is_answered(self) -> bool:
        """Whether the offer answers at once: "…; we look for the cause", or "Ours does not." in the next sentence."""
        if self.page.is_own(self.span.start, self.span.end):
            return True
        after = self.page.after(self.sentence)
        while after is not None:
            if self._answers(after):
                return True
            is_short = len(after.span.of(self.page.text).split()) <= ANSWER_WORDS
            after = self.page.after(after) if is_short else None
        return False

    def _answers(self, after: Sentence) -> bool:
        span, keys = after.span, self.page.keys(after)
        if self.words.contrast.first(self.page.text, span.start, span.end, keys) is not None:
            return True
        return self.page.is_own(span.start, words_end(self.page.text, span.start, span.end, ANSWER_WORDS))

    def follows_offer(self) -> bool:
        """Whether the sentence before, in the same paragraph, speaks of the offer."""
        before = self.page.before(self.sentence)
        if before is None or before.block != self.sentence.block:
            return False
        return self.page.is_own(before.span.start, before.span.end)

    def is_hedged(self, start: int, end: int) -> bool:
        """Whether "may", "might" or "could" stands in a stretch."""
        return self.first(self.words.hedges, start, end) is not None

    def clause(self, match: Match) -> tuple[int, int]:
        """The statement around a match: where it begins, and where it ends."""
        start = self.span.start
        for pattern in (self.grammar.clause, self.grammar.that):
            for found in pattern.finditer(self.page.text, self.span.start, match.start):
                start = max(start, found.end())
        after = self.grammar.clause.search(self.page.text, match.end, self.span.end)
        return start, after.start() if after else self.span.end

    def is_condition(self, match: Match) -> bool:
        """Whether the others stand in a condition: "if other treatments have failed"."""
        begins = list(self.grammar.clause.finditer(self.page.text, self.span.start, match.start))
        last = begins[-1].group().casefold() if begins else ""
        return (
            last in self.grammar.conditions
            or self.grammar.condition.search(self.page.text, self.span.start, match.start) is not None
        )

    def is_place(self, match: Match) -> bool:
        """Whether the others are only where something was said or done: "patients who were told elsewhere that …"."""
        found = self.grammar.told_there.finditer(self.page.text, self.span.start, match.end)
        return any(there.end() == match.end for there in found)

    def words_on(self, start: int, count: int) -> int:
        """Where the next `count` words of the sentence end."""
        return words_end(self.page.text, start, self.span.end, count)


_WORDS = {n: regex.compile(rf"(?:\s*\S+){{0,{n}}}") for n in (ANSWER_WORDS, COMPARED_WORDS)}


def words_end(text: str, start: int, end: int, count: int) -> int:
    """Where the next `count` words of a stretch end; `count` is one of the constants above."""
    match = _WORDS[count].match(text, start, end)
    return match.end() if match else start
