"""`phrase`: words that are to be avoided wherever they stand, with the contexts that are left alone.

Example: labels for people such as “addicts”, but not inside the names of organisations or in quotation
as a term to avoid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.model.analysis import Role, Voice
from auditor.model.finding import Outcome
from auditor.model.span import Span
from auditor.text.phrases import compile_phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Sentence
    from auditor.model.lexicon import Lexicon


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`phrases` are flagged, `review` only with `needs-review`; `unless` are contexts that clear a phrase they overlap."""

    phrases: list[str]
    review: list[str] = []
    unless: list[str] = []
    in_quotations: bool = False
    """Whether words in a patient's mouth count too."""


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Compile the phrases."""
    firm = compile_phrases(params.phrases, lexicon.lists)
    soft = compile_phrases(params.review, lexicon.lists)
    unless = compile_phrases(params.unless, lexicon.lists)

    def examine(subject: Subject) -> Iterator[Verdict]:
        text = subject.document.text
        for sentence in subject.analysis.sentences:
            if sentence.role not in {Role.BODY, Role.NOTE}:
                continue
            keys = subject.keys[sentence.index]
            span = sentence.span
            cleared = [Span(m.start, m.end) for m in unless.find(text, span.start, span.end, keys)]
            taken: list[Span] = []
            for phrases, outcome in ((firm, Outcome.VIOLATION), (soft, Outcome.NEEDS_REVIEW)):
                for match in phrases.find(text, span.start, span.end, keys):
                    trigger = Span(match.trigger_start, match.trigger_end)
                    if any(trigger.overlaps(t) for t in taken):
                        continue
                    taken.append(trigger)
                    yield _verdict(sentence, trigger, outcome, cleared, in_quotations=params.in_quotations)

    return examine


def _verdict(
    sentence: Sentence, trigger: Span, outcome: Outcome, cleared: list[Span], *, in_quotations: bool
) -> Verdict:
    if any(trigger.overlaps(c) for c in cleared):
        return Pass(trigger, "context")
    if sentence.voice is Voice.MENTION:
        return Pass(trigger, "mention")
    if sentence.voice is Voice.PATIENT and not in_quotations:
        return Pass(trigger, "patient-words")
    return Flag(sentence.span, trigger, outcome)
