"""Finds the two sides of a comparison: the offer, and the others it is set above or who are run down."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from auditor.model.document import BlockKind
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from auditor.engine.checks.claim_page import Page
    from auditor.model.analysis import Sentence
    from auditor.text.phrases import Match, PhraseSet

COMPARED_WORDS = 8
"""Words behind "than" in which the other side of a comparison is named."""

BELITTLED_WORDS = 9
"""Words between the others and what they are said to do."""

ADVERB_WORDS = 3
"""Words between the others and a small word such as "simply" that belongs to their verb."""

ANSWER_WORDS = 4
"""Words at the beginning of the next sentence in which the offer answers."""

SLOGANS = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.TITLE,
        BlockKind.CAPTION,
        BlockKind.BUTTON,
        BlockKind.DESCRIPTION,
        BlockKind.ALT_TEXT,
        BlockKind.LIST_ITEM,
    }
)
_SHOWN = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TITLE})
_CLAUSE = regex.compile(
    r"[;:—()]|\s[–-]\s|,\s+(?=(?:but|while|whereas|so|yet|it|they|this|we|you)\b)"
    r"|\b(?:while|whereas|because|although|unless|if|when|but|which)\b",
    regex.IGNORECASE,
)
_CONDITION = regex.compile(
    r"\b(?:if|when|once|unless|after|until|whether)\s+$|\b(?:if|when|unless|whether)\s+(?:\S+\s+){0,2}$",
    regex.IGNORECASE,
)
_THAT = regex.compile(r"\bthat\b", regex.IGNORECASE)
_OPENING = regex.compile(r"unlike\s+(?P<others>[^,;]{2,80}),\s+", regex.IGNORECASE)
_PERSON = regex.compile(r"(?:it|they)\b")
_STAFF = regex.compile(r"(?:he|she)\b")
_RESUMED = regex.compile(r",?\s(?:and|but)\s(?:it|they)\s*$", regex.IGNORECASE)


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
    belittling: PhraseSet
    firm: PhraseSet
    belittled: PhraseSet
    plainly: PhraseSet
    mildly: PhraseSet
    contrast: PhraseSet
    hedges: PhraseSet
    seeking: PhraseSet
    unless: PhraseSet


OPENERS = ("than", "outdo", "elided", "unlike", "fail", "rivals", "treatments", "versus")
"""The lists whose words open a comparison."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that compare; `kind` names the message."""

    trigger: Span
    kind: str
    can_be_negated: bool = True


@dataclass(frozen=True)
class Sides:
    """Looks for comparisons in one sentence."""

    page: Page
    sentence: Sentence
    words: ComparisonWords

    @cached_property
    def _opened(self) -> list[Match]:
        keys = self.page.keys(self.sentence)
        return self.words.openers.find(self.page.text, self._span.start, self._span.end, keys)

    def candidates(self) -> list[Candidate]:
        """Every comparison of the sentence, in order, the longest first where two begin together."""
        if not self._opened:
            return []
        found = [
            *self._better(),
            *self._elided(),
            *self._unlike(),
            *self._failing(),
            *self._run_down(),
            *self._versus(),
        ]
        return sorted(found, key=lambda c: (c.trigger.start, -c.trigger.end))

    @property
    def _span(self) -> Span:
        return self.sentence.span

    @property
    def _is_slogan(self) -> bool:
        return self.page.subject.block(self.sentence).kind in SLOGANS

    def _all(self, name: str) -> list[Match]:
        """The matches of one of the lists a comparison can begin with."""
        return [m for m in self._opened if m.phrase.source in self.words.listed[name]]

    def _first(self, phrases: PhraseSet, start: int, end: int) -> Match | None:
        return phrases.first(self.page.text, start, end, self.page.keys(self.sentence))

    def _better(self) -> Iterator[Candidate]:
        """Yield "faster than ordinary braces", "outperforms every other brand", "half the price of a hospital"."""
        for name in ("than", "outdo"):
            for match in self._all(name):
                own = self._is_offer(self._clause(match)[0], match.start)
                others = self._others(
                    match.start, self._words_on(match.end, COMPARED_WORDS), with_treatments=own
                )
                if others is None and not (own and name == "outdo"):
                    continue
                if own or self._may_be_offer(match.start):
                    end = max(match.end, others.end if others else 0)
                    yield Candidate(Span(match.trigger_start, end), "superior")

    def _elided(self) -> Iterator[Candidate]:
        """Yield "it works better because …" where "it" is the offer."""
        for match in self._all("elided"):
            if self._is_offer(self._clause(match)[0], match.start):
                yield Candidate(Span(match.start, match.end), "superior")

    def _unlike(self) -> Iterator[Candidate]:
        for match in self._all("unlike"):
            end = self._words_on(match.end, COMPARED_WORDS)
            own = self._is_offer(match.end, self._span.end) or self._is_offer(self._span.start, match.start)
            others = self._others(match.start, end, with_treatments=own)
            if others is not None and (own or self._is_slogan):
                yield Candidate(
                    Span(match.start, max(match.end, others.end)), "superior", can_be_negated=False
                )
                continue
            comma = _OPENING.match(self.page.text, match.start, self._span.end)
            if others is None and comma is not None and self._is_winner(comma.end()):
                yield Candidate(Span(match.start, comma.end("others")), "superior", can_be_negated=False)

    def _is_winner(self, start: int) -> bool:
        """Whether the offer follows: "…, we remember your name", or "he" of one of the promoter's people."""
        if self._is_offer(start, self._words_on(start, ANSWER_WORDS)):
            return True
        if _STAFF.match(self.page.text, start):
            return True
        return _PERSON.match(self.page.text, start) is not None and self._follows_offer()

    def _failing(self) -> Iterator[Candidate]:
        """Yield "where other clinics stop short", "what your doctor won't tell you", with the offer near."""
        for match in self._all("fail"):
            near = (
                self._is_slogan or self.page.is_own(self._span.start, self._span.end) or self._follows_offer()
            )
            if near or self.page.is_topic(self._span.start, match.start) or self._is_answered():
                yield Candidate(Span(match.start, match.end), "disparages", can_be_negated=False)

    def _run_down(self) -> Iterator[Candidate]:
        """Yield others as the subject of what belittles them: "most clinics simply mask the pain"."""
        for name in ("rivals", "treatments"):
            is_rival = name == "rivals"
            for match in self._all(name):
                start, end = self._clause(match)
                if self.page.is_own(start, match.end):
                    continue
                if self._is_condition(match):
                    continue
                if not is_rival and self.page.is_topic(match.start, match.end):
                    continue
                deed = self._deed(match, end, is_rival=is_rival)
                if deed is None or self._is_hedged(match.end, deed):
                    continue
                if not self.page.is_own(match.end, deed):
                    yield Candidate(Span(match.start, deed), "disparages")

    def _deed(self, others: Match, end: int, *, is_rival: bool) -> int | None:
        """Where what the others are said to do ends; None when it does not belittle them enough."""
        plain = self._near(self.words.plainly, others.end, end)
        if plain is not None:
            return plain.end
        harsh = self._near(self.words.belittled, others.end, end)
        firm = self._near(self.words.firm, others.end, end, ADVERB_WORDS)
        if is_rival and (harsh or firm):
            return harsh.end if harsh else firm.end if firm else None
        answered = self._is_answered()
        if harsh and (answered or self._first(self.words.belittling, others.end, harsh.end)):
            return harsh.end
        mild = self._near(self.words.mildly, others.end, end)
        return mild.end if is_rival and mild and answered else None

    def _is_hedged(self, start: int, end: int) -> bool:
        return self._first(self.words.hedges, start, end) is not None

    def _near(self, phrases: PhraseSet, start: int, end: int, most: int = BELITTLED_WORDS) -> Match | None:
        found = self._first(phrases, start, end)
        if found is None:
            return None
        between = self.page.text[start : found.start]
        return found if len(between.split()) <= most or _RESUMED.search(between) else None

    def _versus(self) -> Iterator[Candidate]:
        """Yield a heading or caption that sets the offer against something else: "Larkspur vs ordinary braces"."""
        if self.page.subject.block(self.sentence).kind not in _SHOWN:
            return
        for match in self._all("versus"):
            if self.page.is_side(self._span.start, match.start) or self.page.is_side(
                match.end, self._span.end
            ):
                yield Candidate(self._span, "table")
                return

    def _others(self, start: int, end: int, *, with_treatments: bool) -> Match | None:
        """The others named in a stretch; treatments the page itself sells are not among them."""
        rival = self._first(self.words.rivals, start, end)
        if rival is not None or not with_treatments:
            return rival
        found = self.words.treatments.find(self.page.text, start, end, self.page.keys(self.sentence))
        return next((m for m in found if not self.page.is_topic(m.start, m.end)), None)

    def _is_offer(self, start: int, end: int) -> bool:
        """Whether the stretch speaks of what the page offers: by name, by pronoun, by the page's own topic."""
        if self.page.is_own(start, end) or self.page.is_topic(start, end):
            return True
        return self.page.links_back(self.sentence, start, end)

    def _may_be_offer(self, end: int) -> bool:
        """Whether the winning side could be the offer: a slogan, no subject at all, or something on sale."""
        if self._is_slogan or not self.page.text[self._span.start : end].strip():
            return True
        if self.page.is_own(self._span.start, self._span.end):
            return True
        return self.page.first_head(self._span.start, end).is_offer

    def _is_answered(self) -> bool:
        """Whether the offer answers at once: "…; we look for the cause", or "Ours does not." in the next sentence."""
        if self.page.is_own(self._span.start, self._span.end):
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
        return self.page.is_own(span.start, _words_end(self.page.text, span.start, span.end, ANSWER_WORDS))

    def _follows_offer(self) -> bool:
        """Whether the sentence before, in the same paragraph, speaks of the offer."""
        before = self.page.before(self.sentence)
        if before is None or before.block != self.sentence.block:
            return False
        return self.page.is_own(before.span.start, before.span.end)

    def _clause(self, match: Match) -> tuple[int, int]:
        """The statement around a match: where it begins, and where it ends."""
        start = self._span.start
        for pattern in (_CLAUSE, _THAT):
            for found in pattern.finditer(self.page.text, self._span.start, match.start):
                start = max(start, found.end())
        after = _CLAUSE.search(self.page.text, match.end, self._span.end)
        return start, after.start() if after else self._span.end

    def _is_condition(self, match: Match) -> bool:
        """Whether the others stand in a condition: "if other treatments have failed"."""
        begins = list(_CLAUSE.finditer(self.page.text, self._span.start, match.start))
        last = begins[-1].group().casefold() if begins else ""
        return (
            last in {"if", "when", "unless"}
            or _CONDITION.search(self.page.text, self._span.start, match.start) is not None
        )

    def _words_on(self, start: int, count: int) -> int:
        return _words_end(self.page.text, start, self._span.end, count)


_WORDS = {n: regex.compile(rf"(?:\s*\S+){{0,{n}}}") for n in (ANSWER_WORDS, COMPARED_WORDS)}


def _words_end(text: str, start: int, end: int, count: int) -> int:
    match = _WORDS[count].match(text, start, end)
    return match.end() if match else start
