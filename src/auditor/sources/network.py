"""Keeps fetched addresses out of this computer and private networks unless the user asked for that very host."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

from auditor.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

_PUBLIC = ipaddress.IPv6Network("2000::/3")
"""What addresses of the public network are given out of; the other forms lead nowhere, or into a network of one's own."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""What gateways reach the older network through: on some lines every address of it looks like this."""
_OLDER_BITS = 0xFFFF_FFFF

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def refuse_private(url: httpx.URL, *, is_led: bool) -> None:
    """Look the host up before anything is sent to it. `is_led`: a redirect leads there.

    Raises FetchError when it is this computer or lies in a private network, or does not exist.
    """
    literal = _literal(url.host)
    if literal is not None:
        addresses = [literal]
    elif _goes_through_proxy(url):
        # The proxy alone can look names up there; it also decides what may be reached.
        addresses = []
    else:
        addresses = _looked_up(url)
    if _is_localhost(url.host) or any(_is_private(address) for address in addresses):
        raise _refusal(url, is_led=is_led)


def guard(url: httpx.URL, *, is_led: bool) -> Callable[[str, Mapping[str, Any]], None]:
    """Return what keeps a request to this address out of private networks, whatever its name leads to.

    The name is looked up at once. It may point elsewhere the second time it is looked up, by whoever connects: so the
    machine that a connection has been made to is looked at before anything is sent to it. Raises FetchError, as does
    what is returned.
    """
    refuse_private(url, is_led=is_led)
    is_direct = not _goes_through_proxy(url)

    def look(event: str, told: Mapping[str, Any]) -> None:
        if is_direct and event == "connection.connect_tcp.complete":
            _refuse_private_peer(url, told["return_value"], is_led=is_led)

    return look


def _refuse_private_peer(url: httpx.URL, stream: Any, *, is_led: bool) -> None:
    peer = stream.get_extra_info("server_addr")
    address = _address(str(peer[0])) if peer else None
    if address is None or _is_private(address):
        stream.close()
        raise _refusal(url, is_led=is_led)


def _looked_up(url: httpx.URL) -> list[_Address]:
    try:
        found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            "unknown-host", f"There is no host “{url.host}”. Check the address for typing errors."
        ) from error
    addresses = (_address(str(entry[4][0])) for entry in found)
    return [address for address in addresses if address is not None]


def _literal(host: str) -> _Address | None:
    """Return the address that a host is written as, also in the old short ways: `127.1`, `0x7f000001`."""
    found = _address(host)
    if found is None:
        with suppress(OSError, ValueError):
            return ipaddress.IPv4Address(socket.inet_aton(host))
    return found


def _address(text: str) -> _Address | None:
    try:
        address = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    return address if isinstance(address, ipaddress.IPv4Address) else _meant(address)


def _meant(address: ipaddress.IPv6Address) -> _Address:
    """Return the address of the older network that this one stands for, where it stands for one."""
    behind_gateway = ipaddress.IPv4Address(int(address) & _OLDER_BITS) if address in _NAT64 else None
    return address.ipv4_mapped or address.sixtofour or behind_gateway or address


def _is_private(address: _Address) -> bool:
    is_odd = isinstance(address, ipaddress.IPv6Address) and address not in _PUBLIC
    return is_odd or not address.is_global or address.is_multicast


def _is_localhost(host: str) -> bool:
    """Whether a name is this computer's own, whoever is asked for it."""
    return host.lower().rstrip(".").rpartition(".")[2] == "localhost"


def _goes_through_proxy(url: httpx.URL) -> bool:
    proxies = getproxies()
    has_proxy = url.scheme in proxies or "all" in proxies
    return has_proxy and not proxy_bypass(url.host)


def _refusal(url: httpx.URL, *, is_led: bool) -> FetchError:
    if is_led:
        message = (
            f"The address leads on to “{url.host}”, which is this computer or lies in a private network, and was not followed. "
            "Type that address yourself if you mean it."
        )
    else:
        message = (
            f"“{url.host}” is this computer or lies in a private network, and its address was not typed, so it was not fetched. "
            "Type or paste it yourself if you mean it."
        )
    return FetchError("private-address", message)
