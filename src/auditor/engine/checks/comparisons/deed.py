"""Finds others of whom something is told that nobody needs to know: "High-street shops shut you in a box".

A page that sells tells of others to set itself off, and no list holds all that can be told. So whom it is told of counts,
and that it is no plain fact: not what others stock, charge or may do, nor what they do for people ("explain", "refer").
What they do to people ("park you in a recliner") is none of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.claims.words import Head
from auditor.engine.checks.comparisons.contrast import is_turned
from auditor.engine.checks.comparisons.scene import ANSWER_WORDS, COMPARED_WORDS, Candidate, words_end
from auditor.model.analysis import Voice
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene

SUBJECT_WORDS = 2
"""Words of a kind of provider that is told apart from others: "storefront clinics"."""

SAID_WORDS = 2
"""Fewer words behind the others say nothing of them."""

BETWEEN_NAMES = frozenset("|/·•")
"""Behind these another name follows, as in a menu: "Injectables | Lasers | Body"."""


def told_of(scene: Scene) -> Iterator[Candidate]:
    """Yield every statement that begins with others and goes on with more than a plain fact."""
    if scene.sentence.voice is Voice.QUESTION or scene.has_figure or scene.is_slogan:
        return
    subject = _others(scene)
    if subject is None or _is_governed(scene, subject.end) or _is_plain(scene, subject.end):
        return
    end = min(scene.words_on(subject.end, COMPARED_WORDS), scene.span.end)
    said = scene.page.text[subject.start : end].rstrip(" .,;:!?")
    yield Candidate(Span(subject.start, subject.start + len(said)), "contrasted", can_be_negated=False)


def _others(scene: Scene) -> Span | None:
    """The others that a statement begins with."""
    page, start = scene.page, scene.span.start
    if page.is_own(start, scene.words_on(start, ANSWER_WORDS)):
        return None
    for match in scene.all("rivals"):
        is_weak = scene.words.weak.first(page.text[match.start : match.end]) is not None
        if match.start != start or is_weak or page.is_topic(start, match.end):
            continue
        if _is_done_to_readers(scene, match.end) or is_turned(scene, match):
            return Span(match.start, match.end)
    return _some_kind(scene) or _some_care(scene)


def _some_kind(scene: Scene) -> Span | None:
    """Others of some kind to whom readers fall: "storefront clinics park you …", "most fitters"."""
    page, start = scene.page, scene.span.start
    if scene.grammar.particular.match(page.text, start, scene.span.end):
        return None
    phrase = page.first_phrase(start, scene.span.end)
    if not phrase.last_word.endswith("s") or page.is_topic_kind(start, phrase.end):
        return None
    is_marked = scene.words.marked.first(page.text[start : phrase.end]) is not None
    is_kind = phrase.head is Head.PROVIDER and len(phrase.words) >= SUBJECT_WORDS
    if not is_kind and not (is_marked and phrase.head in {Head.UNKNOWN, Head.PEOPLE, Head.PROVIDER}):
        return None
    if page.vocabulary.readers.first(page.text, start, phrase.end) is not None:
        return None
    if scene.words.friends.first(page.text, start, phrase.end) is not None:
        return None
    return Span(start, phrase.end) if _is_done_to_readers(scene, phrase.end) else None


def _some_care(scene: Scene) -> Span | None:
    """Care that is not on offer here, of which no verb of medicine is told: "Antibiotics carpet-bomb your gut"."""
    page, start = scene.page, scene.span.start
    found = next((m for m in scene.all("treatments") if _begins(scene, m.start)), None)
    if found is None or page.is_topic_kind(start, found.end):
        return None
    near = scene.words_on(found.end, ANSWER_WORDS)
    if scene.words.medical.first(page.text, found.end, near) is not None:
        return None
    return Span(start, found.end) if not scene.words.everyday.first(page.text, found.end, near) else None


def _begins(scene: Scene, at: int) -> bool:
    """Whether nothing but an article stands before."""
    article = scene.grammar.article.match(scene.page.text[scene.span.start : at])
    return article is not None and scene.span.start + article.end() >= at


def _is_governed(scene: Scene, start: int) -> bool:
    """Whether the noun goes on, or nothing is said of it: "standard care for most patients", "Methadone Addiction"."""
    words = scene.page.text[start : scene.words_on(start, ANSWER_WORDS)].split()
    if len(words) < SAID_WORDS or words[0][:1].isupper() or words[0] in BETWEEN_NAMES:
        return True
    return words[0].casefold() in scene.grammar.governing


def _is_plain(scene: Scene, start: int) -> bool:
    """Whether what is told is a plain fact, hedged, the promoter's own, or done for people."""
    page, text = scene.page, scene.page.text
    near, far = scene.words_on(start, ANSWER_WORDS), scene.words_on(start, COMPARED_WORDS)
    if not text[start:near].strip(" .!?,;:") or scene.is_hedged(start, far) or page.is_own(start, near):
        return True
    if (
        scene.words.neutral.first(text, start, near) is not None
        or scene.words.fair.first(text, start, far) is not None
    ):
        return True
    if scene.words.helpful.first(text, start, far) is not None:
        return True
    deed = scene.words.everyday.first(text, start, near)
    return deed is not None and not _is_done_to_readers(scene, deed.start)


def _is_done_to_readers(scene: Scene, start: int) -> bool:
    """Whether readers are whom it happens to: "… post you a parcel"."""
    end = words_end(scene.page.text, start, scene.span.end, COMPARED_WORDS)
    return scene.words.done_to.first(scene.page.text, start, end) is not None
