"""Says that documents are still being looked for when that takes long, and offers to give it up: a drive may never answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from auditor.gui.messages import Offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.gui.auditing import Auditing
    from auditor.gui.controllers.intake import IntakeController
    from auditor.gui.messages import Messages
    from auditor.gui.models.document_list import DocumentList

LONG_MS = 1_500
"""How long nobody asks where the documents are: most folders are listed in less."""

LOOKING = "Still looking for documents…"
FOUND = "All documents have been found."
GIVEN_UP = "No more documents are looked for; those found are in the list."


class ListingWatch(QObject):
    """Speaks while nothing else shows that something is going on: documents that are read have a bar and a way to cancel."""

    def __init__(
        self,
        auditing: Auditing,
        intake: IntakeController,
        documents: DocumentList,
        messages: Messages,
        cancel: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._auditing, self._documents, self._messages, self._cancel = auditing, documents, messages, cancel
        self._is_told = False
        self._timer = QTimer(self, interval=LONG_MS)
        self._timer.timeout.connect(self.look)
        intake.taken.connect(self._timer.start)

    def look(self) -> None:
        """Say it, once, and when it is over; while documents are read, look again later."""
        if not self._auditing.is_listing():
            self._timer.stop()
            if self._is_told:
                self._messages.info(FOUND)
            self._is_told = False
        elif not self._documents.pending and not self._is_told:
            self._is_told = True
            self._messages.info(LOOKING, offer=Offer("Cancel", self._give_up))

    def _give_up(self) -> None:
        if self._auditing.is_listing():
            self._is_told = False
            self._timer.stop()
            self._cancel()
            self._messages.info(GIVEN_UP)
