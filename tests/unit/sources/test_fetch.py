"""Addresses are fetched within limits, and every way to fail has its own code and sentence."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import httpx
import pytest

import auditor
from auditor.sources import network
from auditor.sources.fetch import FetchPolicy, fetch, name_of
from auditor.sources.fetch_answers import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.model.source import Source

QUICK = FetchPolicy(
    connect_seconds=2, read_seconds=0.3, total_seconds=1, max_bytes=1_000_000, max_redirects=4
)


def clock() -> datetime:
    return datetime(2026, 11, 22, 11, 30, tzinfo=timezone(timedelta(hours=1)))


def get(address: str, *, typed: bool = True, policy: FetchPolicy = QUICK) -> Source:
    return fetch(address, policy, clock, typed=typed)


def trouble(address: str, *, typed: bool = True, policy: FetchPolicy = QUICK) -> str:
    source = get(address, typed=typed, policy=policy)
    assert source.content is None
    assert source.trouble is not None
    assert source.trouble.message.endswith(".")
    assert source.retrieved_at == "2026-11-22T10:30:00Z"
    return source.trouble.code


def test_a_page_comes_with_all_that_is_known_of_it(site: str) -> None:
    source = get(f"{site}/page?a=1#part")
    assert source.content == b"<!DOCTYPE html><html><body><p>We help.</p></body></html>"
    assert source.size == len(source.content)
    assert len(source.sha256) == 64
    assert source.uri == source.final_uri == f"{site}/page?a=1"
    assert source.name == "127.0.0.1/page"
    assert source.retrieved_at == "2026-11-22T10:30:00Z"
    assert (source.media_type, source.charset) == ("text/html; charset=utf-8", "utf-8")
    assert source.trouble is None


def test_the_request_says_honestly_who_asks(site: str, asked: list[tuple[str, dict[str, str]]]) -> None:
    get(f"{site}/page")
    assert asked[0][1]["User-Agent"] == f"Auditor/{auditor.__version__}"
    assert "Cookie" not in asked[0][1]


def test_a_charset_in_the_header_is_kept(site: str) -> None:
    source = get(f"{site}/latin")
    assert source.charset == "windows-1252"
    assert "Café" in (source.content or b"").decode("cp1252")


def test_a_packed_answer_is_unpacked(site: str) -> None:
    assert b"We help." in (get(f"{site}/packed").content or b"")


def test_a_redirect_is_followed_and_its_end_recorded(site: str) -> None:
    source = get(f"{site}/moved")
    assert source.uri == f"{site}/moved"
    assert source.final_uri == f"{site}/page?after=1"


def test_as_many_redirects_as_allowed_are_followed(site: str) -> None:
    assert get(f"{site}/chain/4").trouble is None
    assert trouble(f"{site}/chain/5") == "too-many-redirects"


def test_cookies_live_for_one_fetch_only(site: str, asked: list[tuple[str, dict[str, str]]]) -> None:
    assert get(f"{site}/cookie").trouble is None
    get(f"{site}/page")
    assert [("Cookie" in headers) for _, headers in asked] == [False, True, False]


CODES = [
    ("/404", "not-found"),
    ("/410", "not-found"),
    ("/401", "login-needed"),
    ("/403", "forbidden"),
    ("/451", "forbidden"),
    ("/429", "too-many-requests"),
    ("/418", "http-error"),
    ("/500", "server-error"),
    ("/503", "server-error"),
    ("/304", "http-error"),
    ("/nowhere", "http-error"),
    ("/loop", "too-many-redirects"),
    ("/empty", "empty-answer"),
    ("/bomb", "answer-too-large"),
    ("/endless", "answer-too-large"),
    ("/drip", "took-too-long"),
    ("/silent", "read-timeout"),
    ("/broken", "broken-answer"),
    ("/rubbish", "broken-answer"),
    ("/badpack", "broken-answer"),
    ("/away?ftp://a.example/x", "bad-redirect"),
    ("/away?javascript:alert(1)", "bad-redirect"),
    ("/away?http://user:word@127.0.0.1/", "bad-redirect"),
    ("/type?application/zip", "wrong-content-type"),
    ("/type?video/mp4", "wrong-content-type"),
    ("/type?image/png", "wrong-content-type"),
    ("/type?application/json", "wrong-content-type"),
    ("/type?text/css", "wrong-content-type"),
]


@pytest.mark.parametrize(("path", "code"), CODES)
def test_each_failure_has_its_code(site: str, path: str, code: str) -> None:
    assert trouble(site + path) == code


@pytest.mark.parametrize(
    "media_type",
    [
        "application/pdf",
        "application/octet-stream",
        "text/plain",
        "text/markdown",
        "application/xhtml+xml",
        "",
    ],
)
def test_readable_and_vague_types_are_taken(site: str, media_type: str) -> None:
    assert get(f"{site}/type?{media_type}").content == b"PK\x03\x04"


def test_a_refused_type_is_named(site: str) -> None:
    source = get(f"{site}/type?application/zip")
    assert source.trouble is not None
    assert "a ZIP archive (application/zip)" in source.trouble.message


ADDRESSES = [
    ("not an address", "bad-address"),
    ("ftp://a.example/x", "bad-address"),
    ("file:///etc/passwd", "bad-address"),
    ("http://", "bad-address"),
    ("http://user:word@a.example/", "bad-address"),
    ("http://[::1", "bad-address"),
    ("http://a.example:99999/", "bad-address"),
]


@pytest.mark.parametrize(("address", "code"), ADDRESSES)
def test_what_is_no_web_address_is_not_fetched(address: str, code: str) -> None:
    assert trouble(address) == code


def test_an_unknown_host_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    assert trouble("http://night.invalid/") == "unknown-host"
    assert trouble("http://night.invalid/", typed=False) == "unknown-host"


def test_a_refused_connection_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert trouble(f"http://127.0.0.1:{port}/") == "connection-refused"


def test_a_server_that_speaks_no_tls_is_said(site: str) -> None:
    assert trouble(site.replace("http:", "https:")) == "tls-error"


def test_a_doubtful_certificate_is_said_and_never_skipped() -> None:
    cause = ssl.SSLCertVerificationError(1, "certificate verify failed")
    cause.verify_message = "certificate has expired"
    error = httpx.ConnectError("failed")
    error.__cause__ = cause
    said = explain("night.example", error)
    assert said.code == "certificate-error"
    assert "certificate has expired" in said.message


# Private networks


PRIVATE = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/",
    "http://[::ffff:10.0.0.1]/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://[64:ff9b::7f00:1]/",  # behind a gateway to the older network
    "http://[64:ff9b::a00:1]/",
    "http://[64:ff9b:1::808:808]/",
    "http://[2002:7f00:1::]/",  # 6to4
    "http://[2002:a00:1::1]/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]/",  # Teredo
    "http://[::7f00:1]/",
    "http://[::808:808]/",
    "http://[::ffff:0:7f00:1]/",
    "http://[fec0::1]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[ff02::1]/",
]
PUBLIC = [
    "http://8.8.8.8/",
    "http://[2620:fe::fe]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[64:ff9b::808:808]/",
    "http://[2002:808:808::1]/",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_from_files_do_not_lead_into_private_networks(address: str) -> None:
    assert trouble(address, typed=False) == "private-address"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_let_pass_in_every_form(address: str) -> None:
    network.refuse_private(httpx.URL(address), is_led=False)


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "10.1", "localhost.", "a.localhost"])
def test_behind_a_proxy_no_spelling_of_a_private_address_is_handed_to_it(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "getproxies", lambda: {"http": "http://proxy.example:3128"})
    monkeypatch.setattr(network, "proxy_bypass", lambda _: False)
    assert trouble(f"http://{host}/", typed=False) == "private-address"


@pytest.mark.parametrize("target", ["http://localhost:1/", "http://10.0.0.1/", "http://[::1]/"])
def test_a_redirect_does_not_lead_to_another_private_host(site: str, target: str) -> None:
    source = get(f"{site}/away?{target}")
    assert source.trouble is not None
    assert source.trouble.code == "private-address"
    assert source.trouble.message == (
        f"The address leads on to “{httpx.URL(target).host}”, which is this computer or lies in a private network, and "
        "was not followed. Type that address yourself if you mean it."
    )


def test_a_name_that_points_into_a_private_network_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rpartition(":")[2])
    known = socket.getaddrinfo

    def rebound(host: str, *args: object, **kwargs: object) -> object:
        return known("127.0.0.1", port) if host == "night.example" else known(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    assert trouble(f"http://night.example:{port}/page", typed=False) == "private-address"


def test_a_name_that_changes_between_look_up_and_connection_is_refused(
    site: str, asked: list[tuple[str, dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "refuse_private", lambda _, **__: None)
    assert trouble(f"{site}/page", typed=False) == "private-address"
    assert asked == []  # not even the request was sent


@contextmanager
def serving_tls(certificate: Path) -> Iterator[str]:
    """Serve with a certificate that nobody vouches for; yields the address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        thread = threading.Thread(target=_shake_hands_once, args=(server, context), daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


def _shake_hands_once(server: socket.socket, context: ssl.SSLContext) -> None:
    with suppress(OSError), server.accept()[0] as met, context.wrap_socket(met, server_side=True):
        pass


def test_a_certificate_that_nobody_vouches_for_is_said_and_never_skipped(own_certificate: Path) -> None:
    with serving_tls(own_certificate) as address:
        assert trouble(address) == "certificate-error"


def test_behind_a_proxy_names_are_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "getproxies", lambda: {"http": "http://proxy.example:3128"})
    monkeypatch.setattr(network, "proxy_bypass", lambda _: False)
    network.refuse_private(httpx.URL("http://only-the-proxy-knows.example/"), is_led=False)


def test_nothing_is_logged(site: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        get(f"{site}/page")
    assert caplog.records == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://night.example/beds/blue.pdf?x=1", "night.example/beds/blue.pdf"),
        ("https://night.md", "night.md/"),
        ("nonsense", "nonsense"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_an_address_is_named_by_its_host_and_path(address: str, name: str) -> None:
    assert name_of(address) == name


def test_times_are_given_in_utc(site: str) -> None:
    assert (
        fetch(f"{site}/page", QUICK, lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)).retrieved_at
        == "2026-01-02T03:04:05Z"
    )
