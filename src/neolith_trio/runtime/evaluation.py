"""One entry into LPC: its budget, its limits, and what happens to an error that nobody caught.

`Evaluation.run` is the only way from the outside into LPC. Whatever the LPC code does, it returns: an error is
reported through the master's error_handler() and the log, the books of the context are cleared, and the next entry
starts clean. Who makes many entries in a row makes them inside `entries()`, so that what is the same for all of them is
done once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..config import Grammar
from ..errors import UNCATCHABLE, ExecutionLimit, LpcError, TooDeepRecursion, runtime_error
from . import limits
from .budget import EntryBudget
from .calls import apply
from .errors import starred
from .promises import Promise, Rejection
from .texts.printing import show
from .tracing import stack
from .tracing.traces import Trace, ends_at_catch, inside_catch, left_callers, trace_of
from .values import LpcObject

if TYPE_CHECKING:
    from .world import World

FRAMES_PER_CALL: Final = 6  # Python frames of one LPC call through an efun, at most
MOST_FRAMES: Final = 2_900  # beyond 3,000 a recursion through a sort comparator crashes CPython
SPARE_FRAMES: Final = 150
Error = LpcError | ExecutionLimit


HANDLER_DEPTH: Final = 10  # calls that the mudlib's error_handler() may always nest


class Evaluation:
    """The entries of one world."""

    def __init__(self, world: World, budget: EntryBudget) -> None:
        self._world = world
        self.budget = budget
        self.witnesses: list[Callable[[Error, Trace], None]] = []  # hear of every error that no catch() saw
        self._stars = world.config.dialect.grammar is Grammar.FLUFFOS
        self._reporting = False
        self._running = False
        self._limit = 0  # Python's recursion limit for entries, while they are prepared
        self._frames = min(world.context.maximum_depth * FRAMES_PER_CALL + SPARE_FRAMES, MOST_FRAMES)

    def entries(self) -> _Entries:
        """A context manager around entries in a row, at one moment of the clock.

        Nothing else may run meanwhile: for others Python's recursion limit may be low.
        """
        return _Entries(self)

    def run(self, entry: Callable[..., Any], *args: Any) -> bool:
        """Call `entry` as one entry; False when it ended in an error (which is reported then)."""
        if not self._limit:
            with self.entries():
                return self.run(entry, *args)
        if self._running:
            raise RuntimeError("an entry into LPC inside another one")
        world, budget = self._world, self.budget
        self._running = True
        if world.watch.wanted:
            world.watch.start()
        try:
            budget.begin()
            entry(*args)
            return True
        except (LpcError, ExecutionLimit, RecursionError) as error:
            budget.end()
            self._report_uncaught(error)
            return False
        except TypeError as error:
            budget.end()
            self._report_uncaught(_end_of_stack(error))
            return False
        finally:
            budget.end()
            if world.watch.wanted:
                world.watch.stop()
            self._running = False
            context = world.context
            context.callers.clear()
            context.commanding = context.interacting = context.command = None
            world.objects.end_of_turn()

    def _report_uncaught(self, error: LpcError | ExecutionLimit | RecursionError) -> None:
        """Report in an entry of its own: the handler has a whole budget, and room however deep the error was."""
        sys.setrecursionlimit(_depth() + MOST_FRAMES)
        try:
            self.budget.begin()
            self.report(as_lpc_error(error))
        finally:
            sys.setrecursionlimit(self._limit)

    # -- errors ----------------------------------------------------------------------------------------------

    def report(self, error: Error) -> None:
        """An error that ends an entry, or an apply inside one: the master's error_handler() hears of it, or the log.

        The handler is told that it is caught when the apply came out of a catch(), although that never sees it.
        """
        above = sys._getframe(1)
        caught = isinstance(error, LpcError) and inside_catch(above)
        if isinstance(error, LpcError) and error.thrown and caught:
            return
        error = as_lpc_error(error)
        trace = trace_of(error, self._world, above=above)
        for witness in self.witnesses:
            witness(error, trace)
        self._tell(error, trace, caught=caught)

    def caught(self, error: LpcError) -> Any:
        """The value of a catch() that caught `error`; the master hears of it, but thrown values are nobody's business.

        An error in the handler takes the place of the one it was told. Compiled code calls this.
        """
        if self._stars:
            starred(error)
        if not self._is_heard():
            if self._stars and not error.thrown and not isinstance(error, Rejection):
                self._log(trace_of(error, self._world, above=sys._getframe(1)), error)
            return error.value
        if isinstance(error, Rejection):
            failure = error.failure
            if failure is not None and not failure.told and not failure.error.thrown:
                failure.told = True
                self.told(failure.error, failure.trace)
        elif not error.thrown and not self._reporting:
            error = self._tell(error, trace_of(error, self._world, above=sys._getframe(1)), caught=True) or error
        return error.value

    def told(self, error: LpcError, trace: Trace) -> None:
        """An error that rejected a promise has been observed: to the master it is one that was caught."""
        if not self._reporting:
            self._tell(error, trace, caught=True)

    def unhandled(self, promise: Promise) -> None:
        """A promise was rejected, and nobody has observed it."""
        failure = promise.failure
        trace = Trace(()) if failure is None else failure.trace
        if failure is not None and not failure.error.thrown:
            error = failure.error
        else:
            value = promise.value
            shown = value.removeprefix("*").rstrip("\n") if isinstance(value, str) else show(value)
            where = "" if trace.places else f" of /{promise.owner.name}"
            error = runtime_error(f"Unhandled rejection of a promise{where}: {shown}")
        for witness in self.witnesses:
            witness(error, trace)
        self._tell(error, trace, caught=False)

    def _is_heard(self) -> bool:
        """Has the master an error_handler()? Nobody else is told of an error that a catch() saw."""
        master = self._world.master
        return isinstance(master, LpcObject) and "error_handler" in master.applies

    def _tell(self, error: Error, trace: Trace, *, caught: bool) -> LpcError | None:
        """Report an error; the error that the master's handler made of it, if it failed itself."""
        world = self._world
        if self._stars and isinstance(error, LpcError):
            starred(error)
        text = error.value if isinstance(error.value, str) else "*Unspecified error\n"
        if self._reporting:
            world.ports.log("error in the mudlib's error handler")
            world.ports.log(trace.located(text))
            return None
        self._reporting = True
        try:
            answer = self._ask_master(error, text, trace, caught=caught)
        except (LpcError, ExecutionLimit, RecursionError, TypeError) as second:
            inner = as_lpc_error(_end_of_stack(second) if isinstance(second, TypeError) else second)
            world.ports.log("error in the mudlib's error handler")
            world.ports.log(trace_of(inner, world).located(inner.value if isinstance(inner.value, str) else ""))
            if caught and isinstance(inner, LpcError):
                return inner
            answer = None
        finally:
            self._reporting = False
        if answer is None and not caught:
            self._log(trace, error)
            self._tell_user(error)
        elif isinstance(answer, str) and answer:
            world.ports.log(answer.rstrip("\n"))
        return None

    def _log(self, trace: Trace, error: Error) -> None:
        """What the log has of an error that the master has no error_handler() for; in FluffOS also of a caught one."""
        text = error.value if isinstance(error.value, str) else "*Unspecified error\n"
        for line in trace.logged(text, self._world):
            self._world.ports.log(line)

    def _ask_master(self, error: Error, text: str, trace: Trace, *, caught: bool) -> Any:
        world = self._world
        if not self._is_heard():
            return None
        context = world.context
        depth = len(context.callers)
        before = context.commanding, context.interacting, context.command
        context.commanding = error.commander or context.commanding
        context.interacting = error.interacting or context.interacting
        context.command = error.command or context.command
        callers = left_callers(error)
        if depth + len(callers) < context.maximum_depth - HANDLER_DEPTH:
            context.callers += callers
        try:
            mapping = trace.as_mapping(text)
            return apply(
                world, trace.innermost_object, world.master, "error_handler", mapping, *([1] if caught else [])
            )
        finally:
            context.commanding, context.interacting, context.command = before
            del context.callers[depth:]

    def _tell_user(self, error: Error) -> None:
        """Without an error_handler() the user whose command failed sees the configured message."""
        message = self._world.config.default_error_message
        user = error.commander
        if message and isinstance(user, LpcObject) and user.interactive is not None:
            user.interactive.write(f"{message}\n")


class _Entries:
    """A class, for every cycle goes through one, and a generator costs three times as much."""

    __slots__ = ("_before", "_evaluation")

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation

    def __enter__(self) -> None:
        evaluation = self._evaluation
        world = evaluation._world
        limits.use(world.limits)
        world.context.now = world.ports.now()
        self._before = sys.getrecursionlimit()
        evaluation._limit = _depth() + evaluation._frames
        sys.setrecursionlimit(evaluation._limit)

    def __exit__(self, *error: object) -> None:
        self._evaluation._limit = 0
        sys.setrecursionlimit(self._before)


stack.REPORTING.add(Evaluation._ask_master.__code__)


def as_lpc_error(error: LpcError | ExecutionLimit | RecursionError) -> Error:
    """A RecursionError as the limit it stands for, with the place where it happened."""
    if isinstance(error, RecursionError):
        text = (UNCATCHABLE,) if ends_at_catch(error) else ()
        return TooDeepRecursion(*text).with_traceback(error.__traceback__)
    if isinstance(error, LpcError) and error.thrown:
        located = LpcError("*Throw with no catch.\n").with_traceback(error.__traceback__)
        located.commander, located.interacting, located.command = error.commander, error.interacting, error.command
        return located
    return error


def _end_of_stack(error: TypeError) -> RecursionError:
    """The RecursionError that PyPy makes a TypeError when it meets it in a `finally` or `with`, or raises what is none.

    It wants to note what was being handled there, and has no room left for that.
    """
    if isinstance(error.__context__, RecursionError) and "exception context" in str(error):
        return RecursionError().with_traceback(error.__traceback__)
    raise error


def _depth() -> int:
    """How many Python frames there are now."""
    depth = 0
    frame = sys._getframe()
    while frame is not None:
        depth += 1
        frame = frame.f_back  # type: ignore[assignment]
    return depth
