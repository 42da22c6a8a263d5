"""The SQL that a filter and an order of findings stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.model.order import Column, Grouping

if TYPE_CHECKING:
    from auditor.model.listing import Filter
    from auditor.model.order import Sort

FROM = "FROM finding f JOIN document d ON d.id = f.document"

CURRENT = "d.replaced_by IS NULL"
"""Only the present version of a document counts."""

OPEN = "f.verdict IN ('undecided', 'later')"

STATE = f"CASE WHEN f.state = 'stale' AND NOT {OPEN} THEN 'open' ELSE f.state END"
"""How a finding stands to the version before; one whose words have changed is decided anew and then open like others."""

GROUP_COLUMNS: dict[Grouping, tuple[str, str]] = {
    Grouping.RULE: ("f.rule", "f.title"),
    Grouping.DOCUMENT: ("f.document", "d.name"),
    Grouping.CATEGORY: ("f.category", "f.category"),
}
"""What a group is told by, and what it is called."""

_ORDER: dict[Column, str] = {
    Column.SEVERITY: "f.severity {way}, d.position, f.place",
    Column.QUOTE: "f.quote COLLATE NOCASE {way}, d.position, f.place",
    Column.CATEGORY: "f.category {way}, f.severity, d.position, f.place",
    Column.OUTCOME: "f.outcome {way}, f.severity, d.position, f.place",
    Column.DOCUMENT: "d.name COLLATE NOCASE {way}, d.position, f.place",
    Column.PLACE: "d.position {way}, f.place {way}",
    Column.STATE: "f.state {way}, f.severity, d.position, f.place",
    Column.DECISION: "f.verdict {way}, f.severity, d.position, f.place",
}


def order_by(sort: Sort) -> str:
    """Return the ORDER BY list; no two findings are ever equal in it."""
    way = "DESC" if sort.is_descending else "ASC"
    return f"{_ORDER[sort.column].format(way=way)}, f.id"


def where(wanted: Filter) -> tuple[str, list[str | int]]:
    """Return the condition and its parameters, the same for the same filter."""
    conditions = [CURRENT]
    parameters: list[str | int] = []
    for word in wanted.text.casefold().split():
        conditions.append("instr(f.haystack, ?) > 0")
        parameters.append(word)
    choices: tuple[tuple[str, list[str | int]], ...] = (
        ("f.severity", [severity.rank for severity in wanted.severities]),
        ("f.category", list(wanted.categories)),
        ("f.outcome", [outcome.value for outcome in wanted.outcomes]),
        ("f.verdict", [verdict.value for verdict in wanted.verdicts]),
        ("f.rule", list(wanted.rules)),
        (STATE, [state.value for state in wanted.states]),
        ("f.document", [] if wanted.document is None else [wanted.document]),
    )
    for column, values in choices:
        if values:
            conditions.append(f"{column} IN ({', '.join('?' * len(values))})")
            parameters += sorted(values, key=str)
    return " AND ".join(conditions), parameters
