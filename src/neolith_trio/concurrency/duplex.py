"""A pair of channels, one each way: what one end sends, the other receives.

Rule: each way is bounded on its own, and a writer waits when its way is full. Closing the sending half lets the other
end read what is under way and then the end, while it may still answer; closing an end closes both its halves. Errors
are Trio's: ClosedResourceError for what we closed, BrokenResourceError and EndOfChannel for what the other end did.
For two tasks of one Trio run that talk to each other.
"""

from __future__ import annotations

from types import TracebackType
from typing import Generic, TypeVar

import trio

S = TypeVar("S")
R = TypeVar("R")

CAPACITY = 64


class Duplex(Generic[S, R]):
    """One end: sends S, receives R. `async for` reads until the other end has closed its sending half."""

    def __init__(self, sending: trio.MemorySendChannel[S], receiving: trio.MemoryReceiveChannel[R]) -> None:
        self._sending = sending
        self._receiving = receiving

    async def send(self, value: S) -> None:
        """Send; wait while this way is full."""
        await self._sending.send(value)

    def send_nowait(self, value: S) -> None:
        """Send without waiting; trio.WouldBlock when this way is full."""
        self._sending.send_nowait(value)

    async def receive(self) -> R:
        """Receive; wait for something, or raise trio.EndOfChannel when nothing will come any more."""
        return await self._receiving.receive()

    def receive_nowait(self) -> R:
        """Receive without waiting; trio.WouldBlock when there is nothing now."""
        return self._receiving.receive_nowait()

    def close_sending(self) -> None:
        """Send nothing more, and go on receiving."""
        self._sending.close()

    def close(self) -> None:
        """Close both halves. Plain and not async, so that it works in a cancelled scope."""
        self._sending.close()
        self._receiving.close()

    def __enter__(self) -> Duplex[S, R]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __aiter__(self) -> Duplex[S, R]:
        return self

    async def __anext__(self) -> R:
        try:
            return await self._receiving.receive()
        except trio.EndOfChannel:
            raise StopAsyncIteration from None


class open_duplex(tuple[Duplex[S, R], Duplex[R, S]]):  # noqa: N801  # called like trio.open_memory_channel[int](5)
    """Two ends of a duplex channel: `ours, theirs = open_duplex[Request, Reply]()`."""

    def __new__(cls, capacity: int = CAPACITY) -> tuple[Duplex[S, R], Duplex[R, S]]:  # type: ignore[misc]
        there_in, there_out = trio.open_memory_channel[S](capacity)
        back_in, back_out = trio.open_memory_channel[R](capacity)
        return Duplex(there_in, back_out), Duplex(back_in, there_out)
