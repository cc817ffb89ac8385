"""One user on a network port: the `Connection` that the backend holds, and the task it lives in.

Rule: what the backend calls never waits, and output leaves at once as far as the peer takes it. What comes is
reported at once too, by whoever reads for the transport (`_take`); the task itself is woken only when something has to
wait: for the inbox, for the backend (`set_receiving`), for a slow reader, for the end. Limits keep a peer from costing
more than its share: reads are small, a few events are reported at once and the others one by one, and a peer that
does not read its output is disconnected at `max_pending` bytes, with a line in the log.

Ending has one order: stop reading, write what is pending (bounded in time), close, `Disconnected`. A peer that has said
all may still want the answers (`printf 'who\\nquit\\n' | nc`): the backend is told, and closes when it has run what
came before. A fault in here costs this connection, not the driver; cancellation passes through.
"""

from __future__ import annotations

import logging
import math
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

import trio

from ..data import frozen
from ..protocols.events import BytesReceived, CharacterReceived, Event, InputEnded, LineReceived, ProtocolViolated
from ..protocols.lines import MAX_LINE
from ..protocols.ports import Connected, Disconnected, Kind, Port, Reason, Received
from ..protocols.signals import Signal
from ..protocols.telnet.offers import NOTHING, Offers
from ..protocols.wires import Wire, create_wire
from .reactor import WOULD_BLOCK
from .transport import PeerMisbehaved, Transport, send

if TYPE_CHECKING:
    from .lines import Lines

log = logging.getLogger(__name__)

# events of one read that are reported before others get their turn
AT_ONCE = 16
_INPUT = (LineReceived, CharacterReceived, BytesReceived)
# what a dead or vanished peer looks like from here
_BROKEN = (OSError, trio.BrokenResourceError, trio.ClosedResourceError)


@frozen
class Limits:
    """What one connection may cost."""

    read_size: int = 4096
    max_line: int = MAX_LINE
    # a page of text for a user is some kilobytes; a megabyte behind is not reading any more
    max_pending: int = 1024 * 1024
    # how long pending output and the peer's own close are waited for after close()
    close_grace: float = 2.0
    # how long the first line may take; what comes after it is the mudlib's business
    first_line: float = math.inf
    # seconds of silence before a peer is asked whether it is still there; 0: never
    keep_alive: float = 120


class NetConnection:
    """A `Connection` over a transport; run() is its task."""

    __slots__ = (
        "_at_end", "_braked", "_clear", "_emptied", "_kind", "_limits", "_lines", "_mute", "_nursery",
        "_pending", "_port", "_reading", "_reason", "_receiving", "_send_some", "_silent", "_transport",
        "_unreported", "_waiting", "_wire", "_woken", "_writing",
    )

    def __init__(
        self,
        transport: Transport,
        kind: Kind,
        port: Port,
        limits: Limits,
        offers: Offers = NOTHING,
        speaks: Kind | None = None,
        lines: Lines | None = None,
    ) -> None:
        """`speaks`: which kind of port has the same wire, where `kind` alone does not say.

        `lines`: where its plain lines go, when a reactor alone reads for it.
        """
        self._transport = transport
        self._send_some = transport.send_some
        self._kind = kind
        self._port = port
        self._limits = limits
        self._lines = lines
        self._clear = False
        self._wire: Wire = create_wire(speaks or kind, max_line=limits.max_line, offers=offers)
        # what the peer has not taken yet
        self._pending: bytearray | None = None
        self._emptied = trio.Event()
        self._nursery: trio.Nursery | None = None
        self._writing = False
        # the peer takes no more output; what it sent before is still read
        self._mute = False
        self._receiving = trio.Event()
        self._receiving.set()
        self._braked = False
        # what came and could not be reported at once
        self._unreported: deque[Event] = deque()
        self._at_end = False
        self._silent = True
        self._reading = trio.CancelScope(deadline=trio.current_time() + limits.first_line)
        self._waiting = trio.CancelScope()
        self._woken = False
        self._reason: Reason | None = None

    # for the backend

    @property
    def kind(self) -> Kind:
        return self._kind

    @property
    def peer_address(self) -> str:
        return self._transport.peer_address[0]

    @property
    def peer_port(self) -> int:
        return self._transport.peer_address[1]

    @property
    def local_port(self) -> int:
        return self._transport.local_port

    @property
    def pending_bytes(self) -> int:
        return 0 if self._pending is None else len(self._pending)

    @property
    def closed(self) -> bool:
        return self._reason is not None

    @property
    def reconnects(self) -> bool:
        return False

    def write(self, data: bytes) -> None:
        if self._reason is None:
            self._put_out(self._wire.sent(data))

    def transmit(self, parts: Sequence[bytes | Signal]) -> None:
        if not self.closed:
            for part in parts:
                if isinstance(part, bytes):
                    self._wire.send(part)
                else:
                    self._wire.signal(part)
            self._send()

    def set_echo(self, on: bool) -> None:
        if not self.closed:
            self._wire.set_echo(on)
            self._send()

    def set_single_character(self, on: bool) -> None:
        if not self.closed:
            self._wire.set_single_character(on)
            self._send()
            # the reader has to report what was typed of a line before
            self._woken = True
            self._waiting.cancel()

    def set_receiving(self, on: bool) -> None:
        self._braked = not on
        self._look()
        if on:
            self._receiving.set()
        elif self._receiving.is_set():
            self._receiving = trio.Event()

    def close(self) -> None:
        if not self._at_end:
            self._end(Reason.CLOSED_BY_US)
        else:
            # a reset that writing has found looks like an end to the reader
            self._end(Reason.BROKEN if self._mute else Reason.CLOSED_BY_PEER)

    async def drained(self) -> None:
        # a slow peer is disconnected, so there is nothing to wait for
        await trio.lowlevel.checkpoint()

    # the task

    async def run(self) -> None:
        """Serve the connection until it ends, from `Connected` to `Disconnected`."""
        try:
            await self._post(Connected(self))
            await self._serve()
        except Exception:
            # the edge: whatever is wrong in here must not take the other users with it
            log.exception("connection from %s failed", self.peer_address)
            self._reason = Reason.FAILED
        finally:
            self._reason = self._reason or Reason.BROKEN
            self._transport.close()
        await self._post(Disconnected(self, self._reason))

    async def _post(self, event: Connected | Received | Disconnected) -> None:
        try:
            await self._port.post(event)
        except trio.ClosedResourceError:
            # nobody listens any more: the driver is on its way out
            self._end(Reason.CLOSED_BY_US)

    async def _serve(self) -> None:
        async with trio.open_nursery() as nursery:
            self._nursery = nursery
            try:
                with self._reading:
                    self._wire.open()
                    self._send()
                    self._write_later()
                    await self._keep_reading()
                if self._reason is None:
                    log.info("%s disconnected: it has sent no line", self.peer_address)
                    self._end(Reason.SILENT)
                await self._finish_writing()
            finally:
                self._nursery = None
            nursery.cancel_scope.cancel()

    # input

    async def _keep_reading(self) -> None:
        while not self.closed:
            await self._receiving.wait()
            if self._unreported:
                await self._report_one()
            elif self._wire.behind:
                self._feed(b"")
                await trio.lowlevel.checkpoint()
            elif self._at_end:
                await self._post(Received(self, InputEnded()))
                await trio.sleep_forever()  # until close()
            else:
                await self._receive()

    async def _receive(self) -> None:
        """Let what comes be taken, until something has to wait or somebody wakes us."""
        with trio.CancelScope() as self._waiting:
            if self._woken:
                self._waiting.cancel()
            try:
                await self._transport.receive_each(self._limits.read_size, self._take)
            except PeerMisbehaved as violation:
                log.warning("%s disconnected: %s", self.peer_address, violation)
                self._end(Reason.VIOLATION)
            except _BROKEN:
                self._end(Reason.BROKEN)
        if self._woken:
            self._woken = False
            self._feed(b"")

    def _take(self, data: bytes) -> bool:
        """Something has come, or b"" for the end; whether more may be taken before the task looks again."""
        if self._clear and (line := self._wire.only_line(data)) is not None:
            self._lines.add((self, line))  # type: ignore[union-attr] # there are, where it is clear
            return self._reason is None
        if data:
            return self._feed(data)
        self._at_end = True
        self._unreported.extend(self._wire.finish())
        return False

    def _look(self) -> None:
        """See whether plain lines may take the short way: nothing is before them, and nobody waits for the first."""
        self._clear = self._lines is not None and not (self._silent or self._unreported or self._braked)

    def give_back(self, line: bytes) -> None:
        """A line of the last batch of reads could not be reported: the task finds out what is to be done."""
        self._unreported.append(LineReceived(line))
        self._look()
        self._waiting.cancel()

    def _feed(self, data: bytes) -> bool:
        events = self._wire.receive(data)
        self._send()
        for at, event in enumerate(events):
            if at >= AT_ONCE or not self._report_now(event):
                self._unreported.extend(events[at:])
                self._look()
                return False
        return self._reason is None and not self._wire.behind

    def _report_now(self, event: Event) -> bool:
        """Report an event unless it has to wait."""
        if self._unreported or self._braked or self._is_violation(event):
            return False
        try:
            self._port.post_nowait(Received(self, event))
        except trio.WouldBlock:
            return False
        except trio.ClosedResourceError:
            # nobody listens any more: the driver is on its way out
            self._end(Reason.CLOSED_BY_US)
        return True

    async def _report_one(self) -> None:
        """Report the first of the events that had to wait."""
        event = self._unreported.popleft()
        self._look()
        if not self._is_violation(event):
            await self._post(Received(self, event))

    def _is_violation(self, event: Event) -> bool:
        """Look what it is that is reported: the last, or the first that a user has typed."""
        if isinstance(event, ProtocolViolated):
            log.warning("%s disconnected: %s", self.peer_address, event.reason)
            self._end(Reason.VIOLATION)
            return True
        if self._silent and isinstance(event, _INPUT):
            self._silent = False
            self._look()
            self._reading.deadline = math.inf
        return False

    def _end(self, reason: Reason) -> None:
        if self._reason is None:
            self._reason = reason
            self._reading.cancel()

    # output

    def _send(self) -> None:
        self._put_out(self._wire.data_to_send())

    def _put_out(self, data: bytes) -> None:
        """Send now what fits; the rest is for _write_pending."""
        if not data or self._mute:
            return
        pending = self._pending
        if pending is None:
            send_now = self._send_some
            try:
                sent = send_now(data)
            except WOULD_BLOCK:
                sent = 0
            except OSError:
                self._broke_off()
                return
            if sent == len(data):
                return
            data = data[sent:]
            pending = self._pending = bytearray()
        pending += data
        if len(pending) > self._limits.max_pending:
            log.warning("%s disconnected: %d bytes of output not read", self.peer_address, len(pending))
            self._pending = None
            self._end(Reason.TOO_SLOW)
        else:
            self._write_later()

    def _broke_off(self) -> None:
        """The peer takes no more; the reader will find the end when it has read what came before it went away."""
        self._mute = True
        self._pending = None

    def _write_later(self) -> None:
        """See to it that what is pending is written; before the task has begun and after it has ended nobody does."""
        if self._pending and not self._writing and self._nursery is not None:
            self._writing = True
            self._nursery.start_soon(self._write_pending)

    async def _write_pending(self) -> None:
        while (pending := self._pending) is not None:
            await self._transport.wait_writable()
            if self._pending is not pending:
                continue  # it was given up
            try:
                del pending[: send(self._transport, pending)]
            except OSError:
                self._broke_off()
            if not pending:
                self._pending = None
        self._writing = False
        self._emptied.set()
        self._emptied = trio.Event()

    async def _finish_writing(self) -> None:
        """Let the peer have the last words: write them, say that they were the last, wait until it closes too.

        Closing a socket that still holds unread input would make the kernel take back what was written.
        """
        if self._reason not in (Reason.CLOSED_BY_US, Reason.CLOSED_BY_PEER, Reason.SILENT):
            return
        self._wire.end()
        self._send()
        with trio.move_on_after(self._limits.close_grace):
            while self._pending:
                await self._emptied.wait()
            self._transport.send_eof()
            while await self._read_away():
                pass

    async def _read_away(self) -> bytes:
        try:
            return await self._transport.receive_some(self._limits.read_size)
        except _BROKEN:
            return b""
