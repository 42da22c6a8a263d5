"""Finds others run down by a slight: what they do to people, what they give them, what drives them.

"Most hair apps hand you a selfie and a coupon code." A slight accuses nobody by itself: whom it is said of decides.
That is looked for in the words before it, in its own noun ("a hurried GP"), in the sentences before ("Other places do
it for less. They …") and, where no one is named, in the answer ("… twenty minutes and a leaflet; ours is …").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claim_words import Head
from auditor.engine.checks.comparison_scene import ANSWER_WORDS, Candidate, Scene, words_end
from auditor.model.analysis import Voice
from auditor.model.span import Span
from auditor.text import late_regex as regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.model.analysis import Sentence
    from auditor.text.phrases import Match

CARRIED_SENTENCES = 2
"""How many sentences on others are still spoken of without being named."""

AGENT_CHARS = 60
"""How far behind a slight the others may be named who do it ("handed out by a GP")."""

_OTHER_HEADS = frozenset({Head.PROVIDER, Head.PEOPLE, Head.METHOD, Head.REMEDY})
_SLIGHTED_NOUNS = frozenset({Head.PROVIDER, Head.PEOPLE, Head.METHOD, Head.REMEDY, Head.CARE})

_SIDE = regex.compile(
    r";\s|,\s+(?:but|yet|and\s+(?:we|our|ours)|we|ours?)\s|\s[–—]\s|\s-\s|\b(?:while|whereas)\b|,\s+while\s",
    regex.IGNORECASE,
)
_LIKENED = regex.compile(
    r"(?:\b(?:is|are|was|were|be|becomes?|into|like|as|with)\s+|[’']s\s+|:\s+|^\W*)(?:\p{L}+ly\s+|just\s+|little\s+more\s+than\s+|nothing\s+but\s+|no\s+more\s+than\s+)?"
    r"(?:an?\s+)?(?:[\p{L}-]+\s+){0,3}$",
    regex.IGNORECASE,
)
_OPINION = regex.compile(
    r"\b(?:in|to)\s+(?:our|my)\s+(?:experience|view|opinion|book|eyes?|mind)\b|\b(?:we|I)\s+(?:think|call|say|believe|know)\b",
    regex.IGNORECASE,
)
_AGENT = regex.compile(r"\s+(?:\S+\s+){0,3}?by\s+", regex.IGNORECASE)
_RESUMING = regex.compile(
    r"\W*(?:(?:and|but|then|so|yet)\s+)?(?:they|their|it|its|the|there|everyone|everybody|nobody|no\s+one|you|your|a|an|one)\b",
    regex.IGNORECASE,
)


def slighted(scene: Scene) -> Iterator[Candidate]:
    """Yield every place where a slight is said of others."""
    if scene.sentence.voice is Voice.PATIENT:
        return
    for slight in _slights(scene):
        side = _side(scene, slight)
        if _is_denied(scene, slight, side):
            continue
        others = _others(scene, slight, side)
        if others is not None:
            start = min(others.start, slight.start)
            yield Candidate(Span(start, max(others.end, slight.end)), "disparages")


def _slights(scene: Scene) -> Iterator[Match]:
    yield from scene.all("slights")
    yield from scene.all("scorned")
    for figure in scene.all("scorn"):
        if _LIKENED.search(scene.page.text, scene.span.start, figure.start):
            yield figure


def _side(scene: Scene, slight: Match) -> Span:
    """The side of the sentence in which a slight stands: up to where it turns to somebody else."""
    start, end = scene.span.start, scene.span.end
    for turn in _SIDE.finditer(scene.page.text, start, end):
        if turn.end() <= slight.start:
            start = turn.end()
        elif turn.start() >= slight.end:
            end = turn.start()
            break
    return Span(start, end)


def _is_denied(scene: Scene, slight: Match, side: Span) -> bool:
    """Whether the sentence takes the slight back: "no clinic here rushes you", "may feel rushed"."""
    denied = any(n.start <= slight.start < n.end for n in scene.sentence.negations if n.start > side.start)
    return denied or scene.is_hedged(side.start, slight.start)


def _others(scene: Scene, slight: Match, side: Span) -> Span | None:
    """Whom the slight is said of."""
    named = _rival_before(scene, slight, side) or _slighted_noun(scene, slight) or _agent(scene, slight, side)
    if named is not None:
        return named
    if _is_of_offer(scene, side.start, slight.end):
        return None
    return _subject(scene, slight, side) or _carried(scene, slight, side) or _answered(scene, slight, side)


def _is_of_offer(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch speaks of the offer, "in our experience" aside."""
    opinion = _OPINION.search(scene.page.text, start, end)
    if opinion is None:
        return scene.page.is_own(start, end)
    return scene.page.is_own(start, opinion.start()) or scene.page.is_own(opinion.end(), end)


def _rival_before(scene: Scene, slight: Match, side: Span) -> Span | None:
    """Rivals named before the slight, nearer to it than the offer."""
    found = scene.words.rivals.find(scene.page.text, side.start, slight.end, scene.page.keys(scene.sentence))
    near = [m for m in found if m.start < slight.start and not _is_of_offer(scene, m.start, slight.start)]
    if not near or scene.is_condition(near[-1]):
        return None
    return Span(near[0].start, near[0].end)


def _slighted_noun(scene: Scene, slight: Match) -> Span | None:
    """The slight's own noun, where that is somebody or something on offer elsewhere: "a hurried GP"."""
    if slight.phrase.source not in scene.words.listed["scorned"]:
        return None
    head = scene.page.first_head(slight.end, scene.words_on(slight.end, ANSWER_WORDS))
    is_own = scene.page.is_own(scene.span.start, slight.end)
    return None if is_own or head not in _SLIGHTED_NOUNS else Span(slight.start, slight.end)


def _agent(scene: Scene, slight: Match, side: Span) -> Span | None:
    """Rivals who are said to do it: "handed out by your GP"."""
    end = min(side.end, slight.end + AGENT_CHARS)
    by = _AGENT.match(scene.page.text, slight.end, end)
    found = scene.first(scene.words.rivals, by.end(), end) if by else None
    return Span(found.start, found.end) if found else None


def _subject(scene: Scene, slight: Match, side: Span) -> Span | None:
    """Care that is not the page's own, or any provider, as what the statement begins with."""
    start, page = side.start, scene.page
    if scene.is_condition(slight):
        return None
    for phrases in (scene.words.treatments, scene.words.institutions):
        found = phrases.find(page.text, start, slight.start, page.keys(scene.sentence))
        other = next((m for m in found if not page.is_topic(m.start, m.end)), None)
        if other is not None:
            return Span(other.start, other.end)
    return _unnamed(scene, slight, start)


def _unnamed(scene: Scene, slight: Match, start: int) -> Span | None:
    """A kind of provider or product that the statement begins with: "Barbershop serums smell nice and …"."""
    page, text = scene.page, scene.page.text
    if page.vocabulary.grammar.particular.match(text, start, slight.end) is not None:
        return None
    phrase = page.first_phrase(start, slight.start)
    if phrase.head not in _OTHER_HEADS:
        return None
    said = [w for w in phrase.words if page.vocabulary.noun([w]) is phrase.head]
    if phrase.head in {Head.METHOD, Head.REMEDY} and any(page.is_topic_word(w) for w in said):
        return None
    return Span(start + _blank(text[start : slight.start]), slight.end)


def _blank(said: str) -> int:
    return len(said) - len(said.lstrip())


def _carried(scene: Scene, slight: Match, side: Span) -> Span | None:
    """Others of the sentences before, of whom this one goes on to speak."""
    page, sentence = scene.page, scene.sentence
    if _RESUMING.match(page.text, scene.span.start, scene.span.end) is None:
        return None
    for _ in range(CARRIED_SENTENCES):
        before = page.before(sentence)
        if before is None or page.is_own(before.span.start, before.span.end):
            return None
        if _speaks_of_rivals(scene, before):
            return Span(slight.start, slight.end)
        sentence = before
    return None


def _speaks_of_rivals(scene: Scene, sentence: Sentence) -> bool:
    span = sentence.span
    return scene.words.rivals.first(scene.page.text, span.start, span.end, scene.page.keys(sentence)) is not None


def _answered(scene: Scene, slight: Match, side: Span) -> Span | None:
    """Nobody by name, where the offer answers at once: "It is twenty minutes and a leaflet; ours is …"."""
    page = scene.page
    if side.end < scene.span.end:
        return Span(slight.start, slight.end) if page.is_own(side.end, scene.words_on(side.end, ANSWER_WORDS)) else None
    after = page.after(scene.sentence)
    if after is None:
        return None
    begins = words_end(page.text, after.span.start, after.span.end, ANSWER_WORDS)
    return Span(slight.start, slight.end) if page.is_own(after.span.start, begins) else None
