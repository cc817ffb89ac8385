"""external_start() of FluffOS: a program of the configuration at the other end of a socket."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import LpcError
from ..runtime import master
from ..runtime.closures import Closure
from ..runtime.outside.operations import started
from ..runtime.outside.ports.socket import SECURITY, Attached
from ..runtime.outside.requests.process import ProcessRequest
from ..runtime.values import Entity, live
from .processes import SECONDS
from .registry import FLUFFOS_ONLY, efun
from .strings import string_bytes

Callback = str | Closure


@efun(
    "mixed external_start(int number, string | string * arguments, void | string | function read_callback, "
    "void | string | function write_callback, void | string | function close_callback)",
    profiles=FLUFFOS_ONLY,
)
def external_start(
    this: Entity,
    number: int,
    arguments: Any,
    read_callback: Callback | None = None,
    write_callback: Callback | None = None,
    close_callback: Callback | None = None,
) -> Any:
    """Start a program and talk to it over a socket, which belongs to this object.

    The program is one that a line `external_cmd_NUMBER : PATH` of a FluffOS configuration, or `ExternalCommand NUMBER
    PATH` in the driver's own form, names; there is no shell, and nothing of the driver's environment. socket_write() is
    what it reads, and what it writes, to either of its outputs, comes to the read callback. The socket ends with the
    program; closing it, or destructing its owner, ends the program and all that it has started, seconds later at most.

    The master is asked twice: valid_socket("external", ...) as for any socket, and valid_process() with the program's
    path and arguments. Where the master has no valid_process(), the line of the configuration is the permission.

    Without callbacks the program runs to its end with nothing to read, and a promise stands for the answer, a mapping
    as process_start() gives it, with its limits.

    Arguments:
        number: that of the line.
        arguments: what the program is given: strings, or one string that is cut at every blank.
        read_callback: called with the descriptor and what the program wrote.
        write_callback: called with the descriptor when it can be written to again.
        close_callback: called with the descriptor when the program has ended, or could not be started.
    Returns: a descriptor, or a negative number for socket_error(); without callbacks a promise.
    Errors: no line has that number; valid_process() says no.
    Example:
        external_start(1, ({ "-l", "/log" }), "got", "ready", "ended")
    See also: process_start, socket_write, socket_close
    """
    info = [-1, live(this), "N/A", -1]
    if not master.permits(this.world, "valid_socket", live(this), "external", info, this=this):
        if read_callback is None:
            raise LpcError("external_start: valid_socket() does not allow it\n")
        return SECURITY
    commands = {one.name: one.path for one in this.world.config.external_commands}
    command = commands.get(str(number))
    if command is None:
        raise LpcError("Bad argument 1 to external_start()\n")
    words = _words(arguments)
    about = [this.world.config.charset.to_lpc(str(command)), *words]
    if not master.allows(this.world, "valid_process", this, about, default=True):
        raise LpcError(f"external_start: valid_process() does not allow {about[0]}\n")
    if read_callback is None:
        return _promised(this, command, words)
    if write_callback is None:
        raise LpcError("external_start: a write callback belongs to the read callback\n")
    program = Attached(command, tuple(string_bytes(word) for word in words), this.world.config.mudlib_dir)
    return this.world.sockets.attach(this, program, read_callback, write_callback, close_callback)


def _promised(this: Entity, command: Path, words: list[str]) -> Any:
    """The program as an operation that has its end alone for an answer."""
    request = ProcessRequest(
        command=command,
        arguments=tuple(string_bytes(word) for word in words),
        name=command.name,
        directory=this.world.config.mudlib_dir,
    )
    label = " ".join([this.world.config.charset.to_lpc(command.name), *words])
    return started(this, "process", label, request, None, (), seconds=SECONDS)


def _words(arguments: Any) -> list[str]:
    words = arguments.split(" ") if isinstance(arguments, str) else arguments
    if words == [""]:
        return []
    for index, word in enumerate(words):
        if not isinstance(word, str) or "\0" in word:
            raise LpcError(f"Bad argument list item {index} to external_start()\n")
    return list(words)
