"""Dresses the program: font, palette, style sheet and icons, all from one set of tokens: light, dark or high contrast."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from math import ceil
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from auditor.gui import tokens as t
from auditor.gui.tokens import CONTRAST, DARK, LIGHT, Scheme, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

ASSETS = Path(__file__).parent / "assets"

ICON_PX = 18
"""Logical pixels of an icon on a button or in a menu."""

ICON_GAP = 5
"""Pixels left free at the right of an icon that stands before words; a style sheet cannot ask for it."""

_FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Liberation Sans", "DejaVu Sans"]


class Theme(QObject):
    """The present colours. `changed` tells whoever draws by hand to draw again."""

    changed = Signal()

    def __init__(
        self, application: QApplication, scheme: Scheme, parent: QObject, text_size: int = 100
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._scheme = scheme
        self._text_size = text_size
        self.tokens: Tokens = LIGHT
        application.setStyle("Fusion")
        _load_fonts(application)
        application.setWindowIcon(QIcon(str(ASSETS / "auditor.svg")))
        application.screenAdded.connect(self._draw_icons_anew)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._dress()

    @property
    def scheme(self) -> Scheme:
        """What the user chose."""
        return self._scheme

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """Widgets made within are dressed once, at its end.

        Qt lays a style sheet on a widget and all it holds again whenever it is put into another: a fifth of the
        start of the window.
        """
        self._application.setStyleSheet("")
        try:
            yield
        finally:
            self._dress()

    def choose(self, scheme: Scheme) -> None:
        """Change to another scheme at once."""
        self._scheme = scheme
        self._dress()

    @property
    def text_size(self) -> int:
        """How large words are, in per cent."""
        return self._text_size

    def choose_text_size(self, per_cent: int) -> None:
        """Make words larger or smaller, and with them everything that holds words."""
        self._text_size = per_cent
        self._dress()

    def px(self, pixels: int) -> int:
        """Return a measure that grows with the words."""
        return round(pixels * self._text_size / 100)

    def icon(self, name: str, role: str = "text", gap: int = 0) -> QIcon:
        """Return an icon in the colour of a token, with some pixels left free at its right."""
        return _icon(name, getattr(self.tokens, role), self.tokens.muted, gap)

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """Return one drawing of an icon for a delegate or a label."""
        return _pixmap(name, colour, size, ratio)

    def assign_icon(self, target: QAction | QAbstractButton, name: str, role: str = "text") -> None:
        """Give `target` an icon that follows the scheme for as long as it lives."""
        _IconOf(target, self, name, role).renew()
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(ICON_PX + (ICON_GAP if target.text() else 0), ICON_PX))

    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._dress()

    def _draw_icons_anew(self) -> None:
        """A display that was just connected may be finer than those the icons were made for."""
        _icon.cache_clear()
        self.changed.emit()

    def _dress(self) -> None:
        self.tokens = self._wanted()
        font = self._application.font()
        font.setPixelSize(self.px(t.TEXT_PX))
        self._application.setFont(font)
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens, self.px))
        self.changed.emit()

    def _wanted(self) -> Tokens:
        if self._scheme is not Scheme.SYSTEM:
            return {Scheme.DARK: DARK, Scheme.CONTRAST: CONTRAST}.get(self._scheme, LIGHT)
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


class _IconOf(QObject):
    """Keeps one button's or action's icon in the present colour; a child of it, so that it dies with it."""

    def __init__(self, target: QAction | QAbstractButton, theme: Theme, name: str, role: str) -> None:
        super().__init__(target)
        self._target = target
        self._theme = theme
        self._name = name
        self._role = role
        theme.changed.connect(self.renew)

    def renew(self) -> None:
        gap = ICON_GAP if isinstance(self._target, QAbstractButton) and self._target.text() else 0
        self._target.setIcon(self._theme.icon(self._name, self._role, gap))


def style_sheet(tokens: Tokens, px: Callable[[int], int] = lambda pixels: pixels) -> str:
    """Return the style sheet in these colours; `px` tells how large words are."""
    template = Template((ASSETS / "style.qss").read_text(encoding="utf-8"))
    colours = {
        name: getattr(tokens, name) for name in Tokens.__slots__ if isinstance(getattr(tokens, name), str)
    }
    measures = {
        "radius": t.RADIUS,
        "text_px": px(t.TEXT_PX),
        "small_px": px(t.SMALL_PX),
        "heading_px": px(t.HEADING_PX),
        "title_px": px(t.TITLE_PX),
    }
    tick = ASSETS / ("tick-dark.svg" if tokens.is_dark else "tick-light.svg")
    return template.substitute(colours, **measures, tick=tick.as_posix())


def palette(tokens: Tokens) -> QPalette:
    """Return the palette for everything the style sheet does not name (menus, dialogs of the toolkit)."""
    made = QPalette()
    role = QPalette.ColorRole
    for names, colour in (
        ((role.Window, role.AlternateBase), tokens.window),
        ((role.Base, role.Button, role.ToolTipBase), tokens.surface),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText), tokens.text),
        ((role.PlaceholderText,), tokens.muted),
        ((role.Highlight,), tokens.selection),
        ((role.Link, role.LinkVisited, role.Accent), tokens.accent),
        ((role.Mid, role.Midlight, role.Light), tokens.line),
        ((role.Dark, role.Shadow), tokens.control),
        ((role.BrightText,), tokens.critical.ink),
    ):
        for name in names:
            made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.muted))
    return made


def _load_fonts(application: QApplication) -> None:
    for path in sorted((ASSETS / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    font = QFont()
    font.setFamilies(_FAMILIES)
    application.setFont(font)


def _finest() -> int:
    """Return how many points the finest display at hand has to a pixel: 2 for one at 150 or 200 %."""
    return max(ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens())


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str, gap: int) -> QIcon:
    icon = QIcon()
    for scale in range(1, _finest() + 1):
        icon.addPixmap(_pixmap(name, colour, ICON_PX, scale, gap))
        icon.addPixmap(_pixmap(name, disabled, ICON_PX, scale, gap), QIcon.Mode.Disabled)
    return icon


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    drawing = (ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    edge = round(size * ratio)
    pixmap = QPixmap(edge + round(gap * ratio), edge)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
