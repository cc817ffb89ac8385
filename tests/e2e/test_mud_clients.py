"""A scripted client that does what Mudlet does when it connects, against a driver as a process.

Mudlet answers offers as they come: it agrees to MCCP2, GMCP, MSSP, CHARSET and TERMINAL-TYPE, names itself in three
steps, greets by GMCP, and inflates what comes behind the subnegotiation of MCCP2.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from neolith_trio.protocols.telnet.constants import (
    CHARSET,
    COMPRESS2,
    DO,
    DONT,
    GMCP,
    IAC,
    IS,
    MSSP,
    NAWS,
    SB,
    SE,
    SEND,
    TTYPE,
    WILL,
    WONT,
)
from neolith_trio.testing import configured

from .processes import COMMAND, PATIENCE, free_port

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")

LIB = {
    "master.c": """
        object connect(int port) { return new("/user"); }
        mapping get_mud_stats() { return ([ "CODEBASE": "test", "PORT": ({ "4000", "4001" }) ]); }
        """,
    "user.c": """
        void gmcp_enable() { send_gmcp("Core.Welcome {}"); }
        void gmcp(string s) { write("gmcp<" + s + ">\\n"); send_gmcp("Char.Vitals {\\"hp\\": 12}"); }
        void set_terminal_type(string s) { write("terminal<" + s + ">\\n"); }
        void set_window_size(int w, int h) { write("size<" + w + "," + h + ">\\n"); }
        int do_state(string s) {
          write(sprintf("state<%d%d %s>\\n", has_gmcp(), compressedp(this_object()), query_encoding()));
          return 1;
        }
        int do_ask(string s) { input_to("told", 1); return 1; }
        void told(string s) { write("told<" + s + ">\\n"); }
        int do_big(string s) { int i; for (i = 0; i < 300; i++) write("The same line over and over.\\n"); return 1; }
        int do_quit(string s) { write("bye\\n"); destruct(this_object()); return 1; }
        void logon() {
          enable_commands();
          add_action("do_state", "state");
          add_action("do_ask", "ask");
          add_action("do_big", "big");
          add_action("do_quit", "quit");
          write("Wer da? ä\\n");
        }
        """,
}
SETTINGS = "EnableGmcp yes\nEnableMccp yes\nEnableMssp yes\nEnableCharset yes\nEnableMtts yes\n"


@contextmanager
def serving(directory: Path, settings: str) -> Iterator[int]:
    number = free_port()
    configured(LIB, directory, f"Port {number}\nBindAddress 127.0.0.1\n{settings}")
    command = [*COMMAND, "-f", str(directory / "neolith.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as driver:
        try:
            assert driver.stderr is not None
            assert b"listening" in driver.stderr.readline()
            yield number
        finally:
            driver.kill()


class Mudlet:
    """Speaks telnet as that client does, and keeps what it sees."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.text = b""
        self.offers: list[tuple[int, int]] = []
        self.messages: list[bytes] = []
        self.statistics: dict[bytes, list[bytes]] = {}
        self.charsets: list[bytes] = []
        self.received = 0
        self.ended_in_order = False
        self._names = [b"MUDLET", b"ANSI-TRUECOLOR", b"MTTS 2349", b"MTTS 2349"]
        self._inflate: zlib._Decompress | None = None
        self._stream = b""

    def say(self, data: bytes) -> None:
        self.sock.sendall(data)

    def until(self, text: bytes) -> bytes:
        """Read on until the text has come; what came up to its end is taken away."""
        deadline = time.monotonic() + PATIENCE
        while text not in self.text:
            assert time.monotonic() < deadline, (text, self.text)
            assert self.read(), (text, self.text)
        before, _, self.text = self.text.partition(text)
        return before + text

    def read(self) -> bool:
        """Take what comes; False at the end."""
        data = self.sock.recv(65536)
        self.received += len(data)
        if data and self._inflate is not None:
            data = self._inflated(data)
        self._stream += data
        while (rest := self._step()) is not None:
            self._stream = rest
        return bool(data)

    def _inflated(self, data: bytes) -> bytes:
        assert self._inflate is not None
        plain = self._inflate.decompress(data)
        self.ended_in_order = self._inflate.eof
        return plain

    def _step(self) -> bytes | None:
        """Deal with one thing at the head of the stream; None when it is not all there."""
        stream = self._stream
        if not stream:
            return None
        if stream[0] != IAC:
            end = stream.find(IAC)
            cut = len(stream) if end < 0 else end
            self.text += stream[:cut]
            return stream[cut:]
        if len(stream) < 3:
            return None
        if stream[1] == SB:
            end = stream.find(bytes([IAC, SE]))
            if end < 0:
                return None
            return self._subnegotiated(stream[2], stream[3:end], stream[end + 2 :])
        if stream[1] in (WILL, WONT, DO, DONT):
            self._offered(stream[1], stream[2])
            return stream[3:]
        return stream[2:]

    def _offered(self, verb: int, option: int) -> None:
        self.offers.append((verb, option))
        if verb == WILL:
            self.say(bytes([IAC, DO if option in (GMCP, MSSP, CHARSET, COMPRESS2) else DONT, option]))
            if option == GMCP:
                self._gmcp(b'Core.Hello {"client": "Mudlet", "version": "4.17"}')
        elif verb == DO:
            self.say(bytes([IAC, WILL if option in (TTYPE, NAWS) else WONT, option]))
            if option == NAWS:
                self.say(bytes([IAC, SB, NAWS, 0, 100, 0, 40, IAC, SE]))

    def _gmcp(self, message: bytes) -> None:
        self.say(bytes([IAC, SB, GMCP]) + message + bytes([IAC, SE]))

    def _subnegotiated(self, option: int, payload: bytes, rest: bytes) -> bytes:
        if option == COMPRESS2:
            self._inflate = zlib.decompressobj()
            return self._inflated(rest)
        if option == TTYPE and payload == bytes([SEND]):
            self.say(bytes([IAC, SB, TTYPE, IS]) + self._names.pop(0) + bytes([IAC, SE]))
        elif option == GMCP:
            self.messages.append(payload)
        elif option == CHARSET:
            self.charsets.append(payload)
            self.say(bytes([IAC, SB, CHARSET, 2]) + b"UTF-8" + bytes([IAC, SE]))
        elif option == MSSP:
            for variable in payload.split(b"\x01")[1:]:
                name, *values = variable.split(b"\x02")
                self.statistics[name] = values
        return rest


@contextmanager
def mudlet(port: int) -> Iterator[Mudlet]:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as sock:
        yield Mudlet(sock)


def test_the_handshake_of_mudlet(tmp_path: Path) -> None:
    """Everything it agrees to is in force, in one connection."""
    with serving(tmp_path, SETTINGS) as port, mudlet(port) as client:
        client.until(b"terminal<MTTS 2349>\r\n")
        client.say(b"state\r\n")
        state = client.until(b">\r\n")

        assert (WILL, COMPRESS2) in client.offers
        assert state.endswith(b"state<11 bytes>\r\n")
        assert client.charsets == [b"\x01;UTF-8"]
        assert client.statistics[b"CODEBASE"] == [b"test"]
        assert client.statistics[b"PORT"] == [b"4000", b"4001"]
        assert client.statistics[b"PLAYERS"] == [b"1"]
        assert client.messages[0] == b"Core.Welcome {}"
        assert json.loads(client.messages[1].removeprefix(b"Char.Vitals ")) == {"hp": 12}

        client.say(b"quit\r\n")
        client.until(b"bye\r\n")
        while client.read():
            pass
        assert client.ended_in_order


def test_what_mudlet_shows(tmp_path: Path) -> None:
    """The applies in the order in which it has spoken; the greeting is UTF-8."""
    with serving(tmp_path, SETTINGS) as port, mudlet(port) as client:
        shown = client.until(b"terminal<MTTS 2349>\r\n").replace(b"\r\n", b"\n").decode()
        lines = shown.splitlines()

        assert lines[0] == "Wer da? ä"
        assert [line for line in lines if line.startswith("terminal")] == [
            "terminal<MUDLET>",
            "terminal<ANSI-TRUECOLOR>",
            "terminal<MTTS 2349>",
        ]
        assert 'gmcp<Core.Hello {"client": "Mudlet", "version": "4.17"}>' in lines
        assert "size<100,40>" in lines


def test_compression_saves_and_hidden_input_works_in_it(tmp_path: Path) -> None:
    """Pages of text are a fraction of themselves on the wire, and ECHO is negotiated inside of the stream."""
    with serving(tmp_path, SETTINGS) as port, mudlet(port) as client:
        client.until(b"terminal<MTTS 2349>\r\n")
        before = client.received
        client.say(b"big\r\n")
        page = client.until(b"> ")
        client.say(b"ask\r\nsecret\r\n")
        client.until(b"told<secret>\r\n")

        assert len(page) > 300 * 28
        assert client.received - before < len(page) // 10
        assert (WILL, 1) in client.offers


def test_a_mudlib_of_neolith_offers_what_neolith_offers(tmp_path: Path) -> None:
    """Terminal type, window size and LINEMODE, and nothing else, unless the configuration says so."""
    with serving(tmp_path, "") as port, mudlet(port) as client:
        client.until(b"terminal<MUDLET>\r\n")
        client.say(b"state\r\n")

        assert client.until(b">\r\n").endswith(b"state<00 bytes>\r\n")
        assert client.offers == [(DO, TTYPE), (DO, NAWS), (DO, 34)]
