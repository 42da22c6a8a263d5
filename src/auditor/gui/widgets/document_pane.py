"""The document being read: its name and facts at the top, what could not be read, and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.document_view import DocumentView
from auditor.gui.widgets.elided_label import ElidedLabel
from auditor.gui.widgets.part_bar import PartBar
from auditor.gui.words import STATUS_WORDS, counted
from auditor.model.document import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.theme import Theme
    from auditor.model.audit import DocumentAudit
    from auditor.model.listing import FindingMark

_EMPTY_HEAD = "No document chosen"
_EMPTY = "Choose a finding to see it in its document, or a document to read it."


class DocumentPane(QFrame):
    """Shows a document or says why there is nothing to show."""

    mark_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._title = ElidedLabel("heading", self)
        self._facts = ElidedLabel("small", self)
        self._banner = _Banner(theme, self)
        self.view = DocumentView(theme, self)
        self.view.mark_chosen.connect(self.mark_chosen)
        self._parts = PartBar(theme, self)
        self.view.part_shown.connect(self._parts.set_part)
        self._parts.part_wanted.connect(self.view.show_part)
        self._nothing = _Nothing(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.view)
        self._lay_out()
        self.set_nothing(_EMPTY_HEAD, _EMPTY)

    def set_document(self, document: DocumentAudit, marks: Sequence[FindingMark]) -> None:
        """Show a document."""
        self._title.setText(document.title or document.source.name)
        self._title.setToolTip(f"{self._title.text()}\n{document.source.uri}")
        self._facts.setText(" · ".join(_facts(document)))
        self._head.show()
        reasons = [problem.message for problem in document.problems]
        if document.status is Status.UNREADABLE:
            self._banner.hide()
            self.set_nothing(STATUS_WORDS[document.status], "\n".join([*reasons, _NOT_CLEAN]), keep_head=True)
            return
        self._banner.set_reasons(reasons)
        self.view.set_document(document.text, document.blocks, marks)
        self._stack.setCurrentWidget(self.view)

    def set_nothing(self, head: str = _EMPTY_HEAD, words: str = _EMPTY, *, keep_head: bool = False) -> None:
        """Say why there is no text."""
        self._head.setVisible(keep_head)
        self._banner.hide()
        self._parts.hide()
        self._nothing.set_words(head, words)
        self._stack.setCurrentWidget(self._nothing)

    def _lay_out(self) -> None:
        self._head = QFrame(self)
        self._head.setProperty("role", "bar")
        head = QVBoxLayout(self._head)
        head.setContentsMargins(5 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addWidget(self._facts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._banner)
        layout.addWidget(self._parts)
        layout.addWidget(self._stack, 1)


_NOT_CLEAN = "It stands as not audited in every list, total and export; it is not a clean document."


class _Banner(QFrame):
    """Says what of a document could not be read."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        layout.addWidget(self._words)
        theme.changed.connect(self._colour)
        self._colour()

    def set_reasons(self, reasons: Sequence[str]) -> None:
        self.setVisible(bool(reasons))
        self._words.setText("Audited in part. " + " ".join(reasons))

    def _colour(self) -> None:
        hue = self._theme.tokens.medium
        self.setStyleSheet(
            f"_Banner {{ background: {hue.soft}; }} QLabel {{ color: {self._theme.tokens.text}; }}"
        )


class _Nothing(QWidget):
    """A sentence in the middle of an empty pane."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = QLabel(self)
        self._head.setProperty("role", "heading")
        self._words = QLabel(self)
        self._words.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8 * GRID, 8 * GRID, 8 * GRID, 8 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addStretch(1)
        for label in (self._head, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(2)

    def set_words(self, head: str, words: str) -> None:
        self._head.setText(head)
        self._words.setText(words)


def _facts(document: DocumentAudit) -> list[str]:
    facts = [STATUS_WORDS[document.status]]
    if document.title:
        facts.append(document.source.name)
    if document.status is not Status.UNREADABLE:
        facts.append(counted(document.words, "word"))
    if document.jurisdiction and document.jurisdiction.country:
        facts.append(f"country {document.jurisdiction.country}")
    return facts
