"""Sockets and lookups in a recording: what was answered is answered again, and events keep what is in them."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from neolith_trio.backend.codec import Codec
from neolith_trio.backend.sockets import AskedLookups, AskedSockets
from neolith_trio.concurrency import Header, Inbox, Live, Recorder, Replay
from neolith_trio.runtime.outside.ports import socket as port
from neolith_trio.runtime.outside.ports.socket import EVENTS, Address, Code, NoLookups, NoSockets

HAPPENED = [
    port.ConnectionOffered(1),
    port.SocketResolved(1, "::1", 4000),
    port.SocketConnected(1, "::1", 4000),
    port.DataReceived(1, bytes(range(256))),
    port.DatagramReceived(1, b"\xff\0", "10.0.0.1", 5),
    port.OutputSent(2),
    port.SocketLost(2, port.REFUSED, "why"),
    port.LookedUp(3, "mud", None),
]


def test_every_event_is_here() -> None:
    """A new one must be known here before it can be recorded."""
    assert {type(one) for one in HAPPENED} == set(EVENTS)


@pytest.mark.parametrize("event", HAPPENED)
def test_an_event_comes_back_as_it_was(event: Any) -> None:
    """By way of JSON."""
    assert Codec().decode(json.loads(json.dumps(Codec().encode(event)))) == event


class Carrier(NoSockets):
    def open(self, serial: int, kind: port.Kind) -> Code:
        return port.SUCCESS

    def bind(self, serial: int, number: int, host: str) -> Code | Address:
        return Address("0.0.0.0", 40_000)

    def accept(self, serial: int, new_serial: int) -> Code | Address:
        return port.WOULD_BLOCK


class Names(NoLookups):
    def look_up(self, key: int, text: str) -> bool:
        return True

    def host_name(self, address: str) -> str:
        return "mud"

    def figures(self) -> port.Figures:
        return {"forward": {"admitted": 1}}


def answers(sockets: AskedSockets, lookups: AskedLookups) -> list[Any]:
    return [
        sockets.open(1, port.Kind.STREAM),
        sockets.bind(1, 0, "0.0.0.0"),
        sockets.listen(1),
        sockets.accept(1, 2),
        sockets.connect(1, Address("10.0.0.1", 5)),
        sockets.connect_by_name(1, "mud", 5),
        sockets.send(1, b"x"),
        sockets.send_to(1, b"x", Address("10.0.0.1", 5)),
        lookups.look_up(1, "mud"),
        lookups.host_name("10.0.0.1"),
        lookups.figures(),
    ]


async def test_a_replay_answers_as_the_network_did() -> None:
    """Without one."""
    file = io.StringIO()
    with Inbox[Any]() as inbox:
        recorder: Recorder[Any] = Recorder(Live(inbox), Header(1, ""), file, lambda event: event)
        first = answers(AskedSockets(recorder, Carrier()), AskedLookups(recorder, Names()))
    replay: Replay[Any] = Replay(io.StringIO(file.getvalue()), lambda data: data)

    assert answers(AskedSockets(replay), AskedLookups(replay)) == first
    assert first[1] == Address("0.0.0.0", 40_000)
    assert first[-3:] == [True, "mud", {"forward": {"admitted": 1}}]
