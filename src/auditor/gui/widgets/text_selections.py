"""Looks laid over a text that is laid out already: of the current finding, and of words that were looked for."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit


def look_of(ground: str, ink: str) -> QTextCharFormat:
    """Return words in a colour on another."""
    look = QTextCharFormat()
    look.setBackground(QColor(ground))
    look.setForeground(QColor(ink))
    return look


def selection(
    document: QTextDocument, start: int, end: int, look: QTextCharFormat
) -> QTextEdit.ExtraSelection:
    """Return a look over a stretch of a laid-out text."""
    made = QTextEdit.ExtraSelection()
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    made.cursor = cursor
    made.format = look
    return made
