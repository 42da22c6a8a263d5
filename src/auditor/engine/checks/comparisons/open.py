"""Finds comparisons by who is set above whom, whatever words they are made of.

"Recovery is quicker with our laser than with stitches": any degree will do, since what decides is that the offer stands on
one side and other care, other providers or other products on the other. "Less pain, faster recovery" leaves the other
side out, "While hospitals send you home, we stay" puts it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import Head
from auditor.engine.checks.comparisons.contrast import names_others
from auditor.engine.checks.comparisons.scene import ANSWER_WORDS, COMPARED_WORDS, Candidate, words_end
from auditor.model.analysis import Voice
from auditor.model.document import BlockKind
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene
    from auditor.text.phrases import Match

GAINS_OF_A_SLOGAN = 2
"""So many gains in a slogan speak of the offer by themselves: "Less pain, faster recovery"."""

_SIDES = frozenset({Head.METHOD, Head.REMEDY, Head.PROVIDER, Head.PEOPLE, Head.CARE})
"""What a noun names that the offer can be set above."""


def set_above(scene: Scene) -> Iterator[Candidate]:
    """Yield every place where the offer is set above something, by its place in the sentence."""
    if scene.sentence.voice is Voice.QUESTION:
        return
    yield from _above(scene)
    yield from _gained(scene)
    yield from _conceded(scene)
    yield from _praised(scene)


def _praised(scene: Scene) -> Iterator[Candidate]:
    """Yield the offer praised above whatever it is: "fewer side effects than isotretinoin", "VeinSeal hurts less than"."""
    for match in (*scene.all("anything"), *scene.all("than")):
        start = scene.clause(match)[0]
        is_wished = scene.first(scene.words.wished, match.start, match.end) is not None
        if not is_wished or scene.is_hedged(start, match.end) or not _is_of_product(scene, start, match):
            continue
        end = scene.words_on(match.end, ANSWER_WORDS)
        is_thing = scene.grammar.named_thing.match(scene.page.text, match.end) is not None
        if is_thing and not scene.page.is_own(match.end, end):
            yield Candidate(Span(match.trigger_start, match.end), "compared")


def _is_of_product(scene: Scene, start: int, match: Match) -> bool:
    """Whether the promoter, a thing with a name of its own or a slogan wins: "Safer than a scalpel"."""
    page = scene.page
    if page.is_own(start, match.start):
        return True
    if page.is_coined(start, match.start):
        return scene.others(start, match.start, with_treatments=True) is None
    opens = scene.grammar.opening.fullmatch(page.text, scene.span.start, match.start) is not None
    return opens and scene.is_slogan and match.phrase.source in scene.words.listed["anything"]


def _above(scene: Scene) -> Iterator[Candidate]:
    """Yield a comparison of any degree whose winner is the offer and whose loser is other care or others."""
    for match in scene.all("degrees"):
        if not _offer_wins(scene, match):
            continue
        end = _loser_end(scene, match.end) or _parallel_end(scene, match)
        if end is not None:
            yield Candidate(Span(match.trigger_start, end), "superior")


def _offer_wins(scene: Scene, match: Match) -> bool:
    """Whether the offer stands before "than": "our nails heal sooner than", "quicker with us than", "you'll heal faster than"."""
    start = scene.clause(match)[0]
    if scene.is_hedged(start, match.end) or scene.is_condition(match):
        return False
    if scene.is_offer(start, match.start) or scene.page.is_own(match.start, match.end):
        return True
    return _reads_as_offer(scene, start, match)


def _reads_as_offer(scene: Scene, start: int, match: Match) -> bool:
    """Whether the winner is the offer though nobody names it: "here", "you'll", "the results", a slogan, "than elsewhere"."""
    text, grammar = scene.page.text, scene.grammar
    if grammar.here.search(text, start, match.end) or grammar.promised.match(text, start, match.start):
        return True
    if not text[start : match.start].strip():
        return scene.is_slogan or scene.stands_alone
    if grammar.elsewhere.match(text, match.end, scene.span.end) is not None:
        return not scene.page.is_topic(start, match.start)
    return scene.page.first_head(start, match.start) is Head.OUTCOME


def _loser_end(scene: Scene, start: int) -> int | None:
    """Where the loser behind "than" ends; None when it is the offer itself, a time, a number or anybody's body."""
    if scene.page.is_own(start, scene.words_on(start, ANSWER_WORDS)):
        return None
    far = scene.words_on(start, COMPARED_WORDS)
    those = scene.grammar.those.match(scene.page.text, start, far)
    return int(those.end()) if those is not None else _named_end(scene, start, far)


def _named_end(scene: Scene, start: int, far: int) -> int | None:
    """Where the name of other care or others ends."""
    page, text = scene.page, scene.page.text
    if scene.grammar.yardstick.match(text, start, far):
        return None
    listed = scene.others(start, far, with_treatments=True)
    if listed is not None:
        return start + len(text[start : listed.end].rstrip(" .,;:!?"))
    other = scene.grammar.otherness.match(text, start, far)
    if other is not None:
        return int(other.end())
    lead = scene.grammar.inside.match(text, start, far)
    begins = int(lead.end()) if lead else start
    phrase = page.first_phrase(begins, far)
    if phrase.head in _SIDES and not page.is_topic(begins, phrase.end):
        return phrase.end
    return None


def _parallel_end(scene: Scene, match: Match) -> int | None:
    """Where the other side ends that the same preposition brings in: "with our laser than with stitches"."""
    page, text = scene.page, scene.page.text
    if not page.is_own(match.start, match.end):
        return None
    end = scene.words_on(match.end, ANSWER_WORDS)
    found = scene.grammar.parallel.search(text, match.start, end)
    if found is None or page.is_own(match.end, end):
        return None
    begins = found.end() - 1
    is_of_readers = page.vocabulary.readers.first(text, begins, end) is not None
    phrase = page.first_phrase(begins, end)
    said = text[begins : max(phrase.end, found.end())]
    return None if is_of_readers else begins + len(said.rstrip(" .,;:!?"))


def _gained(scene: Scene) -> Iterator[Candidate]:
    """Yield gains of the offer over something left out: "you get clearer speech", "Less pain, faster recovery"."""
    found = scene.all("gains")
    if not found or scene.grammar.than.search(scene.page.text, found[0].end, scene.span.end):
        return
    first = found[0]
    if scene.has_figure:
        return  # a measured gain is judged as a figure
    start = scene.clause(first)[0]
    if scene.is_hedged(scene.span.start, first.start) or _is_condition(scene, first):
        return
    if scene.grammar.able.search(scene.page.text, start, first.start):
        return
    if _is_gain_of_offer(scene, first, len(found)):
        yield Candidate(Span(first.start, found[-1].end), "gained")


def _is_gain_of_offer(scene: Scene, first: Match, count: int) -> bool:
    page, start = scene.page, scene.clause(first)[0]
    if _is_of_people(scene, start, first.start):
        return False  # what patients say or show is told as their experience
    if page.is_own(start, first.start) or page.is_coined(start, first.start):
        return True
    if not page.text[start : first.start].strip(" –-•·:"):
        return _is_slogan_of_offer(scene, count)
    if scene.grammar.promised.match(page.text, start, first.start) is None:
        return False
    return count >= GAINS_OF_A_SLOGAN or scene.follows_offer() or page.stands_by_offer(scene.sentence)


def _is_of_people(scene: Scene, start: int, end: int) -> bool:
    """Whether people other than the reader are spoken of."""
    text = scene.page.text
    found = scene.page.vocabulary.readers.find(text, start, end)
    return any(not scene.grammar.to_you.match(text, m.start, m.end) for m in found)


def _is_slogan_of_offer(scene: Scene, count: int) -> bool:
    """Whether a line that is nothing but gains speaks of the offer: there are several, or the words above it do so."""
    if not scene.is_slogan:
        return count >= GAINS_OF_A_SLOGAN and scene.follows_offer()
    above = _lead_in(scene)
    is_listed = scene.page.subject.block(scene.sentence).kind is BlockKind.LIST_ITEM
    if is_listed and above is not None and scene.page.is_own(above.start, above.end):
        return True
    return count >= GAINS_OF_A_SLOGAN and (above is None or not _is_of_reader(scene, above))


def _is_of_reader(scene: Scene, above: Span) -> bool:
    """Whether a heading lists what readers win by their own doing, or what an illness does: "Benefits of quitting"."""
    grammar = scene.grammar
    return grammar.doing.search(scene.page.text, above.start, above.end) is not None


def _lead_in(scene: Scene) -> Span | None:
    """The heading or paragraph that a list hangs on."""
    blocks = scene.page.subject.document.blocks
    above = (blocks[i] for i in range(scene.sentence.block - 1, -1, -1))
    return next((b.span for b in above if b.kind is not BlockKind.LIST_ITEM), None)


def _is_condition(scene: Scene, match: Match) -> bool:
    return (
        scene.is_condition(match)
        or scene.grammar.condition_before.search(scene.page.text, scene.span.start, match.start) is not None
    )


def _conceded(scene: Scene) -> Iterator[Candidate]:
    """Yield others put first and outdone by the offer: "While hospitals send you home, we stay"."""
    page, text = scene.page, scene.page.text
    opened = scene.grammar.conceding.match(text, scene.span.start, scene.span.end)
    if opened is None:
        return
    start, end = opened.span("others")
    answer = opened.end()
    begins = words_end(text, answer, scene.span.end, ANSWER_WORDS)
    said = f" {text[start:end]}"
    rivals = scene.others(start, end, with_treatments=False)
    others = scene.grammar.otherness.match(said) or rivals
    is_answered = scene.grammar.to_you.match(text, answer, begins) or scene.grammar.other.match(said)
    if not page.is_own(answer, begins) and not (others and is_answered):
        return
    if page.is_own(start, end) or scene.is_hedged(start, end):
        return
    if not others and not names_others(scene, start, end):
        return
    lead = words_end(text, start, end, ANSWER_WORDS)
    if page.is_topic(start, lead) and rivals is None:
        return
    if not scene.grammar.other.match(said) and scene.words.neutral.first(text, start, end) is not None:
        return
    yield Candidate(Span(scene.span.start, end), "contrasted", can_be_negated=False)
