"""The console behind pipes, files and pseudo-terminals."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
import trio
import trio.testing

from neolith_trio.protocols.events import (
    CharacterReceived,
    InputEnded,
    Interrupted,
    LineReceived,
    WindowSizeReceived,
)
from neolith_trio.protocols.ports import Connected, Disconnected, Kind, Reason, Received
from neolith_trio.services.console import serve
from neolith_trio.services.terminal.channel import Source, detect
from neolith_trio.services.terminal.windows import ThreadInput

from ..net.ports import ListPort

posix = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals and readiness of pipes are POSIX")


class Pipes:
    """Standard input and output as pipes, and our ends of them."""

    def __init__(self) -> None:
        self.input, self.typist = os.pipe()
        self.reader, self.output = os.pipe()
        self._open = {self.input, self.typist, self.reader, self.output}

    def type(self, data: bytes) -> None:
        os.write(self.typist, data)

    def close(self, descriptor: int) -> None:
        self._open.discard(descriptor)
        os.close(descriptor)

    def close_all(self) -> None:
        for descriptor in list(self._open):
            self.close(descriptor)

    async def read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            await trio.lowlevel.wait_readable(self.reader)
            data += os.read(self.reader, count - len(data))
        return data


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    result = Pipes()
    yield result
    result.close_all()


@asynccontextmanager
async def console(
    port: ListPort, input_descriptor: int, output_descriptor: int, history: Path | None = None
) -> AsyncIterator[Source]:
    """A running console; leaving waits for its end."""
    start = partial(
        serve, port, history=history, input_descriptor=input_descriptor, output_descriptor=output_descriptor
    )
    with trio.fail_after(20):
        async with trio.open_nursery() as nursery:
            yield await nursery.start(start)


def close_at_end(port: ListPort) -> None:
    """Behave like a backend: when the input has ended, close."""

    def on_event(event: object) -> None:
        if isinstance(event, Received) and event.event == InputEnded():
            event.connection.close()

    port.on_event = on_event


@posix
async def test_a_script_from_its_first_line_to_its_last(pipes: Pipes) -> None:
    """Every line, the last one without its end too, then one end, then goodbye."""
    port = ListPort()
    close_at_end(port)
    async with console(port, pipes.input, pipes.output) as source:
        pipes.type("look\nsag grüß\r\n\nbackXX\b\bs\n".encode() + b"\xff\xfe\nlast")
        pipes.close(pipes.typist)
    connection = port.events[0].connection

    lines = [b"look", "sag grüß".encode(), b"", b"backs", b"\xff\xfe", b"last"]
    assert source is Source.PIPE
    assert port.events == [
        Connected(connection),
        *[Received(connection, LineReceived(line)) for line in lines],
        Received(connection, InputEnded()),
        Disconnected(connection, Reason.CLOSED_BY_PEER),
    ]
    assert (connection.kind, connection.peer_address, connection.local_port) == (Kind.CONSOLE, "127.0.0.1", 0)
    assert not connection.reconnects


@posix
async def test_a_line_is_delivered_as_soon_as_it_is_there(pipes: Pipes) -> None:
    """A bot that waits for the answer to its first line gets it."""
    port = ListPort()
    close_at_end(port)
    async with console(port, pipes.input, pipes.output):
        pipes.type(b"first\nsec")
        await port.until(lambda: port.lines() == [b"first"])
        (await port.connection()).write(b"answer\n")
        assert await pipes.read(7) == b"answer\n"
        pipes.type(b"ond\n")
        await port.until(lambda: port.lines() == [b"first", b"second"])
        pipes.close(pipes.typist)


@posix
async def test_output_written_after_the_end_of_input_is_not_lost(pipes: Pipes) -> None:
    """The commands still run when their script is over; what they say is written before the close."""
    port = ListPort()
    async with console(port, pipes.input, pipes.output):
        pipes.type(b"look\n")
        pipes.close(pipes.typist)
        await port.until(lambda: InputEnded() in port.received())
        connection = await port.connection()
        connection.write(b"You see it all.\n")
        connection.close()
        connection.write(b"nothing after it\n")
    pipes.close(pipes.output)

    assert os.read(pipes.reader, 100) == b"You see it all.\n"


@posix
async def test_a_slow_reader_makes_the_backend_wait(pipes: Pipes) -> None:
    """Nothing is lost, and nobody who awaits drained() gets far ahead of the reader."""
    port = ListPort()
    page = bytes(range(256)) * 256
    async with console(port, pipes.input, pipes.output), trio.open_nursery() as nursery:
        connection = await port.connection()
        pages_written = 0
        high_water = 0

        async def backend() -> None:
            nonlocal pages_written, high_water
            for _ in range(40):
                connection.write(page)
                pages_written += 1
                high_water = max(high_water, connection.pending_bytes)
                await connection.drained()
            connection.close()

        nursery.start_soon(backend)
        await trio.testing.wait_all_tasks_blocked(0.05)
        stuck_at = pages_written
        data = b""
        while len(data) < 40 * len(page):
            data += await pipes.read(min(len(page), 40 * len(page) - len(data)))

    assert stuck_at < 5
    assert high_water <= 2 * len(page)
    assert data == page * 40


@posix
async def test_a_reader_that_goes_away_does_not_stop_the_script(pipes: Pipes, caplog: pytest.LogCaptureFixture) -> None:
    """Output is thrown away, which is said once, and the lines go on."""
    port = ListPort()
    close_at_end(port)
    async with console(port, pipes.input, pipes.output):
        pipes.close(pipes.reader)
        connection = await port.connection()
        for _ in range(3):
            connection.write(b"hello?\n")
            await connection.drained()
        pipes.type(b"save\n")
        pipes.close(pipes.typist)

    assert port.lines() == [b"save"]
    assert caplog.text.count("nobody reads") == 1


@posix
async def test_single_characters_come_without_a_line_end(pipes: Pipes) -> None:
    """get_char() behind a pipe gets what is there, also what came before it was asked for."""
    port = ListPort()
    close_at_end(port)
    async with console(port, pipes.input, pipes.output):
        pipes.type(b"go\ny")
        await port.until(lambda: port.lines() == [b"go"])
        connection = await port.connection()
        connection.set_single_character(True)
        await port.until(lambda: CharacterReceived(b"y") in port.received())
        pipes.type(b"n")
        await port.until(lambda: CharacterReceived(b"n") in port.received())
        connection.set_single_character(False)
        pipes.type(b"look\n")
        await port.until(lambda: LineReceived(b"look") in port.received())
        pipes.close(pipes.typist)


@posix
async def test_the_backend_can_hold_the_script_back(pipes: Pipes) -> None:
    """Between set_receiving(False) and (True) no line comes, and none is lost."""
    port = ListPort()
    close_at_end(port)
    async with console(port, pipes.input, pipes.output):
        connection = await port.connection()
        connection.set_receiving(False)
        pipes.type(b"one\ntwo\n")
        await trio.testing.wait_all_tasks_blocked(0.02)
        held = port.lines()
        connection.set_receiving(True)
        pipes.close(pipes.typist)

    assert held == []
    assert port.lines() == [b"one", b"two"]


@posix
async def test_closing_ends_a_console_whose_pipe_is_held_open(pipes: Pipes) -> None:
    """shutdown() need not wait for the other end of the pipe."""
    port = ListPort()
    async with console(port, pipes.input, pipes.output):
        (await port.connection()).close()

    assert [end.reason for end in port.ends()] == [Reason.CLOSED_BY_US]


@posix
async def test_a_cancelled_console_still_writes_what_it_was_given(pipes: Pipes) -> None:
    """The last message before an abrupt end is seen."""
    port = ListPort()
    async with trio.open_nursery() as nursery:
        await nursery.start(partial(serve, port, input_descriptor=pipes.input, output_descriptor=pipes.output))
        (await port.connection()).write(b"The world ends.\n")
        nursery.cancel_scope.cancel()
    pipes.close(pipes.output)

    assert os.read(pipes.reader, 100) == b"The world ends.\n"


async def test_a_file_is_read_to_its_end(tmp_path: Path) -> None:
    """Redirected input and output work like pipes."""
    script, result = tmp_path / "in", tmp_path / "out"
    script.write_bytes(b"look\nquit")
    port = ListPort()
    close_at_end(port)
    with script.open("rb") as source_file, result.open("wb") as sink:
        async with console(port, source_file.fileno(), sink.fileno()) as source:
            (await port.connection()).write(b"hello\n")

    assert source is Source.FILE
    assert port.lines() == [b"look", b"quit"]
    assert result.read_bytes() == b"hello\n"


async def test_the_null_device_is_an_input_that_is_over() -> None:
    """A driver whose console reads /dev/null ends like one whose script is empty."""
    port = ListPort()
    close_at_end(port)
    null = os.open(os.devnull, os.O_RDWR)
    async with console(port, null, null):
        pass
    os.close(null)

    assert port.received() == [InputEnded()]


@posix
async def test_a_closed_standard_input_is_no_input_and_no_end(pipes: Pipes) -> None:
    """The console user is there, says nothing, and sees output."""
    pipes.close(pipes.input)
    port = ListPort()
    async with console(port, pipes.input, pipes.output) as source:
        connection = await port.connection()
        connection.write(b"hello\n")
        assert await pipes.read(6) == b"hello\n"
        connection.close()

    assert source is Source.NONE
    assert port.received() == []


@posix
def test_detection(pipes: Pipes, tmp_path: Path) -> None:
    """Pipe, socket, file, device and nothing are told apart; the terminal has its own tests."""
    left, right = socket.socketpair()
    with left, right, (tmp_path / "file").open("wb") as file, open(os.devnull, "rb") as null:
        found = [detect(fd) for fd in (pipes.input, left.fileno(), file.fileno(), null.fileno())]
        directory = os.open(tmp_path, os.O_RDONLY)
        found.append(detect(directory))
        os.close(directory)

    assert found == [Source.PIPE, Source.PIPE, Source.FILE, Source.FILE, Source.NONE]
    assert detect(directory) is Source.NONE


async def test_blocking_reads_in_a_thread_lose_nothing() -> None:
    """The seam for Windows: chunks in order, a cancelled read takes none with it, then the end for ever."""
    chunks = [b"one", b"two", b""]
    keys = ThreadInput(lambda: chunks.pop(0))
    with trio.fail_after(20):
        with trio.CancelScope() as scope:
            scope.cancel()
            await keys.read()
        result = [await keys.read() for _ in range(4)]

    assert result == [b"one", b"two", b"", b""]


class PseudoTerminal:
    """A terminal and the person before it."""

    def __init__(self) -> None:
        import pty

        self.person, self.terminal = pty.openpty()
        self.seen = b""

    def close(self) -> None:
        for descriptor in (self.person, self.terminal):
            if descriptor >= 0:
                os.close(descriptor)

    def hang_up(self) -> None:
        os.close(self.person)
        self.person = -1

    def type(self, data: bytes) -> None:
        os.write(self.person, data)

    def settings(self) -> list[object]:
        import termios

        return termios.tcgetattr(self.terminal)

    def resize(self, columns: int, rows: int) -> None:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    async def see(self, text: bytes) -> bytes:
        """Look at the screen until the text is there; everything seen up to then."""
        with trio.fail_after(20):
            while text not in self.seen:
                await trio.lowlevel.wait_readable(self.person)
                self.seen += os.read(self.person, 4096)
        seen, self.seen = self.seen, b""
        return seen


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[PseudoTerminal]:
    monkeypatch.setenv("TERM", "xterm")
    result = PseudoTerminal()
    result.resize(80, 24)
    yield result
    result.close()


def at(terminal: PseudoTerminal) -> tuple[int, int]:
    return terminal.terminal, terminal.terminal


@posix
async def test_a_person_at_a_terminal(terminal: PseudoTerminal, tmp_path: Path) -> None:
    """Editing, hidden input, keys, the size of the window; and the terminal is as before in the end."""
    before = terminal.settings()
    port = ListPort()
    async with console(port, *at(terminal), history=tmp_path / "history") as source:
        connection = await port.connection()
        connection.write(b"Name: ")
        await terminal.see(b"Name: ")
        terminal.type(b"bop\x7fb\r")
        await terminal.see(b"b\r\n")
        await port.until(lambda: port.lines() == [b"bob"])
        connection.set_echo(False)
        connection.write(b"Password: ")
        await terminal.see(b"Password: ")
        terminal.type(b"secret\r")
        await port.until(lambda: port.lines() == [b"bob", b"secret"])
        connection.set_echo(True)
        connection.write(b"Welcome.\n")
        assert b"secret" not in await terminal.see(b"Welcome.\r\n")
        connection.set_single_character(True)
        terminal.type(b"y")
        await port.until(lambda: CharacterReceived(b"y") in port.received())
        terminal.type(b"\x1b")
        await port.until(lambda: CharacterReceived(b"\x1b") in port.received())
        connection.set_single_character(False)
        terminal.resize(100, 30)
        terminal.type(b"\x1b[A\r")
        await port.until(lambda: port.lines() == [b"bob", b"secret", b"bob"])
        await port.until(lambda: WindowSizeReceived(100, 30) in port.received())
        connection.close()
        await terminal.see(b"ENTER connects again")
        terminal.type(b"\x04")

    assert source is Source.TTY
    assert port.received()[0] == WindowSizeReceived(80, 24)
    assert port.events[-1] == Received(connection, Interrupted())
    assert terminal.settings() == before
    assert (tmp_path / "history").read_bytes() == b"bob\n"


@posix
async def test_enter_connects_again(terminal: PseudoTerminal) -> None:
    """After the user object is gone, ENTER is a new connection in the plain mode of a fresh one."""
    port = ListPort()
    async with console(port, *at(terminal)):
        first = await port.connection()
        first.set_echo(False)
        first.set_single_character(True)
        first.close()
        await terminal.see(b"ENTER connects again")
        terminal.type(b"ignored\r")
        await port.until(lambda: sum(isinstance(event, Connected) for event in port.events) == 2)
        second = port.events[-1].connection
        first.write(b"from a ghost\n")
        second.write(b"Welcome back.\n")
        assert b"ghost" not in await terminal.see(b"Welcome back.\r\n")
        terminal.type(b"look\r")
        await terminal.see(b"look")
        await port.until(lambda: port.lines() == [b"look"])
        second.close()
        await terminal.see(b"ENTER connects again")
        terminal.type(b"\x04")

    assert first.reconnects
    assert [end.reason for end in port.ends()] == [Reason.CLOSED_BY_US] * 2


@posix
async def test_a_terminal_that_goes_away_ends_the_console(terminal: PseudoTerminal) -> None:
    """The window is closed: what was typed is a line, then the input is over, and nobody reconnects."""
    port = ListPort()
    close_at_end(port)
    async with console(port, *at(terminal)):
        terminal.type(b"loo")
        await terminal.see(b"loo")
        terminal.hang_up()

    assert port.received()[1:] == [LineReceived(b"loo"), InputEnded()]


@posix
async def test_the_terminal_is_put_back_after_cancellation_and_errors(terminal: PseudoTerminal) -> None:
    """Also when the console ends in a way nobody wished for."""
    before = terminal.settings()
    port = ListPort()
    async with trio.open_nursery() as nursery:
        start = partial(serve, port, input_descriptor=terminal.terminal, output_descriptor=terminal.terminal)
        await nursery.start(start)
        changed = terminal.settings() != before
        nursery.cancel_scope.cancel()

    async def refuse(event: object) -> None:
        await trio.lowlevel.checkpoint()
        raise ZeroDivisionError

    port.post = refuse  # type: ignore[method-assign]
    with pytest.raises(ExceptionGroup) as caught:
        await serve(port, input_descriptor=terminal.terminal, output_descriptor=terminal.terminal)

    assert caught.group_contains(ZeroDivisionError)
    assert changed
    assert terminal.settings() == before


@posix
async def test_a_dumb_terminal_edits_by_itself(terminal: PseudoTerminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn; echo and single characters are settings of the terminal."""
    monkeypatch.setenv("TERM", "dumb")
    before = terminal.settings()
    port = ListPort()
    close_at_end(port)
    async with console(port, *at(terminal)):
        connection = await port.connection()
        terminal.type(b"look\n")
        await port.until(lambda: port.lines() == [b"look"])
        connection.set_echo(False)
        terminal.type(b"secret\n")
        await port.until(lambda: port.lines() == [b"look", b"secret"])
        connection.set_single_character(True)
        terminal.type(b"y")
        await port.until(lambda: CharacterReceived(b"y") in port.received())
        connection.set_single_character(False)
        connection.set_echo(True)
        connection.write(b"done\n")
        assert b"secret" not in await terminal.see(b"done\r\n")
        terminal.type(b"\x04")

    assert terminal.settings() == before


STOPPED_BY_SIGNAL = """
import signal, sys
import trio
from neolith_trio.services.console import serve

class Port:
    async def post(self, event):
        await trio.lowlevel.checkpoint()

async def main():
    async with trio.open_nursery() as nursery:
        with trio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
            await nursery.start(serve, Port())
            print("ready", file=sys.stderr, flush=True)
            async for number in signals:
                nursery.cancel_scope.cancel()

trio.run(main)
"""


@posix
@pytest.mark.parametrize("how", ["SIGTERM", "Ctrl-C"])
def test_the_terminal_is_put_back_after_a_signal(terminal: PseudoTerminal, how: str) -> None:
    """SIGTERM from outside, and Ctrl-C typed: the process stops in order and the terminal is as before."""
    before = terminal.settings()
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED_BY_SIGNAL],
        stdin=terminal.terminal,
        stdout=terminal.terminal,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.readline() == b"ready\n"
        changed = terminal.settings() != before
        if how == "SIGTERM":
            process.terminate()
        else:
            terminal.type(b"\x03")
        status = process.wait(20)

    assert changed
    assert status == 0
    assert terminal.settings() == before


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
