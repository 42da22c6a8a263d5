"""Everything about one finding: the words, why, on what basis, what supports it, how to mend it.

The labels are made once and only their words change: making widgets anew for each finding would be felt when
somebody holds F8 down.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.severity_chip import SeverityChip
from auditor.gui.words import (
    GRADE_WORDS,
    OUTCOME_MEANING,
    OUTCOME_WORDS,
    SEVERITY_MEANING,
    breakable,
    category_words,
)

if TYPE_CHECKING:
    from auditor.gui.theme import Theme
    from auditor.model.finding import Basis, Finding
    from auditor.model.listing import StoredFinding

COPIED_MS = 2_000
"""How long the copy button says that it has copied."""

_EMPTY = "Choose a finding to see why it was flagged and how to mend it."
_UNVERIFIED = "Stated from general knowledge; check the source before you rely on it."

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_FOLLOWED = (
    _SELECTABLE
    | Qt.TextInteractionFlag.LinksAccessibleByMouse
    | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)


class DetailPane(QScrollArea):
    """Shows one finding. Opening a link is an intention: the browser opens only after a click."""

    link_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: StoredFinding | None = None
        self._chip = SeverityChip(theme)
        self._kind = _label("muted")
        self._title = _label("heading")
        self._quote = _label("quote")
        self._why = Section("Why")
        self._meaning = _label("small")
        self._basis = Section("Basis")
        self._basis.label.setTextInteractionFlags(_FOLLOWED)
        self._basis.label.linkActivated.connect(self.link_wanted)
        self._evidence = Section("Evidence")
        self._fix = Section("How to fix")
        self._suggestion = Section("Suggested wording", "quote")
        self._suggestion.add_button(_copy_button(theme, self._suggestion))
        self._source = _label("small")
        self._compose()
        theme.changed.connect(self._show_basis)  # words in links carry their colour with them
        self.set_finding(None)

    def set_finding(self, found: StoredFinding | None) -> None:
        """Show another finding, or that none is chosen."""
        self._found = found
        self._empty.setVisible(found is None)
        self._content.setVisible(found is not None)
        if found is not None:
            self._fill(found.finding, found.document_name)
            self.verticalScrollBar().setValue(0)

    def _fill(self, finding: Finding, document: str) -> None:
        self._chip.set_severity(finding.severity, finding.outcome)
        self._kind.setText(f"{OUTCOME_WORDS[finding.outcome]} · {category_words(finding.category)}")
        self._title.setText(breakable(finding.title))
        self._quote.setText(_quote(finding))
        self._quote.setVisible(bool(finding.quote))
        self._why.set_words(finding.message)
        self._meaning.setText(f"{SEVERITY_MEANING[finding.severity]} {OUTCOME_MEANING[finding.outcome]}")
        self._show_basis()
        self._evidence.set_words(_evidence(finding))
        self._fix.set_words(finding.advice)
        self._suggestion.set_words(finding.suggestion or "")
        self._source.setText(breakable(f"Rule {finding.rule} · {document}"))

    def _show_basis(self) -> None:
        if self._found is not None:
            tokens = self._theme.tokens
            entries = [_basis(basis, tokens.accent, tokens.muted) for basis in self._found.finding.basis]
            self._basis.set_markup("".join(entries))

    def _compose(self) -> None:
        self._quote.setTextFormat(Qt.TextFormat.RichText)
        self._basis.label.setTextFormat(Qt.TextFormat.RichText)
        self._empty = QLabel(_EMPTY)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._content = self._make_content()
        page = QWidget()
        page.setProperty("role", "surface")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 6 * GRID)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._content)
        layout.addStretch()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details of the finding")
        self.setWidget(page)

    def _make_content(self) -> QWidget:
        chips = QHBoxLayout()
        chips.setSpacing(2 * GRID)
        chips.addWidget(self._chip)
        chips.addWidget(self._kind, 1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addLayout(chips)
        for widget in (self._title, self._quote, self._why, self._meaning, self._basis):
            layout.addWidget(widget)
        for widget in (self._evidence, self._fix, self._suggestion):
            layout.addWidget(widget)
        layout.addSpacing(2 * GRID)
        layout.addWidget(self._source)
        return content


class Section(QFrame):
    """A small head with words under it; not there when there are no words."""

    def __init__(self, title: str, role: str = "") -> None:
        super().__init__()
        self.words = ""
        self.label = _label(role)
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


def _copy_button(theme: Theme, section: Section) -> QPushButton:
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


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(_SELECTABLE)
    return label


def _quote(finding: Finding) -> str:
    """The words found, the trigger in bold."""
    at = finding.quote.find(finding.trigger_quote) if finding.trigger_quote else -1
    if at < 0:
        return _safe(finding.quote)
    end = at + len(finding.trigger_quote)
    before, trigger, after = finding.quote[:at], finding.quote[at:end], finding.quote[end:]
    return f"{_safe(before)}<b>{_safe(trigger)}</b>{_safe(after)}"


def _safe(words: str) -> str:
    """Words of a document as markup that is nothing but words."""
    return escape(breakable(words)).replace("\n", "<br>")


def _basis(basis: Basis, accent: str, muted: str) -> str:
    """One law or code; the link names the place that the browser would open."""
    words = _safe(", ".join(part for part in (basis.title, basis.clause) if part))
    if not basis.verified:
        words += f'<br><span style="color: {muted}">{_UNVERIFIED}</span>'
    if basis.url:
        words += (
            f'<br><a style="color: {accent}" href="{escape(basis.url)}">{escape(_host(basis.url))}\u2009↗</a>'
        )
    return f'<p style="margin: 0 0 8px 0">{words}</p>'


def _evidence(finding: Finding) -> str:
    if finding.grade is None:
        return finding.evidence
    return f"{GRADE_WORDS[finding.grade]} {finding.evidence}".strip()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
