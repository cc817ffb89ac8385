"""Events on paper."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.backend.codec import Codec, ReplayedConnection
from neolith_trio.backend.events import StopRequested
from neolith_trio.protocols import events as protocol
from neolith_trio.protocols.events import Side
from neolith_trio.protocols.ports import Connected, Disconnected, Kind, Reason, Received

RECEIVED = st.one_of(
    st.builds(protocol.TextReceived, st.binary()),
    st.builds(protocol.BytesReceived, st.binary()),
    st.builds(protocol.LineReceived, st.binary(), st.booleans()),
    st.builds(protocol.CharacterReceived, st.binary()),
    st.builds(protocol.InputEnded),
    st.builds(protocol.Interrupted),
    st.builds(protocol.WindowSizeReceived, st.integers(0, 65535), st.integers(0, 65535)),
    st.builds(protocol.TerminalTypeReceived, st.binary()),
    st.builds(protocol.EnvironmentReceived, st.binary(), st.binary()),
    st.builds(protocol.CharsetAgreed, st.text()),
    st.builds(protocol.GmcpReceived, st.binary()),
    st.builds(protocol.MsdpReceived, st.binary()),
    st.builds(protocol.ZmpReceived, st.binary(), st.lists(st.binary()).map(tuple)),
    st.builds(protocol.OptionEnabled, st.integers(0, 255), st.sampled_from(Side)),
    st.builds(protocol.OptionDisabled, st.integers(0, 255), st.sampled_from(Side)),
    st.builds(protocol.OptionRefused, st.integers(0, 255), st.sampled_from(Side)),
    st.builds(protocol.SubnegotiationReceived, st.integers(0, 255), st.binary()),
    st.builds(protocol.CommandReceived, st.integers(0, 255)),
    st.builds(protocol.ProtocolViolated, st.text()),
)


def connection(kind: Kind = Kind.TELNET, shown: list[bytes] | None = None) -> ReplayedConnection:
    kept = shown if shown is not None else []
    return ReplayedConnection(kind, ("192.0.2.7", 1234), 4000, False, kept.append)


@given(st.lists(RECEIVED))
def test_what_is_received_comes_back_as_it_was(received: list[protocol.Event]) -> None:
    """On a connection that stands for the recorded one, by way of JSON."""
    here = connection()
    live = [Connected(here), *(Received(here, what) for what in received), Disconnected(here, Reason.BROKEN)]
    recorder, player = Codec(), Codec()

    played = [player.decode(json.loads(json.dumps(recorder.encode(event)))) for event in live]

    there = played[0].connection  # type: ignore[union-attr]
    assert [event.event for event in played if isinstance(event, Received)] == received
    assert all(event.connection is there for event in played[1:])  # type: ignore[union-attr]
    assert played[-1] == Disconnected(there, Reason.BROKEN)
    about = (there.kind, there.peer_address, there.peer_port, there.local_port, there.reconnects)
    assert about == (Kind.TELNET, "192.0.2.7", 1234, 4000, False)


def test_a_line_in_its_short_form_is_written_down_like_any_other() -> None:
    """A recording does not tell how many bytes an event had in memory."""
    here, codec = connection(), Codec()
    codec.encode(Connected(here))

    assert codec.encode((here, b"look")) == codec.encode(Received(here, protocol.LineReceived(b"look")))


def test_every_protocol_event_can_be_written_down() -> None:
    """A new one must be known here before it can be recorded."""
    from typing import get_args

    from neolith_trio.backend.codec import _RECEIVED

    assert set(_RECEIVED.values()) == set(get_args(protocol.Event))


def test_connections_are_told_apart() -> None:
    """Two users who say the same are two users afterwards."""
    one, two = connection(), connection()
    recorder, player = Codec(), Codec()
    line = protocol.LineReceived(b"look")

    live = [Connected(one), Connected(two), Received(two, line), Disconnected(one, Reason.BROKEN), Received(two, line)]
    played = [player.decode(recorder.encode(event)) for event in live]

    first, second = played[0].connection, played[1].connection  # type: ignore[union-attr]
    assert first is not second
    assert [event.connection for event in played[2:]] == [second, first, second]  # type: ignore[union-attr]


def test_a_stop_is_an_event() -> None:
    """With its reason and its status."""
    stop = StopRequested("SIGTERM received", 3)

    assert Codec().decode(Codec().encode(stop)) == stop


def test_only_the_console_of_a_recording_is_shown() -> None:
    """And nothing after its end."""
    shown: list[bytes] = []
    console, telnet = connection(Kind.CONSOLE, shown), connection(Kind.TELNET, shown)

    for one in (console, telnet):
        one.write(b"text")
        one.close()
        one.write(b"more")

    assert shown == [b"text"]


def test_what_no_driver_wrote_is_refused() -> None:
    """With the thing itself in the message."""
    with pytest.raises(ValueError, match="mangled"):
        Codec().decode(["mangled", 1])
