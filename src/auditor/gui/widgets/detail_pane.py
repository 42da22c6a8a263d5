"""Everything about one finding: the words, why, on what basis, what supports it, how to mend it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.painting import DOT_PX, draw_dot
from auditor.gui.words import (
    GRADE_WORDS,
    OUTCOME_MEANING,
    OUTCOME_WORDS,
    SEVERITY_MEANING,
    SEVERITY_WORDS,
    category_words,
)

if TYPE_CHECKING:
    from auditor.gui.theme import Theme
    from auditor.model.finding import Basis, Finding, Outcome, Severity
    from auditor.model.listing import StoredFinding

COPIED_MS = 2_000
"""How long the copy button says that it has copied."""

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class DetailPane(QScrollArea):
    """Shows one finding. Opening a link is an intention: the browser opens only after a click."""

    link_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details of the finding")
        self.set_finding(None)

    def set_finding(self, found: StoredFinding | None) -> None:
        """Show another finding, or that none is chosen."""
        page = QWidget()
        page.setProperty("role", "surface")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 6 * GRID)
        layout.setSpacing(2 * GRID)
        if found is None:
            layout.addStretch(1)
            layout.addWidget(_centred("Choose a finding to see why it was flagged and how to mend it."))
            layout.addStretch(2)
        else:
            self._fill(layout, found)
            layout.addStretch(1)
        self.setWidget(page)  # the scroll area deletes the page before

    def _fill(self, layout: QVBoxLayout, found: StoredFinding) -> None:
        finding = found.finding
        layout.addWidget(_Chips(finding, self._theme))
        layout.addWidget(_label(finding.title, "heading"))
        if finding.quote:
            layout.addWidget(_quote(finding))
        self._add_section(layout, "Why", finding.message)
        layout.addWidget(
            _label(f"{SEVERITY_MEANING[finding.severity]} {OUTCOME_MEANING[finding.outcome]}", "small")
        )
        if finding.basis:
            layout.addWidget(_head("Basis"))
            for basis in finding.basis:
                layout.addWidget(self._basis(basis))
        self._add_section(layout, "Evidence", _evidence(finding))
        self._add_section(layout, "How to fix", finding.advice)
        if finding.suggestion:
            self._add_suggestion(layout, finding.suggestion)
        layout.addSpacing(2 * GRID)
        layout.addWidget(_label(f"Rule {finding.rule} · {found.document_name}", "small"))

    def _add_section(self, layout: QVBoxLayout, title: str, words: str) -> None:
        if words:
            layout.addWidget(_head(title))
            layout.addWidget(_label(words))

    def _basis(self, basis: Basis) -> QWidget:
        """One law or code; its button names the address that the browser would open."""
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_label(", ".join(part for part in (basis.title, basis.clause) if part)))
        if not basis.verified:
            layout.addWidget(
                _label("Stated from general knowledge; check the source before you rely on it.", "small")
            )
        if basis.url:
            layout.addWidget(self._link(basis))
        return holder

    def _link(self, basis: Basis) -> QWidget:
        button = QPushButton(_host(basis.url))
        button.setProperty("role", "link")
        button.setToolTip(f"Open {basis.url} in your browser")
        button.setAccessibleName(f"Open {basis.title} in your browser")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme.assign_icon(button, "link-out", "accent")
        button.clicked.connect(lambda: self.link_wanted.emit(basis.url))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(-5, 0, 0, 0)  # the button's own padding: its words stand under those above
        layout.addWidget(button)
        layout.addStretch(1)
        return row

    def _add_suggestion(self, layout: QVBoxLayout, words: str) -> None:
        head = QHBoxLayout()
        head.addWidget(_head("Suggested wording"), 1)
        copy = QPushButton("Copy")
        copy.setProperty("role", "quiet")
        copy.setAccessibleName("Copy the suggested wording")
        self._theme.assign_icon(copy, "copy")
        copy.clicked.connect(lambda: _copy(words, copy))
        head.addWidget(copy)
        layout.addLayout(head)
        layout.addWidget(_label(words, "quote"))


class _Chips(QWidget):
    """Severity as dot and word, outcome and category as words."""

    def __init__(self, finding: Finding, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(_Chip(finding.severity, finding.outcome, theme))
        layout.addWidget(
            _label(f"{OUTCOME_WORDS[finding.outcome]} · {category_words(finding.category)}", "muted"), 1
        )


class _Chip(QWidget):
    """A dot with a word on a soft ground."""

    def __init__(self, severity: Severity, outcome: Outcome, theme: Theme) -> None:
        super().__init__()
        self._severity, self._outcome, self._theme = severity, outcome, theme
        self._words = SEVERITY_WORDS[severity]
        self.setAccessibleName(f"Severity: {self._words}")
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        hue = self._theme.tokens.severity(self._severity)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(hue.soft))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        middle = self.height() / 2
        draw_dot(
            painter,
            QPointF(2.5 * GRID + DOT_PX / 2, middle),
            self._severity,
            self._outcome,
            self._theme.tokens,
        )
        painter.setPen(QColor(hue.ink))
        words = self.rect().adjusted(4 * GRID + DOT_PX, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's spelling
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 7 * GRID + DOT_PX, 6 * GRID)


def _copy(words: str, button: QPushButton) -> None:
    QGuiApplication.clipboard().setText(words)
    button.setText("Copied")
    QTimer.singleShot(COPIED_MS, button, lambda: button.setText("Copy"))


def _label(words: str, role: str = "") -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(_SELECTABLE)
    label.setAccessibleName(words)
    return label


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "section")
    label.setContentsMargins(0, 3 * GRID, 0, 0)
    return label


def _centred(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _quote(finding: Finding) -> QLabel:
    """The words found, the trigger in bold."""
    label = _label(finding.quote, "quote")
    at = finding.quote.find(finding.trigger_quote) if finding.trigger_quote else -1
    if at >= 0:
        end = at + len(finding.trigger_quote)
        before, trigger, after = finding.quote[:at], finding.quote[at:end], finding.quote[end:]
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(f"{escape(before)}<b>{escape(trigger)}</b>{escape(after)}")
    return label


def _evidence(finding: Finding) -> str:
    if finding.grade is None:
        return finding.evidence
    return f"{GRADE_WORDS[finding.grade]} {finding.evidence}".strip()


def _host(url: str) -> str:
    return urlsplit(url).hostname or url
