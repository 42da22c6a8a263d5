"""`statistic`: figures whose support is graded below what the rule asks for.

Example: “94% stay sober” with nothing behind it, or with “studies show” only. The promoter's own success figures
can be judged by a rule of their own (`about: own-outcome`), everything else by another (`about: other`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from auditor.engine.checks.base import Flag, Pass
from auditor.engine.spoken import FURTHER
from auditor.model.analysis import FigureKind, Grade
from auditor.model.document import BlockKind
from auditor.model.finding import Outcome, Severity
from auditor.model.span import Span
from auditor.text import late_regex as regex
from auditor.text.alternatives import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.engine.checks.base import Examine, Subject, Verdict
    from auditor.model.analysis import Evidence, Figure, Statistic
    from auditor.model.lexicon import Lexicon


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`accept` is the lowest grade that passes; a grade below it is a violation, `review` marks grades to be looked at."""

    about: Literal["any", "own-outcome", "other"] = "any"
    accept: Grade = Grade.NAMED
    review: list[Grade] = []
    doubtful: bool = True
    """Whether quantities in doubt (sample sizes, team sizes) are shown for review."""
    raise_absolutes: bool = False
    """Whether 0 and 100 per cent are critical: they leave no exception."""


def prepare(params: Params, lexicon: Lexicon) -> Examine:
    """Return the check."""
    absolute = _absolutes(lexicon) if params.raise_absolutes else None

    def examine(subject: Subject) -> Iterator[Verdict]:
        for statistic in subject.analysis.statistics:
            if _concerns(params, statistic):
                yield _verdict(params, subject, statistic, absolute)

    return examine


def _concerns(params: Params, statistic: Statistic) -> bool:
    return params.about == "any" or statistic.own_outcome == (params.about == "own-outcome")


def _verdict(
    params: Params, subject: Subject, statistic: Statistic, absolute: regex.Pattern[str] | None
) -> Verdict:
    evidence = statistic.evidence
    figure = statistic.figures[0]
    grade = evidence.grade
    if grade.rank >= params.accept.rank and grade not in params.review:
        return Pass(statistic.span, "cited")
    if statistic.reads_otherwise:
        return Pass(statistic.span, "reads-otherwise")
    if statistic.in_doubt and not params.doubtful:
        return Pass(statistic.span, "doubtful-figure")
    in_doubt = statistic.in_doubt or evidence.in_doubt or grade in params.review
    return Flag(
        statistic.span,
        _trigger(subject, statistic, figure),
        Outcome.NEEDS_REVIEW if in_doubt else Outcome.VIOLATION,
        message=_message(statistic),
        values={
            "figure": figure.quote,
            "source": _source(evidence),
            "refused": "; ".join(evidence.rejected),
            FURTHER: _further(statistic),
        },
        grade=grade,
        severity=_severity(subject, figure, absolute),
    )


def _trigger(subject: Subject, statistic: Statistic, figure: Figure) -> Span:
    """The figure; in a table row together with the row's head, without which it says nothing.

    The head's cell is empty where one above reaches down to it.
    """
    block = subject.document.block_at(statistic.span.start)
    if block is None or block.kind is not BlockKind.TABLE_ROW:
        return figure.span
    head = next((cell.span.start for cell in block.cells if len(cell.span)), block.span.start)
    return Span(min(head, figure.span.start), figure.span.end)


def _message(statistic: Statistic) -> str:
    """The rule's message that says best what is wrong; one that it does not have falls back to the outcome's own."""
    evidence = statistic.evidence
    if evidence.rejected and evidence.grade is Grade.NONE:
        return "refused"
    if evidence.grade is Grade.VAGUE and _is_whole(statistic):
        return "unnamed"
    if evidence.grade in {Grade.VAGUE, Grade.NAMED}:
        return evidence.grade.value
    if statistic.in_doubt:
        return "doubtful"
    return "carried" if evidence.in_doubt else ""


def _is_whole(statistic: Statistic) -> bool:
    """Whether an authority is heard in the sentence as a whole, so that no words of it can be shown."""
    return any(support.span == statistic.span for support in statistic.evidence.supports)


def _source(evidence: Evidence) -> str:
    return evidence.supports[0].quote if evidence.supports else ""


def _further(statistic: Statistic) -> str:
    """Return the figures beside the first, each once and in quotation marks; of whom a share is, is none."""
    first, *others = statistic.figures
    same = (f.quote for f in others if f.kind is first.kind or f.kind is not FigureKind.COUNT)
    return ", ".join(f"“{quote}”" for quote in dict.fromkeys(same) if quote not in first.quote)


def _severity(subject: Subject, figure: Figure, absolute: regex.Pattern[str] | None) -> Severity | None:
    if absolute is not None and absolute.search(subject.words(figure.span)):
        return Severity.CRITICAL
    return None


@lru_cache(maxsize=4)
def _absolutes(lexicon: Lexicon) -> regex.Pattern[str]:
    """Return figures that leave no exception: none, and all."""
    words, percent = (one_of(lexicon.words(f"figure-absolute{name}")) for name in ("s", "-percent"))
    return regex.compile(rf"(?<![\d.,])(?:100|0|{words})\s?(?:%|{percent})?(?![\d.,])", regex.IGNORECASE)
