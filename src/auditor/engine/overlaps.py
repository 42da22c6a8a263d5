"""Leaves one finding where two rules flag the same words: a rule can say to which categories it yields.

A rule that goes by likeness yields to every rule of its category that has flagged or let pass words of its sentence, and
nobody yields to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from auditor.text.stretches import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from auditor.model.finding import Finding
    from auditor.model.span import Span

T = TypeVar("T")


def split(
    findings: Sequence[Finding], yields: Mapping[str, Sequence[str]]
) -> tuple[list[Finding], list[tuple[Finding, Finding]]]:
    """Return the findings that stand, and those that yield, each with the finding it yields to.

    `yields` gives the categories to which the findings of a rule yield where their words overlap.
    """
    standing: list[Finding] = []
    yielded: list[tuple[Finding, Finding]] = []
    for finding in findings:
        other = _stronger(finding, findings, yields.get(finding.rule, ()))
        if other is None:
            standing.append(finding)
        else:
            yielded.append((finding, other))
    return standing, yielded


def unjudged(
    faint: Iterable[tuple[str, Span | None, T]], judged: Iterable[tuple[str, Span | None]]
) -> list[T]:
    """Return what was said by likeness, of a category and of words, where no other rule of that category has judged words of those."""
    places: dict[str, list[tuple[Span, None]]] = {}
    for category, span in judged:
        if span:
            places.setdefault(category, []).append((span, None))
    known = {category: Stretches(placed) for category, placed in places.items()}
    return [
        said
        for category, span, said in faint
        if not (span and category in known and known[category].within(span))
    ]


def inside(said: Iterable[tuple[str, Span | None, T]], sentences: Iterable[tuple[str, Span]]) -> list[T]:
    """Return what was said of a category and of words that stand in a sentence given with that category."""
    places: dict[str, list[tuple[Span, Span]]] = {}
    for category, span in sentences:
        places.setdefault(category, []).append((span, span))
    known = {category: Stretches(placed) for category, placed in places.items()}
    return [
        each
        for category, words, each in said
        if words and category in known and any(span.contains(words) for span in known[category].within(words))
    ]


def _stronger(finding: Finding, findings: Sequence[Finding], categories: Sequence[str]) -> Finding | None:
    trigger = finding.trigger
    if trigger is None or not categories:
        return None
    return next(
        (
            f
            for f in findings
            if f.category in categories
            and f.rule != finding.rule
            and f.trigger is not None
            and f.trigger.overlaps(trigger)
        ),
        None,
    )
