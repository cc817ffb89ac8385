"""Programs at the other end of a socket: what external_start() begins.

Rule: LPC has an ordinary connected socket, of a pair whose other half is the program's input and both its outputs. The
program and all that it has started end with the socket, and the socket with the program. Systems without such pairs
have none of this. For services.sockets.
"""

from __future__ import annotations

import errno
import logging
import os
import socket

import trio

from ...runtime.outside.ports.socket import Attached
from .. import processes

log = logging.getLogger(__name__)


def pair() -> tuple[socket.socket, socket.socket]:
    """Our end, which never waits, and the program's. OSError: there are none to be had."""
    if os.name != "posix":
        raise OSError(errno.ENOTSUP, "this system cannot give a program a socket to talk to")
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    return ours, theirs


async def run(program: Attached, theirs: socket.socket, unwanted: trio.Event) -> None:
    """Run a program to its end, or until a moment after nobody wants it. What becomes of it is for the log."""
    command = [os.fsencode(program.command), *program.arguments]
    try:
        status = await processes.attached(
            command, theirs, executable=program.command, directory=program.directory, unwanted=unwanted
        )
    except OSError as error:
        log.warning("%s cannot be started: %s", program.command, error.strerror or error)
        return
    log.debug("%s ended with status %d", program.command, status)
