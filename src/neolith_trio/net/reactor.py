"""One task that reads for all plain sockets of a port: it waits for a selector, not for each socket.

A task per connection costs a wake-up for every line, and that is most of what a line costs. Here one task waits until
the selector itself is readable (an epoll or kqueue object is), and then calls, for everybody who has sent something,
the function that reads it. Where there is no such selector `create` says so, and everybody reads in a task of his own.

Rule: `ready` never waits and reads once, so that a batch gives everybody the same share, and a flooder no more. A
socket is forgotten before its descriptor is closed, so that a number that is given out again inherits no events.
Whatever goes wrong in a `ready` is raised in the task that attends with it, and disturbs no other. Transports call it.
"""

from __future__ import annotations

import selectors
import socket
from collections.abc import Callable

import trio

Ready = Callable[[], bool]
"""Read once; False: call me no more."""


class _Attendance:
    """A socket, and who is called when it can be read."""

    __slots__ = ("error", "over", "ready")

    def __init__(self, ready: Ready) -> None:
        self.ready = ready
        self.over = trio.Event()
        self.error: Exception | None = None


class Reactor:
    """The sockets that are attended to. run() is its task."""

    def __init__(self, selector: selectors.BaseSelector, descriptor: int) -> None:
        self._selector = selector
        self._descriptor = descriptor

    @classmethod
    def create(cls) -> Reactor | None:
        """A reactor; None where a selector is nothing that can be waited for."""
        selector = selectors.DefaultSelector()
        if not hasattr(selector, "fileno"):
            selector.close()
            return None
        return cls(selector, selector.fileno())

    async def run(self) -> None:
        """Serve until cancelled."""
        try:
            while True:
                await trio.lowlevel.wait_readable(self._descriptor)
                for key, _ in self._selector.select(0):
                    self._serve(key)
        finally:
            for key in list(self._selector.get_map().values()):
                self._close(key)
            trio.lowlevel.notify_closing(self._descriptor)
            self._selector.close()

    def _serve(self, key: selectors.SelectorKey) -> None:
        attendance: _Attendance = key.data
        if attendance.over.is_set():
            # somebody before it in this batch has ended it
            return
        try:
            if attendance.ready():
                return
        except Exception as error:  # noqa: BLE001 - it is raised again, where it belongs
            attendance.error = error
        self._end(key.fileobj, attendance)  # type: ignore[arg-type]

    async def attend(self, sock: socket.socket, ready: Ready) -> None:
        """Call `ready` whenever the socket can be read, until it returns False; what it raises is raised here."""
        attendance = _Attendance(ready)
        self._selector.register(sock, selectors.EVENT_READ, attendance)
        try:
            await attendance.over.wait()
        finally:
            self._end(sock, attendance)
        if attendance.error is not None:
            raise attendance.error

    def forget(self, sock: socket.socket) -> None:
        """The socket is about to be closed; whoever attends is told with trio.ClosedResourceError."""
        attended = self._selector.get_map()
        if attended and sock in attended:
            self._close(attended[sock])

    def _close(self, key: selectors.SelectorKey) -> None:
        key.data.error = trio.ClosedResourceError("this socket is not attended to any more")
        self._end(key.fileobj, key.data)  # type: ignore[arg-type]

    def _end(self, sock: socket.socket, attendance: _Attendance) -> None:
        if not attendance.over.is_set():
            attendance.over.set()
            self._selector.unregister(sock)
