"""The documents of the overview as a table: verdict, state, words, and the findings of each severity."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from auditor.gui.models.record_table import RecordTable
from auditor.gui.words import SEVERITY_WORDS, STATUS_WORDS, document_verdict
from auditor.model.document import Status
from auditor.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from auditor.model.overview import Standing


class StandingField(IntEnum):
    """The columns, from left to right."""

    DOCUMENT = 0
    VERDICT = 1
    STATE = 2
    WORDS = 3
    CRITICAL = 4
    HIGH = 5
    MEDIUM = 6
    LOW = 7
    OPEN = 8


SEVERITY_OF = {
    StandingField.CRITICAL: Severity.CRITICAL,
    StandingField.HIGH: Severity.HIGH,
    StandingField.MEDIUM: Severity.MEDIUM,
    StandingField.LOW: Severity.LOW,
}

_TITLES = {
    StandingField.DOCUMENT: "Document",
    StandingField.VERDICT: "Verdict",
    StandingField.STATE: "State",
    StandingField.WORDS: "Words",
    **{field: SEVERITY_WORDS[severity] for field, severity in SEVERITY_OF.items()},
    StandingField.OPEN: "Open",
}


class StandingTable(RecordTable["Standing"]):
    """All documents, the worst first until another order is asked for."""

    fields, titles = StandingField, _TITLES

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key: Callable[[Standing], Any] = _KEYS[StandingField.VERDICT]
        self._is_descending = False
        self._most: dict[Severity, int] = {}

    def set_standings(self, standings: Sequence[Standing]) -> None:
        """Show these documents in the present order."""
        self._most = {s: max((r.row.counts.get(s, 0) for r in standings), default=0) for s in Severity}
        self.set_records(sorted(standings, key=self._key, reverse=self._is_descending))

    def row_of(self, document: int) -> int | None:
        """Return where a document stands."""
        return next((n for n, standing in enumerate(self.records) if standing.row.id == document), None)

    def share(self, standing: Standing, severity: Severity) -> float:
        """Return how long the bar of a severity is, against the longest of the column."""
        return standing.row.counts.get(severity, 0) / max(self._most.get(severity, 0), 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the documents in another order."""
        self._key = _KEYS[StandingField(column)]
        self._is_descending = order is Qt.SortOrder.DescendingOrder
        self.set_standings(self.records)

    def words(self, record: Standing, field: StandingField) -> str:
        """Return what stands in a cell."""
        return _WORDS[field](record)

    def tip(self, record: Standing, field: StandingField) -> str:
        """Return a cell's words; of the state and the verdict also what could not be read."""
        is_judged = field in {StandingField.STATE, StandingField.VERDICT}
        return _why(record) if is_judged else self.words(record, field)


def _of(severity: Severity) -> Callable[[Standing], int]:
    return lambda standing: standing.row.counts.get(severity, 0)


def number_words(standing: Standing, number: int) -> str:
    """Return a number of a document; one that could not be read has none, for nought would sound clean."""
    is_unread = standing.row.status is Status.UNREADABLE and not number
    return "–" if is_unread else f"{number:,}"


def _spelled(number: Callable[[Standing], int]) -> Callable[[Standing], str]:
    return lambda standing: number_words(standing, number(standing))


_NUMBERS: dict[StandingField, Callable[[Standing], int]] = {
    StandingField.WORDS: lambda standing: standing.row.words,
    **{field: _of(severity) for field, severity in SEVERITY_OF.items()},
    StandingField.OPEN: lambda standing: standing.open,
}

_WORDS: dict[StandingField, Callable[[Standing], str]] = {
    StandingField.DOCUMENT: lambda standing: standing.row.name,
    StandingField.VERDICT: document_verdict,
    StandingField.STATE: lambda standing: STATUS_WORDS[standing.row.status],
    **{field: _spelled(number) for field, number in _NUMBERS.items()},
}

_KEYS: dict[StandingField, Callable[[Standing], Any]] = {
    StandingField.DOCUMENT: lambda standing: standing.row.name.casefold(),
    StandingField.VERDICT: lambda standing: standing.weight,
    StandingField.STATE: lambda standing: STATUS_WORDS[standing.row.status],
    **_NUMBERS,
}


def _why(standing: Standing) -> str:
    """Return the verdict with what could not be read."""
    reasons = (problem.message for problem in standing.row.problems)
    return "\n".join((document_verdict(standing), *reasons))
