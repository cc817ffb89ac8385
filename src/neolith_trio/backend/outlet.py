"""Standard output for text that has no user: what the master writes while nobody is connected to it.

Rule: with a console user there it goes into the stream of his output, at its place; otherwise to standard output.
Between the end of a console's connection and the moment in which all its output is written it waits, so that nothing
overtakes. For WorldPorts and the backend.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from ..protocols.ports import Connection


class ConsoleLink(Protocol):
    """What is known of a console user: his connection, and output that is not on its way yet."""

    connection: Connection

    def flush(self) -> None:
        """Hand pending output to the connection."""


class Outlet:
    """Where text for nobody goes."""

    def __init__(self, write: Callable[[bytes], None] | None = None) -> None:
        self._write = write or write_to_standard_output
        self._console: ConsoleLink | None = None
        self._held: list[bytes] = []

    def attach(self, link: ConsoleLink) -> None:
        """A console user is there."""
        self._console = link

    def detach(self) -> None:
        """The console's output is written as far as it will ever be."""
        self._console = None
        held, self._held = self._held, []
        for data in held:
            self._write(data)

    def write(self, data: bytes) -> None:
        """Text for nobody."""
        link = self._console
        if link is None:
            self._write(data)
        elif link.connection.closed:
            self._held.append(data)
        else:
            link.flush()
            link.connection.write(data)


def write_to_standard_output(data: bytes) -> None:
    """Write bytes to sys.stdout, whatever it is; nobody reading it is no reason to stop."""
    stream = sys.stdout
    if stream is None:
        return
    try:
        raw = getattr(stream, "buffer", None)
        if raw is None:
            stream.write(data.decode("utf-8", "replace"))
        else:
            raw.write(data)
        stream.flush()
    except (OSError, ValueError):
        return
