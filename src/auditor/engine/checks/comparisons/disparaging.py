"""Finds others run down: "most clinics simply mask the pain", "where other hospices fall short"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.comparisons.scene import ANSWER_WORDS, Candidate, words_end
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene
    from auditor.model.analysis import Sentence
    from auditor.text.phrases import Match, PhraseSet

BELITTLED_WORDS = 9
"""Words between the others and what they are said to do."""

ADVERB_WORDS = 3
"""Words between the others and a small word such as "simply" that belongs to their verb."""

CONTRAST_WORDS = 7
"""A reply longer than this ("Ours are not.") is a new statement."""

PARALLEL_WORDS = 14
"""Statements longer than this are not heard as one set against the other."""

SHARED_WORDS = 2
"""Words two statements have to share to be heard so ("… gave you a leaflet. … give you a plan.")."""


def disparaging(scene: Scene) -> Iterator[Candidate]:
    """Yield every place where a sentence runs others down."""
    yield from _failing(scene)
    yield from _outright(scene)
    yield from _run_down(scene)
    yield from _foiled(scene)


def _failing(scene: Scene) -> Iterator[Candidate]:
    """Yield "where other clinics stop short", "what your doctor won't tell you", with the offer near."""
    for match in scene.all("fail"):
        near = scene.is_slogan or scene.page.is_own(scene.span.start, scene.span.end) or scene.follows_offer()
        if near or scene.page.is_topic(scene.span.start, match.start) or scene.is_answered():
            yield Candidate(Span(match.start, match.end), "disparages", can_be_negated=False)


def _outright(scene: Scene) -> Iterator[Candidate]:
    """Yield "none of these drugs treats the cause": words that need nobody beside them."""
    for match in scene.all("outright"):
        if not scene.is_hedged(scene.span.start, match.end):
            yield Candidate(Span(match.start, match.end), "disparages", can_be_negated=False)


def _run_down(scene: Scene) -> Iterator[Candidate]:
    """Yield others as the subject of what belittles them: "most clinics simply mask the pain"."""
    for name in ("rivals", "treatments"):
        for match in scene.all(name):
            start, end = scene.clause(match)
            if scene.page.is_own(start, match.end) or scene.is_condition(match) or scene.is_place(match):
                continue
            if name == "treatments" and scene.page.is_topic(match.start, match.end):
                continue
            deed = _deed(scene, match, end, is_rival=name == "rivals")
            if deed is not None and not _is_taken_back(scene, match.end, deed):
                yield Candidate(Span(match.start, deed), "disparages")


def _is_taken_back(scene: Scene, start: int, end: int) -> bool:
    """Whether the words between hedge it ("may fail") or bring the promoter in ("most clinics, including ours")."""
    return scene.is_hedged(start, end) or scene.page.is_own(start, end)


def _deed(scene: Scene, others: Match, end: int, *, is_rival: bool) -> int | None:
    """Where what the others are said to do ends; None when it does not belittle them enough."""
    plain = _near(scene, scene.words.plainly, others.end, end)
    if plain is not None:
        return plain.end
    harsh = _near(scene, scene.words.belittled, others.end, end)
    firm = _near(scene, scene.words.firm, others.end, end, ADVERB_WORDS)
    if is_rival and (harsh or firm):
        return harsh.end if harsh else firm.end if firm else None
    answered = scene.is_answered()
    if harsh and (answered or scene.first(scene.words.belittling, others.end, harsh.end)):
        return harsh.end
    mild = _near(scene, scene.words.mildly, others.end, end)
    if is_rival and mild and answered:
        return mild.end
    return others.end if is_rival and _is_contrasted_firm(scene, others) else None


def _near(
    scene: Scene, phrases: PhraseSet, start: int, end: int, most: int = BELITTLED_WORDS
) -> Match | None:
    found = scene.first(phrases, start, end)
    if found is None:
        return None
    between = scene.page.text[start : found.start]
    if scene.grammar.other_subject.search(between):
        return None
    return found if len(between.split()) <= most or scene.grammar.resumed.search(between) else None


def _is_contrasted_firm(scene: Scene, others: Match) -> bool:
    """Whether other firms or people are set against "Ours are not." or "…; our doctors see you for an hour"."""
    if scene.first(scene.words.firms, others.start, others.end) is None or _is_governed(scene, others):
        return False
    turn = scene.grammar.turned.search(scene.page.text, others.end, scene.span.end)
    if turn is not None:
        if _is_echoed(scene, others, turn.end()):
            return True
        if scene.first(scene.words.routine, turn.end(), scene.span.end) is not None:
            return False
        return scene.page.is_own(turn.end(), scene.words_on(turn.end(), ANSWER_WORDS))
    after = scene.page.after(scene.sentence)
    return after is not None and _is_reply(scene, others, after)


def _is_echoed(scene: Scene, others: Match, start: int) -> bool:
    """Whether the answer turns the verb round: "Other makers use powder; we use the root"."""
    said = scene.page.text[others.end : start].casefold().split()
    answer = scene.page.text[start : scene.span.end].casefold().split()
    return (
        bool(said) and len(answer) > 1 and said[0] == answer[1] and scene.page.is_own(start, scene.span.end)
    )


def _is_governed(scene: Scene, others: Match) -> bool:
    """Whether others are only what a preposition brings in: "a cream from your doctor"."""
    words = scene.page.text[scene.span.start : others.start].casefold().split()
    return bool(words) and words[-1] in scene.grammar.governing


def _is_reply(scene: Scene, others: Match, after: Sentence) -> bool:
    """Whether the next sentence is short and turns round what was said: "We do not.", "We want you well."."""
    span = after.span
    words = span.of(scene.page.text).casefold().split()
    if len(words) > CONTRAST_WORDS or scene.grammar.agreeing.search(scene.page.text, span.start, span.end):
        return False
    if scene.words.contrast.first(scene.page.text, span.start, span.end, scene.page.keys(after)) is not None:
        return True
    said = set(scene.page.text[others.end : scene.span.end].casefold().split())
    echoed = {w for w in words if w in said and w not in scene.page.vocabulary.ends}
    return bool(echoed) and scene.page.is_own(span.start, span.end)


def _foiled(scene: Scene) -> Iterator[Candidate]:
    """Yield "Doctors are trained to hand out pills." answered by "We are trained to listen."."""
    for match in scene.all("foils"):
        if _is_taken_back(scene, match.start, match.end) or scene.is_hedged(match.end, scene.span.end):
            continue
        answer = _answer(scene, match)
        if answer is None:
            continue
        said = scene.page.text[match.end : answer.start]
        harsh = scene.first(scene.words.belittled, match.end, scene.span.end)
        if harsh and scene.grammar.other_subject.search(scene.page.text, match.end, harsh.start):
            harsh = None
        if harsh is not None or _is_parallel(said, answer.of(scene.page.text)):
            yield Candidate(Span(match.start, harsh.end if harsh else match.end), "disparages")


def _answer(scene: Scene, match: Match) -> Span | None:
    """The words in which the offer answers: behind a semicolon, or the next sentence."""
    turn = scene.grammar.turned.search(scene.page.text, match.end, scene.span.end)
    if turn is not None:
        answer = Span(turn.end(), scene.span.end)
    else:
        after = scene.page.after(scene.sentence)
        if after is None or scene.page.is_own(match.end, scene.span.end):
            return None
        answer = after.span
    begins = words_end(scene.page.text, answer.start, answer.end, ANSWER_WORDS)
    return answer if scene.page.is_own(answer.start, begins) else None


def _is_parallel(said: str, answer: str) -> bool:
    """Whether two short statements are cut to the same pattern: they share words, in order."""
    first, second = said.casefold().split(), answer.casefold().split()
    if max(len(first), len(second)) > PARALLEL_WORDS:
        return False
    shared = [w for w in (x.strip(".,;:!?") for x in first) if w in {y.strip(".,;:!?") for y in second}]
    return len(shared) >= SHARED_WORDS
