"""Finds others who are not named: "No cookie-cutter plans here", "Tired of being a number?", "What sets us apart from …".

A page that says what it is not tells readers what others are. The words alone do that ("assembly line", "just a number"):
nobody rejects for himself what nobody does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.checks.comparisons.scene import Candidate
from auditor.model.analysis import Voice
from auditor.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.comparisons.scene import Scene


def refused(scene: Scene) -> Iterator[Candidate]:
    """Yield every place where others are held up by what the offer, or the reader, will have none of."""
    if scene.sentence.voice is not Voice.QUESTION:
        yield from _refused(scene)
        yield from _set_apart(scene)
    yield from _rejected(scene)


def _refused(scene: Scene) -> Iterator[Candidate]:
    for match in scene.all("refused"):
        if not scene.is_hedged(scene.span.start, match.start):
            yield Candidate(Span(match.trigger_start, match.trigger_end), "refused", can_be_negated=False)


def _set_apart(scene: Scene) -> Iterator[Candidate]:
    for match in scene.all("apart"):
        if scene.page.is_own(scene.span.start, scene.span.end) or scene.is_slogan:
            yield Candidate(Span(match.start, match.end), "superior", can_be_negated=False)


def _rejected(scene: Scene) -> Iterator[Candidate]:
    """Yield "Why risk surgery when …?": what the page itself sells is nothing to be done with."""
    for match in scene.all("rejected"):
        of_rivals = scene.first(scene.words.rivals, match.start, match.end) is not None
        if of_rivals or not scene.page.is_topic(match.start, match.end):
            yield Candidate(Span(match.start, match.end), "refused", can_be_negated=False, can_be_asked=True)
