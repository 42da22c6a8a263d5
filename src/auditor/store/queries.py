"""Which findings, in which order: a filter and a sort as values, and the SQL they stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.model.finding import Outcome, Severity

FROM = "FROM finding f JOIN document d ON d.id = f.document"


class Column(StrEnum):
    """What findings can be sorted by."""

    SEVERITY = "severity"
    QUOTE = "quote"
    CATEGORY = "category"
    OUTCOME = "outcome"
    DOCUMENT = "document"
    PLACE = "place"


_ORDER: dict[Column, str] = {
    Column.SEVERITY: "f.severity {way}, d.position, f.place",
    Column.QUOTE: "f.quote COLLATE NOCASE {way}, d.position, f.place",
    Column.CATEGORY: "f.category {way}, f.severity, d.position, f.place",
    Column.OUTCOME: "f.outcome {way}, f.severity, d.position, f.place",
    Column.DOCUMENT: "d.name COLLATE NOCASE {way}, d.position, f.place",
    Column.PLACE: "d.position {way}, f.place {way}",
}


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of findings; ties are settled by where they stand."""

    column: Column = Column.SEVERITY
    is_descending: bool = False

    @property
    def sql(self) -> str:
        """The ORDER BY list. Severity ascends from critical to low."""
        way = "DESC" if self.is_descending else "ASC"
        return f"{_ORDER[self.column].format(way=way)}, f.id"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings to show. An empty set or None means: all of them.

    Every word of `text` has to occur, in any case, in the words found, the rule's title or the document's name.
    """

    text: str = ""
    severities: frozenset[Severity] = frozenset()
    categories: frozenset[str] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    document: int | None = None

    @property
    def is_narrowing(self) -> bool:
        """Whether anything but the choice of document hides findings."""
        return replace(self, document=None, text=self.text.strip()) != Filter()

    def where(self) -> tuple[str, list[str | int]]:
        """Return the condition and its parameters."""
        conditions = ["1"]
        parameters: list[str | int] = []
        for word in self.text.casefold().split():
            conditions.append("instr(f.haystack, ?) > 0")
            parameters.append(word)
        choices: tuple[tuple[str, list[str | int]], ...] = (
            ("f.severity", [severity.rank for severity in self.severities]),
            ("f.category", list(self.categories)),
            ("f.outcome", [outcome.value for outcome in self.outcomes]),
            ("f.document", [] if self.document is None else [self.document]),
        )
        for column, values in choices:
            if values:
                conditions.append(f"{column} IN ({', '.join('?' * len(values))})")
                parameters += sorted(values, key=str)
        return " AND ".join(conditions), parameters
