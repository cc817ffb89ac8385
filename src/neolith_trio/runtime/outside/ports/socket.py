"""Where LPC's sockets and lookups meet what carries them: what the world asks, and what it is told.

The rule: every method answers at once, with plain values that a recording can hold, and everything that takes time
comes back as one of the events below, which the backend hands to the world in a turn of its own. A socket is known here
by its serial number, which is never used again, so a late event cannot reach a later socket of the same descriptor.
The services implement the protocols; runtime/outside/sockets.py and runtime/outside/lookups.py use them.
"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from ....data import frozen

SUCCESS: Final = 1
NO_SOCKET: Final = -1
BAD_OPTION: Final = -2
NOT_NON_BLOCKING: Final = -3
NO_MORE_SOCKETS: Final = -4
OUT_OF_RANGE: Final = -5
CLOSED: Final = -6
SECURITY: Final = -7
IS_BOUND: Final = -8
ADDRESS_IN_USE: Final = -9
BIND_FAILED: Final = -10
NO_NAME: Final = -11
BAD_MODE: Final = -12
NO_ADDRESS: Final = -13
IS_CONNECTED: Final = -14
LISTEN_FAILED: Final = -15
NOT_LISTENING: Final = -16
WOULD_BLOCK: Final = -17
INTERRUPTED: Final = -18
ACCEPT_FAILED: Final = -19
IS_LISTENING: Final = -20
BAD_ADDRESS: Final = -21
ALREADY: Final = -22
REFUSED: Final = -23
CONNECT_FAILED: Final = -24
NOT_CONNECTED: Final = -25
BAD_TYPE: Final = -26
SEND_TO_FAILED: Final = -27
SEND_FAILED: Final = -28
WAIT_FOR_CALLBACK: Final = -29
IS_RELEASED: Final = -30
NOT_RELEASED: Final = -31
TOO_DEEP: Final = -32
RESOLVER_BUSY: Final = -33

Code: TypeAlias = int
"""SUCCESS, or one of the negative numbers above: what LPC knows as EESUCCESS, EESOCKET and so on."""

Figures: TypeAlias = dict[str, dict[str, int]]
"""Counters by class and name."""


class Kind(enum.Enum):
    """What a socket carries."""

    STREAM = "stream"
    FRAMES = "frames"  # a stream of frames: protocols/frames.py
    DATAGRAM = "datagram"


@frozen
class Address:
    """A numeric address and a port."""

    host: str = "0.0.0.0"
    port: int = 0

    def __str__(self) -> str:
        return f"{self.host} {self.port}"


@frozen
class Tls:
    """How a connection that we begin is encrypted. `name` is asked for and checked; "": what it connects to."""

    verify: bool = True
    name: str = ""


@frozen
class Attached:
    """A program whose input and outputs are a socket: no shell, nothing of the driver's environment."""

    command: Path
    arguments: tuple[bytes, ...]
    directory: Path


@frozen
class Certificate:
    """Who we are to those who connect to us: files of the machine in PEM form."""

    chain: Path
    key: Path


class SocketPort(Protocol):
    """What carries the sockets."""

    def open(self, serial: int, kind: Kind) -> Code:
        """Make a socket."""

    def bind(self, serial: int, port: int, host: str) -> Code | Address:
        """Give it a port of this machine, at that numeric address; the answer is its local address."""

    def listen(self, serial: int, certificate: Certificate | None = None) -> Code:
        """Wait for connections: one `ConnectionOffered` now, the next after accept(), or a while after resume().

        With a certificate they are encrypted.
        """

    def accept(self, serial: int, new_serial: int) -> Code | Address:
        """Take the next connection; the answer is who connected.

        When it is to be encrypted, `SocketConnected` or `SocketLost` follows.
        """

    def connect(self, serial: int, address: Address, tls: Tls | None = None) -> Code:
        """Connect to a numeric address; afterwards `SocketConnected` or `SocketLost`."""

    def connect_by_name(self, serial: int, name: str, port: int, tls: Tls | None = None) -> Code:
        """Look a name up and connect to it; afterwards perhaps `SocketResolved`, then as connect()."""

    def attach(self, serial: int, program: Attached) -> Code:
        """Start a program at the other end of a new socket, which is connected at once.

        When it has ended, or could not start, `SocketLost` follows.
        """

    def send(self, serial: int, data: bytes) -> Code:
        """Send all of it.

        WAIT_FOR_CALLBACK: the rest is kept and goes out when it can; then `OutputSent`. WOULD_BLOCK: too much is kept
        already for all sockets, and nothing of this is sent.
        """

    def send_to(self, serial: int, data: bytes, address: Address) -> Code:
        """Send one datagram."""

    def resume(self, serial: int) -> None:
        """What came last was handled: the next may come."""

    def close(self, serial: int) -> None:
        """Forget the socket, when what it keeps is sent. No event comes from it any more."""


class LookupPort(Protocol):
    """What looks names and addresses up."""

    def look_up(self, key: int, text: str) -> bool:
        """Look up a name or a numeric address; afterwards one `LookedUp`. False: too many, nothing will come."""

    def host_name(self, address: str) -> str:
        """What is known now of a numeric address: the name, or the address itself while it is being looked up."""

    def cancel(self, key: int) -> None:
        """Nobody wants that answer any more. Its `LookedUp` still comes."""

    def figures(self) -> Figures:
        """How many lookups there were: by class, and by what became of them."""


@frozen
class ConnectionOffered:
    """Somebody wants to connect to a listening socket."""

    serial: int


@frozen
class SocketResolved:
    """The name is known, and a socket begins to connect; `host` is what it tries first."""

    serial: int
    host: str
    port: int


@frozen
class SocketConnected:
    """A socket has got through."""

    serial: int
    host: str
    port: int


@frozen
class DataReceived:
    """Bytes came on a connection: one frame without its length, where there are frames. The next event of the socket
    waits for resume()."""

    serial: int
    data: bytes


@frozen
class DatagramReceived:
    """A datagram came. The next event of the socket waits for resume()."""

    serial: int
    data: bytes
    host: str
    port: int


@frozen
class OutputSent:
    """What send() kept is on its way: there is room again."""

    serial: int


@frozen
class SocketLost:
    """A connection ended (code 0), or did not come about; its last event. `why` is for the log."""

    serial: int
    code: int = 0
    why: str = ""


@frozen
class LookedUp:
    """What became of a lookup; None stands for what is not known."""

    key: int
    name: str | None
    address: str | None


SocketEvent: TypeAlias = (
    ConnectionOffered | SocketResolved | SocketConnected | DataReceived | DatagramReceived | OutputSent | SocketLost
)
EVENTS: Final = (
    ConnectionOffered,
    SocketResolved,
    SocketConnected,
    DataReceived,
    DatagramReceived,
    OutputSent,
    SocketLost,
    LookedUp,
)


class NoSockets:
    """A world without a network: where nobody brought one."""

    def open(self, serial: int, kind: Kind) -> Code:
        return NO_SOCKET

    def bind(self, serial: int, port: int, host: str) -> Code | Address:
        return BIND_FAILED

    def listen(self, serial: int, certificate: Certificate | None = None) -> Code:
        return LISTEN_FAILED

    def accept(self, serial: int, new_serial: int) -> Code | Address:
        return ACCEPT_FAILED

    def connect(self, serial: int, address: Address, tls: Tls | None = None) -> Code:
        return CONNECT_FAILED

    def connect_by_name(self, serial: int, name: str, port: int, tls: Tls | None = None) -> Code:
        return CONNECT_FAILED

    def attach(self, serial: int, program: Attached) -> Code:
        return NO_SOCKET

    def send(self, serial: int, data: bytes) -> Code:
        return SEND_FAILED

    def send_to(self, serial: int, data: bytes, address: Address) -> Code:
        return SEND_TO_FAILED

    def resume(self, serial: int) -> None:
        pass

    def close(self, serial: int) -> None:
        pass


class NoLookups:
    """A world in which no name is known."""

    def look_up(self, key: int, text: str) -> bool:
        return False

    def host_name(self, address: str) -> str:
        return address

    def cancel(self, key: int) -> None:
        pass

    def figures(self) -> Figures:
        return {}
