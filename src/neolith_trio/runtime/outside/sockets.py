"""Sockets of LPC objects: who owns which descriptor, in what state, and what is called when something happens.

The rule: a descriptor belongs to one live object. Only that object may use it; when it is destructed its sockets are
closed. What happens outside comes as an event (ports/socket.py); `entries` makes of each event the calls that the
backend runs, each as an entry of its own, and a socket that was closed meanwhile has none. One event of a socket is
under way at a time, so that a peer who floods us waits, and nobody else does.

The efuns check arguments and ask the master; the errors here are the numbers that LPC sees.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...errors import LpcError
from ...protocols.frames import frame
from .. import master
from ..calls import apply, evaluate
from ..closures import Closure
from ..kinds import kind as kind_of
from ..safely import apply_safely, evaluate_safely
from ..savefile import Malformed, read, written
from ..values import UNDEFINED, Entity, LpcObject
from .ports import socket as port
from .ports.socket import Address, Attached, Certificate, Code, Kind, SocketPort
from .socket_kinds import (
    ANYWHERE,
    MODES,
    STREAM,
    Callback,
    Mode,
    Option,
    Socket,
    State,
    is_numeric,
    read_address,
    tls_of,
)

if TYPE_CHECKING:
    from ..world import World

ROWS: Final = 10  # by how many the table grows: descriptors up to there are closed, those beyond out of range
Entry = Callable[[], Any]


class Sockets:
    """All sockets of a world. `port` is what carries them."""

    def __init__(self, world: World) -> None:
        self.port: SocketPort = port.NoSockets()
        self._world = world
        self._codec = world.config.charset.codec
        self._table: list[Socket | None] = []
        self._by_serial: dict[int, Socket] = {}
        self._serials = 0
        world.objects.tell_departures(self._table, self._departed)

    # -- looking ----------------------------------------------------------------------------------------------

    def get(self, number: int) -> Socket | None:
        """The socket of a descriptor, None when there is none."""
        return self._table[number] if 0 <= number < len(self._table) else None

    def in_range(self, number: int) -> bool:
        """Could there be a socket of that descriptor?"""
        return 0 <= number < len(self._table)

    def all(self) -> list[Socket | None]:
        """The table: a socket, or None, for each descriptor."""
        return list(self._table)

    def _find(self, number: int) -> Socket | Code:
        """The socket of a descriptor, or why there is none."""
        if not self.in_range(number):
            return port.OUT_OF_RANGE
        return self._table[number] or port.CLOSED

    def _of(self, this: Entity, number: int) -> Socket | Code:
        """The socket that `this` may use, or what is wrong."""
        socket = self._find(number)
        return port.SECURITY if isinstance(socket, Socket) and socket.owner is not this else socket

    def _stream_of(self, this: Entity, number: int) -> Socket | Code:
        """The same for what datagrams cannot do."""
        socket = self._of(this, number)
        return port.BAD_MODE if isinstance(socket, Socket) and socket.is_datagram else socket

    # -- life -------------------------------------------------------------------------------------------------

    def create(self, this: Entity, mode: int, on_read: Callback, on_close: Callback) -> int:
        """A new socket of `this`: its descriptor, or what is wrong."""
        if not 0 <= mode < len(MODES):
            return port.BAD_MODE
        if self._are_many:
            return port.NO_MORE_SOCKETS
        made = MODES[mode]
        serial = self._next_serial()
        code = self.port.open(serial, made.kind)
        if code != port.SUCCESS:
            return code
        return self._enter(serial, this, made, on_read, None, None if made.kind is Kind.DATAGRAM else on_close).number

    def attach(self, this: Entity, program: Attached, on_read: Callback, on_write: Callback, on_close: Callback) -> int:
        """A socket of `this` with a program at its other end: its descriptor, or what is wrong."""
        if self._are_many:
            return port.NO_MORE_SOCKETS
        serial = self._next_serial()
        code = self.port.attach(serial, program)
        if code != port.SUCCESS:
            return code
        socket = self._enter(serial, this, STREAM, on_read, on_write, on_close)
        socket.state = State.CONNECTED
        return socket.number

    @property
    def _are_many(self) -> bool:
        return len(self._by_serial) >= self._world.config.max_sockets

    def _next_serial(self) -> int:
        self._serials += 1
        return self._serials

    def _enter(
        self,
        serial: int,
        owner: Entity,
        mode: Mode,
        on_read: Callback,
        on_write: Callback,
        on_close: Callback,
    ) -> Socket:
        decoder = codecs.getincrementaldecoder(self._codec)("surrogateescape")
        number = self._free_number()
        socket = Socket(number, serial, owner, mode, on_read, on_write, on_close, decoder)
        self._table[number] = self._by_serial[serial] = socket
        self._world.objects.heed(owner)
        return socket

    def _free_number(self) -> int:
        for number, socket in enumerate(self._table):
            if socket is None:
                return number
        self._table.extend([None] * ROWS)
        return len(self._table) - ROWS

    def close(self, this: Entity, number: int) -> Code:
        """Close a socket; what was written to it is still sent."""
        socket = self._of(this, number)
        if isinstance(socket, int):
            return socket
        self._close(socket)
        return port.SUCCESS

    def _close(self, socket: Socket) -> None:
        if self._table[socket.number] is socket:
            self._table[socket.number] = None
        self._by_serial.pop(socket.serial, None)
        self.port.close(socket.serial)

    def _departed(self, ob: Entity) -> None:
        """An object is destructed: what it owns is closed, and nobody is told."""
        for socket in [one for one in self._table if one is not None and one.owner is ob]:
            self._close(socket)

    # -- coming together --------------------------------------------------------------------------------------

    def bind(self, this: Entity, number: int, port_number: int, host: str = ANYWHERE) -> Code:
        """Give a socket a port of this machine; 0 lets the system choose. "::" is every address of both families."""
        socket = self._of(this, number)
        if isinstance(socket, int):
            return socket
        if socket.state is not State.UNBOUND:
            return port.IS_BOUND
        if not is_numeric(host):
            return port.BAD_ADDRESS
        answer = self.port.bind(socket.serial, port_number & 0xFFFF, host)
        if isinstance(answer, int):
            return answer
        socket.local, socket.state = answer, State.BOUND
        return port.SUCCESS

    def listen(self, this: Entity, number: int, on_connection: Callback) -> Code:
        """Wait for connections."""
        socket = self._stream_of(this, number)
        if isinstance(socket, int):
            return socket
        if socket.state is not State.BOUND:
            return port.NO_ADDRESS if socket.state is State.UNBOUND else port.IS_CONNECTED
        certificate = self._certificate(this, socket) if socket.mode.tls else None
        if socket.mode.tls and certificate is None:
            return port.LISTEN_FAILED
        code = self.port.listen(socket.serial, certificate)
        if code == port.SUCCESS:
            socket.state, socket.on_read = State.LISTENING, on_connection
        return code

    def _certificate(self, this: Entity, socket: Socket) -> Certificate | None:
        """The files that a listener was given, as far as the master lets its owner read them."""
        files: list[Path] = []
        for option in (Option.CERTIFICATE, Option.KEY):
            name = socket.options.get(option)
            allowed = name and master.valid(self._world, "valid_read", name, this, "socket_listen")
            real = self._world.files.resolve(allowed) if allowed else None
            if real is None:
                self._log(socket, f"cannot listen with the file {name!r} as its {option.name.lower()}")
                return None
            files.append(real)
        return Certificate(*files)

    def accept(self, this: Entity, number: int, on_read: Callback, on_write: Callback) -> int:
        """Take the next connection: its descriptor, or what is wrong. It has the close callback of the listener."""
        listening = self._stream_of(this, number)
        if isinstance(listening, int):
            return listening
        if listening.state is not State.LISTENING:
            return port.NOT_LISTENING
        serial = self._next_serial()
        answer = self.port.accept(listening.serial, serial)
        if isinstance(answer, int):
            return answer
        if self._are_many:
            self.port.close(serial)  # whoever connected shall not wait for what does not come
            return port.NO_MORE_SOCKETS
        accepted = self._enter(serial, this, listening.mode, on_read, on_write, listening.on_close)
        accepted.state = State.HANDSHAKE if listening.mode.tls else State.CONNECTED
        accepted.blocked = listening.mode.tls
        accepted.local, accepted.remote = listening.local, answer
        return accepted.number

    def connect(self, this: Entity, number: int, to: str, on_read: Callback, on_write: Callback) -> Code:
        """Connect to "host port"; the write callback tells when it has worked, the close callback when it has not."""
        socket = self._stream_of(this, number)
        if isinstance(socket, int):
            return socket
        wrong = _WHY_NOT_CONNECT.get(socket.state)
        if wrong is not None:
            return wrong
        address = read_address(to)
        if address is None:
            return port.BAD_ADDRESS
        how = tls_of(socket)
        numeric = is_numeric(address.host)
        if numeric:
            code = self.port.connect(socket.serial, address, how)
        else:
            code = self.port.connect_by_name(socket.serial, address.host, address.port, how)
        if code != port.SUCCESS:
            return code
        socket.on_read, socket.on_write = on_read, on_write
        if numeric:
            self._connecting(socket, address)
        else:
            socket.state, socket.blocked = State.RESOLVING, True
        return code

    def _connecting(self, socket: Socket, address: Address) -> None:
        """The address is known; nothing can be written yet."""
        socket.state = State.HANDSHAKE if socket.mode.tls else State.CONNECTED
        socket.remote, socket.blocked = address, True

    # -- options ----------------------------------------------------------------------------------------------

    def set_option(self, socket: Socket, option: Option, value: Any) -> None:
        """Note an option, for the connection that comes."""
        socket.options[option] = value
        if option is Option.VERIFY_PEER and not value and socket.mode.tls:
            self._log(socket, "certificates are not verified: whoever answers may be somebody else")

    def _log(self, socket: Socket, text: str) -> None:
        self._world.ports.log(f"socket {socket.number} of /{socket.owner.name}: {text}")

    # -- writing ----------------------------------------------------------------------------------------------

    def write(self, this: Entity, number: int, message: Any, to: str | None) -> Code:
        """Send a message; WAIT_FOR_CALLBACK when a part of it has to wait for the peer."""
        socket = self._of(this, number)
        if isinstance(socket, int):
            return socket
        if socket.is_datagram:
            return self._write_datagram(socket, message, to)
        if socket.state is State.HANDSHAKE:
            return port.ALREADY
        if socket.state is not State.CONNECTED:
            return port.NOT_CONNECTED
        if to is not None:
            return port.BAD_ADDRESS
        if socket.blocked:
            return port.ALREADY
        data = self._framed(message) if socket.mode.kind is Kind.FRAMES else self._raw(message)
        if isinstance(data, int):
            return data
        code = self.port.send(socket.serial, data)
        socket.blocked = code == port.WAIT_FOR_CALLBACK
        return code

    def _write_datagram(self, socket: Socket, message: Any, to: str | None) -> Code:
        if to is None:
            return port.NO_ADDRESS
        address = read_address(to)
        if address is None or not is_numeric(address.host):
            return port.BAD_ADDRESS
        if message.__class__ is str:
            # the C drivers send the zero byte that ends a text, and expect it
            data = self._encoded(message) + b"\0"
        elif message.__class__ is bytearray:
            data = bytes(message)
        else:
            return port.BAD_TYPE
        code = self.port.send_to(socket.serial, data, address)
        if code == port.SUCCESS and socket.state is State.UNBOUND:
            socket.state = State.BOUND  # the system has given it a port, to which the answer comes
        return code

    def _encoded(self, text: str) -> bytes:
        return text.encode(self._codec, "surrogateescape")

    def _framed(self, message: Any) -> bytes | Code:
        """A value as a frame: the text of save files, with the zero byte that the C drivers count too."""
        if kind_of(message) in ("object", "function", "buffer"):
            return port.BAD_TYPE
        try:
            return frame(self._encoded(written(message)) + b"\0")
        except LpcError:
            return port.TOO_DEEP

    def _raw(self, message: Any) -> bytes | Code:
        """A text, a buffer, or the numbers of an array as the machine's own eight bytes each."""
        if message.__class__ is str:
            return self._encoded(message)
        if message.__class__ is bytearray:
            return bytes(message)
        if message.__class__ is list:
            return b"".join(_eight_bytes(one) for one in message)
        return port.BAD_TYPE

    # -- changing hands ---------------------------------------------------------------------------------------

    def release(self, this: Entity, number: int, to: LpcObject, callback: str | Closure) -> Code:
        """Offer a socket to another object, which takes it by acquire() before its callback returns."""
        socket = self._of(this, number)
        if isinstance(socket, int):
            return socket
        if socket.released_to is not None:
            return port.IS_RELEASED
        socket.released_to = to
        if isinstance(callback, Closure):
            evaluate_safely(self._world, None, callback, number, to)
        else:
            apply_safely(self._world, None, to, _legal(callback), number, to)
        if socket.released_to is None:
            return port.SUCCESS
        socket.released_to = None
        return port.NOT_RELEASED

    def acquire(self, this: Entity, number: int, on_read: Callback, on_write: Callback, on_close: Callback) -> Code:
        """Take over a socket that its owner releases."""
        socket = self._find(number)
        if isinstance(socket, int):
            return socket
        if socket.released_to is None:
            return port.NOT_RELEASED
        if socket.released_to is not this:
            return port.SECURITY
        socket.released_to = None
        socket.owner = this
        self._world.objects.heed(this)
        socket.on_read, socket.on_write, socket.on_close = on_read, on_write, on_close
        return port.SUCCESS

    # -- events -----------------------------------------------------------------------------------------------

    def entries(self, event: port.SocketEvent) -> Iterator[Entry]:
        """What is to be called because of an event; each is one entry, and the next is asked for after it has run."""
        socket = self._by_serial.get(event.serial)
        if socket is None:
            return
        match event:
            case port.ConnectionOffered():
                yield lambda: self._call(socket, socket.on_read)
                self.port.resume(socket.serial)
            case port.SocketResolved(_, host, number):
                if socket.state is State.RESOLVING:
                    self._connecting(socket, Address(host, number))
            case port.SocketConnected(_, host, number):
                socket.state, socket.remote, socket.blocked = State.CONNECTED, Address(host, number), False
                yield lambda: self._call(socket, socket.on_write)
            case port.OutputSent():
                socket.blocked = False
                yield lambda: self._call(socket, socket.on_write)
            case port.DataReceived(_, data):
                yield from self._received(socket, data)
            case port.DatagramReceived(_, data, host, number):
                message = bytearray(data) if socket.mode.binary else self._text(data.rstrip(b"\0"))
                yield lambda: self._call(socket, socket.on_read, message, str(Address(host, number)))
                self.port.resume(socket.serial)
            case port.SocketLost(_, code, why):
                if why:
                    self._log(socket, why)
                yield from self._lost(socket, code)

    def _call(self, socket: Socket, callback: Callback, *args: Any) -> None:
        if isinstance(callback, Closure):
            evaluate(None, callback, socket.number, *args)
        elif callback is not None:
            apply(self._world, None, socket.owner, _legal(callback), socket.number, *args)

    def _text(self, data: bytes) -> str:
        return data.decode(self._codec, "surrogateescape")

    def _received(self, socket: Socket, data: bytes) -> Iterator[Entry]:
        if socket.mode.kind is Kind.FRAMES:
            yield lambda: self._call(socket, socket.on_read, self._value(socket, data))
        elif socket.mode.binary:
            yield lambda: self._call(socket, socket.on_read, bytearray(data))
        else:
            # a character may have been cut in two
            text = socket.decoder.decode(data)
            if text:
                yield lambda: self._call(socket, socket.on_read, text)
        if socket.serial in self._by_serial:
            self.port.resume(socket.serial)

    def _value(self, socket: Socket, payload: bytes) -> Any:
        """The value in a frame; undefined when it is none."""
        try:
            return read(self._text(payload.partition(b"\0")[0]), socket.owner.program)
        except Malformed:
            return UNDEFINED

    def _lost(self, socket: Socket, code: Code) -> Iterator[Entry]:
        """The end of a socket that nobody asked for. Its descriptor is free when the close callback has run."""
        rest = "" if socket.mode.binary else socket.decoder.decode(b"", final=True)
        if rest:
            yield lambda: self._call(socket, socket.on_read, rest)
        if self._by_serial.pop(socket.serial, None) is None:
            return
        socket.state = State.LOST
        why = (code,) if code else ()
        yield lambda: self._call(socket, socket.on_close, *why)
        self._close(socket)


_WHY_NOT_CONNECT: Final = {
    State.RESOLVING: port.ALREADY,
    State.LISTENING: port.IS_LISTENING,
    State.HANDSHAKE: port.ALREADY,
    State.CONNECTED: port.IS_CONNECTED,
    State.LOST: port.CLOSED,
}


def _eight_bytes(value: Any) -> bytes:
    if value.__class__ is float:
        return struct.pack("=d", value)
    return struct.pack("=q", value) if value.__class__ is int else bytes(8)


def _legal(name: str) -> str:
    if name.startswith("#"):
        raise LpcError("Illegal function name.\n")
    return name
