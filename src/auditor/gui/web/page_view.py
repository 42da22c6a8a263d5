"""A saved page as it looks, its findings marked: all softly, the current one strongly and in view.

The browser is made when the first page is shown: whoever only reads PDFs never pays for it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from auditor.gui.tokens import LIGHT
from auditor.gui.web.locked import OUR_WORLD, LockedPage, lock, make_profile
from auditor.gui.widgets.pulse import Pulse
from auditor.gui.widgets.wheel import zoom_steps
from auditor.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWebEngineCore import QWebEngineFindTextResult

    from auditor.model.listing import PageMark

SETTLED_MS = 150
"""How long the page must have stood still before the list follows."""

ZOOM_STEP = 1.1
_LEAST_ZOOM, _MOST_ZOOM = 0.5, 3.0


class Bridge(QObject):
    """What our script in the page can tell."""

    chosen = Signal(int)
    scrolled = Signal()
    ready = Signal()

    @Slot(int)
    def choose(self, number: int) -> None:
        """A mark was clicked."""
        self.chosen.emit(number)

    @Slot()
    def note_scrolled(self) -> None:
        """The user is scrolling."""
        self.scrolled.emit()

    @Slot()
    def get_ready(self) -> None:
        """The page is there and can be marked."""
        self.ready.emit()


class PageView(QWidget):
    """Shows one page; clicking a mark is an intention. `failed` tells that the page cannot be shown."""

    mark_chosen = Signal(int)
    marked = Signal(list)
    """The findings whose words were found on the page."""
    failed = Signal()
    in_view = Signal(int)
    """The user has scrolled, and this finding is now the nearest."""
    found = Signal(int, int, bool)
    """Which place of the words is shown (from 1), how many there are, and that all were searched."""
    zoomed = Signal(float)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = folder / "page.html"
        self._marks: Sequence[PageMark] = ()
        self._current: int | None = None
        self._is_ready = self._is_own = False
        self._zoom = 1.0
        self._words = self._sought = ""
        self._pulse = Pulse(self._draw_pulse, self)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._ask_nearest)
        self.setAccessibleName("The page as it looks")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._view: QWebEngineView | None = None

    def show_page(self, html: str, marks: Sequence[PageMark], *, is_own: bool = False) -> None:
        """Show another page; one of our own making carries the numbers of its findings.

        Raises OSError when its private copy cannot be written.
        """
        self._marks, self._current, self._is_ready, self._is_own = marks, None, False, is_own
        self._sought = ""
        self._file.write_text(html, "utf-8", errors="replace")
        view = self._engine()
        url = QUrl.fromLocalFile(str(self._file))
        self._gate.allowed = url
        view.load(url)

    def set_current(self, number: int | None) -> None:
        """Mark a finding strongly, bring it into view and let it pulse."""
        self._current = number
        if self._is_ready:
            self._run(f"auditor.current({json.dumps(number)})")
            self._pulse.begin()

    def look_for(self, words: str) -> None:
        """Look for words from what is seen on; empty words end the search."""
        self._words = words
        if not self._is_ready:
            self._sought = words  # the page is still being loaded
        elif self._view is not None:
            self._page.findText("")
            self._page.findText(words)

    def look_on(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place of the words, from the other end at the end."""
        if self._view is not None and self._words:
            backwards = QWebEnginePage.FindFlag.FindBackward
            self._page.findText(self._words, backwards if by < 0 else QWebEnginePage.FindFlag(0))

    def zoom(self, steps: int) -> None:
        """Make the page larger or smaller; 0 shows it in its own size."""
        self.set_zoom(self._zoom * ZOOM_STEP**steps if steps else 1.0)

    def set_zoom(self, zoom: float) -> None:
        """Show pages so large."""
        self._zoom = min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM)
        if self._view is not None:
            self._view.setZoomFactor(self._zoom)
        self.zoomed.emit(self._zoom)

    def fit_width(self) -> None:
        """Pages fit themselves into the view: show them in their own size."""
        self.zoom(0)

    def clear(self) -> None:
        """Let go of the page."""
        self._is_ready = False
        self._file.unlink(missing_ok=True)

    def dispose(self) -> None:
        """Take the browser down in the order it needs: view, page, profile."""
        if self._view is None:
            return
        self._view.setPage(None)  # type: ignore[arg-type]  # lets go of the page first
        delete(self._page)
        self._view.deleteLater()
        self._profile.deleteLater()
        self._view = None
        self.clear()

    def _engine(self) -> QWebEngineView:
        if self._view is None:
            self._profile, self._gate = make_profile(self)
            self._page = LockedPage(self._profile, self)
            lock(self._page)
            self._bridge = Bridge(self)
            self._bridge.chosen.connect(self.mark_chosen)
            self._bridge.scrolled.connect(self._settled.start)
            self._bridge.ready.connect(self._mark)
            channel = QWebChannel(self)
            channel.registerObject("bridge", self._bridge)
            self._page.setWebChannel(channel, OUR_WORLD)
            self._page.renderProcessTerminated.connect(self._lost)
            self._page.findTextFinished.connect(self._tell_found)
            self._page.setBackgroundColor(QColor("white"))
            self._view = QWebEngineView(self)
            self._view.setPage(self._page)
            self._view.setZoomFactor(self._zoom)
            self._view.setAcceptDrops(False)  # else it would swallow what is dropped on the window
            self._view.installEventFilter(self)
            self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            self._layout.addWidget(self._view)
            self.setFocusProxy(self._view)
        return self._view

    def _mark(self) -> None:
        self._is_ready = True
        if self._view is not None:
            self._view.setZoomFactor(self._zoom)  # the browser forgets it from page to page
        findings = [
            {
                "id": m.id,
                "quote": m.quote,
                "trigger": m.trigger,
                "selector": m.selector,
                "severity": m.severity.value,
            }
            for m in self._marks
        ]
        call = f"auditor.set({json.dumps(findings)}, {_looks()}, {json.dumps(self._is_own)})"
        self._page.runJavaScript(call, OUR_WORLD, self._tell_marked)
        if self._current is not None:
            self.set_current(self._current)
        if self._sought:
            self.look_for(self._sought)
            self._sought = ""

    def _tell_found(self, result: QWebEngineFindTextResult) -> None:
        self.found.emit(result.activeMatch(), result.numberOfMatches(), True)

    def _tell_marked(self, found: Any) -> None:
        self.marked.emit([int(number) for number in json.loads(found or "[]")])
        if self._current is None:
            self._ask_nearest()

    def _draw_pulse(self) -> None:
        """Draw one step of the pulse: the page's own animations do not run where scripts may not."""
        if self._is_ready:
            self._run(f"auditor.pulse({self._pulse.progress if self._pulse.is_running else 1:.2f})")

    def _ask_nearest(self) -> None:
        if self._is_ready:
            self._page.runJavaScript("auditor.nearest()", OUR_WORLD, self._tell_nearest)

    def _tell_nearest(self, number: Any) -> None:
        if number:
            self.in_view.emit(int(number))

    def _run(self, call: str) -> None:
        self._page.runJavaScript(call, OUR_WORLD)

    def _lost(self) -> None:
        """The browser's process died; the next page gets a new one."""
        self._is_ready = False
        QTimer.singleShot(0, self, self.dispose)  # not from inside the page's own signal
        self.failed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's spelling
        """Zoom with Ctrl and the wheel; the browser's own way would not be remembered."""
        if event.type() is QEvent.Type.ChildAdded and isinstance(event, QChildEvent):
            event.child().installEventFilter(self)
        if isinstance(event, QWheelEvent) and (steps := zoom_steps(event)) is not None:
            if steps:
                self.zoom(steps)
            return True
        return super().eventFilter(watched, event)


def _looks() -> str:
    """Return the looks of marks as JSON. Pages are light whatever the window is, and so are the marks on them."""
    looks: dict[str, dict[str, str]] = {}
    for severity in Severity:
        hue, ink = LIGHT.severity(severity), LIGHT.text
        looks[severity.value] = {"ground": hue.soft, "ink": ink, "line": f"underline dotted {hue.ink}"}
        line = f"underline solid 2px {hue.ink}"
        strong = {"ground": hue.strong, "ink": ink, "line": line, "pulse": hue.ink}
        looks[f"{severity.value}-current"] = strong
    return json.dumps(looks)
