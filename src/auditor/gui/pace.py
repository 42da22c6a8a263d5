"""Keeps what is asked for again and again to a bearable pace, without making the first one wait."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal


class Pace(QObject):
    """Tells what is due: at once after a pause, and else once in so many milliseconds, however often it is asked for."""

    due = Signal()

    def __init__(self, milliseconds: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.milliseconds = milliseconds
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)

    def ask(self) -> None:
        """Have `due` told as soon as the pace allows; never within this call."""
        if not self._timer.isActive():
            passed = self._since.elapsed() if self._since.isValid() else self.milliseconds
            self._timer.start(max(0, self.milliseconds - passed))

    def stop(self) -> None:
        """Forget what was asked for."""
        self._timer.stop()

    def _tell(self) -> None:
        self._since.start()
        self.due.emit()
