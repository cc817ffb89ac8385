"""The console: the user at standard input and output, as one more connection.

Rule: it tells the port what a network connection would, and the backend holds the same kind of `Connection`.
What is different: output waits for its reader instead of disconnecting him (see terminal/output.py); behind a
pipe or a file every line before the end is delivered, the last one also without its line end, then one
`InputEnded`; at a terminal ENTER connects again after the connection was closed, and the terminal is always
put back as it was found.

`serve` ends by itself when a pipe or file is at its end, or the terminal has gone, and the backend has closed
the connection; also when a pipe's connection is closed before its end. The driver starts it when it is asked
for a console.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import trio

from ..protocols.events import Event, InputEnded, Interrupted, LineReceived
from ..protocols.ports import Connected, Disconnected, Kind, Port, Reason, Received
from ..protocols.signals import Signal
from ..protocols.wires import Wire
from .terminal.channel import Source, open_output
from .terminal.keyboard import Keyboard, open_keyboard
from .terminal.output import Output

RECONNECT = b"\n[You are disconnected. ENTER connects again, Ctrl-D stops the driver.]\n"
# how long a cancelled console still writes: the orderly way is close(), which waits
LAST_WORDS = 1.0


class ConsoleConnection:
    """The console user as the backend holds him."""

    def __init__(self, keyboard: Keyboard, output: Output) -> None:
        self.source = keyboard.source
        self._wire: Wire = keyboard.wire
        self._output = output
        self._closed = False
        self._scope = trio.CancelScope()
        self._waiting = trio.CancelScope()
        self._woken = False
        self._receiving = trio.Event()
        self._receiving.set()

    @property
    def kind(self) -> Kind:
        return Kind.CONSOLE

    @property
    def peer_address(self) -> str:
        return "127.0.0.1"

    @property
    def peer_port(self) -> int:
        return 0

    @property
    def local_port(self) -> int:
        return 0

    @property
    def pending_bytes(self) -> int:
        return self._output.pending_bytes

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def reconnects(self) -> bool:
        return self.source is Source.TTY

    def write(self, data: bytes) -> None:
        if not self._closed:
            self._wire.send(data)
            self._send()

    def transmit(self, parts: Sequence[bytes | Signal]) -> None:
        self.write(b"".join(part for part in parts if isinstance(part, bytes)))

    def set_echo(self, on: bool) -> None:
        if not self._closed:
            self._wire.set_echo(on)
            self._send()

    def set_single_character(self, on: bool) -> None:
        if not self._closed:
            self._wire.set_single_character(on)
            self._send()
            # the reader has to report what was typed of a line before
            self._woken = True
            self._waiting.cancel()

    def set_receiving(self, on: bool) -> None:
        if on:
            self._receiving.set()
        elif self._receiving.is_set():
            self._receiving = trio.Event()

    def close(self) -> None:
        self._closed = True
        self._scope.cancel()

    async def drained(self) -> None:
        await self._output.drained()

    # for the console

    async def read(self, keyboard: Keyboard, port: Port) -> bool:
        """Report input until close() is called; true when the input is at its end for good."""
        at_end = False
        with self._scope:
            while not at_end:
                if size := keyboard.size_change():
                    await port.post(Received(self, size))
                data = await self._next(keyboard)
                at_end = data is None
                await self._report([*self._wire.finish(), InputEnded()] if at_end else self._receive(data), port)
            # output is still wanted: only the backend knows when everything has been run
            await trio.sleep_forever()
        return at_end

    async def _next(self, keyboard: Keyboard) -> bytes | None:
        """The next bytes; b"" when woken for another reason, None at the end."""
        await self._receiving.wait()
        with trio.CancelScope() as self._waiting:
            if self._woken:
                self._waiting.cancel()
            return await keyboard.read()
        self._woken = False
        return b""

    def _receive(self, data: bytes | None) -> Sequence[Event]:
        events = self._wire.receive(data or b"")
        self._send()
        return events

    async def _report(self, events: Sequence[Event], port: Port) -> None:
        for event in events:
            if not self._receiving.is_set():
                await self._receiving.wait()
            await port.post(Received(self, event))

    def _send(self) -> None:
        self._output.write(self._wire.data_to_send())


async def serve(
    port: Port,
    *,
    history: Path | None = None,
    input_descriptor: int = 0,
    output_descriptor: int = 1,
    task_status: trio.TaskStatus[Source] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve the console; starts with what standard input turned out to be. Only a terminal has a history."""
    output = Output(open_output(output_descriptor).write_some)
    with open_keyboard(input_descriptor, output_descriptor, history) as keyboard:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(output.run)
            try:
                task_status.started(keyboard.source)
                await _connect_again_and_again(keyboard, output, port)
            finally:
                with trio.move_on_after(LAST_WORDS, shield=True):
                    await output.flushed()
                output.stop()


async def _connect_again_and_again(keyboard: Keyboard, output: Output, port: Port) -> None:
    while True:
        connection = ConsoleConnection(keyboard, output)
        await port.post(Connected(connection))
        at_end = await connection.read(keyboard, port)
        await output.flushed()
        await port.post(Disconnected(connection, Reason.CLOSED_BY_PEER if at_end else Reason.CLOSED_BY_US))
        if at_end or not connection.reconnects:
            return
        if not await _enter_pressed(keyboard, output):
            await port.post(Received(connection, Interrupted()))
            return


async def _enter_pressed(keyboard: Keyboard, output: Output) -> bool:
    """Ask for ENTER; false when the user wants no more."""
    wire = keyboard.wire
    wire.set_single_character(False)
    wire.set_echo(True)
    wire.send(RECONNECT)
    while True:
        output.write(wire.data_to_send())
        data = await keyboard.read()
        events = wire.receive(data or b"")
        output.write(wire.data_to_send())
        if data is None or any(isinstance(event, (InputEnded, Interrupted)) for event in events):
            return False
        if any(isinstance(event, LineReceived) for event in events):
            return True
