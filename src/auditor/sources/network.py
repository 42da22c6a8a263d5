"""Keeps fetched addresses out of private networks unless the user asked for that very host."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

from auditor.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx


def refuse_private(url: httpx.URL) -> None:
    """Look the host up before anything is sent to it.

    Raises FetchError when it lies in a private network, or does not exist.
    """
    literal = _address(url.host)
    if literal is not None:
        addresses = [literal]
    elif _goes_through_proxy(url):
        # The proxy alone can look names up there; it also decides what may be reached.
        addresses = []
    else:
        addresses = _looked_up(url)
    if url.host.lower() == "localhost" or any(_is_private(address) for address in addresses):
        raise _refusal(url)


def guard(url: httpx.URL) -> Callable[[str, dict[str, Any]], None]:
    """Return what keeps a request to this address out of private networks, whatever its name leads to.

    The name is looked up at once. It may point elsewhere the second time it is looked up, by whoever connects: so the
    machine that a connection has been made to is looked at before anything is sent to it. Raises FetchError, as does
    what is returned.
    """
    refuse_private(url)
    is_direct = not _goes_through_proxy(url)

    def look(event: str, told: dict[str, Any]) -> None:
        if is_direct and event == "connection.connect_tcp.complete":
            _refuse_private_peer(url, told["return_value"])

    return look


def _refuse_private_peer(url: httpx.URL, stream: Any) -> None:
    peer = stream.get_extra_info("server_addr")
    address = _address(str(peer[0])) if peer else None
    if address is None or _is_private(address):
        stream.close()
        raise _refusal(url)


def _looked_up(url: httpx.URL) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            "unknown-host", f"There is no host “{url.host}”. Check the address for typing errors."
        ) from error
    addresses = (_address(str(entry[4][0])) for entry in found)
    return [address for address in addresses if address is not None]


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _is_private(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return not address.is_global or address.is_multicast


def _goes_through_proxy(url: httpx.URL) -> bool:
    proxies = getproxies()
    has_proxy = url.scheme in proxies or "all" in proxies
    return has_proxy and not proxy_bypass(url.host)


def _refusal(url: httpx.URL) -> FetchError:
    return FetchError(
        "private-address",
        f"The address leads to “{url.host}” in a private network and was not followed. Type that address yourself if it is meant.",
    )
