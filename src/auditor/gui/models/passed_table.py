"""What was seen in a document and not flagged as a table, and the filter over it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSortFilterProxyModel

from auditor.gui.models.record_table import RecordTable
from auditor.gui.words import category_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from auditor.gui.models.record_table import AnyIndex
    from auditor.model.passed import PassedRow


class PassedField(IntEnum):
    """The columns, from left to right."""

    WORDS = 0
    REASON = 1
    CATEGORY = 2


_TITLES = {
    PassedField.WORDS: "Words seen",
    PassedField.REASON: "Why they were let pass",
    PassedField.CATEGORY: "Category",
}
_WHOLE_DOCUMENT = "The document as a whole"


_WORDS: dict[PassedField, Callable[[PassedRow], str]] = {
    PassedField.WORDS: lambda row: " ".join((row.sentence or row.words).split()) or _WHOLE_DOCUMENT,
    PassedField.REASON: lambda row: row.reason,
    PassedField.CATEGORY: lambda row: category_words(row.category),
}


class PassedTable(RecordTable["PassedRow"]):
    """What was not flagged in one document: some dozens of rows, at most some hundreds."""

    fields, titles = PassedField, _TITLES

    def words(self, record: PassedRow, field: PassedField) -> str:
        """Return what stands in a cell."""
        return _WORDS[field](record)

    def tip(self, record: PassedRow, field: PassedField) -> str:  # noqa: ARG002 - one for all its cells
        """Return the sentence with the reason and the rule."""
        return (
            f"{record.sentence or self.words(record, PassedField.WORDS)}\n\n{record.reason}\n{record.title}"
        )


class PassedFilter(QSortFilterProxyModel):
    """Lets through the rows that hold some words and belong to one of the chosen categories."""

    def __init__(self, table: PassedTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._words = ""
        self._categories: Collection[str] = ()
        self.setSourceModel(table)

    def choose(self, words: str, categories: Collection[str]) -> None:
        """Say which rows are wanted; no category means all."""
        self.beginFilterChange()
        self._words, self._categories = words.casefold().strip(), frozenset(categories)
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, _parent: AnyIndex) -> bool:  # noqa: N802 - Qt's spelling
        """Whether a row is wanted."""
        row = self._table.records[source_row]
        if self._categories and row.category not in self._categories:
            return False
        held = f"{row.words} {row.sentence} {row.reason} {row.rule} {row.title} {row.category}"
        return self._words in held.casefold()
