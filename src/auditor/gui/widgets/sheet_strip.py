"""The pages of a PDF as small pictures at the side, each with the number of findings on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QWidget

from auditor.gui.models.sheet_list import SHEET_ROLE, SheetEntry, SheetList
from auditor.gui.tokens import GRID, LIGHT, SMALL_PX
from auditor.model.sheet import SheetSize, Tile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem

    from auditor.gui.models.sheet_list import AnyIndex
    from auditor.gui.theme import Theme
    from auditor.model.listing import BoxMark

WIDTH = 116
"""Pixels of the whole strip."""
_PICTURE = QSize(72, 96)
"""Pixels a picture may take."""
_ROW = _PICTURE.height() + 34
_BADGE = 18


class SheetStrip(QListView):
    """Choosing a page is an intention; going to it by keyboard is choosing it."""

    page_chosen = Signal(int)
    lacking = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets = SheetList(self)
        self._failed: set[int] = set()
        self._is_following = False
        self.setModel(self._sheets)
        self.setItemDelegate(_SheetDelegate(theme, self))
        self.setAccessibleName("Page list")
        self.setFixedWidth(WIDTH)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._tell_chosen)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.lacking.emit())
        theme.changed.connect(self.viewport().update)

    def set_sheets(self, sizes: Sequence[SheetSize], marks: Sequence[BoxMark]) -> None:
        """Show the pages of another document."""
        self._failed.clear()
        self._sheets.set_sheets(sizes, marks)

    def follow(self, page: int) -> None:
        """Show which page is being read."""
        if page:
            self._is_following = True
            self.setCurrentIndex(self._sheets.index(page - 1))
            self._is_following = False

    def wanted(self) -> Tile | None:
        """Return a small picture that is seen and not there."""
        if not self.isVisible() or not self._sheets.rowCount():
            return None
        start = max(self.indexAt(QPoint(WIDTH // 2, 0)).row(), 0)
        end = min(start + self.viewport().height() // _ROW + 2, self._sheets.rowCount())
        for page in range(start + 1, end + 1):
            entry = self._sheets.entry(page)
            if entry.picture is None and page not in self._failed:
                return self._tile(entry)
        return None

    def put(self, tile: Tile, picture: QImage) -> None:
        """Take a small picture."""
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheets.put(tile.page, picture)

    def fail(self, page: int) -> None:
        """Ask no more for a page that cannot be drawn."""
        self._failed.add(page)

    def _tile(self, entry: SheetEntry) -> Tile:
        size = fitted(entry.size) * self.devicePixelRatioF()
        return Tile(entry.page, size.width(), size.height(), 0, 0, size.width(), size.height())

    def _tell_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self.page_chosen.emit(current.row() + 1)


class _SheetDelegate(QStyledItemDelegate):
    """Draws the picture, the number of the page, and the number of its findings."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one page."""
        entry: SheetEntry = index.data(SHEET_ROLE)
        tokens, is_current = self._theme.tokens, bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            painter.fillRect(option.rect, QColor(tokens.selection))
        size = fitted(entry.size)
        paper = QRect(0, 0, size.width(), size.height())
        paper.moveCenter(option.rect.center() - QPoint(0, 2 * GRID))
        painter.fillRect(paper, QColor("white"))
        if entry.picture is not None:
            painter.drawImage(paper, entry.picture)
        painter.setPen(QPen(QColor(tokens.accent if is_current else tokens.control), 2 if is_current else 1))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        if entry.severity is not None:
            _draw_badge(painter, paper, entry)
        self._draw_number(painter, option, entry.page)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002, N802 - Qt's signature
        """Return the fixed height of a row."""
        return QSize(WIDTH - 24, _ROW)

    def _draw_number(self, painter: QPainter, option: QStyleOptionViewItem, page: int) -> None:
        font = option.font
        font.setPixelSize(self._theme.px(SMALL_PX))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.text))
        line = option.rect.adjusted(0, option.rect.height() - 22, 0, -GRID)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, f"{page:,}")


def fitted(size: SheetSize) -> QSize:
    """Return how large a page is drawn in the list."""
    share = min(_PICTURE.width() / size.width, _PICTURE.height() / size.height)
    return QSize(max(round(size.width * share), 8), max(round(size.height * share), 8))


def _draw_badge(painter: QPainter, paper: QRect, entry: SheetEntry) -> None:
    """Draw the number of findings over the corner of the page, in the colour of the weightiest."""
    words = str(entry.findings) if entry.findings < 1000 else "999+"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPixelSize(SMALL_PX - 1)
    font.setBold(True)
    painter.setFont(font)
    width = max(painter.fontMetrics().horizontalAdvance(words) + 2 * GRID, _BADGE)
    badge = QRectF(paper.right() - width + 10, paper.top() - 6, width, _BADGE)
    painter.setPen(QPen(QColor("white"), 1.5))
    painter.setBrush(QColor(LIGHT.severity(entry.severity).ink if entry.severity else LIGHT.muted))
    painter.drawRoundedRect(badge, _BADGE / 2, _BADGE / 2)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
