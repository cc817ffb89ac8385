"""Numeric addresses of both families, and the sockets that carry them.

Rule: LPC sees an IPv4 address as four numbers with dots, whatever socket it came through. A socket that is bound to
"::" serves both families where the system allows it, and knows IPv4 addresses in another form ("mapped"): this module
alone knows that form. For services.sockets.
"""

from __future__ import annotations

import contextlib
import socket
import sys
from typing import Any, Final

from ...runtime.outside.ports.socket import Address

BOTH: Final = "::"
_MAPPED: Final = "::ffff:"


def family_of(host: str) -> socket.AddressFamily:
    """The family of a numeric address."""
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def new_socket(family: socket.AddressFamily, kind: socket.SocketKind = socket.SOCK_STREAM) -> socket.socket:
    """A socket that never waits; OSError when there is none to be had."""
    sock = socket.socket(family, kind)
    sock.setblocking(False)
    if sys.platform != "win32":
        # there it would mean that two processes may share a port
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return sock


def bind(sock: socket.socket, host: str, number: int) -> None:
    """Give it a port at an address; OSError when that cannot be."""
    if sock.family == socket.AF_INET6:
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(host != BOTH))
    sock.bind((host, number))


def target(sock: socket.socket, host: str, number: int) -> tuple[str, int]:
    """An address as the socket has to be told it."""
    if sock.family == socket.AF_INET6 and family_of(host) is socket.AF_INET:
        return f"{_MAPPED}{host}", number
    return host, number


def address_of(told: Any) -> Address:
    """An address as the system tells it."""
    host = str(told[0])
    if host.startswith(_MAPPED) and "." in host:
        host = host.removeprefix(_MAPPED)
    return Address(host, int(told[1]))
