"""Shows what a spreadsheet that came back would change, before anything is; conflicts are chosen row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.tokens import GRID
from auditor.gui.words import VERDICT_SIGNS, VERDICT_WORDS, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from auditor.model.decision import Decision
    from auditor.model.returned import Preview, Proposal, Refusal

_COLUMNS = ("Document", "Sentence", "Here", "In the spreadsheet")
_WIDTHS = (190, 300, 190, 250)
_SIZE = (980, 560)
MAX_SHOWN = 2_000
"""Rows of a group that are listed; nobody reads more, and the heading says how many there are."""

_PADDING = 12
_INDICATOR = 24
_TALLEST = 2_000
"""Pixels: around the words of a cell, for its tick, and of the tallest row."""

_FINDING = Qt.ItemDataRole.UserRole

AnyIndex = QModelIndex | QPersistentModelIndex


class ReturnedDialog(QDialog):
    """Tells, once the user agrees, the findings whose decision in the spreadsheet goes before the one made here."""

    accepted_with = Signal(frozenset)

    def __init__(self, name: str, preview: Preview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Take in a spreadsheet")
        self._conflicts: list[QTreeWidgetItem] = []
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("What would change")
        self.tree.setHeaderLabels(_COLUMNS)
        self.tree.setWordWrap(True)
        self.tree.setUniformRowHeights(False)
        self.tree.setItemDelegate(_WrappedRows(self.tree))
        self.tree.setIndentation(2 * GRID)
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        self.take = QPushButton("Take in", self)
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        self.take.setEnabled(bool(preview.proposals))
        self.take.clicked.connect(self._submit)
        self._fill(preview)
        self._lay_out(name, preview)

    def _submit(self) -> None:
        chosen = (i for i in self._conflicts if i.checkState(0) is Qt.CheckState.Checked)
        self.accepted_with.emit(frozenset(int(item.data(0, _FINDING)) for item in chosen))
        self.accept()

    def _fill(self, preview: Preview) -> None:
        conflicts = preview.conflicts
        changes = [p for p in preview.proposals if not p.is_conflict]
        if conflicts:
            title = f"Decided on both sides ({len(conflicts):,}): tick to take the spreadsheet's"
            self._conflicts = self._group(title, conflicts[:MAX_SHOWN])
            for item in self._conflicts:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Unchecked)
        if changes:
            self._group(f"Changes ({len(changes):,})", changes[:MAX_SHOWN])
        if preview.refusals:
            self._add_refusals(preview.refusals)

    def _group(self, title: str, proposals: Iterable[Proposal]) -> list[QTreeWidgetItem]:
        head = self._heading(title)
        items = [_proposal_item(proposal) for proposal in proposals]
        head.addChildren(items)
        head.setExpanded(True)
        return items

    def _add_refusals(self, refusals: Sequence[Refusal]) -> None:
        head = self._heading(f"Not taken in ({len(refusals):,})")
        for refusal in refusals[:MAX_SHOWN]:
            item = QTreeWidgetItem([refusal.place, refusal.words, "", refusal.reason])
            head.addChild(_dressed(item))
        head.setExpanded(True)

    def _heading(self, title: str) -> QTreeWidgetItem:
        head = QTreeWidgetItem([title])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.tree.font()
        font.setWeight(QFont.Weight.DemiBold)
        head.setFont(0, font)
        self.tree.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        return head

    def _lay_out(self, name: str, preview: Preview) -> None:
        head = QLabel(_headline(name, preview), self)
        head.setProperty("role", "heading")
        note = QLabel(_note(preview), self)
        note.setProperty("role", "muted")
        for label in (head, note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        cancel = QPushButton("Cancel", self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 5 * GRID, 6 * GRID, 5 * GRID)
        layout.setSpacing(3 * GRID)
        for widget in (head, note, self.tree):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        for at, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(at, width)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.resize(*_SIZE)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Give rows the height of their words, which only the widths on the screen tell."""
        super().showEvent(event)
        self.tree.doItemsLayout()


class _WrappedRows(QStyledItemDelegate):
    """Gives a row the height that its words need at the width of their column; Qt counts only their line ends.

    A tick stands beside the words of its own cell, however tall the row is for those of the others.
    """

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(  # noqa: N802 - Qt's name
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - its font is not yet that of the theme
        index: AnyIndex,
    ) -> QSize:
        """Return the size of a cell, in pixels."""
        taken = 0 if index.column() else 2 * self._tree.indentation() + _INDICATOR
        width = self._tree.columnWidth(index.column()) - 2 * _PADDING - taken
        metrics = QFontMetrics(self._tree.font())
        room = QRect(0, 0, max(width, _INDICATOR), _TALLEST)
        wraps = 0 if index.model().hasChildren(index) else Qt.TextFlag.TextWordWrap
        height = metrics.boundingRect(room, wraps, str(index.data() or "")).height()
        return QSize(width, height + _PADDING + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the ground of the whole cell, and what stands in it at its top."""
        if _has_tick(index):
            whole = QStyleOptionViewItem(option)
            self.initStyleOption(whole, index)
            ground = QStyle.PrimitiveElement.PE_PanelItemViewItem
            self._tree.style().drawPrimitive(ground, whole, painter, self._tree)
        super().paint(painter, self._at_top(option, index), index)

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Take clicks where the tick is drawn."""
        return super().editorEvent(event, model, self._at_top(option, index), index)

    def _at_top(self, option: QStyleOptionViewItem, index: AnyIndex) -> QStyleOptionViewItem:
        if not _has_tick(index):
            return option
        own = QStyleOptionViewItem(option)
        words = self.sizeHint(option, index).height() - _PADDING // 2
        own.rect = QRect(option.rect.topLeft(), QSize(option.rect.width(), words))
        return own


def _has_tick(index: AnyIndex) -> bool:
    return index.data(Qt.ItemDataRole.CheckStateRole) is not None


def _proposal_item(proposal: Proposal) -> QTreeWidgetItem:
    finding, then = proposal.finding, proposal.then
    here, there = _lines(finding.decision, proposal), _lines(then, proposal)
    item = QTreeWidgetItem([finding.document, finding.quote or "The whole document", here, there])
    item.setData(0, _FINDING, finding.id)
    return _dressed(item)


def _dressed(item: QTreeWidgetItem) -> QTreeWidgetItem:
    for at in range(len(_COLUMNS)):
        item.setToolTip(at, item.text(at))
        item.setTextAlignment(at, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return item


def _lines(decision: Decision, proposal: Proposal) -> str:
    """Say how a finding stands, as far as it would change."""
    lines = []
    if proposal.changes_decision:
        verdict = f"{VERDICT_SIGNS[decision.verdict]} {VERDICT_WORDS[decision.verdict]}".strip()
        lines += [verdict, decision.reason, decision.reviewer]
    if proposal.changes_response and decision.response:
        lines.append(f"Response: {decision.response}")
    return "\n".join(filter(None, lines))


def nothing_new(name: str, preview: Preview) -> tuple[str, str]:
    """Say of a spreadsheet that there is nothing to show of it."""
    parts = (*preview.remarks, _same(preview.unchanged))
    return f"{_headline(name, preview)}.", " ".join(filter(None, parts))


def _same(unchanged: int) -> str:
    says = "row says" if unchanged == 1 else "rows say"
    return f"{unchanged:,} {says} what stands here already." if unchanged else ""


def _headline(name: str, preview: Preview) -> str:
    decisions = sum(p.changes_decision for p in preview.proposals)
    responses = sum(p.changes_response for p in preview.proposals)
    if not preview.proposals:
        return f"“{name}” brings nothing new"
    parts = (
        counted(decisions, "decision") if decisions else "",
        counted(responses, "response") if responses else "",
    )
    return f"“{name}” brings {' and '.join(filter(None, parts))}"


def _note(preview: Preview) -> str:
    parts = [_same(preview.unchanged)]
    if preview.refusals:
        parts.append(f"{counted(len(preview.refusals), 'row')} cannot be taken in; the list says why.")
    if preview.conflicts:
        parts.append("Where both sides have decided, what was decided here stays unless you tick it.")
    parts.append("Nothing has changed yet, and taking it in can be undone.")
    return " ".join(filter(None, [*preview.remarks, *parts]))
