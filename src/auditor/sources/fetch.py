"""Fetches one address over HTTP into a source, within limits of time, size and redirects.

Nothing is sent but the request itself; cookies live for one fetch only. Each way in which it can fail has
its own code and sentence, and becomes trouble on the source, never an exception for the caller.
"""

from __future__ import annotations

import logging
from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING

import httpx

from auditor import __version__
from auditor.errors import FetchError
from auditor.model.values import dataclass
from auditor.sources import network
from auditor.sources.addresses import name_of
from auditor.sources.base import failed_source, in_megabytes, make_source
from auditor.sources.deadline import Deadline, TooLateError
from auditor.sources.fetch_answers import check_content_type, check_status, explain

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from typing import Any

    from auditor.model.source import Source

# The library announces every request; addresses under review belong in no log.
logging.getLogger("httpx").disabled = True

ACCEPTED = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How long and how much one address may take."""

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    """Longest silence between two pieces of an answer."""
    total_seconds: float = 60.0
    """From looking the name up to the last byte, redirects and all."""
    max_bytes: int = 100_000_000
    """After unpacking; larger than any page or brochure seen, small enough for a worker."""
    max_redirects: int = 8
    """Real pages need one to four; browsers give up at twenty."""


def fetch(address: str, policy: FetchPolicy, clock: Callable[[], datetime], *, typed: bool = True) -> Source:
    """Return what the address gives, as a source. Never raises for what an address can do: the source then has `trouble`."""
    retrieved_at = clock().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    try:
        return _within_time(_checked(address), policy, retrieved_at, typed=typed)
    except FetchError as error:
        return failed_source(name_of(address), address, error, retrieved_at=retrieved_at)


def _within_time(start: httpx.URL, policy: FetchPolicy, retrieved_at: str, *, typed: bool) -> Source:
    deadline = Deadline(policy.total_seconds)
    try:
        return deadline.hold(lambda: _Fetch(policy, deadline, typed=typed).run(start, retrieved_at))
    except TooLateError as error:
        message = f"“{start.host}” had not sent everything after {round(policy.total_seconds)} seconds. Try again later."
        raise FetchError("took-too-long", message) from error


@cache
def _tls() -> ssl.SSLContext:
    """Return the trusted certificates, read once: they are the slowest part of making a client."""
    return httpx.create_ssl_context()


class _Fetch:
    """One fetch: its deadline, its redirects and the host the user meant."""

    def __init__(self, policy: FetchPolicy, deadline: Deadline, *, typed: bool) -> None:
        self.policy = policy
        self.deadline = deadline
        self.typed = typed

    def run(self, start: httpx.URL, retrieved_at: str) -> Source:
        """Follow the address to its answer. Raises FetchError, and TooLateError when nobody waits for it any more."""
        try:
            with self._client() as client:
                return self._follow(client, start, retrieved_at)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise explain(start.host, error) from error

    def _client(self) -> httpx.Client:
        limits = self.policy
        timeout = httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds)
        headers = {
            "User-Agent": f"Auditor/{__version__}",
            "Accept": ACCEPTED,
            "Accept-Language": "en,*;q=0.5",
        }
        return httpx.Client(timeout=timeout, headers=headers, verify=_tls(), follow_redirects=False)

    def _follow(self, client: httpx.Client, start: httpx.URL, retrieved_at: str) -> Source:
        url = start
        for _ in range(self.policy.max_redirects + 1):
            extensions = {"trace": self._watch(url, start)}
            with client.stream("GET", url, extensions=extensions) as response:
                if response.next_request is None:
                    return self._source(start, response, retrieved_at)
                url = _redirected(response.next_request.url)
        message = f"“{start.host}” redirects from one address to the next without end. Open it in a browser and audit the saved page."
        raise FetchError("too-many-redirects", message)

    def _watch(self, url: httpx.URL, start: httpx.URL) -> Callable[[str, Mapping[str, Any]], None]:
        """Return what looks at each connection that a request makes. Raises FetchError, as does what is returned."""
        is_led = url.host != start.host
        if self.typed and not is_led:
            return self.deadline.watch
        guard = network.guard(url, is_led=is_led)

        def look(event: str, told: Mapping[str, Any]) -> None:
            guard(event, told)
            self.deadline.watch(event, told)

        return look

    def _source(self, start: httpx.URL, response: httpx.Response, retrieved_at: str) -> Source:
        check_status(start.host, response)
        check_content_type(start.host, response)
        content = b"".join(self._pieces(start.host, response))
        if not content.strip():
            raise FetchError("empty-answer", f"“{start.host}” answered with an empty page.")
        return make_source(
            name_of(str(start)),
            str(start),
            content,
            media_type=response.headers.get("content-type"),
            charset=response.charset_encoding,
            retrieved_at=retrieved_at,
            final_uri=str(response.url),
        )

    def _pieces(self, host: str, response: httpx.Response) -> Iterator[bytes]:
        total = 0
        for piece in response.iter_bytes():
            total += len(piece)
            if total > self.policy.max_bytes:
                limit = in_megabytes(self.policy.max_bytes)
                message = (
                    f"“{host}” sends more than {limit} and was cut off. Save the document and audit the file."
                )
                raise FetchError("answer-too-large", message)
            yield piece


def _checked(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(
            "bad-address", f"“{address}” is not a web address. Check it for typing errors."
        ) from error
    if url.scheme not in {"http", "https"}:
        raise FetchError(
            "bad-address", f"“{address}” does not begin with http:// or https:// and was not fetched."
        )
    if not url.host or not 0 < (url.port or 80) < 65_536:
        raise FetchError(
            "bad-address", f"“{address}” names no host that can be reached. Check it for typing errors."
        )
    if url.userinfo:
        raise FetchError(
            "bad-address",
            "Addresses with a name and password in them are not fetched. Save the page and audit the file.",
        )
    return url


def _redirected(url: httpx.URL) -> httpx.URL:
    if url.scheme not in {"http", "https"} or url.userinfo:
        raise FetchError(
            "bad-redirect",
            f"The address leads on to “{url.scheme}:”, which is no web page, and was not followed.",
        )
    return url.copy_with(fragment=None)
