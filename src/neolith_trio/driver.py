"""The driver: main() is the whole program, and Driver says who owns what. Read this first.

A Driver owns, in the order in which they start and, backwards, in which they stop:

    the log                what everybody tells the operator
    the inbox              where everything that happens outside LPC arrives, in one order
    the signals            SIGTERM and SIGINT, in the main thread only
    the resolver           one service, like all down to the console: names, in threads (services.resolver)
    the sockets of LPC     one service (services.sockets)
    the requests of LPC    one service: HTTP (services.http)
    the web port           one service, with WebPort: what LPC serves, the console (web.service)
    the world              simul_efuns, master, preloaded objects (backend.boot)
    the listeners          one service for each port of the configuration (net.listeners)
    the console            one service, with -c (services.console)
    the backend            not a task of its own: it is what run() does while everything lives (backend.task)

Rule: there is one way to stop, whoever wants it: accept nobody, run what was queued, tell the mudlib, write its last
words, end the services, latest first. It takes `STOP` seconds at most; what is left then is named in the log. A second
signal cuts it short. Cancelled from around, the driver still stops this way, and is cancelled afterwards.

Most runs need few of the rooms: what only some of them need is imported by the function that needs it.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import attrs
import trio

from neolith_trio.backend import compiling
from neolith_trio.backend.boot import BootFailed, boot, create_world
from neolith_trio.backend.clock import Clock
from neolith_trio.backend.events import Event, StopRequested
from neolith_trio.backend.log import DebugLog, collecting
from neolith_trio.backend.ports import WorldPorts
from neolith_trio.backend.releasing import release
from neolith_trio.backend.task import Backend
from neolith_trio.concurrency import Header, Inbox, Live, Recorder, RecordingError, Replay, Source
from neolith_trio.config import Config
from neolith_trio.data import frozen
from neolith_trio.errors import ConfigError, ListenFailed
from neolith_trio.invocation import USAGE_ERROR, Answer, Check, Compile, Man, Mcp, Run, RunTests, parse
from neolith_trio.offline import (
    FAILED,
    check,
    compile_file,
    complain,
    read_manual,
    write_to_standard_error,
    write_to_standard_output,
)
from neolith_trio.opening import Openings, connect_world
from neolith_trio.protocols.ports import Port
from neolith_trio.runtime import garbage
from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.runtime.programs.loading import Loader
from neolith_trio.signals import is_free, receiving

if TYPE_CHECKING:
    from neolith_trio.backend import lpc_tests
    from neolith_trio.backend.tracing import Tracer
    from neolith_trio.net.listeners import Listener

log = logging.getLogger(__name__)

STOP = 5.0
"""Seconds from the decision to stop to the end, at most: as long as a service supervisor waits before it kills."""
QUEUED = 2.5
"""How many of them what was queued may run for."""
LAST_WORDS = 3.5
"""After how many the services that have not ended by themselves are cancelled; they have the rest to give up."""


TESTS_BEGIN = 1_000_000_000.0
"""When LPC tests believe that they were started, in seconds since the epoch."""


async def main(argv: Sequence[str] | None = None) -> int:
    """Do what a command line says (sys.argv by default) and return the exit status; never raises SystemExit."""
    invocation = parse(sys.argv[1:] if argv is None else argv)
    if isinstance(invocation, Answer):
        tell = write_to_standard_output if invocation.status == 0 else write_to_standard_error
        tell(invocation.text.encode())
        return invocation.status
    try:
        match invocation:
            case Compile(lpc_file, _, config_file):
                return compile_file(Config.choose(config_file, lpc_file, invocation.mudlib), invocation)
            case Check():
                return check(invocation)
            case RunTests():
                return await _run_tests(invocation)
            case Man():
                return read_manual(invocation)
            case Mcp():
                return await _serve_mcp(invocation)
            case Run(config_file, lpc_file):
                config = Config.choose(config_file, lpc_file, invocation.mudlib)
                return await Driver(config, invocation, alone=True).run()
    except (ConfigError, RecordingError) as problem:
        return complain(str(problem))
    except OSError as problem:
        # the recording that cannot be opened; everything else has its own place
        return complain(f"{problem.filename}: {problem.strerror}" if problem.filename else str(problem))


async def _run_tests(invocation: RunTests) -> int:
    """Run LPC tests in a driver whose clock and random numbers are the same every time."""
    from neolith_trio.backend import lpc_tests

    try:
        conf = invocation.config_file
        given = None if conf is None else Config.choose(conf, mudlib=invocation.mudlib)
        config, paths = lpc_tests.prepare(given, invocation.paths)
        selected = lpc_tests.selection(invocation.words)
    except ConfigError as problem:
        complain(str(problem))
        return USAGE_ERROR
    report = lpc_tests.Report(config, write_to_standard_output)
    log = lpc_tests.CapturedLog()
    tests = lpc_tests.TestRun(paths, log, report.tell, selected)
    driver = Driver(
        config,
        Run(defines=invocation.defines),
        signals=False,
        write=lambda shown: log.write(shown.decode("utf-8", "surrogateescape")),
        log=log,
        start=TESTS_BEGIN,
        seed=1,
    )
    await driver.run(task_status=_Up(tests))
    return 0 if report.finish(complete=tests.complete, log=log.take(), left_out=tests.left_out) else FAILED


async def _serve_mcp(invocation: Mcp) -> int:
    """A mud for one program that speaks MCP on standard input and output."""
    config = Config.choose(invocation.config_file, mudlib=invocation.mudlib)
    driver = Driver(config, Run(defines=invocation.defines), write=write_to_standard_error, over_stdio=True)
    return await driver.run()


@frozen
class _Up:
    """Whom a driver with tests tells that it is up."""

    _tests: lpc_tests.TestRun

    def started(self, driver: Driver | None = None) -> None:
        """The first test may begin."""
        assert driver is not None
        self._tests.begin(driver._world)


class Driver:
    """One running mud. Several may live in one process, each in a task of its own."""

    def __init__(
        self,
        config: Config,
        invocation: Run | None = None,
        *,
        signals: bool | None = None,
        loader: Loader | None = None,
        write: Callable[[bytes], None] | None = None,
        log: DebugLog | None = None,
        start: float | None = None,
        seed: int | None = None,
        over_stdio: bool = False,
        alone: bool = False,
    ) -> None:
        """A driver for one run().

        `signals`: whether to stop on SIGTERM and SIGINT, and to measure evaluations by a timer signal; by default in
        the main thread. `write`: standard output. `log`: by default the one of the configuration. `start`: the time at
        which its clock starts, by default the time of day. `seed`: of random(), by default another one each time.
        `over_stdio`: nobody comes in but a program that speaks MCP on standard input and output. `alone`: the process
        is this mud and nothing else, so that Python's collector of garbage may be set up for it.
        """
        self.config = config
        self.invocation = invocation or Run()
        self._in_main_thread = threading.current_thread() is threading.main_thread()
        self._signals = self._in_main_thread if signals is None else signals
        self._loader = loader
        self._write = write or write_to_standard_output
        self._given_log = log
        self._start = start
        self._seed = secrets.randbits(63) if seed is None else seed
        self._over_stdio = over_stdio
        self._alone = alone
        self._draining = trio.CancelScope()
        self._drained = False
        self._stop_wanted: StopRequested | None = None

    # -- from outside ----------------------------------------------------------------------------------------

    @property
    def port(self) -> Port:
        """Where connections report what happens to them; for services and tests."""
        return self._inbox

    @property
    def listeners(self) -> list[Listener]:
        """The ports that are served."""
        return self._openings.listeners

    @property
    def web_addresses(self) -> list[tuple[str, int]]:
        """Where the web port listens."""
        return self._openings.web_addresses

    @property
    def mcp_addresses(self) -> list[str]:
        """Where programs that speak MCP come in."""
        return self._openings.mcp_addresses

    def stop(self, reason: str, status: int = 0) -> None:
        """While it runs: begin the orderly stop; called again, cut it short."""
        if self._stop_wanted is None:
            self._stop_wanted = StopRequested(reason, status)
            self._slot.post(self._stop_wanted)
        elif not self._drained:
            self._draining.cancel()
        else:
            for service in self._openings.services:
                service.cancel()
        self._backend.hurry()

    def _stop_after_failure(self, reason: str) -> None:
        """A fault in a service costs the mud its life, but not its orderly end."""
        self.stop(reason, FAILED)

    # -- the life of a driver --------------------------------------------------------------------------------

    async def run(self, *, task_status: trio.TaskStatus[Driver] = trio.TASK_STATUS_IGNORED) -> int:
        """Live until somebody wants the stop; the exit status. Started when users can come in."""
        with ExitStack() as owned:
            self._log = self._given_log or _opened_log(self.config)
            owned.callback(self._log.close)
            owned.enter_context(collecting(self._log, self.invocation.debug_level))
            self._inbox: Inbox[Event] = owned.enter_context(Inbox[Event]())
            self._slot = self._inbox.reserve()
            self._set_up(owned)
            async with trio.open_nursery() as around:
                around.start_soon(self._notice_cancellation)
                # what comes from around ends the driver in order, and not all its tasks at once
                with trio.CancelScope(shield=True):
                    status = await self._live(task_status)
                around.cancel_scope.cancel()
            return status

    async def _notice_cancellation(self) -> None:
        try:
            await trio.sleep_forever()
        finally:
            if self._stop_wanted is None:
                self.stop("cancelled")

    def _set_up(self, owned: ExitStack) -> None:
        """The world, still empty, and the backend that will drive it, with what both need."""
        if self._over_stdio or self.config.mcp_port is not None or self.config.web_console:
            from neolith_trio.backend.errands import prepared

            place = owned.enter_context(tempfile.TemporaryDirectory(prefix="neolith-errands-"))
            self.config = prepared(self.config, Path(place))
        clock = Clock(self._start)
        source, seed = self._source(clock, owned)
        self._ports = WorldPorts(self._log, self._show, source.ask("time", clock.now), self.config.charset)
        # runs that must repeat exactly count steps; a signal is for nobody but the main thread's driver
        repeats = self.invocation.record is not None or self.invocation.replay is not None
        timer = self._signals and not repeats and is_free("SIGVTALRM")
        loader = self._loader or compiling.make_loader(
            self.config, self.invocation.arguments, self.invocation.defines, counting=not timer
        )
        tracer = self._tracer()
        loader = loader if tracer is None else tracer.around(loader)
        self._world = create_world(self.config, self._ports, loader, seed=seed, timer=timer)
        budget = self._world.evaluation.budget
        if isinstance(budget, TimedBudget):
            budget.install()
            owned.callback(budget.uninstall)
        self._backend = Backend(self._world, self._world.evaluation, source, self._ports, clock)
        if tracer is not None:
            tracer.watch(self._world)
            self._backend.tracer = tracer
        self._now = partial(source.ask, "time", clock.now)
        self._asked = source
        self._openings = Openings(self.config, self._world, self._inbox, self._log, self._stop_after_failure)
        connect_world(self._world, source)

    def _tracer(self) -> Tracer | None:
        """Who writes traces, when somebody wants them."""
        if not self.invocation.trace_flags:
            return None
        from neolith_trio.backend import tracing

        for complaint in tracing.complaints(self.invocation.trace_flags):
            self._log.write(f"warning: {complaint}")
        return tracing.Tracer(self.invocation.trace_flags, self._log.write)

    def _tick(self) -> None:
        """Let the world's clock go on, while it comes up."""
        self._ports.time = self._now()

    def _show(self, text: str) -> None:
        self._write(text.encode(self.config.charset.codec, "surrogateescape"))

    def _source(self, clock: Clock, owned: ExitStack) -> tuple[Source[Event], int]:
        """Where the backend learns what happens: from the inbox, perhaps written down, or from a recording."""
        live: Source[Event] = Live(self._inbox, clock.now)
        if self.invocation.replay is None and self.invocation.record is None:
            return live, self._seed
        from neolith_trio.backend.codec import Codec

        codec = Codec(self._write)
        digest = _digest(self.config, self.invocation)
        if self.invocation.replay is not None:
            replay = Replay(_opened(owned, self.invocation.replay, "r"), codec.decode)
            if replay.header.config != digest:
                log.warning("the recording was made with another configuration")
            return replay, replay.header.seed
        assert self.invocation.record is not None
        file = _opened(owned, self.invocation.record, "w")
        return Recorder(live, Header(self._seed, digest), file, codec.encode), self._seed

    async def _live(self, up: trio.TaskStatus[Driver]) -> int:
        """Everything between the first task and the last."""
        status = 0
        async with trio.open_nursery() as nursery:
            is_heard = self._signals and self._in_main_thread
            with receiving(nursery, self.stop, lambda: self._openings.doors) if is_heard else nullcontext():
                for warning in (*self.config.warnings, *self.invocation.warnings):
                    self._log.write(f"warning: {warning}")
                try:
                    status = await self._boot_and_serve(nursery, up)
                except BootFailed as problem:
                    status = self._failed(str(problem), problem.status)
                except (ConfigError, ListenFailed, RecordingError) as problem:
                    status = self._failed(str(problem))
                await self._stop_in_order()
            nursery.cancel_scope.cancel()
        return status or self._backend.status

    async def _boot_and_serve(self, nursery: trio.Nursery, up: trio.TaskStatus[Driver]) -> int:
        """Bring the world up, open the doors, and take turns until the stop is wanted."""
        if self.invocation.replay is None:
            await self._openings.open_network(nursery, self._asked)
            await self._openings.open_web(nursery)
        with garbage.seldom() if self._alone else nullcontext():
            await boot(
                self._world,
                self.invocation.epilog_level,
                tick=self._tick,
                wanted=lambda: self._stop_wanted is None and not self._backend.stopped_by_mudlib,
            )
        if self._backend.stopped_by_mudlib:
            # the mudlib did not want to come up; for the drivers before, that was a good end
            self._ports.exit_status = 0
            return 0
        if self.invocation.replay is None and self._stop_wanted is None:
            await self._open_doors(nursery)
        up.started(self)
        # who is alone at a console can wait for a search, but not longer for the first prompt
        with garbage.unfelt() if self._alone and self.listeners else nullcontext():
            await self._backend.run()
        return 0

    async def _open_doors(self, nursery: trio.Nursery) -> None:
        """Users may come in."""
        if not self._over_stdio:
            await self._openings.open_ports(nursery, self._ports)
        if self.invocation.console:
            await self._openings.open_console(nursery)
        if self._over_stdio or self.config.mcp_port is not None:
            await self._openings.open_mcp(nursery, self._backend, over_stdio=self._over_stdio, gone=self.stop)

    def _failed(self, text: str, status: int = FAILED) -> int:
        """The start failed: say so where somebody looks."""
        self._log.write(text)
        if self._log.path is not None:
            complain(f"{text}; the log is {self._log.path}")
        return status

    # -- the stop --------------------------------------------------------------------------------------------

    async def _stop_in_order(self) -> None:
        """The one way to stop."""
        begin = trio.current_time()
        self._openings.stop_accepting()
        self._backend.stop_receiving()
        self._openings.stop_reading()
        self._draining.deadline = begin + QUEUED
        with self._draining:
            await self._backend.run_what_is_queued()
        self._drained = True
        if self._draining.cancelled_caught:
            log.warning("not everything that was queued could be run")
        with trio.CancelScope(deadline=begin + LAST_WORDS):
            await self._backend.tell_mudlib()
        self._backend.close_connections()
        world, programs = self._world, self._over_stdio or self.config.mcp_port is not None
        calls = world.mcp.described() if programs else []
        for line in (*world.operations.described(), *world.http.described(), *calls):
            self._log.write(f"ended by the stop: {line}")
        await self._openings.end(begin + LAST_WORDS, begin + STOP)
        if self._backend.stop is not None:
            log.info("stopped: %s", self._backend.stop.reason)
        if self.invocation.pedantic:
            self._backend.forget_users()
            release(self._world, self._log.write)


def _opened_log(config: Config) -> DebugLog:
    path = config.debug_log_path
    try:
        return DebugLog(path, with_date=config.log_with_date)
    except OSError as problem:
        why = f"{problem.filename or path}: {problem.strerror}"
        raise ConfigError(f"the log cannot be opened: {why}; change LogDir, or leave it out") from problem


def _opened(owned: ExitStack, path: Path, mode: str) -> TextIO:
    return owned.enter_context(Path(path).open(mode, encoding="ascii"))  # type: ignore[return-value]


def _digest(config: Config, invocation: Run) -> str:
    """What two runs must have in common for one to be the replay of the other."""
    settings = attrs.asdict(config, recurse=False)
    of_the_files = ("web_root", "mudlib_dir", "mudlib_dir_text", "mounts", "log_dir_name", "source", "warnings")
    of_the_network = ("ports", "bind_address", "tls_certificate", "tls_key", "trusted_proxies", "web_origins")
    of_the_web = ("web_address", "web_token", "web_token_file")
    of_mcp = ("mcp_port", "mcp_address", "mcp_token_file", "agent_key_file")
    for about_the_machine in (*of_the_files, *of_the_web, *of_the_network, *of_mcp):
        del settings[about_the_machine]
    asked = (invocation.arguments, invocation.defines, invocation.epilog_level)
    return hashlib.sha256(repr((sorted(settings.items()), asked)).encode()).hexdigest()
