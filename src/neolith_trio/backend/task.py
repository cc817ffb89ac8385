"""The one consumer: events become turns, and only here does anything from outside enter LPC.

A cycle: what has come is handled in the order of the inbox, then everybody who has typed something gets one command,
then what is due runs; output goes out in bursts, and at the end. Each of these is an entry of its own
(`Evaluation.run`, or a place in a row of rows.py): whatever it does, the next one starts clean.

Rule: nothing in a turn waits. Between turns the backend waits for two things only: for the next cycle, and for a
console whose reader is slow. It never posts to the inbox that it reads. The driver owns it, and runs it in one task.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

import trio

from ..concurrency import Cycle, RecordingError, Source
from ..protocols import events as protocol
from ..protocols.ports import Connected, Connection, Disconnected, Kind, Reason, Received
from ..runtime import clients, interactive
from ..runtime.calls import apply
from ..runtime.evaluation import Evaluation
from ..runtime.interactive import Interactive
from ..runtime.outside.ports.http import HttpAnswered, HttpFailed
from ..runtime.outside.ports.operation import OperationEnded, OperationProgressed
from ..runtime.outside.ports.socket import LookedUp
from ..runtime.outside.ports.web import EVENTS as WEB_EVENTS
from ..runtime.timing.beating import in_rows
from ..runtime.world import World
from .clock import Clock
from .errands import Asked, GivenUp
from .events import Event, StopRequested
from .ports import WorldPorts
from .rows import LONGEST, Row
from .turns import Turns
from .users import User

if TYPE_CHECKING:
    from .errands.running import Errands
    from .looking import Looks
    from .tracing import Tracer

log = logging.getLogger(__name__)

_AT_ONCE: Final = -math.inf  # a deadline that lets other tasks run and does not wait
_POLL: Final = 0.02  # seconds between two looks whether the last words of the console are written
_FOLLOW_UPS: Final = 100  # of promises and async functions in one cycle: then others have their turn
_LAST_CYCLES: Final = 100  # for promises that always have something to tell, when the stop is wanted
_PROMPTLY: Final = 0.02  # seconds for which the output of an early turn may wait for the other turns of its cycle


class Backend:
    """Takes turns until somebody wants the stop."""

    def __init__(
        self, world: World, evaluation: Evaluation, source: Source[Event], ports: WorldPorts, clock: Clock
    ) -> None:
        self.tracer: Tracer | None = None
        """Who wants to hear what happens."""
        self.stop: StopRequested | None = None
        """Who wants the stop, and why; None while nobody does."""
        self._world = world
        self._evaluation = evaluation
        self._source = source
        self._ports = ports
        self._clock = clock
        self._users: dict[Connection, User] = {}
        self._at_consoles: list[User] = []
        self._turns: Turns[User] = Turns()
        self.looks = self._looks() if world.config.web_port is not None else None
        """What answers the questions of operators."""
        self._for_reader = trio.CancelScope()
        self._flushed = 0.0
        self._cycles = 0

    @cached_property
    def errands(self) -> Errands:
        """What operators and their programs want done."""
        from .errands.running import Errands

        return Errands(self._world)

    def _looks(self) -> Looks:
        from .looking import Looks

        return Looks(self._world, self._evaluation, self.errands)

    # -- what the driver calls -------------------------------------------------------------------------------

    async def run(self) -> None:
        """Take turns until the stop is wanted, by LPC, by an event, or because the console is at its end."""
        self._world.timers.begin_sweeps()
        while self.stop is None:
            await self._cycle(self._deadline())

    async def run_what_is_queued(self) -> None:
        """After the decision to stop: everything that has come already still gets its turn, timers do not."""
        if self.stopped_by_mudlib:
            return
        idle = 0
        while not self.stopped_by_mudlib and idle < _LAST_CYCLES:
            came = await self._cycle(_AT_ONCE, timers=False)
            if not came and not self._turns:
                idle += 1
                if not self._world.promises:
                    return

    async def tell_mudlib(self) -> None:
        """The connections are about to end: every user object hears of it, unless the mudlib itself wanted the stop."""
        if not self.stopped_by_mudlib:
            for link in list(self._world.interactives):
                await trio.lowlevel.checkpoint()
                self._enter(lambda link=link: interactive.lost(self._world, link.object))  # type: ignore[misc]
        self._flush()

    @property
    def stopped_by_mudlib(self) -> bool:
        """Whether LPC called shutdown(): then nothing of LPC runs any more, as in the drivers before."""
        return self._ports.exit_status is not None

    @property
    def status(self) -> int:
        """The exit status: what shutdown() said, or what goes with the reason of the stop."""
        if self._ports.exit_status is not None:
            return self._ports.exit_status
        return self.stop.status if self.stop is not None else 0

    def close_connections(self) -> None:
        """The stop: nobody reads any more what users send, and their connections end after their last words."""
        for link in list(self._world.interactives):
            link.flush()
        for connection in list(self._users):
            # a terminal would offer to connect again; it ends with its service
            if not connection.reconnects:
                connection.close()

    def forget_users(self) -> None:
        """Everything has ended: let go of whoever was connected."""
        self._users.clear()
        self._at_consoles.clear()
        self._turns = Turns()

    def stop_receiving(self) -> None:
        """What users send from now on is not heard."""
        for user in self._users.values():
            user.stop_receiving()

    def hurry(self) -> None:
        """Wait for no reader any more: the stop is wanted."""
        self._for_reader.cancel()

    # -- a cycle ---------------------------------------------------------------------------------------------

    def _deadline(self) -> float:
        """Until when there is nothing to do unless something comes."""
        if self._turns or self._world.promises:
            return _AT_ONCE
        due = self._world.timers.next_due()
        return math.inf if due is None else self._clock.deadline(due)

    async def _cycle(self, deadline: float, *, timers: bool = True) -> bool:
        """Wait for events or the deadline, and do what there is to do; whether events came."""
        try:
            cycle = await self._source.cycle(deadline)
        except trio.EndOfChannel:
            return self._no_more_cycles(StopRequested("the recording is at its end"))
        except RecordingError as problem:
            log.error("%s", problem)
            return self._no_more_cycles(StopRequested(str(problem), status=1))
        self._ports.time = cycle.clock
        self._flushed = time.monotonic()
        self._cycles += 1
        if self.tracer is not None:
            self._trace(cycle.events, cycle.clock)
        with self._evaluation.entries():
            self._take_turns(cycle, timers=timers)
        if self._at_consoles:
            await self._wait_for_reader()
        return bool(cycle.events)

    def _take_turns(self, cycle: Cycle[Event], *, timers: bool) -> None:
        self._world.promises.begin_cycle()
        users, ask = self._users, self._turns.ask
        for event in cycle.events:
            # by far the most: a line of somebody, which has to wait for his turn and for nothing else
            if type(event) is tuple and (user := users.get(event[0])) is not None and user.keeps(event[1]):
                ask(user)
            else:
                self._handle(event)
        self._run_commands()
        if timers:
            self._run_timers(cycle.clock)
        self._follow_up()
        for user in self._at_consoles:
            self._look_after_console(user)
        self._flush()

    def _trace(self, events: Sequence[Event], now: float) -> None:
        assert self.tracer is not None
        self.tracer.cycle(len(events), now)
        for event in events:
            self.tracer.event(event)

    def _no_more_cycles(self, stop: StopRequested) -> bool:
        """A recording ends or is broken: what is left to run has no time to run at."""
        self.stop = self.stop or stop
        self._turns = Turns()
        return False

    def _run_timers(self, now: float) -> None:
        if self.stopped_by_mudlib:
            return
        due = self._world.timers.pop_due(now)
        if self.tracer is not None:
            self.tracer.due(due)
        for entry in in_rows(self._world, due):
            self._run(entry)  # what is due at the same moment runs although one of them asks for the stop
        if due:
            # one of them may have begun to wait for keystrokes that were typed long ago
            for user in self._users.values():
                if user.has_input:
                    self._turns.ask(user)

    def _follow_up(self) -> None:
        """What promises have to tell and async functions that go on, in order; the rest in the next cycle."""
        for _ in range(_FOLLOW_UPS):
            entry = None if self.stopped_by_mudlib else self._world.promises.next_entry()
            if entry is None:
                return
            self._run(entry)

    def _enter(self, thunk: Callable[[], Any]) -> bool:
        """One turn; False when it ended in an error, or LPC has asked for the stop before and has no turns any more."""
        return not self.stopped_by_mudlib and self._run(thunk)

    def _run(self, entry: Callable[..., Any], *args: Any) -> bool:
        fine = self._evaluation.run(entry, *args)
        if self._ports.exit_status is not None and self.stop is None:
            self.stop = StopRequested("shutdown()")
        if time.monotonic() - self._flushed > _PROMPTLY:
            self._flush()
        return fine

    def _flush(self) -> None:
        interactive.flush_written(self._world)
        self._flushed = time.monotonic()

    async def _wait_for_reader(self) -> None:
        """Let a console that nobody reads fast enough catch up, unless the driver is about to stop."""
        if self.stop is not None:
            return
        for user in list(self._at_consoles):
            connection = user.connection
            if connection.pending_bytes:
                with trio.CancelScope() as self._for_reader:
                    await connection.drained()
                    while user.leaving and connection.pending_bytes:  # noqa: ASYNC110 - no connection tells
                        await trio.sleep(_POLL)

    # -- events ----------------------------------------------------------------------------------------------

    def _handle(self, event: Event) -> None:
        match event:
            case (connection, line):
                self._received(connection, self._users.get(connection), protocol.LineReceived(line))
            case Received(connection, what):
                self._received(connection, self._users.get(connection), what)
            case Connected(connection):
                self._connected(connection)
            case Disconnected(connection, reason):
                self._disconnected(connection, reason)
            case StopRequested():
                self.stop = self.stop or event
            case LookedUp():
                self._enter_each(self._world.lookups.entries(event))
            case OperationEnded() | OperationProgressed():
                self._enter_each(self._world.operations.entries(event))
            case Asked() | GivenUp():
                self._enter_each(self.errands.entries(event))
            case HttpAnswered() | HttpFailed():
                self._enter_each(self._world.http.entries(event))
            case _ if isinstance(event, WEB_EVENTS):
                self._enter_each(self._world.web.entries(event))
            case _:
                self._enter_each(self._world.sockets.entries(event))

    def _enter_each(self, thunks: Iterable[Callable[[], Any]]) -> None:
        for thunk in thunks:
            self._enter(thunk)

    def _connected(self, connection: Connection) -> None:
        world = self._world
        console = connection.kind is Kind.CONSOLE
        welcome = self._enter(
            lambda: interactive.connect(world, connection, connection.local_port, console=console)
        )
        link = self._link(connection)
        if link is None or not welcome:
            self._refuse(connection, link)
            return
        self._users[connection] = User(connection, link)
        if console:
            self._at_consoles.append(self._users[connection])
        else:
            world.lookups.host_name(connection.peer_address)  # so that the name is known when somebody asks
        # of one turn with connect(), although an entry of its own: a shutdown() in between does not prevent it
        self._run(lambda: interactive.logon(world, link.object))  # type: ignore[arg-type]
        self._look_after_console(self._users[connection])

    def _link(self, connection: Connection) -> Interactive | None:
        return next((link for link in self._world.interactives if link.connection is connection), None)

    def _refuse(self, connection: Connection, link: Interactive | None) -> None:
        """connect() gave no user object."""
        if link is not None:
            link.remove(destructed=True)
        connection.close()
        if connection.kind is Kind.CONSOLE and not connection.reconnects:
            self.stop = self.stop or StopRequested("the mudlib does not take the console user")

    def _disconnected(self, connection: Connection, reason: Reason) -> None:
        """What the user sent before is still run; then the mudlib hears of it."""
        user = self._users.get(connection)
        if user is not None:
            self._no_more_from(user)
        if connection.kind is Kind.CONSOLE and reason is not Reason.CLOSED_BY_US:
            self.stop = self.stop or StopRequested("the console is at its end")

    def _no_more_from(self, user: User) -> None:
        user.end()
        if user.gone:
            self._forget(user)
        else:
            self._turns.ask(user)

    def _forget(self, user: User) -> None:
        self._users.pop(user.connection, None)
        if user in self._at_consoles:
            self._at_consoles.remove(user)
        self._turns.leave(user)

    def _received(self, connection: Connection, user: User | None, what: protocol.Event) -> None:
        if isinstance(what, protocol.Interrupted) and connection.kind is Kind.CONSOLE:
            self.stop = self.stop or StopRequested("interrupted at the console")
        if user is None or user.gone:
            return
        match what:
            case protocol.LineReceived(data):
                if what.truncated:
                    log.warning("%s: a line was too long and is cut short", connection.peer_address)
                self._typed(user, what, data + b"\n")
            case protocol.CharacterReceived(data):
                self._typed(user, what, data)
            case protocol.BytesReceived(data):
                self._apply(user, "process_input", bytearray(data))
            case protocol.InputEnded():
                self._no_more_from(user)
            case _ if user.told or not user.may_tell(self._cycles):
                user.put_off(what)
                self._turns.ask(user)
            case _:
                self._told(user, what)

    def _told(self, user: User, what: protocol.Event) -> None:
        """Something that a client tells beside the text."""
        self._enter_each(clients.entries(self._world, user.link, what))
        self._look_after_console(user)

    def _typed(self, user: User, what: protocol.LineReceived | protocol.CharacterReceived, data: bytes) -> None:
        """A line or a keystroke: kept for its turn, but for lines of an ascii port, which are data and no commands."""
        link = user.link
        if link.snooped_by is not None and not link.no_echo:
            snooper = link.snooped_by
            self._enter(lambda: interactive.receive_snoop(self._world, snooper, link.decode(data)))
        if user.connection.kind is Kind.ASCII and isinstance(what, protocol.LineReceived):
            self._apply(user, "process_input", link.decode(what.data))
        else:
            user.push(what)
            self._turns.ask(user)

    def _apply(self, user: User, name: str, *args: Any) -> None:
        self._enter(lambda: apply(self._world, None, user.link.object, name, *args))
        self._look_after_console(user)

    # -- commands --------------------------------------------------------------------------------------------

    def _run_commands(self) -> None:
        """One command of everybody who has something to run, and what else is to do about them."""
        world, ports, line, unflushed = self._world, self._ports, self._turns.cycle(), 0
        user = next(line, None)
        while user is not None:
            if not user.is_plain or ports.exit_status is not None or world.watch.wanted:
                self._command(user)
                unflushed, user = unflushed + 1, next(line, None)
            else:
                row = Row(world, ports, user, line, self._turns.ask)
                if not self._run(row.run):
                    self._enter(partial(clients.prompt_after_error, world, row.user.link))
                self._after_command(row.user)
                unflushed, user = unflushed + row.commands, row.follower or next(line, None)
            if unflushed >= LONGEST or time.monotonic() - self._flushed > _PROMPTLY:
                self._flush()
                unflushed = 0

    def _command(self, user: User) -> None:
        """One turn of a user: what was put off, and a command, or his end when nothing is left to run."""
        if user.told:
            for what in user.take_told(self._cycles):
                if not user.gone:
                    self._told(user, what)
        link = user.link
        taken = None if link.closing else user.take()
        if taken is not None:
            if not self._enter(lambda: clients.typed(self._world, link, link.decode(taken))):
                self._enter(lambda: clients.prompt_after_error(self._world, link))
        elif user.leaving and not user.gone:
            self._enter(lambda: interactive.lost(self._world, link.object))  # type: ignore[arg-type]
        self._after_command(user)

    def _after_command(self, user: User) -> None:
        if user.link.closing:
            self._look_after_console(user)
            user.forget_input()
        elif user.ended or user.has_input:
            # a cycle lies between the last command and the end, for its output to be written
            user.leaving = user.ended and not user.has_input
            self._turns.ask(user)

    def _look_after_console(self, user: User) -> None:
        """A console that cannot come back takes the driver along when its user is gone."""
        if user.gone and user.leaves_with_the_console and self.stop is None:
            self.stop = StopRequested("the console user is gone")
