"""A driver with every kind of port: what LPC hears of its users, certificates, and a reader that stops."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from neolith_trio.testing import configured
from tests.net.doors import Authority

from .processes import COMMAND, PATIENCE, free_port

LOOPBACK = "127.0.0.1"
MUD = {
    "master.c": 'object connect(int port) { return clone_object("/user"); }',
    "user.c": r"""
void create() { enable_commands(); }
void logon() {
    write("You come from " + query_ip_number(this_object()) + ".\n");
    add_action("flood", "flood");
    add_action("who", "who");
    add_action("reload", "reload");
}
int flood(string text) {
    int i;
    for (i = 0; i < 1000; i++) tell_object(this_object(), repeat_string("0123456789abcdef\n", 400));
    call_out("flood", 0, 0);
    return 1;
}
#ifdef FLUFFOS
int reload(string text) { write("It is " + catch(sys_reload_tls(to_int(text))) + ".\n"); return 1; }
#else
int reload(string text) { return 0; }
#endif
int who(string text) { write("There are " + sizeof(users()) + ".\n"); return 1; }
void net_dead() { debug_message("net_dead\n"); destruct(this_object()); }
void process_input(string text) { write("data: " + text + "\n"); }
""",
}


class Log:
    """What a driver has written to standard error."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def until(self, text: str, times: int = 1) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.path.read_text().count(text) < times:
            assert time.monotonic() < deadline, f"{text!r} is not in the log:\n{self.path.read_text()}"
            time.sleep(0.02)


@contextmanager
def driver(directory: Path, *settings: str) -> Iterator[tuple[subprocess.Popen[bytes], Log]]:
    """A driver on the mudlib above, up; it has to end by itself when it is told to."""
    conf = configured(MUD, directory, "\n".join((f"BindAddress {LOOPBACK}", *settings))).source
    log = Log(directory / "log")
    with log.path.open("wb") as written:
        running = subprocess.Popen(
            [*COMMAND, "-f", str(conf)], stdin=subprocess.DEVNULL, stdout=written, stderr=written
        )
    try:
        log.until("listening on", sum(line.startswith("Port ") for line in settings))
        yield running, log
        running.terminate()
        assert running.wait(10) == 0
    finally:
        running.kill()
        running.wait()


def hears(sock: socket.socket, text: bytes) -> bytes:
    sock.settimeout(PATIENCE)
    came = b""
    while text not in came:
        more = sock.recv(65536)
        assert more, f"ended after {came!r}"
        came += more
    return came


def test_every_kind_at_once(tmp_path: Path) -> None:
    """Telnet and ascii, each within TLS and without, and behind a proxy; every user is one of users()."""
    authority = Authority(tmp_path)
    authority.files()
    plain, encrypted, data, proxied = (free_port() for _ in range(4))
    settings = (
        *("TlsCertificate mud.pem", "TlsKey mud.key", f"TrustedProxy {LOOPBACK}"),
        *(f"Port {plain}:telnet", f"Port {encrypted}:telnets", f"Port {data}:ascii cert=mud.pem key=mud.key"),
        f"Port {proxied}:telnet proxy",
    )
    with driver(tmp_path, *settings), contextlib.ExitStack() as users:

        def come(port: int, *, tls: bool = False, first: bytes = b"") -> socket.socket:
            sock = users.enter_context(socket.create_connection((LOOPBACK, port), PATIENCE))
            if tls:
                sock = users.enter_context(authority.trusting().wrap_socket(sock, server_hostname=LOOPBACK))
            sock.sendall(first)
            return sock

        hears(come(plain), b"You come from 127.0.0.1.\r\n")
        hears(come(encrypted, tls=True), b"You come from 127.0.0.1.\r\n")
        program = come(data, tls=True, first=b"hello\n")
        hears(program, b"data: hello\r\n")
        last = come(proxied, first=b"PROXY TCP6 2001:db8::7 ::1 5 6\r\nwho\r\n")
        assert b"You come from 2001:db8::7.\r\n" in hears(last, b"There are 4.\r\n")


def test_a_certificate_is_read_again_on_sighup(tmp_path: Path) -> None:
    """The next user sees the new one; one that is broken is a line in the log, and the old one stays."""
    authority, port = Authority(tmp_path), free_port()
    files = authority.files()

    def shown() -> bytes | None:
        with (
            socket.create_connection((LOOPBACK, port), PATIENCE) as sock,
            authority.trusting().wrap_socket(sock, server_hostname=LOOPBACK) as encrypted,
        ):
            return encrypted.getpeercert(True)

    settings = ("TlsCertificate mud.pem", "TlsKey mud.key", f"Port {port}:telnets")
    with driver(tmp_path, *settings) as (running, log):
        first = shown()
        authority.files()
        running.send_signal(signal.SIGHUP)
        log.until("is read again")
        second = shown()
        files.certificate.write_text("nonsense")
        running.send_signal(signal.SIGHUP)
        log.until("the old one stays")
        third = shown()

    assert first != second == third


def test_lpc_has_a_certificate_read_again(tmp_path: Path) -> None:
    """sys_reload_tls() of FluffOS, by the number of the port; of another it is an error."""
    authority, port = Authority(tmp_path), free_port()
    authority.files()
    files = ("Profile fluffos", "TlsCertificate mud.pem", "TlsKey mud.key")
    settings = (*files, f"Port {free_port()}", f"Port {port}:telnets")
    with driver(tmp_path, *settings) as (_, log), socket.create_connection((LOOPBACK, port), PATIENCE) as sock:
        user = authority.trusting().wrap_socket(sock, server_hostname=LOOPBACK)
        user.sendall(b"reload 2\r\n")
        hears(user, b"It is 0.\r\n")
        log.until("is read again")
        user.sendall(b"reload 1\r\n")
        hears(user, b"port 1 of the configuration has no TLS")
        user.close()


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        (("TlsCertificate none.pem", "Port {port}:telnets"), "none.pem cannot be read: No such file"),
        (("TlsCertificate neolith.conf", "Port {port}:telnets"), "there is no certificate in PEM form"),
        (("Port {port}:telnets",), "TLS needs a certificate; add lines TlsCertificate FILE"),
        (("Port {port}:telnet proxy",), "name the proxy's address in TrustedProxy"),
    ],
)
def test_a_port_that_cannot_be_served_ends_the_start(tmp_path: Path, settings: tuple[str, ...], complaint: str) -> None:
    """With the reason and status 1."""
    lines = "\n".join(settings).format(port=free_port())
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "master.c").write_text(MUD["master.c"])
    conf = tmp_path / "neolith.conf"
    conf.write_text(f"MudlibDir lib\nMasterFile /master.c\n{lines}\n")

    done = subprocess.run(
        [*COMMAND, "-f", str(conf)], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )

    assert complaint in done.stderr
    assert done.returncode == 1


def test_without_the_package_a_websocket_port_says_what_is_missing(tmp_path: Path) -> None:
    """And what to install."""
    (tmp_path / "wsproto.py").write_text("raise ImportError('as if it were not installed')")
    conf = configured(MUD, tmp_path, f"Port {free_port()}:websocket").source
    done = subprocess.run(
        [*COMMAND, "-f", str(conf)],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )

    assert "needs the Python package wsproto; install neolith-trio with the extra 'websocket'" in done.stderr
    assert done.returncode == 1


def test_the_mudlib_hears_of_a_reader_that_stops(tmp_path: Path) -> None:
    """By net_dead(), once; the others play on."""
    port = free_port()
    with driver(tmp_path, f"Port {port}:telnet", "MaxOutputQueue 100000") as (_, log):
        with socket.create_connection((LOOPBACK, port)) as stuck, socket.create_connection((LOOPBACK, port)) as other:
            hears(stuck, b"You come")
            stuck.sendall(b"flood\r\n")
            log.until("bytes of output not read")
            log.until("net_dead")
            other.sendall(b"who\r\n")
            hears(other, b"There are 1.\r\n")
        log.until("net_dead", 2)
        assert log.path.read_text().count("bytes of output not read") == 1
        assert "Traceback" not in log.path.read_text()


def test_certificates_are_verified_by_a_stranger(tmp_path: Path) -> None:
    """A client with other authorities refuses ours: it is a certificate like any other."""
    authority, port = Authority(tmp_path), free_port()
    authority.files()
    settings = ("TlsCertificate mud.pem", "TlsKey mud.key", f"Port {port}:telnets")
    with driver(tmp_path, *settings), socket.create_connection((LOOPBACK, port), PATIENCE) as sock:
        context = ssl.create_default_context()
        with pytest.raises(ssl.SSLCertVerificationError):
            context.wrap_socket(sock, server_hostname=LOOPBACK)


def test_who_has_said_all_hears_the_answers(tmp_path: Path) -> None:
    """As `printf 'who\\nwho\\n' | nc` does: the end of what is sent is not the end of what is read."""
    port = free_port()
    with driver(tmp_path, f"Port {port}:telnet") as (_, log):
        with socket.create_connection((LOOPBACK, port), PATIENCE) as sock:
            sock.sendall(b"who\n" * 20 + b"wh")
            sock.shutdown(socket.SHUT_WR)
            answers = b""
            while more := sock.recv(65536):
                answers += more
        assert answers.count(b"There are 1.") == 20
        log.until("net_dead")
