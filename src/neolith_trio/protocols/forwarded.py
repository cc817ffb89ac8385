"""Who is at the other end when a proxy stands between: addresses that are trusted, and what their headers say.

Rule: an address is believed only as far as every hop that passed it on is trusted. Each proxy appends whom it saw to
X-Forwarded-For, so the list is read from its end, and the first address that is no trusted proxy is the user; what is
further to the left may be an invention of his. Shells call this.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Trusted:
    """The proxies that are believed."""

    def __init__(self, networks: Iterable[Network] = ()) -> None:
        self._networks = tuple(networks)

    def __bool__(self) -> bool:
        return bool(self._networks)

    def __contains__(self, address: str) -> bool:
        try:
            number = ipaddress.ip_address(address)
        except ValueError:
            return False
        if number.version == 6 and number.ipv4_mapped is not None:
            number = number.ipv4_mapped
        return any(number in network for network in self._networks)


def forwarded_for(peer: str, headers: Sequence[tuple[bytes, bytes]], trusted: Trusted) -> str:
    """The address of the user whom `peer` speaks for, by the headers of its request; `peer` itself otherwise."""
    if peer not in trusted:
        return peer
    hops = [hop for name, value in headers if name == b"x-forwarded-for" for hop in value.split(b",")]
    if not hops:
        # what some proxies send instead: one address, set by the last of them
        hops = [value for name, value in headers if name == b"x-real-ip"]
    user = peer
    for hop in reversed(hops):
        address = _address(hop)
        if address is None:
            break
        user = address
        if address not in trusted:
            break
    return user


def _address(hop: bytes) -> str | None:
    """One member of the list; some proxies add the port, and brackets with it."""
    text = hop.decode("ascii", "replace").strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
