"""The telnet machine: bytes in, events out, and the bytes to answer with.

The law:
- IAC never reaches the text and never leaves it unquoted.
- Unknown options are refused; known ones are decided by the Q method, so no negotiation loops.
- What a peer can make us keep or send is bounded: a subnegotiation is discarded beyond `max_subnegotiation`
  bytes, and after `max_negotiations` requests of its own the peer is cut off with one `ProtocolViolated`.
- A compressed stream gives at most `max_inflated` bytes and a piece at a time; the rest waits, and `behind` says so.
- Feeding one byte at a time equals feeding all at once, apart from how `TextReceived` is cut.

Not here: what text means (lines.py), what an option means (one file each), when to send (the shell).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator

from ..events import (
    CommandReceived,
    Event,
    OptionDisabled,
    OptionEnabled,
    OptionRefused,
    ProtocolViolated,
    Side,
    SubnegotiationReceived,
    TextReceived,
)
from .compression import BrokenStream, Deflater, Inflater
from .constants import DO, DONT, IAC, SB, SE, WILL, WONT
from .option import Option
from .qmethod import State, decide, wish

# room for a GMCP package; the C drivers keep 100 bytes
MAX_SUBNEGOTIATION = 16 * 1024
# requests the peer may start in the life of a connection; a client that means it needs some dozens
MAX_NEGOTIATIONS = 2_000
# what one receive() makes of compressed input: some bytes of it can be megabytes
MAX_INFLATED = 64 * 1024

_IAC = bytes([IAC])
_IAC_IAC = bytes([IAC, IAC])
_IAC_SE = bytes([IAC, SE])

_REQUEST = {
    (Side.LOCAL, True): WILL,
    (Side.LOCAL, False): WONT,
    (Side.REMOTE, True): DO,
    (Side.REMOTE, False): DONT,
}
# what the peer's verb is about, and whether it is positive
_MEANING = {
    WILL: (Side.REMOTE, True),
    WONT: (Side.REMOTE, False),
    DO: (Side.LOCAL, True),
    DONT: (Side.LOCAL, False),
}


def quoted(text: bytes) -> bytes:
    """Text in which no byte is taken for a command."""
    return text.replace(_IAC, _IAC_IAC)


class TelnetMachine:
    """The telnet state of one connection."""

    __slots__ = (
        "_between_commands", "_events", "_inflater", "_max_inflated", "_max_subnegotiation",
        "_negotiations_left", "_options", "_parse", "_payload", "_states", "_text", "_verb", "deflater",
        "output", "spoken",
    )

    def __init__(
        self,
        options: Iterable[Option],
        *,
        max_subnegotiation: int = MAX_SUBNEGOTIATION,
        max_negotiations: int = MAX_NEGOTIATIONS,
        max_inflated: int = MAX_INFLATED,
    ) -> None:
        self._options = {option.code: option for option in options}
        self._states: dict[tuple[int, Side], State] = {}
        self._max_subnegotiation = max_subnegotiation
        self._negotiations_left = max_negotiations
        self._max_inflated = max_inflated
        self.deflater: Deflater | None = None
        """What compresses the output, if anything does."""
        self._inflater: Inflater | None = None
        self.output = bytearray()
        """What is to be sent to the peer."""
        self._events: list[Event] = []
        self._text = bytearray()
        self._verb = 0
        self._payload = bytearray()
        # one object, so that `is` tells whether it is the state
        self._between_commands: Callable[[bytes, int], int] = self._parse_text
        self._parse: Callable[[bytes, int], int] = self._between_commands
        self.spoken = False
        """Whether the peer has ever said anything in telnet."""

    # input

    @property
    def between_commands(self) -> bool:
        """Whether what comes next is text up to the first IAC."""
        return self._parse is self._between_commands and self._inflater is None

    def is_plain(self, data: bytes) -> bool:
        """Whether the data are text and nothing else: then receive() would return just that."""
        return self.between_commands and IAC not in data

    @property
    def behind(self) -> bool:
        """Whether receive(b"") has more to report."""
        return self._inflater is not None and self._inflater.pending

    def receive(self, data: bytes) -> Iterator[Event]:
        """Feed what came from the peer and go through the events; the answers are in data_to_send().

        The bytes behind an event are not looked at before the next event is asked for, so that what the
        caller sends in answer to one keeps its place among the machine's own answers.
        """
        left = self._max_inflated
        while self._inflater is None and data:
            at = yield from self._go_through(data)
            data = data[at:]
        if self._inflater is not None:
            self._inflater.put(data)
        while self._inflater is not None and self._inflater.pending and left > 0:
            piece = self._inflate(self._inflater)
            left -= len(piece)
            yield from self._go_through(piece)
            if self._inflater is not None and self._inflater.finished:
                rest, self._inflater = self._inflater.rest, None
                yield from self.receive(rest)
        yield from self._take_events()

    def _go_through(self, data: bytes) -> Generator[Event, None, int]:
        """Parse up to the end, or to where compressed input begins; how many bytes that were."""
        at, inflater = 0, self._inflater
        while at < len(data) and self._inflater is inflater:
            at = self._parse(data, at)
            if self._events:
                yield from self._take_events()
        self._end_text()
        yield from self._take_events()
        return at

    def _inflate(self, inflater: Inflater) -> bytes:
        try:
            return inflater.take()
        except BrokenStream as problem:
            self._violate(f"broken compression: {problem}")
            return b""

    def _take_events(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def _parse_text(self, data: bytes, at: int) -> int:
        end = data.find(_IAC, at)
        if end < 0:
            self._text += data[at:]
            return len(data)
        self._text += data[at:end]
        self._parse = self._parse_command
        return end + 1

    def _parse_command(self, data: bytes, at: int) -> int:
        code = data[at]
        self._parse = self._between_commands
        if code == IAC:
            self._text += _IAC
            return at + 1
        self._end_text()
        if code in _MEANING:
            self._verb = code
            self._parse = self._parse_option
        elif code == SB:
            self._payload.clear()
            self._parse = self._parse_subnegotiation
        else:
            self._emit(CommandReceived(code))
        return at + 1

    def _parse_option(self, data: bytes, at: int) -> int:
        self._parse = self._between_commands
        self._negotiated(self._verb, data[at])
        return at + 1

    def _parse_subnegotiation(self, data: bytes, at: int) -> int:
        end = data.find(_IAC, at)
        if end < 0:
            self._collect(data[at:])
            return len(data)
        self._collect(data[at:end])
        self._parse = self._parse_subnegotiation_command
        return end + 1

    def _parse_subnegotiation_command(self, data: bytes, at: int) -> int:
        self._parse = self._parse_subnegotiation
        if data[at] == SE:
            self._parse = self._between_commands
            self._subnegotiated()
        elif data[at] == IAC:
            self._collect(_IAC)
        else:
            # some clients forget to double a 255 in a window size: keep it as data
            self._collect(bytes([IAC, data[at]]))
        return at + 1

    def _parse_nothing(self, data: bytes, at: int) -> int:
        return len(data)

    def _collect(self, data: bytes) -> None:
        # one byte above the limit is kept as the mark of an overlong one
        room = self._max_subnegotiation + 1 - len(self._payload)
        self._payload += data[:room]

    def _emit(self, event: Event) -> None:
        self._end_text()
        self._events.append(event)

    def _end_text(self) -> None:
        if self._text:
            self._events.append(TextReceived(bytes(self._text)))
            self._text.clear()

    # negotiation

    def active(self, option: int, side: Side) -> bool:
        """Whether the option is in force on that side."""
        return self._state(option, side).active

    def request(self, option: int, side: Side, *, on: bool) -> None:
        """Ask for an option; does nothing when it already is so, and waits its turn while an answer is due."""
        step = wish(self._state(option, side), on=on)
        self._states[option, side] = step.state
        self._say(option, side, step.send)

    def _state(self, option: int, side: Side) -> State:
        return self._states.get((option, side), State.NO)

    def _negotiated(self, verb: int, code: int) -> None:
        self.spoken = True
        side, positive = _MEANING[verb]
        before = self._state(code, side)
        if before in (State.NO, State.YES) and not self._admit():
            return
        option = self._options.get(code)
        if option is not None and option.momentary:
            if positive and side is Side.LOCAL:
                self._say(code, side, True)
                return
        acceptable = option is not None and (option.accepts_local if side is Side.LOCAL else option.accepts_remote)
        step = decide(before, positive=positive, acceptable=acceptable)
        if step.state is not before:
            self._states[code, side] = step.state
        self._say(code, side, step.send)
        self._report(code, side, before, step.state)

    def _admit(self) -> bool:
        """Count a request that the peer started; cut it off when it has had too many."""
        self._negotiations_left -= 1
        if self._negotiations_left >= 0:
            return True
        self._violate("too many option negotiations")
        return False

    def _violate(self, reason: str) -> None:
        self._emit(ProtocolViolated(reason))
        self._inflater = None
        self._parse = self._parse_nothing

    def _say(self, option: int, side: Side, positive: bool | None) -> None:
        if positive is not None:
            self._put(bytes([IAC, _REQUEST[side, positive], option]))

    def _report(self, code: int, side: Side, before: State, after: State) -> None:
        option = self._options.get(code)
        if before.active == after.active:
            if before is State.WANT_YES and after is State.NO:
                self._emit(OptionRefused(code, side))
            return
        self._emit((OptionEnabled if after.active else OptionDisabled)(code, side))
        if option is not None:
            hook = option.enabled if after.active else option.disabled
            for event in hook(self, side):
                self._emit(event)

    def _subnegotiated(self) -> None:
        payload = bytes(self._payload)
        self._payload.clear()
        if not payload or len(payload) > self._max_subnegotiation:
            return
        code, body = payload[0], payload[1:]
        option = self._options.get(code)
        if option is None:
            self._emit(SubnegotiationReceived(code, body))
        elif self.active(code, Side.LOCAL) or self.active(code, Side.REMOTE):
            if not option.answers or self._admit():
                for event in option.subnegotiated(self, body):
                    self._emit(event)

    # output

    def send_text(self, text: bytes) -> None:
        """Send text as it is, apart from quoting."""
        self._put(quoted(text))

    def send_quoted(self, text: bytes) -> None:
        """Send text that is quoted already."""
        self._put(text)

    def send_command(self, code: int) -> None:
        self._put(bytes([IAC, code]))

    def send_subnegotiation(self, option: int, payload: bytes) -> None:
        body = payload.replace(_IAC, _IAC_IAC)
        self._put(bytes([IAC, SB, option]) + body + _IAC_SE)

    def data_to_send(self) -> bytes:
        """Take what is to be sent to the peer."""
        if self.deflater is not None:
            self.output += self.deflater.flush()
        if not self.output:
            return b""
        data = bytes(self.output)
        self.output.clear()
        return data

    def _put(self, data: bytes) -> None:
        self.output += data if self.deflater is None else self.deflater.feed(data)

    # compression

    def compress_output(self, on: bool) -> None:
        """Begin a compressed stream with the next byte that is sent, or end it; nothing when it already is so."""
        if on and self.deflater is None:
            self.deflater = Deflater()
        elif not on and self.deflater is not None:
            self.output += self.deflater.end()
            self.deflater = None

    def decompress_input(self) -> None:
        """Take the next byte that comes as the first of a compressed stream; nothing when it is in one already."""
        self._inflater = self._inflater or Inflater()
