"""Each kind of port as the shells see it."""

from __future__ import annotations

import pytest
from hypothesis import given

from neolith_trio.protocols.events import (
    BytesReceived,
    CharacterReceived,
    Event,
    Interrupted,
    LineReceived,
)
from neolith_trio.protocols.ports import Kind
from neolith_trio.protocols.telnet.constants import (
    AYT,
    DO,
    EC,
    ECHO,
    EL,
    IAC,
    IP,
    NAWS,
    SGA,
    TTYPE,
    WILL,
    WONT,
)
from neolith_trio.protocols.wires import Wire, create_wire

from .chunks import bytewise, fed, split_bytes

COMMANDS = [bytes([IAC, EC]), bytes([IAC, EL]), bytes([IAC, IP]), bytes([IAC, AYT]), bytes([IAC, DO, 200])]
FRAGMENTS = [b"look", b"\r\n", b"\n", b"\r\0", b"\b", *COMMANDS]


def test_telnet_opens_with_two_questions() -> None:
    """Terminal type and window size are asked for, and nothing else is said."""
    wire = create_wire(Kind.TELNET)
    wire.open()

    assert wire.data_to_send() == bytes([IAC, DO, TTYPE, IAC, DO, NAWS])


@pytest.mark.parametrize(
    ("kind", "sent"),
    [(Kind.TELNET, b"a\r\nb\xff\xff\r\n"), (Kind.ASCII, b"a\r\nb\xff\r\n"), (Kind.BINARY, b"a\nb\xff\r\n")],
)
def test_line_ends_are_those_of_the_wire(kind: Kind, sent: bytes) -> None:
    """LF becomes CR LF where people read, and stays where programs do; CR LF is not doubled."""
    wire = create_wire(kind)
    wire.send(b"a\nb\xff\r\n")

    assert wire.data_to_send() == sent


def test_hidden_input_shows_its_line_end_only() -> None:
    """While the client shows nothing, we send the line end that it swallows."""
    wire = create_wire(Kind.TELNET)
    wire.set_echo(False)
    asked = wire.data_to_send()
    events = wire.receive(bytes([IAC, DO, ECHO]) + b"secret\r\n")
    shown = wire.data_to_send()
    wire.set_echo(True)

    assert (asked, shown, wire.data_to_send()) == (bytes([IAC, WILL, ECHO]), b"\r\n", bytes([IAC, WONT, ECHO]))
    assert events[-1] == LineReceived(b"secret")


def test_single_characters_are_asked_for_and_given_back() -> None:
    """WILL SGA asks the client for characters; what was typed of a line is not lost."""
    wire = create_wire(Kind.TELNET)
    wire.receive(b"y")
    wire.set_single_character(True)

    assert wire.data_to_send() == bytes([IAC, WILL, SGA])
    assert wire.receive(b"") == [CharacterReceived(b"y")]
    assert wire.receive(b"n") == [CharacterReceived(b"n")]


def test_telnet_commands_edit_interrupt_and_ask() -> None:
    """EC and EL erase, IP interrupts, AYT is answered."""
    wire = create_wire(Kind.TELNET)

    assert wire.receive(b"abc" + bytes([IAC, EC]) + b"\n") == [LineReceived(b"ab")]
    assert wire.receive(b"abc" + bytes([IAC, EL]) + b"d\n") == [LineReceived(b"d")]
    assert wire.receive(bytes([IAC, IP])) == [Interrupted()]
    wire.receive(bytes([IAC, AYT]))
    assert b"Yes" in wire.data_to_send()


def test_ascii_delivers_the_last_line_and_telnet_does_not() -> None:
    """Data that ends without LF is data; a command that was not entered is no command."""
    results: list[list[Event]] = []
    for kind in (Kind.ASCII, Kind.TELNET):
        wire = create_wire(kind)
        wire.receive(b"rest")
        results.append(wire.finish())

    assert results == [[LineReceived(b"rest")], []]


def test_binary_delivers_chunks() -> None:
    """Nothing is looked at."""
    wire = create_wire(Kind.BINARY)

    assert wire.receive(b"\xff\xfd\x01\n") == [BytesReceived(b"\xff\xfd\x01\n")]


def test_the_console_has_no_wire() -> None:
    """Asking for one is a mistake of the caller."""
    with pytest.raises(ValueError, match="console"):
        create_wire(Kind.CONSOLE)


@pytest.mark.parametrize("kind", [Kind.TELNET, Kind.ASCII, Kind.BINARY])
@pytest.mark.parametrize("single", [False, True])
@given(pieces=split_bytes(FRAGMENTS))
def test_one_byte_at_a_time_equals_all_at_once(kind: Kind, single: bool, pieces: list[bytes]) -> None:
    """Chunking changes neither events nor answers on any kind of port."""
    stream = b"".join(pieces)
    results = []
    for feeding in ([stream], bytewise(stream), pieces):
        wire: Wire = create_wire(kind)
        wire.set_single_character(single)
        wire.set_echo(False)
        results.append((fed(wire.receive, feeding), wire.data_to_send()))

    assert results[0] == results[1] == results[2]


@pytest.mark.parametrize("kind", [Kind.TELNET, Kind.ASCII, Kind.BINARY])
@given(pieces=split_bytes([*FRAGMENTS, b"look\r\n", b"say hi\n", b"\xff"]))
def test_the_short_way_of_a_line_leads_to_the_same(kind: Kind, pieces: list[bytes]) -> None:
    """A wire of which only_line() takes what it can has the events and answers of one that is fed."""
    short, long = create_wire(kind, max_line=12), create_wire(kind, max_line=12)

    for piece in pieces:
        line = short.only_line(piece)
        events = short.receive(piece) if line is None else [LineReceived(line)]

        assert events == long.receive(piece)
        assert short.data_to_send() == long.data_to_send()


def test_the_short_way_is_closed_where_more_is_to_do() -> None:
    """Hidden input, single characters and a line that was begun take the long way; afterwards it is open again."""
    wire = create_wire(Kind.TELNET)
    opened = wire.only_line(b"look\r\n")
    wire.set_echo(False)
    hidden = wire.only_line(b"look\r\n")
    wire.set_echo(True)
    wire.set_single_character(True)
    keys = wire.only_line(b"look\r\n")
    wire.set_single_character(False)
    wire.receive(b"lo")
    begun = wire.only_line(b"ok\r\n")
    wire.receive(b"ok\n")

    assert (opened, hidden, keys, begun, wire.only_line(b"look\n")) == (b"look", None, None, None, b"look")


@pytest.mark.parametrize("kind", [Kind.TELNET, Kind.ASCII, Kind.BINARY])
def test_sent_is_sending_and_taking_in_one(kind: Kind) -> None:
    """sent() returns what send() leaves to be taken, behind what was to be sent already; also the second time."""
    one, other, text = create_wire(kind), create_wire(kind), b"a\nb\xff\r\n"
    one.open()
    other.open()
    found = one.sent(text), one.sent(text)
    expected = []
    for _ in range(2):
        other.send(text)
        expected.append(other.data_to_send())

    assert list(found) == expected
