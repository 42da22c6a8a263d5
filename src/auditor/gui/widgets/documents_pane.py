"""The left pane: the documents, how far the audit is, and a way to give one or all of them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from auditor.gui.models.document_list import ENTRY_ROLE, DocumentList, Entry
from auditor.gui.tokens import GRID
from auditor.gui.widgets.document_delegate import DocumentDelegate

if TYPE_CHECKING:
    from auditor.gui.theme import Theme


class DocumentsPane(QFrame):
    """Choosing a document narrows the findings to it; the first row stands for all."""

    chosen = Signal(object)
    """The `Entry` chosen."""
    cancel_wanted = Signal(int)
    cancel_all_wanted = Signal()

    def __init__(self, model: DocumentList, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._list = self._make_list(model, theme)
        self._progress = _Progress(self)
        self._progress.cancel_wanted.connect(self.cancel_all_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._progress)
        self.select_row(0)

    def set_progress(self, done: int, total: int) -> None:
        """Show how many documents are done; nothing when all are."""
        self._progress.set_progress(done, total)

    def select_row(self, row: int) -> None:
        """Choose a row."""
        self._list.setCurrentIndex(self._list.model().index(row, 0))

    def select_document(self, number: int) -> None:
        """Choose a document by its number."""
        model = self._list.model()
        rows = range(1, model.rowCount())
        row = next((r for r in rows if model.index(r, 0).data(ENTRY_ROLE).number == number), 0)
        self.select_row(row)

    def current_row(self) -> int:
        """Return which row is chosen; 0 stands for all documents."""
        return max(self._list.currentIndex().row(), 0)

    def current_entry(self) -> Entry | None:
        """Return the document that is chosen."""
        entry: Entry | None = self._list.currentIndex().data(ENTRY_ROLE)
        return entry

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_list(self, model: DocumentList, theme: Theme) -> QListView:
        view = QListView(self)
        view.setModel(model)
        view.setItemDelegate(DocumentDelegate(theme, view))
        view.setAccessibleName("Documents")
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._offer_cancel)
        view.selectionModel().currentChanged.connect(self._tell_chosen)
        model.dataChanged.connect(self._tell_changed)
        theme.changed.connect(view.viewport().update)
        return view

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(ENTRY_ROLE))

    def _tell_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """The document being looked at has been read meanwhile: whoever shows it should know."""
        current = self._list.currentIndex()
        if 0 < first.row() <= current.row() <= last.row():
            self.chosen.emit(current.data(ENTRY_ROLE))

    def _offer_cancel(self, at: QPoint) -> None:
        entry: Entry | None = self._list.indexAt(at).data(ENTRY_ROLE)
        if entry is None or entry.ticket is None:
            return
        ticket = entry.ticket
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Cancel this document").triggered.connect(lambda: self.cancel_wanted.emit(ticket))
        menu.popup(self._list.viewport().mapToGlobal(at))


class _Progress(QFrame):
    """A bar with words and a button, there only while something is to do."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setProperty("role", "small")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Documents audited")
        cancel = QPushButton("Cancel all", self)
        cancel.setProperty("role", "quiet")
        cancel.setAccessibleName("Cancel all documents that are not done")
        cancel.clicked.connect(self.cancel_wanted)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 2 * GRID, 3 * GRID)
        layout.setSpacing(GRID)
        layout.addLayout(line)
        layout.addWidget(self._bar)
        self.hide()

    def set_progress(self, done: int, total: int) -> None:
        self.setVisible(done < total)
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        self._words.setText(f"{done:,} of {total:,} audited")
