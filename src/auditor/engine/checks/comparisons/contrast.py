"""Finds others held up against the offer in a turn of phrase: "Tablets only turn the volume down; we …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claims.subject import is_slogan
from auditor.engine.checks.claims.words import Head
from auditor.engine.checks.comparisons.scene import ANSWER_WORDS, COMPARED_WORDS, Candidate, words_end
from auditor.model.analysis import Voice
from auditor.model.document import BlockKind
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene
    from auditor.model.analysis import Sentence
    from auditor.text.phrases import Match

LEADING_WORDS = 2
"""Words that may stand before others that are the subject ("And most …", "The cheap …")."""

SHRUG_WORDS = 9
"""An answer longer than this explains; a shorter one shrugs ("A folding table and a kettle.")."""


def contrasted(scene: Scene) -> Iterator[Candidate]:
    """Yield every place where others are held up against the offer without being plainly run down."""
    yield from _sneered(scene)
    yield from _set_off(scene)
    yield from _pictured(scene)
    yield from _belittled(scene)
    yield from _shrugged_off(scene)
    yield from _priced(scene)


def _sneered(scene: Scene) -> Iterator[Candidate]:
    """Yield others whose very name runs them down, with whatever they are said to do."""
    for match in scene.all("sneers"):
        if _is_subject(scene, match):
            yield Candidate(Span(match.start, _statement_end(scene, match)), "disparages")


def _set_off(scene: Scene) -> Iterator[Candidate]:
    """Yield "Mail-order splints come in three sizes; ours is cast from your teeth."."""
    if _names_the_page(scene):
        return
    for match in scene.all("trades"):
        if _is_subject(scene, match) and is_turned(scene, match) and not _is_plain(scene, match):
            yield Candidate(Span(match.start, _statement_end(scene, match)), "contrasted")


def _names_the_page(scene: Scene) -> bool:
    """Whether the sentence is the title or main heading, where a trade is the page's own: "Larkspur: online therapy"."""
    block = scene.page.subject.block(scene.sentence)
    return block.kind is BlockKind.TITLE or (block.kind is BlockKind.HEADING and block.level == 1)


def _is_plain(scene: Scene, match: Match) -> bool:
    """Whether what is said next is a plain fact ("High-street pharmacies stock the cream")."""
    return scene.first(scene.words.neutral, match.end, scene.words_on(match.end, ANSWER_WORDS)) is not None


def _pictured(scene: Scene) -> Iterator[Candidate]:
    """Yield a picture of doing little with others, or care that is not the page's own, as its subject."""
    for picture in scene.all("figures"):
        start = scene.clause(picture)[0]
        if scene.page.is_own(start, picture.start) or scene.is_hedged(start, picture.start):
            continue
        before = scene.page.text[start : picture.start].casefold().rstrip()
        if before.endswith(tuple(f" {word}" for word in scene.grammar.able_words)):
            continue
        if scene.page.is_topic(start, picture.start) or scene.is_condition(picture):
            continue
        if names_others(scene, start, picture.start):
            yield Candidate(Span(start + _blank(scene, start), picture.end), "contrasted")


def names_others(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch begins with others: rivals, other care, or the name of any provider, person or method."""
    if scene.others(start, end, with_treatments=True) is not None:
        return True
    head = scene.page.first_head(start, end)
    return head in {Head.PROVIDER, Head.PEOPLE, Head.METHOD, Head.REMEDY}


def _blank(scene: Scene, start: int) -> int:
    said = scene.page.text[start : scene.span.end]
    return len(said) - len(said.lstrip())


def _belittled(scene: Scene) -> Iterator[Candidate]:
    """Yield "Creams only soften the surface; Larkspur reaches the root."."""
    for match in scene.all("treatments"):
        only = scene.grammar.only.match(scene.page.text, match.end, scene.span.end)
        if only is None or scene.page.is_topic(match.start, match.end) or not _is_subject(scene, match):
            continue
        end = scene.clause(match)[1]
        conditional = scene.first(
            scene.words.conditions, match.end, _turn_or(scene, match.end, scene.span.end)
        )
        if conditional is None and is_turned(scene, match):
            yield Candidate(Span(match.start, max(end, only.end())), "contrasted", can_be_negated=False)


def _shrugged_off(scene: Scene) -> Iterator[Candidate]:
    """Yield a question about others with the few words that answer it: "What do gyms give you? A mirror."."""
    if scene.sentence.voice is not Voice.QUESTION:
        return
    for match in scene.all("asked"):
        after = scene.page.after(scene.sentence)
        if after is None or scene.page.is_own(match.start, match.end):
            continue
        if not scene.page.is_topic(match.start, match.end) and _is_shrug(scene, after):
            yield Candidate(Span(match.start, after.span.end), "contrasted", can_be_asked=True)


def _is_shrug(scene: Scene, answer: Sentence) -> bool:
    said = answer.span.of(scene.page.text)
    if len(said.split()) > SHRUG_WORDS or scene.page.is_own(answer.span.start, answer.span.end):
        return False
    return scene.grammar.shrug.match(said) is not None and is_slogan(said, scene.page.vocabulary)


def _priced(scene: Scene) -> Iterator[Candidate]:
    """Yield what a place or others are said to charge: "Dublin will charge you twice the price"."""
    for match in scene.all("priced"):
        start = scene.clause(match)[0]
        if scene.page.is_own(start, match.start) or scene.is_hedged(start, match.start):
            continue
        stop = words_end(scene.page.text, match.end, scene.span.end, ANSWER_WORDS)
        if _is_somewhere(scene, start, match.start, stop) or scene.others(
            start, match.start, with_treatments=False
        ):
            yield Candidate(Span(match.start, match.end), "priced")


def _is_somewhere(scene: Scene, start: int, at: int, stop: int) -> bool:
    """Whether a place is the subject, or the words say where: "you will pay double in Harley Street"."""
    places = scene.page.vocabulary.places
    return places.search(scene.page.text, start, at) is not None or (
        places.search(scene.page.text, at, stop) is not None
    )


def _is_subject(scene: Scene, match: Match) -> bool:
    """Whether others begin their statement, which is no condition and brings in neither the promoter nor a doubt."""
    start, end = scene.clause(match)
    if len(scene.page.text[start : match.start].split()) > LEADING_WORDS or scene.is_condition(match):
        return False
    begins = words_end(scene.page.text, match.end, end, ANSWER_WORDS)
    if not scene.page.text[match.end : begins].strip(" .!?,;:"):
        return False
    return not (scene.page.is_own(start, begins) or scene.is_hedged(match.end, end))


def is_turned(scene: Scene, match: Match) -> bool:
    """Whether the offer answers: behind a semicolon or "but", or at the beginning of the next sentence."""
    turn = scene.grammar.turned_over.search(scene.page.text, match.end, scene.span.end)
    if turn is not None:
        begins = scene.words_on(turn.end(), ANSWER_WORDS)
        return scene.page.is_own(turn.end(), begins) or scene.page.is_topic_kind(turn.end(), begins)
    after = scene.page.after(scene.sentence)
    if after is None:
        return False
    begins = words_end(scene.page.text, after.span.start, after.span.end, ANSWER_WORDS)
    if scene.words.contrast.first(scene.page.text, after.span.start, after.span.end) is not None:
        return True
    return scene.page.is_own(after.span.start, begins)


def _turn_or(scene: Scene, start: int, end: int) -> int:
    turn = scene.grammar.turned_over.search(scene.page.text, start, end)
    return turn.start() if turn else end


def _statement_end(scene: Scene, match: Match) -> int:
    """Where the words that are said of others end, or the first of them where they are many."""
    end = min(scene.clause(match)[1], scene.words_on(match.end, COMPARED_WORDS))
    return match.end + len(scene.page.text[match.end : end].rstrip(" .!?,;:"))
