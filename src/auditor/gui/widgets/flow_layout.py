"""A row that goes on in the next line when there is no room: nothing is cut off in a narrow window or with large words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


class FlowLayout(QLayout):
    """The first item grows into the room that its line has left; the last stands at the right."""

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)

    def _lines(self, width: int) -> Iterator[list[QLayoutItem]]:
        line: list[QLayoutItem] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint().width()
            if line and taken + self.spacing() + wanted > width:
                yield line
                line, taken = [], 0
            taken += wanted + (self.spacing() if line else 0)
            line.append(item)
        if line:
            yield line

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        """Put everything into its place; return the height that takes."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        top = inner.top()
        for line in self._lines(inner.width()):
            height = max(item.sizeHint().height() for item in line)
            if moves:
                self._place(line, QRect(inner.left(), top, inner.width(), height))
            top += height + self.spacing()
        return max(top - self.spacing() - inner.top(), 0) + margins.top() + margins.bottom()

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        left_over = room.width() - sum(i.sizeHint().width() for i in line) - self.spacing() * (len(line) - 1)
        left = room.left()
        for item in line:
            width = min(item.sizeHint().width(), room.width())
            if item is self._items[0]:
                grown = min(width + max(left_over, 0), item.maximumSize().width())
                left_over -= grown - width
                width = grown
            if item is self._items[-1]:
                left += max(left_over, 0)
            item.setGeometry(QRect(left, room.top(), width, room.height()))
            left += width + self.spacing()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's spelling
        """Take another item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's spelling
        """Return an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's spelling
        """Give an item up."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's spelling
        """Return that it takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's spelling
        """Return that a narrow row is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's spelling
        """Return how high it is."""
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's spelling
        """Arrange everything."""
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's spelling
        """Return the least size: what is more is taken by the height."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's spelling
        """Return the size of the widest item."""
        margins = self.contentsMargins()
        least = QSize()
        for item in self._items:
            if not item.isEmpty():
                least = least.expandedTo(item.minimumSize())
        return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
