"""Finds others of whom something bad is said, whatever verb says it: "Most agencies send a different stranger every week".

Whom it is said of is looked for first: others of some kind ("most agencies", "in large chain stores"), care that is not on
offer here ("back surgery"), or "they" behind a sentence about such. What is bad about a provider is another thing than what
is bad about a treatment. A word on medicine ("surgery carries risks") is no slight while the offer does not answer it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.comparisons.contrast import is_turned
from auditor.engine.checks.comparisons.scene import Candidate
from auditor.model.analysis import Voice
from auditor.model.span import Span
from auditor.text.clauses import words_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene
    from auditor.text.phrases import Match, PhraseSet

REACH_WORDS = 16
"""So far behind the others what is bad about them may stand."""

CARRIED_SENTENCES = 2
"""How many sentences on "they" are still those who were named before."""

LEADING_WORDS = 3
"""Words that may stand before care that is the subject: "And then back surgery …"."""


def ill_spoken(scene: Scene) -> Iterator[Candidate]:
    """Yield every place where something bad is said of others."""
    if scene.sentence.voice is Voice.QUESTION:
        return
    yield from _of_rivals(scene)
    yield from _of_treatments(scene)
    yield from _of_a_trade(scene)
    yield from carried(scene)


def _of_rivals(scene: Scene) -> Iterator[Candidate]:
    """Yield "Many online providers don't even require a test", "In large chain stores, you won't find one"."""
    for match in scene.all("rivals"):
        if scene.is_condition(match) or not _is_spoken_of(scene, match) or scene.is_place(match):
            continue
        grave = _ill(scene, scene.words.grave, match.end)
        ill = _ill(scene, scene.words.ills, match.end) or grave
        if ill is None or (grave is None and _is_weak(scene, match) and not is_turned(scene, match)):
            continue
        yield Candidate(Span(match.start, ill.end), "disparages", can_be_negated=False)


def _of_treatments(scene: Scene) -> Iterator[Candidate]:
    """Yield "Surgery is risky and often fails"; a milder word counts where the offer answers it."""
    for match in scene.all("treatments"):
        start, end = match.start, match.end
        if scene.page.is_topic(start, end) or scene.is_condition(match) or not _is_subject(scene, match):
            continue
        ill = _ill(scene, scene.words.grave, end)
        kind = scene.first(scene.words.kind, end, _end(scene, end))
        if ill is None and kind is None and is_turned(scene, match) and not _is_routine(scene, end):
            ill = _ill(scene, scene.words.complaints, end)
        if ill is not None:
            yield Candidate(Span(start, ill.end), "disparages", can_be_negated=False)


def _of_a_trade(scene: Scene) -> Iterator[Candidate]:
    """Yield "Surgeons cut; it's what they're trained to do": a whole trade, and something harsh said of it."""
    for match in scene.all("foils"):
        ill = _ill(scene, scene.words.grave, match.end, across=True)
        if ill is not None and _is_spoken_of(scene, match):
            yield Candidate(Span(match.start, ill.end), "disparages", can_be_negated=False)


def carried(scene: Scene) -> Iterator[Candidate]:
    """Yield "They only see the diagnosis" behind a sentence about others."""
    if scene.grammar.plural.match(scene.page.text[scene.span.start : scene.span.end]) is None:
        return
    if scene.page.is_own(scene.span.start, scene.span.end):
        return
    lists = _lists_before(scene)
    for phrases in lists:
        ill = _ill(scene, phrases, scene.span.start)
        if ill is not None:
            yield Candidate(Span(scene.span.start, ill.end), "disparages", can_be_negated=False)
            return


def _lists_before(scene: Scene) -> tuple[PhraseSet, ...]:
    """What would be bad about those of whom the sentences before speak; nothing where they are not others."""
    words, page, sentence = scene.words, scene.page, scene.sentence
    for _ in range(CARRIED_SENTENCES):
        before = page.before(sentence)
        if (
            before is None
            or before.block != sentence.block
            or page.is_own(before.span.start, before.span.end)
        ):
            return ()
        span, keys = before.span, page.keys(before)
        rival = words.rivals.first(page.text, span.start, span.end, keys)
        if rival is not None:
            return () if _is_weak(scene, rival) else (words.grave, words.ills)
        treatment = words.treatments.first(page.text, span.start, span.end, keys)
        if treatment is not None:
            return () if page.is_topic(treatment.start, treatment.end) else (words.grave,)
        sentence = before
    return ()


def _is_spoken_of(scene: Scene, match: Match) -> bool:
    """Whether a statement is about the others: nothing of the offer stands before them, and they are not governed."""
    start = scene.span.start
    if scene.page.is_own(start, match.end):
        return False
    before = scene.page.text[start : match.start].casefold().split()
    if not before:
        return True
    return before[-1] not in scene.grammar.governing or len(before) <= LEADING_WORDS


def _is_subject(scene: Scene, match: Match) -> bool:
    """Whether a kind of care begins its statement, and not "the injection" of this page or "with any opioid"."""
    start = scene.clause(match)[0]
    if scene.page.is_own(start, match.end) or scene.grammar.particular.match(
        scene.page.text, start, scene.span.end
    ):
        return False
    before = scene.page.text[start : match.start].casefold().split()
    return len(before) <= LEADING_WORDS and not scene.grammar.governing.intersection(before)


def _is_routine(scene: Scene, start: int) -> bool:
    """Whether the answer only says how things are done here: "… Our surgeons will explain them."."""
    words, page, end = scene.words, scene.page, _end(scene, start)
    if words.routine.first(page.text, end, scene.span.end) is not None:
        return True
    after = page.after(scene.sentence)
    return after is not None and words.routine.first(page.text, after.span.start, after.span.end) is not None


def _is_weak(scene: Scene, match: Match) -> bool:
    return scene.words.weak.first(scene.page.text[match.start : match.end]) is not None


def _ill(scene: Scene, phrases: PhraseSet, start: int, *, across: bool = False) -> Match | None:
    """The first bad word in the rest of a statement, or `across` the sentence, not hedged, not the offer's, not fair."""
    text = scene.page.text
    end = scene.span.end if across else _end(scene, start)
    fair = scene.words.fair.find(text, start, end, scene.page.keys(scene.sentence))
    for found in phrases.find(text, start, end, scene.page.keys(scene.sentence)):
        if any(f.start < found.end and found.start < f.end for f in fair):
            continue
        if scene.is_hedged(start, found.start) or scene.page.is_own(start, found.start):
            return None
        if scene.grammar.other_subject.search(text, start, found.start):
            return None
        return found
    return None


def _end(scene: Scene, start: int) -> int:
    """Where what is said of others ends: where the sentence turns to somebody else, or runs on too long."""
    turns = scene.grammar.slight
    stop = words_after(scene.page.text, start, scene.span.end, REACH_WORDS)
    for turn in turns.side.finditer(scene.page.text, start, stop) if turns else ():
        if scene.grammar.plural.match(scene.page.text[turn.end() : stop]) is None:
            return int(turn.start())  # "; they just …" goes on about the same
    return stop
