"""A second look as tables: the items of the sample in the order drawn, and what people made of each rule."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from auditor.gui.words import VERDICT_SIGNS, VERDICT_WORDS, short_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from auditor.model.second_look import RuleTrust, SecondItem

AnyIndex = QModelIndex | QPersistentModelIndex

ITEM_ROLE = Qt.ItemDataRole.UserRole
"""The role that returns the `SecondItem` or the `RuleTrust` itself."""

_NO_INDEX = QModelIndex()
_ROLES = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, ITEM_ROLE}
)


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


class SecondItemTable(QAbstractTableModel):
    """The sample. Its order says nothing, so there is no other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: Sequence[SecondItem] = ()

    def set_items(self, items: Sequence[SecondItem]) -> None:
        """Show these; when only what was said of them is new, the rows stay where they are."""
        if [item.id for item in items] == [item.id for item in self._items]:
            self._items = items
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(ItemField) - 1))
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    @property
    def items(self) -> Sequence[SecondItem]:
        """The items in their order."""
        return self._items

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of columns."""
        return 0 if parent.isValid() else len(ItemField)

    def headerData(  # noqa: N802 - Qt's spelling
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _ITEM_TITLES[ItemField(section)]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its item, or what a screen reader says."""
        if role not in _ROLES or not index.isValid():
            return None
        item, field = self._items[index.row()], ItemField(index.column())
        if role == ITEM_ROLE:
            return item
        words = _ITEM_WORDS[field](item)
        return (
            f"{_ITEM_TITLES[field]}: {words or 'none'}"
            if role == Qt.ItemDataRole.AccessibleTextRole
            else words
        )


class TrustTable(QAbstractTableModel):
    """One row a rule; the rules with the most decisions first until another order is asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rules: list[RuleTrust] = []
        self._order: tuple[TrustField, bool] | None = None

    def set_rules(self, rules: Sequence[RuleTrust]) -> None:
        """Show these in the present order."""
        self.beginResetModel()
        self._rules = list(rules)
        if self._order:
            field, is_descending = self._order
            self._rules.sort(key=_TRUST_KEYS[field], reverse=is_descending)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rules in another order; a rule without the figure stands at the lower end."""
        if column >= 0:
            self._order = (TrustField(column), order is Qt.SortOrder.DescendingOrder)
            self.set_rules(self._rules)

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of rules."""
        return 0 if parent.isValid() else len(self._rules)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's spelling
        """Return the number of columns."""
        return 0 if parent.isValid() else len(TrustField)

    def headerData(  # noqa: N802 - Qt's spelling
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column, or what it counts."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        titles = {Qt.ItemDataRole.DisplayRole: _TRUST_TITLES, Qt.ItemDataRole.ToolTipRole: TRUST_TIPS}
        return titles.get(Qt.ItemDataRole(role), {}).get(TrustField(section))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words, its rule, or what a screen reader says."""
        if role not in _ROLES or not index.isValid():
            return None
        rule, field = self._rules[index.row()], TrustField(index.column())
        if role == ITEM_ROLE:
            return rule
        words = TRUST_WORDS[field](rule)
        if role == Qt.ItemDataRole.ToolTipRole and field is TrustField.RULE:
            return f"{rule.title}\n{rule.rule}"
        return f"{_TRUST_TITLES[field]}: {words}" if role == Qt.ItemDataRole.AccessibleTextRole else words


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
