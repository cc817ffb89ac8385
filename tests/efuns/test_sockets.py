"""The socket efuns: whom they obey, what they answer, and what is called when something happens outside."""

from __future__ import annotations

import re
import struct
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from neolith_trio.config import Charset
from neolith_trio.protocols.frames import frame
from neolith_trio.runtime.outside.ports import socket as port
from neolith_trio.runtime.outside.ports.socket import (
    Address,
    Certificate,
    Code,
    ConnectionOffered,
    DatagramReceived,
    DataReceived,
    Kind,
    LookedUp,
    NoSockets,
    OutputSent,
    SocketConnected,
    SocketEvent,
    SocketLost,
    SocketResolved,
    Tls,
)
from neolith_trio.runtime.outside.socket_kinds import State

from .mud import MASTER, Mud, logon

PERMIT = MASTER + "int valid_socket(object o, string f, mixed *info) { return 1; }\n"


@attrs.define
class Wire(NoSockets):
    """What carries the sockets: it does everything, and remembers what it was asked."""

    sent: list[tuple[int, bytes]] = attrs.field(factory=list)
    closed: list[int] = attrs.field(factory=list)
    resumed: list[int] = attrs.field(factory=list)
    connected: list[Any] = attrs.field(factory=list)
    bound: list[str] = attrs.field(factory=list)
    encrypted: list[Tls | None] = attrs.field(factory=list)
    certificates: list[Certificate | None] = attrs.field(factory=list)
    answer: Code = port.SUCCESS

    def open(self, serial: int, kind: Kind) -> Code:
        return self.answer

    def bind(self, serial: int, port: int, host: str) -> Code | Address:
        self.bound.append(host)
        return Address(host, port or 40_000)

    def listen(self, serial: int, certificate: Certificate | None = None) -> Code:
        self.certificates.append(certificate)
        return self.answer

    def accept(self, serial: int, new_serial: int) -> Code | Address:
        return Address("10.0.0.9", 1234) if self.answer == port.SUCCESS else self.answer

    def connect(self, serial: int, address: Address, tls: Tls | None = None) -> Code:
        self.connected.append(address)
        self.encrypted.append(tls)
        return self.answer

    def connect_by_name(self, serial: int, name: str, port: int, tls: Tls | None = None) -> Code:
        self.connected.append((name, port))
        self.encrypted.append(tls)
        return self.answer

    def send(self, serial: int, data: bytes) -> Code:
        self.sent.append((serial, data))
        return self.answer

    def send_to(self, serial: int, data: bytes, address: Address) -> Code:
        self.sent.append((serial, data))
        return self.answer

    def resume(self, serial: int) -> None:
        self.resumed.append(serial)

    def close(self, serial: int) -> None:
        self.closed.append(serial)


class SocketMud(Mud):
    """A mud on a Wire, whose user notes what is called in it."""

    def __init__(self, root: Path, body: str, files: dict[str, str] | None = None, **settings: Any) -> None:
        user = f"""
            void p(mixed what) {{ write(sprintf("%O\\n", what)); }}
            int s, t;
            void got(int fd, mixed what, mixed from) {{ p(({{ "got", fd, what, from }})); }}
            void ready(int fd) {{ p(({{ "ready", fd }})); }}
            void closed(int fd, int why) {{ p(({{ "closed", fd, why }})); }}
            {body if "void logon()" in body else "void logon() {" + body + "}"}
        """
        super().__init__(root, {"master.c": PERMIT, **(files or {}), "user.c": user}, **settings)
        self.wire = self.world.sockets.port = Wire()

    def tell(self, event: SocketEvent | LookedUp) -> str:
        """Something happens outside; what the user sees of it."""
        parts = self.world.lookups if isinstance(event, LookedUp) else self.world.sockets
        shown = "".join(self.enter(thunk) for thunk in parts.entries(event))  # type: ignore[arg-type]
        return re.sub(r"\n *", "", shown)


CONNECTED = 's = socket_create(MODE, "got", "closed"); socket_connect(s, "10.0.0.9 23", "got", "ready");'


def connected(root: Path, mode: int = 1, more: str = "", **settings: Any) -> SocketMud:
    """A mud whose user has a socket, 0, that is connected."""
    mud = SocketMud(root, CONNECTED.replace("MODE", str(mode)) + more, **settings)
    mud.logon()
    mud.tell(SocketConnected(1, "10.0.0.9", 23))
    return mud


# -- the callbacks --------------------------------------------------------------------------------------------


def test_the_write_callback_tells_that_a_connection_is_there(tmp_path: Path) -> None:
    """Before, nothing can be written."""
    mud = SocketMud(tmp_path, CONNECTED.replace("MODE", "1") + 'p(socket_write(s, "x")); p(socket_address(s));')

    assert mud.logon().split() == ["-22", '"10.0.0.9', '23"']
    assert mud.tell(SocketConnected(1, "10.0.0.9", 23)) == '({"ready",0,})'


def test_a_connection_that_fails_is_told_to_the_close_callback(tmp_path: Path) -> None:
    """With the number of the error; then the descriptor is free."""
    mud = SocketMud(tmp_path, CONNECTED.replace("MODE", "1"))
    mud.logon()

    assert mud.tell(SocketLost(1, port.REFUSED)) == '({"closed",0,-23,})'
    assert mud.world.sockets.get(0) is None
    assert mud.tell(SocketLost(1, port.REFUSED)) == ""


def test_text_that_is_cut_within_a_character_is_put_together(tmp_path: Path) -> None:
    """Where characters are more than bytes; what is left of one at the end is not lost."""
    mud = connected(tmp_path, charset=Charset.UTF8)

    assert mud.tell(DataReceived(1, "é".encode()[:1])) == ""
    assert mud.tell(DataReceived(1, "é".encode()[1:] + b"!")) == '({"got",0,"é!",0,})'
    mud.tell(DataReceived(1, "é".encode()[:1]))
    shown = mud.world.sockets.entries(SocketLost(1))
    assert len(list(shown)) == 2
    assert mud.wire.resumed == [1, 1, 1]


def test_binary_sockets_receive_buffers(tmp_path: Path) -> None:
    """Of what came, byte for byte."""
    mud = connected(tmp_path, 3, more="")

    (entry,) = mud.world.sockets.entries(DataReceived(1, b"\0\xff"))
    assert "got" in mud.enter(entry)


def test_a_frame_is_a_value(tmp_path: Path) -> None:
    """MUD mode: what comes is one frame at a time, and one callback."""
    mud = connected(tmp_path, 0)

    assert mud.tell(DataReceived(1, b'({1,"a",})\0')) == '({"got",0,({1,"a",}),0,})'
    assert mud.tell(DataReceived(1, b'"x"')) == '({"got",0,"x",0,})'
    assert mud.wire.resumed == [1, 1]


def test_a_frame_that_is_too_long_ends_the_connection(tmp_path: Path) -> None:
    """As any end, but the log says why."""
    mud = connected(tmp_path, 0)

    assert mud.tell(SocketLost(1, 0, "a frame of 101 bytes")) == '({"closed",0,0,})'
    assert mud.wire.closed == [1]
    assert "a frame of 101 bytes" in mud.outside.logged[-1]


def test_nonsense_in_a_frame_is_undefined(tmp_path: Path) -> None:
    """The connection goes on."""
    mud = connected(tmp_path, 0)

    assert mud.tell(DataReceived(1, b'({1,"')) == '({"got",0,0,0,})'
    assert mud.tell(DataReceived(1, b"5")) == '({"got",0,5,0,})'


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=st.binary(max_size=60) | st.text('({[])}":,0123.-e/\\ \0a', max_size=60).map(str.encode))
@example(b"({" * 4_900)
@example(b'(["a":' * 1_600)
@example(b"({1," * 2_400 + b"})" * 2_400)
@example(b"9" * 9_999)
def test_whatever_is_in_a_frame_it_is_one_callback(talkative: SocketMud, payload: bytes) -> None:
    """With some value, and without an error."""
    assert talkative.tell(DataReceived(1, payload)) == "came"
    assert talkative.outside.logged == []


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> SocketMud:
    """A mud with a socket of MUD mode."""
    body = """
        void came(int fd, mixed what) { write("came"); }
        void logon() { s = socket_create(0, "came"); socket_connect(s, "10.0.0.9 23", "came", "ready"); }
    """
    mud = SocketMud(tmp_path_factory.mktemp("mud"), body)
    mud.logon()
    mud.tell(SocketConnected(1, "10.0.0.9", 23))
    return mud


def test_an_error_in_a_callback_is_not_the_end(tmp_path: Path) -> None:
    """The next is called, and the peer may go on."""
    failing = SocketMud(
        tmp_path,
        'void bad(int fd, mixed what) { error("bad\\n"); }\n'
        'void logon() { s = socket_create(0, "bad"); socket_connect(s, "10.0.0.9 23", "bad", "ready"); }',
    )
    failing.logon()
    failing.tell(SocketConnected(1, "10.0.0.9", 23))

    failing.tell(DataReceived(1, b"1"))
    failing.tell(DataReceived(1, b"2"))

    assert sum("bad" in line for line in failing.outside.logged) >= 2
    assert failing.wire.resumed == [1, 1]


def test_a_socket_that_was_closed_in_a_callback_has_no_more_of_them(tmp_path: Path) -> None:
    """Nor may the peer go on; an event that is on its way is nobody's."""
    mud = SocketMud(
        tmp_path,
        "void once(int fd, mixed what) { p(what); p(socket_close(fd)); }\n"
        'void logon() { s = socket_create(0, "once"); socket_connect(s, "10.0.0.9 23", "once", "ready"); }',
    )
    mud.logon()
    mud.tell(SocketConnected(1, "10.0.0.9", 23))

    assert mud.tell(DataReceived(1, b"1")) + mud.tell(DataReceived(1, b"2")) == "11"
    assert (mud.wire.closed, mud.wire.resumed) == ([1], [])


def test_in_the_close_callback_the_connection_is_gone_and_the_descriptor_is_not(tmp_path: Path) -> None:
    """It can be closed once; a new socket gets another one."""
    mud = SocketMud(
        tmp_path,
        'void gone(int fd) { p(({ socket_write(fd, "x"), socket_create(1, "got"), socket_close(fd), '
        "socket_close(fd) })); }\n"
        'void logon() { s = socket_create(1, "got", "gone"); socket_connect(s, "10.0.0.9 23", "got", "ready"); }',
    )
    mud.logon()
    mud.tell(SocketConnected(1, "10.0.0.9", 23))

    assert mud.tell(SocketLost(1)) == "({-25,1,1,-6,})"


def test_function_values_are_callbacks_too(tmp_path: Path) -> None:
    """Wherever a name is."""
    mud = SocketMud(
        tmp_path,
        's = socket_create(2, (: p(({ "f", $2, $3 })) :)); socket_bind(s, 5000);',
    )
    mud.logon()

    assert mud.tell(DatagramReceived(1, b"hello\0", "10.0.0.9", 99)) == '({"f","hello","10.0.0.9 99",})'


# -- listening ------------------------------------------------------------------------------------------------


def test_a_listener_accepts(tmp_path: Path) -> None:
    """The new socket has its mode and its close callback."""
    mud = SocketMud(
        tmp_path,
        'void come(int fd) { t = socket_accept(fd, "got", "ready"); p(({ fd, t, socket_address(t) })); }\n'
        'void logon() { s = socket_create(1, "got", "closed"); socket_bind(s, 0); socket_listen(s, "come"); }',
    )
    mud.logon()

    assert mud.tell(ConnectionOffered(1)) == '({0,1,"10.0.0.9 1234",})'
    assert mud.tell(DataReceived(2, b"hello")) == '({"got",1,"hello",0,})'
    assert mud.tell(SocketLost(2)) == '({"closed",1,0,})'


# -- writing --------------------------------------------------------------------------------------------------


def test_what_does_not_fit_is_told_and_nothing_else_can_be_written(tmp_path: Path) -> None:
    """Until the write callback."""
    mud = connected(tmp_path)
    user = mud.user
    table = mud.world.sockets
    mud.wire.answer = port.WAIT_FOR_CALLBACK

    assert table.write(user, 0, "long", None) == port.WAIT_FOR_CALLBACK
    mud.wire.answer = port.SUCCESS
    assert table.write(user, 0, "more", None) == port.ALREADY
    assert mud.tell(OutputSent(1)) == '({"ready",0,})'
    assert table.write(user, 0, "more", None) == port.SUCCESS


@pytest.mark.parametrize(
    ("mode", "message", "expected"),
    [
        (1, "é", "é".encode("latin-1")),
        (1, bytearray(b"\0\1"), b"\0\1"),
        (1, [1, 2.5], (1).to_bytes(8, sys.byteorder) + struct.pack("=d", 2.5)),
        (0, [1, "a", [2.5]], frame(b'({1,"a",({2.5,}),})\0')),
        (0, "text", frame(b'"text"\0')),
        (0, 42, frame(b"42\0")),
    ],
)
def test_what_is_written_is_sent(tmp_path: Path, mode: int, message: Any, expected: bytes) -> None:
    """In the form of its mode."""
    mud = connected(tmp_path, mode)

    mud.enter(lambda: mud.world.sockets.write(mud.user, 0, message, None))

    assert mud.wire.sent == [(1, expected)]


def test_what_cannot_be_sent_is_said(tmp_path: Path) -> None:
    """By the numbers of <socket_err.h>."""
    deep: Any = [1]
    for _ in range(30):
        deep = [deep]
    mud, text, packets = (connected(tmp_path / str(mode), mode) for mode in (0, 1, 2))
    packets.world.sockets.create(packets.user, 2, "got", None)

    def write(where: SocketMud, message: Any, to: str | None = None, number: int = 0) -> Code:
        return where.world.sockets.write(where.user, number, message, to)

    assert write(mud, mud.user) == port.BAD_TYPE
    assert write(mud, deep) == port.TOO_DEEP
    assert write(text, 5) == port.BAD_TYPE
    assert write(text, "x", "10.0.0.1 5") == port.BAD_ADDRESS
    assert write(packets, "x") == port.NO_ADDRESS
    assert write(packets, "x", "nonsense") == port.BAD_ADDRESS
    assert write(packets, "x", "name 5") == port.BAD_ADDRESS
    assert write(packets, 5, "10.0.0.1 5") == port.BAD_TYPE
    assert write(packets, "x", "10.0.0.1 5") == port.SUCCESS
    assert packets.wire.sent == [(1, b"x\0")]


# -- names ----------------------------------------------------------------------------------------------------


def test_a_name_is_looked_up_and_the_state_says_so(tmp_path: Path) -> None:
    """Meanwhile the socket cannot connect elsewhere."""
    body = """
        s = socket_create(1, "got", "closed");
        p(socket_connect(s, "localhost 4000", "got", "ready"));
        p(socket_connect(s, "localhost 4000", "got", "ready"));
        p(socket_write(s, "x"));
        p(socket_status(s)[1]);
    p(strsrch(dump_socket_status(), "DNS_RESOLVING") > 0);
    """
    mud = SocketMud(tmp_path, body)

    assert mud.logon().split() == ["1", "-22", "-25", '"DNS_RESOLVING"', "1"]
    assert mud.wire.connected == [("localhost", 4000)]
    assert mud.tell(SocketResolved(1, "127.0.0.2", 4000)) == ""
    assert mud.world.sockets.all()[0].state is State.CONNECTED  # type: ignore[union-attr]
    assert mud.world.sockets.write(mud.user, 0, "x", None) == port.ALREADY
    assert mud.tell(SocketConnected(1, "127.0.0.1", 4000)) == '({"ready",0,})'
    assert str(mud.world.sockets.all()[0].remote) == "127.0.0.1 4000"  # type: ignore[union-attr]


def test_resolve_calls_back_with_name_address_and_key(tmp_path: Path) -> None:
    """By name or function value; what is not known is 0."""
    body = """
        void found(mixed name, mixed address, int key) { p(({ name, address, key })); }
        void logon() { p(resolve("a", "found")); p(resolve("b", (: found :))); }
    """
    mud = SocketMud(tmp_path, body)
    mud.world.lookups.port = Known()

    assert mud.logon().split() == ["1", "2"]
    assert mud.tell(LookedUp(2, "b", None)) == '({"b",0,2,})'
    assert mud.tell(LookedUp(1, None, "10.0.0.1")) == '({0,"10.0.0.1",1,})'
    assert mud.tell(LookedUp(1, None, "10.0.0.1")) == ""


class Known(port.NoLookups):
    def __init__(self) -> None:
        self.cancelled: list[int] = []

    def look_up(self, key: int, text: str) -> bool:
        return True

    def cancel(self, key: int) -> None:
        self.cancelled.append(key)

    def figures(self) -> port.Figures:
        return {"forward": {"admitted": 12}, "all": {"in flight": 3}}


def test_the_figures_of_lookups_are_there_for_programs_and_for_people(tmp_path: Path) -> None:
    """By class, with the answers that reached nobody; nothing where there is no network."""
    body = """
        p(sizeof(resolver_status()));
        if (!sizeof(resolver_status())) return;
        p(resolver_status()["forward"]["admitted"]);
        p(resolver_status()["all"]["undelivered"]);
        write(dump_socket_status());
    """
    mud = SocketMud(tmp_path, body)
    assert mud.logon() == "0\n"

    mud.world.lookups.port = Known()
    shown = mud.logon().splitlines()

    assert shown[:3] == ["2", "12", "0"]
    assert [line.split() for line in shown[-3:]] == [
        ["Lookups", "forward"],
        ["admitted", "12"],
        ["All:", "in", "flight", "3,", "undelivered", "0"],
    ]


def test_an_answer_for_nobody_is_counted(tmp_path: Path) -> None:
    """Who asked is gone, and nobody goes on looking."""
    mud = SocketMud(
        tmp_path,
        'object o = new("/asker"); o->ask(); destruct(o);',
        {"asker.c": 'void ask() { resolve("a", "found"); } void found() { error("called\\n"); }'},
    )
    known = mud.world.lookups.port = Known()
    mud.logon()

    assert known.cancelled == [1]
    assert mud.world.lookups.undelivered == 1
    assert mud.tell(LookedUp(1, "a", None)) == ""
    assert mud.world.lookups.undelivered == 1
    assert mud.outside.logged == []


# -- owners ---------------------------------------------------------------------------------------------------


def test_the_sockets_of_a_destructed_object_are_closed(tmp_path: Path) -> None:
    """And nobody is told what happens on them."""
    files = {"owner.c": 'int make() { return socket_create(1, "got", "closed"); } void closed() { error("told\\n"); }'}
    mud = SocketMud(tmp_path, 'object o = new("/owner"); o->make(); o->make(); destruct(o); p(socket_status());', files)

    assert mud.logon() == "({ })\n"
    assert mud.wire.closed == [1, 2]
    assert mud.tell(SocketLost(1)) == ""


def test_a_socket_changes_hands(tmp_path: Path) -> None:
    """When the other takes it; else it stays."""
    files = {
        "other.c": """
            int takes;
            void offered(int fd, object me) {
              if (me == this_object() && takes) socket_acquire(fd, "got", "ready", "closed");
            }
            void got(int fd, mixed what) { this_object()->note(what); }
            int use(int fd) { return socket_write(fd, "x"); }
            void take() { takes = 1; }
            mixed noted; void note(mixed what) { noted = what; } mixed query() { return noted; }
        """
    }
    body = (
        CONNECTED.replace("MODE", "1")
        + """
        object o = new("/other");
        p(socket_release(s, o, "offered"));
        p(socket_acquire(s, "got", "ready", "closed"));
        o->take();
        p(socket_release(s, o, "offered"));
        p(socket_close(s));
        p(o->use(s));
    """
    )
    mud = SocketMud(tmp_path, body, files)

    assert mud.logon().split() == ["-31", "-31", "1", "-7", "-22"]
    mud.tell(SocketConnected(1, "10.0.0.9", 23))
    mud.tell(DataReceived(1, b"for the other"))
    other = mud.world.objects.find("other#2") or mud.world.objects.children("other")[0]
    assert other.v_noted == "for the other"  # type: ignore[attr-defined]


def test_without_valid_socket_everything_is_refused(tmp_path: Path) -> None:
    """And nothing is made."""
    assert logon(tmp_path, 'p(socket_create(1, "got")); p(socket_bind(0, 5)); p(socket_close(0));') == ["-7"] * 3


def test_there_are_only_so_many_sockets(tmp_path: Path) -> None:
    """The error has a name."""
    body = 'int i; for (i = 0; i < 3; i++) p(socket_create(1, "got"));'

    assert SocketMud(tmp_path, body, max_sockets=2).logon().split() == ["0", "1", "-4"]


def test_one_connection_too_many_is_closed(tmp_path: Path) -> None:
    """The listener goes on."""
    body = """
        void come(int fd) { p(socket_accept(fd, "got", "ready")); }
        void logon() { s = socket_create(1, "got"); socket_bind(s, 0); socket_listen(s, "come"); }
    """
    mud = SocketMud(tmp_path, body, max_sockets=1)
    mud.logon()

    assert mud.tell(ConnectionOffered(1)) == "-4"
    assert mud.wire.closed == [2]


# -- figures --------------------------------------------------------------------------------------------------


def test_the_status_of_sockets(tmp_path: Path) -> None:
    """For programs and for people."""
    body = """
        s = socket_create(4, "got"); socket_bind(s, 5000);
        p(socket_status(s)[0..4]); p(socket_status(s)[5] == this_object());
        p(sizeof(socket_status())); p(socket_status(5)[1]); p(socket_status(99));
        p(explode(dump_socket_status(), "\\n")[2]);
    """
    shown = SocketMud(tmp_path, body).logon().replace("\n", "").replace("  ", "")

    assert shown.startswith('({0,"BOUND","DATAGRAM_BINARY","*.5000","*.*",})11"CLOSED"0')
    assert "0BOUND" in shown.replace(" ", "")


def test_options_are_noted(tmp_path: Path) -> None:
    """Those that there are, for one's own sockets, when the value is one."""
    body = """
        s = socket_create(5, "got");
        p(socket_get_option(s, 1));
        p(socket_get_option(s, 2));
        socket_set_option(s, 2, "mud.example.org");
        p(socket_get_option(s, 2));
        p(catch(socket_set_option(s, 77, 1)));
        p(catch(socket_set_option(s, 1, 5)));
        p(catch(socket_set_option(s, 3, 5)));
        p(catch(socket_set_option(5, 1, 1)));
    """
    shown = SocketMud(tmp_path, body).logon().splitlines()

    assert shown[:3] == ["1", "0", '"mud.example.org"']
    text = "".join(shown)
    assert "no socket option 77" in text
    assert "option 1 is 0 or 1" in text
    assert "option 3 is a string" in text
    assert "not a socket of this object" in text


# -- TLS ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", Tls(verify=True, name="")),
        ('socket_set_option(s, 2, "mud.example.org");', Tls(verify=True, name="mud.example.org")),
        ("socket_set_option(s, 1, 0);", Tls(verify=False, name="")),
    ],
)
@pytest.mark.parametrize("host", ["10.0.0.9", "mud"])
def test_a_connection_with_tls_is_verified_unless_the_program_turns_that_off(
    tmp_path: Path, options: str, expected: Tls, host: str
) -> None:
    """Which the log says; the state says that it is not yet there."""
    body = f"""
        s = socket_create(5, "got", "closed");
        {options}
        p(socket_connect(s, "{host} 23", "got", "ready"));
        p(socket_status(s)[2]);
    """
    mud = SocketMud(tmp_path, body)

    assert mud.logon() == '1\n"STREAM_TLS"\n'
    assert mud.wire.encrypted == [expected]
    assert any("certificates are not verified" in line for line in mud.outside.logged) == (not expected.verify)
    mud.tell(SocketResolved(1, "10.0.0.9", 23))
    assert mud.world.sockets.all()[0].state is State.HANDSHAKE  # type: ignore[union-attr]
    assert mud.world.sockets.write(mud.user, 0, "x", None) == port.ALREADY
    assert mud.tell(SocketConnected(1, "10.0.0.9", 23)) == '({"ready",0,})'
    assert mud.world.sockets.write(mud.user, 0, "x", None) == port.SUCCESS


def test_why_there_is_no_connection_with_tls_is_in_the_log(tmp_path: Path) -> None:
    """The program hears the number."""
    mud = SocketMud(tmp_path, CONNECTED.replace("MODE", "6"))
    mud.logon()

    assert mud.tell(SocketLost(1, port.CONNECT_FAILED, "the certificate has expired")) == '({"closed",0,-24,})'
    assert mud.outside.logged == ["socket 0 of /user#1: the certificate has expired"]


LISTENER = """
    void come(int fd) { t = socket_accept(fd, "got", "ready"); p(socket_write(t, "x")); }
    void logon() {
      s = socket_create(5, "got", "closed"); socket_bind(s, 0);
      socket_set_option(s, 3, "/secret/cert.pem"); KEY
      p(socket_listen(s, "come"));
    }
"""


def test_who_listens_with_tls_needs_a_certificate_that_the_master_lets_him_read(tmp_path: Path) -> None:
    """What is accepted can be written to when the other side has agreed."""
    files = {"secret/cert.pem": "", "secret/key.pem": ""}
    mud = SocketMud(tmp_path, LISTENER.replace("KEY", 'socket_set_option(s, 4, "/secret/key.pem");'), files)

    assert mud.logon() == "1\n"
    assert mud.wire.certificates == [Certificate(tmp_path / "secret/cert.pem", tmp_path / "secret/key.pem")]
    assert mud.tell(ConnectionOffered(1)) == "-22"
    assert mud.tell(SocketConnected(2, "10.0.0.9", 1234)) == '({"ready",1,})'
    assert mud.world.sockets.write(mud.user, 1, "x", None) == port.SUCCESS


@pytest.mark.parametrize("key", ["", 'socket_set_option(s, 4, "/../key.pem");', "// forbidden"])
def test_without_a_certificate_nobody_listens_with_tls(tmp_path: Path, key: str) -> None:
    """Not set, outside of the mudlib, or not to be read: the log says which file."""
    forbids = 'int valid_read(string f, object o, string e) { return strsrch(f, "secret") < 0; }\n'
    master = PERMIT + (forbids if "forbidden" in key else "")
    body = LISTENER.replace("KEY", key + "\n")
    mud = SocketMud(tmp_path, body, {"secret/cert.pem": "", "master.c": master})

    assert mud.logon() == "-15\n"
    assert "cannot listen with the file" in mud.outside.logged[-1]


# -- families -------------------------------------------------------------------------------------------------


def test_a_socket_can_be_bound_to_an_address_of_either_family(tmp_path: Path) -> None:
    """But not to a name."""
    body = """
        s = socket_create(1, "got"); t = socket_create(1, "got");
        p(socket_bind(s, 1, "::1"));
        p(socket_bind(t, 1, "localhost"));
        p(socket_bind(t, 1));
        p(socket_connect(t, "::1 5", "got", "ready"));
        p(socket_address(t));
    """
    mud = SocketMud(tmp_path, body)

    assert mud.logon().splitlines() == ["1", "-21", "1", "1", '"::1 5"']
    assert mud.wire.bound == ["::1", "0.0.0.0"]
    assert mud.wire.connected == [Address("::1", 5)]


def test_an_error_number_has_a_text(tmp_path: Path) -> None:
    """Every one of them, and none else."""
    body = 'int i; for (i = -33; i < 0; i++) p(socket_error(i)[0..12] == "socket_error:"); p(socket_error(-34));'

    assert logon(tmp_path, body) == ["0"] * 33 + ['"socket_error: invalid error number"']
