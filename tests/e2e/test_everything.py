"""Everything at once, and again from its recording: the same inbox gives the same trace.

All kinds of users type commands, while hearts beat, call_outs run, names are looked up and sockets of LPC talk to each
other. What LPC sees of it is written to a file of the mudlib, with the time and a random number in every line. Minutes
of it pass on a virtual clock; a minute passes in reality, with real sockets, in `make soak`, and seconds of it always.
"""

from __future__ import annotations

import contextlib
import random
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trio
import trio.testing

from neolith_trio.invocation import Run
from neolith_trio.protocols.ports import Kind
from neolith_trio.testing import ScriptedUser, configured, running
from tests.net.doors import Authority

from .processes import COMMAND, PATIENCE, free_port

LOOPBACK = "127.0.0.1"
MINUTES = 5
# how long real sockets and threads have for their answer, before the virtual clock jumps
CUSHION = 0.01
EVERYTHING = ("says hello", "waited 3", "beat 2", "localhost is", "connects 1", "server got", "hears /user")

LIB = {
    "master.c": """
        int valid_write(string f, object o, string e) { return 1; }
        int valid_socket(object o, string f, mixed *info) { return 1; }
        string get_root_uid() { return "Root"; }
        string get_bb_uid() { return "Back"; }
        string creator_file(string file) { return "Back"; }
        object connect(int port) { return new("/user"); }
    """,
    "trace.c": """
        void note(string text) {
            write_file("/trace", sprintf("%d %d %s\\n", time(), random(1000), text));
        }
    """,
    "server.c": """
        int listening;
        void got(int fd, string text) { "/trace"->note("server got " + text); socket_write(fd, text); }
        void ready(int fd) { }
        void closed(int fd) { "/trace"->note("server lost one"); }
        void come(int fd) { socket_accept(fd, "got", "ready"); }
        void start() {
            if (listening) return;
            listening = socket_create(1, "got", "closed") + 1;
            socket_bind(listening - 1, PORT);
            socket_listen(listening - 1, "come");
        }
    """,
    "user.c": """
        string name;
        int beats;
        void note(string text) { "/trace"->note(name + " " + text); }
        void logon() {
            enable_commands();
            name = file_name(this_object());
            foreach (string verb in ({ "say", "later", "beat", "where", "talk", "stop" }))
                add_action("do_" + verb, verb);
            note("came from " + query_ip_number(this_object()));
            write("ready\\n");
        }
        void net_dead() { note("is gone"); destruct(this_object()); }
        void heart_beat() { if (++beats % 2 == 0) note("beat " + beats); }
        int do_beat(string text) { set_heart_beat(1); write("beating\\n"); return 1; }
        int do_say(string text) { note("says " + text); write("You say: " + text + "\\n"); return 1; }
        void passed(int seconds) { note("waited " + seconds); tell_object(this_object(), "waited\\n"); }
        int do_later(string text) { call_out("passed", to_int(text), to_int(text)); write("later\\n"); return 1; }
        void found(string who, mixed where, int key) { note(sprintf("%s is %O", who, where)); }
        int do_where(string text) { resolve(text, "found"); write("looking\\n"); return 1; }
        void got(int fd, string text) { note("hears " + text); socket_close(fd); }
        void ready(int fd) { socket_write(fd, name); }
        void closed(int fd) { note("lost it"); }
        int do_talk(string text) {
            int fd = socket_create(1, "got", "closed");
            "/server"->start();
            note("connects " + socket_connect(fd, text + " PORT", "got", "ready"));
            write("talking\\n");
            return 1;
        }
        int do_stop(string text) { write("stopping\\n"); shutdown(); return 1; }
    """,
}


def mudlib() -> dict[str, str]:
    """The files, with a port that is free."""
    port = str(free_port())
    return {name: text.replace("PORT", port) for name, text in LIB.items()}


def script(seed: int) -> list[tuple[str, str]]:
    """Commands, and what answers them."""
    dice = random.Random(seed)
    commands = [
        ("say hello", "You say: hello"),
        ("later 3", "later"),
        ("where localhost", "looking"),
        ("talk localhost", "talking"),
        (f"talk {LOOPBACK}", "talking"),
    ]
    return [("beat", "beating"), *(dice.choice(commands) for _ in range(20))]


def assert_complete(trace: str, users: int) -> None:
    """Everybody came, and everything there is has happened."""
    assert trace.count("came from") == users
    for what in EVERYTHING:
        assert what in trace, f"nothing {what!r} in the trace:\n{trace}"


@pytest.fixture
def jumping() -> trio.testing.MockClock:
    """A clock that goes on when nothing has happened for a moment."""
    return trio.testing.MockClock(autojump_threshold=CUSHION)


async def lives(user: ScriptedUser, seed: int) -> None:
    """Type the commands of a script, over the minutes."""
    commands = script(seed)
    for command, answer in commands:
        await user.type(command)
        await user.until(f"{answer}\n")
        await trio.sleep(MINUTES * 60 / len(commands))


async def test_minutes_of_everything_are_replayed(jumping: trio.testing.MockClock, tmp_path: Path) -> None:
    """Five minutes of virtual time and all kinds of users; only the sockets of LPC are real."""
    lib, recording = mudlib(), tmp_path / "recording"
    kinds = (Kind.CONSOLE, Kind.TELNET, Kind.WEBSOCKET, Kind.TELNET)
    async with running(lib, invocation=Run(record=recording)) as mud:
        users = [await mud.connect(kind) for kind in kinds]
        async with trio.open_nursery() as nursery:
            for number, user in enumerate(users):
                await user.until("ready\n")
                nursery.start_soon(lives, user, number)
        await users[1].hang_up()
        await trio.sleep(1)
        await users[2].type("stop")
        await mud.ended()
        trace = (mud.directory / "trace").read_text()
    async with running(lib, invocation=Run(replay=recording)) as mud:
        await mud.ended()
        again = (mud.directory / "trace").read_text()
        off_track = [line for line in mud.log if "track" in line]

    assert (again, off_track) == (trace, [])
    assert_complete(trace, len(kinds))
    assert "is gone" in trace


# -- in reality -----------------------------------------------------------------------------------------------


class Visitor:
    """Somebody at the other end of a real socket."""

    def __init__(self, sock: socket.socket, *, web: bool = False) -> None:
        sock.settimeout(PATIENCE)
        self._sock = sock
        self._web = web
        self._came = b""

    def until(self, text: str) -> None:
        """Read on until the text has come."""
        wanted = text.encode()
        while wanted not in self._came:
            more = self._sock.recv(65536)
            assert more, f"ended without {text!r} after {self._came!r}"
            self._came += more
        self._came = self._came.partition(wanted)[2]

    def type(self, line: str) -> None:
        data = line.encode() + b"\r\n"
        # a frame of text, masked with nothing
        self._sock.sendall(b"\x81" + bytes([0x80 | len(data)]) + bytes(4) + data if self._web else data)

    def close(self) -> None:
        self._sock.close()


def by_telnet(port: int) -> Visitor:
    return Visitor(socket.create_connection((LOOPBACK, port)))


def by_tls(port: int, context: ssl.SSLContext) -> Visitor:
    return Visitor(context.wrap_socket(socket.create_connection((LOOPBACK, port)), server_hostname="localhost"))


def by_web(port: int) -> Visitor:
    pytest.importorskip("wsproto", reason="the package wsproto is not installed")
    sock = socket.create_connection((LOOPBACK, port))
    sock.sendall(
        b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Protocol: ascii\r\n\r\n"
    )
    return Visitor(sock, web=True)


def visits(visitor: Visitor, seed: int, seconds: float, faults: list[Exception]) -> None:
    """Type the commands of a script again and again, for so long."""
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for command, answer in script(seed):
                visitor.type(command)
                visitor.until(answer)
                time.sleep(0.05)
    except Exception as fault:  # noqa: BLE001 - it is the test that fails with it
        faults.append(fault)


@contextmanager
def driver(conf: Path, *arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """A driver with its console at a pipe."""
    command = [*COMMAND, "-f", conf, "-c", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("seconds", [3, pytest.param(60, marks=[pytest.mark.soak, pytest.mark.timeout(300)])])
def test_real_time_and_real_sockets_are_replayed(tmp_path: Path, seconds: float) -> None:
    """Console, telnet, TLS and WebSocket; the recording replays in another process."""
    authority, recording = Authority(tmp_path), tmp_path / "recording"
    plain, encrypted, web = free_port(), free_port(), free_port()
    files = authority.files()
    ports = f"Port {plain}:telnet\nPort {encrypted}:telnets\nPort {web}:websocket\nBindAddress {LOOPBACK}"
    conf = configured(mudlib(), tmp_path, f"{ports}\nTlsCertificate {files.certificate}\nTlsKey {files.key}").source
    assert conf is not None
    faults: list[Exception] = []
    with driver(conf, "--record", recording) as first:
        assert first.stdin is not None
        first.stdin.write(b"say hello\nlater 3\nbeat\n")
        first.stdin.flush()
        visitors = [by_telnet_when_up(plain), by_telnet(plain), by_tls(encrypted, authority.trusting()), by_web(web)]
        with contextlib.ExitStack() as stack:
            for visitor in visitors:
                stack.callback(visitor.close)
                visitor.until("ready")
            talking = [
                threading.Thread(target=visits, args=(visitor, number, seconds, faults))
                for number, visitor in enumerate(visitors)
            ]
            for thread in talking:
                thread.start()
            for thread in talking:
                thread.join()
            until_noted(tmp_path / "lib" / "trace")
            visitors[0].type("stop")
            output, errors = first.communicate(timeout=PATIENCE)
    trace = (tmp_path / "lib" / "trace").read_text()
    (tmp_path / "lib" / "trace").unlink()
    with driver(conf, "--replay", recording) as second:
        again, complaints = second.communicate(timeout=PATIENCE + seconds)

    assert faults == []
    assert b"track" not in complaints
    assert (tmp_path / "lib" / "trace").read_text() == trace
    assert again == output
    assert (first.returncode, second.returncode) == (0, 0), errors
    assert_complete(trace, 1 + len(visitors))


def until_noted(trace: Path) -> None:
    """Wait for what was put off, and of what nobody hears."""
    deadline = time.monotonic() + PATIENCE
    while not all(what in trace.read_text() for what in EVERYTHING):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def by_telnet_when_up(port: int) -> Visitor:
    """The first visitor comes as soon as somebody is there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return by_telnet(port)
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
