"""What the empty window shows: where to drop things, what can be dropped, and three steps to a first audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from auditor.gui.tokens import GRID, RADIUS

if TYPE_CHECKING:
    from auditor.gui.theme import Theme

CAN_BE_READ = "Web pages, PDFs, Word files, Markdown and text; folders of them; web addresses."

_TARGET_HEIGHT = 224
"""Pixels; also when there is little room, for it is what the page is about."""

_STEPS = (
    ("documents", "Drop documents", "Reading starts at once. Findings appear as they are found."),
    (
        "search",
        "Go through the findings",
        "Each says which words, why, under which law or code, and what would cure it.",
    ),
    ("export", "Hand over the spreadsheet", "Export to Excel and send it on to whoever writes the page."),
)


class StartPage(QScrollArea):
    """A large place to drop on, which is also a button; scrolls when the window is small."""

    files_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = DropTarget(theme, self)
        self._target.clicked.connect(self.files_wanted)
        column = QVBoxLayout()
        column.setSpacing(6 * GRID)
        column.addStretch(1)
        column.addWidget(self._target)
        column.addLayout(self._other_ways(theme))
        column.addSpacing(2 * GRID)
        column.addLayout(_steps(theme))
        column.addStretch(1)
        column.addWidget(_promise())
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(8 * GRID, 6 * GRID, 8 * GRID, 5 * GRID)
        layout.addStretch(1)
        layout.addLayout(column, 6)
        layout.addStretch(1)
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)

    def _other_ways(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addStretch(1)
        for words, icon, wanted in (
            ("Choose a folder…", "folder", self.folder_wanted),
            ("Paste an address…", "clipboard", self.paste_wanted),
            ("Try the samples", "samples", self.samples_wanted),
        ):
            button = QPushButton(words, self)
            theme.assign_icon(button, icon)
            button.clicked.connect(wanted)
            row.addWidget(button)
        row.addStretch(1)
        return row


class DropTarget(QPushButton):
    """The large area; a click opens the file dialog."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Choose files to audit")
        self.setAccessibleDescription(CAN_BE_READ)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(_TARGET_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        self._content = layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 8 * GRID, 6 * GRID, 8 * GRID)
        layout.setSpacing(2 * GRID)
        for words, role in (("Drop documents or links here", "title"), (CAN_BE_READ, "muted")):
            label = QLabel(words, self)
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(label)
        layout.insertSpacing(0, 14 * GRID)
        layout.addSpacing(3 * GRID)
        choose = QLabel("Choose files…", self)
        choose.setProperty("role", "primary")
        choose.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(choose, 0, Qt.AlignmentFlag.AlignHCenter)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's spelling
        """A button's own hint knows nothing of what lies on it."""
        return self._content.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's spelling
        """Draw a dashed frame, a solid one with the keyboard on it."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self.underMouse()
        pen = QPen(QColor(tokens.accent if strong else tokens.control), 2)
        pen.setStyle(Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 2 * RADIUS, 2 * RADIUS)
        size = 12 * GRID
        icon = self._theme.pixmap("drop", tokens.accent, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, 8 * GRID, icon)
        painter.end()


def _steps(theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6 * GRID)
    for number, (icon, head, words) in enumerate(_STEPS, 1):
        row.addWidget(_Step(theme, number, icon, head, words), 1)
    return row


class _Step(QWidget):
    """One of three steps."""

    def __init__(self, theme: Theme, number: int, icon: str, head: str, words: str) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon
        self._icon = QLabel(self)
        title = QLabel(f"{number}. {head}", self)
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        text = QLabel(words, self)
        text.setProperty("role", "muted")
        text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for label in (self._icon, title, text):
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        layout.addStretch(1)
        theme.changed.connect(self._colour)
        self._colour()

    def _colour(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, self._theme.tokens.accent, 24, ratio))


def _promise() -> QLabel:
    label = QLabel("Nothing leaves this computer. Web addresses are fetched only when you ask for them.")
    label.setProperty("role", "small")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
