"""The window: composes the panes and connects them to the actions; decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from auditor.gui.action_set import Actions
from auditor.gui.actions import Do
from auditor.gui.widgets.drop_overlay import DropOverlay
from auditor.gui.widgets.notice_bar import NoticeBar
from auditor.gui.widgets.start_page import StartPage
from auditor.gui.widgets.toolbar import Toolbar

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from auditor.gui.settings import Settings
    from auditor.gui.theme import Theme
    from auditor.gui.widgets.overview_page import OverviewPage
    from auditor.gui.widgets.workbench import Workbench

_SIZE = (1280, 820)
_ROOMY = 500
"""Pixels of height from which there is room for the toolbar."""

_LEAST = (480, 320)


class MainWindow(QMainWindow):
    """Start page or workbench under a toolbar; takes drops anywhere.

    It opens with menus and the start page alone. What documents are shown in comes a moment later, by `furnish`.
    """

    dropped = Signal(object)
    """The `QMimeData` let go over the window."""
    closed = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._review = ""
        self._documents = 0
        self.is_painted = False
        self.actions_ = Actions(self, theme)
        self.start = StartPage(theme)
        self.notices = NoticeBar(theme)
        self._toolbar = Toolbar(theme)
        self._toolbar.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        self._compose()
        self._overlay = DropOverlay(theme, self)
        self.setWindowTitle("Auditor")
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self.setMinimumSize(*_LEAST)
        self.restoreGeometry(settings.state("geometry"))

    def furnish(self, workbench: Workbench, overview: OverviewPage) -> None:
        """Take in what documents are worked on in."""
        self.workbench, self.overview = workbench, overview
        self._pages.addWidget(workbench)
        self._pages.addWidget(overview)
        self.actions_.dress(self._theme)
        self._fill_toolbar()
        for name in workbench.states():
            workbench.restore(name, self._settings.state(name))
        overview.restore(self._settings.state("overview"))
        self.show_documents(0, 0)

    def show_documents(self, documents: int, pending: int) -> None:
        """Show the start page or the workbench, and offer what can be done."""
        has_documents = documents > 0
        if not has_documents:
            self.actions_[Do.OVERVIEW].setChecked(False)
        self._show_page(has_documents=has_documents)
        self._documents = documents
        self._show_toolbar()
        self.actions_.enable(
            has_documents=has_documents, has_results=documents > pending, has_pending=pending > 0
        )
        self._show_title()

    def _show_toolbar(self) -> None:
        """A small window needs the room; everything stands in the menus as well."""
        fits = self._toolbar.sizeHint().width() <= self.width() and self.height() >= _ROOMY
        self._toolbar.setVisible(self._documents > 0 and fits)

    def _show_page(self, *, has_documents: bool) -> None:
        filled = self.overview if self.actions_[Do.OVERVIEW].isChecked() else self.workbench
        self._pages.setCurrentWidget(filled if has_documents else self.start)

    def show_review(self, name: str, *, is_read_only: bool) -> None:
        """Show which review lies on the desk, and whether it can be worked on."""
        self._review = f"{name} (read only)" if name and is_read_only else name
        self.actions_.allow_decisions(may_decide=not is_read_only)
        self._show_title()

    def _show_title(self) -> None:
        from auditor.gui.words import counted  # noqa: PLC0415 - brings the words of everything along

        count = counted(self._documents, "document") if self._documents else ""
        self.setWindowTitle(" – ".join(part for part in (self._review, count, "Auditor") if part))

    def _fill_toolbar(self) -> None:
        bar = self._toolbar
        bar.add_left(self.actions_[Do.OPEN_FILES], "add")
        bar.add_left(self.actions_[Do.OPEN_FOLDER], "folder")
        bar.add_left(self.actions_[Do.ADDRESSES], "clipboard")
        bar.add_left(self.actions_[Do.OVERVIEW], "chart")
        bar.add_right(self.actions_[Do.EXPORT], "export")

    def _compose(self) -> None:
        self.actions_.fill(self.menuBar())
        self.actions_[Do.OVERVIEW].toggled.connect(lambda: self._show_page(has_documents=self._documents > 0))
        self.addActions([self.actions_[name] for name in Do])
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._toolbar)
        layout.addWidget(self.notices)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(middle)

    def _keep_places(self) -> None:
        self._settings.set_state("geometry", self.saveGeometry())
        if not hasattr(self, "workbench"):
            return
        for name, state in self.workbench.states().items():
            self._settings.set_state(name, state)
        self._settings.set_state("overview", self.overview.saveState())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's spelling
        """Take everything, so that a refusal can be said instead of shown as a crossed-out cursor."""
        from auditor.gui.intake import REFUSAL, REMEDY, from_mime, let_go_words  # noqa: PLC0415 - as above

        intake = from_mime(event.mimeData())
        words = let_go_words(intake.inputs) or f"{REFUSAL} {REMEDY}"
        self._overlay.show_words(words, is_refusal=not intake.inputs)
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's spelling
        """Uncover the window."""
        self._overlay.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's spelling
        """Hand on what was let go."""
        self._overlay.hide()
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Note that the window can be seen."""
        super().paintEvent(event)
        self.is_painted = True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's spelling
        """Keep the overlay over everything."""
        super().resizeEvent(event)
        self._overlay.setGeometry(self.rect())
        self._show_toolbar()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's spelling
        """Remember the places of things, disappear at once, and let the program end in order."""
        self._keep_places()
        self.hide()
        self.closed.emit()
        super().closeEvent(event)
