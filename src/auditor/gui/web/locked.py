"""A page that can reach nothing: no script of its own, no request but for its own file, no way to another page.

Each lock holds by itself; together they were measured against scripts, pictures, styles, fonts, frames, forms,
pings, refreshes and new windows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from auditor.gui.theme import ASSETS

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineDownloadRequest

OUR_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
"""The world our own scripts run in; the page's world runs none."""

_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
)


class Gate(QWebEngineUrlRequestInterceptor):
    """Lets through the one file that is shown, and what stands in the page itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.allowed = QUrl()

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's spelling
        """Refuse every other address."""
        url = info.requestUrl()
        is_own = url.scheme() == "file" and url.path() == self.allowed.path()
        if not is_own and url.scheme() != "data":
            info.block(True)


class LockedPage(QWebEnginePage):
    """Goes nowhere and opens nothing."""

    def acceptNavigationRequest(  # noqa: N802 - Qt's spelling
        self,
        url: QUrl | str,  # noqa: ARG002 - Qt's signature
        kind: QWebEnginePage.NavigationType,
        isMainFrame: bool,  # noqa: ARG002, FBT001, N803 - Qt's signature
    ) -> bool:
        """Only what the program itself loads."""
        return kind is QWebEnginePage.NavigationType.NavigationTypeTyped

    def javaScriptConsoleMessage(self, *_: object) -> None:  # noqa: N802 - Qt's spelling
        """What the page and its refusals say is nobody's concern."""

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> None:  # type: ignore[override]  # noqa: N802 - Qt's spelling
        """No windows."""


def make_profile(parent: QObject) -> tuple[QWebEngineProfile, Gate]:
    """Return a profile that keeps nothing on the disk, with the gate all its requests go through."""
    profile = QWebEngineProfile(parent)  # without a name: off the record
    gate = Gate(profile)
    profile.setUrlRequestInterceptor(gate)
    profile.downloadRequested.connect(_refuse)
    for name, source in (("channel", _channel_script()), ("marks", _marks_script())):
        script = QWebEngineScript()
        script.setName(name)
        script.setSourceCode(source)
        script.setWorldId(OUR_WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        profile.scripts().insert(script)
    return profile, gate


def lock(page: QWebEnginePage) -> None:
    """Switch off whatever a page could use."""
    for attribute in _OFF:
        page.settings().setAttribute(attribute, False)


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def _channel_script() -> str:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data()).decode()


def _marks_script() -> str:
    return (ASSETS / "marks.js").read_text("utf-8")
