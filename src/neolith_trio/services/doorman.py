"""Which servers HTTP requests of LPC may get to: addresses of the open network, unless more is allowed.

The rule: the addresses that a name has are checked, and exactly those are connected to, so that nothing can be put
between. The services of HTTP call this.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import trio

from .operations import Refused

if TYPE_CHECKING:
    import httpcore2


def doorman(core: Any, *, private: bool) -> httpcore2.AsyncNetworkBackend:
    """Opens connections to the addresses that are allowed."""

    class Doorman(core.TrioBackend):  # type: ignore[misc]  # a class of a module that is imported late
        async def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,  # noqa: ASYNC109 - the form of httpcore2
            local_address: str | None = None,
            socket_options: Iterable[Any] | None = None,
        ) -> Any:
            if private:
                return await super().connect_tcp(host, port, timeout, local_address, socket_options)
            addresses = await public_addresses(host, port)
            problem: Exception | None = None
            for address in addresses:
                try:
                    return await super().connect_tcp(address, port, timeout, local_address, socket_options)
                except (core.ConnectError, core.ConnectTimeout) as error:
                    problem = problem or error
            raise problem or core.ConnectError(f"{host} has no address")

    return Doorman()


async def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a name, every one of them public. Refused when one is not: a name is believed as a whole."""
    found = await trio.socket.getaddrinfo(host, port, type=trio.socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    for address in addresses:
        if not is_public(address):
            raise Refused(f"{host} has the address {address}, which is not public; valid_http() can allow it")
    return addresses


def is_public(address: str) -> bool:
    """Is an address one of the open network: no loopback, no local network, nothing that leads there?"""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or is_public(str(inner)))
