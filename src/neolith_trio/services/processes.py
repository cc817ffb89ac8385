"""Processes of LPC, outside LPC: a command without a shell, its outputs apart, and nobody left when it has ended.

The rule: a process is the first of a group of its own. Whatever ends the operation (its end, a limit, the deadline, a
cancel, the stop of the driver) ends the group: it is asked to terminate, and killed when it does not within seconds. On
Linux that goes for its descendants in other groups too, as far as parents lead to them; on systems without groups only
the process itself is killed. process_start() comes to `perform`; services that need a
program of their own use `run`, and `attached` where a socket is all that the program talks to.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import trio

from ..config import Config
from ..runtime.outside.ports.operation import Plain
from ..runtime.outside.requests.process import ProcessRequest
from .operations import Carrier, Fields, Refused, Reporter

PATIENCE = 2.0
"""Seconds between being asked to terminate and being killed."""
_CHUNK = 65536
_KILLED = 9
"""The number of SIGKILL, which not every system has."""

Take: TypeAlias = Callable[[bytes], Awaitable[None]]
"""What is done with a piece of output; raise Enough to have the process ended."""


class Enough(Exception):
    """Nobody wants more of what a process writes."""


def carrier(config: Config) -> Carrier[ProcessRequest]:
    """What carries out process_start()."""
    return Carrier.of("the processes", ProcessRequest, perform)


async def perform(request: ProcessRequest, report: Reporter) -> Fields:
    """Run a process to its end; an exit status other than 0 is a result too."""
    out, err = Output("stdout", request, report), Output("stderr", request, report)
    command = [request.name, *(os.fsdecode(one) for one in request.arguments)]
    try:
        status = await run(
            command,
            out.take,
            err.take,
            executable=request.command,
            directory=request.directory,
            environment=request.environment,
            stdin=request.stdin,
        )
    except Enough:
        about = f"{request.name} has written more than {request.most} bytes and was ended"
        raise Refused(about, {"stdout": out.value(), "stderr": err.value()}) from None
    await out.end()
    await err.end()
    return {
        "status": max(status, 0),
        "signal": max(-status, 0),
        "stdout": out.value(),
        "stderr": err.value(),
    }


class Output:
    """What one of a process's two outputs has given so far, and its lines as they come where they are wanted."""

    def __init__(self, name: str, request: ProcessRequest, report: Reporter) -> None:
        self._name = name
        self._request = request
        self._report = report
        self._data = bytearray()
        self._told = 0

    async def take(self, piece: bytes) -> None:
        """Keep a piece."""
        self._data += piece
        if len(self._data) > self._request.most:
            del self._data[self._request.most :]
            raise Enough
        if self._request.by_line:
            while (end := self._data.find(b"\n", self._told)) >= 0:
                line, self._told = bytes(self._data[self._told : end]), end + 1
                await self._tell(line)

    async def end(self) -> None:
        """There is no more: what is left is a line too."""
        if self._request.by_line and self._told < len(self._data):
            await self._tell(bytes(self._data[self._told :]))

    def value(self) -> Plain:
        """All of it."""
        return self._plain(bytes(self._data))

    async def _tell(self, line: bytes) -> None:
        await self._report(len(self._data), {self._name: self._plain(line)}, at_once=True)

    def _plain(self, data: bytes) -> Plain:
        return data if self._request.binary else data.decode("utf-8", "surrogateescape")


async def run(
    command: Sequence[str],
    take_stdout: Take,
    take_stderr: Take,
    *,
    executable: Path | None = None,
    directory: Path,
    environment: Mapping[str, str],
    stdin: bytes = b"",
) -> int:
    """Run a command to its end: its exit status, negative for the signal that ended it. OSError: it cannot start."""
    problem: Enough | None = None
    start = partial(
        trio.lowlevel.open_process,
        list(command),
        executable=executable,
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=directory,
        env=dict(environment),
    )
    async with _running(start) as process, trio.open_nursery() as nursery:

        async def read(stream: trio.abc.ReceiveStream, take: Take) -> None:
            nonlocal problem
            try:
                while piece := await stream.receive_some(_CHUNK):
                    await take(bytes(piece))
            except Enough as enough:
                problem = enough
                nursery.cancel_scope.cancel()

        assert process.stdout is not None
        assert process.stderr is not None
        nursery.start_soon(read, process.stdout, take_stdout)
        nursery.start_soon(read, process.stderr, take_stderr)
        if process.stdin is not None:
            nursery.start_soon(_write, process.stdin, stdin)
        await process.wait()
        # what it has left behind in its group may hold the outputs open for ever
        _signal_group(process, "SIGTERM")
        nursery.cancel_scope.deadline = trio.current_time() + PATIENCE
    if problem is not None:
        raise problem
    return _status(process)


async def attached(
    command: Sequence[str | bytes], sock: socket.socket, *, executable: Path, directory: Path, unwanted: trio.Event
) -> int:
    """Run a command whose input and outputs are a socket, which is then the program's alone: its exit status.

    After `unwanted` it has a moment to see that nobody reads or writes any more, and is then ended.
    """
    start = partial(
        trio.lowlevel.open_process,
        list(command),
        executable=executable,
        stdin=sock.fileno(),
        stdout=sock.fileno(),
        stderr=sock.fileno(),
        cwd=directory,
        env={},
    )
    with sock:
        async with _running(start) as process, trio.open_nursery() as nursery:
            sock.close()

            async def give_up() -> None:
                await unwanted.wait()
                await trio.sleep(PATIENCE)
                nursery.cancel_scope.cancel()

            nursery.start_soon(give_up)
            await process.wait()
            nursery.cancel_scope.cancel()
    return _status(process)


@asynccontextmanager
async def _running(start: Callable[..., Awaitable[trio.Process]]) -> AsyncIterator[trio.Process]:
    """A process that is the first of a group, of which nobody is left afterwards."""
    process = await start(start_new_session=os.name == "posix")
    try:
        yield process
    finally:
        await _end(process)  # noqa: ASYNC102  # it shields itself, and waits for seconds at most


async def _write(stream: trio.abc.SendStream, data: bytes) -> None:
    async with stream:
        try:
            await stream.send_all(data)
        except (trio.BrokenResourceError, trio.ClosedResourceError):
            return  # a program need not read what it is given


async def _end(process: trio.Process) -> None:
    """Let nothing of a process's group live, and close what leads to it. Nothing keeps it from the last signal."""
    with trio.CancelScope(shield=True):
        strays: dict[int, str] = {}
        if process.returncode is None:
            strays = await trio.to_thread.run_sync(_strays, process.pid)
            _signal_strays(strays, "SIGTERM")
            _signal_group(process, "SIGTERM")
            with trio.move_on_after(PATIENCE):
                await process.wait()
        _signal_group(process, "SIGKILL")
        _signal_strays(strays, "SIGKILL")
        with trio.move_on_after(PATIENCE):  # one that waits for a device is gone when the device answers
            await process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                await stream.aclose()


def _status(process: trio.Process) -> int:
    """The exit status of a process that was ended, negative for the signal that did it."""
    return -_KILLED if process.returncode is None else process.returncode


def _signal_group(process: trio.Process, name: str) -> None:
    """Signal everybody in the group; a process that has ended may have left others in it."""
    try:
        if os.name == "posix":
            os.killpg(process.pid, getattr(signal, name))
        elif process.returncode is None:
            process.kill()
    except (ProcessLookupError, PermissionError):
        return


def _strays(first: int) -> dict[int, str]:
    """The descendants of a process that have left its group, with the moment at which each began; by /proc."""
    parents: dict[int, tuple[int, int, str]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            about = file.read_text(encoding="utf-8", errors="replace").rpartition(") ")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        parents[int(file.parent.name)] = int(about[1]), int(about[2]), about[19]
    family = {first}
    while grown := {number for number, (parent, _, _) in parents.items() if parent in family} - family:
        family |= grown
    return {number: parents[number][2] for number in family & parents.keys() if parents[number][1] != first}


def _signal_strays(strays: Mapping[int, str], name: str) -> None:
    """Signal those that are still who they were."""
    for number, began in strays.items():
        try:
            about = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
            if about.rpartition(") ")[2].split()[19] == began:
                os.kill(number, getattr(signal, name))
        except OSError:
            continue
