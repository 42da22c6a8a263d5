"""A second look as tables: the items of the sample in the order drawn, and what people made of each rule."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from auditor.gui.models.record_table import RecordTable
from auditor.gui.words import VERDICT_SIGNS, VERDICT_WORDS, short_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from auditor.model.second_look import RuleTrust, SecondItem


class ItemField(IntEnum):
    """The columns of the sample, from left to right."""

    WORDS = 0
    RULE = 1
    DOCUMENT = 2
    JUDGEMENT = 3
    RESULT = 4


class TrustField(IntEnum):
    """The columns of the rules, from left to right."""

    RULE = 0
    UPHELD = 1
    AGREEMENT = 2
    KAPPA = 3
    MISSED = 4


_ITEM_TITLES = {
    ItemField.WORDS: "Words",
    ItemField.RULE: "Rule",
    ItemField.DOCUMENT: "Document",
    ItemField.JUDGEMENT: "Second judgement",
    ItemField.RESULT: "Beside the first",
}
_TRUST_TITLES = {
    TrustField.RULE: "Rule",
    TrustField.UPHELD: "Findings upheld",
    TrustField.AGREEMENT: "Both agree",
    TrustField.KAPPA: "Kappa",
    TrustField.MISSED: "Missed",
}
TRUST_TIPS = {
    TrustField.UPHELD: "Confirmed or in need of substantiation, of all that were upheld or dismissed",
    TrustField.AGREEMENT: "Items of the second look on which both say the same",
    TrustField.KAPPA: "Cohen's kappa: agreement beyond chance, from 20 items on where both said both",
    TrustField.MISSED: "Not flagged, and the second reviewer would have",
}


class SecondItemTable(RecordTable["SecondItem"]):
    """The sample. Its order says nothing, so there is no other."""

    fields, titles = ItemField, _ITEM_TITLES

    def set_items(self, items: Sequence[SecondItem]) -> None:
        """Show these; when only what was said of them is new, the rows stay where they are."""
        if [item.id for item in items] != [item.id for item in self.records]:
            self.set_records(items)
            return
        self.records = items
        if items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(ItemField) - 1))

    def words(self, record: SecondItem, field: ItemField) -> str:
        """Return what stands in a cell."""
        return _ITEM_WORDS[field](record)

    def spoken(self, record: SecondItem, field: ItemField) -> str:
        """Return what a screen reader says of a cell; an empty one says so."""
        return f"{_ITEM_TITLES[field]}: {self.words(record, field) or 'none'}"


class TrustTable(RecordTable["RuleTrust"]):
    """One row a rule; the rules with the most decisions first until another order is asked for."""

    fields, titles, title_tips = TrustField, _TRUST_TITLES, TRUST_TIPS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order: tuple[TrustField, bool] | None = None

    def set_rules(self, rules: Sequence[RuleTrust]) -> None:
        """Show these in the present order."""
        if self._order:
            field, is_descending = self._order
            rules = sorted(rules, key=_TRUST_KEYS[field], reverse=is_descending)
        self.set_records(rules)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rules in another order; a rule without the figure stands at the lower end."""
        if column >= 0:
            self._order = (TrustField(column), order is Qt.SortOrder.DescendingOrder)
            self.set_rules(self.records)

    def words(self, record: RuleTrust, field: TrustField) -> str:
        """Return what stands in a cell."""
        return TRUST_WORDS[field](record)

    def tip(self, record: RuleTrust, field: TrustField) -> str:
        """Return a cell's words; of a rule its title and name."""
        return f"{record.title}\n{record.rule}" if field is TrustField.RULE else self.words(record, field)


def share_words(share: float | None, part: int, whole: int) -> str:
    """Return a share with its counts: “83 % · 10 of 12”."""
    return "–" if share is None else f"{100 * share:.0f} % · {part:,} of {whole:,}"


def _judged(item: SecondItem) -> str:
    verdict = item.judgement.verdict
    return "" if item.first is None else f"{VERDICT_SIGNS[verdict]} {VERDICT_WORDS[verdict]}"


def _result(item: SecondItem) -> str:
    if item.first is None:
        return ""
    if item.is_missed:
        return "Missed"
    return "Agrees" if item.agrees else "Differs"


_ITEM_WORDS: dict[ItemField, Callable[[SecondItem], str]] = {
    ItemField.WORDS: lambda item: " ".join(item.sentence.split()) or "The document as a whole",
    ItemField.RULE: lambda item: item.title,
    ItemField.DOCUMENT: lambda item: short_name(item.document_name),
    ItemField.JUDGEMENT: _judged,
    ItemField.RESULT: _result,
}

TRUST_WORDS: dict[TrustField, Callable[[RuleTrust], str]] = {
    TrustField.RULE: lambda rule: rule.title,
    TrustField.UPHELD: lambda rule: share_words(rule.upheld_rate, rule.upheld, rule.upheld + rule.dismissed),
    TrustField.AGREEMENT: lambda rule: share_words(rule.agreement, rule.agreed, rule.judged),
    TrustField.KAPPA: lambda rule: "–" if rule.kappa is None else f"{rule.kappa:.2f}",
    TrustField.MISSED: lambda rule: f"{rule.missed:,}" if rule.missed else "–",
}

_TRUST_KEYS: dict[TrustField, Callable[[RuleTrust], Any]] = {
    TrustField.RULE: lambda rule: rule.title.casefold(),
    TrustField.UPHELD: lambda rule: (-1.0 if rule.upheld_rate is None else rule.upheld_rate, rule.upheld),
    TrustField.AGREEMENT: lambda rule: (-1.0 if rule.agreement is None else rule.agreement, rule.judged),
    TrustField.KAPPA: lambda rule: -2.0 if rule.kappa is None else rule.kappa,
    TrustField.MISSED: lambda rule: rule.missed,
}
