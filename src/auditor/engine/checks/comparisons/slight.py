"""Finds others run down by a slight: what they do to people, what they give them, what drives them.

"Most hair apps hand you a selfie and a coupon code." A slight accuses nobody by itself: whom it is said of decides.
That is looked for in the words before it, in its own noun ("a hurried GP"), in the sentences before ("Other places do
it for less. They …") and, where no one is named, in the answer ("… twenty minutes and a leaflet; ours is …").
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import Head
from auditor.engine.checks.comparisons.scene import ANSWER_WORDS, Candidate
from auditor.model.analysis import Voice
from auditor.model.span import Span
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene
    from auditor.engine.checks.grammar import SlightGrammar
    from auditor.text.phrases import Match

CARRIED_SENTENCES = 2
"""How many sentences on others are still spoken of without being named."""

AGENT_CHARS = 60
"""How far behind a slight the others may be named who do it ("handed out by a GP")."""

_PROVIDERS = frozenset({Head.PROVIDER, Head.PEOPLE})
_OTHER_CARE = frozenset({Head.METHOD, Head.REMEDY})


def slighted(scene: Scene) -> Iterator[Candidate]:
    """Yield every place where a slight is said of others."""
    turns = scene.grammar.slight
    if turns is None or scene.sentence.voice is Voice.PATIENT:
        return
    for match in _slights(scene, turns):
        slight = _Slight(scene, turns, match)
        others = None if slight.is_taken_back else slight.others()
        if others is not None and not slight.is_of_somebody_else(others):
            start = min(others.start, match.start)
            yield Candidate(Span(start, max(others.end, match.end)), "disparages")


def _slights(scene: Scene, turns: SlightGrammar) -> Iterator[Match]:
    yield from scene.all("slights")
    yield from scene.all("scorned")
    for figure in scene.all("scorn"):
        if turns.likened.search(scene.page.text, scene.span.start, figure.start):
            yield figure


@dataclass(frozen=True)
class _Slight:
    """Words that run somebody down, in their sentence."""

    scene: Scene
    turns: SlightGrammar
    match: Match

    @cached_property
    def side(self) -> Span:
        """The side of the sentence in which it stands: up to where the sentence turns to somebody else."""
        start, end = self.scene.span.start, self.scene.span.end
        for turn in self.turns.side.finditer(self.scene.page.text, start, end):
            if turn.end() <= self.match.start:
                start = turn.end()
            elif turn.start() >= self.match.end:
                end = turn.start()
                break
        return Span(start, end)

    @property
    def is_taken_back(self) -> bool:
        """Whether the sentence denies or hedges it: "no clinic here rushes you", "may feel rushed"."""
        scene, at = self.scene, self.match.start
        denied = any(n.start <= at < n.end for n in scene.sentence.negations if n.start > self.side.start)
        return denied or scene.is_hedged(self.side.start, at)

    def is_of_somebody_else(self, others: Span) -> bool:
        """Whether another subject comes between: "… use it, and most of them never tell their doctor"."""
        scene, end = self.scene, max(others.end, self.match.start)
        return scene.grammar.other_subject.search(scene.page.text, others.end, end) is not None

    def others(self) -> Span | None:
        """Whom it is said of."""
        named = self._rivals_before() or self._own_noun() or self._agent()
        if named is not None:
            return named
        if self._is_of_offer(self.side.start, self.match.end):
            return None
        return self._subject() or self._carried() or self._answered() or self._piled_up()

    def _is_of_offer(self, start: int, end: int) -> bool:
        """Whether a stretch speaks of the offer, "in our experience" aside."""
        page = self.scene.page
        opinion = self.turns.opinion.search(page.text, start, end)
        if opinion is None:
            return page.is_own(start, end)
        return page.is_own(start, opinion.start()) or page.is_own(opinion.end(), end)

    def _rivals_before(self) -> Span | None:
        """Rivals named before it, with no word of the offer between."""
        scene, at = self.scene, self.match
        found = scene.words.rivals.find(
            scene.page.text, scene.span.start, at.end, scene.page.keys(scene.sentence)
        )
        near = [m for m in found if m.start < at.start and not self._is_of_offer(m.start, at.start)]
        if not near or scene.is_condition(near[-1]):
            return None
        return Span(near[0].start, near[0].end)

    def _own_noun(self) -> Span | None:
        """The noun that a word of scorn belongs to, where that is on offer elsewhere: "a hurried GP"."""
        scene, at = self.scene, self.match
        if at.phrase.source not in scene.words.listed["scorned"] or scene.page.is_topic(at.start, at.end):
            return None
        if scene.page.is_own(scene.span.start, at.end):
            return None
        head = scene.page.first_head(at.end, scene.words_on(at.end, ANSWER_WORDS))
        return Span(at.start, at.end) if head in _PROVIDERS | _OTHER_CARE | {Head.CARE} else None

    def _agent(self) -> Span | None:
        """Rivals who are said to do it: "handed out by your GP"."""
        scene = self.scene
        end = min(self.side.end, self.match.end + AGENT_CHARS)
        by = self.turns.agent.match(scene.page.text, self.match.end, end)
        found = scene.first(scene.words.rivals, by.end(), end) if by else None
        return Span(found.start, found.end) if found else None

    def _subject(self) -> Span | None:
        """Care that is not the page's own, named before it in its statement."""
        scene, start = self.scene, self.side.start
        if scene.is_condition(self.match):
            return None
        other = scene.others(start, self.match.start, with_treatments=True)
        return Span(other.start, other.end) if other else self._first_noun(start)

    def _first_noun(self, start: int) -> Span | None:
        """A kind of provider or product that the statement begins with: "Barbershop serums smell nice and …"."""
        page, at = self.scene.page, self.match
        if self.scene.grammar.particular.match(page.text, start, at.end) is not None:
            return None
        phrase = page.first_phrase(start, at.start)
        nouns = [w for w in phrase.words if page.vocabulary.noun([w]) is phrase.head]
        if phrase.head in _OTHER_CARE and any(page.is_topic_word(w) for w in nouns):
            return None
        said = page.text[start : at.start]
        begins = start + len(said) - len(said.lstrip())
        return Span(begins, phrase.end) if phrase.head in _PROVIDERS | _OTHER_CARE else None

    def _carried(self) -> Span | None:
        """Others of the sentences before, of whom this one goes on to speak."""
        scene, sentence = self.scene, self.scene.sentence
        if self.turns.resuming.match(scene.page.text, scene.span.start, scene.span.end) is None:
            return None
        for _ in range(CARRIED_SENTENCES):
            before = scene.page.before(sentence)
            if before is None or scene.page.is_own(before.span.start, before.span.end):
                return None
            span, keys = before.span, scene.page.keys(before)
            if scene.words.rivals.first(scene.page.text, span.start, span.end, keys) is not None:
                return Span(self.match.start, self.match.end)
            sentence = before
        return None

    def _answered(self) -> Span | None:
        """Nobody by name, where the offer answers at once: "It is twenty minutes and a leaflet; ours is …"."""
        scene, end = self.scene, self.side.end
        if end == scene.span.end or not scene.page.is_own(end, scene.words_on(end, ANSWER_WORDS)):
            return None
        return Span(self.match.start, self.match.end)

    def _piled_up(self) -> Span | None:
        """Nobody by name, where one slight follows on another beside the offer: it can only be said of others."""
        scene, at = self.scene, self.match
        slights = [*scene.all("slights"), *scene.all("scorned")]
        other = next((m for m in slights if m.start >= at.end or m.end <= at.start), None)
        if other is None or not scene.page.stands_by_offer(scene.sentence):
            return None
        return Span(min(at.start, other.start), max(at.end, other.end))
