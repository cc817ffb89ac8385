"""What becomes of an error: the master's error_handler() hears of it, or the log, and the user who caused it.

The rule: each error is told once, as caught or as one that nobody caught, with the places where it happened; an error
in the handler itself goes to the log alone. evaluation.py comes here with what ended an entry, compiled code with what
a catch() caught, promises.py with what rejected a promise; all others report by `World.report`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ..config import Grammar
from ..errors import UNCATCHABLE, ExecutionLimit, LpcError, TooDeepRecursion, runtime_error
from .calls import apply
from .errors import starred
from .promises import Promise, Rejection
from .texts.printing import show
from .tracing import stack
from .tracing.traces import Trace, ends_at_catch, inside_catch, left_callers, trace_of
from .values import LpcObject

if TYPE_CHECKING:
    from .world import World

HANDLER_DEPTH: Final = 10  # calls that the mudlib's error_handler() may always nest
Error = LpcError | ExecutionLimit


class Reports:
    """The errors of one world."""

    def __init__(self, world: World) -> None:
        self.witnesses: list[Callable[[Error, Trace], None]] = []
        """Who hears of every error that no catch() saw."""
        self._world = world
        self._stars = world.config.dialect.grammar is Grammar.FLUFFOS
        self._reporting = False

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
        text = _text_of(error)
        if self._reporting:
            world.ports.log("error in the mudlib's error handler")
            world.ports.log(trace.located(text))
            return None
        self._reporting = True
        try:
            answer = self._ask_master(error, text, trace, caught=caught)
        except (LpcError, ExecutionLimit, RecursionError, TypeError) as second:
            inner = as_lpc_error(end_of_stack(second) if isinstance(second, TypeError) else second)
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
        text = _text_of(error)
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


stack.REPORTING.add(Reports._ask_master.__code__)


def _text_of(error: Error) -> str:
    """The text of an error; throw() takes any value."""
    return error.value if isinstance(error.value, str) else "*Unspecified error\n"


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


def end_of_stack(error: TypeError) -> RecursionError:
    """The RecursionError that PyPy makes a TypeError when it meets it in a `finally` or `with`, or raises what is none.

    It wants to note what was being handled there, and has no room left for that.
    """
    if isinstance(error.__context__, RecursionError) and "exception context" in str(error):
        return RecursionError().with_traceback(error.__traceback__)
    raise error
