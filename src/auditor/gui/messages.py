"""The one channel by which the program tells the user something; a recorder can stand in for the notice bar."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from auditor.model.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.errors import UserError


class Level(StrEnum):
    """How a message is shown."""

    DONE = "done"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the user may do about a message: the words on the button and what it does."""

    words: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """A plain sentence, what to do about it, and perhaps a button."""

    level: Level
    text: str
    remedy: str = ""
    offer: Offer | None = None


class Messages(QObject):
    """Whoever has something to say says it here."""

    posted = Signal(object)

    def done(self, text: str, offer: Offer | None = None) -> None:
        """Say that something the user asked for has happened."""
        self.posted.emit(Message(Level.DONE, text, offer=offer))

    def info(self, text: str, remedy: str = "", offer: Offer | None = None) -> None:
        """Say something worth knowing."""
        self.posted.emit(Message(Level.INFO, text, remedy, offer))

    def warn(self, text: str, remedy: str = "") -> None:
        """Say that something did not go as asked, but nothing is lost."""
        self.posted.emit(Message(Level.WARNING, text, remedy))

    def error(self, error: UserError, offer: Offer | None = None) -> None:
        """Say what went wrong and what to do."""
        self.posted.emit(Message(Level.ERROR, error.message, error.remedy, offer))
