"""What turning the mouse wheel with Ctrl means everywhere: larger or smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


def zoom_steps(event: QWheelEvent) -> int | None:
    """Return the steps by which to zoom; None when the wheel is turned to scroll."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    turned = event.angleDelta().y()
    return (turned > 0) - (turned < 0)
