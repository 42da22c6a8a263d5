"""Finds the offer set above others: "faster than ordinary braces", "unlike other clinics", "Larkspur vs braces"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import Head
from auditor.engine.checks.comparisons.scene import ANSWER_WORDS, COMPARED_WORDS, Candidate
from auditor.model.document import BlockKind
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene
    from auditor.text.phrases import Match

THAN_CHARS = 5
"""The last word of what opens a comparison, which may belong to the other side: "than the rest"."""

_ANSWERS = frozenset({Head.PROVIDER, Head.CARE, Head.METHOD, Head.PEOPLE, Head.OUTCOME, Head.REMEDY})
"""What may be on offer where ordinary care is what it is unlike."""

_SHOWN = frozenset({BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TITLE})


def superior(scene: Scene) -> Iterator[Candidate]:
    """Yield every place where a sentence sets the offer above something else."""
    yield from _better(scene)
    yield from _outdone(scene)
    yield from _anything(scene)
    yield from _elided(scene)
    yield from _unlike(scene)
    yield from _versus(scene)


def _better(scene: Scene) -> Iterator[Candidate]:
    """Yield "faster than ordinary braces", "outperforms every other brand", "half the price of a hospital"."""
    text = scene.page.text
    for name in ("than", "outdo"):
        for match in scene.all(name):
            start = scene.clause(match)[0]
            if scene.is_hedged(start, match.start):
                continue
            own = scene.is_offer(start, match.start)
            opens = scene.grammar.opening.fullmatch(text, scene.span.start, match.start) is not None
            alone = (scene.stands_alone or scene.is_slogan) and opens
            promised = (
                own or alone or scene.grammar.promised.match(text, scene.span.start, match.start) is not None
            )
            is_open = _is_open(scene, start, match, is_praise=name == "outdo")
            others = scene.others(
                max(match.start, match.end - THAN_CHARS) if name == "than" else match.start,
                scene.words_on(match.end, COMPARED_WORDS),
                with_treatments=promised or is_open,
            )
            if others is None and not (own and name == "outdo"):
                continue
            if promised or is_open or _may_be_offer(scene, match.start):
                end = max(match.end, others.end if others else 0)
                yield Candidate(Span(match.trigger_start, end), "superior")


def _outdone(scene: Scene) -> Iterator[Candidate]:
    """Yield "levels that no tablet can match" where tablets are not what the page offers."""
    for match in scene.all("outdone"):
        if not scene.page.is_topic(match.start, match.end):
            yield Candidate(Span(match.start, match.end), "superior", can_be_negated=False)


def _may_be_offer(scene: Scene, end: int) -> bool:
    """Whether the winning side could be the offer: a slogan, no subject at all, or something on sale."""
    if scene.is_slogan or not scene.page.text[scene.span.start : end].strip():
        return True
    if scene.page.is_own(scene.span.start, scene.span.end):
        return True
    return scene.page.first_head(scene.span.start, end).is_offer


def _is_open(scene: Scene, start: int, match: Match, *, is_praise: bool) -> bool:
    """Whether something that does well and is no medicine, complaint or person wins: "Adjustments work better than"."""
    is_wished = is_praise or scene.first(scene.words.wished, match.start, match.end) is not None
    return is_wished and not scene.is_condition(match) and scene.may_be_offer(start, match.start)


def _anything(scene: Scene) -> Iterator[Candidate]:
    """Yield "gentler than waxing" where the promoter itself is the subject, whatever the other side is."""
    for match in scene.all("anything"):
        if not scene.page.is_own(scene.clause(match)[0], match.start):
            continue
        end = scene.words_on(match.end, ANSWER_WORDS)
        if not scene.page.is_own(match.end, end) and scene.grammar.named_thing.match(
            scene.page.text, match.end
        ):
            yield Candidate(Span(match.trigger_start, match.end), "compared")


def _elided(scene: Scene) -> Iterator[Candidate]:
    """Yield "it works better because …" where "it" is the offer."""
    for match in scene.all("elided"):
        if scene.is_offer(scene.clause(match)[0], match.start):
            yield Candidate(Span(match.start, match.end), "superior")


def _unlike(scene: Scene) -> Iterator[Candidate]:
    for match in scene.all("unlike"):
        end = scene.words_on(match.end, COMPARED_WORDS)
        own = (
            scene.is_offer(match.end, scene.span.end)
            or scene.is_offer(scene.span.start, match.start)
            or _is_praised(scene, match)
        )
        others = scene.others(match.start, end, with_treatments=own)
        if others is not None and (own or scene.is_slogan):
            yield Candidate(Span(match.start, max(match.end, others.end)), "superior", can_be_negated=False)
            continue
        comma = scene.grammar.unlike.match(scene.page.text, match.start, scene.span.end)
        if comma is not None and (_is_winner(scene, comma.end()) or _is_answered(scene, match, comma.end())):
            yield Candidate(Span(match.start, comma.end("others")), "superior", can_be_negated=False)


def _is_praised(scene: Scene, match: Match) -> bool:
    """Whether something is set off against others in a word of praise: "…, unlike dentures", "compared with pills, it is faster"."""
    start, end = scene.span.start, scene.span.end
    if not scene.page.text[start : match.start].strip():
        return scene.first(scene.words.wished, match.end, end) is not None
    return match.phrase.source == "unlike" and scene.may_be_offer(start, match.start)


def _is_answered(scene: Scene, match: Match, start: int) -> bool:
    """Whether ordinary care is followed by something on offer: "Unlike traditional fillings, sealed ones …"."""
    rivals = scene.first(scene.words.rivals, match.start, start)
    return rivals is not None and scene.page.first_head(start, scene.span.end) in _ANSWERS


def _is_winner(scene: Scene, start: int) -> bool:
    """Whether the offer follows: "…, we remember your name", or "he" of one of the promoter's people."""
    if scene.is_offer(start, scene.words_on(start, ANSWER_WORDS)):
        return True
    if scene.grammar.staff.match(scene.page.text, start, scene.span.end):
        return True
    return (
        scene.grammar.person.match(scene.page.text, start, scene.span.end) is not None
        and scene.follows_offer()
    )


def _versus(scene: Scene) -> Iterator[Candidate]:
    """Yield a heading or caption that sets the offer against something else: "Larkspur vs ordinary braces"."""
    if scene.page.subject.block(scene.sentence).kind not in _SHOWN:
        return
    for match in scene.all("versus"):
        if scene.page.is_side(scene.span.start, match.start) or scene.page.is_side(match.end, scene.span.end):
            yield Candidate(scene.span, "table")
            return
