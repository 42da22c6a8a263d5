"""How a review was last looked at: filter, order, groups. Kept with the user's settings, so that looking changes no file."""

from __future__ import annotations

import json
from dataclasses import field
from typing import TYPE_CHECKING, Any

from auditor.model.decision import FindingState, Verdict
from auditor.model.finding import Outcome, Severity
from auditor.model.listing import Filter
from auditor.model.order import Column, Grouping, Sort
from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class ProjectView:
    """The document is not part of it: a review opens with all of them."""

    wanted: Filter = field(default_factory=Filter)
    sort: Sort = field(default_factory=Sort)
    grouping: Grouping | None = None
    closed: frozenset[str] = frozenset()


_SETS: dict[str, Callable[[str], Any]] = {
    "severities": Severity,
    "categories": str,
    "outcomes": Outcome,
    "verdicts": Verdict,
    "rules": str,
    "states": FindingState,
}


def written(view: ProjectView) -> str:
    """Return a view as text."""
    return json.dumps(
        {
            "text": view.wanted.text,
            **{name: sorted(getattr(view.wanted, name)) for name in _SETS},
            "sort": view.sort.column,
            "descending": view.sort.is_descending,
            "grouping": view.grouping,
            "closed": sorted(view.closed),
        }
    )


def read(text: str) -> ProjectView | None:
    """Return the view that was written; None for anything else."""
    try:
        plain = json.loads(text)
        sets: dict[str, Any] = {
            name: frozenset(made(key) for key in plain[name]) for name, made in _SETS.items()
        }
        return ProjectView(
            Filter(text=str(plain["text"]), **sets),
            Sort(Column(plain["sort"]), bool(plain["descending"])),
            Grouping(plain["grouping"]) if plain["grouping"] else None,
            frozenset(str(key) for key in plain["closed"]),
        )
    except (ValueError, KeyError, TypeError):
        return None
