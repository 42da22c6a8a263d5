"""Small drawings shared by lists and panes: severity dots and bars, shortened words, the quote with its trigger in bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from auditor.gui.utf16 import Utf16Map
from auditor.gui.words import VERDICT_SIGNS, VERDICT_WORDS, counted, short_name
from auditor.model.finding import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.gui.tokens import Tokens
    from auditor.model.decision import Verdict
    from auditor.model.listing import Group

DOT_PX = 10
BAR_PX = 4
CONTEXT = 28
"""Code points kept before a trigger when a sentence is too long for its cell."""


def draw_dot(
    painter: QPainter, centre: QPointF, severity: Severity, outcome: Outcome, tokens: Tokens
) -> None:
    """Draw a full dot for a violation, a ring for what needs review."""
    colour = QColor(tokens.severity(severity).ink)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = DOT_PX / 2
    if outcome is Outcome.NEEDS_REVIEW:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius -= 1
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)
    painter.restore()


def draw_bar(painter: QPainter, rect: QRect, counts: Mapping[Severity, int], tokens: Tokens) -> None:
    """Draw the share of each severity as one thin bar; every severity present stays visible."""
    total = sum(counts.values())
    if not total:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    left = float(rect.left())
    for severity in Severity:
        if count := counts.get(severity, 0):
            width = max(rect.width() * count / total, BAR_PX)
            painter.setBrush(QColor(tokens.severity(severity).ink))
            painter.drawRect(QRectF(left, rect.top(), min(width, rect.right() + 1 - left) - 1, rect.height()))
            left += width
    painter.restore()


def draw_words(painter: QPainter, rect: QRect, words: str, colour: str) -> None:
    """Draw one line of words, shortened at the end."""
    _draw_line(painter, rect, words, colour, Qt.TextElideMode.ElideRight)


def draw_name(painter: QPainter, rect: QRect, name: str, colour: str) -> None:
    """Draw a document's name, shortened in the middle: pages of one site differ at their ends."""
    _draw_line(painter, rect, short_name(name), colour, Qt.TextElideMode.ElideMiddle)


def draw_group(painter: QPainter, rect: QRect, group: Group, tokens: Tokens) -> None:
    """Draw the heading of a group: its name in bold with its weightiest severity, and its numbers at the right."""
    count = counted(group.count, "finding")
    numbers = count if group.is_preliminary else f"{group.open:,} of {count} open"
    width = painter.fontMetrics().horizontalAdvance(numbers) + 2
    draw_words(painter, rect.adjusted(rect.width() - width, 0, 0, 0), numbers, tokens.muted)
    dot = QPointF(rect.left() + DOT_PX, rect.center().y() + 0.5)
    draw_dot(painter, dot, group.severity, Outcome.VIOLATION, tokens)
    bold = QFont(painter.font())
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    draw_words(painter, rect.adjusted(DOT_PX * 2, 0, -width - DOT_PX, 0), group.label, tokens.text)


def draw_verdict(
    painter: QPainter, rect: QRect, verdict: Verdict, tokens: Tokens, *, has_note: bool = False
) -> None:
    """Draw what was decided as sign and word; a note stands behind it as ✎."""
    words = f"{VERDICT_SIGNS[verdict]} {VERDICT_WORDS[verdict]}".strip() + (" ✎" if has_note else "")
    draw_words(painter, rect, words, tokens.verdict(verdict))


def draw_number(painter: QPainter, rect: QRect, number: int, colour: str) -> int:
    """Draw a number at the right; return the width it takes."""
    words = f"{number:,}"
    painter.setPen(QColor(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
    return painter.fontMetrics().horizontalAdvance(words)


def draw_quote(
    painter: QPainter, rect: QRect, quote: str, trigger: tuple[int, int] | None, colour: str
) -> None:
    """Draw a sentence on one line with its trigger in bold, beginning a little before the trigger when it is long."""
    shown, bold = shortened(quote, trigger, painter.fontMetrics(), rect.width())
    layout = QTextLayout(
        painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, rect.width() - 8), painter.font()
    )
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    if bold:
        layout.setFormats([_bold_range(shown, bold, painter.font())])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))
    painter.restore()


def shortened(
    quote: str, trigger: tuple[int, int] | None, metrics: QFontMetrics, width: int
) -> tuple[str, tuple[int, int] | None]:
    """Return the words to draw and where the trigger lies in them."""
    line = quote.replace("\n", " ").replace("\t", " ")
    if not trigger or not trigger[0] or metrics.horizontalAdvance(line[: trigger[1]]) < width * 0.85:
        return line, trigger
    start = line.find(" ", max(0, trigger[0] - CONTEXT), trigger[0]) + 1 or trigger[0]
    return f"… {line[start:]}", (trigger[0] - start + 2, trigger[1] - start + 2)


def _draw_line(painter: QPainter, rect: QRect, words: str, colour: str, mode: Qt.TextElideMode) -> None:
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(words, mode, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _bold_range(text: str, bold: tuple[int, int], font: QFont) -> QTextLayout.FormatRange:
    units = Utf16Map(text)
    made = QTextLayout.FormatRange()
    made.start = units.to_units(bold[0])
    made.length = units.to_units(bold[1]) - made.start
    weight = QFont(font)
    weight.setWeight(QFont.Weight.DemiBold)
    made.format.setFont(weight)
    return made
