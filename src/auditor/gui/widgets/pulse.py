"""A short movement that leads the eye to what was just chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QVariantAnimation
from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

PULSE_MS = 700

STRENGTH = 0.6
"""Share of the first colour at the beginning: words on it have to stay readable."""


class Pulse(QVariantAnimation):
    """Runs from 0 to 1 once and asks for a drawing at every step."""

    def __init__(self, draw: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(PULSE_MS)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(lambda _: draw())
        self.finished.connect(draw)

    def begin(self) -> None:
        """Start anew."""
        self.stop()
        self.start()

    @property
    def is_running(self) -> bool:
        """Whether there is something to draw."""
        return self.state() is QAbstractAnimation.State.Running

    def between(self, first: str, last: str) -> str:
        """Return the colour of this moment on the way from one to another; at rest, the last."""
        if not self.is_running:
            return last
        start, end, share = QColor(first), QColor(last), 1 - STRENGTH * (1 - self.progress)
        return QColor.fromRgbF(
            start.redF() + (end.redF() - start.redF()) * share,
            start.greenF() + (end.greenF() - start.greenF()) * share,
            start.blueF() + (end.blueF() - start.blueF()) * share,
        ).name()

    @property
    def progress(self) -> float:
        """How far it is, from 0 to 1."""
        return float(self.currentValue())
