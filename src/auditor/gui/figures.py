"""Turns the overview into figures: what each bar shows, says and leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.gui.widgets.figure_bar import Figure, Part
from auditor.gui.words import SEVERITY_WORDS, VERDICT_SIGNS, VERDICT_WORDS, category_words, counted
from auditor.model.decision import Verdict
from auditor.model.finding import Severity
from auditor.model.listing import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from auditor.model.overview import Overview, Standing

WORST = 8
"""Documents named as the worst."""

_INKS = {
    Verdict.UNDECIDED: "muted",
    Verdict.LATER: "low",
    Verdict.CONFIRMED: "good",
    Verdict.NEEDS_SUBSTANTIATION: "medium",
    Verdict.DISMISSED: "control",
    Verdict.APPROVED_CLAIM: "good",
}


def by_severity(overview: Overview) -> tuple[Figure, ...]:
    """Return a bar for each severity: full what is open, hollow what is decided."""
    whole = max((overview.count(severity) for severity in Severity), default=0)
    return tuple(_severity(overview, severity, whole) for severity in Severity)


def by_decision(overview: Overview) -> tuple[Figure, ...]:
    """Return a bar for each decision that was made, and for what is undecided."""
    counts = {verdict: overview.count(verdict=verdict) for verdict in Verdict}
    shown = [v for v in Verdict if counts[v] or v is Verdict.UNDECIDED]
    whole = max(counts.values())
    return tuple(
        Figure(
            f"{VERDICT_SIGNS[verdict]} {VERDICT_WORDS[verdict]}".strip(),
            f"{counts[verdict]:,}",
            f"{VERDICT_WORDS[verdict]}: {counted(counts[verdict], 'finding')}",
            (Part(counts[verdict], _INKS[verdict]),),
            whole,
            Filter(verdicts=frozenset({verdict})),
        )
        for verdict in shown
    )


def by_category(overview: Overview) -> tuple[Figure, ...]:
    """Return a bar for each category, in the colours of its severities, the longest first."""
    names = overview.categories()
    whole = overview.count(category=names[0]) if names else 0
    return tuple(_category(overview, name, whole) for name in names)


def worst_documents(overview: Overview) -> tuple[Figure, ...]:
    """Return a bar for each of the documents with the weightiest findings."""
    worst = overview.worst(WORST)
    whole = max((standing.findings for standing in worst), default=0)
    return tuple(_document(standing, whole) for standing in worst)


def _severity(overview: Overview, severity: Severity, whole: int) -> Figure:
    total = overview.count(severity)
    waiting = sum(overview.count(severity, verdict=verdict) for verdict in Verdict if verdict.is_open)
    parts = Part(waiting, severity.value), Part(total - waiting, severity.value, is_hollow=True)
    number = f"{waiting:,} of {total:,}"
    said = f"{SEVERITY_WORDS[severity]}: {counted(total, 'finding')}, {waiting:,} open"
    return Figure(
        SEVERITY_WORDS[severity], number, said, parts, whole, Filter(severities=frozenset({severity}))
    )


def _category(overview: Overview, name: str, whole: int) -> Figure:
    counts = {severity: overview.count(severity, name) for severity in Severity}
    wanted = Filter(categories=frozenset({name}))
    total = sum(counts.values())
    said = f"{category_words(name)}: {counted(total, 'finding')}: {_spelled(counts)}"
    return Figure(category_words(name), f"{total:,}", said, _parts(counts), whole, wanted)


def _document(standing: Standing, whole: int) -> Figure:
    row = standing.row
    said = f"{row.name}: {counted(standing.findings, 'finding')}: {_spelled(row.counts)}"
    parts = _parts(row.counts)
    number = f"{standing.findings:,}"
    return Figure(row.name, number, said, parts, whole, Filter(document=row.id), is_name=True)


def _parts(counts: Mapping[Severity, int]) -> tuple[Part, ...]:
    return tuple(Part(counts.get(severity, 0), severity.value) for severity in Severity)


def _spelled(counts: Mapping[Severity, int]) -> str:
    """Return the counts in words, the weightiest first."""
    present: Iterable[Severity] = (severity for severity in Severity if counts.get(severity))
    return ", ".join(f"{counts[severity]:,} {SEVERITY_WORDS[severity].lower()}" for severity in present)
