"""The lines that one batch of reads has brought, on their way to the inbox together.

Rule: `post` is called after every batch, before anything else runs, so that of one connection nothing overtakes
anything. What the inbox has no room for goes back to its connection, whose task waits. Listeners have one for the
connections that a reactor reads for; those put their plain lines in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import trio

from ..protocols.ports import Port

if TYPE_CHECKING:
    from .connection import NetConnection


class Lines:
    """Lines in the order in which they came."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._lines: list[tuple[NetConnection, bytes]] = []
        self.add = self._lines.append
        """One more: the connection and its line."""

    def post(self) -> None:
        """Post what there is."""
        lines = self._lines
        if not lines:
            return
        try:
            posted = self._port.post_each_nowait(lines)
        except trio.ClosedResourceError:
            posted = 0  # each task finds out what is to be done
        for connection, line in lines[posted:]:
            connection.give_back(line)
        lines.clear()
