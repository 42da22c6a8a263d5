"""`helpline`: a sales number, desk or chat dressed as the help for somebody in danger.

One finding a sentence, on the words that offer it; the recognised public lines are never flagged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.model.finding import Outcome
from auditor.model.span import Span
from auditor.text.stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Contact
    from auditor.model.lexicon import Lexicon


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing to set: what is danger wording and own help stands in the lists of the crisis topics."""


def prepare(params: Params, lexicon: Lexicon) -> Examine:  # noqa: ARG001 - the shape all kinds share
    """Return the examination."""

    def examine(subject: Subject) -> Iterator[Verdict]:
        offered = Stretches((c.span, c) for c in subject.analysis.contacts if c.in_danger_context)
        for sentence in subject.analysis.sentences:
            own = offered.within(sentence.span)
            if own:
                yield _verdict(subject, sentence.span, own)

    return examine


def _verdict(subject: Subject, sentence: Span, own: list[Contact]) -> Verdict:
    has_channel = any(c.number and not c.offer_in_doubt for c in own)
    offers = [c.offer or c.span for c in own]
    trigger = Span(min(o.start for o in offers), max(o.end for o in offers))
    if subject.analysis.crisis.verdict.value == "not-required":
        return Pass(trigger, "no-crisis-topic")
    outcome = Outcome.VIOLATION if has_channel else Outcome.NEEDS_REVIEW
    return Flag(sentence, trigger, outcome)
