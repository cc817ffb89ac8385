"""The small values that a configuration is made of.

Rule: frozen data without behaviour beyond its own text form. Everybody may import these names, by way of
`neolith_trio.config`.
"""

from __future__ import annotations

import enum
from pathlib import Path

import attrs

from neolith_trio.data import frozen


class Profile(enum.Enum):
    """Which driver's dialect of LPC the mudlib was written for."""

    NEOLITH = "neolith"
    MUDOS = "mudos"
    FLUFFOS = "fluffos"


class Charset(enum.Enum):
    """What one character of an LPC string is: a byte, or a character of UTF-8 text."""

    BYTES = "bytes"
    UTF8 = "utf-8"

    @property
    def codec(self) -> str:
        """The Python codec between bytes outside and LPC strings inside; errors are always `surrogateescape`."""
        return "latin-1" if self is Charset.BYTES else "utf-8"

    def to_lpc(self, text: str) -> str:
        """Turn ordinary text (a file name, a line of a configuration file) into an LPC string."""
        return text.encode("utf-8", "surrogateescape").decode(self.codec, "surrogateescape")

    def from_lpc(self, text: str) -> str:
        """Turn an LPC string into ordinary text; what to_lpc() made comes back unchanged."""
        return text.encode(self.codec, "surrogateescape").decode("utf-8", "surrogateescape")


class PortKind(enum.Enum):
    """The protocol that is spoken on a port."""

    TELNET = "telnet"
    TELNETS = "telnets"
    ASCII = "ascii"
    BINARY = "binary"
    WEBSOCKET = "websocket"
    WEBSOCKETS = "websockets"

    @property
    def is_encrypted(self) -> bool:
        """Whether it is spoken within TLS."""
        return self in (PortKind.TELNETS, PortKind.WEBSOCKETS)

    @property
    def spoken(self) -> str:
        """What is spoken within TLS, or without it."""
        return self.value.removesuffix("s") if self.is_encrypted else self.value


@frozen
class Certificate:
    """Files in PEM form: the certificate with those above it, and its key, which may be in the same file."""

    certificate: Path
    key: Path


@frozen
class Port:
    """A TCP port on which users come in."""

    number: int
    kind: PortKind = PortKind.TELNET
    behind_proxy: bool = False
    """Whether trusted proxies begin with a PROXY header."""
    certificate: Certificate | None = None
    """Its own, where it has another than TlsCertificate; then any kind of port speaks TLS."""

    @property
    def is_encrypted(self) -> bool:
        """Whether it speaks TLS."""
        return self.kind.is_encrypted or self.certificate is not None

    def __str__(self) -> str:
        return f"{self.number}:{self.kind.value}{' proxy' if self.behind_proxy else ''}"


@frozen
class Command:
    """A program of the machine that LPC may run, and the name it has there."""

    name: str
    path: Path

    def __str__(self) -> str:
        return f"{self.name} {self.path}"


@frozen
class DatabaseSource:
    """A database that LPC may open by name; the address may have a password in it."""

    name: str
    engine: str
    address: str = attrs.field(repr=False)

    def __str__(self) -> str:
        return f"{self.name} {self.engine}"


@frozen
class Mount:
    """A real directory that appears under a name inside the mudlib."""

    name: str
    directory: Path
    writable: bool

    def __str__(self) -> str:
        return f"{self.name} {self.directory} {'rw' if self.writable else 'ro'}"
