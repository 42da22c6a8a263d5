"""A fetch ends when its time is up, whatever a server does to draw it out, and leaves nothing running."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from auditor.sources import fetch as fetching
from auditor.sources.deadline import THREAD, Deadline, TooLateError
from auditor.sources.fetch import FetchPolicy, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.model.source import Source

POLICY = FetchPolicy(connect_seconds=9, read_seconds=9, total_seconds=0.4, max_redirects=30)
"""No step of these servers is slow by itself."""


def get(address: str) -> Source:
    return fetch(address, POLICY, lambda: datetime(2026, 1, 2, tzinfo=UTC))


def code(source: Source) -> str:
    return source.trouble.code if source.trouble else ""


def fetches() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == THREAD]


def join_fetches() -> None:
    for thread in fetches():
        thread.join(10)
    assert not fetches()


@pytest.mark.parametrize("path", ["/slowheaders", "/slowly", "/drip"])
def test_a_server_that_draws_its_answer_out_is_left_when_the_time_is_up(site: str, path: str) -> None:
    assert code(get(site + path)) == "took-too-long"
    join_fetches()


def test_the_connection_ends_with_the_time(site: str, hung_up: threading.Event) -> None:
    assert code(get(f"{site}/slowheaders")) == "took-too-long"
    assert hung_up.wait(10)
    join_fetches()


def _has_left(safe: ssl.SSLSocket) -> bool:
    try:
        return not safe.recv(1_000)
    except TimeoutError:
        return False
    except OSError:
        return True


@contextmanager
def dripping_tls(certificate: Path, hung_up: threading.Event) -> Iterator[str]:
    """Serve headers in pieces over TLS, for three seconds at most; yields the address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def drip(server: socket.socket) -> None:
        with suppress(OSError), server.accept()[0] as met, context.wrap_socket(met, server_side=True) as safe:
            safe.sendall(b"HTTP/1.1 200 OK\r\n")
            safe.settimeout(0.03)
            for number in range(100):
                if _has_left(safe):
                    hung_up.set()
                    return
                safe.sendall(f"X-{number}: a\r\n".encode())

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        thread = threading.Thread(target=drip, args=(server,), daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


def test_a_safe_connection_ends_with_the_time_too(
    own_certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = ssl.create_default_context(cafile=str(own_certificate))
    monkeypatch.setattr(fetching, "_tls", lambda: trusted)
    hung_up = threading.Event()
    with dripping_tls(own_certificate, hung_up) as address:
        assert code(get(address)) == "took-too-long"
        assert hung_up.wait(10)
    join_fetches()


def test_looking_a_name_up_has_an_end_and_nothing_is_asked_after_it(
    site: str, asked: list[tuple[str, dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    known, answered = socket.getaddrinfo, threading.Event()

    def slow(host: str, *args: object, **kwargs: object) -> object:
        if host == "night.example":
            answered.wait(9)
        return known("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    try:
        assert code(get(site.replace("127.0.0.1", "night.example") + "/page")) == "took-too-long"
    finally:
        answered.set()
    join_fetches()
    assert asked == []


def test_no_thread_is_left_behind_by_a_fetch(site: str) -> None:
    join_fetches()  # of the tests before
    assert get(f"{site}/moved").trouble is None
    assert fetches() == []


def test_what_the_work_gives_or_raises_is_handed_on() -> None:
    assert Deadline(5).hold(lambda: "done") == "done"
    with pytest.raises(MemoryError):
        Deadline(5).hold(_exhausted)
    with pytest.raises(TimeoutError):  # its own, which is no TooLateError
        Deadline(5).hold(_timed_out)


def test_no_connection_is_taken_after_the_end() -> None:
    deadline = Deadline(5)
    deadline.hold(lambda: None)
    late = _Stream()
    with pytest.raises(TooLateError):
        deadline.watch("connection.connect_tcp.complete", {"return_value": late})
    assert late.is_closed


class _Stream:
    is_closed = False

    def close(self) -> None:
        self.is_closed = True


def _exhausted() -> None:
    raise MemoryError


def _timed_out() -> None:
    raise TimeoutError
