"""By what findings can be sorted and grouped; on its own, because the window's menus need it before anything is read."""

from __future__ import annotations

from enum import StrEnum

from auditor.model.values import dataclass


class Column(StrEnum):
    """What findings can be sorted by."""

    SEVERITY = "severity"
    QUOTE = "quote"
    CATEGORY = "category"
    OUTCOME = "outcome"
    DOCUMENT = "document"
    PLACE = "place"
    DECISION = "decision"
    STATE = "state"


class Grouping(StrEnum):
    """What findings can be grouped by."""

    RULE = "rule"
    DOCUMENT = "document"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of findings; ties are settled by where they stand. Severity ascends from critical to low."""

    column: Column = Column.SEVERITY
    is_descending: bool = False
