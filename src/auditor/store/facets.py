"""Counts for every choice of a filter, worked out from one pass over the findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.model.decision import FindingState, Verdict
from auditor.model.finding import Outcome
from auditor.model.listing import Facets
from auditor.store.records import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from auditor.model.listing import Filter


def counted(wanted: Filter, total: int, rows: Iterable[tuple[int, str, str, str, str, str, int]]) -> Facets:
    """Return the counts from rows of severity rank, category, outcome, verdict, rule, state and number of findings.

    The rows are those that fit the words and the document of the filter. What one choice would show is counted as if nothing
    of its own kind were chosen.
    """
    choices = _choices(wanted)
    shown = 0
    counts: tuple[Counter[str], ...] = tuple(Counter() for _ in choices)
    for rank, *names, number in rows:
        values = (SEVERITIES[rank].value, *map(str, names))
        misfits = [at for at, chosen in enumerate(choices) if chosen and values[at] not in chosen]
        if not misfits:
            shown += number
        for at, value in enumerate(values):
            if misfits in ([], [at]):
                counts[at][value] += number
    severities, categories, outcomes, verdicts, rules, states = counts
    return Facets(
        shown=shown,
        total=total,
        severities={s: severities[s.value] for s in SEVERITIES if s.value in severities},
        categories=dict(sorted(categories.items())),
        outcomes={outcome: outcomes[outcome.value] for outcome in Outcome if outcome.value in outcomes},
        verdicts={verdict: verdicts[verdict.value] for verdict in Verdict if verdict.value in verdicts},
        rules=dict(sorted(rules.items())),
        states={state: states[state.value] for state in FindingState if state.value in states},
    )


def _choices(wanted: Filter) -> Sequence[Collection[str]]:
    """Return what is chosen of each kind, in the order of the rows."""
    return (
        {severity.value for severity in wanted.severities},
        wanted.categories,
        {outcome.value for outcome in wanted.outcomes},
        {verdict.value for verdict in wanted.verdicts},
        wanted.rules,
        {state.value for state in wanted.states},
    )
