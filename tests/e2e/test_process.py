"""The driver as a process: pipes, sockets, signals and files as an operator has them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trio

import neolith_trio
from neolith_trio.testing import configured
from tests.backend.muds import LIB, MASTER, USER

from .processes import free_port

COMMAND = [sys.executable, "-m", "neolith_trio"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")

SAVING = {**LIB, "user.c": USER.replace('note("net_dead")', 'write_file("/saved", "saved\\n")')}


def run(*arguments: str, text: str = "", timeout: float = 30) -> subprocess.CompletedProcess[bytes]:
    """Run the driver with a script on standard input."""
    command = [*COMMAND, *arguments]
    return subprocess.run(command, input=text.encode(), capture_output=True, timeout=timeout, check=False)


def conf(directory: Path, files: dict[str, str], settings: str = "") -> str:
    configured(files, directory, settings)
    return str(directory / "neolith.conf")


@contextmanager
def serving(directory: Path, files: dict[str, str], *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A driver that listens on a port; it is killed at the end if it has not ended."""
    number = free_port()
    file = conf(directory, files, f"Port {number}\nBindAddress 127.0.0.1")
    with subprocess.Popen([*COMMAND, "-f", file, *arguments], stderr=subprocess.PIPE) as driver:
        try:
            assert driver.stderr is not None
            assert driver.stderr.readline() == f"listening on 127.0.0.1 port {number} (telnet)\n".encode()
            yield driver, number
        finally:
            driver.kill()


def read_until(sock: socket.socket, text: bytes) -> bytes:
    data = b""
    while text not in data:
        more = sock.recv(4096)
        assert more, data
        data += more
    return data


def test_every_line_of_a_pipe_is_run_and_seen(tmp_path: Path) -> None:
    """With the last one, which has no end, and an exit status of 0."""
    file = conf(tmp_path, SAVING)
    expected = b"ready\n" + b"> " * 40 + b",".join(b"%d" % number for number in range(40)) + b" END\n> "

    for _ in range(5):
        done = run("-f", file, "-c", text="".join(f"note {number}\n" for number in range(40)) + "trail")

        assert (done.returncode, done.stdout, done.stderr) == (0, expected, b"")
    assert (tmp_path / "lib" / "saved").read_text() == "saved\n" * 5


def test_more_output_than_a_pipe_holds_is_not_lost(tmp_path: Path) -> None:
    """The driver waits for a reader who takes his time, also at the end."""
    talking = USER.replace("int do_note(string s) {", 'int do_note(string s) { write(sprintf("%\'x\'5000s\\n", ""));')
    file = conf(tmp_path, {**LIB, "user.c": talking})
    with subprocess.Popen([*COMMAND, "-f", file, "-c"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as driver:
        assert driver.stdin is not None
        assert driver.stdout is not None
        driver.stdin.write(b"note x\n" * 100)
        driver.stdin.close()
        time.sleep(1.0)

        seen = driver.stdout.read()

        assert seen.count(b"x" * 5000) == 100
        assert driver.wait(10) == 0


def test_shutdown_is_the_exit_status(tmp_path: Path) -> None:
    """Of an application that is one file, too."""
    program = tmp_path / "app.c"
    program.write_text(
        "object connect(int p) { return this_object(); } void logon() { write(__ARGV__[0]); shutdown(5); }"
    )

    done = run("-c", str(program), "argument")

    assert (done.returncode, done.stdout, done.stderr) == (5, b"argument", b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_is_an_orderly_stop(tmp_path: Path, number: signal.Signals) -> None:
    """Users see everything up to the end, the mudlib hears net_dead(), and the status is 0."""
    with serving(tmp_path, SAVING) as (driver, port), socket.create_connection(("127.0.0.1", port)) as user:
        read_until(user, b"ready")
        user.sendall(b"note x\r\ntrail\r\n")
        read_until(user, b"END\r\n> ")

        driver.send_signal(number)

        begin = time.monotonic()
        user.settimeout(5)
        assert user.recv(100) == b""
        user.close()
        assert driver.wait(6) == 0
        assert time.monotonic() - begin < 5
        assert (tmp_path / "lib" / "saved").read_text() == "saved\n"


@pytest.mark.alone
def test_a_client_that_does_not_go_away_does_not_hold_up_the_stop(tmp_path: Path) -> None:
    """Five seconds are the bound."""
    with serving(tmp_path, SAVING) as (driver, port), socket.create_connection(("127.0.0.1", port)) as user:
        read_until(user, b"ready")
        begin = time.monotonic()

        driver.terminate()

        assert driver.wait(8) == 0
        assert time.monotonic() - begin < 6


@pytest.mark.alone
def test_a_second_signal_cuts_the_stop_short(tmp_path: Path) -> None:
    """Nobody waits for a client that does not go away; the mudlib has heard of the end."""
    with serving(tmp_path, SAVING) as (driver, port), socket.create_connection(("127.0.0.1", port)) as user:
        read_until(user, b"ready")
        driver.terminate()
        while user.recv(100):  # what telnet still had to negotiate
            pass
        begin = time.monotonic()

        driver.terminate()

        assert driver.wait(8) == 0
        assert time.monotonic() - begin < 1.5
        assert (tmp_path / "lib" / "saved").read_text() == "saved\n"


def test_telnet_users_are_in_one_world(tmp_path: Path) -> None:
    """And the shutdown of one is everybody's."""
    with serving(tmp_path, LIB) as (driver, port):
        with socket.create_connection(("127.0.0.1", port)) as a, socket.create_connection(("127.0.0.1", port)) as b:
            for user in (a, b):
                read_until(user, b"ready")
            a.sendall(b"note said\r\n")
            read_until(a, b"> ")
            b.sendall(b"trail\r\nstop 3\r\n")
            assert b"said END\r\n" in read_until(b, b"END\r\n")
        assert driver.wait(6) == 3


def test_a_busy_port_is_a_failed_start_that_says_what_to_do(tmp_path: Path) -> None:
    """Unless the configuration can do without: the bundled mudlib goes on with its console."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        file = conf(tmp_path, LIB, f"Port {number}\nBindAddress 127.0.0.1\nLogDir .\nDebugLogFile debug.log")

        done = run("-f", file, "-c", text="trail\n")

    assert (done.returncode, done.stdout) == (1, b"")
    assert f"cannot listen on 127.0.0.1 port {number}".encode() in done.stderr
    assert b"Traceback" not in done.stderr
    assert f"port {number}" in (tmp_path / "lib" / "debug.log").read_text()


def test_the_log_goes_where_the_configuration_says(tmp_path: Path) -> None:
    """With the date when it says so; standard error stays empty."""
    noisy = MASTER + 'void epilog(int level) { debug_message("level " + level); }'
    file = conf(tmp_path, {**LIB, "master.c": noisy}, "LogDir .\nDebugLogFile debug.log\nLogWithDate yes")

    done = run("-f", file, "-c", "-e", "4", text="")

    assert (done.returncode, done.stderr) == (0, b"")
    stamp, text = (tmp_path / "lib" / "debug.log").read_text().splitlines()[0].split("\t")
    assert text == "level 4"
    assert time.strptime(stamp, "%Y-%m-%d %H:%M:%S")


def test_a_recording_replays_in_another_process(tmp_path: Path) -> None:
    """The replay reads nothing and prints what the console user saw."""
    file, recording = conf(tmp_path, LIB), str(tmp_path / "recording")

    first = run("-f", file, "-c", "--record", recording, text="note a\nfail\ntrail\nstop 2\n")
    again = run("-f", file, "-c", "--replay", recording, text="note b\ntrail\n")

    assert b"a,error *failed" in first.stdout
    assert (again.returncode, again.stdout, again.stderr) == (2, first.stdout, b"")


def test_a_replay_that_leaves_its_track_says_where(tmp_path: Path) -> None:
    """The mudlib still gets its end, and the status tells."""
    file, recording = conf(tmp_path, LIB), tmp_path / "recording"
    run("-f", file, "-c", "--record", str(recording), text="note a\ntrail\n")
    lines = recording.read_text().splitlines(keepends=True)
    recording.write_text("".join([*lines[:6], lines[4], *lines[6:]]))

    done = run("-f", file, "-c", "--replay", str(recording))

    assert done.returncode == 1
    assert done.stderr.startswith(b"ERROR: the replay has left its track")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("content", ["", "{}\n", "not json\n"])
def test_what_is_no_recording_is_refused(tmp_path: Path, content: str) -> None:
    """In one line."""
    recording = tmp_path / "recording"
    recording.write_text(content)

    done = run("-f", conf(tmp_path, LIB), "--replay", str(recording))

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"neolith-trio: ")
    assert len(done.stderr.splitlines()) == 1


def test_compile_checks_a_file_and_shows_its_python(tmp_path: Path) -> None:
    """Without a world: nothing of it runs."""
    good, bad = tmp_path / "good.c", tmp_path / "bad.c"
    good.write_text("int twice(int x) { return x * 2; }")
    bad.write_text("int twice(int x) { return y; }")

    assert run("compile", str(good)).stdout == b""
    shown = run("compile", "--show", str(good))
    assert (shown.returncode, shown.stderr) == (0, b"")
    compile(shown.stdout, "good.c", "exec")
    assert b"twice" in shown.stdout
    wrong = run("compile", str(bad))
    assert (wrong.returncode, wrong.stdout) == (1, b"")
    assert b"bad.c:1" in wrong.stderr


def test_main_returns_its_status_and_raises_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the program: with arguments, with the command line, with mistakes in it."""
    assert trio.run(neolith_trio.main, ["--version"]) == 0
    assert capsys.readouterr().out.startswith("neolith-trio ")
    assert trio.run(neolith_trio.main, ["--nonsense"]) == 64
    assert trio.run(neolith_trio.main, ["-f", str(tmp_path / "missing.conf")]) == 1
    assert "missing.conf" in capsys.readouterr().err

    ending = {"master.c": "void create() { call_out(\"over\", 0); } void over() { shutdown(8); }"}
    monkeypatch.setattr(sys, "argv", ["neolith-trio", "-f", conf(tmp_path, ending)])
    assert trio.run(neolith_trio.main) == 8


def test_main_lives_in_a_nursery_beside_others(tmp_path: Path) -> None:
    """Cancelled with it, and gone with it: no thread and no handler stays behind."""
    file = conf(tmp_path, LIB)
    before = (signal.getsignal(signal.SIGTERM), threading.active_count(), os.getpid())

    async def program() -> bool:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(neolith_trio.main, ["-f", file])
            await trio.sleep(0.3)
            nursery.cancel_scope.cancel()
        return nursery.cancel_scope.cancelled_caught

    assert trio.run(program) is True
    assert (signal.getsignal(signal.SIGTERM), threading.active_count(), os.getpid()) == before
