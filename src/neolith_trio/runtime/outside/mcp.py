"""What LPC offers to programs that speak MCP: tools, each of one object, and the calls of them that have no answer yet.

The rule: a call ends once: with the value of its function or of the promise that this has returned, with an error, when
its object is destructed, or when nobody waits for it any more; then nothing is answered, and what the promise stands
for is cancelled unless somebody else waits for it. A tool goes with its object. Whether programs can come in at all is
nobody's business here: without them tools are kept and do nothing.

The efuns (efuns/mcp.py) check what LPC says, backend/errands makes calls of events, mcp/lpc_tools.py shows the tools.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ...data import define, frozen
from ...errors import LpcError
from ..calls import apply, evaluate
from ..closures import Closure
from ..promises import FULFILLED, Promise, Waiting
from ..values import Entity, LpcObject, live

if TYPE_CHECKING:
    from ..world import World

MOST_TOOLS: Final = 1_000
SECONDS: Final = 60.0
"""How long a tool may take that says nothing else."""


@frozen
class Offer:
    """A tool as programs are told of it; `schema` of its arguments is JSON."""

    name: str
    title: str
    doc: str
    schema: str
    read_only: bool
    seconds: float


@frozen(eq=False)
class Tool:
    """A tool, whose it is, and the function that answers."""

    offer: Offer
    owner: Entity
    callback: str | Closure

    def call(self, caller: Entity, *args: Any) -> Any:
        """Call the function; LpcError when a name is of none."""
        if isinstance(self.callback, Closure):
            return evaluate(caller, self.callback, *args)
        result = apply(self.owner.world, caller, self.owner, self.callback, *args)
        if result is None:
            raise LpcError(f"there is no function {self.callback} in /{self.owner.name}\n")
        return result


@frozen
class Failure:
    """Why a call has no value; the promise, when it was one that was rejected."""

    text: str
    promise: Promise | None = None


End = Callable[[Any], None]
"""Hears of the value of a call, or of its `Failure`; in an entry."""


@define(eq=False)
class Call:
    """A call that has no answer yet, of a tool or of whatever else has returned a promise."""

    key: int
    owner: Entity
    label: str
    end: End
    began: float
    seconds: float
    done: float = 0
    promise: Promise | None = None
    waiting: Waiting | None = None
    after: Callable[[], object] | None = None
    """To be done when it has ended, in whatever way."""


class Mcp:
    """The tools of a world and their calls."""

    def __init__(self, world: World) -> None:
        self.tools: dict[str, Tool] = {}
        self.calls: dict[int, Call] = {}
        self.changed: Callable[[], object] = lambda: None
        """Hears that there are other tools than before."""
        self.progressed: Callable[[int, float, float | None, str], object] = lambda key, done, total, text: None
        """Hears how far a call is."""
        self._world = world
        for books in (self.tools, self.calls):
            world.objects.tell_departures(books, self._departed)

    # -- tools --------------------------------------------------------------------------------------------------

    def offers(self) -> tuple[Offer, ...]:
        """All tools, in the order in which they were registered."""
        return tuple(tool.offer for tool in self.tools.values())

    def register(self, tool: Tool) -> None:
        """Offer a tool; again: in another form. LpcError when another object has one of that name."""
        name = tool.offer.name
        found = self.tools.get(name)
        if found is not None and found.owner is not tool.owner:
            raise LpcError(f"mcp_register_tool: {name} is a tool of /{found.owner.name}\n")
        if found is None and len(self.tools) >= MOST_TOOLS:
            raise LpcError(f"mcp_register_tool: there are {MOST_TOOLS} tools already\n")
        self.tools[name] = tool
        self._world.objects.heed(tool.owner)
        if found is None or found.offer != tool.offer:
            self.changed()

    def unregister(self, this: Entity, name: str) -> bool:
        """Offer a tool of `this` no more; False when it has none of that name. Calls of it go on."""
        found = self.tools.get(name)
        if found is None or found.owner is not this:
            return False
        del self.tools[name]
        self.changed()
        return True

    # -- calls --------------------------------------------------------------------------------------------------

    def begin(
        self, key: int, owner: Entity, label: str, run: Callable[[], Any], end: End, *, seconds: float = SECONDS
    ) -> None:
        """Do in the running entry what a call wants. An error in it leaves the call open, for `drop`."""
        call = self.calls[key] = Call(key, owner, label, end, self._world.context.now, seconds)
        self._world.objects.heed(owner)
        value = run()
        if key not in self.calls:
            return  # its object is gone, and that was its end
        if value.__class__ is Promise:
            self._wait(call, value)
        else:
            del self.calls[key]
            end(live(value))

    def described(self) -> list[str]:
        """A line for each that has no answer yet, for the log."""
        now = self._world.context.now
        return [
            f"mcp {one.key} of /{one.owner.name}, {now - one.began:.0f} s old: {one.label}"
            for one in self.calls.values()
        ]

    def drop(self, key: int) -> bool:
        """Forget a call that its maker answers; False when it has ended."""
        return self.calls.pop(key, None) is not None

    def progress(self, this: Entity, key: int, done: float, total: float | None, text: str) -> bool:
        """Tell how far a call is; False when nobody waits for it, or it is not this object's business."""
        call = self.calls.get(key)
        if call is None or (call.owner is not this and call.owner.uid != this.uid):
            return False
        call.done = done
        self.progressed(key, done, total, text)
        return True

    def give_up(self, key: int) -> None:
        """Nobody waits for a call any more."""
        call = self.calls.pop(key, None)
        if call is not None:
            self._leave(call)
            self._over(call)

    def when_ended(self, key: int, after: Callable[[], object]) -> bool:
        """Have something done when a call has ended; False when it has already."""
        call = self.calls.get(key)
        if call is None:
            return False
        call.after = after
        return True

    @staticmethod
    def _over(call: Call) -> None:
        if call.after is not None:
            call.after()

    def _wait(self, call: Call, promise: Promise) -> None:
        def settled(settled: Promise) -> None:
            self._world.promises.queue(lambda: self._settled(call, settled))

        call.promise, call.waiting = promise, settled
        self._world.promises.wait(promise, settled)

    def _settled(self, call: Call, promise: Promise) -> None:
        if not self.drop(call.key):
            return
        if promise.state == FULFILLED:
            call.end(live(promise.value))
        else:
            reason = promise.value if isinstance(promise.value, str) else "the promise was rejected"
            self._world.promises.observed(promise)
            call.end(Failure(reason.removeprefix("*").rstrip("\n"), promise))
        self._over(call)

    def _leave(self, call: Call) -> None:
        if call.promise is not None and call.waiting is not None:
            self._world.promises.leave(call.promise, call.waiting)

    def _departed(self, ob: Entity) -> None:
        """An object is destructed or begins anew."""
        mine = [name for name, tool in self.tools.items() if tool.owner is ob]
        for name in mine:
            del self.tools[name]
        if mine:
            self.changed()
        for call in [one for one in self.calls.values() if one.owner is ob]:
            del self.calls[call.key]
            self._leave(call)
            self._over(call)
            call.end(Failure(f"the object that was to answer is gone (/{ob.name})"))


def is_answerable(owner: Entity, callback: str | Closure) -> bool:
    """Is there such a function?"""
    return isinstance(callback, Closure) or (isinstance(owner, LpcObject) and callback in owner.applies)
