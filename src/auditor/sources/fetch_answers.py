"""Says in plain sentences what an answer, or the lack of one, means for the reviewer."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import httpx

from auditor.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAVE_IT = "Open it in a browser, save the page and audit the file."

_BY_STATUS = {
    401: ("login-needed", "“{host}” asks for a name and password. " + _SAVE_IT),
    403: ("forbidden", "“{host}” refuses to show this page to programs. " + _SAVE_IT),
    404: ("not-found", "“{host}” has no page at this address (404). Check the address."),
    407: ("forbidden", "A proxy between here and “{host}” asks for a password."),
    410: ("not-found", "“{host}” has removed this page (410)."),
    429: ("too-many-requests", "“{host}” has had too many requests (429). Wait a while and try again."),
    451: ("forbidden", "“{host}” may not show this page here for legal reasons (451)."),
}

_READABLE = frozenset(
    {
        "",
        "application/xhtml+xml",
        "application/pdf",
        "application/x-pdf",
        "application/acrobat",
        "application/msword",
        "application/octet-stream",
        "application/download",
        "application/force-download",
        "application/xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
        "multipart/related",
        "application/x-mimearchive",
        "binary/octet-stream",
    }
)
"""Media types that are read; senders use the vague ones for PDF and DOCX, so the bytes decide there."""

_NAMES = (
    ("image/", "a picture"),
    ("video/", "a video"),
    ("audio/", "a sound recording"),
    ("font/", "a font"),
    ("text/css", "a style sheet"),
    ("text/javascript", "a program"),
    ("application/javascript", "a program"),
    ("application/zip", "a ZIP archive"),
    ("application/x-zip", "a ZIP archive"),
    ("application/gzip", "a packed archive"),
    ("application/json", "data for programs"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml", "a spreadsheet"),
    ("application/vnd.openxmlformats-officedocument.presentationml", "a slide presentation"),
    ("application/vnd.ms-excel", "a spreadsheet"),
    ("application/vnd.ms-powerpoint", "a slide presentation"),
)

_UNREADABLE_TEXT = ("text/css", "text/javascript", "text/calendar", "text/vcard")


def check_status(host: str, response: httpx.Response) -> None:
    """Raise FetchError unless the answer is a page."""
    status = response.status_code
    if response.is_success:
        return
    if status in _BY_STATUS:
        code, sentence = _BY_STATUS[status]
        raise FetchError(code, sentence.format(host=host))
    if status >= 500:
        raise FetchError("server-error", f"“{host}” has a fault of its own ({status}). Try again later.")
    raise FetchError("http-error", f"“{host}” did not give the page (answer {status}). {_SAVE_IT}")


def check_content_type(host: str, response: httpx.Response) -> None:
    """Raise FetchError when the sender says that it is something nobody could read as a document."""
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_text = media_type.startswith("text/") and not media_type.startswith(_UNREADABLE_TEXT)
    if is_text or media_type in _READABLE:
        return
    called = next((name for prefix, name in _NAMES if media_type.startswith(prefix)), "no document")
    message = f"“{host}” gives {called} ({media_type}) at this address, not a page, PDF, DOCX or text."
    raise FetchError("wrong-content-type", message)


def explain(host: str, error: Exception) -> FetchError:
    """Return the error that says what went wrong on the way."""
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return _tls_error(host, causes)
    for kind, code, sentence in _TROUBLES:
        if any(isinstance(cause, kind) for cause in causes):
            return FetchError(code, sentence.format(host=host))
    return FetchError("connection-failed", f"“{host}” could not be reached. Check the network and try again.")


_TROUBLES: tuple[tuple[type[Exception], str, str], ...] = (
    (httpx.InvalidURL, "bad-redirect", "“{host}” leads on to something that is no web address."),
    (httpx.RemoteProtocolError, "broken-answer", "“{host}” broke off its answer. Try again later."),
    (httpx.DecodingError, "broken-answer", "“{host}” sent an answer that cannot be unpacked. " + _SAVE_IT),
    (
        httpx.ConnectTimeout,
        "connect-timeout",
        "“{host}” does not respond. Check the address or try again later.",
    ),
    (httpx.TimeoutException, "read-timeout", "“{host}” stopped sending. Try again later."),
    (socket.gaierror, "unknown-host", "There is no host “{host}”. Check the address for typing errors."),
    (
        ConnectionRefusedError,
        "connection-refused",
        "“{host}” refuses connections. Check the address or try again later.",
    ),
    (ConnectionResetError, "broken-answer", "“{host}” broke off the connection. Try again later."),
    (httpx.ProxyError, "proxy-error", "The network's proxy did not let the request through."),
    (httpx.UnsupportedProtocol, "bad-redirect", "“{host}” leads on to something that is no web page."),
)


def _tls_error(host: str, causes: list[BaseException]) -> FetchError:
    verify = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if verify is not None:
        reason = verify.verify_message or "the certificate is not trusted"
        message = f"“{host}” cannot prove who it is ({reason}); the page was not fetched."
        return FetchError("certificate-error", message)
    return FetchError("tls-error", f"No safe connection to “{host}” could be made; the page was not fetched.")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
