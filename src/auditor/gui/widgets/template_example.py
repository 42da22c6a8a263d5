"""A small page that shows what exports will look like, drawn anew with every change: paper, so light in every theme."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditor.model.colour import BLACK, WHITE, ink_on
from auditor.model.template import ACCENT, BAND, PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from auditor.model.template import Template

TITLE = "Health marketing audit"
_SAMPLE = {
    "No.": "1",
    "Document": "spring.html",
    "Place": "Page 2",
    "Severity": "High",
    "Outcome": "Violation",
    "Category": "Superlative",
    "Rule": "us/best",
    "Sentence": "The best care in the country.",
    "Why": "Nothing here proves it.",
    "Basis": "Code, 3.1",
    "How to fix": "Say what was compared.",
    "Suggested wording": "Care close to home.",
    "Evidence": "No support",
    "Source": "None",
    "Decision": "Confirmed",
    "Reason": "As agreed",
    "Reviewer": "Ana",
    "Decided at": "2026-11-22",
    "Response": "We take it out.",
}
_LINKED = frozenset({"Place"})
_MUTED, _LINE, _EDGE = "5F6B76", "D5DCE2", "9AA5AE"
_LOGO_BOX = (170, 34)
_NARROW = frozenset({"No."})
_MARGIN = 16
"""Pixels."""


class TemplateExample(QWidget):
    """Set what is to be shown with `show_template`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._template: Template = PLAIN
        self._notice = ""
        self._logo = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 300)
        self.setAccessibleName("Example of an export")

    def show_template(self, template: Template, notice: str) -> None:
        """Draw this look, with its disclaimer in full."""
        self._template, self._notice = template, notice
        self._logo = QImage.fromData(template.logo.png) if template.logo else QImage()
        named = ", ".join(template.columns)
        self.setAccessibleDescription(f"{template.organisation or TITLE}. Columns: {named}. {notice}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size at which it reads well."""
        return QSize(440, 420)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the page from top to bottom."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(f"#{_EDGE}"))
        painter.setBrush(QColor(f"#{WHITE}"))
        painter.drawRect(sheet)
        painter.setClipRect(sheet)
        top = self._draw_logo(painter, sheet.top() + _MARGIN)
        top = self._draw_band(painter, sheet, top)
        top = self._draw_table(painter, sheet, top + _MARGIN)
        self._draw_notice(painter, sheet, top + _MARGIN)
        painter.end()

    def _draw_logo(self, painter: QPainter, top: float) -> float:
        if self._template.logo is None:
            return top
        width, height = self._template.logo.within(*_LOGO_BOX)
        ratio = self.devicePixelRatioF()
        fitting = self._logo.scaled(
            round(width * ratio),
            round(height * ratio),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(QRectF(_MARGIN, top, width, height), fitting)
        return top + height + _MARGIN / 2

    def _draw_band(self, painter: QPainter, sheet: QRectF, top: float) -> float:
        band, name = self._template.band or BAND, self._template.organisation
        line = painter.fontMetrics().height()
        height = 2.4 * line + (1.2 * line if name else 0)
        box = QRectF(sheet.left(), top, sheet.width(), height)
        painter.fillRect(box, QColor(f"#{band}"))
        painter.setPen(QColor(f"#{ink_on(band)}"))
        inner = box.adjusted(_MARGIN, line * 0.4, -_MARGIN, -line * 0.4)
        if name:
            self._words(painter, QRectF(inner.left(), inner.top(), inner.width(), line * 1.1), name)
        title = QRectF(inner.left(), inner.bottom() - line * 1.6, inner.width(), line * 1.6)
        self._words(painter, title, TITLE, scale=1.25, is_bold=True)
        return box.bottom()

    def _draw_table(self, painter: QPainter, sheet: QRectF, top: float) -> float:
        line = painter.fontMetrics().height()
        shown, rooms = self._fitting(sheet.width() - 2 * _MARGIN, line)
        left = float(_MARGIN)
        band = self._template.band or BAND
        for column, room in zip(shown, rooms, strict=True):
            cell = QRectF(left, top, room, line * 1.5)
            left += room
            painter.fillRect(cell, QColor(f"#{band}"))
            painter.setPen(QColor(f"#{ink_on(band)}"))
            self._words(painter, cell.adjusted(5, 0, -3, 0), column, scale=0.9, is_bold=True)
            below = cell.translated(0, cell.height())
            is_link = column in _LINKED
            painter.setPen(QColor(f"#{self._template.accent or ACCENT}" if is_link else f"#{BLACK}"))
            self._words(painter, below.adjusted(5, 0, -3, 0), _SAMPLE[column], scale=0.9, is_link=is_link)
        bottom = top + line * 3
        painter.setPen(QColor(f"#{_LINE}"))
        painter.drawLine(_MARGIN, int(bottom), int(sheet.right()) - _MARGIN, int(bottom))
        more = len(self._template.columns) - len(shown)
        if more > 0:
            painter.setPen(QColor(f"#{_MUTED}"))
            note = QRectF(_MARGIN, bottom + 2, sheet.width() - 2 * _MARGIN, line * 1.2)
            self._words(painter, note, f"and {more} more columns", scale=0.85)
        return bottom + line * (1.2 if more > 0 else 0)

    def _fitting(self, width: float, line: float) -> tuple[Sequence[str], list[float]]:
        """Return the columns that there is room for, and the width of each."""
        wanted = [line * (2.2 if column in _NARROW else 5.5) for column in self._template.columns]
        number = max(sum(total <= width for total in accumulate(wanted)), min(1, len(wanted)))
        spare = width / max(sum(wanted[:number]), 1)
        return self._template.columns[:number], [room * spare for room in wanted[:number]]

    def _draw_notice(self, painter: QPainter, sheet: QRectF, top: float) -> None:
        painter.setPen(QColor(f"#{_MUTED}"))
        painter.setFont(self._scaled(0.9))
        box = QRectF(_MARGIN, top, sheet.width() - 2 * _MARGIN, max(sheet.bottom() - top - _MARGIN, 0))
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap), self._notice)
        painter.setFont(self.font())

    def _words(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        *,
        scale: float = 1.0,
        is_bold: bool = False,
        is_link: bool = False,
    ) -> None:
        font = self._scaled(scale)
        font.setBold(is_bold)
        font.setUnderline(is_link)
        painter.setFont(font)
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)
        painter.setFont(self.font())

    def _scaled(self, scale: float) -> QFont:
        font = QFont(self.font())
        size = font.pixelSize() if font.pixelSize() > 0 else self.fontInfo().pixelSize()
        font.setPixelSize(max(8, round(size * scale)))
        return font
