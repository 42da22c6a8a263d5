"""The pieces of the detail pane: heads with words under them, and a finding's fields as words and markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.words import GRADE_WORDS, VERDICT_SIGNS, VERDICT_WORDS, breakable, moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.gui.theme import Theme
    from auditor.model.decision import Decision
    from auditor.model.finding import Basis, Finding

COPIED_MS = 2_000
"""How long the copy button says that it has copied."""

_UNVERIFIED = "Stated from general knowledge; check the source before you rely on it."

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
FOLLOWED = (
    _SELECTABLE
    | Qt.TextInteractionFlag.LinksAccessibleByMouse
    | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)
"""What can be done with words that hold links."""


class Section(QFrame):
    """A small head with words under it; not there when there are no words."""

    def __init__(self, title: str, role: str = "") -> None:
        super().__init__()
        self.words = ""
        self.label = label(role)
        self.label.setAccessibleName(title)
        head = QLabel(title)
        head.setProperty("role", "section")
        self._head = QHBoxLayout()
        self._head.addWidget(head, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 3 * GRID, 0, 0)
        layout.setSpacing(1 * GRID)
        layout.addLayout(self._head)
        layout.addWidget(self.label)

    def set_words(self, words: str) -> None:
        """Show these words."""
        self.words = words
        self.set_markup(breakable(words))

    def set_markup(self, markup: str) -> None:
        """Show these words, made ready by somebody else."""
        self.label.setText(markup)
        self.setVisible(bool(markup))

    def add_button(self, button: QPushButton) -> None:
        """Put a button at the right of the head."""
        self._head.addWidget(button)


def copy_button(theme: Theme, section: Section) -> QPushButton:
    """Return a button that copies what the section says."""
    button = QPushButton("Copy")
    button.setProperty("role", "quiet")
    button.setAccessibleName("Copy the suggested wording")
    theme.assign_icon(button, "copy")

    def copy() -> None:
        QGuiApplication.clipboard().setText(section.words)
        button.setText("Copied")
        QTimer.singleShot(COPIED_MS, button, lambda: button.setText("Copy"))

    button.clicked.connect(copy)
    return button


def label(role: str) -> QLabel:
    """Return a label whose words wrap and can be selected."""
    made = QLabel()
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(_SELECTABLE)
    return made


def safe_markup(words: str) -> str:
    """Return words of a document as markup that is nothing but words."""
    return escape(breakable(words)).replace("\n", "<br>")


def basis_markup(basis: Basis, accent: str, muted: str) -> str:
    """One law or code; the link names the place that the browser would open."""
    words = safe_markup(", ".join(part for part in (basis.title, basis.clause) if part))
    if not basis.verified:
        words += f'<br><span style="color: {muted}">{_UNVERIFIED}</span>'
    if basis.url:
        words += (
            f'<br><a style="color: {accent}" href="{escape(basis.url)}">{escape(_host(basis.url))}\u2009↗</a>'
        )
    return f'<p style="margin: 0 0 8px 0">{words}</p>'


def evidence_words(finding: Finding) -> str:
    """Return the grade of support and what was found or looked for."""
    if finding.grade is None:
        return finding.evidence
    return f"{GRADE_WORDS[finding.grade]} {finding.evidence}".strip()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def history_markup(history: Sequence[Decision], muted: str) -> str:
    """Return all that was decided, the newest first."""
    return "".join(_decision_markup(decision, muted) for decision in reversed(history))


def _decision_markup(decision: Decision, muted: str) -> str:
    verdict = f"{VERDICT_SIGNS[decision.verdict]} {VERDICT_WORDS[decision.verdict]}".strip()
    parts = (
        decision.reason,
        decision.note and f"Note: {decision.note}",
        decision.response and f"Response: {decision.response}",
    )
    said = [safe_markup(words) for words in parts if words]
    who = " · ".join(safe_markup(w) for w in (decision.reviewer, moment_words(decision.decided_at)) if w)
    lines = [f"<b>{verdict}</b>", *said, *([f'<span style="color: {muted}">{who}</span>'] if who else [])]
    return f'<p style="margin: 0 0 12px 0">{"<br>".join(lines)}</p>'


def scrolled_page(title: str, *widgets: QWidget) -> QScrollArea:
    """Return a tab of the details, with these one under another."""
    inner = QWidget()
    inner.setProperty("role", "surface")
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(5 * GRID, 1 * GRID, 5 * GRID, 6 * GRID)
    layout.setSpacing(2 * GRID)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch()
    area = scroll_area(inner)
    area.setAccessibleName(title)
    return area


def height_at(widget: QWidget, width: int) -> int:
    """Return how high a widget is when it is so wide."""
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()


def scroll_area(inner: QWidget) -> QScrollArea:
    """Return a place that scrolls up and down when there is too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
