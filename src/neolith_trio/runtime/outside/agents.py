"""Agents: objects that a language model speaks for, each with a context of messages and tools that are LPC functions.

The rule: a run of the model is one operation under one handle, whatever number of questions it takes. After every
answer the tools that the model has asked for are called, each with a whole evaluation budget, and their results go into
the context. The run ends with one call of `done`: when the model asks for no tool any more, when it has had its turns,
or when it cannot be asked. A tool that has returned a promise is waited for, under the same handle. A tool that fails
is a result for the model and no error of the mud. What belongs to an agent goes with its object.

The context is kept in the form of a chat completion, outside of LPC and its limits. efuns/agents.py is the way in,
services/models.py asks the model.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from ...data import define, frozen
from ...errors import ExecutionLimit, LpcError, runtime_error
from ..calls import apply, evaluate
from ..closures import Closure
from ..promises import FULFILLED, PENDING, Promise
from ..values import Entity, LpcObject, Mapping, live
from .operations import Finish, Order, is_result
from .ports.operation import Ending, lpc_value
from .requests.model import ModelRequest, ToolRequest

if TYPE_CHECKING:
    from ..world import World

ROLES: Final = ("system", "user", "assistant", "tool")
"""By the number that LPC gives."""
MAX_TURNS: Final = 1
"""What `done` gets for an error when the turns are used up."""
MOST_CONTEXT: Final = 4_000_000
"""Characters of a context."""
SECONDS: Final = 300.0
"""How long the model may take for one answer, and a tool for its promise."""

Done: TypeAlias = Callable[[str, Any, bool], Any]
"""Gets the last that the model has said, 0 or what went wrong, and whether the run was cancelled."""
Written: TypeAlias = Callable[[Any], str]
"""An LPC value as JSON."""


@frozen
class Tool:
    """A function that the model may call."""

    name: str
    doc: str
    parameters: dict[str, Any]
    callback: Closure

    def described(self) -> dict[str, Any]:
        """It as the model is told of it."""
        about = {"name": self.name, "description": self.doc, "parameters": self.parameters}
        return {"type": "function", "function": about}


@define(eq=False)
class Agent:
    """What belongs to one agent."""

    context: list[dict[str, Any]] = attrs.field(factory=list)
    tools: dict[str, Tool] = attrs.field(factory=dict)
    size: int = 0
    thinking: bool = False
    """Whether a run of it waits for something."""
    leave: Callable[[], object] = lambda: None
    """Gives up the promise that is waited for."""

    def add(self, message: dict[str, Any]) -> None:
        """Append a message; LpcError when the context is full."""
        size = len(json.dumps(message))
        if self.size + size > MOST_CONTEXT:
            raise runtime_error(f"The context of an agent is larger than {MOST_CONTEXT} characters")
        self.context.append(message)
        self.size += size

    def forget(self) -> None:
        """Begin a new context."""
        self.context, self.size = [], 0


class Agents:
    """The agents of a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[Entity, Agent] = {}
        world.objects.tell_departures(self._known, self._forget)

    def of(self, ob: LpcObject) -> Agent:
        """What belongs to an object as an agent."""
        self._world.objects.heed(ob)
        return self._known.setdefault(ob, Agent())

    def _forget(self, ob: Entity) -> None:
        agent = self._known.pop(ob, None)
        if agent is not None:
            agent.leave()

    def begin(self, ob: LpcObject, turns: int, done: Done, written: Written) -> int:
        """Let the model speak for an agent; the handle of the run."""
        agent = self.of(ob)
        if agent.thinking:
            raise runtime_error(f"/{ob.name} waits for the model already")
        run = _Run(self._world, ob, agent, turns, done, written)
        return run.ask()


@define(eq=False)
class _Run:
    """One run: question, answer, tools, and again."""

    world: World
    ob: LpcObject
    agent: Agent
    turns: int
    done: Done
    written: Written
    handle: int = 0
    text: str = ""
    order: Order | None = None
    """The operation that the run waits for."""
    owed: deque[tuple[str, str, str]] = attrs.field(factory=deque)
    """The calls of tools that are still to be made."""
    told: list[dict[str, Any]] = attrs.field(factory=list)
    """What goes into the context when all have been made."""

    def ask(self) -> int:
        """Put the next question."""
        body: dict[str, Any] = {"messages": self.agent.context}
        if self.agent.tools:
            body["tools"] = [tool.described() for tool in self.agent.tools.values()]
        self.turns -= 1
        return self._wait_for("the language model", ModelRequest(json.dumps(body)), self._answered)

    def _wait_for(self, label: str, request: ModelRequest | ToolRequest, then: Finish) -> int:
        operations = self.world.operations
        self.handle = operations.begin(self.ob, "agent", label, request, then, seconds=SECONDS, handle=self.handle)
        self.order = operations.find(self.handle)
        self.agent.thinking = True
        return self.handle

    def _answered(self, answer: Mapping) -> None:
        """The model has spoken, or cannot be asked."""
        self.agent.thinking = False
        try:
            message = self._message(answer)
            calls = list(_calls(message))
        except _Unusable as why:
            self._end(str(why), cancelled=answer["outcome"] == Ending.CANCELLED.value)
            return
        self.text = message.get("content") or self.text
        if calls and self.turns > 0:
            self._go_on(message, calls)
            return
        try:
            # a call of a tool that is never answered would spoil the context for later questions
            if message.get("content"):
                self.agent.add({"role": "assistant", "content": message["content"]})
        except LpcError as full:
            self._end(full.text())
            return
        self._end(MAX_TURNS if calls else 0)

    def _go_on(self, message: dict[str, Any], calls: list[tuple[str, str, str]]) -> None:
        """Call the tools and put the next question, unless LPC has cancelled the run while the answer was coming."""
        if self.order is not None and self.order.cancelled:
            self._end(f"cancelled: {self.order.cancelled}", cancelled=True)
            return
        self.told = [{"role": "assistant", "content": message.get("content"), "tool_calls": message["tool_calls"]}]
        self.owed = deque(calls)
        self._use_tools()

    def _use_tools(self) -> None:
        """Call the tools that are still to be called, until one takes its time."""
        while self.owed:
            key, name, arguments = self.owed.popleft()
            content = self._called(partial(self._result, key, name, arguments))
            if content is None:
                return
            self._tell(key, content)
        try:
            for one in self.told:
                self.agent.add(one)
            if isinstance(self.ob, LpcObject):  # else a tool has destructed the agent, and nobody waits any more
                self.ask()
        except LpcError as full:
            self._end(full.text())

    def _tell(self, key: str, content: str) -> None:
        self.told.append({"role": "tool", "tool_call_id": key, "content": content})

    def _end(self, error: Any, *, cancelled: bool = False) -> None:
        to_lpc = self.world.config.charset.to_lpc
        self.world.budget.refill()
        self.done(to_lpc(_clean(self.text)), to_lpc(_clean(error)) if isinstance(error, str) else error, cancelled)

    def _message(self, answer: Mapping) -> dict[str, Any]:
        """The message in an answer of the service."""
        if not is_result(answer):
            raise _Unusable(self.world.config.charset.from_lpc(answer["error"]))
        text = self.world.config.charset.from_lpc(answer["body"])
        try:
            body = json.loads(text)
        except ValueError:
            body = None
        if answer["status"] != 200:
            raise _Unusable(f"status {answer['status']}: {_complaint(body) or text[:200]}")
        try:
            message = body["choices"][0]["message"]
        except (KeyError, IndexError, TypeError):
            message = None
        if not isinstance(message, dict) or not isinstance(message.get("content") or "", str):
            raise _Unusable("the model has not answered with a chat completion")
        return message

    # -- tools -----------------------------------------------------------------------------------------------

    def _called(self, call: Callable[[], str | None]) -> str | None:
        """The result of a tool as the model reads it; None when it comes later."""
        context, budget = self.world.context, self.world.budget
        depth = len(context.callers)
        budget.refill()
        try:
            return call()
        except (LpcError, ExecutionLimit, RecursionError) as problem:
            del context.callers[depth:]
            budget.refill()
            text = problem.text() if not isinstance(problem, RecursionError) else "Too deep recursion."
            return self._error(text)

    def _error(self, text: str) -> str:
        return json.dumps({"error": self.world.config.charset.from_lpc(text)})

    def _result(self, key: str, name: str, arguments: str) -> str | None:
        charset = self.world.config.charset
        tool = self.agent.tools.get(name)
        if tool is None:
            return json.dumps({"error": f"there is no tool {name}"})
        try:
            given = json.loads(arguments or "{}")
        except ValueError:
            given = None
        if not isinstance(given, dict):
            return json.dumps({"error": "the arguments are no JSON object"})
        about = charset.to_lpc(name), lpc_value(_plain(given), charset)
        veto = apply(self.world, None, self.ob, "before_tool_call", *about)
        if veto is not None and veto != 0:
            return json.dumps({"error": "tool vetoed"})
        result = evaluate(None, tool.callback, about[1])
        if result.__class__ is Promise and result.state == PENDING and isinstance(self.ob, LpcObject):
            self._wait(key, about, result)
            return None
        return self._delivered(about, result)

    def _delivered(self, about: tuple[str, Any], result: Any) -> str:
        """What a tool has returned, or its promise delivers, as the model reads it."""
        if result.__class__ is Promise:
            result.handled = True
            if result.state != FULFILLED:
                raise LpcError(result.value if isinstance(result.value, str) else "there is no result")
            result = live(result.value)
        other = apply(self.world, None, self.ob, "after_tool_call", *about, result)
        if other is not None and not (isinstance(other, int) and other == 0):
            result = other
        return self.world.config.charset.from_lpc(result if isinstance(result, str) else self.written(result))

    # -- tools that take their time --------------------------------------------------------------------------

    def _wait(self, key: str, about: tuple[str, Any], promise: Promise) -> None:
        """Wait for a promise as an operation, which has a deadline and can be cancelled."""
        self._wait_for(f"the tool {about[0]}", ToolRequest(about[0]), partial(self._waited, key, about, promise))
        order, promises = self.order, self.world.promises

        def settled(_: Promise) -> None:
            if order is not None:
                order.port.cancel(order.key, "the tool has an answer")

        promises.wait(promise, settled)
        self.agent.leave = lambda: promises.leave(promise, settled)

    def _waited(self, key: str, about: tuple[str, Any], promise: Promise, answer: Mapping) -> None:
        """The wait is over: there is an answer, or there will be none."""
        leave, self.agent.leave = self.agent.leave, lambda: None
        self.agent.thinking = False
        leave()
        if self.order is not None and self.order.cancelled:
            self._end(f"cancelled: {self.order.cancelled}", cancelled=True)
            return
        settled = promise.state != PENDING
        content = self._called(partial(self._delivered, about, promise)) if settled else self._error(answer["error"])
        self._tell(key, content or "")
        self._use_tools()


class _Unusable(Exception):
    """Nothing came that a run could go on with."""


def _calls(message: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The id, the name and the arguments of every tool that a message calls."""
    calls = message.get("tool_calls") or []
    if not isinstance(calls, list):
        raise _Unusable("the model has called no tool in a way that can be read")
    for one in calls:
        try:
            key, function = str(one["id"]), one["function"]
            yield key, str(function["name"]), str(function.get("arguments") or "")
        except (KeyError, TypeError, AttributeError):
            raise _Unusable("the model has called a tool in a way that cannot be read") from None


def _complaint(body: Any) -> str:
    """What a server says of an error."""
    error = body.get("error") if isinstance(body, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    return message if isinstance(message, str) else ""


def _plain(value: Any) -> Any:
    """What JSON gives, with tuples for lists."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    if isinstance(value, dict):
        return {_clean(key): _plain(one) for key, one in value.items()}
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str:
    """Text without lone surrogates, which JSON can have and no encoding takes."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
