"""A small server on this machine that misbehaves on request."""

from __future__ import annotations

import gzip
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = b"<!DOCTYPE html><html><body><p>We help.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers each path in its own way; what was asked is kept in `asked`."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []
    stop: ClassVar[threading.Event] = threading.Event()
    hung_up: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        Handler.asked.append((self.path, dict(self.headers)))
        name = self.path.partition("?")[0].strip("/").partition("/")[0] or "page"
        action: Callable[[], None] | None = getattr(self, f"on_{name}", None)
        if name.isdigit():
            self.answer(b"<p>sorry</p>", status=int(name))
        elif action is not None:
            action()
        else:
            self.answer(b"<p>none</p>", status=404)

    def log_message(self, *args: object) -> None:
        pass

    def answer(
        self, content: bytes, media_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def on_page(self) -> None:
        self.answer(PAGE)

    def on_latin(self) -> None:
        self.answer("<p>Café</p>".encode("cp1252"), "text/html; charset=windows-1252")

    def on_packed(self) -> None:
        self.answer(gzip.compress(PAGE), **{"Content-Encoding": "gzip"})

    def on_bomb(self) -> None:
        self.answer(gzip.compress(b"a" * 5_000_000), **{"Content-Encoding": "gzip"})

    def on_badpack(self) -> None:
        self.answer(b"this is no gzip at all", **{"Content-Encoding": "gzip"})

    def on_type(self) -> None:
        self.answer(b"PK\x03\x04", self.path.partition("?")[2])

    def on_empty(self) -> None:
        self.answer(b" \n ")

    def on_moved(self) -> None:
        self.answer(b"", status=302, Location="/page?after=1#top")

    def on_chain(self) -> None:
        left = int(self.path.rpartition("/")[2])
        self.answer(b"", status=301, Location=f"/chain/{left - 1}" if left > 1 else "/page")

    def on_loop(self) -> None:
        self.answer(b"", status=302, Location="/loop")

    def on_cookie(self) -> None:
        if "Cookie" in self.headers:
            self.answer(PAGE)
        else:
            self.answer(b"", status=302, Location="/cookie", **{"Set-Cookie": "seen=1"})

    def on_away(self) -> None:
        self.answer(b"", status=302, Location=self.path.partition("?")[2])

    def on_nowhere(self) -> None:
        self.answer(b"", status=302)

    def on_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while not Handler.stop.is_set():
                self.wfile.write(b"<p>more</p>" * 1000)
        except OSError:
            self.close_connection = True

    def on_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while not Handler.stop.is_set():
                self.wfile.write(b"<p>a</p>")
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            self.close_connection = True

    def on_slowheaders(self) -> None:
        """Send a header in pieces: for longer than a test waits, yet not for ever."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
            for number in range(100):
                self.wfile.write(f"X-{number}: a\r\n".encode())
                Handler.stop.wait(0.03)
            self.wfile.write(b"Content-Length: 4\r\n\r\npage")
        except OSError:
            Handler.hung_up.set()
        self.close_connection = True

    def on_slowly(self) -> None:
        Handler.stop.wait(0.1)
        self.answer(b"", status=302, Location="/slowly")

    def on_silent(self) -> None:
        Handler.stop.wait(5)
        self.close_connection = True

    def on_broken(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"<p>only this")
        self.close_connection = True

    def on_rubbish(self) -> None:
        self.wfile.write(b"this is not HTTP\r\n\r\n")
        self.close_connection = True


class QuietServer(ThreadingHTTPServer):
    """Clients that hang up are part of the tests."""

    daemon_threads = True

    def handle_error(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the server, without a closing slash."""
    server = QuietServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Handler.stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def asked() -> list[tuple[str, dict[str, str]]]:
    """What has been asked of the server since the test began."""
    Handler.asked.clear()
    return Handler.asked


@pytest.fixture
def hung_up() -> threading.Event:
    """Set when somebody hangs up while headers are sent."""
    Handler.hung_up.clear()
    return Handler.hung_up


@pytest.fixture
def own_certificate(tmp_path: Path) -> Path:
    """A certificate for this machine that signed itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime.now(UTC) - timedelta(days=1)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, begins, begins + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path / "own.pem"
    path.write_bytes(key.private_bytes(*plain) + signed.public_bytes(plain[0]))
    return path


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
