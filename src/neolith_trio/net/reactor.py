"""One task that reads for all plain sockets of a port: it waits for a selector, not for each socket.

A task per connection costs a wake-up for every line, and that is most of what a line costs. Here one task waits until
the selector itself is readable (an epoll or kqueue object is), and then reads what everybody has sent who has sent
something. Where there is no such selector `create` says so, and everybody reads in a task of his own.

Rule: everybody is read from once in a batch, so that all have the same share, and a flooder no more; `take` gets what
has come and never waits. A socket is forgotten before its descriptor is closed, so that a number that is given out
again inherits no events. Whatever goes wrong in a `take` is raised in the task that attends with it, and disturbs no
other. Transports call it.
"""

from __future__ import annotations

import os
import select
import selectors
import socket
from collections.abc import Callable
from typing import Final, Protocol

import trio

Take = Callable[[bytes], bool]
"""Who is given what has come, b"" at the end. It does not wait; False: no more for now."""
WOULD_BLOCK: Final = (BlockingIOError, InterruptedError)


class _Selector(Protocol):
    """Descriptors of which it can be known, and waited for, that one can be read."""

    def fileno(self) -> int: ...

    def register(self, number: int, /) -> None: ...

    def unregister(self, number: int, /) -> None: ...

    def poll(self) -> list[tuple[int, int]]:
        """Those that can be read now; only the first of each pair means anything."""

    def close(self) -> None: ...


class _Epoll:
    """Linux; without Python between a line and who reads it."""

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self.fileno = self._epoll.fileno
        self.unregister = self._epoll.unregister
        self.close = self._epoll.close

    def register(self, number: int, /) -> None:
        self._epoll.register(number, select.EPOLLIN)

    def poll(self) -> list[tuple[int, int]]:
        return self._epoll.poll(0)


class _Portable:
    """Whatever Python selects with on this system."""

    def __init__(self, selector: selectors.BaseSelector, descriptor: int) -> None:
        self._selector = selector
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def register(self, number: int, /) -> None:
        self._selector.register(number, selectors.EVENT_READ)

    def unregister(self, number: int, /) -> None:
        self._selector.unregister(number)

    def poll(self) -> list[tuple[int, int]]:
        return [(key.fd, events) for key, events in self._selector.select(0)]

    def close(self) -> None:
        self._selector.close()


def _best_selector() -> _Selector | None:
    """None where a selector is nothing that can be waited for."""
    if hasattr(select, "epoll"):
        return _Epoll()
    selector = selectors.DefaultSelector()
    if hasattr(selector, "fileno"):
        return _Portable(selector, selector.fileno())
    selector.close()
    return None


class _Attendance:
    """How much of a socket is read at once, and who gets it."""

    __slots__ = ("error", "limit", "over", "take")

    def __init__(self, limit: int, take: Take) -> None:
        self.limit = limit
        self.take = take
        self.over = trio.Event()
        self.error: Exception | None = None


class Reactor:
    """The sockets that are attended to. run() is its task."""

    def __init__(self, selector: _Selector) -> None:
        self._selector = selector
        self._attended: dict[int, _Attendance] = {}

    @classmethod
    def create(cls) -> Reactor | None:
        """A reactor; None where a selector is nothing that can be waited for."""
        selector = _best_selector()
        return None if selector is None else cls(selector)

    async def run(self, after: Callable[[], None] = lambda: None) -> None:
        """Serve until cancelled; `after` is called after each batch."""
        try:
            while True:
                await trio.lowlevel.wait_readable(self._selector.fileno())
                self._read()
                after()
        finally:
            for number in list(self._attended):
                self._forget(number)
            trio.lowlevel.notify_closing(self._selector.fileno())
            self._selector.close()

    def _read(self) -> None:
        """Read from everybody who has sent something."""
        attended = self._attended
        for number, _ in self._selector.poll():
            # whoever came before in this batch may have ended it
            attendance = attended.get(number)
            if attendance is None:
                continue
            try:
                try:
                    data = os.read(number, attendance.limit)
                except WOULD_BLOCK:
                    continue
                goes_on = attendance.take(data)
            except Exception as error:  # noqa: BLE001 - it is raised again, where it belongs
                attendance.error = error
                goes_on = False
            if not goes_on:
                self._end(number, attendance)

    async def attend(self, sock: socket.socket, limit: int, take: Take) -> None:
        """Read at most `limit` bytes whenever there are some, until `take` returns False; errors are raised here."""
        attendance = _Attendance(limit, take)
        number = sock.fileno()
        self._selector.register(number)
        self._attended[number] = attendance
        try:
            await attendance.over.wait()
        finally:
            self._end(number, attendance)
        if attendance.error is not None:
            raise attendance.error

    def forget(self, sock: socket.socket) -> None:
        """The socket is about to be closed; whoever attends is told with trio.ClosedResourceError."""
        self._forget(sock.fileno())

    def _forget(self, number: int) -> None:
        attendance = self._attended.get(number)
        if attendance is not None:
            attendance.error = trio.ClosedResourceError("this socket is not attended to any more")
            self._end(number, attendance)

    def _end(self, number: int, attendance: _Attendance) -> None:
        if not attendance.over.is_set():
            attendance.over.set()
            del self._attended[number]
            self._selector.unregister(number)
