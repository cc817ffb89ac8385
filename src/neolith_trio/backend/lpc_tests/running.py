"""One LPC test after the other, each in a clone of its file and in entries of its own.

    the file is loaded; then for every function test_*() of it:
    a clone is made (create() runs), setup(), the function, teardown(), and the clone is destructed

The rule: each step is an entry with a whole evaluation budget, and a test has failed when one of its steps, or a
call_out of the clone, raises an error that nobody catches. A test is over when its function has returned and the clone
has no call_out pending any more; the clock is virtual, so nobody waits for that. Steps are due like timers are, so a
test's steps run among everything else that the mud does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs

from ...errors import CompileError, ExecutionLimit, LpcError
from ...runtime.calls import apply
from ...runtime.programs.linker import winning_functions
from ...runtime.reports import Error, as_lpc_error
from ...runtime.tracing.traces import Trace, trace_of
from ...runtime.values import Entity, LpcObject
from ...runtime.world import World
from ..log import DebugLog
from .selecting import Fits

LONGEST: Final = 86_400.0
"""Seconds of virtual time after which a test that still has call_outs has failed."""

PREFIX: Final = "test_"


class CapturedLog(DebugLog):
    """What the driver logs and shows, kept for those who look for the cause of a failure."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def write(self, text: str) -> None:
        """Keep the lines of a text."""
        self.lines.extend(text.rstrip("\n").split("\n"))

    def take(self) -> tuple[str, ...]:
        """What was kept since the last time."""
        taken, self.lines = tuple(self.lines), []
        return taken


@attrs.frozen
class Failure:
    """The error of a test, and where it came from."""

    text: str
    trace: Trace


@attrs.frozen
class Outcome:
    """What became of a test; of a file when it has no `name`."""

    path: str
    name: str
    failure: Failure | None
    log: tuple[str, ...] = ()


@attrs.define(eq=False)
class _Step:
    """The next step, as something that comes due."""

    owner: Entity
    run: Callable[[], None]
    pending: bool = True


class TestRun:
    """The tests of these LPC files; every outcome is told to `tell`, and at the end the driver is stopped."""

    __test__ = False  # for pytest, which looks for classes of that name

    def __init__(
        self,
        paths: Sequence[str],
        log: CapturedLog,
        tell: Callable[[Outcome], None],
        selected: Fits = lambda name: True,
    ) -> None:
        self.complete = False
        """Whether every test was run."""
        self.left_out = 0
        """How many tests were not wanted."""
        self._selected = selected
        self._paths = paths
        self._log = log
        self._tell = tell
        self._current: LpcObject | None = None
        self._stray: Failure | None = None

    def begin(self, world: World) -> None:
        """The mud has come up."""
        self._world = world
        self._log.take()
        world.evaluation.reports.witnesses.append(self._uncaught)
        self._next(self._script(), 0.0)

    def _next(self, script: Iterator[float], delay: float) -> None:
        """Let the script go on as an entry of its own, so many seconds from now."""
        world = self._world

        def run() -> None:
            wait = next(script, None)
            if wait is None:
                self.complete = True
                world.ports.shut_down(0)
            else:
                self._next(script, wait)

        assert world.master is not None
        world.timers.add(world.ports.now() + delay, _Step(world.master, run))

    # -- the script: what it yields are seconds to wait before it goes on ------------------------------------

    def _script(self) -> Iterator[float]:
        for path in self._paths:
            found: list[LpcObject] = []
            failure = self._attempt(lambda path=path, found=found: found.append(self._loaded(path)))  # type: ignore[misc]
            yield 0.0
            if failure is not None:
                self._tell(Outcome(path, "", failure, self._log.take()))
                continue
            for name in _tests_of(found[0]):
                if self._selected(f"{path}::{name}"):
                    yield from self._test(path, name)
                else:
                    self.left_out += 1

    def _loaded(self, path: str) -> LpcObject:
        loaded = self._world.objects.find_or_load(path, self._world.master)
        if loaded is None:
            raise LpcError(f"*{path} destructs itself when it is loaded\n")
        return loaded

    def _test(self, path: str, name: str) -> Iterator[float]:
        """One test from its clone to its end."""
        self._stray = None
        failure = self._attempt(lambda: self._make(path))
        yield 0.0
        if failure is None:
            failure = self._attempt(lambda: self._call("setup"))
            yield 0.0
        if failure is None:
            failure = self._attempt(lambda: self._call(name))
            yield 0.0
            if failure is None:
                yield from self._call_outs()
        failure = failure or self._stray
        last = self._attempt(lambda: self._call("teardown"))
        yield 0.0
        last = self._attempt(self._end) or last
        self._tell(Outcome(path, name, failure or last, self._log.take()))
        yield 0.0

    def _make(self, path: str) -> None:
        world = self._world
        self._current = world.objects.clone(path, world.master)
        if self._current is None:
            raise LpcError(f"*the clone of {path} destructs itself\n")
        if self._current.euid is None:  # a test acts on its own behalf
            self._current.euid = self._current.uid

    def _call(self, name: str) -> None:
        apply(self._world, None, self._current, name)

    def _call_outs(self) -> Iterator[float]:
        """Wait until the test has none any more, or has failed in one."""
        world = self._world
        latest = world.ports.now() + LONGEST
        while self._stray is None:
            due = [one.due for one in world.timers.pending() if one.owner is self._current]
            if not due:
                return
            if min(due) > latest:
                self._stray = Failure(f"there is still a call_out pending after {LONGEST:.0f} seconds", Trace(()))
                return
            yield max(0.0, min(due) - world.ports.now())

    def _end(self) -> None:
        ob, self._current = self._current, None
        if isinstance(ob, LpcObject):
            self._world.objects.destruct(ob, self._world.master)

    # -- errors ----------------------------------------------------------------------------------------------

    def _attempt(self, thunk: Callable[[], Any]) -> Failure | None:
        """Do something in LPC; the error that came of it."""
        world = self._world
        depth = len(world.context.callers)
        try:
            thunk()
        except (LpcError, ExecutionLimit, RecursionError) as problem:
            del world.context.callers[depth:]
            return _failure(problem, world)
        return None

    def _uncaught(self, error: Error, trace: Trace) -> None:
        """An error in any other entry: it is the test's when the test had a part in it."""
        if self._stray is None and self._current is not None and any(p.object is self._current for p in trace.places):
            self._stray = Failure(error.text(), trace)


def _failure(problem: LpcError | ExecutionLimit | RecursionError, world: World) -> Failure:
    error = as_lpc_error(problem)
    text = error.text()
    while isinstance(error.__cause__, LpcError):
        error = error.__cause__
        text = f"{text} {error.text()}"
    if isinstance(error.__cause__, CompileError) and error.__cause__.diagnostics:
        text = error.__cause__.diagnostics[0].headline()
    return Failure(text, trace_of(error, world))


def _tests_of(ob: LpcObject) -> list[str]:
    """The test functions of a program, those that it inherits first, each program's in the order of its lines."""
    return [name for name in winning_functions(ob.program) if name.startswith(PREFIX)]
