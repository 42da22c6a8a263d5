"""A severity as dot and word on a soft ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from auditor.gui.tokens import GRID
from auditor.gui.widgets.painting import DOT_PX, draw_dot
from auditor.gui.words import SEVERITY_WORDS
from auditor.model.finding import Outcome, Severity

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from auditor.gui.theme import Theme


class SeverityChip(QWidget):
    """Full dot for a violation, ring for what needs review."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.set_severity(Severity.LOW, Outcome.VIOLATION)
        theme.changed.connect(self._fit_words)

    def set_severity(self, severity: Severity, outcome: Outcome) -> None:
        """Show another severity."""
        self._severity, self._outcome = severity, outcome
        self.setAccessibleName(f"Severity: {SEVERITY_WORDS[severity]}")
        self.setFixedSize(self.sizeHint())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw ground, dot and word."""
        hue = self._theme.tokens.severity(self._severity)
        middle = self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(hue.soft))
        painter.drawRoundedRect(self.rect(), middle, middle)
        dot = QPointF(2.5 * GRID + DOT_PX / 2, middle)
        draw_dot(painter, dot, self._severity, self._outcome, self._theme.tokens)
        painter.setPen(QColor(hue.ink))
        words = self.rect().adjusted(4 * GRID + DOT_PX, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, SEVERITY_WORDS[self._severity])
        painter.end()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's spelling
        """Return the room that dot and word take."""
        words = self.fontMetrics().horizontalAdvance(SEVERITY_WORDS[self._severity])
        return QSize(words + 7 * GRID + DOT_PX, max(6 * GRID, self.fontMetrics().height() + 2 * GRID))

    def _fit_words(self) -> None:
        """Follow the size and colour of the words."""
        self.setFont(QApplication.font())
        self.setFixedSize(self.sizeHint())
        self.update()
