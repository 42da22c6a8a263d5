"""Finds two short statements set against each other: "Dieticians count; we cook."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import Head
from auditor.engine.checks.comparisons.scene import ANSWER_WORDS, Candidate, words_end
from auditor.model.analysis import Sentence, Voice
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene

CLIPPED_WORDS = 3
"""Words of a clipped statement, and how many sentences on it is answered at most."""

MATCHED_WORDS = 7
"""Two sentences of at most so many words each are heard as one turn of phrase."""

PAIRED_WORDS = 13
"""Statements longer than this are not heard as one set against the other."""

KIND_WORDS = 2
"""A kind of people by itself: "real clinicians"; of more words one may be a verb."""


def paired(scene: Scene) -> Iterator[Candidate]:
    """Yield others of whom something is said that the offer turns round in the next few words."""
    if scene.sentence.voice is Voice.QUESTION:
        return
    if _is_clipped(scene):
        yield Candidate(scene.span, "contrasted", can_be_negated=False)
        return
    sides = _sides(scene)
    if sides is None:
        return
    said, answer, is_one_sentence = sides
    if not is_one_sentence and _is_matched(scene, said, answer):
        is_one_sentence = True
    if is_one_sentence and _is_answer(scene, said):
        said, answer = answer, said  # "Our drops work in hours; tablets take weeks."
    if not _is_said_of_others(scene, said, is_one_sentence=is_one_sentence) or not _is_answer(scene, answer):
        return
    text = said.of(scene.page.text)
    end = said.start + len(text.rstrip(" .!,;:"))
    yield Candidate(Span(said.start, end), "contrasted", can_be_negated=False)


def _is_clipped(scene: Scene) -> bool:
    """Whether a few words on others are capped by a few on the offer: "Pills mask. Surgeons cut. We mend."."""
    words = scene.span.of(scene.page.text).split()
    if not 1 < len(words) <= CLIPPED_WORDS:
        return False
    if scene.others(scene.span.start, scene.span.start + len(words[0]), with_treatments=True) is None:
        return False
    if not _is_said_of_others(scene, scene.span, is_one_sentence=True):
        return False
    after, following = scene.page.after(scene.sentence), list[Sentence]()
    while after is not None and len(following) < CLIPPED_WORDS:
        following.append(after)
        after = scene.page.after(after)
    return any(_caps(scene, s) for s in following)


def _is_matched(scene: Scene, said: Span, answer: Span) -> bool:
    """Whether two clipped sentences are one turn of phrase: "Dentures slip. Our implants stay put."."""
    text = scene.page.text
    is_clipped = max(len(said.of(text).split()), len(answer.of(text).split())) <= MATCHED_WORDS
    return is_clipped and scene.grammar.possessed.match(text, answer.start, answer.end) is not None


def _caps(scene: Scene, sentence: Sentence) -> bool:
    words = sentence.span.of(scene.page.text).split()
    first = sentence.span.start + len(words[0])
    return len(words) <= CLIPPED_WORDS and scene.is_offer(sentence.span.start, first)


def _sides(scene: Scene) -> tuple[Span, Span, bool] | None:
    """What is said and what answers it: around a semicolon or dash, or in two sentences."""
    turn = scene.grammar.paired.search(scene.page.text, scene.span.start, scene.span.end)
    if turn is not None:
        return Span(scene.span.start, turn.start()), Span(turn.end(), scene.span.end), True
    after = scene.page.after(scene.sentence)
    return None if after is None else (scene.span, after.span, False)


def _is_answer(scene: Scene, answer: Span) -> bool:
    """Whether a short statement begins with the promoter and is more than a word on its arrangements."""
    text = scene.page.text
    if len(answer.of(text).split()) > PAIRED_WORDS:
        return False
    speaker = scene.grammar.speaker.match(text, answer.start, answer.end)
    if speaker is None or not scene.page.is_own(answer.start, speaker.end()):
        return False
    return scene.words.routine.first(text, answer.start, answer.end) is None


def _is_said_of_others(scene: Scene, said: Span, *, is_one_sentence: bool) -> bool:
    """Whether a short statement says of others, or of care that is not the page's own, more than a plain fact."""
    page, text = scene.page, scene.page.text
    if len(said.of(text).split()) > PAIRED_WORDS or page.is_own(said.start, said.end):
        return False
    if scene.grammar.particular.match(text, said.start, said.end) or scene.is_hedged(said.start, said.end):
        return False
    lead = words_end(text, said.start, said.end, ANSWER_WORDS)
    if page.is_topic(said.start, lead) or _only_names(scene, said):
        return False
    head = page.first_head(said.start, said.end)
    people = (
        head in {Head.PROVIDER, Head.PEOPLE}
        or scene.others(said.start, lead, with_treatments=False) is not None
        or scene.grammar.other.match(f" {text[said.start : lead]}") is not None
    )
    care = is_one_sentence and (
        head in {Head.METHOD, Head.REMEDY} or scene.others(said.start, lead, with_treatments=True) is not None
    )
    return (people or care) and scene.words.neutral.first(text, said.start, said.end) is None


def _only_names(scene: Scene, said: Span) -> bool:
    """Whether a statement is people in the plural and no more, which tells nothing: "Real clinicians. Our nurses …"."""
    phrase = scene.page.first_phrase(said.start, said.end)
    is_kind = phrase.head in {Head.PROVIDER, Head.PEOPLE} and len(phrase.words) == KIND_WORDS
    return (
        is_kind
        and phrase.last_word.endswith("s")
        and not scene.page.text[phrase.end : said.end].strip(" .!,;:")
    )
