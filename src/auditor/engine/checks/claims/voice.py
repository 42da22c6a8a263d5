"""Tells what is asserted from what is quoted, denied, asked, or held up to be rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.analysis import Voice
from auditor.model.document import BlockKind

if TYPE_CHECKING:
    from auditor.engine.checks.claims.page import Page
    from auditor.model.analysis import Sentence
    from auditor.model.span import Span
    from auditor.text.phrases import PhraseSet

ADOPTED = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BUTTON, BlockKind.DESCRIPTION})
"""A patient's words set as a headline are the page's own."""


def not_asserted(
    page: Page,
    sentence: Sentence,
    trigger: Span,
    answered: PhraseSet,
    *,
    can_be_negated: bool = True,
    is_own: bool = False,
) -> str | None:
    """Return why the words at `trigger` are not asserted, or None.

    `answered` questions are claims all the same; so are words in quotation marks that the page says of itself
    (`is_own`: “we are the ‘most advanced’ clinic”), which are set in them for weight.
    """
    if sentence.voice in {Voice.MENTION, Voice.QUOTED}:
        return "mention"
    if sentence.voice is Voice.PATIENT and page.subject.block(sentence).kind not in ADOPTED:
        return "patient-words"
    if not is_own and sentence.voice is Voice.ASSERTED and any(q.contains(trigger) for q in sentence.quotes):
        return "mention"
    if can_be_negated and any(n.start <= trigger.start and n.overlaps(trigger) for n in sentence.negations):
        return "negated"
    if sentence.voice is Voice.QUESTION:
        span = sentence.span
        return None if answered.first(page.text, span.start, span.end, page.keys(sentence)) else "question"
    return None
