"""Notices that somebody else has changed the shared register of approved claims while a review lies open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from auditor.workflow.register_use import register_stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.gui.desk import Desk
    from auditor.workflow.register_use import RegisterStamp

LOOK_MS = 10_000
"""How often the register is looked at. Network drives tell of no change by themselves, and a look costs one question to the disk."""

CHANGED = "Somebody has changed the shared register; the findings stand as it says now."


class RegisterWatch(QObject):
    """Has the review held against its shared register anew when that is another than it was."""

    def __init__(self, desk: Desk, recognise: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._recognise = desk, recognise
        self._last: RegisterStamp | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask how the register lies on the disk now; a review that cannot be read is told elsewhere."""
        self._desk.ask(register_stamp, self._note, lambda _: None)

    def _note(self, now: RegisterStamp) -> None:
        before, self._last = self._last, now
        if before is not None and now != before and now.path == before.path:
            self._recognise(CHANGED)
