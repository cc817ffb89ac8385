"""A WebSocket after its handshake (RFC 6455): frames in, the bytes of a port out, and back again.

Rule: no I/O, and nothing that a peer can make grow without bound: a message beyond `max_message` bytes, unpacked, ends
the connection with 1009, and whatever else is wrong with the code that RFC 6455 has for it. Cutting what comes in into
other pieces changes nothing. net/ is the only caller. It needs the package wsproto.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import ClassVar, Final

from wsproto.connection import Connection, ConnectionState, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, Pong, TextMessage
from wsproto.extensions import Extension
from wsproto.frame_protocol import CloseReason

from .events import Event, SubnegotiationReceived, TextReceived
from .telnet.constants import GMCP, IAC, SB, SE
from .telnet.machine import TelnetMachine
from .telnet.option import Option, Speaker
from .websocket_styles import Style

MAX_MESSAGE: Final = 64 * 1024
_BOUNDLESS: Final = 1 << 40  # what our own side of a connection sends is bounded there
_QUOTED: Final = bytes([IAC, IAC])


class Violated(Exception):
    """The peer broke the rules; the text says how. The frame that tells it is in data_to_send()."""


class WebSocketMachine:
    """One WebSocket, seen from the server."""

    def __init__(
        self, style: Style, extensions: Sequence[Extension] = (), *, max_message: int = MAX_MESSAGE
    ) -> None:
        self.style = style
        self._frames = Connection(ConnectionType.SERVER, list(extensions))
        self._max_message = max_message
        self._message = bytearray()
        self._length = 0
        self._last = b""  # byte of the message that is coming
        self._output = bytearray()
        self._text = codecs.getincrementaldecoder("utf-8")("replace")
        self._client = _GmcpClient() if style is Style.GMCP else None

    @property
    def closed(self) -> bool:
        """Whether the peer will send nothing more."""
        return self._frames.state in (ConnectionState.REMOTE_CLOSING, ConnectionState.CLOSED)

    def receive(self, data: bytes) -> bytes:
        """Feed bytes of the connection; what they mean to the port behind it."""
        if self.closed:
            return b""
        self._frames.receive_data(data)
        came = bytearray()
        for event in self._frames.events():
            if isinstance(event, TextMessage):
                came += self._messaged(event.data.encode(), event, text=True)
            elif isinstance(event, BytesMessage):
                came += self._messaged(bytes(event.data), event, text=False)
            elif isinstance(event, Ping):
                self._reply(event.response())
            elif isinstance(event, CloseConnection):
                self._closed(event)
                break
        return bytes(came)

    def answered(self) -> bytes:
        """What the client's side of a subprotocol has to say to the port without having been sent anything."""
        return b"" if self._client is None else self._client.answers()

    def send(self, data: bytes) -> None:
        """Bytes of the port, as messages."""
        if self._frames.state is not ConnectionState.OPEN:
            return
        if self._client is not None:
            for message in self._client.understand(data):
                self._output += self._frames.send(message)
        elif self.style is Style.TEXT:
            if text := self._text.decode(data):
                self._output += self._frames.send(TextMessage(text))
        elif data:
            self._output += self._frames.send(BytesMessage(data))

    def ping(self) -> None:
        """Ask whether the peer is still there."""
        if self._frames.state is ConnectionState.OPEN:
            self._output += self._frames.send(Ping())

    def close(self, code: int = CloseReason.NORMAL_CLOSURE) -> None:
        """Say that no more will come."""
        if self._frames.state in (ConnectionState.OPEN, ConnectionState.REMOTE_CLOSING):
            self._output += self._frames.send(CloseConnection(code))

    def data_to_send(self) -> bytes:
        """Take the bytes for the peer."""
        data = bytes(self._output)
        self._output.clear()
        return data

    def _reply(self, event: Pong) -> None:
        if self._frames.state is ConnectionState.OPEN:
            self._output += self._frames.send(event)

    def _closed(self, event: CloseConnection) -> None:
        """The peer closes, which is answered in kind, or it broke a rule, which ends it."""
        if self._frames.state is ConnectionState.REMOTE_CLOSING:
            self._output += self._frames.send(event.response())
        elif self._frames.state is not ConnectionState.CLOSED:
            self._fail(event.code, event.reason or "a broken frame")

    def _fail(self, code: int, reason: str) -> None:
        self.close(code)
        raise Violated(reason)

    def _messaged(self, data: bytes, event: BytesMessage | TextMessage, *, text: bool) -> bytes:
        """A piece of a message."""
        self._length += len(data)
        if self._length > self._max_message:
            self._fail(CloseReason.MESSAGE_TOO_BIG, f"a message of more than {self._max_message} bytes")
        ended = event.message_finished
        if ended:
            self._length = 0
        if self.style is Style.GMCP:
            if not text:
                return data.replace(bytes([IAC]), _QUOTED)
            self._message += data
            return self._whole() if ended else b""
        # a message without a subprotocol is a line, whether or not it has an end; its last piece may be empty
        last = data[-1:] or self._last
        self._last = b"" if ended else last
        if self.style is Style.TEXT and ended and last != b"\n":
            return data + b"\n"
        return data

    def _whole(self) -> bytes:
        """The GMCP message that is complete now, as telnet has it."""
        payload = bytes(self._message).replace(bytes([IAC]), _QUOTED)
        self._message.clear()
        return bytes([IAC, SB, GMCP]) + payload + bytes([IAC, SE])


class _Gmcp(Option):
    """GMCP as a client has it: the server performs it, and what comes is handed on."""

    code: ClassVar[int] = GMCP
    accepts_remote: ClassVar[bool] = True

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> Sequence[Event]:
        return (SubnegotiationReceived(GMCP, payload),)


class _GmcpClient:
    """The telnet client that the peer of a gmcp subprotocol does not have: it takes telnet apart for it."""

    def __init__(self) -> None:
        self._telnet = TelnetMachine([_Gmcp()], max_subnegotiation=_BOUNDLESS, max_negotiations=_BOUNDLESS)

    def understand(self, data: bytes) -> list[BytesMessage | TextMessage]:
        messages: list[BytesMessage | TextMessage] = []
        for event in self._telnet.receive(data):
            if isinstance(event, TextReceived):
                messages.append(BytesMessage(event.data))
            elif isinstance(event, SubnegotiationReceived):
                messages.append(TextMessage(event.payload.decode("utf-8", "replace")))
        return messages

    def answers(self) -> bytes:
        return self._telnet.data_to_send()
