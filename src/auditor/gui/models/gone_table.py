"""The findings of earlier versions that are gone, as a table: what became of each, and why."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from auditor.gui.models.record_table import RecordTable
from auditor.gui.words import DEPARTURE_WORDS, VERDICT_WORDS, departure_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.model.reaudit import GoneRow


class GoneField(IntEnum):
    """The columns, from left to right."""

    DEPARTURE = 0
    WORDS = 1
    REASON = 2
    DOCUMENT = 3
    DECISION = 4


_TITLES = {
    GoneField.DEPARTURE: "What became of it",
    GoneField.WORDS: "Words in the version before",
    GoneField.REASON: "Why",
    GoneField.DOCUMENT: "Document",
    GoneField.DECISION: "Decision then",
}

_WORDS: dict[GoneField, Callable[[GoneRow], str]] = {
    GoneField.DEPARTURE: lambda row: departure_words(row.departure),
    GoneField.WORDS: lambda row: " ".join(row.quote.split()) or row.title,
    GoneField.REASON: lambda row: DEPARTURE_WORDS[row.departure],
    GoneField.DOCUMENT: lambda row: row.document_name,
    GoneField.DECISION: lambda row: VERDICT_WORDS[row.verdict],
}


class GoneTable(RecordTable["GoneRow"]):
    """The findings of one document that are gone, or of all."""

    fields, titles = GoneField, _TITLES

    def words(self, record: GoneRow, field: GoneField) -> str:
        """Return what stands in a cell."""
        return _WORDS[field](record)
