"""Ports with all that they can have, on loopback, and clients for them."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import trio

from neolith_trio.config import Certificate
from neolith_trio.net.arriving import Door
from neolith_trio.net.connection import Limits
from neolith_trio.net.listeners import Listener, serve
from neolith_trio.net.pages import Pages
from neolith_trio.net.tls import Certificates
from neolith_trio.protocols.forwarded import Trusted
from neolith_trio.protocols.ports import Kind

from .ports import ListPort

if TYPE_CHECKING:
    from neolith_trio.net.websocket import Reception

LOOPBACK = "127.0.0.1"
HERE = Trusted([ipaddress.ip_network(LOOPBACK)])


@asynccontextmanager
async def serving(
    door: Door, port: ListPort, *, limits: Limits | None = None, **more: Any
) -> AsyncIterator[Listener]:
    """A listener on the door; stopped in order at the end, so that whatever is left over is a failure."""
    with trio.fail_after(30):
        async with trio.open_nursery() as nursery:
            start = partial(serve, door, 0, port, addresses=[LOOPBACK], limits=limits, **more)
            listener: Listener = await nursery.start(start)
            yield listener
            listener.stop_accepting()
            listener.close_connections()


def reception(trusted: Trusted | None = None, keep_alive: float = 0, patience: float = 10, **rules: Any) -> Reception:
    """For websocket ports."""
    pytest.importorskip("wsproto", reason="the package wsproto is not installed")
    from neolith_trio.net.websocket import Reception
    from neolith_trio.protocols.web_requests import OriginRules

    return Reception(Pages(), OriginRules(**rules), trusted or Trusted(), patience=patience, keep_alive=keep_alive)


def web_door(**more: Any) -> Door:
    return Door(Kind.WEBSOCKET, reception=reception(**more))


class Authority:
    """Somebody who signs certificates for 127.0.0.1."""

    def __init__(self, directory: Path) -> None:
        trustme = pytest.importorskip("trustme", reason="the package trustme is not installed")
        self.directory = directory
        self._authority = trustme.CA()

    def files(self, name: str = "mud") -> Certificate:
        """A new certificate, with its key in a file of its own."""
        issued = self._authority.issue_cert(LOOPBACK, "localhost")
        certificate, key = self.directory / f"{name}.pem", self.directory / f"{name}.key"
        certificate.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
        key.write_bytes(issued.private_key_pem.bytes())
        return Certificate(certificate, key)

    def trusting(self) -> ssl.SSLContext:
        """For a client that trusts it."""
        context = ssl.create_default_context()
        self._authority.configure_trust(context)
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def tls_door(files: Certificate, kind: Kind = Kind.ASCII, **more: Any) -> Door:
    return Door(kind, certificates=Certificates(files), **more)


async def read_until(stream: trio.abc.ReceiveStream, end: bytes) -> bytes:
    data = b""
    while end not in data:
        more = await stream.receive_some(4096)
        assert more, f"ended after {data!r}"
        data += more
    return data


async def read_to_end(stream: trio.abc.ReceiveStream) -> bytes:
    data = b""
    try:
        while more := await stream.receive_some(4096):
            data += more
    except trio.BrokenResourceError:
        pass
    return data
